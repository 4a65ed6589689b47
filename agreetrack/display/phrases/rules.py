"""Recurrence rules."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "no-day-between": N_(
        "“{rule}” falls on no day from {start} through {until}; correct the rule, or one of these days"
    ),
    "no-day-ever": N_(
        "“{rule}” falls on no day, not within {years} years, after which the calendar repeats itself; correct the rule"
    ),
    "none": N_("“{rule}” is no recurrence rule of days; write it as FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31"),
    "too-large": N_("“{rule}”: {name} goes up to {most:,}"),
    "does-not-go-with-frequency": N_("“{rule}”: {name} does not go with FREQ={frequency}"),
    "count-and-until": N_("“{rule}” states both COUNT and UNTIL; keep the one that the text states"),
    "setpos-alone": N_("“{rule}”: BYSETPOS chooses among the days of another BY part; state that too"),
    "numbered-weekday": N_("“{rule}”: a numbered weekday goes with months or years; write BYDAY=MO"),
}

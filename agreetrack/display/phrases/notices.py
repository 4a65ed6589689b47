"""Notice, as a record states it."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "day-missing": N_("is missing; before day goes with the day of the year, such as 06-30"),
    "day-without-before": N_("goes with before day; leave out the one or the other"),
    "by-without-before": N_("goes with before day; leave it out"),
    "month-without-any-time": N_("goes with before any-time; leave it out, or state that"),
    "window-with-before": N_("says when notice is given; leave out before"),
    "unit-alone": N_("goes with not_before; state that too"),
    "empty": N_("says nothing; leave it out, or state its period, such as P6M"),
    "no-day-of-year": N_("“{text}” is no day of the year; write it as 06-30"),
}

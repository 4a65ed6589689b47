"""The readings of a stated day or period."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "date-excluded": N_("the date itself is excluded"),
    "first-day-counts": N_("first day counts"),
    "same-numbered": N_("same-numbered day"),
    "date-assumed": N_("the stated date is the last day: ASSUMED; it may be excluded (“until”)"),
    "counted-from-day-after": N_("counted from the day after, the first day counts"),
    "date-or-day-before": N_("the stated date is the last day, or the day before it where the text excludes it"),
}

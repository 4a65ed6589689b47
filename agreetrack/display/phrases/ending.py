"""The sentences on ending."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "which-day": N_(
        "say which day it is: --last-day DATE, the last day in force, or --out-from DATE, the first day without it"
    ),
    "no-day-before": N_("--out-from {day}: there is no day before it"),
    "before-signature": N_("{day} lies before its signature, {signed}"),
    "before-agreement": N_("the last day, {last_day}, lies before the day of the agreement to end it, {day}"),
    "replaces": N_("it replaces the termination recorded before, with {ends} as the last day"),
    "does-not-prolong": N_(
        "it ends on {ends} anyway, and a termination does not prolong it through {last_day}; that would be an "
        "extension: agreetrack extend {ref} --until {last_day}"
    ),
    "closed-already": N_("it is closed already"),
    "in-force": N_("it is still in force on {day}; it can be closed after {ends}, its last day"),
    "not-ended": N_(
        "it has not ended by {day}, so that there is nothing to close; an end is recorded with agreetrack "
        "terminate {ref} or agreetrack notice {ref}"
    ),
}

"""When an agreement enters into force by its rule."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "all": N_("on the last party's instrument"),
    "all-wait": N_("on the last party's instrument, {wait} later"),
    "all-month": N_("on the last party's instrument, first day of month {month} after"),
    "all-wait-month": N_("on the last party's instrument, {wait} later, first day of month {month} after"),
    "number": N_("on instrument number {count}"),
    "number-wait": N_("on instrument number {count}, {wait} later"),
    "number-month": N_("on instrument number {count}, first day of month {month} after"),
    "number-wait-month": N_("on instrument number {count}, {wait} later, first day of month {month} after"),
}

"""Dates of the calendar."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "no-date": N_("“{text}” is not a date of the calendar; write it as 2015-02-09"),
    "no-year-or-month": N_("“{text}” is not a year or a month of the calendar"),
    "no-known-day": N_("must be a date such as 2015-02-09, or a month or year alone"),
}

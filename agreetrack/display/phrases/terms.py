"""Entry into force, term and renewal, as a record states them."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "title-empty": N_("is empty; say in a few words what is agreed"),
    "event-empty": N_("is empty; say what ends it, such as completion of the project"),
    "over-before-begun": N_("{term} lies before the agreement begins, {start}; correct one of the two"),
    "no-term": N_("“{text}” is no term; write a period (P5Y), its last day (2027-03-31) or indefinite"),
    "endless-day": N_("“{day}” stands for no end; write indefinite"),
    "no-date-or-word": N_("“{text}” is neither a date such as 2015-02-09 nor one of: {words}"),
    "entry-after": N_("must be all, or the number of instruments, from 1 to {most:,}"),
    "month": N_("must be from 1 to {most:,}: 1 is the first day of the next month"),
    "times": N_("must be from 1 to {most:,}; where nothing renews, write mode none, where no end is set, leave it out"),
    "extension-states-one": N_("an extension states by (a period), until (a date) or indefinitely, one of the three"),
}

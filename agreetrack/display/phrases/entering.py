"""The sentences on entering."""

from agreetrack.display.phrases.phrase import N_, Phrases, counted

PHRASES: Phrases = {
    "joins": N_("“{party}” joins as a new party"),
    "no-party": N_(
        "“{name}” is no party to it; its parties are {parties}; only accession and succession (--type) add a new one"
    ),
    "arrived-already": N_(
        "the {type} of “{party}” arrived on {day} already; a wrong one is corrected with agreetrack correct {ref}"
    ),
    "no-rule": N_(
        "nothing is recorded on entry into force, so that the instrument moves no date; say what it waits for: "
        "agreetrack edit {ref} --entry-into-force-after all"
    ),
    "own-entry": N_("in force for “{party}” from {day}"),
    "entry": N_("entry into force: {day}"),
    "missing-count": counted(
        "still missing: {count} of {needed} instrument",
        "still missing: {count} of {needed} instruments",
        "needed",
    ),
    "missing": N_("still missing: {missing}"),
    "missing-condition": N_("still missing: “{condition}”"),
    "in-force-already": N_("it entered into force on {day}, so that it is no longer applied provisionally"),
    "applied-already": N_(
        "it is applied provisionally already; the end is recorded with agreetrack provisional {ref} --end"
    ),
    "not-applied": N_("it is not applied provisionally on {day}"),
    "before-beginning": N_("{day} lies before the beginning of provisional application, {start}"),
}

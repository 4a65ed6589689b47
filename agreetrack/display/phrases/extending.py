"""The sentences on extending."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "one-of": N_("give one of --by PERIOD, --until DATE and --indefinitely"),
    "end-day-alone": N_("--end-day goes with --until DATE: it says whether that day is still in force"),
    "expired": N_(
        "it expired on {ends}, and an agreement once expired is not extended but succeeded: add the new one and "
        "link it; if the text itself says that it applies from the end, add --retroactive"
    ),
    "indefinite": N_(
        "its term is indefinite, so that there is nothing to extend; a new term is an amendment: agreetrack "
        "amend {ref} --set term=P5Y"
    ),
    "retroactive": N_("retroactive: on {day} it had run out on {ends}"),
    "terminated": N_(
        "its termination is agreed, with {ends} as the last day; take that back with agreetrack undo, or "
        "agreetrack edit {ref}, before it can go on"
    ),
    "notice-given": N_(
        "notice was given by {who}, and it ends on {ends}; only when the notice is withdrawn can it go on: "
        "agreetrack notice {ref} --withdraw"
    ),
    "not-longer": N_("it is in force through {current} already, so that {until} does not lengthen it"),
    "without-end": N_("an extension without end"),
    "beyond": N_("{by} more reaches beyond the year 9999"),
    "term-unknown": N_(
        "its term is not known, so that no period can be added; state the term (agreetrack edit {ref} --term 5y) "
        "or the new last day (--until DATE)"
    ),
    "start-unknown": N_(
        "the day that its term runs from is not known, so that no period can be added; state it (agreetrack edit "
        "{ref} --entry-into-force DATE) or the new last day (--until DATE)"
    ),
}

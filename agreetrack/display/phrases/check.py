"""The sentences on check."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "twice-in-file": N_("stands twice in the file, in agreements {first} and {second}; correct one in an editor"),
    "ends-before-signed": N_("it ends on a day before it was signed; correct one of the two"),
    "entry-pending": N_(
        "entry into force is not stated, so it is pending; give it: agreetrack edit {ref} --entry-into-force DATE"
    ),
    "waits-long": N_(
        "it has waited for entry into force for more than two years; record what arrived: agreetrack instrument {ref}"
    ),
    "applied-long": N_(
        "it has been applied provisionally for more than two years; record its entry into force, or the end"
    ),
    "term-unknown": N_(
        "the term is not known, so that nothing warns of its end; give it: agreetrack edit {ref} --term 5y"
    ),
    "start-unknown": N_("the day that the term runs from is not known, so that its end is not either; give it whole"),
    "ended-unrecorded": N_(
        "it ended on {ends} and nothing is recorded since; record what happened (agreetrack extend {ref} --by "
        "5y --retroactive), or that it ended as foreseen: agreetrack close {ref}"
    ),
    "gap": N_("it was not in force from {start} through {through}: a gap between two periods"),
    "renewal-unstated": N_(
        "whether it renews is not stated; give it: agreetrack edit {ref} --renewal none, express or tacit"
    ),
    "renewal-period-unknown": N_(
        "it renews tacitly, but by how long is not known; give it: agreetrack edit {ref} --renewal-period 5y"
    ),
    "notice-unstated": N_(
        "it renews tacitly, but the period of notice is not stated; give it: agreetrack edit {ref} --notice 6m"
    ),
    "no-party": N_("no party is stated; give them all: agreetrack edit {ref} --party NAME --party NAME"),
    "one-party": N_("only one party is stated; give them all: agreetrack edit {ref} --party NAME --party NAME"),
    "after-end": N_("the event of {date} comes after the end; correct it: agreetrack correct {ref} {number}"),
    "not-longer": N_(
        "the extension of {date} does not lengthen anything; correct it: agreetrack correct {ref} {number}"
    ),
    "not-reckonable": N_(
        "what the event of {date} adds cannot be counted, as term, period or start is not known; state it: "
        "agreetrack edit {ref}"
    ),
    "already-leaving": N_(
        "the notice of {date} ends nothing earlier than one that the party gave before; correct it: agreetrack "
        "correct {ref} {number}"
    ),
    "would-be-over": N_(
        "the new term of {date} would be over before it takes effect, so that the old one stays; correct it: "
        "agreetrack correct {ref} {number}"
    ),
    "no-end": N_(
        "no end can be computed for the notice of {date}; give its last day, or the denunciation clause: "
        "agreetrack edit {ref}"
    ),
    "late": N_("the notice of {date} came after the last day for notice; agreetrack explain {ref} says when it ends"),
    "no-notice": N_(
        "on {date} no notice was pending that could be taken back; correct it: agreetrack correct {ref} {number}"
    ),
    "not-suspended": N_(
        "on {date} nothing was suspended that could be resumed; correct it: agreetrack correct {ref} {number}"
    ),
    "one-reading": N_(
        "the notice of {date} was in time by one reading of the counting only: last day {ends} or {rival}; "
        "settle the counting: agreetrack edit {ref} --counting RULE"
    ),
    "outside-window": N_(
        "the notice of {date} came outside the time that the clause gives for it, and has no effect; correct it: "
        "agreetrack correct {ref} {number}"
    ),
}

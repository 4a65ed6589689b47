"""Correcting what was recorded wrongly."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "no-events": N_("{ref} has no event {number}; none is recorded"),
    "no-such-event": N_("{ref} has no event {number}; it has {count}: agreetrack correct {ref}"),
    "events-changed": N_(
        "{ref}: somebody else changed its events meanwhile; look at them again: agreetrack correct {ref}"
    ),
    "record-changed": N_(
        "{ref} was changed just now by somebody else; nothing was changed, look at it: agreetrack show {ref}"
    ),
    "not-without": N_("“{field}” cannot be taken out; state it anew"),
    "not-set": N_("the amendment does not set “{name}”; it sets {known}"),
    "sets-nothing": N_("the amendment would set nothing; take it back with agreetrack undo, or in agreetrack edit"),
    "idle": N_(
        "corrected so, event {number}, of {day}, would have no effect; correct or take back that one first: "
        "agreetrack correct {ref} {number}"
    ),
}

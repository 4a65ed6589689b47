"""Changes, their history, and taking them back."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "rests-on-by-one": N_(
        "change {seq} cannot be taken back by itself: change {latest} by {who} rests on it ({command}); take "
        "that back first: agreetrack undo {latest}"
    ),
    "rests-on-by-several": N_(
        "change {seq} cannot be taken back by itself: changes {others} rest on it; take them back first, "
        "beginning with the latest, by {who} ({command}): agreetrack undo {latest}"
    ),
    "none": N_("there is no change to take back"),
    "none-of-yours": N_(
        "no change of yours is left to take back; the latest is change {seq} by {who}, {command}; if that one is "
        "meant: agreetrack undo {seq}"
    ),
    "no-undo": N_("there is no undo to take back; only an undo with no change after it can be"),
    "of-loss": N_("change {seq} tells that the registry was lost, which nothing takes back"),
    "no-such": N_("there is no change {seq}; agreetrack history lists them"),
    "taken-back-already": N_("change {seq} was taken back already; agreetrack history tells by which"),
    "outside-of-history": N_("{field} was changed outside of the history"),
    "something-came-since": N_("the change cannot be taken back, something else came since: {reason}"),
    "not-held": N_("the file held no “{ref}” on {day}; see agreetrack history {ref}"),
}

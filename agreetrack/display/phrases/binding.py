"""Whether an obligation binds on a day, and why."""

from agreetrack.display.phrases.phrase import N_, Phrases, in_context

PHRASES: Phrases = {
    "yes": N_("yes: {why}"),
    "no": N_("no: {why}"),
    "in-force-through": N_("in force through {until}"),
    "in-force": in_context("an obligation binds", "in force"),
    "provisional-through": N_("applied provisionally, through {until}"),
    "provisional": N_("applied provisionally"),
    "survives-through": N_("survives the end on {since}, through {until}"),
    "survives": N_("survives the end on {since}"),
    "only-from": N_("only from {since} on"),
    "not-yet": N_("not in force yet"),
    "gap": N_("not in force from {since} through {until}"),
    "suspended-through": N_("suspended from {since} through {until}"),
    "suspended": N_("suspended since {since}"),
    "ended": N_("ended on {until}"),
    "left": N_("{party} left on {until}"),
    "dropped": N_("dropped by an amendment, from {since} on"),
    "closed": N_("the file is closed"),
}

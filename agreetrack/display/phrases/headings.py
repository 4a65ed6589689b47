"""What is explained."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "draft": N_("Why {ref} is a draft"),
    "signed": N_("Why {ref} is signed and not yet in force"),
    "expired": N_("Why {ref} expired after {day}"),
    "terminated": N_("Why {ref} ended with {day}"),
    "contested": N_("Why it is contested whether {ref} is still in force"),
    "ending": N_("Why {ref} ends with {day}"),
    "presumed": N_("Why {ref} is presumed in force"),
    "provisional-until-event": N_("Why {ref} is applied provisionally until “{event}”"),
    "provisional-without-end": N_("Why {ref} is applied provisionally without an end"),
    "provisional": N_("Why {ref} is applied provisionally through {day}"),
    "in-force-until-event": N_("Why {ref} is in force until “{event}”"),
    "in-force-without-end": N_("Why {ref} is in force without an end"),
    "in-force": N_("Why {ref} is in force through {day}"),
}

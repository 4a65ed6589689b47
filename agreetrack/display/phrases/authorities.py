"""Who says how periods are counted."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "assumed": N_("ASSUMED, the text is silent or not recorded"),
    "practice": N_("the parties' practice"),
    "text": N_("the text"),
    "recorded": N_("recorded, without saying whether by the text or by practice"),
}

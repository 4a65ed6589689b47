"""Days in words."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "unknown": N_("a day that is not known"),
    "none": N_("no known day"),
    "further-notice": N_("further notice"),
    "not-computed": N_("not to be computed"),
    "not-known": N_("an unknown day"),
    "either": N_("{day} ({rival})"),
    "none-of-them": N_("none"),
    "or": N_("{day} (or {other})"),
}

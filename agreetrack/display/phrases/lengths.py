"""Lengths of time in words."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "none": N_("no period"),
    "plus": N_("{term} + {step}"),
    "plus-times": N_("{term} + {times} × {step}"),
}

"""Periods."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "too-long": N_("“{text}” is too long for a period; its numbers go up to {most:,}"),
    "none": N_("“{text}” is not a period; write it as P5Y, P6M, P1Y6M or P120D"),
    "zero": N_("a period must be longer than nothing; “{text}” is zero"),
}

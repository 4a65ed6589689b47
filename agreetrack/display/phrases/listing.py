"""The sentences on listing."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "no-order": N_("“{word}” is no order; choose one of: {known}"),
}

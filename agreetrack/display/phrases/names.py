"""Several names in one sentence."""

from agreetrack.display.phrases.phrase import N_, Phrases, counted

PHRASES: Phrases = {
    "and-more": counted("{names} and {count:,} more", "{names} and {count:,} more"),
    "quoted": N_("“{name}”"),
    "quoted-with-code": N_("“{name}” ({code})"),
    "none-recorded": N_("none recorded"),
    "and": N_("{one}; {other}"),
}

"""The sentences on calendar."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "too-many-days": N_(
        "the calendar would have more than {most} days; ask for a shorter time, or for fewer agreements"
    ),
    "too-many-days-of-one": N_(
        "{ref} alone would put more than {most} days into the calendar; ask for a shorter time, or leave it out"
    ),
}

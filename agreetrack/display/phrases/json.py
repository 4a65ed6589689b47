"""JSON that is read with care."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "stands-twice": N_("“{name}” stands twice"),
    "too-deep": N_("lists and objects lie one within the other more than {most} deep"),
    "no-number": N_("{name} is no number of JSON"),
    "invalid": N_("this is not valid JSON ({reason}); write the record as a JSON object"),
}

"""The sentences on succeeding."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "same-party": N_("“{name}” is that party already; name another successor"),
    "was-a-party": N_("{to} was a party already and takes the place of {party} too"),
}

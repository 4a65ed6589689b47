"""Parties."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "name-empty": N_("is empty; name the party"),
    "twice": N_("“{name}” stands here twice; name each party once"),
    "us-twice": N_("“{name}” is already marked us; one party is"),
    "stranger": N_("“{name}” is not a party; the parties are: {parties}"),
    "none-recorded": N_(
        "no parties are recorded, so that it cannot be told whose it is: agreetrack edit {ref} --party NAME"
    ),
    "none-of-them": N_("“{name}” is none of the parties: {parties}"),
    "several-meant": N_("“{word}” can mean {parties}; type more of the name, or the code"),
    "no-party-to-it": N_("“{name}” is no party to it; its parties are {parties}"),
}

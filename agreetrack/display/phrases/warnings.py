"""Warnings, and what is written down of them."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "unwritable": N_("“{path}” cannot be written ({reason}), so that what was told may come again"),
    "busy": N_("somebody else is changing the registry, so that what was told may come again"),
    "unwritten": N_("it cannot be written down what was told, which may come again: {reason}"),
    "without-address": N_(
        "nobody has a mail address for {refs}; give one with agreetrack edit {first} --owner 'Name <mail>', or "
        "for all with agreetrack config owner 'Name <mail>'"
    ),
}

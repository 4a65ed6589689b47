"""The sentences on removing."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "changed-just-now": N_(
        "{ref} was changed just now by somebody else; nothing was removed, look at it: agreetrack show {ref}"
    ),
    "links-remain": N_("links to it remain in {refs}"),
}

"""Obligations."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "id-twice": N_("“{id}” stands here twice; give each obligation its own id"),
    "empty": N_("is empty; every obligation has an id and a text"),
    "does-not-go-with-kind": N_("does not go with an obligation of kind {kind}; leave it out, or change the kind"),
    "due-and-within": N_("states both due and within; keep the one that the text states"),
    "within-and-of": N_("within (a period) and of (entry-into-force, signature or end) go together"),
    "every-or-rrule": N_("a recurring obligation states either every (a period) or rrule, one of the two"),
    "from-missing": N_("is missing; give the day of the first occurrence"),
    "until-before-first": N_("lies before the day of the first occurrence"),
    "wrong-rule": N_("--rrule: {why}"),
    "due-unknown": N_(
        "the day on which obligation “{id}” is due is not known, so that nothing warns of it; give it: "
        "agreetrack edit {ref}"
    ),
    "signature-unknown": N_(
        "obligation “{id}” is counted from signature, which is not known to the day; give it: agreetrack edit {ref}"
    ),
    "end-unknown": N_(
        "obligation “{id}” is counted from the end, which is not known to the day; give it: agreetrack edit {ref}"
    ),
    "entry-unknown": N_(
        "obligation “{id}” is counted from entry into force, which is not known to the day; give it: agreetrack "
        "edit {ref}"
    ),
}

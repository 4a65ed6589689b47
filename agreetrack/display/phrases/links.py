"""The sentences on links."""

from agreetrack.display.phrases.phrase import N_, Phrases, counted

PHRASES: Phrases = {
    "nowhere": N_("there is no agreement “{ref}”; add it, or correct the link: agreetrack edit {own}"),
    "round": N_(
        "it falls with {ref}, and {ref} with it, at once or through others, so that each is held to end with the "
        "first of the others; take one of these links out: agreetrack edit {own}"
    ),
    "gap": counted(
        "{days} day between the end of {ref}, {last}, and entry into force, {start}: a gap",
        "{days} days between the end of {ref}, {last}, and entry into force, {start}: a gap",
        "days",
    ),
    "overlap": N_("it entered into force on {start}, before {ref} ended on {last}: an overlap"),
    "succeeds-in-force": N_(
        "it succeeds {ref}, which is in force through {last} all the same; record its end: agreetrack terminate {ref}"
    ),
    "amends-ended-pending": N_(
        "{ref} ended on {last}, before this amendment entered into force; nothing is left to amend"
    ),
    "amends-ended": N_("{ref} ended on {last}, before this amendment entered into force on {start}"),
    "amends-ending": N_("{ref} ends on {last}; it can be amended only until then"),
    "would-be-round": N_(
        "it would fall with {ref}, which falls with it, at once or through others; leave out one of these links"
    ),
}

"""The sentences on renewing."""

from agreetrack.display.phrases.phrase import N_, Phrases, counted

PHRASES: Phrases = {
    "none": N_(
        "its text provides for no renewal; if the parties prolong it nevertheless, that is an extension: "
        "agreetrack extend {ref} --by PERIOD"
    ),
    "by-itself": N_("it goes on by itself until notice is given, so that there is nothing to renew"),
    "not-renewable": N_("its text is not recorded as renewable; reckoned as renewed expressly, by {period}"),
    "one-more": counted(
        "its text allows {times} renewal, and this is one more",
        "its text allows {times} renewals, and this is one more",
        "times",
    ),
    "expired": N_(
        "it expired on {ends}, and an agreement once expired is not renewed but succeeded; give the day with "
        "--on if it was renewed before; if the text says that it applies from the end: agreetrack extend {ref} "
        "--by PERIOD --retroactive"
    ),
    "used-up": counted(
        "its {times} tacit renewal is used up; what the parties agree beyond them is an extension: agreetrack "
        "extend {ref} --by PERIOD",
        "its {times} tacit renewals are used up; what the parties agree beyond them is an extension: agreetrack "
        "extend {ref} --by PERIOD",
        "times",
    ),
    "confirmed": N_("it renews by itself; recorded as its confirmation, no date moves"),
    "end-unknown": N_(
        "the end of its present period is not known, so that no renewal can be counted; state it: agreetrack "
        "edit {ref} --term 5y --entry-into-force DATE"
    ),
    "period-unknown": N_(
        "the period of its renewal is not known; state it (agreetrack edit {ref} --renewal-period 5y), or record "
        "the new end: agreetrack extend {ref} --until DATE"
    ),
}

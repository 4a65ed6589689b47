"""What happened, and when it can have."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "after-end": N_(
        "it ended on {ends}, and {what} on {day} comes after that; give the day with --on if it happened before, "
        "or record first what kept it in force"
    ),
    "before-signature": N_(
        "it was signed {signed}, and nothing can happen to it before, on {day}; give the right day with --on, or "
        "correct the signature: agreetrack edit {ref} --signed DATE"
    ),
    "before-start": N_(
        "it is in force from {start}, and this cannot happen to it before, on {day}; give the right day with "
        "--on, or the date of signature: agreetrack edit {ref} --signed DATE"
    ),
    "dated-ahead": N_("it is dated after {today}: it counts from {day} on"),
}

"""The sentences on noticing."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "none-suspended": N_(
        "no notice is suspended on {day}, so that none is resumed; agreetrack show {ref} lists what is"
    ),
    "last-day": N_("last day: {day}"),
    "prolonged-to-before": N_("the last day, {last_day}, lies before the day on which the notice is prolonged, {day}"),
    "several": N_("several gave notice: {who}; say whose it is with --party"),
    "last-day-before-receipt": N_("the last day that the note names, {last_day}, lies before its receipt on {day}"),
    "given-already": N_(
        "“{party}” gave notice on {day} already; correct that one with agreetrack correct {ref}, or record that "
        "it was taken back: agreetrack notice {ref} --withdraw"
    ),
    "end-unknown": N_(
        "the end cannot be reckoned from what is recorded; give the day that the note names: agreetrack undo, "
        "then again with --last-day DATE"
    ),
    "no-period-ended": N_("the text gives a time for notice after each period, and it is not one; no period has ended"),
    "outside-window": N_("the text gives the time from {opens} through {by} for notice, and {day} is outside of it"),
    "one-reading": N_(
        "it was in time by one reading of the counting only: last day {first} or {other}; settle the counting: "
        "agreetrack edit {ref} --counting RULE"
    ),
    "no-clause-in-time": N_(
        "no denunciation clause is recorded: taken as in time through the last day of the period, {ends}; if the "
        "note names another, give it with --last-day"
    ),
    "no-clause": N_(
        "no denunciation clause is recorded, so that no end is computed (Vienna Convention art. 56(2) would ask "
        "for twelve months); record the clause (agreetrack edit {ref} --notice 12m), or give the day that the "
        "note names: agreetrack undo, then again with --last-day DATE"
    ),
    "late": N_("it came after the last day for notice; it ends on {ends}"),
    "late-for-period": N_(
        "received after {by}, the last day for notice in period {now}: it ends with period {then}, on {ends}"
    ),
    "took-effect": N_(
        "the notice of “{party}” took effect on {ends}; it could be taken back only until then; give the day "
        "with --on if it was"
    ),
    "none-of-party": N_("no notice of “{party}” is pending on {day}; agreetrack show {ref} lists what is recorded"),
    "none-pending": N_("no notice is pending on {day}; agreetrack show {ref} lists what is recorded"),
}

"""The sentences on outcomes."""

from agreetrack.display.phrases.phrase import N_, Phrases, counted

PHRASES: Phrases = {
    "no-evidence": N_("--evidence: name a file or give a link; leave it out where there is none"),
    "evidence-and-basis": N_("--evidence names the document already; leave --basis out"),
    "no-obligations": N_("{ref} has no obligations; add one: agreetrack oblige {ref} TEXT"),
    "no-such": N_("{ref} has no obligation “{id}”; it has {known}"),
    "continues": N_(
        "it continues, and is never over with by being met; add what was to be done by a day as an obligation of "
        "its own: agreetrack oblige {ref} TEXT --due DATE"
    ),
    "no-day": N_("it has no day that is known; leave --occurrence out"),
    "once": N_("it is due once, on {due}, not on {stated}; leave --occurrence out"),
    "none-due": N_("none falls due on {day}; near it: {days}"),
    "recorded-already": N_(
        "one was recorded for {on} already; the next is due on {day}, say --occurrence {day} if that is meant"
    ),
    "none-open": N_("no occurrence of it is open"),
    "several-open": N_("several are open: {days}; say which with --occurrence DATE"),
    "not-bound": N_("it does not fall due on {day}: {why}"),
    "of-obligation": N_("{ref}, obligation “{id}”: {reason}"),
    "was-met": N_("it was met on {day} already; correct that with agreetrack undo, or agreetrack edit {ref}"),
    "was-partly-met": N_(
        "it was met in part on {day} already; correct that with agreetrack undo, or agreetrack edit {ref}"
    ),
    "was-waived": N_("it was waived on {day} already; correct that with agreetrack undo, or agreetrack edit {ref}"),
    "met-of": N_("obligation “{id}”, due {due}: met"),
    "met": N_("obligation “{id}”: met"),
    "partly-met-of": N_("obligation “{id}”, due {due}: met in part, the rest is still owed"),
    "partly-met": N_("obligation “{id}”: met in part, the rest is still owed"),
    "waived-of": N_("obligation “{id}”, due {due}: waived"),
    "waived": N_("obligation “{id}”: waived"),
    "still-owed": counted("still owed: {day}, {days} day late", "still owed: {day}, {days} days late", "days"),
    "next-due": N_("next due {day}"),
}

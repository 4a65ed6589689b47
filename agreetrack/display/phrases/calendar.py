"""A calendar for the programs of others."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "too-many-days": N_(
        "the calendar would have more than {most} days; ask for a shorter time, or for fewer agreements"
    ),
    "too-many-days-of-one": N_(
        "{ref} alone would put more than {most} days into the calendar; ask for a shorter time, or leave it out"
    ),
    "no-library": N_("a calendar needs the package icalendar; install it with: pip install 'agreetrack[calendars]'"),
    "summary": N_("{what}: {name}"),
    "cancelled": N_("Cancelled: {text}"),
    "a-party-leaves": N_("A party leaves"),
    "party-leaves": N_("{party} leaves"),
    "notice": N_("Last day for notice"),
    "renews": N_("Renews by itself"),
    "first-term-ends": N_("First term ends"),
    "ends": N_("Ends"),
    "expires": N_("Expires"),
    "met": N_("Met"),
    "waived": N_("Waived"),
    "partly-met": N_("Due, met in part"),
    "due": N_("Due"),
    "two-readings": N_("{day} is the earlier reading, {other} the other one: the text leaves it open."),
    "no-longer-foreseen": N_("This is no longer foreseen."),
    "why": N_("Why: agreetrack explain {ref}"),
    "between": N_("Between {parties}."),
    "owner": N_("Owner: {owner}"),
    "obligation": N_("Obligation {id}: {text}"),
    "by": N_("To be done by {parties}."),
    "owed-to": N_("Owed to {parties}."),
    "send-by": N_("The note has to leave by {day}."),
    "goes-on": N_("It goes on until notice is given."),
    "last-day-for": N_("This is the last day for {party}; the others go on."),
    "last-day": N_("This is the last day in force."),
    "then-goes-on": N_("Without notice received by then it goes on until notice is given."),
    "then-renews": N_("Without notice received by then it renews by itself."),
    "then-renews-through": N_("Without notice received by then it renews by itself, through {day}."),
    "renews-by-itself": N_("It renews by itself."),
    "renews-through": N_("It renews by itself, through {day}."),
    "lapses-unless": N_("It lapses unless an extension is agreed by then."),
    "lapses": N_("It lapses after that day."),
    "recorded-met": N_("Recorded on {day}: met."),
    "recorded-partly-met": N_("Recorded on {day}: partly-met."),
    "recorded-waived": N_("Recorded on {day}: waived."),
}

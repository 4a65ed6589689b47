"""The sentences on promising."""

from agreetrack.display.phrases.phrase import N_, Phrases, counted

PHRASES: Phrases = {
    "days-passed": counted(
        "{count:,} of its days has passed, from {first} through {last}; say through which it was met",
        "{count:,} of its days have passed, from {first} through {last}; say through which it was met",
    ),
    "ahead": N_("{day} lies ahead; what is met on its day is recorded then"),
    "too-many": counted(
        "this is {count:,} day, and at most {most:,} are recorded as met at once; begin on a later day",
        "these are {count:,} days, and at most {most:,} are recorded as met at once; begin on a later day",
    ),
    "met": N_("recorded as met: {count:,}, from {first} through {last}"),
    "no-text": N_("say in a few words what is promised"),
    "one-way": N_("when it is due is said in one way: --due, --within, --every or --rrule"),
    "within-and-of": N_("--within PERIOD and --of entry-into-force, signature or end go together"),
    "every-without-from": N_("--every goes with --from DATE, the day on which it is due first"),
    "from-without-every": N_("--from and --until go with --every PERIOD or --rrule RULE"),
    "met-through-alone": N_("--met-through goes with --every PERIOD or --rrule RULE"),
    "once-and-every": N_("--once is for what is done once; leave it out, or --every and --rrule"),
    "until-before-from": N_("--until lies before --from, the day on which it is due first"),
    "malformed-id": N_("--id: a handle in one word, such as joint-review"),
    "id-taken": N_("{ref}: there is an obligation “{id}” already; give this one another --id"),
    "continues": N_("it continues, without a day on which it is due; what is done once on a day not stated: --once"),
    "day-unknown": N_("the day on which it is due is not known; agreetrack check lists it"),
    "due": N_("due {day}"),
    "first-due": N_("first due {day}"),
    "never": N_("it falls due on no day"),
    "told": N_("obligation “{id}”: {what}"),
}

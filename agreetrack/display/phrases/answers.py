"""The sentences on answers."""

from agreetrack.display.phrases.phrase import N_, Phrases, counted

PHRASES: Phrases = {
    "not-ahead": N_("{until} is not ahead; give the day on which it is to be told again, such as +14d"),
    "cannot-wait": N_(
        "{ref}: {what} of {due} cannot wait any more; decide it with agreetrack ack {ref} --decided TEXT"
    ),
    "due-before": N_("{ref}: {what} is due on {due}, before {until}; choose a day through {due}"),
    "nothing": N_("{ref}: there is nothing to be reminded of"),
    "nothing-yet": counted(
        "{ref}: nothing of that is told of yet; next is {what} on {day}, in {days} day",
        "{ref}: nothing of that is told of yet; next is {what} on {day}, in {days} days",
        "days",
    ),
    "decided": N_("{what} of {due}: decided, no more warnings"),
    "told-again": N_("{what} of {due}: told again on {until}"),
    "acknowledged": N_("{what} of {due}: acknowledged; told again at the next lead time"),
}

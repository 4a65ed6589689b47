"""What was promised, by whom, until when, and what became of it."""

from agreetrack.display.phrases.phrase import N_, Phrases, counted

PHRASES: Phrases = {
    "by": N_("It is owed by {parties}."),
    "to": N_("It is owed to {parties}."),
    "by-to": N_("It is owed by {parties} to {others}."),
    "article": N_("Article {article}."),
    "due": N_("Due on {day}."),
    "of-entry": N_("Due within {period} of entry into force."),
    "of-signature": N_("Due within {period} of signature."),
    "of-end": N_("Due within {period} of the end."),
    "of-nothing": N_("Due within {period}; from when is not stated."),
    "every": N_("Due every {period}."),
    "every-from": N_("Due every {period} from {day}."),
    "rule": N_("Due by the rule {rule}."),
    "rule-from": N_("Due by the rule {rule} from {day}."),
    "until": N_("The last time is on {day} or before."),
    "continuing": N_("It continues, without a day."),
    "no-day": N_("No day is stated."),
    "survives": N_("It survives the end."),
    "owner": N_("Looked after by {owner}."),
    "earlier": counted("{count} earlier report", "{count} earlier reports"),
    "met": N_("Met on {day}."),
    "met-due": N_("Met on {day}, due on {due}."),
    "partly-met": N_("Met in part on {day}."),
    "partly-met-due": N_("Met in part on {day}, due on {due}."),
    "waived": N_("Waived on {day}."),
    "waived-due": N_("Waived on {day}, due on {due}."),
    "evidence": N_("Evidence: {document}."),
}

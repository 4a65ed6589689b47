"""What the office answered to warnings."""

from agreetrack.display.phrases.phrase import N_, Phrases, counted, in_context

PHRASES: Phrases = {
    "decided": N_("{what}, {due}: decided, “{decided}”."),
    "later": N_("{what}, {due}: to be told again on {until}."),
    "seen": counted(
        "{what}, {due}: seen as told {count} day before.", "{what}, {due}: seen as told {count} days before."
    ),
    "seen-late": counted(
        "{what}, {due}: seen as told {count} day after.", "{what}, {due}: seen as told {count} days after."
    ),
    "seen-at-all": N_("{what}, {due}: seen."),
    "notice": N_("Last day to receive notice"),
    "send-by": N_("Last day to send the note"),
    "start-by": N_("Day to begin the work"),
    "expiry": N_("End of the term"),
    "renewal": in_context("a day", "Renewal"),
    "first-term-end": N_("End of the first term"),
    "leaving": N_("Last day of a party"),
    "leaving-of": N_("Last day of {party}"),
    "termination": in_context("a day", "Termination"),
    "survival-end": N_("End of what binds afterwards"),
    "obligation": N_("Obligation"),
    "obligation-of": N_("Obligation {id}"),
    "entry-into-force": N_("Entry into force"),
    "unrecorded-end": N_("End with nothing recorded since"),
}

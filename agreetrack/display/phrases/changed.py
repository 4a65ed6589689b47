"""What a change did to a record or to the settings."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "event-recorded": N_("Event {number} was recorded: {after}"),
    "event-taken-out": N_("Event {number} was taken out: {before}"),
    "event-corrected": N_("Event {number} was: {before} It is now: {after}"),
    "event": N_("{day}: {words}"),
    "obligation": N_("{id}: {words}"),
    "reported": N_("Obligation {id}: {words}"),
    "typed-by": N_("{person}: {command}"),
    "stated": N_("{field}: now “{after}”."),
    "no-longer-stated": N_("{field}: no longer stated; it was “{before}”."),
    "otherwise": N_("{field}: now “{after}” instead of “{before}”."),
    "added": N_("{field}: “{after}” was added."),
    "taken-out": N_("{field}: “{before}” was taken out."),
    "record-added": N_("It was added: {title}"),
    "record-removed": N_("It was removed: {title}"),
}

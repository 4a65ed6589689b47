"""The sentences on attaching."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "attached": N_("attached “{name}”, {size}"),
    "already": N_("it is attached already, as “{name}”"),
    "attached-link": N_("attached “{name}”"),
    "no-name": N_("a document needs a name: --name TEXT"),
    "name-taken": N_("{ref}: there is another document “{name}” already; give this one a name of its own: --name TEXT"),
    "kept-again": N_("“{name}” was missing, and is kept again"),
}

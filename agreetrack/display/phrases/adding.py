"""The sentences on adding."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "no-parties": N_("say who the parties are: --party NAME, again for each of them"),
    "entry-pending": N_(
        "entry into force is not stated, so it is pending; give it with agreetrack edit {ref} --entry-into-force "
        "DATE (or signature)"
    ),
    "term-unknown": N_(
        "the term is not stated, so it is unknown; give it with agreetrack edit {ref} --term 5y (or its last "
        "day, or indefinite)"
    ),
    "no-party": N_("no party is stated; add them with agreetrack edit {ref} --party NAME"),
    "one-party": N_("only one party is stated; add the others with agreetrack edit {ref} --party NAME"),
    "start-and-signed": N_("--start is signature and entry into force in one; leave out --signed, or --start"),
    "start-and-entry": N_("--start is signature and entry into force in one; leave out --entry-into-force, or --start"),
}

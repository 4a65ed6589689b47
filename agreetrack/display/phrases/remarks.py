"""What an event does not do, or otherwise than it seems."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "after-end": N_("comes after the end and has no effect"),
    "not-longer": N_("does not lengthen the agreement and has no effect"),
    "not-reckonable": N_("cannot be reckoned: the day or the length it adds to is not known"),
    "already-leaving": N_("the party leaves by an earlier notice already"),
    "no-end": N_("no last day can be computed from it; record the one the note names"),
    "outside-window": N_("was not received within the time that the clause gives, and has no effect"),
    "late": N_("came after the last day for that period"),
    "one-reading": N_("was in time by one of the two readings only; settle the counting"),
    "no-notice": N_("there is no notice that it could take back"),
    "not-suspended": N_("nothing was suspended"),
    "would-be-over": N_("the new term would be over already, so the old one stays"),
}

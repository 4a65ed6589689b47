"""What the words of a record are called."""

from agreetrack.display.phrases.phrase import N_, Phrases, in_context

PHRASES: Phrases = {
    "ratification": N_("ratification"),
    "acceptance": N_("acceptance"),
    "approval": N_("approval"),
    "accession": N_("accession"),
    "instrument-of-succession": in_context("an instrument", "succession"),
    "definitive-signature": N_("definitive signature"),
    "notification": N_("notification"),
    "instrument": N_("instrument"),
    "provisional": in_context("an event", "provisional"),
    "provisional-end": in_context("an event", "provisional-end"),
    "extension": N_("extension"),
    "renewal": in_context("an event", "renewal"),
    "notice": in_context("an event", "notice"),
    "notice-prolonged": N_("prolongation of a notice"),
    "notice-suspended": N_("suspension of a notice"),
    "notice-resumed": N_("resumption of a notice"),
    "notice-withdrawn": N_("withdrawal of a notice"),
    "suspension": N_("suspension"),
    "resumption": N_("resumption"),
    "termination": N_("termination"),
    "succession": in_context("an event", "succession"),
    "amendment": N_("amendment"),
    "close": in_context("an event", "close"),
}

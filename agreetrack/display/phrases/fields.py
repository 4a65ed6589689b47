"""What the fields of a record and the kinds of agreements and links are called on a page."""

from agreetrack.display.phrases.phrase import N_, Phrases, in_context

FIELDS: Phrases = {
    "kind": N_("Kind"),
    "number": N_("Number"),
    "signatories": N_("Signed by"),
    "place": N_("Place"),
    "entry_into_force": N_("Entry into force"),
    "term_from": N_("Term runs from"),
    "term": N_("Term"),
    "end_day": N_("Last day named"),
    "counting": N_("Counting"),
    "counting_basis": N_("Counted so"),
    "renewal": in_context("a clause", "Renewal"),
    "notice": in_context("a clause", "Notice"),
    "prepare": N_("Work begins before"),
    "survival": N_("Binds after the end"),
    "tags": N_("Tags"),
    "file_no": N_("File number"),
    "department": N_("Department"),
    "approval": N_("Approval"),
    "depositary": N_("Depositary"),
    "languages": N_("Languages"),
    "registration": N_("Registration"),
    "binding": N_("Binds"),
    "restricted": N_("Restricted"),
    "lead_times": N_("Reminders"),
    "notes": N_("Notes"),
    "source": N_("Source"),
}
"""By the name of the field."""

ELSEWHERE: Phrases = {
    "ref": N_("Ref"),
    "title": N_("Title"),
    "parties": N_("Parties"),
    "signed": N_("Signed on"),
    "owner": N_("Owner"),
    "obligations": N_("Obligation"),
    "clauses": in_context("of a text", "Clause"),
    "links": N_("Link"),
    "documents": N_("Document"),
    "acknowledged": N_("Answer to a warning"),
}
"""The fields that have a place of their own on a page; of lists what one item is called."""

KINDS: Phrases = {
    "treaty": N_("treaty"),
    "agreement": N_("agreement"),
    "memorandum": N_("memorandum"),
    "protocol": N_("protocol"),
    "exchange-of-notes": N_("exchange of notes"),
    "arrangement": N_("arrangement"),
    "other": N_("other"),
}

LINKS: Phrases = {
    "succeeds": N_("succeeds"),
    "amends": N_("amends"),
    "implements": N_("implements"),
    "falls-with": N_("falls with"),
    "related": N_("related"),
}
"""To the record that a link names."""

LINKED_FROM: Phrases = {
    "succeeds": N_("succeeded by"),
    "amends": N_("amended by"),
    "implements": N_("implemented by"),
    "falls-with": N_("falls with this"),
    "related": N_("related"),
}
"""From the record that names this one."""

EVENTS: Phrases = {
    "instrument": in_context("kind of event", "instrument"),
    "provisional": in_context("kind of event", "provisional"),
    "provisional-end": in_context("kind of event", "provisional end"),
    "extension": in_context("kind of event", "extension"),
    "renewal": in_context("kind of event", "renewal"),
    "notice": in_context("kind of event", "notice"),
    "notice-prolonged": in_context("kind of event", "notice prolonged"),
    "notice-suspended": in_context("kind of event", "notice suspended"),
    "notice-resumed": in_context("kind of event", "notice resumed"),
    "notice-withdrawn": in_context("kind of event", "notice withdrawn"),
    "suspension": in_context("kind of event", "suspension"),
    "resumption": in_context("kind of event", "resumption"),
    "termination": in_context("kind of event", "termination"),
    "succession": in_context("kind of event", "succession"),
    "amendment": in_context("kind of event", "amendment"),
    "close": in_context("kind of event", "close"),
}
"""What can happen to an agreement, by the kind as a record has it."""

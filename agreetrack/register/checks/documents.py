"""What `check` finds in the documents kept beside the registry: missing ones, changed ones, and ones nobody names."""

from collections.abc import Iterator

from agreetrack.model.errors import Finding, InvalidData
from agreetrack.model.record import Record
from agreetrack.register.documents.attaching import wrong_with
from agreetrack.store import Registry
from agreetrack.store.documents import Documents


def document_findings(record: Record, documents: Documents) -> Iterator[Finding]:
    """The documents of a record that are not there as they were attached. Each is read to its end."""
    for place, document in enumerate(record.documents):
        problem = wrong_with(record, document, documents)
        if problem:
            yield Finding(record.ref, "error", f"documents[{place}]", problem)


def unnamed(registry: Registry) -> list[str]:
    """The SHA-256 of the kept documents that no record names: an undone `attach` leaves such.

    None where a record cannot be read, as nobody knows what that one names. Raises AgreetrackError where the folder
    cannot be read.
    """
    held = Documents(registry.path).all()
    try:
        records = registry.records() if held else []
    except InvalidData:
        return []
    named = {document.sha256.lower() for record in records for document in record.documents if document.sha256}
    return [sha256 for sha256 in held if sha256 not in named]

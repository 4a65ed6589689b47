"""Removing a record; what links to it is told."""

from collections.abc import Iterator

from agreetrack.model.refs import folded
from agreetrack.model.wording import _
from agreetrack.register.changes import changing
from agreetrack.register.occasion import Occasion
from agreetrack.register.results import Removed
from agreetrack.store import Registry, Transaction


def remove(registry: Registry, occasion: Occasion, word: str) -> Removed:
    """Remove the record that the word names. Raises NoSuchRef."""
    with changing(registry, occasion) as transaction:
        record = transaction.find(word)
        transaction.remove(record.ref)
        told = tuple(_told_of_links(transaction, record.ref))
    return Removed(record, told, transaction.seq)


def _told_of_links(transaction: Transaction, ref: str) -> Iterator[str]:
    linking = [
        record.ref for record in transaction.records() if any(folded(link.ref) == folded(ref) for link in record.links)
    ]
    if linking:
        yield _("links to it remain in {refs}").format(refs=", ".join(linking))

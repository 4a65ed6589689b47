"""Removing a record; what links to it is told."""

from collections.abc import Iterator

from agreetrack.law.view import Lookup
from agreetrack.model.errors import Refused
from agreetrack.model.facts import Fact
from agreetrack.model.record import Record
from agreetrack.model.refs import folded
from agreetrack.register.changing import changing
from agreetrack.register.lists.judging import judged
from agreetrack.register.occasion import Occasion
from agreetrack.register.rehearsing import as_they_are, of_removal
from agreetrack.register.results import Removed
from agreetrack.store import Registry, Transaction


def remove(registry: Registry, occasion: Occasion, word: str, asked: Record | None = None) -> Removed:
    """Remove the record that the word names: just the one that somebody was `asked` about, where somebody was.

    Raises NoSuchRef, and Refused where that one was changed since.
    """
    with changing(registry, occasion) as transaction:
        record = transaction.find(word)
        if asked is not None and record != asked:
            raise Refused(Fact("removing.changed-just-now", ref=record.ref))
        held, earlier = judged(record, occasion, Lookup(transaction.listed)), as_they_are(transaction, occasion)
        transaction.remove(record.ref)
        told = tuple(_told_of_links(transaction, record.ref))
        rehearsed = of_removal(transaction, occasion, record, earlier) if occasion.rehearsal else None
    return Removed(record, held, told, transaction.seq, rehearsed)


def _told_of_links(transaction: Transaction, ref: str) -> Iterator[Fact]:
    linking = [
        record.ref for record in transaction.records() if any(folded(link.ref) == folded(ref) for link in record.links)
    ]
    if linking:
        yield Fact("removing.links-remain", refs=tuple(linking))

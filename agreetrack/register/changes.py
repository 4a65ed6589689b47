"""A change of the registry on an occasion: written, or in a rehearsal only tried; and what holds after it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from agreetrack.law.consequences import Consequences, fallen_with, still_owed
from agreetrack.law.view import Lookup
from agreetrack.model.record import Listed, Record
from agreetrack.model.refs import folded
from agreetrack.register.judging import judged, lookup
from agreetrack.register.occasion import Occasion
from agreetrack.register.results import Changed
from agreetrack.store import Author, Registry, Transaction


@contextmanager
def changing(registry: Registry, occasion: Occasion, create: bool = False) -> Iterator[Transaction]:
    """A change that is written when the block ends well; in a rehearsal one that is never written."""
    if occasion.rehearsal:
        yield registry.trial(author_of(occasion), create)
        return
    with registry.change(author_of(occasion), create) as transaction:
        yield transaction


def author_of(occasion: Occasion) -> Author:
    """Who makes a change, when and by which command, for the history."""
    return Author(who=occasion.who, at=occasion.at, command=occasion.command)


def changed(
    transaction: Transaction, occasion: Occasion, before: Record | None, record: Record, told: Iterable[str] = ()
) -> Changed:
    """What holds after a change of one record, against what held before; in a rehearsal what else would follow."""
    after = lookup(transaction)
    earlier = _as_before(after, before, record)
    return Changed(
        record=record,
        before=judged(before, occasion, earlier) if before else None,
        standing=judged(record, occasion, after),
        told=tuple(told),
        seq=transaction.seq,
        rehearsed=_consequences(transaction, occasion, record, earlier, after) if occasion.rehearsal else None,
    )


def _as_before(after: Lookup, before: Record | None, record: Record) -> Lookup:
    """The records as they were: all but one are as they are."""
    own = folded(record.ref)

    def find(ref: str) -> Listed | None:
        return before if folded(ref) == own else after(ref)

    return Lookup(find)


def _consequences(
    transaction: Transaction, occasion: Occasion, record: Record, earlier: Lookup, after: Lookup
) -> Consequences:
    view = occasion.view(after)
    return Consequences(
        fallen=tuple(fallen_with(record, transaction.listing(), occasion.view(earlier), view)),
        owed=still_owed(record, view),
    )

"""What a change would come to that is only tried: what else would hold of it, and of other agreements."""

from collections.abc import Iterable, Mapping

from agreetrack.law.consequences import Affected, Consequences, affected, fallen_with, still_owed
from agreetrack.law.view import Lookup, View
from agreetrack.model.record import Listed, Record
from agreetrack.model.refs import folded
from agreetrack.register.occasion import Occasion
from agreetrack.store import Transaction

Earlier = Mapping[str, Listed]
"""The records as they are, by their folded refs; none where nothing is rehearsed."""


def as_they_are(transaction: Transaction, occasion: Occasion) -> Earlier:
    """The records before a rehearsal, to be asked for before anything is put."""
    return {folded(one.ref): one for one in transaction.listing()} if occasion.rehearsal else {}


def of_one(transaction: Transaction, occasion: Occasion, record: Record, earlier: Earlier) -> Consequences:
    """What would follow from a change of a record, beside what would hold of it."""
    after = occasion.view(Lookup(transaction.listed))
    fallen = fallen_with({folded(record.ref)}, transaction.listing(), _before(occasion, earlier), after)
    return Consequences(fallen=tuple(fallen), owed=still_owed(record, after))


def of_removal(transaction: Transaction, occasion: Occasion, record: Record, earlier: Earlier) -> Consequences:
    """What would follow for others, were a record removed; nothing stays owed under it."""
    before, after = _before(occasion, earlier), occasion.view(Lookup(transaction.listed))
    return Consequences(fallen=tuple(fallen_with({folded(record.ref)}, transaction.listing(), before, after)))


def of_many(
    transaction: Transaction, occasion: Occasion, records: Iterable[Record], earlier: Earlier
) -> tuple[Affected, ...]:
    """The agreements of which other things would hold, with these records put: they, and those that fall with them."""
    before, after = _before(occasion, earlier), occasion.view(Lookup(transaction.listed))
    pairs = {folded(record.ref): (earlier.get(folded(record.ref)), record) for record in records}
    falling = fallen_with(pairs, transaction.listing(), before, after)
    return (*affected(pairs.values(), before, after), *falling)


def _before(occasion: Occasion, earlier: Earlier) -> View:
    return occasion.view(Lookup(lambda ref: earlier.get(folded(ref))))

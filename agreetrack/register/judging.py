"""Standings of records that may fall with others: a protocol ends with its treaty."""

from msgspec.structs import replace

from agreetrack.law.course import Bound
from agreetrack.law.findings import Standing
from agreetrack.law.standing import due_standing, standing
from agreetrack.law.windows import Place
from agreetrack.model.periods import Period
from agreetrack.model.record import Listed, Promising, Record
from agreetrack.model.refs import folded
from agreetrack.register.falling import Lookup
from agreetrack.register.occasion import Occasion
from agreetrack.store import Registry


def lookup(registry: Registry) -> Lookup:
    """A lookup in a registry that reads it once, and only when it is first asked."""
    known: dict[str, Listed] = {}

    def find(ref: str) -> Listed | None:
        if not known:
            known.update((folded(record.ref), record) for record in registry.listing())
        return known.get(folded(ref))

    return Lookup(find)


def judged(record: Listed, occasion: Occasion, find: Lookup, with_ledger: bool = True) -> Standing:
    """The standing of a record on the occasion, with regard to the agreements that it falls with."""
    bound = find.bound(record, occasion)
    day, knowing = occasion.day, occasion.knowing
    found = standing(record, day, knowing, occasion.assume, occasion.calendar, with_ledger, bound)
    return _with_duty(record, found, occasion, bound)


def _with_duty(record: Listed, found: Standing, occasion: Occasion, bound: Bound | None) -> Standing:
    """The standing with what is first owed, where the obligations were read too."""
    if not isinstance(record, Promising | Record):
        return found
    from agreetrack.law.obligations import duty, promises

    owed = duty(promises(record, occasion.day, occasion.knowing, occasion.assume, bound))
    return replace(found, duty=owed) if owed else found


def due(record: Listed, occasion: Occasion, find: Lookup, within: Period) -> tuple[Place, Standing] | None:
    """Where a record belongs in the list of what is due, and its standing; None where it is not due."""
    bound = find.bound(record, occasion)
    day, knowing = occasion.day, occasion.knowing
    return due_standing(record, day, within, knowing, occasion.assume, occasion.calendar, bound)

"""The list of obligations: what is owed, by when, and what of it is late."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct, field

from agreetrack.law.counting import later, shifted
from agreetrack.law.obligations import Occurrence, Owed, Promise, Unbound, promises
from agreetrack.law.parties import Roll
from agreetrack.law.view import Lookup
from agreetrack.model.events import Amendment
from agreetrack.model.periods import Period
from agreetrack.model.record import Listed, Promising, Record
from agreetrack.model.refs import folded
from agreetrack.register.judging import lookup
from agreetrack.register.occasion import Occasion
from agreetrack.store import Registry

NINETY_DAYS = Period(0, 90)


class Wanted(Struct, frozen=True, kw_only=True):
    """What a list of obligations is asked for; every filter that is given has to hold.

    `overdue` keeps what is late; `within` what is late or falls due in that time. With neither it is all that is late
    or due in 90 days, and what binds without a date; of the one agreement that `ref` names, also what does not bind.
    """

    overdue: bool = False
    within: Period | None = None
    party: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    ref: str | None = None


class Duties(Struct, kw_only=True):
    """The rows by date, those without one last.

    `unbound` are days ahead in the window on which something would fall due, were the obligation binding then.
    """

    rows: list[Owed] = field(default_factory=list)
    unbound: list[tuple[Listed, Unbound]] = field(default_factory=list)


def duties(registry: Registry, occasion: Occasion, wanted: Wanted) -> Duties:
    """The occurrences that are asked for. Raises NoSuchRef, and InvalidData for a broken file."""
    try:
        return _duties(registry, occasion, wanted)
    except ValueError:
        registry.records()  # names the record and the field that cannot be read
        raise


def _duties(registry: Registry, occasion: Occasion, wanted: Wanted) -> Duties:
    found = Duties()
    find = lookup(registry)
    last = _last(occasion.day, wanted)
    for record in _records(registry, wanted):
        for promise in promised(record, occasion, find):
            if _matches(record, promise, wanted):
                found.rows += (Owed(record, one) for one in _wanted(promise, last, wanted))
                if not wanted.overdue:
                    found.unbound += ((record, one) for one in promise.dropped(occasion.day, last))
    found.rows.sort(key=_order)
    return found


def promised(record: Promising | Record, occasion: Occasion, find: Lookup) -> list[Promise]:
    """The obligations of an agreement on the occasion, with regard to the agreements that it falls with."""
    return promises(record, occasion.view(find))


def _last(day: date, wanted: Wanted) -> date:
    """The last day of the window."""
    if wanted.overdue:
        return shifted(day, -1) or day
    return later(day, wanted.within or NINETY_DAYS) or date.max


def _records(registry: Registry, wanted: Wanted) -> Iterable[Promising] | Iterable[Record]:
    if wanted.ref is not None:
        return [registry.find(wanted.ref)]
    return [record for record in registry.promising() if may_owe(record)]


def may_owe(record: Promising | Record) -> bool:
    """Whether there are obligations at all, also such as only an amendment set."""
    return bool(record.obligations) or any(
        isinstance(event, Amendment) and event.set.obligations for event in record.events
    )


def _wanted(promise: Promise, last: date, wanted: Wanted) -> Iterator[Occurrence]:
    """What is late and not over with, everything that falls due from the day on, and what has no date."""
    yield from promise.late()
    yield from promise.between(promise.day, last)
    undated = None if wanted.overdue or wanted.within is not None else promise.undated()
    if undated and (wanted.ref is not None or (undated.binding.binds and not undated.is_finished)):
        yield undated


def _matches(record: Listed, promise: Promise, wanted: Wanted) -> bool:
    obligation = promise.current.obligation
    owner = (obligation.owner or record.owner or "").casefold()
    if any(name.casefold() not in owner for name in wanted.owner):
        return False
    if not wanted.party:
        return True
    names, parties = (*promise.current.bond.bearers, *obligation.to), Roll(record.parties)
    return all(_is_named(parties, name, names) for name in wanted.party)


def _is_named(parties: Roll, wanted: str, names: Iterable[str]) -> bool:
    """Whether one of the names is the party that is looked for, by its name, code, alias or a part of those."""
    part = wanted.casefold()
    for name in names:
        known = parties.found(name)
        called = (known.name, *known.aliases) if known else (name,)
        if (known and known.is_called(wanted)) or any(part in one.casefold() for one in called):
            return True
    return False


def _order(row: Owed) -> tuple[date, bool, str, str]:
    """By date; without one, what has an unknown one first."""
    one = row.occurrence
    return one.due or date.max, one.status == "continuing", folded(row.record.ref), one.obligation.id

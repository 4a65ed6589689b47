"""The list of obligations: what is owed, by when, and what of it is late."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import islice, takewhile

from msgspec import Struct, field

from agreetrack.law.counting import later, shifted
from agreetrack.law.obligations import Occurrence, Owed, Promise, Unbound, may_owe, promises
from agreetrack.law.parties import Roll
from agreetrack.law.view import Lookup
from agreetrack.model import limits
from agreetrack.model.periods import Period
from agreetrack.model.record import Listed, Promising, Record
from agreetrack.model.refs import folded
from agreetrack.register.index.seeking import Seeking, seeking
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

    Of what is late they are the first `limits.ROWS` where `more_late`, of what lies ahead where `more_ahead`. `unbound`
    are days ahead in the window on which something would fall due, were the obligation binding then; as many at most.
    """

    rows: list[Owed] = field(default_factory=list)
    unbound: list[tuple[Listed, Unbound]] = field(default_factory=list)
    more_late: bool = False
    more_ahead: bool = False


def duties(registry: Registry, occasion: Occasion, wanted: Wanted) -> Duties:
    """The occurrences that are asked for. Raises NoSuchRef, and InvalidData for a broken file."""
    try:
        return _duties(registry, occasion, wanted)
    except ValueError:
        registry.records()  # names the record and the field that cannot be read
        raise


def _duties(registry: Registry, occasion: Occasion, wanted: Wanted) -> Duties:
    with seeking(registry, occasion) as seek:
        last = _last(occasion.day, wanted)
        matching = [
            (record, promise)
            for record in _records(registry, seek, wanted)
            for promise in promised(record, occasion, seek.find)
            if _matches(record, promise, wanted)
        ]
        return _listed(matching, occasion.day, last, wanted)


def _listed(matching: Sequence[tuple[Listed, Promise]], day: date, last: date, wanted: Wanted) -> Duties:
    late = _first((record, promise.late()) for record, promise in matching)
    ahead = _first((record, promise.between(day, last)) for record, promise in matching)
    undated = sorted(_undated(matching, wanted), key=_order)
    unbound = islice(_unbound(matching, day, last), 0 if wanted.overdue else limits.ROWS)
    return Duties(
        rows=[*late[: limits.ROWS], *ahead[: limits.ROWS], *undated],
        unbound=list(unbound),
        more_late=len(late) > limits.ROWS,
        more_ahead=len(ahead) > limits.ROWS,
    )


def promised(record: Promising | Record, occasion: Occasion, find: Lookup) -> list[Promise]:
    """The obligations of an agreement on the occasion, with regard to the agreements that it falls with."""
    return promises(record, occasion.view(find))


def _last(day: date, wanted: Wanted) -> date:
    """The last day of the window."""
    if wanted.overdue:
        return shifted(day, -1) or day
    return later(day, wanted.within or NINETY_DAYS) or date.max


def _records(registry: Registry, seek: Seeking, wanted: Wanted) -> Iterable[Promising] | Iterable[Record]:
    if wanted.ref is not None:
        return [registry.find(wanted.ref)]
    sought = seek.late() if wanted.overdue else seek.owing()
    return [record for record in sought.records if may_owe(record)]


def _first(found: Iterable[tuple[Listed, Iterator[Occurrence]]]) -> list[Owed]:
    """The first rows by date, one more than are shown; what comes after those that there are already is left out."""
    rows: list[Owed] = []
    last: Owed | None = None
    for record, several in found:
        own = (Owed(record, one) for one in islice(several, limits.ROWS + 1))
        rows += takewhile(partial(_precedes, last), own) if last else own
        if len(rows) > 2 * limits.ROWS:
            rows = sorted(rows, key=_order)[: limits.ROWS + 1]
            last = rows[-1]
    return sorted(rows, key=_order)[: limits.ROWS + 1]


def _undated(matching: Iterable[tuple[Listed, Promise]], wanted: Wanted) -> Iterator[Owed]:
    """What has no date, where no time is asked for."""
    if wanted.overdue or wanted.within is not None:
        return
    for record, promise in matching:
        one = promise.undated()
        if one and (wanted.ref is not None or (one.binding.binds and not one.is_finished)):
            yield Owed(record, one)


def _unbound(matching: Iterable[tuple[Listed, Promise]], day: date, last: date) -> Iterator[tuple[Listed, Unbound]]:
    return ((record, one) for record, promise in matching for one in promise.dropped(day, last))


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


def _precedes(last: Owed, row: Owed) -> bool:
    return _order(row) < _order(last)


def _order(row: Owed) -> tuple[date, bool, str, str]:
    """By date; without one, what has an unknown one first."""
    one = row.occurrence
    return one.due or date.max, one.status == "continuing", folded(row.record.ref), one.obligation.id

"""What follows from a change beside the agreement itself: what falls with it, and what stays owed under it."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from msgspec import Struct

from agreetrack.law.binding import final_end
from agreetrack.law.falling import falls_with
from agreetrack.law.findings import Standing
from agreetrack.law.obligations import Promise, promises_of
from agreetrack.law.standing import listed
from agreetrack.law.timeline import survival_after, timeline
from agreetrack.law.view import View
from agreetrack.model.record import Listed, Promising, Record
from agreetrack.model.refs import folded
from agreetrack.model.terms import INDEFINITE, Indefinite


class Affected(Struct, frozen=True):
    """An agreement of which other things hold after a change: what held before (None when new), and what then holds."""

    record: Listed
    before: Standing | None
    standing: Standing


class StillOwed(Struct, frozen=True, kw_only=True):
    """An obligation that binds, and until when; `due` is the first day by which something of it is owed."""

    id: str
    text: str
    due: date | None
    until: date | Indefinite | None


class Consequences(Struct, frozen=True, kw_only=True):
    """What a change would come to beside what would hold of the agreement itself."""

    fallen: tuple[Affected, ...] = ()
    owed: tuple[StillOwed, ...] = ()


def fallen_with(refs: Collection[str], others: Iterable[Listed], before: View, after: View) -> Iterator[Affected]:
    """The agreements that fall with others, at any remove, and of which the two views say different things.

    Those of the folded `refs`, which were changed themselves, are left out.
    """
    falling = (other for other in others if folded(other.ref) not in refs and falls_with(other))
    return affected(((other, other) for other in falling), before, after)


def affected(pairs: Iterable[tuple[Listed | None, Listed]], before: View, after: View) -> Iterator[Affected]:
    """Of agreements as they were (None when new) and are, those of which the two views say different things."""
    for old, new in pairs:
        held, holds = listed(old, before) if old else None, listed(new, after)
        if held is None or _essentials(held) != _essentials(holds):
            yield Affected(new, held, holds)


def _essentials(found: Standing) -> tuple[object, ...]:
    ends = found.expires, found.rival_expires, found.ends, found.rival_ends, found.lasting
    return found.status, found.suspended, ends, found.leaving, found.act, found.happens


def still_owed(record: Promising | Record, view: View) -> tuple[StillOwed, ...]:
    """The obligations under an agreement whose end is known, and until when each binds; none while it goes on."""
    line = timeline(record, view)
    if final_end(line).last is None and not line.exits:
        return ()
    return tuple(_owed(promise) for promise in promises_of(line, record.obligations) if _is_open(promise))


def _is_open(promise: Promise) -> bool:
    undated = promise.undated()
    if undated is not None:
        return not undated.is_finished
    return _first_due(promise) is not None


def _first_due(promise: Promise) -> date | None:
    return next((one.due for one in promise.between(date.min, date.max) if not one.is_finished), None)


def _owed(promise: Promise) -> StillOwed:
    bond = promise.current.bond
    until: date | Indefinite | None = bond.end.last
    if bond.survives and bond.end.last:
        held = bond.line.clauses_on(bond.end.last)
        until = survival_after(bond.end.last, held) or INDEFINITE
    obligation = promise.current.obligation
    return StillOwed(id=obligation.id, text=obligation.text, due=_first_due(promise), until=until)

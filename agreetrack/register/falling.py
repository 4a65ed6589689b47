"""When records fall with others: a protocol ends with its treaty, which may itself fall with another.

Each agreement that others fall with is judged once for an occasion, however many of them there are and however many
paths lead to it. Those that fall with one another in a circle are bound each by the earliest end among the others.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date

from agreetrack.law.course import Bound
from agreetrack.law.standing import bound_by, standing
from agreetrack.model.record import Listed
from agreetrack.model.refs import folded
from agreetrack.register.circles import circles
from agreetrack.register.occasion import Occasion

Find = Callable[[str], Listed | None]


class Lookup:
    """Gives the record of a ref, or None where there is none, and remembers what the records fall with.

    It is made for one command: it does not see what is written later.
    """

    def __init__(self, find: Find) -> None:
        self._find = find
        self._falls: dict[tuple[date, date | None, str], Falls] = {}

    def __call__(self, ref: str) -> Listed | None:
        """The record of the ref."""
        return self._find(ref)

    def bound(self, record: Listed, occasion: Occasion) -> Bound | None:
        """The earliest end among the agreements that a record falls with, as it is seen on the occasion."""
        if not record.links:
            return None
        asked = (occasion.day, occasion.knowing, occasion.assume)  # no end depends on who works when
        if asked not in self._falls:
            self._falls[asked] = Falls(self._find, occasion)
        return self._falls[asked].bound(record)


class Falls:
    """What the agreements mean on one occasion for those that fall with them."""

    def __init__(self, find: Find, occasion: Occasion) -> None:
        self._find = find
        self._occasion = occasion
        self._ends: dict[str, Bound | None] = {}
        self._circles: dict[str, _Circle] = {}

    def bound(self, record: Listed) -> Bound | None:
        """The earliest end among the agreements that a record falls with."""
        parents = falls_with(record)
        for circle in circles(parents, self._parents, self._ends):
            self._judge(circle)
        return _earliest(self._end(ref, folded(record.ref)) for ref in parents)

    def _end(self, ref: str, child: str) -> Bound | None:
        circle = self._circles.get(ref)
        return circle.without(child) if circle and child in circle else self._ends[ref]

    def _parents(self, ref: str) -> Collection[str]:
        record = self._find(ref)
        return falls_with(record) if record else ()

    def _judge(self, refs: Collection[str]) -> None:
        """Judge an agreement, or all of a circle: alone first, and then with the others' ends."""
        bounds = {ref: _earliest(self._ends[one] for one in self._parents(ref) if one not in refs) for ref in refs}
        self._ends.update((ref, self._judged(ref, bound)) for ref, bound in bounds.items())
        if len(refs) > 1:
            circle = _Circle((ref, self._ends[ref]) for ref in refs)
            self._circles.update(dict.fromkeys(refs, circle))
            for ref, bound in bounds.items():
                self._ends[ref] = self._judged(ref, _earliest((bound, circle.without(ref))))

    def _judged(self, ref: str, bound: Bound | None) -> Bound | None:
        record, asked = self._find(ref), self._occasion
        if record is None:
            return None
        return bound_by(standing(record, asked.day, asked.knowing, asked.assume, asked.calendar, False, bound))


class _Circle:
    """The ends that agreements which fall with one another have alone."""

    def __init__(self, ends: Iterable[tuple[str, Bound | None]]) -> None:
        self._ends = dict(ends)
        self._earliest = _earliest(self._ends.values())
        self._others = _earliest(end for end in self._ends.values() if end is not self._earliest)

    def __contains__(self, ref: str) -> bool:
        return ref in self._ends

    def without(self, ref: str) -> Bound | None:
        """The earliest end among the others."""
        return self._others if self._ends[ref] is self._earliest else self._earliest


def falls_with(record: Listed) -> tuple[str, ...]:
    """The folded refs of the other agreements that a record falls with."""
    refs = dict.fromkeys(folded(link.ref) for link in record.links if link.kind == "falls-with")
    refs.pop(folded(record.ref), None)
    return tuple(refs)


def _earliest(bounds: Iterable[Bound | None]) -> Bound | None:
    known: Iterator[Bound] = (bound for bound in bounds if bound and bound.end.last)
    return min(known, key=lambda bound: (bound.end.last, not bound.final), default=None)

"""When agreements fall with others: a protocol ends with its treaty, which may itself fall with another.

Each agreement that others fall with is judged once, however many of them there are and however many paths lead to it.
Those that fall with one another in a circle are bound each by the earliest end among the others, and it is told.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct, structs

from agreetrack.law.circles import circles
from agreetrack.law.parties import Roll
from agreetrack.law.renewals import UNKNOWN, Reading, earlier_of
from agreetrack.law.traces import NO_FALL, Ending, Exit, Fall
from agreetrack.law.view import View
from agreetrack.model.clauses import Party
from agreetrack.model.record import Listed
from agreetrack.model.refs import folded


class Meaning(Struct, frozen=True, kw_only=True):
    """What an agreement means for those that fall with it: its end, set or foreseen, and who left it, by which way."""

    final: Ending | None = None
    foreseen: Reading = UNKNOWN
    leavers: tuple[tuple[Party | None, Exit], ...] = ()
    circle: "Circle | None" = None


NOTHING_MEANT = Meaning()
Judge = Callable[[Listed, Fall], Meaning]
"""What an agreement means for those that fall with it, where it falls so itself."""


class Circle:
    """What agreements that fall with one another mean alone, for each of the others."""

    def __init__(self, alone: Mapping[str, Meaning]) -> None:
        self._alone = alone
        self._finals = sorted(
            ((ref, one.final) for ref, one in alone.items() if one.final), key=lambda one: _last(one[1].end)
        )
        self._foreseen = sorted(
            ((ref, one.foreseen) for ref, one in alone.items() if one.foreseen.last), key=lambda one: _last(one[1])
        )
        self._leavers = [(ref, leaver) for ref, one in alone.items() for leaver in one.leavers]

    def __contains__(self, ref: str) -> bool:
        return ref in self._alone

    def without(self, ref: str) -> Meaning:
        """What the others mean."""
        return Meaning(
            final=next((end for other, end in self._finals if other != ref), None),
            foreseen=next((end for other, end in self._foreseen if other != ref), UNKNOWN),
            leavers=tuple(leaver for other, leaver in self._leavers if other != ref),
        )


def _last(end: Reading) -> date:
    return end.last or date.max


def falls_with(record: Listed) -> tuple[str, ...]:
    """The folded refs of the other agreements that a record falls with."""
    refs = dict.fromkeys(folded(link.ref) for link in record.links if link.kind == "falls-with")
    refs.pop(folded(record.ref), None)
    return tuple(refs)


def fall_of(record: Listed, view: View, judge: Judge) -> Fall:
    """What the agreements that a record falls with mean for it."""
    parents = falls_with(record)
    if not parents:
        return NO_FALL
    known, own = view.find.meanings(view.knowing, view.assume), folded(record.ref)

    def of_parents(ref: str) -> Collection[str]:
        parent = view.find(ref)
        return falls_with(parent) if parent else ()

    def judged(ref: str, meanings: Iterable[Meaning]) -> Meaning:
        parent = view.find(ref)
        return judge(parent, _fall(parent, meanings)) if parent else NOTHING_MEANT

    for refs in circles(parents, of_parents, known):
        outside = {ref: [known[one] for one in of_parents(ref) if one not in refs] for ref in refs}
        alone = {ref: judged(ref, outside[ref]) for ref in refs}
        if len(refs) > 1:
            circle = Circle(alone)
            bound = {ref: judged(ref, [*outside[ref], circle.without(ref)]) for ref in refs}
            alone = {ref: structs.replace(one, circle=circle) for ref, one in bound.items()}
        known.update(alone)
    return _fall_among(record, own, {ref: known[ref] for ref in parents})


def _fall_among(record: Listed, own: str, meanings: Mapping[str, Meaning]) -> Fall:
    """The same, where some of the agreements fall with this one too."""
    back = {ref: one.circle for ref, one in meanings.items() if one.circle is not None and own in one.circle}
    seen = [back[ref].without(own) if ref in back else one for ref, one in meanings.items()]
    return structs.replace(_fall(record, seen), circle=tuple(back)) if back else _fall(record, seen)


def _fall(record: Listed, meanings: Iterable[Meaning]) -> Fall:
    those = tuple(meanings)
    finals = [one.final for one in those if one.final and one.final.end.last]
    foreseen = UNKNOWN
    for one in those:
        foreseen = earlier_of(foreseen, one.foreseen)
    final = min(finals, key=lambda one: _last(one.end), default=None)
    return Fall(
        final=structs.replace(final, places=()) if final else None,
        foreseen=foreseen,
        exits=tuple(_exits(record, those)),
    )


def _exits(record: Listed, meanings: Iterable[Meaning]) -> Iterator[Exit]:
    """The parties of the agreement that left one that it falls with, whether they came back there or not."""
    leavers = [leaver for one in meanings for leaver in one.leavers]
    roll = Roll(record.parties if leavers else ())
    for party, way in leavers:
        own = roll.same(party) if party else roll.found(way.party)
        if own is not None and way.end.last is not None:
            yield structs.replace(way, party=own.name, place=None, ends_all=False)

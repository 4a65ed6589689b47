"""The lives of all records, asked by ref: what a record was after a change, and what bears upon its dates.

The end of an agreement may move with the one that it falls with; so upon the dates of a ref bear the lives of all
records that were ever called so, and of those that they ever fell with. Each life is looked at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from agreetrack.law.circles import circles
from agreetrack.law.view import Lookup
from agreetrack.model.record import Watched
from agreetrack.model.refs import folded
from agreetrack.store import Registry
from agreetrack.store.versions import KeptLife

T = TypeVar("T")


class Annals:
    """The lives of the records of a registry."""

    def __init__(self, registry: Registry) -> None:
        self._lives = registry.lives() if registry.exists() else []
        self._by_ref: dict[str, list[KeptLife]] = {}
        for life in self._lives:
            for ref in dict.fromkeys(folded(version.record.ref) for version in life.versions):
                self._by_ref.setdefault(ref, []).append(life)
        self._bearings: dict[str, _Bearing] = {}
        self._lookups: dict[int, Lookup] = {}
        self._present = {folded(life.last.ref): life.last for life in self._lives if life.removal is None}

    @property
    def refs(self) -> list[str]:
        """The refs that there are now."""
        return [record.ref for record in self._present.values()]

    @property
    def removed(self) -> list[str]:
        """The last refs of the records that are there no more, unless others are called so now."""
        gone = (life.last.ref for life in self._lives if life.removal)
        return [ref for ref in dict.fromkeys(gone) if folded(ref) not in self._present]

    def present(self, ref: str) -> Watched | None:
        """The record that is called so now."""
        return self._present.get(folded(ref))

    def lives_of(self, refs: Iterable[str]) -> Iterator[KeptLife]:
        """The lives whose record is or was last called so; the latest first."""
        wanted = {folded(ref) for ref in refs}
        chosen = (life for life in self._lives if folded(life.last.ref) in wanted)
        yield from sorted(chosen, key=lambda life: (life.removal is None, _latest(life)[0]), reverse=True)

    def states(self, life: KeptLife) -> Iterator[tuple[Watched, Lookup]]:
        """What the record was before it became what it is, the latest first, and what it fell with then.

        What differs only in words that no date depends on is told once, in its latest words.
        """
        refs = {folded(version.record.ref) for version in life.versions}
        turns = {seq for ref in refs for seq in self._bearing(ref).turns if seq > life.versions[0].seq}
        for seq in sorted(turns, reverse=True):
            record = life.after(seq - 1)
            if record is not None:
                yield record, self._lookup(seq - 1)

    def sequence(self, ref: str, day: date) -> tuple[int, datetime | None]:
        """A number that rises whenever a date may have moved, and never falls; the moment of the latest change.

        It is that of the latest change in the history, and one more for each day, now come, on which an event that
        was ever recorded was dated or took effect.
        """
        bearing = self._bearing(folded(ref))
        return bearing.seq + sum(known <= day for known in bearing.days), bearing.at

    def was_restricted(self, ref: str) -> bool:
        """Whether anything that bears upon the dates of the ref is or ever was restricted."""
        return self._bearing(folded(ref)).restricted

    def _bearing(self, ref: str) -> "_Bearing":
        for refs in circles([ref], self._ahead, self._bearings):
            ahead = {one for each in refs for one in self._ahead(each) if one in self._bearings}
            own = (_borne(life) for each in refs for life in self._by_ref.get(each, ()))
            self._bearings.update(dict.fromkeys(refs, _together([*own, *(self._bearings[one] for one in ahead)])))
        return self._bearings[ref]

    def _ahead(self, ref: str) -> set[str]:
        """The folded refs that those which were ever called so ever fell with."""
        return {one for life in self._by_ref.get(ref, ()) for one in _bound_to(life)}

    def _lookup(self, seq: int) -> Lookup:
        """The records as they were after a change."""

        def find(ref: str) -> Watched | None:
            then = (life.after(seq) for life in self._by_ref.get(folded(ref), ()))
            named = (record for record in then if record is not None and folded(record.ref) == folded(ref))
            return next(named, None)

        return self._lookups.setdefault(seq, Lookup(find))


class _Bearing(Struct, frozen=True):
    """What bears upon the dates of the records of a ref, their own life and those of all that they ever fell with.

    `turns` are the changes with which a date may have moved, `seq` and `at` the latest change of all, `days` those on
    which an event that was ever recorded was dated or took effect.
    """

    turns: frozenset[int]
    seq: int
    at: datetime | None
    days: frozenset[date]
    restricted: bool


def _borne(life: KeptLife) -> _Bearing:
    events = (event for version in life.versions for event in version.record.events)
    days = {known for event in events for known in (event.date, getattr(event, "effective", None)) if known}
    restricted = any(version.record.restricted for version in life.versions)
    return _Bearing(frozenset(_turns(life)), *_latest(life), frozenset(days), restricted)


def _together(parts: Sequence[_Bearing]) -> _Bearing:
    latest = max(parts, key=lambda part: part.seq, default=None)
    return _Bearing(
        turns=_united([part.turns for part in parts]),
        seq=latest.seq if latest else 0,
        at=latest.at if latest else None,
        days=_united([part.days for part in parts]),
        restricted=any(part.restricted for part in parts),
    )


def _united(sets: Sequence[frozenset[T]]) -> frozenset[T]:
    """All of them; where one holds the others, that one itself, for in a long chain most do."""
    largest = max(sets, key=len, default=frozenset())
    return largest if all(one <= largest for one in sets) else largest.union(*sets)


def _turns(life: KeptLife) -> Iterator[int]:
    """The changes with which the record came, became another in more than words, or went."""
    before: Watched | None = None
    for version in life.versions:
        dated = _dated(version.record)
        if dated != before:
            yield version.seq
        before = dated
    if life.removal:
        yield life.removal.seq


def _bound_to(life: KeptLife) -> set[str]:
    """The folded refs that it ever fell with."""
    links = (link for version in life.versions for link in version.record.links)
    return {folded(link.ref) for link in links if link.kind == "falls-with"}


def _latest(life: KeptLife) -> tuple[int, datetime | None]:
    last = life.versions[-1]
    return (life.removal.seq, life.removal.at) if life.removal else (last.seq, last.at)


def _dated(record: Watched) -> Watched:
    """The record without the words that no date depends on."""
    return replace(
        record, title="", number=None, owner=None, tags=(), department=None, lead_times=None, acknowledged=()
    )

"""The lives of all records, asked by ref: what a record was after a change, and what bears upon its dates.

The end of an agreement may move with the one that it falls with; so the family of a ref are the lives of all records
that were ever called so, and of those that they ever fell with.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from msgspec.structs import replace

from agreetrack.model.record import Watched
from agreetrack.model.refs import folded
from agreetrack.register.judging import Lookup
from agreetrack.store import Registry
from agreetrack.store.versions import Life


class Annals:
    """The lives of the records of a registry."""

    def __init__(self, registry: Registry) -> None:
        self._lives = registry.lives() if registry.exists() else []
        self._by_ref: dict[str, list[Life]] = {}
        for life in self._lives:
            for ref in dict.fromkeys(folded(version.record.ref) for version in life.versions):
                self._by_ref.setdefault(ref, []).append(life)
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

    def lives_of(self, refs: Iterable[str]) -> Iterator[Life]:
        """The lives whose record is or was last called so; the latest first."""
        wanted = {folded(ref) for ref in refs}
        chosen = (life for life in self._lives if folded(life.last.ref) in wanted)
        yield from sorted(chosen, key=lambda life: (life.removal is None, _latest(life)[0]), reverse=True)

    def family(self, *refs: str) -> list[Life]:
        """The lives of all that were ever called so, and of those that they ever fell with."""
        found: list[Life] = []
        waiting = [folded(ref) for ref in refs]
        seen = set(waiting)
        while waiting:
            for life in self._by_ref.get(waiting.pop(), ()):
                if not any(life is one for one in found):
                    found.append(life)
                    fresh = _bound_to(life) - seen
                    seen |= fresh
                    waiting += fresh
        return found

    def states(self, life: Life) -> Iterator[tuple[Watched, Lookup]]:
        """What the record was before it became what it is, the latest first, and what it fell with then.

        What differs only in words that no date depends on is left out.
        """
        family = [life, *(one for one in self.family(*{one.record.ref for one in life.versions}) if one is not life)]
        moments = {seq for one in family for seq in _seqs(one) if seq >= life.versions[0].seq}
        known: list[list[Watched | None]] = (
            [] if life.removal else [[_dated(one.after(max(moments))) for one in family]]
        )
        for seq in sorted(moments, reverse=True):
            record, then = life.after(seq), [_dated(one.after(seq)) for one in family]
            if record is not None and then not in known:
                known.append(then)
                yield record, self._lookup(seq)

    def sequence(self, ref: str, day: date) -> tuple[int, datetime | None]:
        """A number that rises whenever a date may have moved, and never falls; the moment of the latest change.

        It is that of the latest change in the history, and one more for each day, now come, on which an event that
        was ever recorded was dated or took effect.
        """
        family = self.family(ref)
        seq, at = max((_latest(life) for life in family), key=lambda latest: latest[0], default=(0, None))
        events = (event for life in family for version in life.versions for event in version.record.events)
        days = {known for event in events for known in (event.date, getattr(event, "effective", None)) if known}
        return seq + sum(known <= day for known in days), at

    def _lookup(self, seq: int) -> Lookup:
        def find(ref: str) -> Watched | None:
            then = (life.after(seq) for life in self._by_ref.get(folded(ref), ()))
            named = (record for record in then if record is not None and folded(record.ref) == folded(ref))
            return next(named, None)

        return find


def _bound_to(life: Life) -> set[str]:
    """The folded refs that it ever fell with."""
    links = (link for version in life.versions for link in version.record.links)
    return {folded(link.ref) for link in links if link.kind == "falls-with"}


def _seqs(life: Life) -> Iterator[int]:
    yield from (version.seq for version in life.versions)
    if life.removal:
        yield life.removal.seq


def _latest(life: Life) -> tuple[int, datetime | None]:
    last = life.versions[-1]
    return (life.removal.seq, life.removal.at) if life.removal else (last.seq, last.at)


def _dated(record: Watched | None) -> Watched | None:
    """The record without the words that no date depends on."""
    if record is None:
        return None
    return replace(
        record, title="", number=None, owner=None, tags=(), department=None, lead_times=None, acknowledged=()
    )

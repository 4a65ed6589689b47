"""Agreements that fall with others, which fall with others: each is judged once, whatever paths lead to it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

import pytest
from occasions import occasion

from agreetrack.law import timeline
from agreetrack.law.renewals import Reading
from agreetrack.law.view import Lookup
from agreetrack.model.coding import convert
from agreetrack.model.record import Listed
from agreetrack.model.refs import folded
from agreetrack.register.lists.judging import judged

TACIT = {"term": "P1Y", "renewal": {"mode": "tacit"}}


def record(ref: str, *parents: str, **fields: Any) -> Listed:
    """An agreement that goes on by itself, unless told otherwise, and falls with others."""
    links = [{"kind": "falls-with", "ref": parent} for parent in parents]
    stated = {"title": ref, "signed": "2015-02-09", "entry_into_force": "signature", **TACIT, **fields}
    return convert({"ref": ref, "links": links, **stated}, Listed)


def ending(ref: str, last: str, *parents: str) -> Listed:
    """One that was ended, with the last day as stated."""
    return record(ref, *parents, events=[{"kind": "termination", "date": "2020-01-01", "last_day": last}])


class Counted:
    """Finds the records, and counts how often each was judged for those that fall with it."""

    def __init__(self, records: Iterable[Listed], monkeypatch: pytest.MonkeyPatch) -> None:
        self.by_ref = {one.ref: one for one in records}
        found = {folded(ref): one for ref, one in self.by_ref.items()}
        self.find = Lookup(lambda ref: found.get(folded(ref)))
        self.times: dict[str, int] = dict.fromkeys(self.by_ref, 0)
        real: Callable[..., Any] = timeline.meaning

        def counting(line: timeline.Timeline) -> Any:
            self.times[line.record.ref] += 1
            return real(line)

        monkeypatch.setattr(timeline, "meaning", counting)

    def bound(self, one: Listed, knowing: date | None = None) -> Reading | None:
        """The earliest end among the agreements that one falls with."""
        fall = timeline.timeline(one, occasion(knowing=knowing).view(self.find)).fall
        return fall.final.end if fall.final else None

    def ends(self, day: str = "2026-11-22") -> dict[str, date | None]:
        """The last day of each."""
        asked = occasion(day)
        return {ref: judged(one, asked, self.find, with_ledger=False).ends for ref, one in self.by_ref.items()}


def lattice(layers: int) -> Iterator[Listed]:
    """Two agreements in each layer, each of which falls with both of the layer above; the top one was ended."""
    yield ending("0-0", "2030-06-30")
    yield ending("0-1", "2031-06-30")
    for layer in range(1, layers):
        for side in "01":
            yield record(f"{layer}-{side}", f"{layer - 1}-0", f"{layer - 1}-1")


def chain(length: int) -> Iterator[Listed]:
    """Each falls with the one before it, the first of which was ended."""
    yield ending("0", "2030-06-30")
    for number in range(1, length):
        yield record(f"{number}", f"{number - 1}")


def children(count: int) -> Iterator[Listed]:
    """As many that fall with the one agreement that was ended."""
    yield ending("0", "2030-06-30")
    for number in range(1, count + 1):
        yield record(f"{number}", "0")


@pytest.mark.parametrize("family", [lattice(17), chain(3000), children(3000)], ids=["a lattice", "a chain", "children"])
def test_each_is_judged_once_for_those_that_fall_with_it(
    family: Iterable[Listed], monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counted(family, monkeypatch)
    found = counted.ends()
    assert set(found.values()) - {date(2031, 6, 30)} == {date(2030, 6, 30)}
    assert max(counted.times.values()) == 1
    counted.ends()
    assert max(counted.times.values()) == 1


def test_another_day_or_another_knowledge_is_another_question(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted(chain(3), monkeypatch)
    assert counted.ends()["2"] == date(2030, 6, 30)
    assert counted.ends("2019-12-31")["2"] is None
    assert counted.bound(counted.by_ref["2"], date(2019, 12, 31)) is None
    assert counted.times == {"0": 2, "1": 2, "2": 0}  # no end depends on the day


@pytest.mark.parametrize(
    ("family", "expected"),
    [
        # The earliest of several, near or far.
        ([ending("A", "2031-01-01"), ending("B", "2030-01-01"), record("C", "A", "B")], "2030-01-01"),
        ([ending("A", "2029-01-01"), ending("B", "2030-01-01", "A"), record("C", "B")], "2029-01-01"),
        # One that is not there binds nobody, one that goes on neither, and nobody is bound by itself.
        ([record("C", "NOWHERE")], None),
        ([record("A"), record("C", "A")], None),
        ([record("C", "C")], None),
        # A ref is the same in capitals and not.
        ([ending("A", "2030-01-01"), record("C", "a")], "2030-01-01"),
        ([record("C", "c")], None),
        # In a circle each is bound by the earliest end among the others, and not by its own.
        ([ending("A", "2030-01-01", "C"), record("C", "A")], "2030-01-01"),
        ([record("A", "C"), ending("B", "2030-01-01", "A"), record("C", "B")], "2030-01-01"),
        ([record("A", "C"), record("B", "A"), record("C", "B")], None),
        ([record("A", "B"), ending("B", "2030-01-01", "A"), record("C", "A")], "2030-01-01"),
        # What a circle falls with, ends it too.
        ([ending("T", "2028-01-01"), record("A", "C", "T"), record("C", "A")], "2028-01-01"),
    ],
)
def test_the_end_of_the_last_one(family: list[Listed], expected: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Counted(family, monkeypatch).ends()
    assert found["C"] == (date.fromisoformat(expected) if expected else None)


def test_a_circle_is_bound_by_others_than_oneself(monkeypatch: pytest.MonkeyPatch) -> None:
    family = [ending("A", "2030-01-01", "B"), ending("B", "2029-01-01", "C"), ending("C", "2028-01-01", "A")]
    counted = Counted(family, monkeypatch)
    found = [counted.bound(one) for one in family]
    assert [one.last.isoformat() for one in found if one and one.last] == [
        "2028-01-01",
        "2028-01-01",
        "2029-01-01",
    ]


def test_a_large_circle_is_judged_twice_over_and_not_more(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = [record(f"{number}", f"{(number + 1) % 500}") for number in range(500)]
    counted = Counted([*ring, ending("X", "2030-01-01", "7"), record("Y", "X")], monkeypatch)
    counted.ends()
    assert max(counted.times.values()) == 2


def test_a_record_in_other_words_than_those_found_is_bound_by_its_own_links(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted([ending("A", "2030-01-01"), record("B")], monkeypatch)
    assert counted.bound(record("B", "A")) == Reading(date(2030, 1, 1))
    assert counted.bound(counted.by_ref["B"]) is None

"""What holds of the occurrences of every agreement, whatever its text says and whatever happened to it."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from agreements import agreement, days, periods, records
from agreetrack.law.obligations_screen import owes_by, promises_anything
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from questions import promises, standing

from agreetrack.law.obligations import Promise, duty
from agreetrack.model.coding import convert, encode
from agreetrack.model.obligations import Obligation
from agreetrack.model.record import PromisingOutline, Record

A_DAY = timedelta(days=1)
APPLIED = ("provisional", "in-force", "ending", "contested")
thorough = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def outcomes(draw: st.DrawFn, near: date) -> dict[str, Any]:
    due = near + timedelta(days=draw(st.sampled_from([0, 0, 1, 28, 30, 31, 365, 366])))
    status = draw(st.sampled_from(["met", "met", "waived", "partly-met"]))
    return {"status": status, "date": due + A_DAY * draw(st.integers(-40, 40)), "occurrence": due}


@st.composite
def obligations(draw: st.DrawFn, kinds: tuple[str, ...] = ("once", "recurring", "continuing")) -> dict[str, Any]:
    kind, start = draw(st.sampled_from(kinds)), draw(days)
    ways: dict[str, list[dict[str, Any]]] = {
        "continuing": [{}],
        "once": [{}, {"due": start}, {"within": draw(periods), "of": draw(st.sampled_from(["signature", "end"]))}],
        "recurring": [
            {"every": draw(periods), "from": start},
            {"every": draw(periods), "from": start, "until": start + A_DAY * 2000},
            {"rrule": "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=-1", "from": start},
            {"rrule": "FREQ=YEARLY"},
        ],
    }
    more = {"by": draw(st.sampled_from([[], ["A"]])), "survives": draw(st.booleans())}
    return {"id": "1", "text": "x", "kind": kind, **more, **draw(st.sampled_from(ways[kind]))}


def obliged(record: Record, *stated: dict[str, Any]) -> Record:
    return replace(record, obligations=tuple(convert(one, Obligation) for one in stated))


def dues(found: Promise, first: date, last: date) -> list[date | None]:
    return [one.due for one in found.between(first, last)]


@thorough
@given(records(), obligations(), days, days, st.integers(0, 4000))
def test_occurrences_increase_strictly_and_lie_in_the_window(
    record: Record, stated: dict[str, Any], asked: date, first: date, wide: int
) -> None:
    (found,) = promises(obliged(record, stated), asked)
    listed = [one for one in dues(found, first, first + A_DAY * wide) if one]
    assert all(before < after for before, after in pairwise(listed))
    assert all(first <= one <= first + A_DAY * wide for one in listed)


@thorough
@given(records(), obligations(("recurring",)), days, days, st.integers(1, 3000), st.integers(1, 3000))
def test_two_windows_give_what_one_does(
    record: Record, stated: dict[str, Any], asked: date, first: date, near: int, far: int
) -> None:
    (found,) = promises(obliged(record, stated), asked)
    middle, last = first + A_DAY * near, first + A_DAY * (near + far)
    (again,) = promises(obliged(record, stated), asked)
    assert dues(found, first, last) == dues(again, first, middle) + dues(again, middle + A_DAY, last)


@thorough
@given(records(), obligations(("recurring", "once")), days)
def test_what_does_not_survive_falls_due_only_while_the_agreement_is_applied(
    record: Record, stated: dict[str, Any], asked: date
) -> None:
    stated = {**stated, "by": [], "survives": False}
    if stated.get("of") == "end":
        return
    (found,) = promises(obliged(record, stated), asked)
    for due in dues(found, asked, asked + A_DAY * 1500):
        assert due is not None
        then = standing(record, due, asked)
        assert then.status in APPLIED
        assert not then.suspended


@thorough
@given(records(), obligations(("recurring", "once")), days, st.integers(0, 1500))
def test_each_stated_day_either_binds_or_is_said_not_to(
    record: Record, stated: dict[str, Any], asked: date, wide: int
) -> None:
    (found,) = promises(obliged(record, stated), asked)
    last = asked + A_DAY * wide
    bound, unbound = set(dues(found, asked, last)), {one.due for one in found.dropped(asked, last)}
    assert not bound & unbound


@thorough
@given(st.data(), records(), obligations(), days)
def test_the_screen_lets_through_whatever_is_owed(
    data: st.DataObject, record: Record, stated: dict[str, Any], asked: date
) -> None:
    near = stated.get("due") or stated.get("from") or asked
    stated = {**stated, "occurrences": data.draw(st.lists(outcomes(near), max_size=4))}
    record = obliged(record, stated)
    outline = msgspec.json.decode(encode(record), type=PromisingOutline)
    last = asked + A_DAY * 90
    (found,) = promises(record, asked)
    owed = [*found.late(), *(one for one in found.between(asked, last) if not one.is_finished)]
    assert promises_anything(outline)
    if owed:
        assert owes_by(last, asked)(outline)
    if any(found.between(asked, last)):
        assert owes_by(last, asked, asked)(outline)
    first = duty([found])
    if first:
        assert bool(list(found.late())) == (first.due < asked)


@given(days, st.sampled_from(["P1M", "P3M", "P1Y", "P5Y"]), st.integers(1, 30), days)
def test_the_screen_passes_over_what_was_met_each_time(start: date, step: str, count: int, asked: date) -> None:
    stated = {"id": "1", "text": "x", "kind": "recurring", "every": step, "from": start}
    record = obliged(agreement(entry_into_force=start.isoformat(), term="indefinite"), stated)
    (found,) = promises(record, asked)
    met = [
        {"status": "met", "date": one.due, "occurrence": one.due}
        for one in found.between(date.min, asked)
        if one.due is not None
    ]
    outline = convert({"ref": "X", "obligations": [{**stated, "occurrences": met}]}, PromisingOutline)
    assert not owes_by(asked, asked)(outline)
    if met:
        fewer = [{**stated, "occurrences": met[: len(met) // 2]}]
        assert owes_by(asked, asked)(convert({"ref": "X", "obligations": fewer}, PromisingOutline))


MET = {"status": "met", "date": "2020-01-10", "occurrence": "2020-01-01"}


@pytest.mark.parametrize(
    ("stated", "lets_through"),
    [
        ({"kind": "continuing"}, False),
        ({"kind": "once"}, False),
        ({"kind": "once", "due": "2020-01-31"}, True),
        ({"kind": "once", "due": "2020-02-01"}, False),
        ({"kind": "once", "due": "2020-01-01", "occurrences": [MET]}, False),
        ({"kind": "once", "due": "2020-01-01", "occurrences": [{**MET, "status": "partly-met"}]}, True),
        ({"kind": "once", "due": "2020-01-01", "occurrences": [{**MET, "date": "2020-01-16"}]}, True),
        ({"kind": "once", "within": "P1Y"}, True),
        ({"kind": "recurring", "rrule": "FREQ=YEARLY"}, True),
        ({"kind": "recurring", "every": "P1Y", "from": "2020-01-01"}, True),
        ({"kind": "recurring", "every": "P1Y", "from": "2020-01-01", "occurrences": [MET]}, False),
        ({"kind": "recurring", "every": "P1Y", "from": "2019-12-01", "occurrences": [MET]}, True),
        ({"kind": "recurring", "every": "P1Y", "from": "2020-02-01"}, False),
        (
            {"kind": "recurring", "every": "P1M", "from": "2019-12-31", "until": "2019-12-31", "occurrences": [MET]},
            True,
        ),
    ],
)
def test_what_the_screen_lets_through_by_the_end_of_january(stated: dict[str, Any], lets_through: bool) -> None:
    outline = convert({"ref": "X", "obligations": [stated]}, PromisingOutline)
    assert owes_by(date(2020, 1, 31), date(2020, 1, 15))(outline) is lets_through


def test_the_screen_lets_through_what_only_an_amendment_says() -> None:
    amended = msgspec.json.decode(b'{"ref":"X","events":[{"set":{"obligations":[]}}]}', type=PromisingOutline)
    hidden = msgspec.json.decode(rb'{"ref":"X","events":[{"set":{"\u006fbligations":[]}}]}', type=PromisingOutline)
    bare = msgspec.json.decode(b'{"ref":"X"}', type=PromisingOutline)
    test = owes_by(date(2020, 1, 1), date(2020, 1, 1))
    assert [test(one) for one in (amended, hidden, bare)] == [True, True, False]
    assert [promises_anything(one) for one in (amended, hidden, bare)] == [True, True, False]

"""What holds of the occurrences of every agreement, whatever its text says and whatever happened to it."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from agreements import days, periods, records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from questions import promises, standing

from agreetrack.law.obligations import Promise, duty
from agreetrack.law.recurrence import falls
from agreetrack.model.coding import convert
from agreetrack.model.obligations import Obligation
from agreetrack.model.record import Record

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
    if found.kind == "recurring" and not found.versions[1:]:
        begins = found.current.bond.reckoned_from
        assert bound | unbound == set(falls(found.current.obligation, begins, asked, last))


@thorough
@given(st.data(), records(), obligations(), days)
def test_the_first_of_what_is_owed_is_late_where_anything_is(
    data: st.DataObject, record: Record, stated: dict[str, Any], asked: date
) -> None:
    near = stated.get("due") or stated.get("from") or asked
    record = obliged(record, {**stated, "occurrences": data.draw(st.lists(outcomes(near), max_size=4))})
    (found,) = promises(record, asked)
    first = duty([found])
    if first:
        assert bool(list(found.late())) == (first.due < asked)

"""Until when an agreement stays as it is: before that day nothing but counts of days differs, whatever is asked."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from law.generated import Case, drawn

from agreetrack.law.obligations import promises
from agreetrack.law.quiet import LOOK, above, quiet_until
from agreetrack.law.reminders import AWAITING_ENTRY, UNRECORDED_END, matters, obligations, terms
from agreetrack.law.standing import standing
from agreetrack.law.view import Lookup, View
from agreetrack.law.working_days import WEEKDAYS
from agreetrack.model.coding import builtins, convert
from agreetrack.model.record import Record
from agreetrack.model.refs import folded

LEADS = (365, 180, 30, 7, 1, 0)
SCHEDULES = {
    "entry-into-force": AWAITING_ENTRY,
    "unrecorded-end": UNRECORDED_END,
    "obligation": obligations((30, 7, 0)),
}
COUNTS = ("day", "knowing", "days", "days_left", "certain_since")
A_DAY = timedelta(days=1)
thorough = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])

OWED: list[dict[str, Any]] = [
    {"id": "1", "text": "Report", "kind": "once", "due": "2019-03-31"},
    {"id": "2", "text": "Report", "kind": "recurring", "every": "P1Y", "from": "2016-06-30"},
    {"id": "3", "text": "Pay", "kind": "once", "within": "P90D", "of": "entry-into-force"},
    {"id": "4", "text": "Help", "kind": "continuing"},
]


def read(case: Case, **more: Any) -> tuple[Record, Lookup]:
    records = {one["ref"]: convert({**one, **more}, Record) for one in case.records}
    by_folded = {folded(ref): record for ref, record in records.items()}
    return records[case.records[0]["ref"]], Lookup(lambda ref: by_folded.get(folded(ref)))


def answers(record: Record, find: Lookup, on: date, assume: Any) -> Any:
    """All that is said of a day, without its counts of days."""
    view = View(day=on, knowing=on, assume=assume, calendar=WEEKDAYS, find=find)
    warned = [
        (one.what, one.id, one.due, one.by, SCHEDULES.get(one.what, terms(LEADS)).reached(one.days))
        for one in matters(record, view, None)[1]
    ]
    owed = [
        (one.obligation.id, one.due, one.status, one.binding.binds)
        for promise in promises(record, view)
        for one in (*promise.late(), *promise.between(on, on + timedelta(90)))
        if one.is_late or (one.due and one.due <= on + timedelta(30))
    ]
    return without_counts(builtins(standing(record, view))), warned, owed


def without_counts(found: Any) -> Any:
    if isinstance(found, dict):
        return {name: without_counts(value) for name, value in found.items() if name not in COUNTS}
    return [without_counts(value) for value in found] if isinstance(found, list | tuple) else found


def holds(record: Record, find: Lookup, on: date, assume: Any, share: int) -> None:
    view = View(day=on, knowing=on, assume=assume, calendar=WEEKDAYS, find=find)
    until = quiet_until(record, view, LEADS) or on + timedelta(20000)
    assert until > on
    before = answers(record, find, on, assume)
    last = until - A_DAY
    for later in {last, on + (last - on) * share // 100}:
        assert answers(record, find, later, assume) == before, (on, later, until)


@thorough
@given(drawn(), st.integers(0, 100))
def test_nothing_differs_before_the_day(case: Case, share: int) -> None:
    holds(*read(case), date.fromisoformat(case.day), case.assume, share)


@thorough
@given(drawn(), st.integers(0, 100), st.sampled_from(["2015-01-10", "2018-12-31", "2019-03-02"]))
def test_nothing_owed_differs_before_the_day(case: Case, share: int, on: str) -> None:
    answered = [{"what": "expiry", "due": "2020-01-01", "date": "2019-01-01", "until": "2019-03-10"}]
    record, find = read(case, obligations=OWED, acknowledged=answered)
    holds(record, find, date.fromisoformat(on), case.assume, share)


@pytest.mark.parametrize(
    ("fields", "day", "until"),
    [
        ({"entry_into_force": "2015-02-09"}, "2016-01-01", None),
        ({"entry_into_force": "2015-02-09", "term": "indefinite"}, "2016-01-01", None),
        ({"signed": "2030-06"}, "2016-01-01", "2030-06-30"),
        ({"entry_into_force": "2015-02-09", "term": "P20Y", "counting": "anniversary"}, "2016-01-01", "2034-02-09"),
        (
            {
                "entry_into_force": "2015-02-09",
                "term": "indefinite",
                "notice": {"period": "P6M", "before": "day", "day": "12-31"},
            },
            "9999-06-01",
            "9999-06-23",
        ),
        ({"signed": "2015-02-09"}, "2016-01-01", "2016-02-04"),
        (
            {
                "entry_into_force": "2015-02-09",
                "events": [{"kind": "suspension", "date": "2015-03-01", "until": "2017-01-31"}],
            },
            "2016-01-01",
            "2017-01-31",
        ),
        (
            {
                "entry_into_force": "2015-02-09",
                "obligations": [{"id": "1", "text": "x", "kind": "once", "within": "P1Y", "of": "end"}],
            },
            "2016-01-01",
            "2017-02-04",
        ),
        (
            {"entry_into_force": "2015-02-09", "term": "indefinite", "obligations": OWED[3:]},
            "2016-01-01",
            str(date(2016, 1, 1) + timedelta(LOOK)),
        ),
    ],
)
def test_until_when_it_is_quiet(fields: dict[str, Any], day: str, until: str | None) -> None:
    given_ = {"ref": "X-1", "title": "An agreement", "parties": [{"name": "A"}, {"name": "B"}], **fields}
    view = View(
        day=date.fromisoformat(day),
        knowing=date.fromisoformat(day),
        assume="anniversary",
        calendar=WEEKDAYS,
        find=Lookup(lambda _ref: None),
    )
    assert str(quiet_until(convert(given_, Record), view, LEADS)) == str(until)


def test_a_parent_of_two_parents_is_looked_at_once() -> None:
    two = [{"name": "A"}, {"name": "B"}]
    ties = {"X-1": ("X-2", "X-3"), "X-2": ("X-4",), "X-3": ("X-4", "X-9"), "X-4": ()}
    records = {
        ref: convert(
            {
                "ref": ref,
                "title": ref,
                "parties": two,
                "links": [{"kind": "falls-with", "ref": one} for one in above_it],
            },
            Record,
        )
        for ref, above_it in ties.items()
    }
    looked: list[str] = []

    def find(ref: str) -> Record | None:
        looked.append(ref)
        return records.get(ref.upper())

    found = above(records["X-1"], find)
    assert {ref: one and one.ref for ref, one in found.items()} == {
        **{folded(ref): ref for ref in ("X-2", "X-3", "X-4")},
        folded("X-9"): None,
    }
    assert len(looked) == 4

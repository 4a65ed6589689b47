"""The ledger where we were out for a time, and where the calendar ends."""

from typing import Any

import pytest
from agreements import agreement, day
from questions import standing

from agreetrack.law.view import Lookup

YEARLY: dict[str, Any] = {
    "entry_into_force": "2015-02-09",
    "term": "P1Y",
    "counting": "anniversary",
    "renewal": {"mode": "tacit"},
    "notice": {"period": "P3M"},
    "parties": [{"name": "A", "us": True}, {"name": "B"}, {"name": "C"}],
}


def spans(on: str, *events: dict[str, Any]) -> list[tuple[str, int | None, str, str]]:
    """The spans of the ledger: what each is, of which period, from when and through when."""
    ledger = standing(agreement(**YEARLY, events=events), day(on)).ledger
    return [(one.kind, one.number, str(one.start), str(one.through)) for one in ledger]


FIRST = ("period", 1, "2015-02-09", "2016-02-09")


@pytest.mark.parametrize(
    ("back", "expected"),
    [
        (
            "2017-02-10",  # on the day after our last: not a day without us
            [("period", 3, "2017-02-10", "2018-02-09"), ("period", 4, "2018-02-10", "2019-02-09")],
        ),
        (
            "2017-05-01",  # within a period
            [
                ("gap", None, "2017-02-10", "2017-04-30"),
                ("period", 3, "2017-05-01", "2018-02-09"),
                ("period", 4, "2018-02-10", "2019-02-09"),
            ],
        ),
        (
            "2018-02-10",  # on the first day of one: the whole period before it was without us
            [("gap", None, "2017-02-10", "2018-02-09"), ("period", 4, "2018-02-10", "2019-02-09")],
        ),
        (
            "2018-05-01",  # in the period after that
            [
                ("gap", None, "2017-02-10", "2018-04-30"),
                ("period", 4, "2018-05-01", "2019-02-09"),
            ],
        ),
    ],
)
def test_no_day_on_which_we_were_out_is_in_a_period(
    back: str, expected: list[tuple[str, int | None, str, str]]
) -> None:
    left = {"kind": "notice", "date": "2016-08-01", "party": "A"}
    returned = {"kind": "instrument", "date": back, "party": "A", "type": "accession"}
    second = ("period", 2, "2016-02-10", "2017-02-09")
    assert spans("2018-06-01", left, returned)[: len(expected) + 2] == [FIRST, second, *expected]


def test_a_gap_and_a_time_without_us_that_follows_are_one() -> None:
    express = {**YEARLY, "renewal": {"mode": "express"}, "notice": {"period": "P3M", "before": "any-time"}}
    events = [
        {"kind": "extension", "date": "2016-01-01", "from": "2016-05-01", "by": "P5Y"},
        {"kind": "notice", "date": "2016-01-30", "party": "A"},
        {"kind": "instrument", "date": "2017-01-01", "party": "A", "type": "accession"},
    ]
    ledger = standing(agreement(**express, events=events), day("2018-06-01")).ledger
    assert [(one.kind, str(one.start), str(one.through)) for one in ledger] == [
        ("period", "2015-02-09", "2016-02-09"),
        ("gap", "2016-02-10", "2016-12-31"),
        ("period", "2017-01-01", "2021-05-01"),
    ]


def test_nothing_follows_the_last_day_of_the_calendar() -> None:
    endless = {"kind": "extension", "date": "2015-05-01", "from": "2016-02-10", "until": "9999-12-31"}
    assert spans("2015-06-01", endless) == [FIRST, ("period", 2, "2016-02-10", "9999-12-31")]


def test_what_falls_in_a_gap_has_none_at_its_end() -> None:
    treaty = agreement(ref="T-1", entry_into_force="2015-02-09", term="P2Y", counting="anniversary")
    fields = {**YEARLY, "renewal": {"mode": "express"}, "links": [{"kind": "falls-with", "ref": "T-1"}]}
    events = [{"kind": "extension", "date": "2016-01-01", "from": "2018-02-10", "by": "P1Y"}]
    found = standing(
        agreement(**fields, events=events, survival="P1Y"), day("2017-06-01"), find=Lookup(lambda _: treaty)
    )
    assert [(one.kind, str(one.start)) for one in found.ledger] == [
        ("period", "2015-02-09"),
        ("survival", "2016-02-10"),
    ]

"""What has reached a lead time: nothing is lost between the file and the judgement, whatever the agreements say."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from occasions import Add, occasion, on
from saying import refusing
from tinydb import TinyDB
from watched import days, watched_records

from agreetrack.model.coding import convert
from agreetrack.model.errors import InvalidData
from agreetrack.model.record import Record, Watched
from agreetrack.register.lists.judging import lookup
from agreetrack.register.reminders.lead_times import LeadTimes
from agreetrack.register.reminders.watching import Reached, reached, watch
from agreetrack.store import Author, Registry

LEADS = LeadTimes()
A_DAY = timedelta(days=1)
Row = tuple[str, str, str | None, date, int]


def seen(found: list[Reached]) -> list[Row]:
    """Which agreement, what, of whom, its day, and the lead time."""
    return [
        (one.record.ref, one.matter.what, one.matter.id, one.matter.due, one.lead)
        for one in found
        if one.lead is not None
    ]


def without_screen(registry: Registry, day: str, leads: LeadTimes = LEADS) -> Iterator[Row]:
    """The same from judging every record in full."""
    find = lookup(registry)
    for record in registry.records():
        watched = convert(record, Watched, from_attributes=True)
        yield from seen(reached(watched, occasion(day), leads, find))


def interesting_days(record: Record) -> Iterator[date]:
    """Days near those on which something of a record falls, as the court of last resort finds them."""
    stated = [event.date for event in record.events] + [one.due for one in record.obligations if one.due]
    for day in stated:
        yield from (day - 30 * A_DAY, day, day + A_DAY)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_the_screen_loses_nothing(data: st.DataObject) -> None:
    drawn = [data.draw(watched_records(number)) for number in range(data.draw(st.integers(1, 3)))]
    with TemporaryDirectory() as folder:
        registry = Registry(Path(folder) / "agreements.json")
        with registry.change(Author("anna", occasion().at, "import"), create=True) as transaction:
            transaction.put(Record(ref="PLAIN", title="so that there is a file"))
            for record in drawn:
                with suppress(InvalidData):
                    transaction.put(record)
        near = sorted({day for record in drawn for day in interesting_days(record)})
        chosen = st.one_of(days, st.sampled_from(near)) if near else days
        for _each in range(6):
            day = data.draw(chosen).isoformat()
            found = watch(registry, occasion(day), LEADS)
            assert sorted(seen(found.reached), key=str) == sorted(without_screen(registry, day), key=str)
            assert found.watched == len(registry.refs())


NOTICED = {
    "entry_into_force": "2022-02-28",
    "term": "P5Y",
    "counting": "anniversary",
    "renewal": {"mode": "tacit"},
    "notice": {"period": "P6M", "transit": "P10D"},
}


def told(registry: Registry, day: str, leads: LeadTimes = LEADS) -> list[tuple[str, str, int]]:
    """What has reached a lead time: what, its day, and the lead time."""
    return [(one[1], one[3].isoformat(), one[4]) for one in seen(watch(registry, occasion(day), leads).reached)]


@pytest.mark.parametrize(
    ("fields", "day", "expected"),
    [
        ({}, "2019-08-11", []),
        ({}, "2019-08-12", [("expiry", "2020-02-08", 180)]),  # 39 days to the year's end, 141 before it
        ({"kind": "treaty"}, "2019-02-08", [("expiry", "2020-02-08", 365)]),
        ({"kind": "treaty"}, "2019-02-07", []),
        ({"lead_times": [730, 0]}, "2018-02-08", [("expiry", "2020-02-08", 730)]),  # two years, no 29 February
        ({"lead_times": [730, 0]}, "2020-02-07", [("expiry", "2020-02-08", 730)]),
        ({"lead_times": [730, 0]}, "2020-02-08", [("expiry", "2020-02-08", 0)]),
        ({"lead_times": [30], "kind": "treaty"}, "2020-01-08", []),
        ({"lead_times": []}, "2020-02-08", []),
        # 29 February: three years counted from it end on the 28th, or on the 27th were the first day counted
        (
            {"entry_into_force": "2024-02-29", "term": "P3Y", "counting": "anniversary"},
            "2027-01-29",
            [("expiry", "2027-02-28", 30)],
        ),
        # the day of the note, ten days before the prudent last day for notice, 28 August 2026
        (NOTICED, "2026-08-18", [("send-by", "2026-08-18", 1), ("notice", "2026-08-28", 30)]),
        (NOTICED, "2026-08-30", [("notice", "2026-08-28", 1)]),  # by the other reading it is 31 August
        (NOTICED, "2026-09-01", [("renewal", "2027-02-28", 180)]),
        # prepared for three months: 28 May
        (
            {**NOTICED, "prepare": "P3M"},
            "2026-05-27",
            [("start-by", "2026-05-28", 1), ("send-by", "2026-08-18", 90), ("notice", "2026-08-28", 180)],
        ),
    ],
)
def test_own_and_configured_lead_times(
    registry: Registry, agreement: Add, fields: dict[str, Any], day: str, expected: list[tuple[str, str, int]]
) -> None:
    agreement(**fields)
    assert told(registry, day) == expected


def test_another_layout_of_the_file_gives_the_same_and_counts_each_once(registry: Registry, agreement: Add) -> None:
    agreement(ref="AB-1", obligations=[{"id": "1", "text": "Report", "kind": "once", "due": "2020-01-31"}])
    agreement(ref="AB-2", term="indefinite", obligations=[{"id": "1", "text": "Stand by", "kind": "continuing"}])
    agreement(ref="AB-3")
    own = watch(registry, occasion("2020-01-01"), LEADS)
    with TinyDB(registry.path) as database:  # writes the file in a layout of its own
        database.table("another").insert({"a": 1})
    assert b'"agreements": {\n' not in registry.path.read_bytes()
    found = watch(registry, occasion("2020-01-01"), LEADS)
    assert seen(found.reached) == seen(own.reached)
    assert [row[0] for row in seen(own.reached)] == ["AB-1", "AB-1", "AB-3"]
    assert (found.watched, own.watched) == (3, 3)


def test_what_can_still_be_met_comes_before_years_of_arrears(registry: Registry, agreement: Add) -> None:
    monthly = {"id": "m", "text": "Report", "kind": "recurring", "every": "P1M", "from": "2019-08-31"}
    agreement(ref="B-1", term="indefinite", obligations=[monthly])
    agreement(ref="a-2", term="2020-01-09")
    agreement(ref="A-1", term="2020-01-09")
    found = watch(registry, occasion("2020-01-05"), LEADS).reached
    assert [(row[0], row[3].isoformat(), row[4]) for row in seen(found)] == [
        ("A-1", "2020-01-08", 7),
        ("a-2", "2020-01-08", 7),
        ("B-1", "2020-01-31", 30),
        ("B-1", "2019-08-31", -126),  # 127 days late
        ("B-1", "2019-09-30", -91),  # 97: the day of a month without a 31st
        ("B-1", "2019-10-31", -63),
        ("B-1", "2019-11-30", -35),
        ("B-1", "2019-12-31", 0),
    ]


@pytest.mark.parametrize(
    ("fields", "day", "expected"),
    [
        # signed, and not in force: every ninety days from the signature on, or the last day that it can mean
        ({"signed": "2024-02-29", "entry_into_force": None}, "2024-05-28", []),
        ({"signed": "2024-02-29", "entry_into_force": None}, "2024-05-29", [("entry-into-force", "2024-02-29", -90)]),
        ({"signed": "2024-02", "entry_into_force": None}, "2024-08-27", [("entry-into-force", "2024-02-29", -180)]),
        (
            {"signed": "2024", "entry_into_force": {"after": "all"}},
            "2025-04-01",
            [("entry-into-force", "2024-12-31", -90)],
        ),
        # a passed end, four times within half a year
        ({}, "2020-02-10", [("unrecorded-end", "2020-02-08", -1)]),
        ({}, "2020-03-10", [("unrecorded-end", "2020-02-08", -30)]),
        ({}, "2020-08-07", [("unrecorded-end", "2020-02-08", -90)]),  # 180 days after 9 February
        ({}, "2020-08-08", []),
    ],
)
def test_what_waits_since_a_day(
    registry: Registry, agreement: Add, fields: dict[str, Any], day: str, expected: list[tuple[str, str, int]]
) -> None:
    agreement(**fields)
    assert told(registry, day) == expected


def test_obligations_that_only_an_amendment_sets(registry: Registry, agreement: Add) -> None:
    owed = {"id": "plan", "text": "Plan", "kind": "once", "due": "2016-02-29"}
    amended = {"kind": "amendment", "date": "2015-06-01", "set": {"obligations": [owed]}}
    agreement(term="indefinite", events=[amended])
    assert told(registry, "2016-01-30") == [("obligation", "2016-02-29", 30)]
    assert told(registry, "2016-01-30", LeadTimes(obligations=())) == []


def test_a_protocol_is_told_of_with_the_treaty_that_it_falls_with(registry: Registry, agreement: Add) -> None:
    agreement(ref="T-1", renewal={"mode": "none"}, counting="anniversary")
    agreement(ref="P-1", term="indefinite", links=[{"kind": "falls-with", "ref": "T-1"}])
    found = seen(watch(registry, occasion("2020-01-10"), LEADS).reached)
    assert found == [("P-1", "expiry", None, on("2020-02-09"), 30), ("T-1", "expiry", None, on("2020-02-09"), 30)]


def test_a_record_that_cannot_be_judged_is_named(registry: Registry, agreement: Add) -> None:
    agreement(prepare="P2M")
    registry.path.write_bytes(registry.path.read_bytes().replace(b'"prepare":"P2M"', b'"prepare":"2 M"'))
    with refusing(InvalidData, match="AB-1"):
        watch(registry, occasion("2020-01-10"), LEADS)

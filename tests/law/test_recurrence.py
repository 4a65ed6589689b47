"""The days on which something recurs, against days worked out by hand and against the rules' own library."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from agreements import day, days, periods
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from agreetrack.law.recurrence import every, falls
from agreetrack.model.obligations import Obligation
from agreetrack.model.periods import Period, period


def recurring(**fields: object) -> Obligation:
    return Obligation(id="1", text="x", kind="recurring", **fields)  # type: ignore[arg-type]


def found(obligation: Obligation, first: str, last: str, begins: str | None = None) -> list[str]:
    return [str(one) for one in falls(obligation, day(begins) if begins else None, day(first), day(last))]


BY_HAND = [
    # The 31st stays the 31st where a month has it.
    (
        "2015-01-31",
        "P1M",
        "2015-01-01",
        "2015-06-30",
        "2015-01-31 2015-02-28 2015-03-31 2015-04-30 2015-05-31 2015-06-30",
    ),
    ("2015-08-31", "P6M", "2016-01-01", "2017-12-31", "2016-02-29 2016-08-31 2017-02-28 2017-08-31"),
    ("2015-10-31", "P1M", "2016-02-01", "2016-04-30", "2016-02-29 2016-03-31 2016-04-30"),
    # 29 February comes back every fourth year.
    (
        "2024-02-29",
        "P1Y",
        "2024-01-01",
        "2029-12-31",
        "2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29 2029-02-28",
    ),
    ("2024-02-29", "P4Y", "2030-01-01", "2040-12-31", "2032-02-29 2036-02-29 2040-02-29"),
    # Days are days, months and days are counted in this order, each from the start.
    ("2026-01-01", "P90D", "2026-04-01", "2026-10-01", "2026-04-01 2026-06-30 2026-09-28"),
    ("2026-01-31", "P1M1D", "2026-01-31", "2026-04-30", "2026-01-31 2026-03-01 2026-04-02"),
    ("2026-01-05", "P2W", "2026-01-05", "2026-02-04", "2026-01-05 2026-01-19 2026-02-02"),
    # The start is the first, and both ends of a window belong to it.
    ("2026-07-01", "P1Y", "2020-01-01", "2027-07-01", "2026-07-01 2027-07-01"),
    ("2026-07-01", "P1Y", "2026-07-02", "2027-06-30", ""),
    ("2026-07-01", "P1Y", "2020-01-01", "2026-06-30", ""),
    # Where the calendar ends there is nothing more.
    ("9990-12-31", "P5Y", "9995-01-01", "9999-12-31", "9995-12-31"),
    ("9999-12-01", "P30D", "9999-12-01", "9999-12-31", "9999-12-01 9999-12-31"),
]


@pytest.mark.parametrize(("start", "step", "first", "last", "expected"), BY_HAND)
def test_a_period_falls_on_the_days_worked_out_by_hand(
    start: str, step: str, first: str, last: str, expected: str
) -> None:
    assert found(recurring(every=period(step), from_=day(start)), first, last) == expected.split()


@pytest.mark.parametrize(
    ("rule", "start", "first", "last", "expected"),
    [
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31", "2015-02-09", "2016-01-01", "2017-12-31", "2016-03-31 2017-03-31"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2015-12-31", "2016-01-15", "2016-04-01", "2016-01-31 2016-02-29 2016-03-31"),
        # A rule, unlike a period, leaves out the month that has no such day.
        ("FREQ=MONTHLY", "2015-01-31", "2015-01-01", "2015-05-31", "2015-01-31 2015-03-31 2015-05-31"),
        ("FREQ=YEARLY", "2024-02-29", "2024-01-01", "2032-12-31", "2024-02-29 2028-02-29 2032-02-29"),
        ("FREQ=YEARLY;BYMONTH=6", "2024-04-30", "2024-01-01", "2026-12-31", "2024-06-30 2025-06-30 2026-06-30"),
        ("FREQ=WEEKLY", "2026-01-07", "2026-02-01", "2026-02-20", "2026-02-04 2026-02-11 2026-02-18"),
        ("FREQ=DAILY;INTERVAL=10", "2026-01-01", "2026-02-01", "2026-02-28", "2026-02-10 2026-02-20"),
        ("FREQ=YEARLY;COUNT=2", "2026-01-01", "2027-01-01", "2030-01-01", "2027-01-01"),
        ("FREQ=YEARLY;UNTIL=20280101T000000Z", "2026-01-01", "2027-01-01", "2030-01-01", "2027-01-01 2028-01-01"),
        ("FREQ=YEARLY;UNTIL=20200101", "2026-01-01", "2027-01-01", "2030-01-01", ""),
        # What comes seldom comes: every 28th year, or where every fourth is a leap year.
        (
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU",
            "2000-01-01",
            "2000-01-01",
            "2070-01-01",
            "2004-02-29 2032-02-29 2060-02-29",
        ),
        (
            "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
            "1892-01-01",
            "1890-01-01",
            "1908-12-31",
            "1892-02-29 1896-02-29 1904-02-29 1908-02-29",
        ),
        (
            "FREQ=YEARLY;INTERVAL=50;COUNT=2;BYMONTH=2;BYMONTHDAY=29",
            "1950-01-01",
            "1950-01-01",
            "9999-12-31",
            "2000-02-29 2400-02-29",
        ),
        # Where the calendar ends there is nothing more.
        ("FREQ=YEARLY", "9990-12-31", "9997-01-01", "9999-12-31", "9997-12-31 9998-12-31 9999-12-31"),
        ("FREQ=MONTHLY;INTERVAL=5", "9998-12-31", "9999-01-01", "9999-12-31", "9999-05-31 9999-10-31"),
        ("FREQ=WEEKLY;WKST=SU", "9999-12-17", "9999-12-18", "9999-12-31", "9999-12-24 9999-12-31"),
        ("FREQ=DAILY;INTERVAL=20", "9999-12-01", "9999-12-02", "9999-12-31", "9999-12-21"),
        # What names no day from its start, or none at all, is not followed to the end of the calendar.
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "2026-01-06", "2026-01-06", "9999-12-31", ""),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "2015-01-01", "2015-01-01", "9999-12-31", ""),
        ("FREQ=DAILY;BYSETPOS=2;BYMONTHDAY=1", "2026-01-06", "2026-01-06", "9999-12-31", ""),
        ("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2;COUNT=3", "2026-01-06", "2026-01-06", "9999-12-31", ""),
        ("FREQ=MONTHLY;BYDAY=1MO", "2026-01-01", "2026-02-01", "2026-03-31", "2026-02-02 2026-03-02"),
    ],
)
def test_a_rule_falls_on_the_days_worked_out_by_hand(
    rule: str, start: str, first: str, last: str, expected: str
) -> None:
    assert found(recurring(rrule=rule, from_=day(start)), first, last) == expected.split()


def test_a_rule_without_a_start_is_counted_from_when_the_agreement_begins() -> None:
    yearly = recurring(rrule="FREQ=YEARLY")
    assert found(yearly, "2016-01-01", "2017-12-31", begins="2015-02-09") == ["2016-02-09", "2017-02-09"]
    assert found(yearly, "2016-01-01", "2017-12-31") == []


def test_nothing_falls_after_the_last_day_that_is_stated() -> None:
    stated = recurring(every=period("P1Y"), from_=day("2020-01-01"), until=day("2022-01-01"))
    assert found(stated, "2019-01-01", "2030-01-01") == ["2020-01-01", "2021-01-01", "2022-01-01"]


def test_what_does_not_recur_falls_on_no_day() -> None:
    once = Obligation(id="1", text="x", kind="once", due=day("2020-01-01"))
    assert found(once, "2019-01-01", "2030-01-01", begins="2019-06-01") == []


RULES = [
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=DAILY;BYMONTH=2",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU,WE",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=2",
    "FREQ=WEEKLY;BYMONTH=1,2",
    "FREQ=MONTHLY;INTERVAL=5",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;INTERVAL=7;BYMONTHDAY=31,30",
    "FREQ=YEARLY;INTERVAL=4",
    "FREQ=YEARLY;BYWEEKNO=1,52,53;BYDAY=SU,MO;INTERVAL=2",
    "FREQ=YEARLY;BYYEARDAY=-1,100",
    "FREQ=YEARLY;BYMONTH=1,7",
    "FREQ=YEARLY;BYDAY=20MO",
    "FREQ=YEARLY;COUNT=5",
]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(RULES), days, st.integers(-100, 9000), st.integers(0, 900))
def test_a_window_of_a_rule_is_that_part_of_the_whole(rule: str, start: date, far: int, wide: int) -> None:
    first = start + timedelta(days=far)
    last = first + timedelta(days=wide)
    whole = rrulestr(rule, dtstart=datetime.combine(start, time()))
    expected = whole.between(datetime.combine(first, time()), datetime.combine(last, time()), inc=True)
    assert list(falls(recurring(rrule=rule, from_=start), None, first, last)) == [one.date() for one in expected]


@given(days, periods, days, st.integers(0, 3000))
def test_days_increase_strictly_and_lie_in_the_window(start: date, step: str, first: date, wide: int) -> None:
    last = first + timedelta(days=wide)
    listed = list(every(start, period(step), first, last))
    assert all(before < after for before, after in pairwise(listed))
    assert all(max(first, start) <= one <= last for one in listed)


def test_a_window_far_from_the_start_does_not_cost_the_way_there() -> None:
    far = every(date(1, 1, 1), Period(0, 1), date(9999, 12, 30), date.max)
    assert list(far) == [date(9999, 12, 30), date(9999, 12, 31)]

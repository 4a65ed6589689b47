"""The days that a recurrence rule names, against another library's, and the rules that name none."""

import datetime
from collections.abc import Sequence
from datetime import date, timedelta
from types import SimpleNamespace
from unittest.mock import patch

import dateutil.rrule
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from saying import sentence

from agreetrack.model import rule_days as module
from agreetrack.model.rule_days import idle_rule, rule_days
from agreetrack.model.rules import FREQUENCIES, wrong_rule

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def day(text: str) -> date:
    return date.fromisoformat(text)


def by_the_other_library(rule: str, start: date, first: date, last: date) -> list[date]:
    """What it finds; where there is nothing it looks until the calendar ends, which therefore comes sooner for it."""
    ending = SimpleNamespace(**{**vars(datetime), "MAXYEAR": last.year})
    with patch.object(dateutil.rrule, "datetime", ending):
        begins = datetime.datetime.combine(start, datetime.time())
        whole = dateutil.rrule.rrulestr(f"{rule};UNTIL={last:%Y%m%d}", dtstart=begins)
        return [found.date() for found in whole if found.date() >= first]


def some(numbers: Sequence[int]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(numbers), min_size=1, max_size=3, unique=True).map(
        lambda chosen: ",".join(map(str, chosen))
    )


places = st.integers(1, 5) | st.integers(-5, -1)
numbered = st.builds("{}{}".format, places, st.sampled_from(WEEKDAYS))
weekdays = st.one_of(  # of both kinds in one list the other library takes those that are of both
    st.lists(kind, min_size=1, max_size=3, unique=True).map(",".join) for kind in (st.sampled_from(WEEKDAYS), numbered)
)
PARTS = {
    "INTERVAL": st.integers(1, 4).map(str),
    "BYDAY": weekdays,
    "BYMONTH": some(range(1, 13)),
    "BYMONTHDAY": some([1, 2, 13, 28, 29, 30, 31, -1, -2, -29, -31]),
    "BYYEARDAY": some([1, 59, 60, 61, 365, 366, -1, -2, -365, -366]),
    "BYWEEKNO": some([2, 9, 20, 50, -4, -20]),  # of the weeks that two years share it does not count all the days
    "BYSETPOS": some([1, 2, 5, 20, -1, -2, -20]),
    "WKST": st.sampled_from(WEEKDAYS),
}


@st.composite
def rules(draw: st.DrawFn) -> str:
    names = draw(st.lists(st.sampled_from(sorted(PARTS)), max_size=4, unique=True))
    parts = [f"FREQ={draw(st.sampled_from(FREQUENCIES))}", *(f"{name}={draw(PARTS[name])}" for name in names)]
    return ";".join(parts)


@settings(max_examples=150, deadline=None)
@given(rules(), st.dates(date(1890, 1, 1), date(2110, 1, 1)), st.integers(0, 4000), st.integers(0, 1500))
def test_they_are_those_that_another_library_finds(rule: str, start: date, far: int, wide: int) -> None:
    first = start + timedelta(days=far)
    last = first + timedelta(days=wide)
    if wrong_rule(rule) is None:
        assert list(rule_days(rule, start, first, last)) == by_the_other_library(rule, start, first, last)


@settings(max_examples=60, deadline=None)
@given(rules(), st.dates(date(1990, 1, 1), date(2010, 1, 1)), st.integers(1, 30), st.integers(0, 1000))
def test_of_a_count_those_after_the_start_count(rule: str, start: date, count: int, far: int) -> None:
    if wrong_rule(rule) is None:
        last = start + timedelta(days=2000)
        expected = by_the_other_library(rule, start, start, last)[:count]
        first = start + timedelta(days=far)
        assert list(rule_days(f"{rule};COUNT={count}", start, first, last)) == [one for one in expected if one >= first]


@given(st.integers(1, 53), st.integers(1, 9998))
def test_a_week_has_the_number_that_the_calendar_of_weeks_gives_it(number: int, year: int) -> None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    every = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    weeks = {one: one.isocalendar() for one in every}
    found = rule_days(f"FREQ=YEARLY;BYWEEKNO={number}", first, first, last)
    assert list(found) == [one for one, week in weeks.items() if week.week == number]
    from_the_end = rule_days(f"FREQ=YEARLY;BYWEEKNO={number - 54}", first, first, last)
    counts = {week.year: date(week.year, 12, 28).isocalendar().week for week in weeks.values() if week.year > 0}
    expected = [one for one, week in weeks.items() if week.week == counts.get(week.year, 52) + 1 + number - 54]
    assert list(from_the_end) == expected


def test_a_list_of_weekdays_may_hold_numbered_ones_too() -> None:
    january = (day("2026-01-01"), day("2026-01-01"), day("2026-01-31"))
    found = rule_days("FREQ=MONTHLY;BYDAY=1MO,FR,-1TU", *january)
    assert [one.day for one in found] == [2, 5, 9, 16, 23, 27, 30]


RARE = [
    ("FREQ=DAILY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=29", "2000-02-28", "2016-02-29"),
    ("FREQ=YEARLY;INTERVAL=100;BYMONTH=2;BYMONTHDAY=29", "2100-01-01", "2400-02-29"),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "2073-01-01", "2112-02-29"),
    ("FREQ=MONTHLY;INTERVAL=11;BYMONTHDAY=29;BYMONTH=2", "2020-03-01", "2032-02-29"),
    ("FREQ=WEEKLY;INTERVAL=9999;BYDAY=SU", "2020-01-01", "2020-01-05"),
    ("FREQ=YEARLY;BYYEARDAY=366;BYDAY=SU", "1889-01-01", "1916-12-31"),
]


@pytest.mark.parametrize(("rule", "start", "expected"), RARE)
def test_a_day_that_seldom_comes_is_found(rule: str, start: str, expected: str) -> None:
    assert next(rule_days(rule, day(start), day(start), date.max)) == day(expected)
    assert idle_rule(rule, day(start)) is None
    assert idle_rule(rule, None) is None


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        ("FREQ=YEARLY;BYWEEKNO=52,53;BYDAY=FR", "9997-06-01", "9997-12-26 9998-12-25 9999-01-01 9999-12-31"),
        ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=FR;WKST=WE", "9999-06-01", "9999-12-31"),
        ("FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=-1", "9999-02-01", "9999-02-28 9999-07-31 9999-12-31"),
        ("FREQ=WEEKLY;BYDAY=MO,FR", "9999-12-23", "9999-12-24 9999-12-27 9999-12-31"),
        ("FREQ=DAILY;INTERVAL=9", "9999-12-20", "9999-12-20 9999-12-29"),
        ("FREQ=YEARLY;BYWEEKNO=52;BYDAY=MO;COUNT=2;WKST=TU", "0001-01-01", "0001-01-01 0001-12-31"),
    ],
)
def test_where_the_calendar_begins_and_ends_there_is_nothing_more(rule: str, start: str, expected: str) -> None:
    found = rule_days(rule, day(start), day(start), date.max)
    assert " ".join(map(str, found)) == expected


NEVER = [
    "FREQ=MONTHLY;BYDAY=6MO",
    "FREQ=DAILY;BYSETPOS=2;BYMONTHDAY=1",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYMONTH=2,4;BYMONTHDAY=31",
    "FREQ=YEARLY;BYDAY=-53MO;BYMONTH=3",
    "FREQ=YEARLY;BYYEARDAY=1;BYMONTH=12",
    "FREQ=YEARLY;BYWEEKNO=20;BYMONTH=11",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
    "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4,6,9,11",
    "FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=3",
    "FREQ=YEARLY;BYMONTHDAY=1;BYYEARDAY=3",
]
OF_THESE_DAYS = [
    ("FREQ=DAILY;INTERVAL=7;BYDAY=SU", "2026-11-23", None),
    ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "2026-11-22", None),
    ("FREQ=MONTHLY;INTERVAL=12;BYMONTH=3", "2026-04-01", None),
    ("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=31;BYMONTH=1", "2026-02-01", None),
    ("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "2023-01-01", None),
    ("FREQ=YEARLY;BYMONTH=2", "2024-03-30", None),
    ("FREQ=YEARLY;UNTIL=20200101", "2026-01-01", "2020-01-01"),
    ("FREQ=YEARLY;BYMONTH=3;UNTIL=20260201", "2026-01-01", "2026-02-01"),
]


@pytest.mark.parametrize("rule", NEVER)
def test_a_rule_that_never_names_a_day_is_told_by_itself(rule: str) -> None:
    assert "falls on no day, not within 400 years" in sentence(idle_rule(rule, None) or "")
    assert "falls on no day, not within 400 years" in sentence(idle_rule(rule, day("2026-11-22")) or "")


@pytest.mark.parametrize(("rule", "start", "until"), OF_THESE_DAYS)
def test_a_rule_that_names_no_day_from_its_start_is_told_with_it(rule: str, start: str, until: str | None) -> None:
    assert idle_rule(rule, None) is None
    expected = f"on no day from {start} through {until}" if until else "on no day, not within 400 years"
    assert expected in sentence(idle_rule(rule, day(start)) or "")


def test_the_last_day_of_an_obligation_may_come_before_the_first_of_its_rule() -> None:
    rule = "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"
    assert idle_rule(rule, day("2026-01-01"), day("2026-12-31")) is None
    assert "from 2026-01-01 through 2026-12-30" in sentence(idle_rule(rule, day("2026-01-01"), day("2026-12-30")) or "")


@pytest.mark.parametrize("rule", [*NEVER, *(rule for rule, *_days in OF_THESE_DAYS)])
def test_no_search_takes_more_steps_than_the_calendar_takes_to_repeat_itself(
    rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = 0
    real = module._Rule.unit

    def counting(self: module._Rule, start: date, ahead: int) -> range:
        nonlocal steps
        steps += 1
        return real(self, start, ahead)

    module._ever.cache_clear()
    monkeypatch.setattr(module._Rule, "unit", counting)
    starts = [day(text) for text in ("2026-11-23", "2026-11-30", "1900-01-01", "9000-01-01")]
    for start in starts:
        idle_rule(rule, start)
        list(rule_days(rule, start, date.min, start + timedelta(days=800)))
    assert steps <= 146_097 + 4 * 800


@settings(max_examples=80, deadline=None)
@given(rules(), st.integers(1, 30), st.dates(date(1990, 1, 1), date(2010, 1, 1)))
def test_what_is_never_named_is_not_named_in_many_years(rule: str, interval: int, start: date) -> None:
    rule = f"{rule};INTERVAL={interval}"
    if wrong_rule(rule) is None and idle_rule(rule, start):
        assert by_the_other_library(rule, start, start, start + timedelta(days=15_000)) == []

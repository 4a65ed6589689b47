"""Last days of periods and last days for notice: tables with their sources, month-ends and 29 February among them."""

from datetime import date

import pytest
from agreements import DaysOff, day

from agreetrack.law.counting import (
    earlier,
    last_day,
    later,
    latest_start,
    next_day,
)
from agreetrack.law.working_days import WEEKDAYS, working_day_back, working_day_on
from agreetrack.model.periods import Period, period

LAST_DAYS = [
    # start, period, anniversary, day-before, source or reason
    ("2015-02-09", "P5Y", "2020-02-09", "2020-02-08", "Civil Code 192(1); BGB 188(2)"),
    ("2024-02-29", "P1Y", "2025-02-28", "2025-02-28", "no 29th: the month's last day (Civil Code 192(3), BGB 188(3))"),
    ("2024-02-29", "P4Y", "2028-02-29", "2028-02-28", "the 29th is there again"),
    ("2024-02-29", "P5Y", "2029-02-28", "2029-02-28", "never clamped and then moved a day back"),
    ("2000-03-01", "P20Y", "2020-03-01", "2020-02-29", "the day before 1 March in a leap year"),
    ("2001-03-01", "P20Y", "2021-03-01", "2021-02-28", "the day before 1 March in a common year"),
    ("2015-08-31", "P6M", "2016-02-29", "2016-02-29", "CETS 076 art. 4(2)"),
    ("2015-03-31", "P1M", "2015-04-30", "2015-04-30", "CETS 076 art. 4(2)"),
    ("2015-01-01", "P1M", "2015-02-01", "2015-01-31", "a calendar month when the first day counts"),
    ("2015-01-31", "P1M", "2015-02-28", "2015-02-28", "1182/71 art. 3(2)(c)"),
    ("2016-11-23", "P90D", "2017-02-21", "2017-02-20", "days: S + n; S + n - 1"),
    ("2015-01-31", "P1M1D", "2015-03-01", "2015-03-01", "months first, then days from the last day of the month part"),
    ("2015-01-15", "P1M1D", "2015-02-16", "2015-02-15", "the first day is counted once"),
    ("2015-01-15", "P1Y6M", "2016-07-15", "2016-07-14", "years and months are one number of months"),
    ("2022-07-22", "P120D", "2022-11-19", "2022-11-18", "120 days"),
    ("2015-01-01", "P2W", "2015-01-15", "2015-01-14", "weeks are seven days"),
    ("1900-01-31", "P1M", "1900-02-28", "1900-02-28", "1900 was no leap year"),
]


@pytest.mark.parametrize(("start", "text", "anniversary", "day_before", "why"), LAST_DAYS)
def test_last_day(start: str, text: str, anniversary: str, day_before: str, why: str) -> None:
    assert last_day(day(start), period(text), "anniversary") == day(anniversary), why
    assert last_day(day(start), period(text), "day-before") == day(day_before), why


LAST_DAYS_FOR_NOTICE = [
    # end, notice period, last day for receipt
    ("2027-02-28", "P6M", "2026-08-31"),
    ("2026-12-31", "P3M", "2026-09-30"),
    ("2020-02-09", "P6M", "2019-08-09"),
    ("2028-02-29", "P6M", "2027-08-31"),
    ("2027-03-30", "P1M", "2027-02-28"),
    ("2027-03-31", "P1M", "2027-02-28"),
    ("2027-04-30", "P1M", "2027-03-31"),
    ("2027-11-22", "P90D", "2027-08-24"),
    ("2019-04-01", "P6M", "2018-10-01"),
    ("2019-03-31", "P6M", "2018-09-30"),
    ("2015-03-01", "P1M1D", "2015-01-31"),
]


@pytest.mark.parametrize(("end", "text", "by"), LAST_DAYS_FOR_NOTICE)
def test_last_day_for_notice(end: str, text: str, by: str) -> None:
    assert latest_start(day(end), period(text)) == day(by)


def test_clamping_is_not_associative_so_renewals_are_counted_from_the_anchor() -> None:
    start, five = day("2020-02-29"), period("P5Y")
    chained = start
    for _ in range(4):
        step = later(chained, five)
        assert step is not None
        chained = step
    assert chained == day("2040-02-28")
    assert later(start, Period(240, 0)) == day("2040-02-29")


def test_days_past_the_calendar_are_none() -> None:
    last, first = date(9999, 12, 31), date(1, 1, 1)
    assert last_day(last, period("P1M"), "anniversary") is None
    assert last_day(last, period("P1D"), "anniversary") is None
    assert last_day(last, period("P1D"), "day-before") == last
    assert next_day(last) is None
    assert next_day(None) is None
    assert earlier(first, period("P1M")) is None
    assert earlier(first, period("P1D")) is None
    assert latest_start(first, period("P1M")) is None
    assert latest_start(first, period("P1D")) is None


def test_working_days() -> None:
    sunday = day("2026-11-22")
    assert working_day_back(sunday, WEEKDAYS) == day("2026-11-20")
    assert working_day_back(sunday, DaysOff({day("2026-11-20")})) == day("2026-11-19")
    assert working_day_back(sunday, DaysOff((), worked={day("2026-11-21")})) == day("2026-11-21")
    assert working_day_on(sunday, WEEKDAYS) == day("2026-11-23")
    assert working_day_on(date(9999, 12, 31), DaysOff({date(9999, 12, 31)})) is None

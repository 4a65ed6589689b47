"""Days that people write, read one way or refused."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreetrack.cli.reading import days
from agreetrack.model.dates import read_known_day
from agreetrack.model.errors import UsageError

T = TypeVar("T")
TODAY = date(2026, 11, 22)
SEED = date(2015, 2, 9)


@pytest.mark.parametrize(
    "text",
    [
        "2015-02-09", "2015/02/09", "2015.02.09", "2015-2-9", "09.02.2015", "9.2.2015", " 09.02.2015 ",
        "9 Feb 2015", "9 feb. 2015", "9 February 2015", "9th February 2015", "9-Feb-2015", "09FEB2015",
        "Feb 9, 2015", "February 9 2015", "February 9th, 2015",
        "9 февраля 2015", "9 февраля 2015 г.", "«9» февраля 2015 года", "9 фев. 2015", "9 ФЕВРАЛЯ 2015",
        "09.02.2015 г.", "09 февраля 2015 года", "« 9 » февраля 2015 г.", "„9“ февраля 2015 года",
        "от 9 февраля 2015 г.",
    ],
)  # fmt: skip
def test_one_day_in_many_words(text: str) -> None:
    assert days.day(text, TODAY) == SEED
    assert days.stated(text) == "2015-02-09"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("13/04/2025", "2025-04-13"),
        ("04/13/2025", "2025-04-13"),
        ("03/03/2025", "2025-03-03"),
        ("13-04-2025", "2025-04-13"),
        ("29 февраля 2024", "2024-02-29"),
        ("9 мая 2024", "2024-05-09"),
        ("May 9, 2024", "2024-05-09"),
        ("1 сентября 2024", "2024-09-01"),
        ("31 Sept 2024", None),
        ("today", "2026-11-22"),
        ("tomorrow", "2026-11-23"),
        ("Yesterday", "2026-11-21"),
        ("сегодня", "2026-11-22"),
        ("завтра", "2026-11-23"),
        ("послезавтра", "2026-11-24"),
        ("вчера", "2026-11-21"),
        ("позавчера", "2026-11-20"),
        ("+90д", "2027-02-20"),
        ("+90 дней", "2027-02-20"),
        ("-2м", "2026-09-22"),
        ("+90d", "2027-02-20"),
        ("-2m", "2026-09-22"),
        ("−2m", "2026-09-22"),
        ("+1y", "2027-11-22"),
        ("+1y6m", "2028-05-22"),
        ("+ 2 weeks", "2026-12-06"),
    ],
)
def test_a_day(text: str, day: str | None) -> None:
    if day is None:
        with pytest.raises(UsageError):
            days.day(text, TODAY)
    else:
        assert days.day(text, TODAY) == date.fromisoformat(day)


def test_months_are_clamped_when_counted_from_a_last_day() -> None:
    assert days.day("+3m", date(2026, 11, 30)) == date(2027, 2, 28)
    assert days.day("-1m", date(2026, 3, 31)) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("03/04/2025", "can be 2025-04-03 or 2025-03-04"),
        ("03-04-2025", "can be 2025-04-03 or 2025-03-04"),
        ("09.02.15", "four digits"),
        ("9 Feb 15", "four digits"),
        ("15-02-09", "four digits"),
        ("03/04/25", "four digits"),
        ("30.02.2015", "the last day of that month is 2015-02-28"),
        ("2024-02-30", "the last day of that month is 2024-02-29"),
        ("31 апреля 2024", "the last day of that month is 2024-04-30"),
        ("2024-06-00", "the last day of that month is 2024-06-30"),
        ("2024-13-01", "no month 13"),
        ("13/13/2025", "no month 13"),
        ("0000-01-01", "outside the calendar"),
        ("+9000y", "outside the calendar"),
        ("-999999d", "outside the calendar"),
        ("9 Feb", "has no year"),
        ("2014", "names no day"),
        ("June 2014", "names no day"),
        ("", "is not a date"),
        ("+", "is not a date"),
        ("+90", "of what?"),
        ("20150209", "is not a date"),
        ("٠٩.٠٢.٢٠١٥", "is not a date"),
        ("9 Brumaire 2015", "is not a date"),
        ("\x1b[2J", r"“\x1b[2J” is not a date"),
        ("x" * 500, "xxx…” is not a date"),
    ],
)
def test_a_day_that_is_refused(text: str, told: str) -> None:
    with pytest.raises(UsageError) as refused:
        days.day(text, TODAY)
    assert told in str(refused.value)
    assert "\x1b" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2014", "2014"),
        ("2014-06", "2014-06"),
        ("2014/6", "2014-06"),
        ("06.2014", "2014-06"),
        ("06/2014", "2014-06"),
        ("June 2014", "2014-06"),
        ("июнь 2014", "2014-06"),
        ("июнь 2014 г.", "2014-06"),
        ("2015 год", "2015"),
        ("2015 г.", "2015"),
        ("2015 года", "2015"),
        ("февраль 2015 года", "2015-02"),
    ],
)
def test_a_date_of_which_no_more_is_known(text: str, iso: str) -> None:
    assert days.stated(text) == iso


def test_a_stated_date_may_be_counted_from_a_day() -> None:
    assert days.stated("today", TODAY) == "2026-11-22"
    with pytest.raises(UsageError):
        days.stated("today")


@pytest.mark.parametrize("text", ["0000", "2014-13", "13.2014", "0000-05", "00.2014"])
def test_a_stated_date_that_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        days.stated(text)


PIECES = st.sampled_from(
    ["2015", "-", ".", "/", "02", "9", "31", " ", "feb", "февраля", "+", "y", "m", "d", "P", "г.", ",", "th", "0", "²"]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=8).map("".join))


def read(reading: Callable[[], T]) -> T | None:
    """What is read; None where it is refused, and that in one sentence."""
    try:
        return reading()
    except UsageError as error:
        told = str(error)
    assert told.isprintable()
    return None


@given(TEXTS)
def test_whatever_is_typed_is_a_day_or_a_usage_error(text: str) -> None:
    found = read(lambda: days.day(text, TODAY))
    assert found is None or isinstance(found, date)


@given(TEXTS)
def test_whatever_is_typed_is_a_stated_date_or_a_usage_error(text: str) -> None:
    found = read(lambda: days.stated(text, TODAY))
    assert found is None or read_known_day(found)


@given(st.dates())
def test_every_day_is_read_back_from_its_own_forms(day: date) -> None:
    for text in (day.isoformat(), f"{day.day:02}.{day.month:02}.{day.year:04}", f"{day.day} {day:%b} {day.year:04}"):
        assert days.day(text, TODAY) == day

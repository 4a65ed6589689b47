"""Two readings of a day, said once where they agree."""

from datetime import date

import pytest

from agreetrack.display.days import beside, either, weekday, written_day
from agreetrack.display.page import DateStyle


@pytest.mark.parametrize(
    ("first", "other", "iso", "dotted"),
    [
        ("2026-12-12", None, "2026-12-12", "12.12.2026"),
        ("2026-12-12", "2026-12-12", "2026-12-12", "12.12.2026"),
        ("2026-12-12", "2026-12-11", "2026-12-11/12", "11/12.12.2026"),
        ("2027-02-28", "2027-03-01", "2027-02-28/03-01", "28.02/01.03.2027"),
        ("2027-01-01", "2026-12-31", "2026-12-31/2027-01-01", "31.12.2026/01.01.2027"),
    ],
)
def test_two_readings_joined(first: str, other: str | None, iso: str, dotted: str) -> None:
    day, rival = date.fromisoformat(first), date.fromisoformat(other) if other else None
    assert either(day, rival) == iso
    assert either(day, rival, "dd.mm.yyyy") == dotted


@pytest.mark.parametrize(("style", "text"), [("iso", "02-27"), ("dd.mm.yyyy", "27.02")])
def test_the_other_reading_without_its_year(style: DateStyle, text: str) -> None:
    assert beside(date(2027, 2, 28), date(2027, 2, 27), style) == text
    assert beside(date(2027, 1, 1), date(2026, 12, 31), style) == written_day(date(2026, 12, 31), style)


def test_days_of_the_week() -> None:
    assert [weekday(date(2026, 11, day)) for day in (16, 22)] == ["Mon", "Sun"]

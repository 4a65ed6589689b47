"""Which days are worked, and the working day that a day is moved to.

A day for sending is moved back, so that nothing arrives late; rules for time-limits of acts (Civil Code 193, PRC 203,
1182/71 art. 3(4)) move a last day on.
"""

from datetime import date, timedelta
from typing import Protocol

from agreetrack.law.counting import shifted

_DAY = timedelta(days=1)
_SATURDAY = 5


class Calendar(Protocol):
    """Which days are worked."""

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries and parts of countries whose days off it knows: `RU`, `DE-BY`."""

    @property
    def longest_rest(self) -> int:
        """A number of days off in a row that is never passed."""

    def is_working(self, day: date) -> bool:
        """Whether the day is worked."""


class Weekdays:
    """Every day but Saturday and Sunday is worked: what is known where no country is named."""

    countries: tuple[str, ...] = ()
    longest_rest = 2

    def is_working(self, day: date) -> bool:
        """Whether it is a day from Monday to Friday."""
        return day.weekday() < _SATURDAY


WEEKDAYS = Weekdays()


def working_day_back(day: date, calendar: Calendar) -> date:
    """The day itself, or the working day before it."""
    while not calendar.is_working(day):
        day -= _DAY
    return day


def working_day_on(day: date, calendar: Calendar) -> date | None:
    """The day itself, or the working day after it, as rules for time-limits of acts move it; None after 9999-12-31."""
    moved: date | None = day
    while moved is not None and not calendar.is_working(moved):
        moved = shifted(moved, 1)
    return moved

"""Civil dates as agreements state them: a day, or only its month or year where no more is known."""

import re
from calendar import monthrange
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, TypeGuard

from agreetrack.model.facts import Fact, Unfit

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?")


def full_date(text: str) -> date:
    """The day that `YYYY-MM-DD` names. Raises ValueError for other forms and impossible days."""
    if is_date(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise Unfit(Fact("dates.no-date", text=text[:60]))


def is_date(text: str) -> bool:
    """Whether the text has the form of a full date, so that it is not meant as a period or a word."""
    return len(text) == 10 and text[4] == text[7] == "-"


class PartialDay(date):
    """The last day that a month or year can mean, where no more is known: sorted and compared as that day."""

    __slots__ = ("stated",)
    stated: str

    @classmethod
    def of(cls, text: str) -> "PartialDay":
        """The last day of `2014` or `2014-06`. Raises ValueError for anything else."""
        found = _PARTIAL.fullmatch(text)
        if found is None:
            raise Unfit(Fact("dates.no-date", text=text[:60]))
        year, month = int(found[1]), int(found[2] or 12)
        if not (year >= 1 and 1 <= month <= 12):
            raise Unfit(Fact("dates.no-year-or-month", text=text))
        made = cls(year, month, monthrange(year, month)[1])
        made.stated = text
        return made

    def isoformat(self) -> str:
        """What was stated."""
        return self.stated

    __str__ = isoformat

    def __add__(self, other: Any) -> Any:
        """A whole day: days counted on from a month or year are not it."""
        return latest(self) + other

    def __sub__(self, other: Any) -> Any:
        """A whole day, or how many days lie between."""
        return latest(self) - other


def is_whole(day: date) -> bool:
    """Whether the day itself is known, and not its month or year alone."""
    return not isinstance(day, PartialDay)


def whole_day(day: date | None) -> date | None:
    """The day where it is known itself, and not its month or year alone."""
    return day if day is not None and is_whole(day) else None


def latest(day: date) -> date:
    """The last day that may be meant, as a day."""
    return day if is_whole(day) else date(day.year, day.month, day.day)


def earliest(day: date) -> date:
    """The first day that may be meant: of a month or year alone its first."""
    if is_whole(day):
        return day
    return date(day.year, day.month, 1) if len(day.isoformat()) > len("2014") else date(day.year, 1, 1)


class DayOfYear:
    """A day of every year, such as 06-30."""

    __slots__ = ("month", "number")

    def __init__(self, month: int, number: int) -> None:
        self.month: Final = month
        self.number: Final = number

    @staticmethod
    def read(value: Any) -> "DayOfYear":
        """The day itself, or the one that a text states. Raises ValueError for what states none."""
        if isinstance(value, DayOfYear):
            return value
        try:
            found = full_date(f"2000-{value}")
        except ValueError:
            raise Unfit(Fact("notices.no-day-of-year", text=str(value)[:60])) from None
        return DayOfYear(found.month, found.day)

    def __str__(self) -> str:
        return f"{self.month:02}-{self.number:02}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DayOfYear) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash((self.month, self.number))

    def of(self, year: int) -> date:
        """The day in a year; the 29th of February is its 28th where there is none."""
        return date(year, self.month, min(self.number, monthrange(year, self.month)[1]))


def is_day(value: object) -> TypeGuard[date]:
    """Whether it is a day, and not a moment of one."""
    return isinstance(value, date) and not isinstance(value, datetime)


class Read(type):
    """The type of a class that only names how a value is read; what it reads counts as its instance."""

    def __instancecheck__(cls, instance: object) -> bool:
        return True


def read_known_day(value: Any) -> date:
    """The day that a date or a text states, or a month or year alone. Raises ValueError for what states none."""
    if isinstance(value, str):
        return full_date(value) if len(value) > len("2014-06") else PartialDay.of(value)
    if is_day(value):
        return value
    raise Unfit(Fact("dates.no-known-day"))


if TYPE_CHECKING:
    KnownDay = date
else:

    class KnownDay(metaclass=Read):
        """A day as stated; a `PartialDay` where no more than its month or year is known."""

        read = staticmethod(read_known_day)

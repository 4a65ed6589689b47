"""Civil dates as agreements state them: a day, or only its month or year where no more is known."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from agreetrack.model.facts import Fact, Unfit

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?")


class StatedDate(NamedTuple):
    """A date as stated: `day` where the whole day is known, and the last day that it can mean."""

    day: date | None
    latest: date


def full_date(text: str) -> date:
    """The day that `YYYY-MM-DD` names. Raises ValueError for other forms and impossible days."""
    if len(text) == 10:
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise Unfit(Fact("dates.no-date", text=text))


@lru_cache(maxsize=4096)
def stated_date(text: str) -> StatedDate:
    """Read `2015-02-09`, `2015-02` or `2015`. Raises ValueError for anything else."""
    found = _PARTIAL.fullmatch(text)
    if found is None:
        day = full_date(text)
        return StatedDate(day, day)
    year, month = int(found[1]), int(found[2] or 12)
    if not (year >= 1 and 1 <= month <= 12):
        raise Unfit(Fact("dates.no-year-or-month", text=text))
    return StatedDate(None, date(year, month, monthrange(year, month)[1]))


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
        latest = stated_date(text).latest
        made = cls(latest.year, latest.month, latest.day)
        made.stated = text
        return made

    def isoformat(self) -> str:
        """What was stated."""
        return self.stated

    __str__ = isoformat

    def __add__(self, other: Any) -> Any:
        """A whole day: days counted on from a month or year are not it."""
        return date(self.year, self.month, self.day) + other

    def __sub__(self, other: Any) -> Any:
        """A whole day, or how many days lie between."""
        return date(self.year, self.month, self.day) - other


def is_whole(day: date) -> bool:
    """Whether the day itself is known, and not its month or year alone."""
    return not isinstance(day, PartialDay)


def earliest(day: date) -> date:
    """The first day that may be meant: of a month or year alone its first."""
    if is_whole(day):
        return day
    return date(day.year, day.month, 1) if len(day.isoformat()) > len("2014") else date(day.year, 1, 1)


class _OfDays(type):
    """Lets every date be an instance of a class that only names how it is read."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, date)


if TYPE_CHECKING:
    KnownDay = date
else:

    class KnownDay(metaclass=_OfDays):
        """The day of something that happened; a `PartialDay` where no more than its month or year is known."""


def read_known_day(value: Any) -> date:
    """The day that a date or a text states, or a month or year alone. Raises ValueError for what states none."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise Unfit(Fact("dates.no-known-day"))
    return full_date(value) if len(value) > len("2014-06") else PartialDay.of(value)

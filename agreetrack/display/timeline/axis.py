"""The scale of a timeline: which cell a day falls into, and the axis of years, months or days above the bars."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from agreetrack.display.days import without_year, written_day
from agreetrack.display.page import DateStyle
from agreetrack.display.plain import cells
from agreetrack.display.wording import _

_GAP = 2
"""Cells between two labels, at the least."""

_MONTH_DAYS = 28
"""No month is shorter."""


class Scale(Struct, frozen=True):
    """Days from `first` through `last`, shared out over `width` cells."""

    first: date
    last: date
    width: int

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day <= self.last

    def begin(self, day: date) -> int:
        """The cell in which a day of it begins."""
        return (day - self.first).days * self.width // self.days

    def end(self, day: date) -> int:
        """The last cell of a day of it: the one in which it begins, unless days take several."""
        if self.width <= self.days:
            return self.begin(day)
        return (((day - self.first).days + 1) * self.width - 1) // self.days


class Tick(NamedTuple):
    """A cell that is marked on the axis, and what stands above it (nothing, where there is no room)."""

    cell: int
    label: str


class _Step(NamedTuple):
    """From one tick to the next: so many of a unit, each of so many days at the least."""

    unit: str
    size: int
    days: int


_STEPS = (
    *(_Step("day", size, size) for size in (1, 2, 7, 14)),
    *(_Step("month", size, _MONTH_DAYS * size) for size in (1, 3, 6)),
    *(_Step("year", size, 365 * size) for size in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)),
)


def ticks(scale: Scale, dates: DateStyle = "iso") -> Sequence[Tick]:
    """The finest ticks whose labels stand apart; the first label names the year."""
    most = scale.width // (_GAP + 1)
    for step in _STEPS:
        if scale.days // step.days > most:
            continue
        found = [Tick(scale.begin(day), label) for day, label in _labelled(step, scale, dates)]
        if found and _stand_apart(found):
            return [_within(tick, scale.width) for tick in found]
    return [_within(Tick(0, written_day(scale.first, dates)), scale.width)]


def _stand_apart(found: Sequence[Tick]) -> bool:
    return all(tick.cell + cells(tick.label) + _GAP <= after.cell for tick, after in pairwise(found))


def _within(tick: Tick, width: int) -> Tick:
    """The tick without its label where that would go beyond the last cell."""
    return tick if tick.cell + cells(tick.label) <= width else Tick(tick.cell, "")


def _labelled(step: _Step, scale: Scale, dates: DateStyle) -> Iterator[tuple[date, str]]:
    for place, day in enumerate(_days(step, scale)):
        yield day, _label(step.unit, day, place == 0, dates)


def _days(step: _Step, scale: Scale) -> Iterator[date]:
    if step.unit == "day":
        start = scale.first.toordinal()
        first = start + (1 - start) % step.size
        yield from map(date.fromordinal, range(first, scale.last.toordinal() + 1, step.size))
        return
    months = 12 * step.size if step.unit == "year" else step.size
    start = scale.first.year * 12 + scale.first.month - 1 + (scale.first.day > 1)
    for month in range(start + -start % months, scale.last.year * 12 + scale.last.month, months):
        yield date(month // 12, month % 12 + 1, 1)


def _label(unit: str, day: date, is_first: bool, dates: DateStyle) -> str:
    if unit == "day":
        return written_day(day, dates) if is_first else without_year(day, dates)
    if unit == "year" or day.month == 1:
        return f"{day.year:04}"
    if is_first:
        return day.isoformat()[:7] if dates == "iso" else f"{day.month:02}.{day.year:04}"
    return _month(day.month)


def _month(number: int) -> str:
    """The month in three letters."""
    names = (
        _("Jan"),
        _("Feb"),
        _("Mar"),
        _("Apr"),
        _("May"),
        _("Jun"),
        _("Jul"),
        _("Aug"),
        _("Sep"),
        _("Oct"),
        _("Nov"),
        _("Dec"),
    )
    return names[number - 1]

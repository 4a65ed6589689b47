"""What the index can be asked for: conditions on its rows, each met also by every row that does not answer for the day.

A day is a number here, as `date.toordinal` counts it, since SQLite has no dates.
"""

from datetime import date
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")

STALE = "(judged > :day OR until <= :day)"
"""Of rows that do not answer for a day."""


class Asked(Struct, frozen=True):
    """A condition, and the values in it."""

    where: str
    values: dict[str, int] = {}


class Sought(Struct, Generic[T], frozen=True):
    """The records that had to be read, among so many; how many of the others are of unknown term."""

    records: list[T]
    total: int
    unknown_besides: int = 0


class Unusable(Exception):
    """The index is not what it should be, or the registry was changed in place meanwhile: all has to be read."""


def due(day: date, last: date, since: date) -> Asked:
    """What may be in a list of what is due from a day through the last one, or has passed since another one."""
    days = {"day": day.toordinal(), "last": last.toordinal(), "since": since.toordinal()}
    return Asked(f"({STALE} OR opens <= :last OR passed >= :since)", days)


def warned(day: date) -> Asked:
    """What there may be something to warn of on a day."""
    return Asked(f"({STALE} OR warned)", {"day": day.toordinal()})


def late(day: date) -> Asked:
    """What something may be late of on a day."""
    return Asked(f"(owes AND ({STALE} OR late))", {"day": day.toordinal()})


OWING = Asked("owes")
"""What anything may be owed under, on whatever day."""

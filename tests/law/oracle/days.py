"""Days and periods, told without the law."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

A_DAY = timedelta(days=1)
Length = tuple[int, int]
"""Months and days."""


def day(text: str) -> date:
    """A day; of a month or a year its last day."""
    year, *rest = (int(part) for part in text.split("-"))
    month = rest[0] if rest else 12
    return date(year, month, rest[1] if len(rest) > 1 else monthrange(year, month)[1])


def length(text: Any) -> Length | None:
    """The months and days of `P1Y6M` or `P2W`; None of what is no period."""
    if not isinstance(text, str) or not text.startswith("P"):
        return None
    found, number = {"Y": 0, "M": 0, "W": 0, "D": 0}, ""
    for sign in text[1:]:
        if sign.isdigit():
            number += sign
        else:
            found[sign], number = int(number), ""
    return found["Y"] * 12 + found["M"], found["W"] * 7 + found["D"]


def plus(*lengths: Length) -> Length:
    return sum(months for months, _ in lengths), sum(days for _, days in lengths)


def last_day(start: date, period: Length, way: str) -> date:
    """The last day of a period that runs from a day, by one way of counting."""
    months, days = period
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    longest = monthrange(year, month + 1)[1]
    end = date(year, month + 1, min(start.day, longest))
    if way == "day-before":
        if months and start.day <= longest:
            end -= A_DAY
        elif days and not months:
            days -= 1
    return end + timedelta(days)


def first_of_month(after: date, count: int) -> date:
    """The first day of the count-th month after that of the day."""
    year, month = divmod(after.year * 12 + after.month - 1 + count, 12)
    return date(year, month + 1, 1)

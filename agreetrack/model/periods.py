"""Periods as agreements state them: ISO 8601 durations of years, months, weeks and days.

Years and months are one number of months, weeks and days one number of days; both are zero or more and
never both zero. There are no hours: every time-limit here is counted in whole days.
"""

import re
from functools import lru_cache
from typing import Any, Final

from agreetrack.model.facts import Fact, Unfit
from agreetrack.model.limits import LARGEST_NUMBER

_NUMBER = rf"\d{{1,{len(str(LARGEST_NUMBER))}}}"
_FORM = r"P(?=\d)(?:({number})Y)?(?:({number})M)?(?:({number})W)?(?:({number})D)?"
_ISO, _UNBOUNDED = (re.compile(_FORM.replace("{number}", number)) for number in (_NUMBER, r"\d+"))


class Period:
    """A length of time: so many months, then so many days; of one that a text states its words are kept."""

    __slots__ = ("_stated", "days", "months")

    def __init__(self, months: int, days: int, stated: str | None = None) -> None:
        self.months: Final = months
        self.days: Final = days
        self._stated: Final = stated

    @staticmethod
    def read(value: Any) -> "Period":
        """The period itself, or the one that a text states. Raises ValueError for what states none."""
        if isinstance(value, str):
            return period(value)
        if isinstance(value, Period):
            return value
        raise Unfit(Fact("periods.none", text=str(value)[:60]))

    def __eq__(self, other: object) -> bool:
        """Whether it is the same length in the same words: P12M is written otherwise than P1Y."""
        return (
            isinstance(other, Period)
            and self.months == other.months
            and self.days == other.days
            and str(self) == str(other)
        )

    def __hash__(self) -> int:
        return hash((self.months, self.days))

    def __str__(self) -> str:
        """The ISO 8601 duration: as stated, else in years, months and days."""
        return self._stated or "P" + "".join(f"{count}{unit}" for count, unit in self._parts() if count)

    def __repr__(self) -> str:
        return f"Period({self})"

    def _parts(self) -> tuple[tuple[int, str], ...]:
        years, months = divmod(self.months, 12)
        return (years, "Y"), (months, "M"), (self.days, "D")


def _wrong(text: str) -> Fact:
    if _UNBOUNDED.fullmatch(text):
        return Fact("periods.too-long", text=text[:60], most=LARGEST_NUMBER)
    return Fact("periods.none", text=text[:60])


@lru_cache(maxsize=4096)
def period(text: str) -> Period:
    """The period that an ISO 8601 duration states. Raises ValueError for anything else, and for zero."""
    found = _ISO.fullmatch(text)
    if found is None:
        raise Unfit(_wrong(text))
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    stated = Period(12 * years + months, 7 * weeks + days, text)
    if not (stated.months or stated.days):
        raise Unfit(Fact("periods.zero", text=text))
    return stated

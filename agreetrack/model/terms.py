"""Terms as agreements state them: a period, a last day, no end, or what ends it without a day.

Each is read from one text of the record (an `EndingEvent` from an object) and written as it was stated.
"""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from agreetrack.model.clauses import EndingEvent
from agreetrack.model.dates import Read, full_date, is_date, is_day
from agreetrack.model.facts import Fact, Unfit
from agreetrack.model.periods import Period, period

INDEFINITE: Final = "indefinite"
Indefinite = Literal["indefinite"]
Length = Period | date | Indefinite
"""How long it lasts, where that is stated: so long, through a day, or without end."""


@lru_cache(maxsize=4096)
def _length(text: str) -> Length:
    if text == INDEFINITE:
        return INDEFINITE
    if is_date(text):
        return full_date(text)
    try:
        return period(text)
    except ValueError as error:
        if text.startswith("P"):
            raise
        raise Unfit(Fact("terms.no-term", text=text[:60])) from error


def read_term(value: Any) -> "Term":
    """The term that a text or an object states. Raises ValueError for what states none."""
    if isinstance(value, str):
        return _length(value)
    if isinstance(value, Period | EndingEvent) or is_day(value):
        return value
    return msgspec.convert(value, EndingEvent)


def read_survival(value: Any) -> "Survival":
    """For how long obligations bind after the end. Raises ValueError for what states no such time."""
    return INDEFINITE if value == INDEFINITE else Period.read(value)


if TYPE_CHECKING:
    Term = Length | EndingEvent
    Survival = Period | Indefinite
else:

    class Term(metaclass=Read):
        """A length, or an `EndingEvent`."""

        objects = (EndingEvent,)
        read = staticmethod(read_term)

    class Survival(metaclass=Read):
        """A period, or `INDEFINITE`."""

        read = staticmethod(read_survival)

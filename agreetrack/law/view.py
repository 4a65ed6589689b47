"""The one question: about which day, by what is known, under which assumption and calendar."""

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from agreetrack.law.working_days import Calendar
from agreetrack.model.record import Counting, Listed

Find = Callable[[str], Listed | None]
"""Gives the record of a ref, or None where there is none."""


class View(Struct, frozen=True, kw_only=True):
    """What is asked: what holds on `day` by the events dated on or before `knowing`.

    `assume` is the counting where a record states none, `calendar` says on which days a note can leave, `find` looks up
    the agreements that one falls with.
    """

    day: date
    knowing: date
    assume: Counting
    calendar: Calendar
    find: Find


def nobody(_ref: str) -> None:
    """What finds nothing, for a record that stands alone."""
    return None

"""The one question: about which day, by what is known, under which assumption and calendar, among which agreements."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from agreetrack.law.working_days import Calendar
from agreetrack.model.record import Counting, Listed

if TYPE_CHECKING:
    from agreetrack.law.falling import Meaning

Find = Callable[[str], Listed | None]
"""Gives the record of a ref, or None where there is none."""


class Lookup:
    """Gives the record of a ref, or None where there is none, and remembers what the records mean for one another.

    It is made for one command: it does not see what is written later. What is remembered changes no answer.
    """

    def __init__(self, find: Find) -> None:
        self._find = find
        self._meanings: dict[tuple[date, Counting], dict[str, Meaning]] = {}

    def __call__(self, ref: str) -> Listed | None:
        """The record of the ref."""
        return self._find(ref)

    def meanings(self, knowing: date, assume: Counting) -> "dict[str, Meaning]":
        """What agreements, by their folded refs, mean for those that fall with them; no end depends on the day."""
        return self._meanings.setdefault((knowing, assume), {})


ALONE = Lookup(lambda _ref: None)
"""Finds nothing, for a record that stands alone."""


class View(Struct, frozen=True, kw_only=True):
    """What is asked: what holds on `day` by the events dated on or before `knowing`.

    `assume` is the counting where a record states none, `calendar` says on which days a note can leave, `find` looks up
    the agreements that one falls with.
    """

    day: date
    knowing: date
    assume: Counting
    calendar: Calendar
    find: Lookup

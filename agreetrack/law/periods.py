"""Periods of the term as they are reckoned: each end from its anchor as one sum, never from the end before.

Clamping to a month's end is not associative (2020-02-29 and four times five years give 2040-02-28, twenty years
give 2040-02-29), so a chain of renewals keeps its anchor and adds up what was agreed.
"""

from datetime import date
from typing import NamedTuple

from msgspec import Struct, field, structs

from agreetrack.law.counting import last_day, last_days, month_length, next_day, plus, shifted, steps_to_reach, times
from agreetrack.model.periods import Period
from agreetrack.model.record import Counting

NOTHING = Period(0, 0)


class Reading(NamedTuple):
    """A last day, and the other reading where the counting or the end day is only assumed and differs."""

    last: date | None = None
    rival: date | None = None

    @property
    def earliest(self) -> date | None:
        """The earlier of the two readings."""
        return min(self.last, self.rival) if self.last and self.rival else self.last

    @property
    def latest(self) -> date | None:
        """The later of the two readings."""
        return max(self.last, self.rival) if self.last and self.rival else self.last


UNKNOWN = Reading()


def dated(day: date, end_day: str | None) -> Reading:
    """The last day of a term stated as a date: `included`, `excluded` (the day before), or assumed included.

    Where it is assumed, the day before is the rival, unless the date is a month's last day: nobody excludes that.
    """
    if end_day == "excluded":
        return Reading(shifted(day, -1))
    if end_day == "included" or day.day == month_length(day.year, day.month):
        return Reading(day)
    return Reading(day, shifted(day, -1))


class Chain(NamedTuple):
    """From where and how ends are counted; the rival parts say how they are counted otherwise, None for the same.

    `after_date` marks a chain that follows a term or extension given as a date: it begins on the day after, the
    first day counts under either rule, and a rival comes only from the day that the date may have excluded.
    """

    anchor: date
    counting: Counting
    rival_counting: Counting | None = None
    rival_anchor: date | None = None
    after_date: bool = False

    def last(self, total: Period) -> date | None:
        """The last day of so long a time from the anchor, by the first reading alone."""
        return last_day(self.anchor, total, self.counting)

    def end(self, total: Period) -> Reading:
        """The last day of so long a time from the anchor."""
        if self.rival_counting:
            same_numbered, day_before = last_days(self.anchor, total)
            if same_numbered == day_before:
                return Reading(same_numbered)
            if self.counting == "anniversary":
                return Reading(same_numbered, day_before)
            return Reading(day_before, same_numbered)
        last = self.last(total)
        if self.rival_anchor is None:
            return Reading(last)
        return Reading(last, last_day(self.rival_anchor, total, self.counting))

    def steps_to(self, first: Period, step: Period, target: date, most: int | None = None) -> int:
        """The least n >= 1 for which `first` + n × `step` ends on or after the target; at most `most`."""
        count = max(1, steps_to_reach(self.anchor, first, step, target))
        while (most is None or count < most) and self._ends_before(plus(first, times(step, count)), target):
            count += 1
        return count if most is None else min(count, most)

    def _ends_before(self, total: Period, target: date) -> bool:
        last = self.last(total)
        return last is not None and last < target


def counted_from(anchor: date, stated: Counting | None, assume: Counting) -> Chain:
    """The chain from an anchor under the stated counting; where none is stated, the assumed one and its rival."""
    if stated:
        return Chain(anchor, stated)
    return Chain(anchor, assume, "day-before" if assume == "anniversary" else "anniversary")


def following(end: Reading) -> Chain | None:
    """The chain that follows a term or extension given as a date: from the day after, which counts."""
    anchor = next_day(end.last)
    if anchor is None:
        return None
    return Chain(anchor, "day-before", rival_anchor=next_day(end.rival), after_date=True)


class Run(Struct, kw_only=True):
    """One period of the term, or a run of `count` tacit periods of one length, or a gap (`why` is `gap`).

    `end` is the last day of the (last) period, `total` the sum from the chain's anchor through it; `used` is how
    many renewals have been used up by it; `events` are positions in the record of what made or moved it.
    """

    number: int | None
    why: str
    start: date | None
    end: Reading = UNKNOWN
    chain: Chain | None = None
    total: Period | None = None
    step: Period | None = None
    count: int = 1
    used: int = 0
    length: str | None = None
    events: list[int] = field(default_factory=list)

    def at(self, day: date) -> "Run":
        """The single period of this run that contains the day, or its last one when the day lies beyond."""
        if self.count == 1 or self.chain is None or self.total is None or self.step is None:
            return self
        before = plus(self.total, times(self.step, -self.count))
        return self.one(self.chain.steps_to(before, self.step, day, self.count))

    def one(self, place: int) -> "Run":
        """The single period at a place of this run, from 1."""
        if self.count == 1 or self.chain is None or self.total is None or self.step is None:
            return self
        total = plus(self.total, times(self.step, place - self.count))
        previous = plus(total, times(self.step, -1))
        start = self.start if place == 1 else next_day(self.chain.end(previous).last)
        return structs.replace(
            self,
            number=(self.number or 1) + place - 1,
            start=start,
            end=self.chain.end(total),
            total=total,
            count=1,
            used=self.used - self.count + place,
        )

"""Periods of the term as they are reckoned: each end from its anchor as one sum, never from the end before.

Clamping to a month's end is not associative (2020-02-29 and four times five years give 2040-02-28, twenty years
give 2040-02-29), so a chain of renewals keeps its anchor and adds up what was agreed.
"""

from datetime import date
from typing import Literal, NamedTuple

from msgspec import Struct, structs

from agreetrack.law.clauses import Clauses, Steps, clauses_on
from agreetrack.law.counting import last_day, last_days, month_length, next_day, plus, shifted, steps_to_reach, times
from agreetrack.model.periods import Period
from agreetrack.model.record import Counting
from agreetrack.model.terms import Length

NOTHING = Period(0, 0)


class Reading(NamedTuple):
    """A last day, and the other reading where the counting or the end day is only assumed and differs."""

    last: date | None = None
    rival: date | None = None

    @property
    def other(self) -> date | None:
        """The last day by the other reading, which may be the same."""
        return self.rival or self.last

    @property
    def earliest(self) -> date | None:
        """The earlier of the two readings."""
        return min(self.last, self.rival) if self.last and self.rival else self.last

    @property
    def latest(self) -> date | None:
        """The later of the two readings."""
        return max(self.last, self.rival) if self.last and self.rival else self.last


UNKNOWN = Reading()


def reading(last: date | None, other: date | None) -> Reading:
    """Both readings of a last day; a rival never equals its first."""
    return Reading(last, other if last and other != last else None)


def earlier_of(one: Reading, other: Reading) -> Reading:
    """Of two last days the one that comes first, by each reading of its own; unknown ones never come."""
    if one.last is None or other.last is None:
        return one if other.last is None else other
    by_other = min(day for day in (one.other, other.other) if day)
    return reading(min(one.last, other.last), by_other)


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
        return reading(last, last_day(self.rival_anchor, total, self.counting))

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
    return Chain(anchor, assume, other_counting(assume))


def other_counting(counting: Counting) -> Counting:
    """The rule that is the rival of one that is only assumed."""
    return "day-before" if counting == "anniversary" else "anniversary"


def following(end: Reading) -> Chain | None:
    """The chain that follows a term or extension given as a date: from the day after, which counts."""
    anchor = next_day(end.last)
    if anchor is None:
        return None
    return Chain(anchor, "day-before", rival_anchor=next_day(end.rival), after_date=True)


Why = Literal["term", "tacit", "renewal", "extension", "open", "gap"]


class Segment(Struct, frozen=True, kw_only=True):
    """One period of the term, or a run of `count` tacit periods of one length, or a gap between two.

    `end` is the last day of the (last) period, `total` the sum from the chain's anchor through it, by which what comes
    after it is counted; `used` is how many renewals have been used up by it. `root` is the chain that
    the period itself was counted by, `added` what extensions added to it; `lasting` until what it runs, where that has
    no day. `events` are positions in the record of what made or moved it. An end that is not known: it
    goes on.
    """

    number: int | None
    why: Why
    start: date | None
    end: Reading = UNKNOWN
    chain: Chain | None = None
    total: Period | None = None
    step: Period | None = None
    count: int = 1
    used: int = 0
    length: Length | None = None
    lasting: str | None = None
    root: Chain | None = None
    added: Period = NOTHING
    agreed: date | None = None
    """The day on which the parties agreed on it; from then on nobody's notice keeps it from beginning."""
    events: tuple[int, ...] = ()

    @property
    def last_number(self) -> int:
        """The number of its last period."""
        return (self.number or 0) + self.count - 1

    def at(self, day: date) -> "Segment":
        """The single period of this run that contains the day, or its last one when the day lies beyond."""
        if self.count == 1 or self.chain is None or self.total is None or self.step is None:
            return self
        before = plus(self.total, times(self.step, -self.count))
        return self.one(self.chain.steps_to(before, self.step, day, self.count))

    def one(self, place: int) -> "Segment":
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


class Rules(NamedTuple):
    """By what periods follow one another: the dated clauses, and the counting where they state none."""

    steps: Steps
    assume: Counting

    def on(self, day: date) -> Clauses:
        """The clauses that hold on a day."""
        return clauses_on(self.steps, day)

    def after(self, segment: Segment) -> Clauses:
        """The clauses that hold on the last day of a period, which decide what follows it."""
        last = segment.end.last
        return clauses_on(self.steps, last) if last and len(self.steps) > 1 else self.steps[-1]

    def renews(self, segment: Segment) -> bool:
        """Whether the period is followed by another one unless notice is given."""
        if segment.end.last is None:
            return False
        held = self.after(segment)
        return held.mode == "tacit" and (held.times is None or segment.used < held.times)

    def goes_on(self, segment: Segment) -> bool:
        """Whether anything follows a period that ends by itself: another one, or time without end until notice."""
        held = self.after(segment)
        return held.mode == "indefinite" or (held.mode == "tacit" and self.renews(segment))

    def natural_end(self, latest: Segment) -> Reading:
        """The last day after which nothing follows a last period by itself; unknown where it goes on."""
        held = self.after(latest)
        if latest.end.last is None or held.mode == "indefinite":
            return UNKNOWN
        if not self.renews(latest):
            return latest.end
        left = held.times - latest.used if held.times is not None else 0
        return self.next(latest, left).end if left else UNKNOWN

    def next(self, segment: Segment, count: int = 1) -> Segment:
        """The period that is `count` renewals after a single one, as the clauses of its last day make it."""
        held, chain = self.after(segment), self._chain(segment)
        step, before = held.step, segment.end.last
        number, used = (segment.number or 0) + count, segment.used + count
        if chain is None or step is None or segment.total is None:
            return Segment(number=number, why="tacit", start=next_day(before), used=used, length=step)
        base = plus(segment.total, times(step, count - 1)) if count > 1 else segment.total
        total = plus(base, step)
        if count > 1:
            before = chain.last(base)
        return Segment(
            number=number,
            why="tacit",
            start=next_day(before),
            end=chain.end(total),
            chain=chain,
            total=total,
            step=step,
            used=used,
            length=step,
            root=chain,
        )

    def on_until(self, segment: Segment, day: date) -> list[Segment]:
        """What follows the last established period by itself, through the period that contains a day.

        Thousands of renewals cost arithmetic, not iteration: those between two amendments stand in one.
        """
        found: list[Segment] = []
        while segment.end.last is not None and segment.end.last < day:
            held = self.after(segment)
            if held.mode == "indefinite":
                number, start = (segment.number or 0) + 1, next_day(segment.end.last)
                return [*found, Segment(number=number, why="open", start=start, used=segment.used)]
            if not self.renews(segment):
                break
            count = self.renewals_to(segment, min(day, self._next_change(segment.end.last) or day))
            if count > 1:
                found.append(self._run(segment, count - 1))
            segment = self.next(segment, count)
            found.append(segment)
        return found

    def renewals_to(self, segment: Segment, day: date) -> int:
        """How many renewals later a period ends on or after a day; at most as many as there may be."""
        held, chain = self.after(segment), self._chain(segment)
        if chain is None or held.step is None or segment.total is None:
            return 1
        left = None if held.times is None else held.times - segment.used
        return chain.steps_to(segment.total, held.step, day, left)

    def _run(self, segment: Segment, count: int) -> Segment:
        run = self.next(segment, count)
        return structs.replace(run, number=(segment.number or 0) + 1, start=next_day(segment.end.last), count=count)

    def _chain(self, segment: Segment) -> Chain | None:
        """The chain by which the ends after a period are counted: its own, by the counting of its last day."""
        chain = segment.chain
        if chain is None or chain.after_date:
            return chain
        stated = self.after(segment).counting
        if chain.counting == (stated or self.assume) and (chain.rival_counting is None) == bool(stated):
            return chain
        return counted_from(chain.anchor, stated, self.assume)

    def _next_change(self, day: date) -> date | None:
        return next((one.since for one in self.steps[1:] if one.since > day), None)

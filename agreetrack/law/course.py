"""The course of an agreement: its periods, one after the other, as its events made them.

A course is built from the record and the events that are known, in the order of their dates; between two events
tacit renewals go on by themselves. Thousands of renewals cost arithmetic, not iteration. The course is private to
one question; nothing outlives it.
"""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Literal

from msgspec import Struct

from agreetrack.law.counting import next_day, plus
from agreetrack.law.entry import Entry, Instruments
from agreetrack.law.lineage import Lineage
from agreetrack.law.parties import Roll
from agreetrack.law.periods import (
    NOTHING,
    UNKNOWN,
    Chain,
    Reading,
    Run,
    counted_from,
    dated,
    following,
)
from agreetrack.model.clauses import NoticeClause, Renewal
from agreetrack.model.dates import StatedDate, full_date, is_date, stated_date
from agreetrack.model.events import AnyEvent, Instrument, Provisional, ProvisionalEnd
from agreetrack.model.periods import Period, period
from agreetrack.model.record import Counting, Listed

BEFORE_ENTRY = (Instrument, Provisional, ProvisionalEnd)
"""Events that may come before entry into force, and so do not show that it has come."""


class Known(Struct, frozen=True):
    """An event that is known, and its position in the record."""

    place: int
    event: AnyEvent
    day: date
    """The day on which it takes effect: `effective` where it has one, else its date."""


def known_events(record: Listed, knowing: date) -> list[Known]:
    """The events dated on or before `knowing`, by the day they take effect; of one day in the order recorded."""
    if not record.events:
        return []
    known = [
        Known(place, event, getattr(event, "effective", None) or event.date)
        for place, event in enumerate(record.events)
        if event.date <= knowing
    ]
    known.sort(key=lambda one: one.day)
    return known


class Interval(Struct, frozen=True):
    """Days from `start` on, through the day before `end` (None: open)."""

    start: date
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.start <= day and (self.end is None or day < self.end)


class Exit(Struct, frozen=True):
    """A party's way out by a notice: its last day, and whether the term runs out or it withdraws."""

    party: str
    place: int
    received: date
    end: Reading
    effect: str
    late: bool = False


class Cap(Struct, frozen=True):
    """The final last day that a notice or the parties' consent set, and the events that did."""

    end: Reading
    kind: str
    places: tuple[int, ...]


class Held(Struct, frozen=True):
    """A suspension from `since` through `until`, as recorded or as a resumption ended it."""

    place: int
    since: date
    until: date | None
    party: str | None
    articles: str | None


class Absence(Struct, frozen=True):
    """The days, both inclusive, on which a party that left and joined again was out."""

    party: str
    first: date
    last: date


class Move(Struct, frozen=True):
    """An event that moved the last day of a period, and the last day that it gave."""

    place: int
    end: Reading


class Bound(Struct, frozen=True):
    """The end of the agreement that this one falls with: final once it is set or past, else only foreseen."""

    end: Reading
    kind: str
    final: bool


RemarkCode = Literal[
    "after-end",
    "already-leaving",
    "first-term-over",
    "late",
    "no-end",
    "no-notice",
    "not-longer",
    "not-reckonable",
    "not-suspended",
    "would-be-over",
]


class Remark(Struct, frozen=True):
    """An event that has no effect, or another one than it seems, by a code that explanations turn into words."""

    place: int
    code: RemarkCode


class Course:
    """The periods of one agreement so far, and the clauses that hold now."""

    def __init__(
        self,
        record: Listed,
        knowing: date,
        assume: Counting,
        bound: Bound | None = None,
        day: date | None = None,
    ) -> None:
        self.bound = bound
        self.day = day
        self.record = record
        self.knowing = knowing
        self.assume: Counting = assume
        self.known = known_events(record, knowing)
        self.instruments = Instruments(record, [one.event for one in self.known])
        self.signed: StatedDate | None = stated_date(record.signed) if record.signed else None
        self.provisional = provisional_intervals(self.known)
        self.counting: Counting | None = record.counting
        self.survival = record.survival
        self.term = record.term
        self.notices: list[tuple[date, NoticeClause]] = []
        self.exits: list[Exit] = []
        self.taken_back: list[tuple[Exit, date]] = []
        self.termination: Cap | None = None
        self.fall = Cap(bound.end, bound.kind, ()) if bound and bound.final else None
        self.cap: Cap | None = self.fall
        self.held: list[Held] = []
        self.absences: list[Absence] = []
        self.moves: list[Move] = []
        self.confirmations: list[int] = []
        self.remarks: list[Remark] = []
        self.closed = False
        self.set_renewal(record.renewal)
        self.in_force = self._in_force()
        self.extended = NOTHING
        self.runs: list[Run] = [self._first_run()]

    def set_renewal(self, renewal: Renewal | None) -> None:
        """Let a renewal clause hold from here on: its mode, how long each renewal is, how many there may be."""
        self.renewal = renewal
        self.mode = renewal.mode if renewal else None
        self.times = renewal.times if renewal else None
        stated = renewal.period if renewal else None
        self.step_text = stated or (self.term if self.term and is_period(self.term) else None)
        self.step = period(self.step_text) if self.step_text else None

    @property
    def entry(self) -> Entry:
        """Entry into force, as far as it is known."""
        return self.instruments.entry

    @cached_property
    def parties(self) -> Roll:
        """The parties so far."""
        return Roll(self.record.parties)

    @cached_property
    def lineage(self) -> Lineage:
        """Who succeeded whom, asked once all events are applied."""
        return Lineage(self.record.parties, self.parties, [one.event for one in self.known])

    @property
    def latest(self) -> Run:
        """The last period that is certain so far."""
        return self.runs[-1]

    @property
    def anchor(self) -> date | None:
        """The day that the term runs from: entry into force, or what `term_from` says; None while not known."""
        stated = self.record.term_from
        if stated is None:
            return self.entry.day
        if stated == "signature":
            return self.signed.day if self.signed else None
        if stated == "provisional":
            return self.provisional[0].start if self.provisional else None
        return full_date(stated)

    @property
    def foreseen(self) -> Reading:
        """The end of the agreement that this one falls with, where it is foreseen and not yet final."""
        return self.bound.end if self.bound and not self.bound.final else UNKNOWN

    @property
    def first_term_running(self) -> bool:
        """Whether no period has followed the first."""
        return len(self.runs) == 1

    def started_unstated(self) -> bool:
        """In force since a day that is not stated: no start and no signature, yet events that presuppose it."""
        record = self.record
        stated = record.signed or record.entry_into_force or record.term_from or self.provisional
        return not stated and any(not isinstance(event, BEFORE_ENTRY) for event in record.events)

    def notice_on(self, day: date) -> NoticeClause | None:
        """The denunciation clause that holds on a day."""
        held = self.record.notice
        for since, clause in self.notices:
            if since <= day:
                held = clause
        return held

    def renews(self, run: Run) -> bool:
        """Whether the period is followed by another one unless notice is given."""
        return self.mode == "tacit" and (self.times is None or run.used < self.times)

    def advance(self, day: date) -> None:
        """Let what comes by itself come, up to the period that contains the day or to the final last day."""
        limit = min(day, self.cap.end.last) if self.cap and self.cap.end.last else day
        run = self.latest
        if run.end.last is None or run.end.last >= limit:
            return
        if self.mode == "indefinite":
            self.runs.append(Run(number=self.next_number(), why="open", start=next_day(run.end.last), used=run.used))
        elif self.renews(run):
            self._renew_tacitly(run, limit)

    def next_number(self) -> int:
        """The number that the next period has."""
        return 1 + next((run.number or 0) + run.count - 1 for run in reversed(self.runs) if run.number)

    def following_period(self, run: Run, count: int = 1) -> Run:
        """The period that is `count` renewals after a single one, as the clauses that hold now make it."""
        follower = Run(
            number=(run.number or 0) + count, why="tacit", start=None, used=run.used + count, length=self.step_text
        )
        chain, before = self.chain_after(run), run.end.last
        if chain and self.step and run.total is not None:
            months, days = self.step
            follower.chain, follower.step = chain, self.step
            follower.total = Period(run.total.months + count * months, run.total.days + count * days)
            follower.end = chain.end(follower.total)
            if count > 1:
                before = chain.last(Period(follower.total.months - months, follower.total.days - days))
        follower.start = next_day(before)
        return follower

    def chain_after(self, run: Run) -> Chain | None:
        """The chain by which the ends after a period are counted: its own, by the counting that holds now."""
        chain = run.chain
        if chain is None or chain.after_date:
            return chain
        if chain.counting == (self.counting or self.assume) and (chain.rival_counting is None) == bool(self.counting):
            return chain
        return counted_from(chain.anchor, self.counting, self.assume)

    def first_end_from(self, over: date) -> Run:
        """The first period, from the latest on, that ends on or after a day; the latest one where none follows."""
        run = self.latest
        if run.end.last is None or run.end.last >= over or not self.renews(run):
            return run
        return self.following_period(run, self._renewals_to(run, over))

    def _renewals_to(self, run: Run, day: date) -> int:
        chain = self.chain_after(run)
        if chain is None or self.step is None or run.total is None:
            return 1
        left = None if self.times is None else self.times - run.used
        return chain.steps_to(run.total, self.step, day, left)

    def _renew_tacitly(self, run: Run, limit: date) -> None:
        count = self._renewals_to(run, limit)
        if count > 1:
            before = self.following_period(run, count - 1)
            before.number, before.start, before.count = (run.number or 0) + 1, next_day(run.end.last), count - 1
            self.runs.append(before)
        self.runs.append(self.following_period(run, count))

    def _in_force(self) -> date | None:
        """Entry into force, or the earlier day that the term is stated to run from."""
        entered, stated = self.entry.day, self.record.term_from
        if stated is None or not is_date(stated):
            return entered
        if entered:
            return min(entered, full_date(stated))
        return None if self.record.signed or self.record.entry_into_force else full_date(stated)

    def _first_run(self) -> Run:
        anchor, term = self.anchor, self.term
        run = Run(number=1, why="term", start=self._first_start(anchor))
        self.set_term(run, term)
        return run

    def set_term(self, run: Run, term: str | None) -> None:
        """Give the first period the length or the last day that a term states, with what extensions added."""
        run.length = term
        anchor = self.anchor
        run.chain = counted_from(anchor, self.counting, self.assume) if anchor else None
        if term and is_date(term):
            run.end = dated(full_date(term), self.record.end_day)
            run.chain, run.total = following(run.end), NOTHING
            if run.chain and self.extended != NOTHING:
                run.total = self.extended
                run.end = run.chain.end(run.total)
        elif term and is_period(term):
            run.total = plus(period(term), self.extended)
            run.end = run.chain.end(run.total) if run.chain else Reading()
        else:
            run.total, run.end = None, Reading()

    def _first_start(self, anchor: date | None) -> date | None:
        start = self.in_force or anchor
        runs_provisionally = self.record.term_from == "provisional" or (self.term and is_date(self.term))
        if self.provisional and runs_provisionally:
            begun = self.provisional[0].start
            return min(self.in_force, begun) if self.in_force else begun
        return start


def is_period(text: str) -> bool:
    """Whether a stated term is a period, and neither a date nor `indefinite`."""
    return text.startswith("P")


def provisional_intervals(known: Sequence[Known]) -> list[Interval]:
    """The times of provisional application that the events state."""
    intervals: list[Interval] = []
    for one in known:
        if isinstance(one.event, Provisional):
            intervals.append(Interval(one.day))
        elif isinstance(one.event, ProvisionalEnd) and intervals and intervals[-1].end is None:
            intervals[-1] = Interval(intervals[-1].start, one.day)
    return intervals

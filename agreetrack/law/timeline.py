"""An agreement as one frozen value: what its known events made of it, from signature to whatever end is known.

`timeline(record, view)` goes through the events once. Everything else that the law says is read off this value.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct, structs

from agreetrack.law.clauses import Clauses, Known, Steps, clauses_on, known_events
from agreetrack.law.counting import later, next_day, shifted
from agreetrack.law.effects import apply
from agreetrack.law.ends import ending
from agreetrack.law.entry import Entry, Instruments
from agreetrack.law.falling import Meaning, fall_of
from agreetrack.law.fold import Fold
from agreetrack.law.lineage import Lineage
from agreetrack.law.members import Members
from agreetrack.law.parties import Roll
from agreetrack.law.renewals import UNKNOWN, Reading, Rules, Segment, counted_from, earlier_of
from agreetrack.law.terms import with_term
from agreetrack.law.traces import NO_FALL, Deed, Departure, Ending, Exit, Fall, Held, Interval, Paused
from agreetrack.law.view import View
from agreetrack.model.dates import whole_day
from agreetrack.model.events import Instrument, Provisional, ProvisionalEnd
from agreetrack.model.periods import Period
from agreetrack.model.record import Listed

BEFORE_ENTRY = (Instrument, Provisional, ProvisionalEnd)
"""Events that may come before entry into force, and so do not show that it has come."""


class Timeline(Struct, frozen=True, kw_only=True):
    """What the events known by a day made of an agreement; `segments` are its periods through the last event.

    What follows the last segment by itself is counted when it is asked for. `end` is the last day for all, once it is
    set; what a party's leaving means for `us` is judged for the day. `deeds` say of every event what it did.
    """

    record: Listed
    view: View
    known: tuple[Known, ...]
    signed: date | None
    instruments: Instruments
    in_force: date | None
    anchor: date | None
    provisional: tuple[Interval, ...]
    rules: Rules
    segments: tuple[Segment, ...]
    members: Members
    exits: tuple[Exit, ...]
    departures: tuple[Departure, ...]
    paused: tuple[Paused, ...]
    suspensions: tuple[Held, ...]
    termination: Ending | None
    fall: Fall
    end: Ending | None
    natural_end: Reading
    """The last day after which nothing follows unless the parties agree so; unknown where it goes on by itself."""
    unprolonged_end: Reading
    """The same, or that of the agreement that this one falls with, where it is foreseen to come first."""
    closed: bool
    deeds: tuple[Deed, ...]

    @property
    def knowing(self) -> date:
        """The last day whose events count."""
        return self.view.knowing

    @property
    def clauses(self) -> Steps:
        """The clauses as a step function of the day."""
        return self.rules.steps

    @property
    def entry(self) -> Entry:
        """Entry into force, as far as it is known."""
        return self.instruments.entry

    @property
    def parties(self) -> Roll:
        """The parties by all that is known."""
        return self.members.roll

    @property
    def lineage(self) -> Lineage:
        """Who succeeded whom."""
        return Lineage(self.record.parties, self.members.roll, [one.event for one in self.known])

    def clauses_on(self, day: date) -> Clauses:
        """The clauses that hold on a day."""
        return clauses_on(self.rules.steps, day)

    def exits_on(self, day: date) -> list[Exit]:
        """The ways out that stand on a day: of those who came back by then or are back at once, none."""
        return [*self.exits, *(one.exit for one in self.departures if one.stands(day))]

    def cap_on(self, day: date) -> Ending | None:
        """The last day as it is for whoever asks on a day: for all, or where `us` leaves, for us."""
        ours = [
            Ending(way.end, way.kind, () if way.place is None else (way.place,), way.certain)
            for way in (*self.exits, *(one.exit for one in self.departures if one.stands(day)))
            if way.end.last and self.members.is_ours(way.party)
        ]
        if not ours:
            return self.end
        ends = [one for one in (self.end, *ours) if one]
        return min(ends, key=lambda one: one.end.last or date.max)

    def back_on(self, day: date) -> date | None:
        """The day from which `us`, out on a day, is known to be a party again."""
        ours = (one for one in self.departures if self.members.is_ours(one.exit.party) and day < one.back)
        return min((one.back for one in ours if (one.exit.end.latest or date.max) < day), default=None)

    def absences_of_us(self, day: date) -> Iterator[tuple[date, date]]:
        """The days, both inclusive, on which we were out and from which we had come back by a day."""
        ours = (one for one in self.departures if one.back <= day and self.members.is_ours(one.exit.party))
        for one in sorted(ours, key=lambda one: one.back):
            first, last = next_day(one.exit.end.latest), shifted(one.back, -1)
            if first and last and first <= last:
                yield first, last

    def until(self, day: date) -> tuple[Segment, ...]:
        """The periods through the one that contains a day, as far as they come by themselves."""
        latest = self.segments[-1]
        if latest.end.last is None or latest.end.last >= day:
            return self.segments
        return (*self.segments, *self.rules.on_until(latest, day))

    def after(self, segment: Segment) -> Segment | None:
        """The period (or gap) that comes after a single one: established, or by itself unless notice is given."""
        if segment.end.last is None:
            return None
        established = self.established_after(segment, segment.end.last)
        if established is not None:
            return established
        following = self.rules.on_until(segment, next_day(segment.end.last) or segment.end.last)
        return following[0] if following else None

    def established_after(self, segment: Segment, end: date) -> Segment | None:
        """What comes after a single period with that last day by the events that are known; None where nothing does."""
        for whole in self.segments:
            is_later = whole.number is None or whole.number > (segment.number or 0)
            if is_later and whole.start and whole.start > end:
                return whole.one(1)
            if whole.count > 1 and segment.number and (whole.number or 0) <= segment.number < whole.last_number:
                return whole.one(segment.number - (whole.number or 0) + 2)
        return None

    def foreseen_end(self) -> Reading:
        """The last day as far as it can be foreseen: set, natural, or with the agreement that this one falls with."""
        set_ = self.end.end if self.end else UNKNOWN
        return earlier_of(set_, self.unprolonged_end)

    def started_unstated(self) -> bool:
        """In force since a day that is not stated: no start and no signature, yet events that presuppose it."""
        record = self.record
        stated = record.signed or record.entry_into_force or record.term_from or self.provisional
        return not stated and any(not isinstance(event, BEFORE_ENTRY) for event in record.events)


def timeline(record: Listed, view: View) -> Timeline:
    """What the events dated on or before `view.knowing` made of an agreement."""
    if not record.links:
        return _timeline(record, view, NO_FALL)
    return _timeline(record, view, fall_of(record, view, lambda one, fall: meaning(_timeline(one, view, fall))))


def _timeline(record: Listed, view: View, fall: Fall) -> Timeline:
    known = known_events(record, view.knowing)
    fold = Fold(record, view, known, fall)
    entered = fold.instruments.entry
    provisional = provisional_intervals(known)
    anchor = _anchor(record, entered, provisional)
    fold.segments.append(_first(fold, anchor, entered.day, provisional))
    for one in known:
        apply(fold, one)
    made = _frozen(fold, anchor, provisional)
    last = made.foreseen_end().last
    never = entered.day and last and last < entered.day
    return structs.replace(made, in_force=None) if never else made


def _frozen(fold: Fold, anchor: date | None, provisional: tuple[Interval, ...]) -> Timeline:
    exits, natural_end = fold.all_exits(), fold.rules.natural_end(fold.latest)
    return Timeline(
        record=fold.record,
        view=fold.view,
        known=fold.known,
        signed=fold.record.signed,
        instruments=fold.instruments,
        in_force=fold.instruments.entry.day,
        anchor=anchor,
        provisional=provisional,
        rules=fold.rules,
        segments=tuple(fold.segments),
        members=fold.members,
        exits=tuple(exits.values()),
        departures=tuple(fold.departures),
        paused=tuple(fold.paused),
        suspensions=tuple(fold.held),
        termination=fold.termination,
        fall=fold.fall,
        end=ending(fold.termination, fold.fall, exits, fold.departures, fold.members),
        natural_end=natural_end,
        unprolonged_end=earlier_of(natural_end, fold.fall.foreseen),
        closed=fold.closed,
        deeds=tuple(fold.deeds),
    )


def _anchor(record: Listed, entered: Entry, provisional: Sequence[Interval]) -> date | None:
    """The day that the term runs from: entry into force, or what `term_from` says; None while not known."""
    match record.term_from:
        case None:
            return entered.day
        case "signature":
            return whole_day(record.signed)
        case "provisional":
            return provisional[0].start if provisional else None
    return record.term_from


def _first(fold: Fold, anchor: date | None, entered: date | None, provisional: Sequence[Interval]) -> Segment:
    held = fold.rules.steps[0]
    start = entered or anchor
    if provisional and (fold.record.term_from == "provisional" or isinstance(held.term, date)):
        start = min(entered, provisional[0].start) if entered else provisional[0].start
    root = counted_from(anchor, held.counting, fold.rules.assume) if anchor else None
    return with_term(Segment(number=1, why="term", start=start, root=root), held, fold)


def provisional_intervals(known: Sequence[Known]) -> tuple[Interval, ...]:
    """The times of provisional application that the events state."""
    intervals: list[Interval] = []
    for one in known:
        if isinstance(one.event, Provisional):
            intervals.append(Interval(one.day))
        elif isinstance(one.event, ProvisionalEnd) and intervals and intervals[-1].end is None:
            intervals[-1] = Interval(intervals[-1].start, one.day)
    return tuple(intervals)


def meaning(line: Timeline) -> Meaning:
    """What an agreement means for those that fall with it; whoever came back to it is not back there."""
    ways = (*line.exits, *(one.exit for one in line.departures))
    return Meaning(
        final=line.end,
        foreseen=line.unprolonged_end,
        leavers=tuple((line.parties.found(way.party), way) for way in ways),
    )


def survival_after(last: date | None, held: Clauses) -> date | None:
    """The last day on which obligations bind after a last day in force; None without a limit or a clause."""
    return later(last, held.survival) if last and isinstance(held.survival, Period) else None

"""When an agreement binds to an obligation, and why it does not on the days on which it does not.

An obligation binds while the agreement is in force or provisionally applied; not in a gap and not while its operation
is suspended (Vienna Convention on the Law of Treaties, arts. 57, 58, 72); after the end only if it survives. A party
that joins later is bound from its own entry into force, one that leaves until its own last day (arts. 24(3), 70).
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from msgspec import Struct

from agreetrack.law.articles import concerns
from agreetrack.law.counting import next_day, shifted
from agreetrack.law.renewals import UNKNOWN, Reading, earlier_of
from agreetrack.law.timeline import Timeline, survival_after
from agreetrack.law.traces import Held
from agreetrack.model.clauses import EntryRule
from agreetrack.model.obligations import Obligation

Why = Literal[
    "in-force", "provisional", "survives", "not-yet", "gap", "suspended", "ended", "left", "dropped", "closed"
]


class Binding(Struct, frozen=True, kw_only=True):
    """Whether an obligation binds on a day, and why: since when and until when that is so, where it is known.

    Of `ended` and `left`, `until` is the last day in force; of `not-yet`, `since` is the day on which it begins.
    """

    binds: bool
    why: Why
    since: date | None = None
    until: date | None = None
    party: str | None = None


class Stretch(NamedTuple):
    """Days on which an obligation binds, both inclusive; `last` None where no end of it is known."""

    first: date
    last: date | None


class Absence(NamedTuple):
    """Days, both inclusive, on which a party (None: the agreement, as far as we are concerned) was out."""

    party: str | None
    first: date
    last: date

    @property
    def before(self) -> Reading:
        """The last day in force before it."""
        return Reading(shifted(self.first, -1))

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day <= self.last


class Bond(Struct, frozen=True, kw_only=True):
    """One obligation in the timeline of its agreement: when it binds.

    It holds from `since` through `through`, where an amendment brought or dropped it. `bearers` are those who owe it,
    by their present names: all parties where it is not said of some alone. `begins` is entry into force for the one
    that is bound first, `entry` the same as it is stated or comes by the instruments. `end` is the last day in force
    for those who owe it, as far as it can be foreseen; `left` the one of them who leaves last, where all leave before
    the end.
    """

    line: Timeline
    obligation: Obligation
    since: date | None
    through: date | None
    survives: bool
    bearers: tuple[str, ...]
    begins: date | None
    entry: date | None
    end: Reading
    left: str | None
    gaps: tuple[Absence, ...]
    absences: tuple[Absence, ...]

    def on(self, day: date) -> Binding:
        """Whether and why it binds on a day."""
        if self.line.closed:
            return Binding(binds=False, why="closed")
        if self.since and day < self.since:
            return Binding(binds=False, why="not-yet", since=self.since)
        if self.through and day > self.through:
            return Binding(binds=False, why="dropped", since=next_day(self.through))
        if self.end.latest and day > self.end.latest:
            return self._after(self.end, day)
        return self._before_end(day)

    def stretches(self) -> Iterator[Stretch]:
        """The days on which it binds, in order."""
        days = sorted(self._turns())
        for place, first in enumerate(days):
            last = shifted(days[place + 1], -1) if place + 1 < len(days) else None
            if self.on(first).binds:
                yield Stretch(first, last)

    def rests(self, first: date, last: date) -> Iterator[Stretch]:
        """The days of a window on which it does not bind, in order."""
        day: date | None = first
        for stretch in self.stretches():
            if day is None or day > last:
                return
            if stretch.last is not None and stretch.last < day:
                continue
            eve = shifted(stretch.first, -1)
            if eve is not None and eve >= day:
                yield Stretch(day, min(eve, last))
            day = next_day(stretch.last)
        if day is not None and day <= last:
            yield Stretch(day, last)

    @property
    def earliest(self) -> date | None:
        """The first day on which the agreement is in force or provisionally applied; None while not known."""
        return min(self._starts(), default=None)

    @property
    def reckoned_from(self) -> date | None:
        """The day that a rule without one of its own counts from; None where only its month or year is stated."""
        known = self.line.in_force is not None or self.line.provisional
        return self.earliest if known else None

    def _before_end(self, day: date) -> Binding:
        applied = next((one for one in self.line.provisional if one.covers(day)), None)
        in_force = self._is_in_force(day)
        if not in_force and applied is None:
            ahead = self.begins if self.begins and self.begins > day else None
            return Binding(binds=False, why="not-yet", since=ahead)
        gap = next((one for one in self.gaps if one.covers(day)), None)
        if gap:
            return self._while_out(gap, day, "gap")
        absence = self._absence(day)
        if absence:
            return self._while_out(absence, day, "left")
        held = self._suspension(day)
        if held:
            return Binding(binds=False, why="suspended", since=held.since, until=held.until, party=held.party)
        return Binding(binds=True, why="in-force" if in_force else "provisional", until=self.end.last)

    def _while_out(self, out: Absence, day: date, why: Literal["gap", "left"]) -> Binding:
        found = self._after(out.before, day)
        if found.binds:
            return found
        if why == "gap":
            return Binding(binds=False, why="gap", since=out.first, until=out.last)
        return Binding(binds=False, why="left", until=out.before.last, party=out.party)

    def _absence(self, day: date) -> Absence | None:
        """The absence of the last of those who owe it, where all of them are out on the day and come back later."""
        out = [one for one in self.absences if one.covers(day)]
        if not self.obligation.by or not {one.party for one in out}.issuperset(self.bearers):
            return None
        return max(out, key=lambda one: one.first)

    def _is_in_force(self, day: date) -> bool:
        return not _is_draft(self.line) and self.begins is not None and self.begins <= day

    def _after(self, end: Reading, day: date) -> Binding:
        until = self._survival(end)
        if self.survives and self._has_begun_by(end) and (until is None or day <= until):
            return Binding(binds=True, why="survives", since=end.last, until=until)
        return Binding(binds=False, why="left" if self.left else "ended", until=end.last, party=self.left)

    def _has_begun_by(self, end: Reading) -> bool:
        earliest = self.earliest
        return bool(earliest and end.latest and earliest <= end.latest)

    def _survival(self, end: Reading) -> date | None:
        if self.obligation.of == "end" or end.last is None:
            return None
        return survival_after(end.last, self.line.clauses_on(end.last))

    def _suspension(self, day: date) -> Held | None:
        """What suspends it on the day: for all, or for each of those who owe it."""
        article = self.obligation.article
        held = [
            one
            for one in self.line.suspensions
            if one.covers(day) and (one.articles is None or concerns(one.articles, article))
        ]
        whole = next((one for one in held if one.party is None), None)
        parties = {one.party for one in held}
        return whole or (held[0] if held and parties.issuperset(self.bearers) else None)

    def _starts(self) -> Iterator[date]:
        if _is_draft(self.line):
            return
        if self.begins:
            yield self.begins
        yield from (one.start for one in self.line.provisional)

    def _turns(self) -> set[date]:
        turns: set[date | None] = {self.since, next_day(self.through), next_day(self.end.latest), *self._starts()}
        turns |= {one.end for one in self.line.provisional}
        turns.add(next_day(self._survival(self.end)))
        for out in (*self.gaps, *self.absences):
            turns |= {out.first, next_day(out.last), next_day(self._survival(out.before))}
        for held in self.line.suspensions:
            turns |= {held.since, next_day(held.until)}
        return {day for day in turns if day}


def bond(line: Timeline, obligation: Obligation, since: date | None = None, through: date | None = None) -> Bond:
    """When an obligation of an agreement binds; `through` is its own last day, if it has one."""
    named = (line.lineage.present_name(name) for name in obligation.by)
    bearers = tuple(named) or tuple(party.name for party in line.parties)
    end, left = _end(line, obligation, bearers)
    return Bond(
        line=line,
        obligation=obligation,
        since=since,
        through=through,
        survives=obligation.survives or obligation.of == "end",
        bearers=bearers,
        begins=_begins(line, obligation, in_force_from(line)),
        entry=_begins(line, obligation, line.entry.day),
        end=end,
        left=left,
        gaps=tuple(_gaps(line)),
        absences=tuple(_absences(line)),
    )


def _gaps(line: Timeline) -> Iterator[Absence]:
    """The times between periods in which the agreement is not in force, or we were not a party."""
    for one in line.segments:
        if one.why == "gap" and one.start and one.end.last:
            yield Absence(None, one.start, one.end.last)
    yield from (Absence(None, first, last) for first, last in line.absences_of_us(date.max))


def _absences(line: Timeline) -> Iterator[Absence]:
    """The times on which parties that left and came back were out."""
    for one in line.departures:
        first, last = next_day(one.exit.end.latest), shifted(one.back, -1)
        if first and last and first <= last:
            yield Absence(one.exit.party, first, last)


def _is_draft(line: Timeline) -> bool:
    """Whether it is not even signed by what is known."""
    return line.signed is not None and line.signed > line.knowing


def _begins(line: Timeline, obligation: Obligation, general: date | None) -> date | None:
    """The general entry into force, or a later one of the first bound of those who owe it; None while none has come."""
    if general is None or not obligation.by or not isinstance(line.record.entry_into_force, EntryRule):
        return general
    own = own_entries(line, obligation)
    return max(general, min(own)) if own else None


def in_force_from(line: Timeline) -> date | None:
    """The day from which the agreement counts as in force; the first day of the calendar where none is stated."""
    days = [day for day in (line.in_force, None if line.entry.day else line.entry.status_from) if day]
    if not days and line.started_unstated():
        return date.min
    return min(days, default=None)


def own_entries(line: Timeline, obligation: Obligation) -> list[date]:
    """Entry into force for each of those who owe the obligation, by its own instrument or its predecessor's."""
    names = (line.lineage.first_name(name) for name in obligation.by)
    return [day for name in names if (day := line.instruments.own_entry(name))]


def final_end(line: Timeline) -> Reading:
    """The last day after which nothing follows for us, as far as it can be foreseen; unknown where it goes on."""
    cap = line.cap_on(date.max)
    return earlier_of(line.foreseen_end(), cap.end if cap else UNKNOWN)


def _end(line: Timeline, obligation: Obligation, bearers: Iterable[str]) -> tuple[Reading, str | None]:
    """The last day in force for those who owe the obligation; the one who left last, where they leave before."""
    end = final_end(line)
    ways = {way.party: way.end for way in line.exits if way.end.last}
    if not obligation.by or not ways.keys() >= set(bearers):
        return end, None
    last = max(bearers, key=lambda name: ways[name].last or date.min)
    if end.last and end.last <= (ways[last].last or date.max):
        return end, None
    return ways[last], last

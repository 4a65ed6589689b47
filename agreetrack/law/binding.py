"""When an agreement binds to an obligation, and why it does not on the days on which it does not.

An obligation binds while the agreement is in force or provisionally applied; not in a gap and not while its operation
is suspended (Vienna Convention on the Law of Treaties, arts. 57, 58, 72); after the end only if it survives. A party
that joins later is bound from its own entry into force, one that leaves until its own last day (arts. 24(3), 70).
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from msgspec import Struct

from agreetrack.law.articles import concerns
from agreetrack.law.counting import later, next_day, shifted
from agreetrack.law.course import Absence, Course, Held
from agreetrack.law.periods import UNKNOWN, Reading
from agreetrack.model.clauses import EntryRule
from agreetrack.model.obligations import Obligation
from agreetrack.model.periods import period

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


class Gap(NamedTuple):
    """Days between two periods, both inclusive."""

    first: date
    last: date

    @property
    def before(self) -> Reading:
        """The last day in force before it."""
        return Reading(shifted(self.first, -1))


class Tie:
    """One obligation in the course of its agreement: when it binds. `through` is its own last day, if it has one."""

    def __init__(
        self, course: Course, obligation: Obligation, since: date | None = None, through: date | None = None
    ) -> None:
        self.course = course
        self.obligation = obligation
        self.since = since
        self.through = through
        self.survives = obligation.survives or obligation.of == "end"

    @cached_property
    def bearers(self) -> tuple[str, ...]:
        """Those who owe it, by their present names; all parties where it is not said of some alone."""
        course = self.course
        stated = tuple(course.lineage.present_name(name) for name in self.obligation.by)
        return stated or tuple(party.name for party in course.parties)

    @cached_property
    def begins(self) -> date | None:
        """Entry into force for the one that owes it and is bound first; None while that has not come."""
        return _begins(self.course, self.obligation, entered(self.course))

    @cached_property
    def entry(self) -> date | None:
        """Entry into force as it is stated or comes by the instruments, though the term may run from an earlier day."""
        return _begins(self.course, self.obligation, self.course.entry.day or self.course.in_force)

    @property
    def end(self) -> Reading:
        """The last day in force for those who owe it, as far as it can be foreseen."""
        return self._way_out[0]

    @property
    def left(self) -> str | None:
        """Of those who owe it the one who leaves last, where all of them leave before the end."""
        return self._way_out[1]

    @cached_property
    def _way_out(self) -> tuple[Reading, str | None]:
        return _end(self.course, self.obligation, self.bearers)

    @cached_property
    def gaps(self) -> list[Gap]:
        """The times between periods in which the agreement is not in force."""
        gaps = (run for run in self.course.runs if run.why == "gap")
        return [Gap(run.start, run.end.last) for run in gaps if run.start and run.end.last]

    def on(self, day: date) -> Binding:
        """Whether and why it binds on a day."""
        if self.course.closed:
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

    @property
    def earliest(self) -> date | None:
        """The first day on which the agreement is in force or provisionally applied; None while not known."""
        return min(self._starts(), default=None)

    @property
    def reckoned_from(self) -> date | None:
        """The day that a rule without one of its own counts from; None where only its month or year is stated."""
        known = self.course.in_force is not None or self.course.provisional
        return self.earliest if known else None

    def _before_end(self, day: date) -> Binding:
        applied = next((one for one in self.course.provisional if one.covers(day)), None)
        in_force = self._is_in_force(day)
        if not in_force and applied is None:
            ahead = self.begins if self.begins and self.begins > day else None
            return Binding(binds=False, why="not-yet", since=ahead)
        for gap in self.gaps:
            if gap.first <= day <= gap.last:
                return self._in_gap(gap, day)
        absence = self._absence(day)
        if absence:
            return self._in_absence(absence, day)
        held = self._suspension(day)
        if held:
            return Binding(binds=False, why="suspended", since=held.since, until=held.until, party=held.party)
        return Binding(binds=True, why="in-force" if in_force else "provisional", until=self.end.last)

    def _in_gap(self, gap: Gap, day: date) -> Binding:
        found = self._after(gap.before, day)
        return found if found.binds else Binding(binds=False, why="gap", since=gap.first, until=gap.last)

    def _absence(self, day: date) -> Absence | None:
        """The absence of the last of those who owe it, where all of them are out on the day and come back later."""
        out = [one for one in self.course.absences if one.first <= day <= one.last]
        if not self.obligation.by or not {one.party for one in out}.issuperset(self.bearers):
            return None
        return max(out, key=lambda one: one.first)

    def _in_absence(self, absence: Absence, day: date) -> Binding:
        last = shifted(absence.first, -1)
        found = self._after(Reading(last), day)
        return found if found.binds else Binding(binds=False, why="left", until=last, party=absence.party)

    def _is_in_force(self, day: date) -> bool:
        return not _is_draft(self.course) and self.begins is not None and self.begins <= day

    def _after(self, end: Reading, day: date) -> Binding:
        until = self._survival(end)
        if self.survives and self._has_begun_by(end) and (until is None or day <= until):
            return Binding(binds=True, why="survives", since=end.last, until=until)
        return Binding(binds=False, why="left" if self.left else "ended", until=end.last, party=self.left)

    def _has_begun_by(self, end: Reading) -> bool:
        earliest = self.earliest
        return bool(earliest and end.latest and earliest <= end.latest)

    def _survival(self, end: Reading) -> date | None:
        if self.obligation.of == "end" or end.last is None or self.course.survival in (None, "indefinite"):
            return None
        return later(end.last, period(self.course.survival))

    def _suspension(self, day: date) -> Held | None:
        """What suspends it on the day: for all, or for each of those who owe it."""
        article = self.obligation.article
        held = [
            one
            for one in self.course.held
            if one.since <= day
            and (one.until is None or day <= one.until)
            and (one.articles is None or concerns(one.articles, article))
        ]
        whole = next((one for one in held if one.party is None), None)
        parties = {one.party for one in held}
        return whole or (held[0] if held and parties.issuperset(self.bearers) else None)

    def _starts(self) -> Iterator[date]:
        if _is_draft(self.course):
            return
        if self.begins:
            yield self.begins
        yield from (one.start for one in self.course.provisional)

    def _turns(self) -> set[date]:
        """The days on which it may begin or cease to bind."""
        turns: set[date | None] = {self.since, next_day(self.through), next_day(self.end.latest), *self._starts()}
        turns |= {one.end for one in self.course.provisional}
        turns.add(next_day(self._survival(self.end)))
        for gap in self.gaps:
            turns |= {gap.first, next_day(gap.last), next_day(self._survival(gap.before))}
        for absence in self.course.absences:
            turns |= {
                absence.first,
                next_day(absence.last),
                next_day(self._survival(Reading(shifted(absence.first, -1)))),
            }
        for held in self.course.held:
            turns |= {held.since, next_day(held.until)}
        return {day for day in turns if day}


def _is_draft(course: Course) -> bool:
    """Whether it is not even signed by what is known."""
    return course.signed is not None and course.signed.latest > course.knowing


def _begins(course: Course, obligation: Obligation, general: date | None) -> date | None:
    """The general entry into force, or a later one of the first bound of those who owe it; None while none has come."""
    if general is None or not obligation.by or not isinstance(course.record.entry_into_force, EntryRule):
        return general
    own = own_entries(course, obligation)
    return max(general, min(own)) if own else None


def entered(course: Course) -> date | None:
    """The day from which the agreement counts as in force; the first day of the calendar where none is stated."""
    days = [day for day in (course.in_force, course.entry.status_from) if day]
    if not days and course.started_unstated():
        return date.min
    return min(days, default=None)


def own_entries(course: Course, obligation: Obligation) -> list[date]:
    """Entry into force for each of those who owe the obligation, by its own instrument or its predecessor's."""
    names = (course.lineage.first_name(name) for name in obligation.by)
    return [day for name in names if (day := course.instruments.own_entry(name))]


def final_end(course: Course) -> Reading:
    """The last day after which nothing follows, as far as it can be foreseen; UNKNOWN where it goes on by itself."""
    run = course.latest
    ends = [course.foreseen, course.cap.end if course.cap else UNKNOWN]
    if course.renews(run):
        left = course.times - run.used if course.times is not None else 0
        ends.append(course.following_period(run, left).end if left else UNKNOWN)
    elif course.mode != "indefinite":
        ends.append(run.end)
    return min((end for end in ends if end.last), key=lambda end: end.last or date.max, default=UNKNOWN)


def _end(course: Course, obligation: Obligation, bearers: Iterable[str]) -> tuple[Reading, str | None]:
    """The last day in force for those who owe the obligation; the one who left last, where they leave before."""
    end = final_end(course)
    ways = {way.party: way.end for way in course.exits if way.end.last}
    if not obligation.by or not ways.keys() >= set(bearers):
        return end, None
    last = max(bearers, key=lambda name: ways[name].last or date.min)
    if end.last and end.last <= (ways[last].last or date.max):
        return end, None
    return ways[last], last


def binding_text(
    binding: Binding, say: Callable[[str], str] = str, show: Callable[[date], str] = date.isoformat
) -> str:
    """Why it binds or does not, in a few words; `say` translates them, `show` writes days."""
    days = {name: show(day) for name, day in (("since", binding.since), ("until", binding.until)) if day}
    text = next(text for text in _WORDS[binding.why] if all(day in days for day in _DAYS if f"{{{day}}}" in text))
    return say(text).format(party=binding.party, **days)


def _translatable(text: str) -> str:
    return text


_DAYS = ("since", "until")
_WORDS: dict[Why, tuple[str, ...]] = {
    "in-force": (_translatable("yes: in force through {until}"), _translatable("yes: in force")),
    "provisional": (
        _translatable("yes: applied provisionally, through {until}"),
        _translatable("yes: applied provisionally"),
    ),
    "survives": (
        _translatable("yes: survives the end on {since}, through {until}"),
        _translatable("yes: survives the end on {since}"),
    ),
    "not-yet": (_translatable("no: only from {since} on"), _translatable("no: not in force yet")),
    "gap": (_translatable("no: not in force from {since} through {until}"),),
    "suspended": (
        _translatable("no: suspended from {since} through {until}"),
        _translatable("no: suspended since {since}"),
    ),
    "ended": (_translatable("no: ended on {until}"),),
    "left": (_translatable("no: {party} left on {until}"),),
    "dropped": (_translatable("no: dropped by an amendment, from {since} on"),),
    "closed": (_translatable("no: the file is closed"),),
}
"""What is said of each, the first whose days are all known."""

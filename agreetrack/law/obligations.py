"""What the parties owe one another, by when, and what became of it: computed from what is recorded, never stored.

Occurrences follow the agreement's life: none before entry into force, in a gap or a suspension, none after the end but
of what survives; what had fallen due by then stays owed (Vienna Convention on the Law of Treaties, art. 70). What was
recorded of an occurrence stays, whatever moves. The obligations that an amendment sets hold from its effective day on.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from heapq import merge
from itertools import groupby
from typing import Literal

from msgspec import Struct

from agreetrack.law.binding import Binding, Bond, bond
from agreetrack.law.counting import later, shifted
from agreetrack.law.findings import Duty
from agreetrack.law.recurrence import falls
from agreetrack.law.timeline import Timeline, timeline
from agreetrack.law.view import View
from agreetrack.model.dates import whole_day
from agreetrack.model.events import Amendment
from agreetrack.model.facts import Unfit
from agreetrack.model.obligations import Obligation, Outcome
from agreetrack.model.promises import wrong_obligation
from agreetrack.model.record import Listed, Promising, Record

SOON = 30
"""What falls due within so many days is due soon."""

State = Literal["open", "due-soon", "overdue", "met", "partly-met", "waived", "continuing", "unknown-date"]
FINISHED: frozenset[str] = frozenset({"met", "waived"})
"""What is recorded of an occurrence that is over with; of one that was met in part the rest is still owed."""


class Occurrence(Struct, frozen=True, kw_only=True):
    """One thing to be done: an occurrence of an obligation, or the whole of one that has no date.

    `days` counts from the day asked about to `due`, and is negative where that has passed. `outcome` is the latest
    that was recorded of it. `binding` says whether the obligation binds on the day asked about, and why. `bearers` are
    those who owe it, by their present names.
    """

    obligation: Obligation
    due: date | None
    status: State
    days: int | None
    outcome: Outcome | None
    binding: Binding
    bearers: tuple[str, ...]

    @property
    def is_finished(self) -> bool:
        """Whether nothing of it is owed any more."""
        return self.status in FINISHED

    @property
    def is_late(self) -> bool:
        """Whether its day has passed, and something of it is still owed."""
        return self.days is not None and self.days < 0 and not self.is_finished


class Owed(Struct, frozen=True):
    """An occurrence and the agreement that it hangs on: one row of a list of obligations."""

    record: Listed
    occurrence: Occurrence

    @property
    def owner(self) -> str | None:
        """Whose desk it is on: that of the obligation, or else of the agreement."""
        return self.occurrence.obligation.owner or self.record.owner


class Unbound(Struct, frozen=True):
    """A day on which an obligation would fall due, did it bind then."""

    obligation: Obligation
    due: date
    binding: Binding


class Version(Struct, frozen=True):
    """An obligation as it holds from `since` through `through`, both inclusive; None: without such a limit."""

    bond: Bond
    since: date | None
    through: date | None

    @property
    def obligation(self) -> Obligation:
        """What it says."""
        return self.bond.obligation

    @property
    def due(self) -> date | None:
        """The day of an obligation that is to be met once; None where it is not stated or not known."""
        stated = self.obligation
        if stated.within is None:
            return stated.due
        base = self._base()
        return later(base, stated.within) if base else None

    def _base(self) -> date | None:
        match self.obligation.of:
            case "signature":
                return whole_day(self.bond.line.signed)
            case "entry-into-force":
                return self.bond.entry
        return self.bond.end.earliest


class Promise:
    """One obligation in its versions of one kind, with what was recorded of it by the day that is known."""

    def __init__(self, versions: Sequence[Version], recorded: Iterable[Outcome], day: date) -> None:
        self.versions = versions
        self.day = day
        begun = [one for one in versions if one.since is None or one.since <= day]
        self.current = begun[-1] if begun else versions[0]
        self.outcomes: dict[date | None, Outcome] = {}
        for outcome in sorted(recorded, key=lambda one: (one.status in FINISHED, one.date)):
            self.outcomes[(outcome.occurrence or outcome.date) if self.kind == "recurring" else None] = outcome

    @property
    def id(self) -> str:
        """The handle of the obligation."""
        return self.current.obligation.id

    @property
    def kind(self) -> str:
        """Once, recurring or continuing, as it holds on the day."""
        return self.current.obligation.kind

    @cached_property
    def binding(self) -> Binding:
        """Whether and why it binds on the day."""
        return self.current.bond.on(self.day)

    def between(self, first: date, last: date) -> Iterator[Occurrence]:
        """What falls due from `first` through `last`, in order, and what was recorded for those days."""
        if self.kind == "recurring":
            yield from self._recurring(first, last)
        elif self.kind == "once":
            version, due = self._once()
            bound = due is not None and version.bond.on(due).binds
            found = self._occurrence(version, due)
            if (bound or found.outcome) and found.due and first <= found.due <= last:
                yield found

    def late(self) -> Iterator[Occurrence]:
        """What fell due before the day and is still owed, in order."""
        yesterday = shifted(self.day, -1)
        if yesterday is None or self.kind == "continuing":
            return
        if self.kind == "once":
            over = self._outcome(None)
            if over is None or over.status not in FINISHED:
                yield from self.between(date.min, yesterday)
            return
        yield from (one for one in self._recurring(date.min, yesterday) if not one.is_finished)

    def undated(self) -> Occurrence | None:
        """The whole of an obligation that continues or whose day is not known; None for one that has a day."""
        if self.kind == "continuing":
            return self._occurrence(self.current, None)
        if self.kind == "once":
            found = self._occurrence(*self._once())
            return found if found.due is None else None
        missing = self.current.obligation.from_ is None and self.current.bond.reckoned_from is None
        return self._occurrence(self.current, None) if missing else None

    def dropped(self, first: date, last: date) -> Iterator[Unbound]:
        """The days in a window on which it would fall due, and does not bind."""
        for version, day in self._at_rest(first, last):
            binding = version.bond.on(day)
            if not binding.binds and self._outcome(day) is None:
                yield Unbound(version.obligation, day, binding)

    def _at_rest(self, first: date, last: date) -> Iterator[tuple[Version, date]]:
        """The days that the text names while it does not bind; of what is met once its day, whether it binds or not."""
        if self.kind == "once":
            version, due = self._once()
            if due and first <= due <= last:
                yield version, due
            return
        for version in self.versions:
            start, low, high = version.bond.reckoned_from, max(first, version.since or first), version.through or last
            for rest in version.bond.rests(low, min(last, high)):
                yield from ((version, day) for day in falls(version.obligation, start, rest.first, rest.last or last))

    def _recurring(self, first: date, last: date) -> Iterator[Occurrence]:
        computed = [self._bound(version, first, last) for version in self.versions]
        recorded = sorted(day for day in self.outcomes if day and first <= day <= last)
        before: date | None = None
        for version, day in merge(*computed, [(self.current, day) for day in recorded], key=lambda one: one[1]):
            if day != before:
                yield self._occurrence(version, day)
            before = day

    def _bound(self, version: Version, first: date, last: date) -> Iterator[tuple[Version, date]]:
        for stretch in version.bond.stretches():
            low, high = max(first, stretch.first), min(last, stretch.last or last)
            yield from ((version, day) for day in falls(version.obligation, version.bond.reckoned_from, low, high))

    def _once(self) -> tuple[Version, date | None]:
        """The version that its one day is stated by: the present one, or a later one that moves the day before it."""
        for version in self.versions[self.versions.index(self.current) :]:
            due = version.due
            if due is None or version.through is None or due <= version.through:
                return version, due
        return self.current, self.current.due

    def _outcome(self, day: date | None) -> Outcome | None:
        return self.outcomes.get(day if self.kind == "recurring" else None)

    def _occurrence(self, version: Version, day: date | None) -> Occurrence:
        outcome = self._outcome(day)
        due = outcome.occurrence if outcome and outcome.status in FINISHED and outcome.occurrence else day
        days = (due - self.day).days if due else None
        return Occurrence(
            obligation=version.obligation,
            due=due,
            status=outcome.status if outcome else self._state(days),
            days=days,
            outcome=outcome,
            binding=self.binding,
            bearers=version.bond.bearers,
        )

    def _state(self, days: int | None) -> State:
        if days is None:
            return "continuing" if self.kind == "continuing" else "unknown-date"
        if days < 0:
            return "overdue"
        return "due-soon" if days <= SOON else "open"


def promises(record: Promising | Record, view: View) -> list[Promise]:
    """The obligations of an agreement, seen from a day. Raises ValueError for what does not go together."""
    return promises_of(timeline(record, view), record.obligations)


def promises_of(line: Timeline, obligations: tuple[Obligation, ...]) -> list[Promise]:
    """The same, from the timeline of the agreement and the obligations as its text states them."""
    versions: dict[str, list[Version]] = {}
    stated = _stated(line, obligations)
    for place, (since, held) in enumerate(stated):
        through = shifted(stated[place + 1][0] or date.min, -1) if place + 1 < len(stated) else None
        for one in held:
            _refuse_wrong(one)
            versions.setdefault(one.id, []).append(Version(bond(line, one, since, through), since, through))
    return [promise for found in versions.values() for promise in _of_each_kind(line, found)]


def _refuse_wrong(obligation: Obligation) -> None:
    """Raise Unfit for what does not go together: it would fall due on no day, and nobody would know."""
    for _place, reason in wrong_obligation(obligation, obligation.id):
        raise Unfit(reason)


def _of_each_kind(line: Timeline, versions: Sequence[Version]) -> Iterator[Promise]:
    """An obligation; where an amendment made another kind of it, what it was before and what it is since then."""
    recorded = [one for version in versions for one in version.obligation.occurrences if one.date <= line.knowing]
    for _kind, several in groupby(versions, key=lambda one: one.obligation.kind):
        alike = list(several)
        first, last = alike[0].since or date.min, alike[-1].through or date.max
        own = (
            recorded
            if len(alike) == len(versions)
            else [one for one in recorded if first <= _about(one, alike) <= last]
        )
        yield Promise(alike, own, line.view.day)


def _about(outcome: Outcome, versions: Sequence[Version]) -> date:
    """The day by which an outcome belongs to what an obligation was or is."""
    recurring = versions[0].obligation.kind == "recurring"
    return (outcome.occurrence or outcome.date) if recurring else outcome.date


def _stated(line: Timeline, obligations: tuple[Obligation, ...]) -> list[tuple[date | None, tuple[Obligation, ...]]]:
    """The obligations as the text states them, and as each amendment that has an effect sets them, and since when."""
    ignored = {deed.place for deed in line.deeds if deed.code == "after-end"}
    stated: list[tuple[date | None, tuple[Obligation, ...]]] = [(None, obligations)]
    for known in line.known:
        if isinstance(known.event, Amendment) and known.place not in ignored:
            changed = known.event.set.obligations
            if changed is not None:
                stated.append((known.day, changed))
    return stated


def duty(found: Sequence[Promise]) -> Duty | None:
    """The first of what is still owed, whether its day has passed or is to come; None where nothing has a day."""
    owed = (next((one for one in each.between(date.min, date.max) if not one.is_finished), None) for each in found)
    first = min((one for one in owed if one), key=lambda one: one.due or date.max, default=None)
    if first is None or first.due is None or first.days is None:
        return None
    return Duty(id=first.obligation.id, text=first.obligation.text, due=first.due, days=first.days)


def may_owe(record: Promising | Record) -> bool:
    """Whether there are obligations at all, also such as only an amendment set."""
    return bool(record.obligations) or any(
        isinstance(event, Amendment) and event.set.obligations for event in record.events
    )

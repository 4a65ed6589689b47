"""When an agreement enters into force: on a stated day, on signature, or by the parties' instruments.

The Vienna Convention on the Law of Treaties leaves it to the text (art. 24(1)); where nothing is stated nothing
is assumed, save that a term which runs from a day or from signature begins then. Days of waiting are counted by
anniversary: the day of the last instrument is not counted.
"""

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct

from agreetrack.law.counting import later
from agreetrack.law.parties import Roll, original
from agreetrack.model.clauses import EntryRule
from agreetrack.model.dates import earliest, is_whole, latest, whole_day
from agreetrack.model.events import AnyEvent, Instrument, PartySuccession
from agreetrack.model.record import Listed


class Entry(Struct, frozen=True):
    """Entry into force: the day; the day that counts for the status alone; what it still waits for.

    `status_from` differs from `day` only where no more than month or year is known of what decides it. `decisive` is
    the instrument's day that the rule counted from, and `stated` the month or year of what it gave, where that is all
    that is known; `missing` names the parties that have to send theirs; of the `needed` instruments so many are
    `outstanding`; `condition` is what nobody can compute, and has not come.
    """

    day: date | None = None
    status_from: date | None = None
    decisive: date | None = None
    missing: tuple[str, ...] = ()
    outstanding: int = 0
    needed: int = 0
    condition: str | None = None
    stated: str | None = None


NOT_YET = Entry()


class Instruments:
    """What the parties' instruments, as far as they are known, mean for entry into force; each is looked at once."""

    def __init__(self, record: Listed, events: Sequence[AnyEvent]) -> None:
        self._record = record
        self._events = events

    @cached_property
    def entry(self) -> Entry:
        """Entry into force by the record and those of its events that are known. Absent = not yet."""
        stated = self._record.entry_into_force
        if isinstance(stated, EntryRule):
            return self._by_instruments(stated)
        if stated is None:
            return self._from_term()
        return self._on_signature() if stated == "signature" else _on(stated)

    def _from_term(self) -> Entry:
        """A term that runs from a date or from signature stands for entry into force."""
        start = self._record.term_from
        if start is None or start == "provisional":
            return NOT_YET
        return self._on_signature() if start == "signature" else _on(start)

    def _on_signature(self) -> Entry:
        return _on(self._record.signed) if self._record.signed else NOT_YET

    def own_entry(self, party: str) -> date | None:
        """The day on which the agreement enters into force for one party: by its own instrument where it came later.

        None where the agreement is not in force by instruments yet, or this party's instrument is missing.
        """
        general, rule = self.entry.day, self._record.entry_into_force
        if general is None or not isinstance(rule, EntryRule):
            return general
        arrived = self._arrivals.get(self._heir(self._roll.named(party)))
        own = day_by_rule(rule, arrived) if arrived else None
        return max(own, general) if own else None

    def _by_instruments(self, rule: EntryRule) -> Entry:
        arrivals = self._arrivals
        among = tuple(dict.fromkeys(self._heir(self._roll.named(name)) for name in rule.among))
        if rule.after == "all":
            every = (self._heir(party.name) for party in original(self._record, self._events))
            wanted = tuple(dict.fromkeys((*every, *among)))
            needed = len(wanted) or 1
            days = sorted(arrivals[name] for name in wanted if name in arrivals)
        else:
            wanted, needed, days = among, rule.after, sorted(arrivals.values())
        if rule.on:
            return _decided(rule, rule.on)
        missing = tuple(name for name in wanted if name not in arrivals)
        outstanding = max(needed - len(days), len(missing))
        if outstanding or rule.also:
            return Entry(missing=missing, outstanding=outstanding, needed=needed, condition=rule.also)
        return _decided(rule, max([days[needed - 1], *(arrivals[name] for name in among)]))

    @cached_property
    def _roll(self) -> Roll:
        return Roll(self._record.parties)

    @cached_property
    def _arrivals(self) -> dict[str, date]:
        """The day of each party's first instrument; what a predecessor sent counts for its successor."""
        arrivals: dict[str, date] = {}
        for event in self._events:
            if isinstance(event, Instrument):
                name = self._heir(self._roll.named(event.party))
                arrivals[name] = min(event.date, arrivals.get(name, event.date))
        return arrivals

    @cached_property
    def _heirs(self) -> dict[str, str]:
        """The last successor of each party that has one."""
        heirs: dict[str, str] = {}
        for event in reversed(self._events):
            if isinstance(event, PartySuccession):
                successor = self._roll.named(event.to)
                heirs[self._roll.named(event.from_)] = heirs.get(successor, successor)
        return heirs

    def _heir(self, name: str) -> str:
        """The last successor of a party, or the party itself."""
        return self._heirs.get(name, name)


def day_by_rule(rule: EntryRule, arrived: date) -> date | None:
    """The day that the rule gives when the decisive instrument arrived on `arrived`: the wait, then the month."""
    day = later(arrived, rule.wait) if rule.wait else arrived
    return day if day is None or rule.month is None else first_of_month(day, rule.month)


def first_of_month(day: date, count: int) -> date | None:
    """The first day of the k-th month after the day's own."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, 1) if year <= date.max.year else None


def _on(stated: date) -> Entry:
    return Entry(whole_day(stated), latest(stated))


def _decided(rule: EntryRule, decisive: date) -> Entry:
    day = day_by_rule(rule, decisive)
    if day is None or is_whole(decisive):
        return Entry(day, day, decisive)
    return Entry(None, day, decisive, stated=_common(day_by_rule(rule, earliest(decisive)), day))


def _common(first: date | None, last: date) -> str | None:
    """The month, or else the year, in which both days lie."""
    return next((str(first)[:size] for size in (7, 4) if str(first)[:size] == str(last)[:size]), None)

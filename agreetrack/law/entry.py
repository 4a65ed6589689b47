"""When an agreement enters into force: on a stated day, on signature, or by the parties' instruments.

The Vienna Convention on the Law of Treaties leaves it to the text (art. 24(1)); where nothing is stated nothing
is assumed. Days of waiting are counted by anniversary: the day of the last instrument is not counted.
"""

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct

from agreetrack.law.counting import later
from agreetrack.law.parties import Roll, original
from agreetrack.model.clauses import EntryRule
from agreetrack.model.dates import full_date, stated_date
from agreetrack.model.events import AnyEvent, Instrument, PartySuccession
from agreetrack.model.periods import period
from agreetrack.model.record import Listed


class Entry(Struct, frozen=True):
    """Entry into force: the day; the day that counts for the status alone; what it still waits for.

    `status_from` differs from `day` only for entry on a signature of which no more than month or year is known.
    `decisive` is the instrument's day that the rule counted from; `missing` names the parties still to come, and
    `outstanding` is how many instruments are still needed.
    """

    day: date | None = None
    status_from: date | None = None
    decisive: date | None = None
    missing: tuple[str, ...] = ()
    outstanding: int = 0


class Instruments:
    """What the parties' instruments, as far as they are known, mean for entry into force; each is looked at once."""

    def __init__(self, record: Listed, events: Sequence[AnyEvent]) -> None:
        self._record = record
        self._events = events

    @cached_property
    def entry(self) -> Entry:
        """Entry into force by the record and those of its events that are known. Absent = not yet."""
        stated = self._record.entry_into_force
        if stated is None:
            return Entry()
        if isinstance(stated, EntryRule):
            return self._by_instruments(stated)
        if stated == "signature":
            if self._record.signed is None:
                return Entry()
            signed = stated_date(self._record.signed)
            return Entry(signed.day, signed.latest)
        day = full_date(stated)
        return Entry(day, day)

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
        if rule.after == "all":
            needed = list(dict.fromkeys(self._heir(party.name) for party in original(self._record, self._events)))
            missing = tuple(name for name in needed if name not in arrivals)
            days = sorted(arrivals[name] for name in needed if name in arrivals)
            outstanding = len(missing) if needed else 1
            place = len(needed)
        else:
            missing = tuple(party.name for party in self._record.parties if self._heir(party.name) not in arrivals)
            days = sorted(arrivals.values())
            outstanding = max(0, rule.after - len(days))
            place = rule.after
        if outstanding:
            return Entry(missing=missing, outstanding=outstanding)
        day = day_by_rule(rule, days[place - 1])
        return Entry(day, day, days[place - 1])

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
    day = later(arrived, period(rule.wait)) if rule.wait else arrived
    return day if day is None or rule.month is None else _first_of_month(day, rule.month)


def _first_of_month(day: date, months: int) -> date | None:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1) if year <= 9999 else None

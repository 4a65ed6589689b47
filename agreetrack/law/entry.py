"""When an agreement enters into force: on a stated day, on signature, or by the parties' instruments.

The Vienna Convention on the Law of Treaties leaves it to the text (art. 24(1)); where nothing is stated nothing
is assumed, save that a term which runs from a day or from signature begins then. Days of waiting are counted by
anniversary: the day of the last instrument is not counted.
"""

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct

from agreetrack.law.counting import later
from agreetrack.law.parties import named, original
from agreetrack.model.clauses import EntryRule
from agreetrack.model.dates import StatedDate, is_whole, stated_date
from agreetrack.model.events import AnyEvent, Instrument, PartySuccession
from agreetrack.model.periods import period
from agreetrack.model.record import Listed


class Entry(Struct, frozen=True):
    """Entry into force: the day; the day that counts for the status alone; what it still waits for.

    `status_from` differs from `day` only where no more than month or year is known of what decides it. `decisive` is
    the instrument's day that the rule counted from; `missing` names the parties that have to send theirs; of the
    `needed` instruments so many are `outstanding`; `condition` is what nobody can compute, and has not come.
    """

    day: date | None = None
    status_from: date | None = None
    decisive: date | None = None
    missing: tuple[str, ...] = ()
    outstanding: int = 0
    needed: int = 0
    condition: str | None = None


NOT_YET = Entry()


def entry(record: Listed, events: Sequence[AnyEvent]) -> Entry:
    """Entry into force by the record and those of its events that are known. Absent = not yet."""
    stated = record.entry_into_force
    if isinstance(stated, EntryRule):
        return _by_instruments(record, stated, events)
    if stated is None:
        return _from_term(record)
    return _on_signature(record) if stated == "signature" else _on(stated_date(stated))


def day_by_rule(rule: EntryRule, arrived: date) -> date | None:
    """The day that the rule gives when the decisive instrument arrived on `arrived`: the wait, then the month."""
    day = later(arrived, period(rule.wait)) if rule.wait else arrived
    return day if day is None or rule.month is None else first_of_month(day, rule.month)


def own_entry(record: Listed, party: str, events: Sequence[AnyEvent]) -> date | None:
    """The day on which the agreement enters into force for one party: by its own instrument where it came later.

    None where the agreement is not in force by instruments yet, or this party's instrument is missing.
    """
    general = entry(record, events).day
    rule = record.entry_into_force
    if general is None or not isinstance(rule, EntryRule):
        return general
    arrived = _arrivals(record, events).get(_heirs(record, events)(named(record.parties, party)))
    own = day_by_rule(rule, arrived) if arrived else None
    return max(own, general) if own else None


def first_of_month(day: date, count: int) -> date | None:
    """The first day of the k-th month after the day's own."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, 1) if year <= date.max.year else None


def _from_term(record: Listed) -> Entry:
    """A term that runs from a date or from signature stands for entry into force."""
    if record.term_from in (None, "provisional"):
        return NOT_YET
    return _on_signature(record) if record.term_from == "signature" else _on(stated_date(record.term_from or ""))


def _on_signature(record: Listed) -> Entry:
    return _on(stated_date(record.signed)) if record.signed else NOT_YET


def _on(stated: StatedDate) -> Entry:
    return Entry(stated.day, stated.latest)


def _by_instruments(record: Listed, rule: EntryRule, events: Sequence[AnyEvent]) -> Entry:
    heir = _heirs(record, events)
    arrivals = _arrivals(record, events)
    among = tuple(dict.fromkeys(heir(named(record.parties, name)) for name in rule.among))
    if rule.after == "all":
        every = tuple(dict.fromkeys((*(heir(party.name) for party in original(record, events)), *among)))
        needed, wanted = len(every) or 1, every
    else:
        needed, wanted = rule.after, among
    missing = tuple(name for name in wanted if name not in arrivals)
    counted = sum(name in arrivals for name in wanted) if rule.after == "all" else len(arrivals)
    outstanding = max(needed - counted, len(missing))
    if rule.on:
        return _decided(rule, rule.on)
    if outstanding or rule.also:
        return Entry(missing=missing, outstanding=outstanding, needed=needed, condition=rule.also)
    days = sorted(arrivals[name] for name in wanted) if rule.after == "all" else sorted(arrivals.values())
    return _decided(rule, max(days[needed - 1], *(arrivals[name] for name in among), date.min))


def _decided(rule: EntryRule, decisive: date) -> Entry:
    day = day_by_rule(rule, decisive)
    return Entry(day if is_whole(decisive) else None, day, decisive)


def _arrivals(record: Listed, events: Sequence[AnyEvent]) -> dict[str, date]:
    """The day of each party's first instrument; what a predecessor sent counts for its successor."""
    arrivals: dict[str, date] = {}
    heir = _heirs(record, events)
    for event in events:
        if isinstance(event, Instrument):
            name = heir(named(record.parties, event.party))
            arrivals[name] = min(event.date, arrivals.get(name, event.date))
    return arrivals


def _heirs(record: Listed, events: Sequence[AnyEvent]) -> Callable[[str], str]:
    """A function that gives the last successor of a party, or the party itself."""
    successions = [event for event in events if isinstance(event, PartySuccession)]

    def heir(name: str) -> str:
        for event in successions:
            if named(record.parties, event.from_) == name:
                name = named(record.parties, event.to)
        return name

    return heir

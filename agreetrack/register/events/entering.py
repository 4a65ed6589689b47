"""Entry into force: the parties' instruments as they arrive, and provisional application before it."""

from collections.abc import Iterable, Iterator
from datetime import date

from agreetrack.law.entry import Instruments
from agreetrack.law.findings import Standing
from agreetrack.model.clauses import EntryRule
from agreetrack.model.events import JOINING, Instrument, InstrumentType, Provisional, ProvisionalEnd
from agreetrack.model.facts import Fact
from agreetrack.model.naming import INSTRUMENTS
from agreetrack.register.events.recording import Case, Judges, is_party, quoted, record_event, refuse_after_end
from agreetrack.register.occasion import Occasion
from agreetrack.register.results import Changed
from agreetrack.store import Registry


def instrument(
    registry: Registry,
    occasion: Occasion,
    word: str,
    *,
    on: date,
    party: str,
    type: InstrumentType,
    basis: str | None = None,
    note: str | None = None,
) -> Changed:
    """Record that a party's instrument arrived; accession and succession may name, and add, a new party."""
    event = Instrument(date=on, party=party, type=type, basis=basis, note=note)
    return record_event(registry, occasion, word, event, _judge_instrument)


def _judge_instrument(case: Case) -> Iterator[Fact]:
    event = case.event
    assert isinstance(event, Instrument)
    refuse_after_end(case, Fact("naming.an-instrument"))
    _refuse_second_instrument(case, event)
    if not is_party(case, event.party):
        if event.type not in JOINING or not event.party.strip():
            raise case.refuse(_unknown_party(case, event.party))
        yield Fact("entering.joins", party=event.party)
    yield from _told_of_entry(case, event)


def _unknown_party(case: Case, name: str) -> Fact:
    return Fact("entering.no-party", name=name, parties=quoted(party.name for party in case.parties))


def _refuse_second_instrument(case: Case, event: Instrument) -> None:
    if any(way.party == event.party for way in case.line.exits):
        return  # who leaves may come back
    for earlier in case.record.events:
        if isinstance(earlier, Instrument) and case.parties.named(earlier.party) == event.party:
            raise case.refuse(
                Fact(
                    "entering.arrived-already",
                    type=INSTRUMENTS[earlier.type],
                    party=event.party,
                    day=earlier.date,
                    ref=case.record.ref,
                ),
            )


def _told_of_entry(case: Case, event: Instrument) -> Iterator[Fact]:
    rule = case.record.entry_into_force
    after = case.after(max(case.event.date, case.occasion.day))
    if rule is None:
        yield Fact("entering.no-rule", ref=case.record.ref)
    elif isinstance(rule, EntryRule) and after.in_force is None:
        yield _told_of_missing(after)
    elif isinstance(rule, EntryRule):
        own = Instruments(case.recorded, case.recorded.events).own_entry(event.party)
        if own and after.in_force and own > after.in_force:
            yield Fact("entering.own-entry", party=event.party, day=own)
        elif case.before().in_force is None:
            yield Fact("entering.entry", day=after.in_force)


def _told_of_missing(after: Standing) -> Fact:
    if after.outstanding > len(after.missing):
        return Fact("entering.missing-count", count=after.outstanding, needed=after.needed)
    if after.missing:
        return Fact("entering.missing", missing=quoted(after.missing))
    return Fact("entering.missing-condition", condition=after.condition)


def provisional(
    registry: Registry,
    occasion: Occasion,
    word: str,
    *,
    on: date,
    effective: date | None = None,
    end: bool = False,
    basis: str | None = None,
    note: str | None = None,
) -> Changed:
    """Record that provisional application begins; with `end` that `effective` is the first day without it."""
    if effective == on:
        effective = None
    kind = ProvisionalEnd if end else Provisional
    event = kind(date=on, effective=effective, basis=basis, note=note)
    judge = _judge_provisional_end if end else _judge_provisional
    return record_event(registry, occasion, word, event, judge)


def _judge_provisional(case: Case) -> Iterable[Fact]:
    event = case.event
    assert isinstance(event, Provisional)
    refuse_after_end(case, Fact("naming.provisional-application"))
    begins = event.effective or event.date
    before = case.before(begins)
    if before.in_force and before.in_force <= begins:
        raise case.refuse(
            Fact("entering.in-force-already", day=before.in_force),
        )
    if any(interval.covers(begins) for interval in case.line.provisional):
        raise case.refuse(
            Fact("entering.applied-already", ref=case.record.ref),
        )
    return ()


def _judge_provisional_end(case: Case) -> Iterable[Fact]:
    event = case.event
    assert isinstance(event, ProvisionalEnd)
    ends = event.effective or event.date
    running = [interval for interval in case.line.provisional if interval.end is None]
    if not running:
        raise case.refuse(Fact("entering.not-applied", day=event.date))
    if ends < running[-1].start:
        raise case.refuse(
            Fact("entering.before-beginning", day=ends, start=running[-1].start),
        )
    return ()


JUDGES: Judges = {
    Instrument: _judge_instrument,
    Provisional: _judge_provisional,
    ProvisionalEnd: _judge_provisional_end,
}
"""Who judges each kind of event."""

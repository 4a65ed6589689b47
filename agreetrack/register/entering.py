"""Entry into force: the parties' instruments as they arrive, and provisional application before it."""

from collections.abc import Iterable, Iterator
from datetime import date

from agreetrack.law.entry import Instruments
from agreetrack.law.findings import Standing
from agreetrack.model.clauses import EntryRule
from agreetrack.model.events import JOINING, Instrument, InstrumentType, Provisional, ProvisionalEnd
from agreetrack.model.wording import _
from agreetrack.register.events import Case, Judges, is_party, listed, record_event, refuse_after_end
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


def _judge_instrument(case: Case) -> Iterator[str]:
    event = case.event
    assert isinstance(event, Instrument)
    refuse_after_end(case, _("an instrument received"))
    _refuse_second_instrument(case, event)
    if not is_party(case, event.party):
        if event.type not in JOINING or not event.party.strip():
            raise case.refuse(_unknown_party(case, event.party))
        yield _("“{party}” joins as a new party").format(party=event.party)
    yield from _told_of_entry(case, event)


def _unknown_party(case: Case, name: str) -> str:
    return _(
        "“{name}” is no party to it; its parties are {parties}; only accession and succession (--type) add a new one"
    ).format(name=name, parties=listed(party.name for party in case.parties))


def _refuse_second_instrument(case: Case, event: Instrument) -> None:
    if any(way.party == event.party for way in case.line.exits):
        return  # who leaves may come back
    for earlier in case.record.events:
        if isinstance(earlier, Instrument) and case.parties.named(earlier.party) == event.party:
            raise case.refuse(
                _(
                    "the {type} of “{party}” arrived on {day} already; a wrong one is corrected with "
                    "agreetrack correct {ref}"
                ).format(type=earlier.type, party=event.party, day=earlier.date, ref=case.record.ref),
            )


def _told_of_entry(case: Case, event: Instrument) -> Iterator[str]:
    rule = case.record.entry_into_force
    after = case.after(max(case.event.date, case.occasion.day))
    if rule is None:
        yield _(
            "nothing is recorded on entry into force, so that the instrument moves no date; say what it "
            "waits for: agreetrack edit {ref} --entry-into-force-after all"
        ).format(ref=case.record.ref)
    elif isinstance(rule, EntryRule) and after.in_force is None:
        yield _told_of_missing(after)
    elif isinstance(rule, EntryRule):
        own = Instruments(case.recorded, case.recorded.events).own_entry(event.party)
        if own and after.in_force and own > after.in_force:
            yield _("in force for “{party}” from {day}").format(party=event.party, day=own)
        elif case.before().in_force is None:
            yield _("entry into force: {day}").format(day=after.in_force)


def _told_of_missing(after: Standing) -> str:
    if after.outstanding > len(after.missing):
        return _("still missing: {count} of {needed} instruments").format(count=after.outstanding, needed=after.needed)
    if after.missing:
        return _("still missing: {missing}").format(missing=listed(after.missing))
    return _("still missing: “{condition}”").format(condition=after.condition)


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


def _judge_provisional(case: Case) -> Iterable[str]:
    event = case.event
    assert isinstance(event, Provisional)
    refuse_after_end(case, _("provisional application"))
    begins = event.effective or event.date
    before = case.before(begins)
    if before.in_force and before.in_force <= begins:
        raise case.refuse(
            _("it entered into force on {day}, so that it is no longer applied provisionally").format(
                day=before.in_force
            ),
        )
    if any(interval.covers(begins) for interval in case.line.provisional):
        raise case.refuse(
            _(
                "it is applied provisionally already; the end is recorded with agreetrack provisional {ref} --end"
            ).format(ref=case.record.ref),
        )
    return ()


def _judge_provisional_end(case: Case) -> Iterable[str]:
    event = case.event
    assert isinstance(event, ProvisionalEnd)
    ends = event.effective or event.date
    running = [interval for interval in case.line.provisional if interval.end is None]
    if not running:
        raise case.refuse(_("it is not applied provisionally on {day}").format(day=event.date))
    if ends < running[-1].start:
        raise case.refuse(
            _("{day} lies before the beginning of provisional application, {start}").format(
                day=ends, start=running[-1].start
            ),
        )
    return ()


JUDGES: Judges = {
    Instrument: _judge_instrument,
    Provisional: _judge_provisional,
    ProvisionalEnd: _judge_provisional_end,
}
"""Who judges each kind of event."""

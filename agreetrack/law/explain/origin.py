"""Why an agreement is in force from a day: signature, a stated day, or the parties' instruments."""

from collections.abc import Iterator
from datetime import date

from agreetrack.law.entry import Entry, day_by_rule
from agreetrack.law.explain.wording import Reason, article, basis
from agreetrack.law.timeline import Timeline
from agreetrack.model.clauses import EntryRule
from agreetrack.model.events import Instrument, Provisional, ProvisionalEnd
from agreetrack.model.facts import Fact
from agreetrack.model.naming import INSTRUMENTS
from agreetrack.model.record import Record
from agreetrack.model.starts import TermFrom


def origin(record: Record, line: Timeline, day: date) -> Iterator[Reason]:
    """Where the term and the force of the agreement come from."""
    yield from _provisional(record, line)
    stated = record.entry_into_force
    if isinstance(stated, EntryRule):
        yield from _instruments(record, line)
        yield from _by_rule(record, line, stated, day)
    else:
        yield from _stated(record, line)
    yield from _term_from(record, line)


def _stated(record: Record, line: Timeline) -> Iterator[Reason]:
    label, source = Fact("labels.start"), article(record, "entry")
    if record.entry_into_force == "signature":
        signed = record.signed or Fact("days.unknown")
        yield Reason(label, Fact("explanation.force-on-signature", day=signed), source)
    elif isinstance(record.entry_into_force, date):
        yield Reason(label, Fact("explanation.entry", day=record.entry_into_force), source)
    elif line.entry.day is not None:
        day = line.entry.day
        yield Reason(label, Fact("explanation.force-from-term", day=day), source)
    elif line.started_unstated():
        yield Reason(label, Fact("explanation.force-unstated"), None)
    elif line.in_force is None and not line.provisional:
        yield Reason(label, Fact("explanation.entry-not-recorded"), None)


def _term_from(record: Record, line: Timeline) -> Iterator[Reason]:
    if record.term_from and line.anchor:
        source = article(record, "term")
        yield Reason(Fact("labels.anchor"), _runs_from(record.term_from, line.anchor), source)


def _runs_from(stated: TermFrom, anchor: date) -> Fact:
    match stated:
        case "signature":
            return Fact("explanation.term-from-signature", day=anchor)
        case "provisional":
            return Fact("explanation.term-from-provisional", day=anchor)
    return Fact("explanation.term-from-day", day=anchor)


def _provisional(record: Record, line: Timeline) -> Iterator[Reason]:
    for one in line.known:
        if isinstance(one.event, (Provisional, ProvisionalEnd)):
            if isinstance(one.event, Provisional):
                fact = Fact("explanation.provisional-begins", day=one.day)
            else:
                fact = Fact("explanation.provisional-ends", day=one.day)
            yield Reason(Fact("labels.provisional"), fact, basis(record, one.place))


def _instruments(record: Record, line: Timeline) -> Iterator[Reason]:
    for one in line.known:
        if isinstance(one.event, Instrument):
            kind, party = INSTRUMENTS[one.event.type], one.event.party
            fact = Fact("explanation.instrument", day=one.day, type=kind, party=party)
            own = line.instruments.own_entry(party)
            if own and line.entry.day and own > line.entry.day:
                fact = Fact("explanation.instrument-later", day=one.day, type=kind, party=party, own=own)
            yield Reason(Fact("labels.instrument"), fact, basis(record, one.place))


def _by_rule(record: Record, line: Timeline, rule: EntryRule, day: date) -> Iterator[Reason]:
    found = line.entry
    words = _rule(rule)
    source = article(record, "entry")
    if found.day and found.decisive:
        fact = Fact("explanation.entry-by-rule", day=found.day, rule=words, decisive=found.decisive)
        yield Reason(Fact("labels.start"), fact, source)
        return
    yield Reason(Fact("labels.start"), Fact("explanation.waits", rule=words), source)
    yield from _missing(found)
    if found.condition:
        yield Reason(Fact("labels.condition"), Fact("explanation.condition", words=found.condition), source)
        return
    would_be = day_by_rule(rule, day)
    if would_be:
        fact = Fact("explanation.would-be", would_be=would_be, day=day)
        yield Reason(Fact("labels.would-be"), fact, None)


def _missing(found: Entry) -> Iterator[Reason]:
    """Whose instruments have not arrived, and how many more are needed."""
    if found.missing:
        yield Reason(Fact("labels.missing"), Fact("explanation.missing", names=found.missing), None)
    if found.outstanding > len(found.missing):
        yield Reason(
            Fact("labels.missing"), Fact("explanation.missing-of", count=found.outstanding, needed=found.needed), None
        )


def _rule(rule: EntryRule) -> Fact:
    """A rule of entry into force."""
    wait = rule.wait
    if rule.after == "all":
        if wait and rule.month:
            return Fact("entry.all-wait-month", wait=wait, month=rule.month)
        if wait:
            return Fact("entry.all-wait", wait=wait)
        return Fact("entry.all-month", month=rule.month) if rule.month else Fact("entry.all")
    if wait and rule.month:
        return Fact("entry.number-wait-month", count=rule.after, wait=wait, month=rule.month)
    if wait:
        return Fact("entry.number-wait", count=rule.after, wait=wait)
    if rule.month:
        return Fact("entry.number-month", count=rule.after, month=rule.month)
    return Fact("entry.number", count=rule.after)

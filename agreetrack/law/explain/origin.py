"""Why an agreement is in force from a day: signature, a stated day, or the parties' instruments."""

from collections.abc import Iterator
from datetime import date

from agreetrack.law.entry import Entry, day_by_rule
from agreetrack.law.explain.wording import Reason, article, basis, short
from agreetrack.law.timeline import Timeline
from agreetrack.model.clauses import EntryRule
from agreetrack.model.events import Instrument, Provisional, ProvisionalEnd
from agreetrack.model.record import Record
from agreetrack.model.wording import _


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
    label, source = _("Start"), article(record, "entry") or _("recorded")
    if record.entry_into_force == "signature":
        signed = record.signed or _("a day that is not known")
        yield Reason(label, _("{day}  in force on signature").format(day=signed), source)
    elif record.entry_into_force:
        yield Reason(label, _("{day}  entry into force").format(day=record.entry_into_force), source)
    elif line.entry.day is not None:
        day = line.entry.day.isoformat()
        yield Reason(label, _("{day}  in force from the day that the term runs from").format(day=day), source)
    elif line.started_unstated():
        yield Reason(label, _("not stated; in force on any day before the end"), None)
    elif line.in_force is None and not line.provisional:
        yield Reason(label, _("entry into force is not recorded yet"), None)


def _term_from(record: Record, line: Timeline) -> Iterator[Reason]:
    anchor = line.anchor
    if record.term_from and anchor:
        names = {"signature": _("signature"), "provisional": _("provisional application")}
        origin_name = names.get(record.term_from, _("a stated day"))
        text = _("{day}  the term runs from {origin}").format(day=anchor.isoformat(), origin=origin_name)
        yield Reason(_("Anchor"), text, article(record, "term") or _("recorded"))


def _provisional(record: Record, line: Timeline) -> Iterator[Reason]:
    for one in line.known:
        if isinstance(one.event, (Provisional, ProvisionalEnd)):
            begins = isinstance(one.event, Provisional)
            sentence = _("{day}  provisional application begins") if begins else _("{day}  it ends")
            text = sentence.format(day=one.day.isoformat())
            yield Reason(_("Provisional"), text, basis(record, one.place))


def _instruments(record: Record, line: Timeline) -> Iterator[Reason]:
    for one in line.known:
        if isinstance(one.event, Instrument):
            sentence = _("{day}  {type} by {party}")
            own = line.instruments.own_entry(one.event.party)
            if own and line.entry.day and own > line.entry.day:
                sentence = _("{day}  {type} by {party}; in force for it from {own}")
            text = sentence.format(day=one.day.isoformat(), type=one.event.type, party=one.event.party, own=own)
            yield Reason(_("Instrument"), text, basis(record, one.place))


def _by_rule(record: Record, line: Timeline, rule: EntryRule, day: date) -> Iterator[Reason]:
    found = line.entry
    words = rule_in_words(rule)
    source = article(record, "entry") or _("recorded")
    if found.day and found.decisive:
        text = _("{day}  {rule}; counted from {decisive}").format(
            day=found.day.isoformat(), rule=words, decisive=found.decisive.isoformat()
        )
        yield Reason(_("Start"), text, source)
        return
    yield Reason(_("Start"), _("waits: {rule}").format(rule=words), source)
    yield from _missing(found)
    if found.condition:
        yield Reason(_("Condition"), _("“{words}”, not met by what is recorded").format(words=found.condition), source)
        return
    would_be = day_by_rule(rule, day)
    if would_be:
        text = _("{would_be}, if the last instrument arrived on {day}").format(
            would_be=would_be.isoformat(), day=day.isoformat()
        )
        yield Reason(_("Would be"), text, None)


def _missing(found: Entry) -> Iterator[Reason]:
    """Whose instruments have not arrived, and how many more are needed."""
    if found.missing:
        yield Reason(_("Missing"), ", ".join(found.missing), None)
    if found.outstanding > len(found.missing):
        text = _("{count} more of {needed} instruments").format(count=found.outstanding, needed=found.needed)
        yield Reason(_("Missing"), text, None)


def rule_in_words(rule: EntryRule) -> str:
    """A rule of entry into force in words."""
    if rule.after == "all":
        text = _("on the last party's instrument")
    else:
        text = _("on instrument number {count}").format(count=rule.after)
    if rule.wait:
        text += _(", {wait} later").format(wait=short(rule.wait))
    if rule.month:
        text += _(", first day of month {count} after").format(count=rule.month)
    return text

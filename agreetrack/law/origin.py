"""Why an agreement is in force from a day: signature, a stated day, or the parties' instruments."""

from collections.abc import Iterator
from datetime import date

from agreetrack.law.course import Course
from agreetrack.law.entry import day_by_rule
from agreetrack.law.wording import Reason, article, basis, short
from agreetrack.model.clauses import EntryRule
from agreetrack.model.events import Instrument, Provisional, ProvisionalEnd
from agreetrack.model.record import Record
from agreetrack.model.wording import _


def origin(record: Record, course: Course, day: date) -> Iterator[Reason]:
    """Where the term and the force of the agreement come from."""
    yield from _provisional(record, course)
    stated = record.entry_into_force
    if isinstance(stated, EntryRule):
        yield from _instruments(record, course)
        yield from _by_rule(record, course, stated, day)
    else:
        yield from _stated(record, course)
    yield from _term_from(record, course)


def _stated(record: Record, course: Course) -> Iterator[Reason]:
    label, source = _("Start"), article(record, "entry") or _("recorded")
    if record.entry_into_force == "signature":
        signed = record.signed or _("a day that is not known")
        yield Reason(label, _("{day}  in force on signature").format(day=signed), source)
    elif record.entry_into_force:
        yield Reason(label, _("{day}  entry into force").format(day=record.entry_into_force), source)
    elif course.started_unstated():
        yield Reason(label, _("not stated; in force on any day before the end"), None)
    elif course.in_force is None and not course.provisional:
        yield Reason(label, _("entry into force is not recorded yet"), None)


def _term_from(record: Record, course: Course) -> Iterator[Reason]:
    anchor = course.anchor
    if record.term_from and anchor:
        names = {"signature": _("signature"), "provisional": _("provisional application")}
        origin_name = names.get(record.term_from, _("a stated day"))
        text = _("{day}  the term runs from {origin}").format(day=anchor.isoformat(), origin=origin_name)
        yield Reason(_("Anchor"), text, article(record, "term") or _("recorded"))


def _provisional(record: Record, course: Course) -> Iterator[Reason]:
    for one in course.known:
        if isinstance(one.event, (Provisional, ProvisionalEnd)):
            begins = isinstance(one.event, Provisional)
            sentence = _("{day}  provisional application begins") if begins else _("{day}  it ends")
            text = sentence.format(day=one.day.isoformat())
            yield Reason(_("Provisional"), text, basis(record, one.place))


def _instruments(record: Record, course: Course) -> Iterator[Reason]:
    for one in course.known:
        if isinstance(one.event, Instrument):
            sentence = _("{day}  {type} by {party}")
            own = course.instruments.own_entry(one.event.party)
            if own and course.entry.day and own > course.entry.day:
                sentence = _("{day}  {type} by {party}; in force for it from {own}")
            text = sentence.format(day=one.day.isoformat(), type=one.event.type, party=one.event.party, own=own)
            yield Reason(_("Instrument"), text, basis(record, one.place))


def _by_rule(record: Record, course: Course, rule: EntryRule, day: date) -> Iterator[Reason]:
    found = course.entry
    words = rule_in_words(rule)
    source = article(record, "entry") or _("recorded")
    if found.day and found.decisive:
        text = _("{day}  {rule}; counted from {decisive}").format(
            day=found.day.isoformat(), rule=words, decisive=found.decisive.isoformat()
        )
        yield Reason(_("Start"), text, source)
        return
    yield Reason(_("Start"), _("waits: {rule}").format(rule=words), source)
    if found.missing:
        yield Reason(_("Missing"), ", ".join(found.missing), None)
    would_be = day_by_rule(rule, day)
    if would_be:
        text = _("{would_be}, if the last instrument arrived on {day}").format(
            would_be=would_be.isoformat(), day=day.isoformat()
        )
        yield Reason(_("Would be"), text, None)


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

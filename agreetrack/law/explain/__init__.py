"""Why a standing is as it is: for every date the inputs, the clause's words, the rule with its authority, the rival.

Order of authority: the text, the parties' practice, an assumption; each line says which. Where the codes are applied
to treaties they are analogies, for the Vienna Convention on the Law of Treaties has no rule of counting.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from agreetrack.law import standing as standings
from agreetrack.law.explain.origin import origin
from agreetrack.law.explain.reckoning import changes, notice, remarks, renewal, rule, term
from agreetrack.law.explain.wording import Reason, quoted, readings, short
from agreetrack.law.findings import Standing
from agreetrack.law.present import Present
from agreetrack.law.renewals import Segment
from agreetrack.law.timeline import Timeline
from agreetrack.law.view import View
from agreetrack.law.working_days import Calendar, working_day_on
from agreetrack.model.record import Record
from agreetrack.model.refs import folded
from agreetrack.model.wording import _

__all__ = ["Explanation", "Reason", "explain"]


class Explanation(NamedTuple):
    """A heading that names what is explained, and the reasons, one a line."""

    heading: str
    reasons: tuple[Reason, ...]


class Asked(NamedTuple):
    """What an explanation is made from."""

    record: Record
    line: Timeline
    at: Present
    standing: Standing


def explain(record: Record, view: View) -> Explanation:
    """The reasons for every date in `standing(record, view)`."""
    judged = standings.judge(record, view)
    asked = Asked(record, judged.line, judged.at, standings.of(judged))
    return Explanation(_heading(asked), tuple(_reasons(asked)))


def _reasons(asked: Asked) -> Iterator[Reason]:
    record, line, at, _standing = asked
    yield from origin(record, line, at.day)
    yield from term(record, line, at)
    yield from rule(record, line, at.segment)
    yield from changes(record, line)
    yield from _falls_with(asked)
    yield from renewal(record, line, at)
    yield from notice(record, line, at)
    yield from _notice_days(asked)
    yield from _rival(asked)
    yield from _weekday(asked)
    yield from _survival(asked)
    yield from remarks(record, line)
    yield from quoted(record.clauses)
    yield from _unquoted(record)


def _heading(asked: Asked) -> str:
    ref, found = asked.record.ref, asked.standing
    last = found.ends or found.expires
    shown = last.isoformat() if last else ""
    sentences = {
        "draft": _("Why {ref} is a draft"),
        "signed": _("Why {ref} is signed and not yet in force"),
        "expired": _("Why {ref} expired after {day}"),
        "terminated": _("Why {ref} ended with {day}"),
        "contested": _("Why it is contested whether {ref} is still in force"),
        "ending": _("Why {ref} ends with {day}"),
    }
    if found.status in sentences:
        return sentences[found.status].format(ref=ref, day=shown)
    if found.presumed:
        return _("Why {ref} is presumed in force").format(ref=ref)
    applied = found.status == "provisional"
    if found.lasting:
        return (
            _("Why {ref} is applied provisionally until “{event}”")
            if applied
            else _("Why {ref} is in force until “{event}”")
        ).format(ref=ref, event=found.lasting)
    if not shown:
        return (
            _("Why {ref} is applied provisionally without an end")
            if applied
            else _("Why {ref} is in force without an end")
        ).format(ref=ref)
    return (
        _("Why {ref} is applied provisionally through {day}") if applied else _("Why {ref} is in force through {day}")
    ).format(ref=ref, day=shown)


def _falls_with(asked: Asked) -> Iterator[Reason]:
    """The end of the agreement that this one falls with, where it cuts this one short."""
    fall = asked.line.fall
    parents = [link.ref for link in asked.record.links if link.kind == "falls-with"]
    refs = ", ".join(parents)
    if fall.final and asked.at.end.last == fall.final.end.last:
        text = _("with {ref}: last day {day}").format(ref=refs, day=readings(*fall.final.end))
        yield Reason(_("Falls"), text, _("recorded"))
    elif fall.foreseen.last and asked.at.end.last == fall.foreseen.last:
        text = _("with {ref}, foreseen: last day {day}").format(ref=refs, day=readings(*fall.foreseen))
        yield Reason(_("Falls"), text, _("recorded"))
    if fall.circle:
        circle = ", ".join(ref for ref in parents if folded(ref) in fall.circle)
        text = _("the links to {ref} lead back to it; they are left out of account").format(ref=circle)
        yield Reason(_("Remark"), text, None)


def _notice_days(asked: Asked) -> Iterator[Reason]:
    """The prudent day for notice where the end has one reading, and the day on which the note has to leave."""
    found = asked.standing
    if found.rival_notice_by and not found.rival_expires:
        text = _("counted back from the last day instead: notice by {day}").format(
            day=found.rival_notice_by.isoformat()
        )
        yield Reason(_("Prudent"), text, None)
    by = found.rival_notice_by or found.notice_by
    if found.send_by and found.send_by != by:
        yield Reason(_("Send"), _sending(found.send_by, asked.line.view.calendar), None)


def _sending(day: date, calendar: Calendar) -> str:
    if calendar.countries:
        text = _("the note leaves by {day}, a working day in {countries}, to arrive in time")
        return text.format(day=day.isoformat(), countries=", ".join(calendar.countries))
    return _("the note leaves by {day}, a working day, to arrive in time").format(day=day.isoformat())


def _rival(asked: Asked) -> Iterator[Reason]:
    """The other reading and what would follow from it."""
    found = asked.standing
    if found.rival_expires is None:
        return
    text = _("{other}: through {day}").format(
        other=_other_reading(asked.at.segment), day=found.rival_expires.isoformat()
    )
    if found.rival_notice_by:
        text += _(", notice by {day}").format(day=found.rival_notice_by.isoformat())
    yield Reason(_("Rival"), text, None)


def _other_reading(segment: Segment) -> str:
    if segment.chain is None or segment.chain.rival_counting is None:
        return _("the date itself is excluded")
    if segment.chain.rival_counting == "day-before":
        return _("first day counts")
    return _("same-numbered day")


def _weekday(asked: Asked) -> Iterator[Reason]:
    """An end on a day without work stays where it is; some codes are worded otherwise."""
    end = asked.standing.expires
    moved = working_day_on(end, asked.line.view.calendar) if end else None
    if end and moved and moved != end:
        label = {5: _("Saturday"), 6: _("Sunday")}.get(end.weekday(), _("Holiday"))
        text = _("not moved (Civil Code 193 would say {day})").format(day=moved.isoformat())
        yield Reason(label, text, _("CETS 076 art. 5, BGB 193"))


def _survival(asked: Asked) -> Iterator[Reason]:
    found = asked.standing
    last = found.ends or found.expires
    survival = asked.line.clauses_on(last or found.day).survival
    if found.binding_until == "indefinite":
        yield Reason(_("Survival"), _("obligations bind without limit after the end"), _("recorded"))
    elif found.binding_until and survival:
        text = _("{period} after the end: obligations bind through {day}").format(
            period=short(survival), day=found.binding_until.isoformat()
        )
        yield Reason(_("Survival"), text, _("recorded"))
    for way in found.leaving:
        shown = readings(way.ends, way.rival_ends) if way.ends else _("a day that is not known")
        yield Reason(_("Leaving"), _("{party}, last day {day}").format(party=way.party, day=shown), None)


def _unquoted(record: Record) -> Iterator[Reason]:
    """What a lawyer would ask for first: the words themselves."""
    subjects: Iterable[tuple[str, bool]] = (
        (_("term"), record.term is not None),
        (_("renewal"), record.renewal is not None),
        (_("notice"), record.notice is not None),
    )
    known = " ".join(clause.about.casefold() for clause in record.clauses)
    missing = [word for word, stated in subjects if stated and word.casefold() not in known]
    if missing:
        text = _("words of the clauses on {subjects} not recorded").format(subjects=", ".join(missing))
        yield Reason(_("Check"), text, None)

"""Why a standing is as it is: for every date the inputs, the clause's words, the rule with its authority, the rival.

Order of authority: the text, the parties' practice, an assumption; each line says which. Where the codes are applied
to treaties they are analogies, for the Vienna Convention on the Law of Treaties has no rule of counting.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from agreetrack.law import standing as standings
from agreetrack.law.explain.changes import changes
from agreetrack.law.explain.origin import origin
from agreetrack.law.explain.reckoning import notice, remarks, renewal, rule, term
from agreetrack.law.explain.wording import Reason, quoted, readings
from agreetrack.law.findings import Standing
from agreetrack.law.present import Present
from agreetrack.law.renewals import Segment
from agreetrack.law.timeline import Timeline
from agreetrack.law.view import View
from agreetrack.law.working_days import Calendar, working_day_on
from agreetrack.model.facts import Fact
from agreetrack.model.periods import Period
from agreetrack.model.record import Record
from agreetrack.model.refs import folded

__all__ = ["Explanation", "Reason", "explain"]


class Explanation(NamedTuple):
    """What was asked, a heading that names what is explained, and the reasons, one a line."""

    ref: str
    day: date
    knowing: date
    heading: Fact
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
    return Explanation(record.ref, view.day, view.knowing, _heading(asked), tuple(_reasons(asked)))


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


def _heading(asked: Asked) -> Fact:
    ref, found = asked.record.ref, asked.standing
    last = found.ends or found.expires
    match found.status:
        case "draft":
            return Fact("headings.draft", ref=ref)
        case "signed":
            return Fact("headings.signed", ref=ref)
        case "expired":
            return Fact("headings.expired", ref=ref, day=last)
        case "terminated":
            return Fact("headings.terminated", ref=ref, day=last)
        case "contested":
            return Fact("headings.contested", ref=ref)
        case "ending":
            return Fact("headings.ending", ref=ref, day=last)
        case "provisional":
            return _heading_of_applied(ref, found, last)
    if found.presumed:
        return Fact("headings.presumed", ref=ref)
    if found.lasting:
        return Fact("headings.in-force-until-event", ref=ref, event=found.lasting)
    if last is None:
        return Fact("headings.in-force-without-end", ref=ref)
    return Fact("headings.in-force", ref=ref, day=last)


def _heading_of_applied(ref: str, found: Standing, last: date | None) -> Fact:
    if found.presumed:
        return Fact("headings.presumed", ref=ref)
    if found.lasting:
        return Fact("headings.provisional-until-event", ref=ref, event=found.lasting)
    if last is None:
        return Fact("headings.provisional-without-end", ref=ref)
    return Fact("headings.provisional", ref=ref, day=last)


def _falls_with(asked: Asked) -> Iterator[Reason]:
    """The end of the agreement that this one falls with, where it cuts this one short."""
    fall = asked.line.fall
    parents = [link.ref for link in asked.record.links if link.kind == "falls-with"]
    refs = tuple(parents)
    if fall.final and asked.at.end.last == fall.final.end.last:
        fact = Fact("explanation.falls", ref=refs, day=readings(*fall.final.end))
        yield Reason(Fact("labels.falls"), fact, Fact("sources.recorded"))
    elif fall.foreseen.last and asked.at.end.last == fall.foreseen.last:
        fact = Fact("explanation.falls-foreseen", ref=refs, day=readings(*fall.foreseen))
        yield Reason(Fact("labels.falls"), fact, Fact("sources.recorded"))
    if fall.circle:
        circle = tuple(ref for ref in parents if folded(ref) in fall.circle)
        fact = Fact("explanation.circle", ref=circle)
        yield Reason(Fact("labels.remark"), fact, None)


def _notice_days(asked: Asked) -> Iterator[Reason]:
    """The prudent day for notice where the end has one reading, and the day on which the note has to leave."""
    found = asked.standing
    if found.rival_notice_by and not found.rival_expires:
        yield Reason(Fact("labels.prudent"), Fact("explanation.counted-back", day=found.rival_notice_by), None)
    by = found.rival_notice_by or found.notice_by
    if found.send_by and found.send_by != by:
        yield Reason(Fact("labels.send"), _sending(found.send_by, asked.line.view.calendar), None)


def _sending(day: date, calendar: Calendar) -> Fact:
    if calendar.countries:
        return Fact("explanation.sent-from", day=day, countries=calendar.countries)
    return Fact("explanation.sent-on", day=day)


def _rival(asked: Asked) -> Iterator[Reason]:
    """The other reading and what would follow from it."""
    found = asked.standing
    if found.rival_expires is None:
        return
    other = _other_reading(asked.at.segment)
    if found.rival_notice_by:
        fact = Fact("explanation.rival-notice", other=other, day=found.rival_expires, by=found.rival_notice_by)
    else:
        fact = Fact("explanation.rival", other=other, day=found.rival_expires)
    yield Reason(Fact("labels.rival"), fact, None)


def _other_reading(segment: Segment) -> Fact:
    if segment.chain is None or segment.chain.rival_counting is None:
        return Fact("readings.date-excluded")
    if segment.chain.rival_counting == "day-before":
        return Fact("readings.first-day-counts")
    return Fact("readings.same-numbered")


def _weekday(asked: Asked) -> Iterator[Reason]:
    """An end on a day without work stays where it is; some codes are worded otherwise."""
    end = asked.standing.expires
    moved = working_day_on(end, asked.line.view.calendar) if end else None
    if end and moved and moved != end:
        label = {5: Fact("labels.saturday"), 6: Fact("labels.sunday")}.get(end.weekday(), Fact("labels.holiday"))
        yield Reason(label, Fact("explanation.not-moved", day=moved), Fact("sources.not-moved"))


def _survival(asked: Asked) -> Iterator[Reason]:
    found = asked.standing
    last = found.ends or found.expires
    survival = asked.line.clauses_on(last or found.day).survival
    if found.binding_until == "indefinite":
        yield Reason(Fact("labels.survival"), Fact("explanation.binds-without-limit"), Fact("sources.recorded"))
    elif found.binding_until and isinstance(survival, Period):
        yield Reason(
            Fact("labels.survival"),
            Fact("explanation.binds", period=survival, day=found.binding_until),
            Fact("sources.recorded"),
        )
    for way in found.leaving:
        shown = readings(way.ends, way.rival_ends) if way.ends else Fact("days.unknown")
        yield Reason(Fact("labels.leaving"), Fact("explanation.leaving", party=way.party, day=shown), None)


def _unquoted(record: Record) -> Iterator[Reason]:
    """What a lawyer would ask for first: the words themselves."""
    subjects = (
        ("term", Fact("subjects.term"), record.term),
        ("renewal", Fact("subjects.renewal"), record.renewal),
        ("notice", Fact("subjects.notice"), record.notice),
    )
    known = " ".join(clause.about.casefold() for clause in record.clauses)
    missing = [name for word, name, stated in subjects if stated is not None and word not in known]
    if missing:
        yield Reason(Fact("labels.check"), Fact("explanation.unquoted", subjects=tuple(missing)), None)

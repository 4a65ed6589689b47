"""Why a period ends when it does: the sum from the anchor, the rule, the events, the renewals and the notice."""

from collections.abc import Iterator
from datetime import date

from agreetrack.law.counting import latest_start, plus, times
from agreetrack.law.course import Course, Exit, is_period
from agreetrack.law.leaving import way_of_notice
from agreetrack.law.notice import notice_days
from agreetrack.law.periods import NOTHING, Chain, Run
from agreetrack.law.position import Position
from agreetrack.law.wording import Reason, article, basis, readings, short
from agreetrack.law.working_days import WEEKDAYS
from agreetrack.model.clauses import NoticeClause
from agreetrack.model.events import Amendment, PartySuccession
from agreetrack.model.periods import Period, period
from agreetrack.model.record import Record
from agreetrack.model.wording import _


def term(record: Record, course: Course, at: Position) -> Iterator[Reason]:
    """The sum that gives the current last day."""
    run, source = at.run, article(record, "term", "duration") or _("recorded")
    yield Reason(_("Term"), _term_text(course, run), source if course.term or run.events else None)


def _term_text(course: Course, run: Run) -> str:
    if run.why == "open":
        first = readings(*course.runs[0].end)
        return _("first term through {day}; since then until notice").format(day=first)
    if run.chain and run.chain.after_date:
        return _date_sum(run.chain, run, excluded=course.record.end_day == "excluded" and not run.events)
    if run.chain and run.total and run.end.last:
        anchor, end = run.chain.anchor.isoformat(), run.end.last.isoformat()
        return _("{sum} from {anchor} = {day}").format(sum=_sum(course, run.total, run), anchor=anchor, day=end)
    if course.term is None:
        return _("not known; the agreement is presumed in force until an end is shown")
    if course.term == "indefinite":
        return _("indefinite: no period ends by itself")
    length = short(course.term) if is_period(course.term) else course.term
    return _("{term}; the day it runs from is not known yet").format(term=length)


def _sum(course: Course, total: Period, run: Run) -> str:
    """The parts of the sum: the term and the renewals, or the whole where extensions lie between."""
    step = course.step
    if run.why not in ("tacit", "renewal") or step is None or course.term is None or not is_period(course.term):
        return total.short
    if total != plus(period(course.term), times(step, run.used)):
        return total.short
    renewals = step.short if run.used == 1 else f"{run.used} × {step.short}"
    return f"{short(course.term)} + {renewals}"


def _date_sum(chain: Chain, run: Run, excluded: bool) -> str:
    day = readings(run.end.last, None)
    if run.total and run.total != NOTHING:
        return _("{sum} from {anchor}, the day after a stated date, = {day}").format(
            sum=run.total.short, anchor=chain.anchor.isoformat(), day=day
        )
    if excluded:
        return _("through {day}, the day before a stated date, which the text excludes").format(day=day)
    return _("through {day}, a stated date").format(day=day)


def rule(record: Record, course: Course, run: Run) -> Iterator[Reason]:
    """The rule of counting and its authority: the text, the parties' practice, or an assumption."""
    if run.end.last is None:
        return
    if run.chain and run.chain.after_date:
        yield Reason(_("Rule"), _end_day_rule(record, run), None)
        return
    if run.chain:
        name, codes = {
            "anniversary": (_("same-numbered day"), _("Civil Code 191-192, 1182/71 art. 3, by analogy")),
            "day-before": (_("the first day counts"), _("BGB 187(2), 188(2), by analogy")),
        }[run.chain.counting]
        authority = _authority(record, course)
        yield Reason(_("Rule"), f"{name}: {authority}", codes)


def _authority(record: Record, course: Course) -> str:
    if course.counting is None:
        return _("ASSUMED, the text is silent or not recorded")
    if record.counting_basis == "practice":
        return _("the parties' practice")
    if record.counting_basis == "text":
        return _("the text")
    return _("recorded, without saying whether by the text or by practice")


def _end_day_rule(record: Record, run: Run) -> str:
    if run.end.rival:
        return _("the stated date is the last day: ASSUMED; it may be excluded (“until”)")
    if run.total and run.total != NOTHING:
        return _("counted from the day after, the first day counts")
    return _("the stated date is the last day, or the day before it where the text excludes it")


def changes(record: Record, course: Course) -> Iterator[Reason]:
    """Every event that moved a date, or would have."""
    label = _("Event")
    for move in course.moves:
        shown = readings(*move.end) if move.end.last else _("no known day")
        text = _("{event}: through {end}").format(event=_event(record, move.place), end=shown)
        yield Reason(label, text, basis(record, move.place))
    yield from _amendments(record, course)
    for place in course.confirmations:
        text = _("{event} confirms what comes by itself").format(event=_event(record, place))
        yield Reason(label, text, basis(record, place))
    for way in course.exits:
        yield Reason(label, _exit_text(way), basis(record, way.place))
    for way, back in course.taken_back:
        text = _("notice by {party} of {day} taken back on {back}, before its effect").format(
            party=way.party, day=way.received.isoformat(), back=back.isoformat()
        )
        yield Reason(label, text, basis(record, way.place))
    yield from _ended_or_held(record, course)


def _amendments(record: Record, course: Course) -> Iterator[Reason]:
    """What amendments and successions set anew, from their day."""
    for known in course.known:
        event = known.event
        if isinstance(event, Amendment):
            fields = ", ".join(name for name in event.set.__struct_fields__ if getattr(event.set, name) is not None)
            text = _("{event}: {fields} anew from {effective}").format(
                event=_event(record, known.place), fields=fields, effective=known.day.isoformat()
            )
            yield Reason(_("Event"), text, basis(record, known.place))
        elif isinstance(event, PartySuccession):
            text = _("{event}: {to} in the place of {party}").format(
                event=_event(record, known.place), to=event.to, party=event.from_
            )
            yield Reason(_("Event"), text, basis(record, known.place))


def _ended_or_held(record: Record, course: Course) -> Iterator[Reason]:
    if course.termination:
        place = course.termination.places[0]
        text = _("{event}: last day {end}").format(event=_event(record, place), end=readings(*course.termination.end))
        yield Reason(_("Event"), text, basis(record, place))
    for held in course.held:
        until = held.until.isoformat() if held.until else _("further notice")
        text = _("suspended from {since} through {until}; the term keeps running").format(
            since=held.since.isoformat(), until=until
        )
        yield Reason(_("Event"), text, basis(record, held.place))


def _event(record: Record, place: int) -> str:
    event = record.events[place]
    return _("{kind} of {day}").format(kind=_kind(event), day=event.date.isoformat())


def _kind(event: object) -> str:
    tag = str(type(event).__struct_config__.tag)  # type: ignore[attr-defined]
    names = {
        "extension": _("extension"),
        "renewal": _("renewal"),
        "amendment": _("amendment"),
        "termination": _("termination"),
        "succession": _("succession"),
        "notice": _("notice"),
        "notice-withdrawn": _("withdrawal of a notice"),
        "notice-suspended": _("suspension of a notice"),
        "resumption": _("resumption"),
    }
    return names.get(tag, tag)


def _exit_text(way: Exit) -> str:
    sentence = _("notice by {party} received {day}: last day {end}")
    if way.late:
        sentence = _("notice by {party} received {day}, after the last day for that period: last day {end}")
    end = readings(*way.end) if way.end.last else _("not to be computed")
    return sentence.format(party=way.party, day=way.received.isoformat(), end=end)


def renewal(record: Record, course: Course, at: Position) -> Iterator[Reason]:
    """Why a period came after another, or whether one will."""
    source = article(record, "renewal", "prolong", "extension") or _("recorded")
    label = _("Renewal")
    if course.mode is None:
        if course.term not in (None, "indefinite"):
            yield Reason(label, _("not stated; reckoned as ending unless the parties extend it"), None)
    elif course.mode == "none":
        yield Reason(label, _("none: it ends with its term"), source)
    elif course.mode == "express":
        yield Reason(label, _("only if the parties agree; through {day} so far").format(day=_through(at)), source)
    elif course.mode == "indefinite":
        yield Reason(label, _("after the first term it goes on until notice"), source)
    else:
        yield from _tacit(course, at, source)


def _through(at: Position) -> str:
    return readings(*at.end) if at.end.last else _("an unknown day")


def _tacit(course: Course, at: Position, source: str) -> Iterator[Reason]:
    before = _before(course, at.run)
    if before:
        by = notice_days(course, before, at.day, WEEKDAYS).by
        stood = [way for way in course.exits if way.end.last == before.end.last]
        if by and not stood:
            text = _("tacit: no notice that stands was received by {day}").format(day=by.isoformat())
            yield Reason(_("Renewal"), text, _("none recorded"))
            return
    yield Reason(_("Renewal"), _("tacit: it renews unless notice is given"), source)


def _before(course: Course, run: Run) -> Run | None:
    """The period before a tacit one."""
    if run.why != "tacit" or run.number is None:
        return None
    number = run.number - 1
    holders = (one for one in course.runs if one.number and one.number <= number < one.number + one.count)
    return next((one.one(run.number - (one.number or 0)) for one in holders), None)


def notice(record: Record, course: Course, at: Position) -> Iterator[Reason]:
    """How the last day for notice is reckoned, or why none is."""
    clause = course.notice_on(at.day)
    label = _("Notice")
    if clause is None:
        text = _("no denunciation clause recorded, nothing is computed; twelve months would be the default")
        yield Reason(label, text, _("Vienna Convention 56(2)"))
        return
    source = article(record, "notice", "denunciation", "termination", "withdrawal") or _("recorded")
    days = notice_days(course, at.run, at.day, WEEKDAYS)
    if days.by is None or at.run.end.last is None:
        yield Reason(label, _without_deadline(course, clause), source)
        return
    yield Reason(label, _deadline(clause, at.run.end.last, days.by), source)


def _without_deadline(course: Course, clause: NoticeClause) -> str:
    length = short(clause.period)
    if way_of_notice(course, clause) == "end-of-period":
        return _(
            "{length} before the end of a period; none is needed, the agreement ends unless it is extended"
        ).format(length=length)
    return _("{length}, at any time: no last day").format(length=length)


def _deadline(clause: NoticeClause, end: date, by: date) -> str:
    sentence = _("{length}: {by} + {length} = {end}, so {by} is the last day")
    if latest_start(end, period(clause.period)) != by:
        sentence = _("{length} before the end of a calendar year: {by} is the last day")
    return sentence.format(length=short(clause.period), by=by.isoformat(), end=end.isoformat())


def remarks(record: Record, course: Course) -> Iterator[Reason]:
    """Events that have no effect, or another than it seems."""
    sentences = {
        "after-end": _("comes after the end and has no effect"),
        "not-longer": _("does not lengthen the agreement and has no effect"),
        "not-reckonable": _("cannot be reckoned: the day or the length it adds to is not known"),
        "already-leaving": _("the party leaves by an earlier notice already"),
        "no-end": _("no last day can be computed from it; record the one the note names"),
        "late": _("came after the last day for that period"),
        "no-notice": _("there is no notice that it could take back"),
        "not-suspended": _("nothing was suspended"),
        "would-be-over": _("the new term would be over already, so the old one stays"),
        "first-term-over": _("the first term is over, so its length is not changed"),
    }
    for remark in course.remarks:
        text = _("{event}: {remark}").format(event=_event(record, remark.place), remark=sentences[remark.code])
        yield Reason(_("Remark"), text, None)

"""Why a period ends when it does: the sum from the anchor, the rule, the events, the renewals and the notice."""

from collections.abc import Iterator

from agreetrack.law.clauses import INDEFINITE, is_period, way_of
from agreetrack.law.counting import latest_start, plus, times
from agreetrack.law.explain.wording import Reason, article, basis, readings, short
from agreetrack.law.notice_days import NoticeDays
from agreetrack.law.present import Present
from agreetrack.law.renewals import NOTHING, Chain, Segment
from agreetrack.law.timeline import Timeline
from agreetrack.law.traces import Exit
from agreetrack.law.windows import days_of, notice_days
from agreetrack.model.clauses import EndingEvent, NoticeClause
from agreetrack.model.events import Amendment, NoticeSuspended, PartySuccession
from agreetrack.model.periods import Period, period
from agreetrack.model.record import Record
from agreetrack.model.wording import _


def term(record: Record, line: Timeline, at: Present) -> Iterator[Reason]:
    """The sum that gives the current last day."""
    segment, source = at.segment, article(record, "term", "duration") or _("recorded")
    stated = line.clauses[0].term is not None or segment.events
    yield Reason(_("Term"), _term_text(line, segment), source if stated else None)


def _term_text(line: Timeline, segment: Segment) -> str:
    held = line.clauses_on(line.view.day)
    if segment.why == "open":
        first = readings(*line.segments[0].end)
        return _("first term through {day}; since then until notice").format(day=first)
    if segment.chain and segment.chain.after_date:
        excluded = line.record.end_day == "excluded" and not segment.events
        return _date_sum(segment.chain, segment, excluded=excluded)
    if segment.chain and segment.total and segment.end.last:
        anchor, end = segment.chain.anchor.isoformat(), segment.end.last.isoformat()
        return _("{sum} from {anchor} = {day}").format(sum=_sum(line, segment, segment.total), anchor=anchor, day=end)
    if segment.length == INDEFINITE:
        return _("indefinite: no period ends by itself")
    if isinstance(held.term, EndingEvent):
        return _("until “{event}”, which has no day").format(event=held.term.event)
    if held.term is None:
        return _("not known; the agreement is presumed in force until an end is shown")
    length = short(held.term) if is_period(held.term) else held.term
    return _("{term}; the day it runs from is not known yet").format(term=length)


def _sum(line: Timeline, segment: Segment, total: Period) -> str:
    """The parts of the sum: the term and the renewals, or the whole where extensions lie between."""
    step, term = segment.step, line.segments[0].length
    if segment.why not in ("tacit", "renewal") or step is None or term is None or not is_period(term):
        return total.short
    if total != plus(period(term), times(step, segment.used)):
        return total.short
    renewals = step.short if segment.used == 1 else f"{segment.used} × {step.short}"
    return f"{short(term)} + {renewals}"


def _date_sum(chain: Chain, segment: Segment, excluded: bool) -> str:
    day = readings(segment.end.last, None)
    if segment.total and segment.total != NOTHING:
        return _("{sum} from {anchor}, the day after a stated date, = {day}").format(
            sum=segment.total.short, anchor=chain.anchor.isoformat(), day=day
        )
    if excluded:
        return _("through {day}, the day before a stated date, which the text excludes").format(day=day)
    return _("through {day}, a stated date").format(day=day)


def rule(record: Record, line: Timeline, segment: Segment) -> Iterator[Reason]:
    """The rule of counting and its authority: the text, the parties' practice, or an assumption."""
    if segment.end.last is None:
        return
    if segment.chain and segment.chain.after_date:
        yield Reason(_("Rule"), _end_day_rule(record, segment), None)
        return
    if segment.chain:
        name, codes = {
            "anniversary": (_("same-numbered day"), _("Civil Code 191-192, 1182/71 art. 3, by analogy")),
            "day-before": (_("the first day counts"), _("BGB 187(2), 188(2), by analogy")),
        }[segment.chain.counting]
        authority = _authority(record, line)
        yield Reason(_("Rule"), f"{name}: {authority}", codes)


def _authority(record: Record, line: Timeline) -> str:
    if line.clauses_on(line.view.day).counting is None:
        return _("ASSUMED, the text is silent or not recorded")
    if record.counting_basis == "practice":
        return _("the parties' practice")
    if record.counting_basis == "text":
        return _("the text")
    return _("recorded, without saying whether by the text or by practice")


def _end_day_rule(record: Record, segment: Segment) -> str:
    if segment.end.rival:
        return _("the stated date is the last day: ASSUMED; it may be excluded (“until”)")
    if segment.total and segment.total != NOTHING:
        return _("counted from the day after, the first day counts")
    return _("the stated date is the last day, or the day before it where the text excludes it")


def changes(record: Record, line: Timeline) -> Iterator[Reason]:
    """Every event that moved a date, or confirmed one; the notices that stand, and those that were taken back."""
    label = _("Event")
    for deed in line.deeds:
        if deed.code == "moved":
            shown = readings(*deed.end) if deed.end.last else _("no known day")
            text = _("{event}: through {end}").format(event=_event(record, deed.place), end=shown)
            yield Reason(label, text, basis(record, deed.place))
    yield from _amendments(record, line)
    for deed in line.deeds:
        if deed.code == "confirmed":
            text = _("{event} confirms what comes by itself").format(event=_event(record, deed.place))
            yield Reason(label, text, basis(record, deed.place))
    for way in (*line.exits, *(one.exit for one in line.departures if line.view.day < one.back)):
        source = None if way.place is None else basis(record, way.place)
        yield Reason(label, _exit_text(line, way), source)
    yield from _taken_back(record, line)
    yield from _ended_or_held(record, line)


def _taken_back(record: Record, line: Timeline) -> Iterator[Reason]:
    for deed in line.deeds:
        if deed.code == "taken-back" and deed.about is not None:
            back, given = record.events[deed.place], record.events[deed.about]
            sentence = _("notice by {party} of {day} taken back on {back}, before its effect")
            if isinstance(back, NoticeSuspended):
                sentence = _("notice by {party} of {day} suspended on {back}, before its effect")
            text = sentence.format(party=deed.party, day=given.date.isoformat(), back=back.date.isoformat())
            yield Reason(_("Event"), text, basis(record, deed.about))
        elif deed.code == "returned" and deed.day:
            text = _("{party} is a party again from {day}").format(party=deed.party, day=deed.day.isoformat())
            yield Reason(_("Event"), text, basis(record, deed.place))


def _amendments(record: Record, line: Timeline) -> Iterator[Reason]:
    """What amendments and successions set anew, from their day."""
    for known in line.known:
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


def _ended_or_held(record: Record, line: Timeline) -> Iterator[Reason]:
    if line.termination:
        place = line.termination.places[0]
        text = _("{event}: last day {end}").format(event=_event(record, place), end=readings(*line.termination.end))
        yield Reason(_("Event"), text, basis(record, place))
    for held in line.suspensions:
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
        "notice-prolonged": _("prolongation of a notice"),
        "notice-resumed": _("resumption of a notice"),
        "resumption": _("resumption"),
    }
    return names.get(tag, tag)


def _exit_text(line: Timeline, way: Exit) -> str:
    end = readings(*way.end) if way.end.last else _("not to be computed")
    if way.place is None or way.received is None:
        return _("{party} leaves with the agreement that this one falls with: last day {end}").format(
            party=way.party, end=end
        )
    codes = {deed.code for deed in line.deeds if way.place in (deed.place, deed.about)}
    sentence = _("notice by {party} received {day}: last day {end}")
    if "prolonged" in codes:
        sentence = _("notice by {party} received {day}, prolonged: last day {end}")
    elif "resumed" in codes:
        sentence = _("notice by {party} received {day}, suspended and resumed: last day {end}")
    elif "one-reading" in codes:
        sentence = _("notice by {party} received {day}, in time by one reading only: last day {end}")
    elif "late" in codes:
        sentence = _("notice by {party} received {day}, after the last day for that period: last day {end}")
    return sentence.format(party=way.party, day=way.received.isoformat(), end=end)


def renewal(record: Record, line: Timeline, at: Present) -> Iterator[Reason]:
    """Why a period came after another, or whether one will."""
    source = article(record, "renewal", "prolong", "extension") or _("recorded")
    label, held = _("Renewal"), line.clauses_on(line.view.day)
    after = line.rules.after(at.segment) if at.segment.end.last else held
    if at.follower is not None and at.follower.agreed:
        text = _("extended by agreement, through {day}").format(day=readings(*at.follower.end))
        yield Reason(label, text, source)
    elif after.mode is None:
        if held.term is not None and at.segment.length != INDEFINITE and not isinstance(held.term, EndingEvent):
            yield Reason(label, _("not stated; reckoned as ending unless the parties extend it"), None)
    elif after.mode == "none":
        yield Reason(label, _("none: it ends with its term"), source)
    elif after.mode == "express":
        yield Reason(label, _("only if the parties agree; through {day} so far").format(day=_through(at)), source)
    elif after.mode == "indefinite":
        yield Reason(label, _("after the first term it goes on until notice"), source)
    else:
        yield from _tacit(line, at, source)


def _through(at: Present) -> str:
    return readings(*at.end) if at.end.last else _("an unknown day")


def _tacit(line: Timeline, at: Present, source: str) -> Iterator[Reason]:
    before = _before(line, at.segment)
    if before:
        by = days_of(line, before).by
        stood = [way for way in line.exits if way.end.last == before.end.last]
        if by and not stood:
            text = _("tacit: no notice that stands was received by {day}").format(day=by.isoformat())
            yield Reason(_("Renewal"), text, _("none recorded"))
            return
    if at.segment.end.last and not line.rules.renews(at.segment):
        yield Reason(_("Renewal"), _("tacit, and its renewals are used up"), source)
        return
    yield Reason(_("Renewal"), _("tacit: it renews unless notice is given"), source)


def _before(line: Timeline, segment: Segment) -> Segment | None:
    """The period before a tacit one."""
    if segment.why != "tacit" or segment.number is None or segment.start is None:
        return None
    number = segment.number - 1
    holders = (one for one in line.until(segment.start) if one.number and one.number <= number <= one.last_number)
    return next((one.one(number - (one.number or 0) + 1) for one in holders), None)


def notice(record: Record, line: Timeline, at: Present) -> Iterator[Reason]:
    """How the last day for notice is reckoned, or why none is."""
    clause = line.clauses_on(at.day).notice
    label = _("Notice")
    if clause is None:
        text = _("no denunciation clause recorded, nothing is computed; twelve months would be the default")
        yield Reason(label, text, _("Vienna Convention 56(2)"))
        return
    source = article(record, "notice", "denunciation", "termination", "withdrawal") or _("recorded")
    days = notice_days(line, at)
    if days.by is None:
        yield Reason(label, _without_deadline(line, at, clause), source)
        return
    yield Reason(label, _deadline(line, at, clause, days), source)


def _without_deadline(line: Timeline, at: Present, clause: NoticeClause) -> str:
    length = short(clause.period) if clause.period else _("no period")
    if way_of(clause, at.segment.total is not None) == "any-time":
        return _("{length}, at any time: no last day").format(length=length)
    if at.segment.end.last is None:
        return _("{length} before the end of a period; when one ends is not known").format(length=length)
    if not line.rules.goes_on(at.segment):
        return _(
            "{length} before the end of a period; none is needed, the agreement ends unless it is extended"
        ).format(length=length)
    if at.follower is not None and at.follower.agreed:
        return _("{length}; none is possible for what is agreed already").format(length=length)
    return _("{length}; none is permitted yet").format(length=length)


def _deadline(line: Timeline, at: Present, clause: NoticeClause, days: NoticeDays) -> str:
    by = days.by.isoformat() if days.by else ""
    length = short(clause.period) if clause.period else _("no period")
    match way_of(clause, at.segment.end.last is not None):
        case "window":
            opens = days.opens.isoformat() if days.opens else ""
            return _("{length}, received from {opens} through {by}").format(length=length, opens=opens, by=by)
        case "end-of-year":
            return _("{length} before the end of a calendar year: {by} is the last day").format(length=length, by=by)
        case "day":
            end = days.ends.last.isoformat() if days.ends.last else ""
            return _("to go with {end}: {by} is the last day").format(end=end, by=by)
    end_of = at.segment.end.last
    if clause.period is None or end_of is None:
        return _("no notice period: {by} is the last day").format(by=by)
    if latest_start(end_of, period(clause.period)) != days.by:
        return _("{by} is the last day, before another clause takes effect").format(by=by)
    sentence = _("{length}: {by} + {length} = {end}, so {by} is the last day")
    return sentence.format(length=length, by=by, end=end_of.isoformat())


def remarks(record: Record, line: Timeline) -> Iterator[Reason]:
    """Events that have no effect, or another than it seems."""
    for deed in line.deeds:
        if deed.code in _REMARKS:
            said = _(_REMARKS[deed.code])
            text = _("{event}: {remark}").format(event=_event(record, deed.place), remark=said)
            yield Reason(_("Remark"), text, None)


def _translatable(text: str) -> str:
    return text


_REMARKS = {
    "after-end": _translatable("comes after the end and has no effect"),
    "not-longer": _translatable("does not lengthen the agreement and has no effect"),
    "not-reckonable": _translatable("cannot be reckoned: the day or the length it adds to is not known"),
    "already-leaving": _translatable("the party leaves by an earlier notice already"),
    "no-end": _translatable("no last day can be computed from it; record the one the note names"),
    "outside-window": _translatable("was not received within the time that the clause gives, and has no effect"),
    "late": _translatable("came after the last day for that period"),
    "one-reading": _translatable("was in time by one of the two readings only; settle the counting"),
    "no-notice": _translatable("there is no notice that it could take back"),
    "not-suspended": _translatable("nothing was suspended"),
    "would-be-over": _translatable("the new term would be over already, so the old one stays"),
}

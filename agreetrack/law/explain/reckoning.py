"""Why a period ends when it does: the sum from the anchor, the rule, the events, the renewals and the notice."""

from collections.abc import Iterator, Mapping

from agreetrack.law.clauses import way_of
from agreetrack.law.counting import latest_start, next_day, plus, times
from agreetrack.law.explain.changes import told
from agreetrack.law.explain.wording import Reason, article, readings
from agreetrack.law.notice_days import NoticeDays
from agreetrack.law.present import Present
from agreetrack.law.renewals import NOTHING, Chain, Segment
from agreetrack.law.timeline import Timeline
from agreetrack.law.traces import Code
from agreetrack.law.windows import days_of, notice_days
from agreetrack.model.clauses import EndingEvent, NoticeClause
from agreetrack.model.facts import Fact, Value
from agreetrack.model.periods import Period
from agreetrack.model.record import Record
from agreetrack.model.terms import INDEFINITE


def term(record: Record, line: Timeline, at: Present) -> Iterator[Reason]:
    """The sum that gives the current last day."""
    segment, source = at.segment, article(record, "term", "duration")
    stated = line.clauses[0].term is not None or segment.events
    yield Reason(Fact("labels.term"), _term_text(line, segment), source if stated else None)


def _term_text(line: Timeline, segment: Segment) -> Fact:
    held = line.clauses_on(line.view.day)
    if segment.why == "open":
        first = readings(*line.segments[0].end)
        return Fact("explanation.first-term", day=first)
    if segment.chain and segment.chain.after_date:
        excluded = line.record.end_day == "excluded" and not segment.events
        return _date_sum(segment.chain, segment, excluded=excluded)
    if segment.chain and segment.total and segment.end.last:
        anchor, end = segment.chain.anchor, segment.end.last
        return Fact("explanation.sum", sum=_sum(line, segment, segment.total), anchor=anchor, day=end)
    if segment.length == INDEFINITE:
        return Fact("explanation.indefinite")
    if isinstance(held.term, EndingEvent):
        return Fact("explanation.until-event", event=held.term.event)
    if held.term is None:
        return Fact("explanation.term-unknown")
    return Fact("explanation.term-without-start", term=held.term)


def _sum(line: Timeline, segment: Segment, total: Period) -> Value:
    """The parts of the sum: the term and the renewals, or the whole where extensions lie between."""
    step, term = segment.step, line.segments[0].length
    if segment.why not in ("tacit", "renewal") or step is None or not isinstance(term, Period):
        return total
    if total != plus(term, times(step, segment.used)):
        return total
    if segment.used == 1:
        return Fact("lengths.plus", term=term, step=step)
    return Fact("lengths.plus-times", term=term, times=segment.used, step=step)


def _date_sum(chain: Chain, segment: Segment, excluded: bool) -> Fact:
    day = readings(segment.end.last, None)
    if segment.total and segment.total != NOTHING:
        return Fact("explanation.sum-after-date", sum=segment.total, anchor=chain.anchor, day=day)
    if excluded:
        return Fact("explanation.through-day-before", day=day)
    return Fact("explanation.through-date", day=day)


def rule(record: Record, line: Timeline, segment: Segment) -> Iterator[Reason]:
    """The rule of counting and its authority: the text, the parties' practice, or an assumption."""
    if segment.end.last is None:
        return
    if segment.chain and segment.chain.after_date:
        yield Reason(Fact("labels.rule"), _end_day_rule(record, segment), None)
        return
    if segment.chain:
        authority = _authority(record, line)
        if segment.chain.counting == "anniversary":
            fact = Fact("explanation.rule-same-numbered", authority=authority)
            yield Reason(Fact("labels.rule"), fact, Fact("sources.anniversary"))
        else:
            fact = Fact("explanation.rule-first-day", authority=authority)
            yield Reason(Fact("labels.rule"), fact, Fact("sources.day-before"))


def _authority(record: Record, line: Timeline) -> Fact:
    if line.clauses_on(line.view.day).counting is None:
        return Fact("authorities.assumed")
    if record.counting_basis == "practice":
        return Fact("authorities.practice")
    if record.counting_basis == "text":
        return Fact("authorities.text")
    return Fact("authorities.recorded")


def _end_day_rule(record: Record, segment: Segment) -> Fact:
    if segment.end.rival:
        return Fact("readings.date-assumed")
    if segment.total and segment.total != NOTHING:
        return Fact("readings.counted-from-day-after")
    return Fact("readings.date-or-day-before")


def renewal(record: Record, line: Timeline, at: Present) -> Iterator[Reason]:
    """Why a period came after another, or whether one will."""
    source = article(record, "renewal", "prolong", "extension")
    label, held = Fact("labels.renewal"), line.clauses_on(line.view.day)
    after = line.rules.after(at.segment) if at.segment.end.last else held
    if at.follower is not None and at.follower.agreed:
        yield Reason(label, Fact("explanation.extended", day=readings(*at.follower.end)), source)
    elif after.mode is None:
        if held.term is not None and at.segment.length != INDEFINITE and not isinstance(held.term, EndingEvent):
            yield Reason(label, Fact("explanation.renewal-unstated"), None)
    elif after.mode == "none":
        yield Reason(label, Fact("explanation.renewal-none"), source)
    elif after.mode == "express":
        yield Reason(label, Fact("explanation.renewal-express", day=_through(at)), source)
    elif after.mode == "indefinite":
        yield Reason(label, Fact("explanation.renewal-indefinite"), source)
    else:
        yield from _tacit(line, at, source)


def _through(at: Present) -> Value:
    return readings(*at.end) if at.end.last else Fact("days.not-known")


def _tacit(line: Timeline, at: Present, source: Fact) -> Iterator[Reason]:
    before = _before(line, at.segment)
    if before:
        by = days_of(line, before).by
        stood = [way for way in line.exits if way.end.last == before.end.last]
        if by and not stood:
            yield Reason(
                Fact("labels.renewal"), Fact("explanation.tacit-no-notice", day=by), Fact("sources.none-recorded")
            )
            return
    if at.segment.end.last and not line.rules.renews(at.segment):
        yield Reason(Fact("labels.renewal"), Fact("explanation.tacit-used-up"), source)
        return
    yield Reason(Fact("labels.renewal"), Fact("explanation.tacit"), source)


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
    label = Fact("labels.notice")
    if clause is None:
        yield Reason(label, Fact("explanation.no-notice-clause"), Fact("sources.vienna-56"))
        return
    source = article(record, "notice", "denunciation", "termination", "withdrawal")
    days = notice_days(line, at)
    if days.by is None:
        yield Reason(label, _without_deadline(line, at, clause), source)
        return
    yield Reason(label, _deadline(line, at, clause, days), source)


def _without_deadline(line: Timeline, at: Present, clause: NoticeClause) -> Fact:
    length = clause.period if clause.period else Fact("lengths.none")
    if way_of(clause, at.segment.total is not None) == "any-time":
        return Fact("explanation.notice-any-time", length=length)
    if at.segment.end.last is None:
        return Fact("explanation.notice-end-unknown", length=length)
    if not line.rules.goes_on(at.segment):
        return Fact("explanation.notice-not-needed", length=length)
    if at.follower is not None and at.follower.agreed:
        return Fact("explanation.notice-agreed", length=length)
    return Fact("explanation.notice-not-yet", length=length)


def _deadline(line: Timeline, at: Present, clause: NoticeClause, days: NoticeDays) -> Fact:
    by = days.by
    length = clause.period if clause.period else Fact("lengths.none")
    match way_of(clause, at.segment.end.last is not None):
        case "window":
            return Fact("explanation.notice-window", length=length, opens=days.opens, by=by)
        case "end-of-year":
            return Fact("explanation.notice-year-end", length=length, by=by)
        case "day":
            return Fact("explanation.notice-day", end=days.ends.last, by=by)
    end_of = at.segment.end.last
    if clause.period is None or end_of is None:
        return Fact("explanation.notice-without-period", by=by)
    if any(one.why == "gap" and one.start == next_day(by) for one in line.segments):
        return Fact("explanation.notice-before-gap", by=by)
    if latest_start(end_of, clause.period) != days.by:
        return Fact("explanation.notice-before-clause", by=by)
    return Fact("explanation.notice-sum", length=length, by=by, end=end_of)


def remarks(record: Record, line: Timeline) -> Iterator[Reason]:
    """Events that have no effect, or another than it seems."""
    for deed in line.deeds:
        if deed.code in _REMARKS:
            yield Reason(
                Fact("labels.remark"),
                Fact("explanation.remark", event=told(record, deed.place), remark=_REMARKS[deed.code]),
                None,
            )


_REMARKS: Mapping[Code, Fact] = {
    "after-end": Fact("remarks.after-end"),
    "not-longer": Fact("remarks.not-longer"),
    "not-reckonable": Fact("remarks.not-reckonable"),
    "already-leaving": Fact("remarks.already-leaving"),
    "no-end": Fact("remarks.no-end"),
    "outside-window": Fact("remarks.outside-window"),
    "late": Fact("remarks.late"),
    "one-reading": Fact("remarks.one-reading"),
    "no-notice": Fact("remarks.no-notice"),
    "not-suspended": Fact("remarks.not-suspended"),
    "would-be-over": Fact("remarks.would-be-over"),
}

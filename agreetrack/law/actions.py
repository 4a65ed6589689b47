"""What somebody can still do, and what comes by itself."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from agreetrack.law.clauses import Clauses, way_of
from agreetrack.law.counting import earlier, later, shifted
from agreetrack.law.findings import ENDED, Act, Happening
from agreetrack.law.notice import (
    NONE,
    NoticeDays,
    day_of_year,
    days_for_day,
    days_for_period,
    days_for_year,
    days_in_window,
    permitted_from,
    window_after,
)
from agreetrack.law.present import Present
from agreetrack.law.renewals import Reading, Segment
from agreetrack.law.timeline import Timeline, survival_after
from agreetrack.model.clauses import EntryRule, NoticeClause
from agreetrack.model.periods import period

Kind = Literal["renewal", "expiry", "termination", "leaving", "first-term-end", "entry-into-force", "survival-end"]
_LONGEST_WAIT = 200
"""So many years ahead, at the most, the next day of a year for notice is looked for."""


class Outlook(NamedTuple):
    """A timeline, where the day lies in it, and the days for notice in the current period."""

    line: Timeline
    at: Present
    days: NoticeDays


def notice_days(line: Timeline, at: Present) -> NoticeDays:
    """The days for a notice in the current period (or window, or year), past or not."""
    held = line.clauses_on(at.day)
    match way_of(held.notice, at.segment.end.last is not None):
        case "end-of-period":
            return days_of(line, at.segment)
        case "window":
            return next(_windows(line, at, held), NONE)
        case "end-of-year" | "day":
            return next(_years(line, at, held), NONE)
    return NONE


def days_of(line: Timeline, segment: Segment) -> NoticeDays:
    """The days for a notice that ends with a period; none where what follows it is agreed already."""
    following = line.after(segment)
    days = days_for_period(segment, line.rules, entered(line), line.view.calendar)
    if following is not None and following.agreed and (days.by is None or days.by >= following.agreed):
        return NONE
    return days


def entered(line: Timeline) -> date | None:
    """Entry into force from which a time without notice runs: our own where one party is ours, else the agreement's."""
    ours = next((party for party in line.parties if party.us), None) if line.members.ours else None
    if ours is None or not isinstance(line.record.entry_into_force, EntryRule):
        return line.entry.day
    return line.instruments.own_entry(ours.name) or line.entry.day


def _years(line: Timeline, at: Present, held: Clauses) -> Iterator[NoticeDays]:
    """The days for notice to the end of this year (or to the next such day of a year) and of those that follow."""
    clause, day = held.notice, at.day
    if clause is None:
        return
    floor = _floor(line, at.segment)
    permitted = permitted_from(clause, entered(line))
    ends = line.natural_end().last
    for _year in range(_LONGEST_WAIT):
        made = days_for_day if clause.before == "day" or clause.day else days_for_year
        days = made(day, held, line.rules, floor, line.view.calendar)
        target = days.ends.latest
        if target is None or (ends is not None and ends <= target):
            return
        yield NONE if (permitted and days.by and days.by < permitted) or _in_gap(line, target) else days
        if target.year == date.max.year:
            return
        day = date(target.year + 1, 1, 1) if made is days_for_year else _after(clause, target)


def _in_gap(line: Timeline, day: date) -> bool:
    """Whether the agreement is not in force on a day, or ends with it, before it is again."""
    gaps = (one for one in line.segments if one.why == "gap" and one.start and one.end.last)
    return any((shifted(gap.start, -1) or day) <= day <= gap.end.last for gap in gaps if gap.start and gap.end.last)


def _after(clause: NoticeClause, target: date) -> date:
    """The first day from which the next such day of a year is looked for."""
    here = day_of_year(clause, target.year)
    return date.fromordinal(max(here, target).toordinal() + 1)


def _floor(line: Timeline, segment: Segment) -> date | None:
    """The last day of a first term that goes on until notice."""
    return segment.end.last if segment.number == 1 and line.rules.after(segment).mode == "indefinite" else None


def _windows(line: Timeline, at: Present, held: Clauses) -> Iterator[NoticeDays]:
    """The window that is open, or the next one, and those that follow."""
    clause = held.notice
    if clause is None:
        return
    permitted = permitted_from(clause, line.entry.day)
    segment: Segment | None = _ended_lately(line, at, clause) or at.segment
    for _window in range(_LONGEST_WAIT):
        if segment is None or segment.end.last is None:
            return
        days = days_in_window(segment, clause, line.rules, line.view.calendar)
        if days.by is None:
            return
        if permitted is None or days.by >= permitted:
            yield days
        segment = line.after(segment)


def _ended_lately(line: Timeline, at: Present, clause: NoticeClause) -> Segment | None:
    """The period whose window is open on the day, though the next period runs."""
    number = (at.segment.number or 1) - 1
    for whole in line.until(at.day):
        if whole.number and whole.number <= number <= whole.last_number:
            before = whole.one(number - whole.number + 1)
            close = window_after(before.end, clause).latest
            return before if close and close >= at.day else None
    return None


def act(outlook: Outlook) -> Act | None:
    """The next thing that can still be done; None where nothing can be decided, or anything at any time."""
    line, at = outlook.line, outlook.at
    if at.status in ENDED and not at.in_gap:
        return None if line.closed or line.back_on(at.day) else Act(kind="close")
    if at.status == "draft" or at.cap is not None or at.falls:
        return None
    decision = _decision(outlook)
    if decision is None and line.entry.day is None and at.status in ("signed", "provisional"):
        return Act(kind="complete-entry")
    return decision


def _decision(outlook: Outlook) -> Act | None:
    line, at = outlook.line, outlook.at
    held = line.clauses_on(at.day)
    after = line.rules.after(at.segment) if at.segment.end.last else held
    match way_of(held.notice, at.segment.end.last is not None):
        case "window":
            return _first_open(outlook, _windows(line, at, held))
        case "end-of-year" | "day":
            notice = _first_open(outlook, _years(line, at, held))
            extend = _extend(outlook) if after.mode in (None, "express") else None
            return min((one for one in (notice, extend) if one), key=lambda one: one.by or date.max, default=None)
    if after.mode == "tacit" or at.follower is not None:
        return _first_open(outlook, _of_periods(outlook)) or _extend(outlook)
    if after.mode == "indefinite":
        return _first_open(outlook, iter((outlook.days,)))
    return None if after.mode == "none" else _extend(outlook)


def _first_open(outlook: Outlook, found: Iterator[NoticeDays]) -> Act | None:
    for days in found:
        by = still_open(days.receipt, outlook.at.day)
        if by is not None:
            return _notice(outlook, days, by)
    return None


def _of_periods(outlook: Outlook) -> Iterator[NoticeDays]:
    """The days for notice of the current period, and of those for which a notice from the day on can be in time."""
    line, at = outlook.line, outlook.at
    yield outlook.days
    for over in _over(line, at):
        segment = _ending_from(line, at, over)
        for _period in range(len(line.segments) + 2):
            if segment is None or segment.end.last is None:
                break
            yield days_of(line, segment)
            segment = line.after(segment)


def _over(line: Timeline, at: Present) -> list[date]:
    """The days on which the periods of the clauses of now and of later would be over, were notice received now."""
    first = line.clauses_on(at.day)
    days: set[date] = set()
    for held in (first, *(one for one in line.clauses if one.since > at.day)):
        clause = held.notice
        if clause is not None:
            permitted = permitted_from(clause, entered(line))
            start = max(at.day, held.since, permitted or at.day)
            over = later(start, period(clause.period)) if clause.period else start
            days |= {over} if over else set()
    return sorted(days)


def _ending_from(line: Timeline, at: Present, over: date) -> Segment | None:
    """The first period, from the current one on, that ends on or after a day."""
    for segment in line.until(over):
        if segment.number and segment.last_number >= (at.segment.number or 0) and segment.end.last:
            found = segment.at(over)
            if found.end.last and found.end.last >= over and (found.number or 0) >= (at.segment.number or 0):
                return found
    return None


def _notice(outlook: Outlook, days: NoticeDays, by: date) -> Act:
    line, at = outlook.line, outlook.at
    prepare = line.record.prepare
    return Act(
        kind="notice",
        by=by,
        or_by=_other(days.receipt, by),
        start_by=earlier(by, period(prepare)) if prepare else None,
        send_by=days.send,
        days=(by - at.day).days,
        opens_on=days.opens,
        period=days.segment.number if days.segment else None,
        otherwise=_without_notice(outlook, days, by),
    )


def _without_notice(outlook: Outlook, days: NoticeDays, by: date) -> Happening | None:
    """What comes of the period that a notice is about (or the one that then runs), where nobody gives it."""
    line, at = outlook.line, outlook.at
    segment = days.segment or _running(line, by)
    if segment is None or segment.end.last is None:
        return None
    follower, upcoming = line.after(segment), segment.end.earliest or by
    if follower is None or follower.why == "gap":
        return _made("expiry", segment.end, upcoming, at.day)
    if follower.why == "open":
        return _made("first-term-end", segment.end, upcoming, at.day)
    cut = at.follower if at.follower and follower.number == at.follower.number else follower
    return _made("renewal", segment.end, upcoming, at.day, to=cut.end.last, agreed=bool(follower.agreed))


def _running(line: Timeline, day: date) -> Segment | None:
    """The period that runs on a day."""
    for segment in line.until(day):
        if segment.end.last is None or day <= segment.end.last:
            return segment.at(day)
    return None


def _extend(outlook: Outlook) -> Act | None:
    line, at = outlook.line, outlook.at
    end = line.natural_end()
    by = still_open(end, at.day)
    if by is None or line.clauses_on(by).mode == "none":
        return None
    prepare = line.record.prepare
    return Act(
        kind="extend",
        by=by,
        or_by=_other(end, by),
        start_by=earlier(by, period(prepare)) if prepare else None,
        days=(by - at.day).days,
        otherwise=_made("expiry", end, by, at.day),
    )


def still_open(readings: Reading, day: date) -> date | None:
    """The earliest of the readings on or after the day."""
    last, rival = readings
    if last is None or last < day:
        return rival if rival and rival >= day else None
    return rival if rival and day <= rival < last else last


def _other(readings: Reading, by: date) -> date | None:
    return readings.rival if by == readings.last else readings.last


def happens(outlook: Outlook) -> Happening | None:
    """The next thing that comes without anybody doing anything: to the agreement, or else to one of its parties."""
    line, at = outlook.line, outlook.at
    if at.status == "draft":
        return None
    if at.in_gap:
        upcoming = next((one for one in line.segments if one.start and one.start > at.day and one.number), None)
        return _happening("entry-into-force", Reading(upcoming.start if upcoming else None), at.day)
    if at.status in ENDED:
        back = line.back_on(at.day)
        return _happening("entry-into-force", Reading(back), at.day) if back else _survival_end(outlook)
    return _of_agreement(outlook) or _leaving(outlook)


def _of_agreement(outlook: Outlook) -> Happening | None:
    line, at = outlook.line, outlook.at
    entry = line.in_force
    if entry and entry > at.day and not (at.end.earliest and at.end.earliest < entry):
        return _happening("entry-into-force", Reading(entry), at.day)
    if not at.begun and at.goes_on:
        return None
    return _end_of_period(outlook)


def _end_of_period(outlook: Outlook) -> Happening | None:
    line, at = outlook.line, outlook.at
    cap, follower = at.cap, at.follower
    if cap and cap.end.last and at.end.last == cap.end.last:
        kind: Kind = "termination" if cap.kind == "termination" else "expiry"
        return _happening(kind, Reading(at.ends.last, at.ends.rival), at.day)
    if follower is not None:
        return _happening("renewal", at.end, at.day, to=follower.end.last, agreed=bool(follower.agreed))
    if at.goes_on and not at.falls:
        return _happening("first-term-end", at.end, at.day)
    if line.fall.final and at.end == line.fall.final.end:
        return _happening(line.fall.final.kind, at.end, at.day)
    return _happening("expiry", at.end, at.day)


def _survival_end(outlook: Outlook) -> Happening | None:
    line, last = outlook.line, outlook.at.ends.last
    if last is None:
        return None
    return _happening("survival-end", Reading(survival_after(last, line.clauses_on(last))), outlook.at.day)


def _leaving(outlook: Outlook) -> Happening | None:
    """The party that leaves next, while the others go on."""
    line, day = outlook.line, outlook.at.day
    ahead = [way for way in line.exits_on(day) if still_open(way.end, day)]
    first = min(ahead, key=lambda way: still_open(way.end, day) or date.max, default=None)
    return _happening("leaving", first.end, day, party=first.party) if first else None


def _happening(
    kind: Kind,
    readings: Reading,
    day: date,
    *,
    party: str | None = None,
    to: date | None = None,
    agreed: bool = False,
) -> Happening | None:
    upcoming = still_open(readings, day)
    if upcoming is None:
        return None
    return _made(kind, readings, upcoming, day, party=party, to=to, agreed=agreed)


def _made(
    kind: Kind,
    readings: Reading,
    upcoming: date,
    day: date,
    *,
    party: str | None = None,
    to: date | None = None,
    agreed: bool = False,
) -> Happening:
    other = _other(readings, upcoming)
    return Happening(
        kind=kind, date=upcoming, or_date=other, party=party, days=(upcoming - day).days, to=to, agreed=agreed
    )

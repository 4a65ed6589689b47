"""What somebody can still do, and what comes by itself."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from agreetrack.law.clauses import way_of
from agreetrack.law.counting import earlier
from agreetrack.law.findings import ENDED, Act, Happening
from agreetrack.law.notice_days import NoticeDays
from agreetrack.law.renewals import Reading, Segment, earlier_of
from agreetrack.law.timeline import Timeline, survival_after
from agreetrack.law.windows import Outlook, of_periods, windows, years

Kind = Literal["renewal", "expiry", "termination", "leaving", "first-term-end", "entry-into-force", "survival-end"]


def act(outlook: Outlook) -> Act | None:
    """The next thing that can still be done; None where nothing can be decided, or anything at any time."""
    line, at = outlook.line, outlook.at
    if at.status in ENDED and not at.in_gap:
        return None if line.closed or line.back_on(at.day) else Act(kind="close")
    if at.status == "draft" or at.cap is not None:
        return None
    decision = _decision(outlook)
    if decision is None and line.entry.day is None and at.status in ("signed", "provisional"):
        return Act(kind="complete-entry")
    return decision


def _decision(outlook: Outlook) -> Act | None:
    line, at = outlook.line, outlook.at
    held = line.clauses_on(at.day)
    match way_of(held.notice, at.segment.end.last is not None):
        case "window":
            return _first_open(outlook, windows(line, at, held)) or _extend(outlook)
        case "end-of-year" | "day":
            both = _first_open(outlook, years(line, at, held)), _extend(outlook)
            return min((one for one in both if one), key=lambda one: one.by or date.max, default=None)
    after = line.rules.after(at.segment)
    if after.mode == "tacit" or at.follower is not None:
        return _first_open(outlook, of_periods(outlook)) or _extend(outlook)
    if after.mode == "indefinite":
        return _first_open(outlook, iter((outlook.days,)))
    return None if after.mode == "none" else _extend(outlook)


def _first_open(outlook: Outlook, found: Iterator[NoticeDays]) -> Act | None:
    for days in found:
        by = still_open(days.receipt, outlook.at.day)
        if by is not None:
            return _notice(outlook, days, by)
    return None


def _notice(outlook: Outlook, days: NoticeDays, by: date) -> Act:
    line, at = outlook.line, outlook.at
    prepare = line.record.prepare
    return Act(
        kind="notice",
        by=by,
        or_by=_other(days.receipt, by),
        start_by=earlier(by, prepare) if prepare else None,
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
    end = earlier_of(segment.end, line.fall.foreseen)
    if end.last is None:
        return None
    follower, upcoming = line.after(segment), end.earliest or by
    if follower is None or follower.why == "gap" or end.last != segment.end.last:
        return _made("expiry", end, upcoming, at.day)
    if follower.why == "open":
        return _made("first-term-end", segment.end, upcoming, at.day)
    to = earlier_of(follower.end, line.fall.foreseen).last
    return _made("renewal", segment.end, upcoming, at.day, to=to, agreed=bool(follower.agreed))


def _running(line: Timeline, day: date) -> Segment:
    """The period that runs on a day, or the last one before it."""
    segments = line.until(day)
    lasting = (one for one in segments if one.end.last is None or day <= one.end.last)
    return next(lasting, segments[-1]).at(day)


def _extend(outlook: Outlook) -> Act | None:
    line, at = outlook.line, outlook.at
    end, fall = line.natural_end, line.fall.foreseen.last
    by = still_open(end, at.day)
    if by is None or line.clauses_on(by).mode == "none" or (fall and end.last and fall < end.last):
        return None
    prepare = line.record.prepare
    return Act(
        kind="extend",
        by=by,
        or_by=_other(end, by),
        start_by=earlier(by, prepare) if prepare else None,
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
    if at.in_gap and at.begun:
        starts = [one.start for one in line.segments if one.start and one.start > at.day and one.number]
        last = line.foreseen_end().last
        begins = next((start for start in starts if last is None or start <= last), None)
        return _happening("entry-into-force", Reading(begins), at.day) or _of_agreement(outlook)
    if at.status in ENDED:
        back = line.back_on(at.day)
        return _happening("entry-into-force", Reading(back), at.day) if back else _survival_end(outlook)
    return _of_agreement(outlook) or _leaving(outlook)


def _of_agreement(outlook: Outlook) -> Happening | None:
    line, at = outlook.line, outlook.at
    entry = line.in_force
    ends_before = entry and at.end.earliest and at.end.earliest < entry
    if entry and entry > at.day and not (ends_before and at.begun):
        return _happening("entry-into-force", Reading(entry), at.day)
    if not at.begun and at.goes_on:
        return None
    return _end_of_period(outlook)


def _end_of_period(outlook: Outlook) -> Happening | None:
    at = outlook.at
    cap, follower = at.cap, at.follower
    if cap and cap.end.last and at.end.last == cap.end.last:
        kind: Kind = "termination" if cap.kind == "termination" else "expiry"
        return _happening(kind, Reading(at.ends.last, at.ends.rival), at.day)
    if follower is not None:
        return _happening("renewal", at.end, at.day, to=follower.end.last, agreed=bool(follower.agreed))
    if at.goes_on and not at.falls:
        return _happening("first-term-end", at.end, at.day)
    return _happening("expiry", at.end, at.day)


def _survival_end(outlook: Outlook) -> Happening | None:
    line, last = outlook.line, outlook.at.ends.last
    assert last is not None  # what has ended has a last day
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

"""What somebody can still do, and what comes by itself."""

from datetime import date
from typing import Literal

from agreetrack.law.counting import earlier, later
from agreetrack.law.course import Course
from agreetrack.law.findings import ENDED, Act, Happening
from agreetrack.law.notice import NoticeDays, notice_days
from agreetrack.law.periods import Reading, Run
from agreetrack.law.position import Position, follower
from agreetrack.law.working_days import Calendar
from agreetrack.model.periods import period


def act(course: Course, at: Position, days: NoticeDays, calendar: Calendar) -> Act | None:
    """The next thing that can still be done; None where nothing can be decided, or anything at any time.

    `days` are those for notice in the current period.
    """
    if at.status in ENDED and not at.in_gap:
        return None if course.closed else Act(kind="close")
    if at.status == "draft" or course.cap or _falls(course, at):
        return None
    decision = _decision(course, at, days, calendar)
    if decision is None and course.entry.day is None and at.status in ("signed", "provisional"):
        return Act(kind="complete-entry")
    return decision


def _falls(course: Course, at: Position) -> bool:
    """Whether the current period is cut short by the foreseen end of the agreement that this one falls with."""
    return course.foreseen.last is not None and at.end == course.foreseen and at.end != at.run.end


def _decision(course: Course, at: Position, days: NoticeDays, calendar: Calendar) -> Act | None:
    if course.mode == "tacit":
        return _tacit_decision(course, at, days, calendar)
    if course.mode == "indefinite":
        return _notice(course, days, at.day)
    if course.mode == "none":
        return None
    return _extend(course, course.latest, at.day)


def _tacit_decision(course: Course, at: Position, days: NoticeDays, calendar: Calendar) -> Act | None:
    """Notice in the first period whose window is still open; an extension once the renewals are used up."""
    if not course.renews(at.run):
        return _extend(course, at.run, at.day)
    run, found = at.follower, _notice(course, days, at.day)
    for _attempt in range(2):
        if found or run is None:
            return found
        if not course.renews(run):
            return _extend(course, run, at.day)
        found = _notice(course, notice_days(course, run, at.day, calendar), at.day)
        run = follower(course, run)
    return found or _far_notice(course, at.day, calendar)


def _far_notice(course: Course, day: date, calendar: Calendar) -> Act | None:
    """Where the notice period is longer than several renewals: the first period that it still fits into."""
    clause = course.notice_on(day)
    over = later(day, period(clause.period)) if clause else None
    if over is None:
        return None
    run = course.first_end_from(over)
    if not course.renews(run):
        return _extend(course, run, day)
    return _notice(course, notice_days(course, run, day, calendar), day)


def _notice(course: Course, days: NoticeDays, day: date) -> Act | None:
    return _open_act("notice", Reading(days.by, days.rival), course.record.prepare, day, days.send)


def _extend(course: Course, run: Run, day: date) -> Act | None:
    return _open_act("extend", run.end, course.record.prepare, day)


def _open_act(
    kind: Literal["notice", "extend"],
    readings: Reading,
    prepare: str | None,
    day: date,
    send: date | None = None,
) -> Act | None:
    """The act by the earliest reading that is not yet past; None when both are."""
    by = still_open(readings, day)
    if by is None:
        return None
    other = readings.rival if by == readings.last else readings.last
    return Act(
        kind=kind,
        by=by,
        or_by=other,
        start_by=earlier(by, period(prepare)) if prepare else None,
        send_by=send,
        days=(by - day).days,
    )


def still_open(readings: Reading, day: date) -> date | None:
    """The earliest of the readings on or after the day."""
    last, rival = readings
    if last is None or last < day:
        return rival if rival and rival >= day else None
    return rival if rival and day <= rival < last else last


def happens(course: Course, at: Position) -> Happening | None:
    """The next thing that comes without anybody doing anything."""
    if at.status == "draft":
        return None
    if at.in_gap:
        upcoming = next((run for run in course.runs if run.start and run.start > at.day), None)
        return _happening("entry-into-force", Reading(upcoming.start if upcoming else None), at.day)
    if at.status in ENDED:
        return _survival_end(course, at)
    entered = course.in_force
    if not at.begun or (entered and entered > at.day and not (at.end.earliest and at.end.earliest < entered)):
        return _happening("entry-into-force", Reading(entered), at.day)
    return _end_of_period(course, at)


def _end_of_period(course: Course, at: Position) -> Happening | None:
    cap = course.cap
    if cap and cap.end.last and at.end.last == cap.end.last:
        kind: Literal["termination", "expiry"] = "termination" if cap.kind == "termination" else "expiry"
        return _happening(kind, cap.end if at.run.end.last != cap.end.last else at.end, at.day)
    if at.follower is not None:
        return _happening("renewal", at.end, at.day)
    if course.mode == "indefinite" and not _falls(course, at):
        return _happening("first-term-end", at.end, at.day)
    return _happening("expiry", at.end, at.day)


def _survival_end(course: Course, at: Position) -> Happening | None:
    if course.survival in (None, "indefinite") or at.ends.last is None or course.survival is None:
        return None
    return _happening("survival-end", Reading(later(at.ends.last, period(course.survival))), at.day)


def _happening(
    kind: Literal["renewal", "expiry", "termination", "first-term-end", "entry-into-force", "survival-end"],
    readings: Reading,
    day: date,
) -> Happening | None:
    upcoming = still_open(readings, day)
    if upcoming is None:
        return None
    other = readings.rival if upcoming == readings.last else readings.last
    return Happening(kind=kind, date=upcoming, or_date=other, days=(upcoming - day).days)

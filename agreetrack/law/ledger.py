"""The ledger: every period of an agreement with why it exists, and every time between that is none."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from msgspec import structs

from agreetrack.law.counting import later, next_day
from agreetrack.law.course import Course
from agreetrack.law.findings import Span
from agreetrack.law.notice import notice_days
from agreetrack.law.periods import Run
from agreetrack.law.position import Position
from agreetrack.law.working_days import WEEKDAYS
from agreetrack.model.periods import period

LONGEST_LISTED = 12
"""A run of more tacit periods than this stands in one line, but for its last two."""
_KEPT = 2
_DAY = timedelta(days=1)


def ledger(course: Course, at: Position) -> tuple[Span, ...]:
    """The spans from signature to the end of survival, in order, without overlap; gaps are named."""
    periods = [span for span in _periods(course, at) if not _is_empty(span)]
    survival = list(_survival(course, at))
    following = next((span.start for span in (*periods, *survival)), None)
    before = [] if periods and following is None else list(_before(course, following))
    return (*before, *periods, *survival)


def _before(course: Course, first: date | None) -> Iterator[Span]:
    """From signature to the day before the first period: waiting, or provisionally applied."""
    signed = course.signed.day if course.signed else None
    start = min((day for day in (signed, *(one.start for one in course.provisional)) if day), default=None)
    while start and (first is None or start < first):
        interval = next((one for one in course.provisional if one.end is None or start < one.end), None)
        applied = bool(interval and interval.start <= start)
        end = (interval.end if applied else interval.start) if interval else None
        end = min((day for day in (end, first) if day), default=None)
        kind: Literal["provisional", "awaiting"] = "provisional" if applied else "awaiting"
        yield Span(kind=kind, why=kind, start=start, through=end - _DAY if end else None)
        start = end


def _periods(course: Course, at: Position) -> Iterator[Span]:
    before: Run | None = None
    for run in singles(course, at):
        if is_past_cap(course, run):
            return
        if run.start or _began_on_unknown_day(course):
            yield _span(course, run, before, at.day)
        before = run


def _is_empty(span: Span) -> bool:
    """Whether it ended before it began, as when a term from signature is over before entry into force."""
    return bool(span.start and span.through and span.through < span.start)


def _began_on_unknown_day(course: Course) -> bool:
    """Whether the first period began, on a day that is not stated to the day."""
    return course.started_unstated() or (course.entry.status_from is not None and course.entry.day is None)


def singles(course: Course, at: Position) -> Iterator[Run]:
    """The periods and gaps one by one (a long run of tacit ones as one, but for its last ones), and the next."""
    for run in course.runs:
        hidden = run.count - _KEPT if run.count > LONGEST_LISTED else 0
        if hidden:
            yield structs.replace(run.one(hidden), number=run.number, start=run.start, count=hidden)
        for place in range(hidden + 1, run.count + 1):
            yield run.one(place)
    if at.follower and course.cap is None and course.renews(course.latest):
        yield course.following_period(course.latest)


def is_past_cap(course: Course, run: Run) -> bool:
    """Whether the period would begin only after the final last day."""
    cap = course.cap.end.last if course.cap else None
    return bool(cap and run.start and run.start > cap)


def _span(course: Course, run: Run, before: Run | None, day: date) -> Span:
    end = run.end
    cap = course.cap.end if course.cap else None
    if cap and cap.last and (end.last is None or cap.last < end.last):
        end = cap
    kind: Literal["gap", "period"] = "gap" if run.why == "gap" else "period"
    return Span(
        kind=kind,
        why=run.why,
        start=run.start,
        through=end.last,
        rival_through=end.rival,
        number=run.number,
        periods=run.count,
        length=run.length,
        events=tuple(run.events),
        certain_since=_certain_since(course, before, day) if run.why == "tacit" and before else None,
    )


def _certain_since(course: Course, before: Run, day: date) -> date | None:
    """The first day on which the renewal after a period could no longer be stopped, once it is past.

    It is the day after the last one for notice, or the day on which a notice given in time was taken back.
    """
    by = notice_days(course, before, day, WEEKDAYS).by
    if by is None or by >= day:
        return None
    back = (back for way, back in course.taken_back if way.end.last == before.end.last)
    return max((next_day(by) or by, *back))


def _survival(course: Course, at: Position) -> Iterator[Span]:
    if at.ends.last is None or course.survival is None:
        return
    through = None if course.survival == "indefinite" else later(at.ends.last, period(course.survival))
    yield Span(kind="survival", why="survival", start=next_day(at.ends.last), through=through, length=course.survival)

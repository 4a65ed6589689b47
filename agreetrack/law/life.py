"""The whole life of an agreement, as it is seen from one day: what a timeline is drawn from.

The ledger says which periods there are; beside it stand the days on which notice could end each of them, and the
times of suspension and of provisional application, past and to come.
"""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from agreetrack.law.counting import next_day, shifted
from agreetrack.law.course import Bound, Course
from agreetrack.law.findings import Standing, Suspended
from agreetrack.law.happenings import course_of
from agreetrack.law.leaving import first_permitted
from agreetrack.law.ledger import is_past_cap, singles
from agreetrack.law.notice import notice_days
from agreetrack.law.periods import Run
from agreetrack.law.position import Position, position
from agreetrack.law.standing import judged
from agreetrack.law.working_days import WEEKDAYS, Calendar
from agreetrack.model.record import Counting, Listed


class NoticeWindow(Struct, frozen=True, kw_only=True):
    """The days on which a notice is received in time to end the agreement with a period.

    It opens on the day after the last one for the period before (the first period: when that begins), or where the
    clause excludes a time after entry into force, on the first day after that. `by` is its last day, `rival_by` the
    prudent earlier one, `send_by` the last working day for the note to leave. Where the agreement ends before, there
    is none.
    """

    period: int
    opens: date
    by: date
    rival_by: date | None = None
    send_by: date | None = None


class Days(Struct, frozen=True):
    """The days from `start` through `through`; None where no end of them is known."""

    start: date
    through: date | None = None


class Life(Struct, frozen=True, kw_only=True):
    """A record, its standing with the ledger, and what lies over or beside the periods.

    The windows are those of the periods that stand alone in the ledger; suspensions end with the agreement.
    `provisional` are the times of provisional application before entry into force. `beyond` are the days after the
    ledger through which the agreement goes on by itself, unless notice is given.
    """

    record: Listed
    standing: Standing
    notice_windows: tuple[NoticeWindow, ...] = ()
    suspensions: tuple[Suspended, ...] = ()
    provisional: tuple[Days, ...] = ()
    beyond: Days | None = None


def life(
    record: Listed,
    day: date,
    knowing: date | None = None,
    assume: Counting = "anniversary",
    calendar: Calendar = WEEKDAYS,
    bound: Bound | None = None,
) -> Life:
    """The life of an agreement as it is seen from a day; what is handed in is what `standing` asks for."""
    course = course_of(record, knowing or day, assume, bound)
    at = position(course, day)
    return Life(
        record=record,
        standing=judged(course, at, calendar, with_ledger=True),
        notice_windows=tuple(_windows(course, at, calendar)),
        suspensions=tuple(_suspensions(course, at)),
        provisional=tuple(_provisional(course, at)),
        beyond=_beyond(course, at),
    )


def _windows(course: Course, at: Position, calendar: Calendar) -> Iterator[NoticeWindow]:
    before: date | None = None
    for run in singles(course, at):
        if is_past_cap(course, run):
            return
        days = notice_days(course, run, at.day, calendar)
        opens = _opens(course, at, run, before)
        if days.by is None:
            continue
        before = days.by
        last = _earlier(at.ends.last, course.foreseen.last) or days.by
        if run.count == 1 and run.number and opens and opens <= days.by <= last:
            yield NoticeWindow(period=run.number, opens=opens, by=days.by, rival_by=days.rival, send_by=days.send)


def _opens(course: Course, at: Position, run: Run, before: date | None) -> date | None:
    """The first day on which a notice ends the agreement with this period, by the clause that holds on the day."""
    clause = course.notice_on(at.day)
    permitted = first_permitted(course, clause) if clause else None
    return max((day for day in (next_day(before) or run.start, permitted) if day), default=None)


def _suspensions(course: Course, at: Position) -> Iterator[Suspended]:
    for held in sorted(course.held, key=lambda held: held.since):
        until = _earlier(held.until, at.ends.last)
        if until is None or held.since <= until:
            yield Suspended(since=held.since, until=until, party=held.party, articles=held.articles)


def _provisional(course: Course, at: Position) -> Iterator[Days]:
    before_entry = shifted(course.in_force, -1) if course.in_force else None
    for interval in course.provisional:
        ended = shifted(interval.end, -1) if interval.end else None
        through = _earlier(_earlier(ended, before_entry), at.ends.last)
        if through is None or interval.start <= through:
            yield Days(interval.start, through)


def _beyond(course: Course, at: Position) -> Days | None:
    """What comes by itself after the last period of the ledger: renewals, as many as there may be, or until notice."""
    *_before, run = singles(course, at)
    start = next_day(run.end.last)
    if start is None or course.cap or at.status == "draft":
        return None
    if course.mode == "indefinite":
        through = course.foreseen.last
    elif course.renews(run):
        left = course.times - run.used if course.times is not None else None
        last = course.following_period(run, left).end.last if left else None
        through = _earlier(last, course.foreseen.last)
    else:
        return None
    return Days(start, through) if through is None or start <= through else None


def _earlier(one: date | None, other: date | None) -> date | None:
    """The earlier of two days, of which each may be none."""
    return min((day for day in (one, other) if day), default=None)

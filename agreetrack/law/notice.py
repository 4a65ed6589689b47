"""The last day for notice: when it has to be received, and by when the note has to leave.

No code states how a period is counted backwards (CETS 076 art. 1 leaves that out), so the day that keeps the whole
period free is computed, and the prudent earlier day is kept beside it.
"""

from datetime import date
from typing import NamedTuple

from agreetrack.law.counting import earlier, latest_start
from agreetrack.law.course import Course
from agreetrack.law.leaving import first_permitted, way_of_notice
from agreetrack.law.periods import Run
from agreetrack.law.working_days import Calendar, working_day_back
from agreetrack.model.clauses import NoticeClause
from agreetrack.model.periods import period


class NoticeDays(NamedTuple):
    """The last day for receipt, the prudent one where it differs, and the last working day for the note to leave."""

    by: date | None = None
    rival: date | None = None
    send: date | None = None


def notice_days(course: Course, run: Run, day: date, calendar: Calendar) -> NoticeDays:
    """The days for a notice that ends the agreement with this period, by the clause that holds on `day`.

    Empty where notice decides nothing: without a clause, where the agreement ends anyway (no renewal, an express one
    or none stated, the last permitted one), where no period ends, and while no notice is permitted yet.
    """
    clause = course.notice_on(min(day, run.end.last) if run.end.last else day)
    if clause is None or run.end.last is None or not _decides(course, run):
        return NoticeDays()
    way = way_of_notice(course, clause)
    by = _received_by(run.end.last, clause, way)
    permitted = first_permitted(course, clause)
    if by is None or (permitted and by < permitted):
        return NoticeDays()
    prudent = min([by, *_prudent_days(run, clause, way)])
    return NoticeDays(by, prudent if prudent != by else None, _sent_by(prudent, clause, calendar))


def _decides(course: Course, run: Run) -> bool:
    """Whether a notice makes a difference to what comes after the period."""
    if course.mode == "tacit":
        return course.renews(run)
    return course.mode == "indefinite" and run.why != "open"


def _received_by(end: date, clause: NoticeClause, way: str) -> date | None:
    target = _year_end(end) if way == "end-of-year" else end
    return latest_start(target, period(clause.period)) if target else None


def _prudent_days(run: Run, clause: NoticeClause, way: str) -> list[date]:
    """Both ends less the notice period, counted back from the same-numbered day."""
    ends = [end for end in run.end if end]
    targets = [_year_end(end) if way == "end-of-year" else end for end in ends]
    back = [earlier(target, period(clause.period)) for target in targets if target]
    return [day for day in back if day]


def _year_end(end: date) -> date | None:
    """The last 31 December on or before a day."""
    if (end.month, end.day) == (12, 31):
        return end
    return date(end.year - 1, 12, 31) if end.year > 1 else None


def _sent_by(by: date, clause: NoticeClause, calendar: Calendar) -> date | None:
    """The last working day on which the note can leave: a note that counts on dispatch needs no transit."""
    travels = clause.transit and clause.effective_on != "dispatch"
    leaves = earlier(by, period(clause.transit)) if travels and clause.transit else by
    return working_day_back(leaves, calendar) if leaves else None

"""Where a day lies in the course of an agreement: in which period, before the first, in a gap, or past the end."""

from datetime import date

from msgspec import Struct, structs

from agreetrack.law.counting import next_day
from agreetrack.law.course import Course
from agreetrack.law.findings import Status
from agreetrack.law.periods import Reading, Run


class Position(Struct, kw_only=True):
    """A day in a course.

    `run` is the single period that governs it: the current one, the first one before it began, the last one once
    everything is over or through a gap.
    """

    day: date
    run: Run
    status: Status
    begun: bool
    in_gap: bool
    end: Reading
    """The last day of the current period, or the final last day where that comes earlier."""
    ends: Reading
    """The final last day, once a notice or the parties' consent set it or it has passed."""
    follower: Run | None
    """The period after this one, where it is agreed or comes unless notice is given."""

    @property
    def presumed(self) -> bool:
        """Whether the agreement is only presumed to be in force, for nothing says how long it lasts."""
        unknown = self.end.last is None and self.run.why != "open" and self.run.length != "indefinite"
        return unknown and self.begun and self.status in ("in-force", "provisional")


def position(course: Course, day: date) -> Position:
    """Find the day in the course, and judge its status."""
    cap = course.cap.end.last if course.cap else None
    course.advance(max(day, cap) if cap else day)
    over = _is_over(course, day)
    place = _place(course, day)
    run = course.runs[place]
    in_gap = run.why == "gap"
    if in_gap:
        run = course.runs[place - 1]
    run = run.at(day)
    begun = _has_begun(course, day)
    end, following = _capped(course, run), follower(course, run)
    ends = _ends(course, end, over)
    status = _ended_status(course, ends) if over else None
    if status is None or not (begun or course.cap or _was_applied(course, day)):
        goes_on = _goes_on(course, run, end, following)
        status = _status(course, day, end, begun=begun, in_gap=in_gap, goes_on=goes_on)
    return Position(
        day=day,
        run=run,
        status=status,
        begun=begun,
        in_gap=in_gap,
        end=end,
        ends=ends,
        follower=following,
    )


def follower(course: Course, run: Run) -> Run | None:
    """The period that comes after a single one unless notice is given, or because it is agreed."""
    last = _earliest_last(course)
    if run.end.last is None or run.number is None or (last and last <= run.end.last):
        return None
    following = _established_follower(course, run) or (course.following_period(run) if course.renews(run) else None)
    if following is None or following.start != next_day(run.end.last):
        return None  # a gap comes first
    cut = last is not None and following.end.last is not None and last < following.end.last
    return structs.replace(following, end=Reading(last)) if cut else following


def _established_follower(course: Course, run: Run) -> Run | None:
    number = run.number or 0
    for whole in course.runs:
        if whole.number and whole.why != "open" and number < whole.number + whole.count:
            if whole.number > number:
                return whole.one(1)
            if number < whole.number + whole.count - 1:
                return whole.one(number - whole.number + 2)
    return None


def _place(course: Course, day: date) -> int:
    """The run that contains the day; the first one before it began; the last relevant one past the end."""
    cap = course.cap.end.last if course.cap else None
    day = min(day, cap) if cap else day
    for place, run in enumerate(course.runs):
        if run.end.last is None or day <= run.end.last:
            return place
    return len(course.runs) - 1


def _earliest_last(course: Course) -> date | None:
    """The last day after which no period follows: final, or foreseen with the agreement that this one falls with."""
    final = course.cap.end.last if course.cap else None
    foreseen = course.foreseen.last
    return min(final, foreseen) if final and foreseen else final or foreseen


def _capped(course: Course, run: Run) -> Reading:
    """The last day of a period, or the final one where that comes first.

    Where both are the same day, a period that would renew leaves no other reading than the final one's.
    """
    end, cap = run.end, course.cap.end if course.cap else course.foreseen
    if cap.last is None or (end.last and end.last < cap.last):
        return end
    return end if end.last == cap.last and not course.renews(run) else cap


def _is_over(course: Course, day: date) -> bool:
    """Whether the day lies past the final last day by either reading."""
    latest = course.latest.end.latest
    if course.cap and course.cap.end.latest and course.cap.end.latest < day:
        return True
    runs_on = course.renews(course.latest) or course.mode == "indefinite"
    return latest is not None and latest < day and not runs_on


def _ends(course: Course, end: Reading, over: bool) -> Reading:
    if course.cap:
        latest = course.latest
        natural = latest.end if not course.renews(latest) and course.mode != "indefinite" else Reading()
        if natural.last and course.cap.end.last and natural.last < course.cap.end.last:
            return natural
        return course.cap.end
    return end if over else Reading()


def _has_begun(course: Course, day: date) -> bool:
    """Whether the agreement is in force or provisionally applied by the day, or was until it ended."""
    if _is_in_force(course, day):
        return True
    return any(interval.covers(day) for interval in course.provisional)


def _is_in_force(course: Course, day: date) -> bool:
    start, status_from = course.in_force, course.entry.status_from
    if (start and start <= day) or (status_from and status_from <= day):
        return True
    return course.started_unstated()


def _ended_status(course: Course, ends: Reading) -> Status | None:
    """How an agreement ended that is over; None where it was not even signed by what is known."""
    if course.signed and course.signed.latest > course.knowing:
        return None
    by_act = course.cap and course.cap.kind == "termination" and course.cap.end.last == ends.last
    return "terminated" if by_act else "expired"


def _status(course: Course, day: date, end: Reading, *, begun: bool, in_gap: bool, goes_on: bool) -> Status:
    signed = course.signed.latest if course.signed else None
    if signed and signed > course.knowing:
        return "draft"
    if not begun:
        return _before_entry(course, day, signed)
    if end.earliest and end.earliest < day and (in_gap or not goes_on):
        return "expired" if in_gap and (not end.latest or end.latest < day) else "contested"
    if course.cap:
        return "ending"
    return "in-force" if _is_in_force(course, day) else "provisional"


def _before_entry(course: Course, day: date, signed: date | None) -> Status:
    if signed:
        return "signed" if signed <= day else "draft"
    return "signed" if course.record.entry_into_force or course.known else "draft"


def _was_applied(course: Course, day: date) -> bool:
    return any(interval.start <= day for interval in course.provisional)


def _goes_on(course: Course, run: Run, end: Reading, following: Run | None) -> bool:
    """Whether another period follows this end at once, so that the day between two readings is in force by both."""
    ends_here = course.cap is not None and course.cap.end.last == end.last
    return following is not None or (course.mode == "indefinite" and end == run.end and not ends_here)

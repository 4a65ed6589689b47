"""What holds for an agreement on a day: the one question that everything else is made of.

A pure function of the record, the day and what is known by then; no clock, no file. In force means through the
24:00 of the last day. The end of an agreement is not moved by a day on which nobody works (CETS 076 art. 5,
BGB 193); only the day on which a note has to leave is.
"""

from datetime import date
from typing import Literal, NamedTuple

from msgspec import structs

from agreetrack.law.action import act, happens
from agreetrack.law.counting import later, next_day
from agreetrack.law.course import Bound, Course
from agreetrack.law.findings import ENDED, Act, Happening, Leaving, Standing, Suspended
from agreetrack.law.happenings import course_of
from agreetrack.law.ledger import ledger
from agreetrack.law.notice import NoticeDays, notice_days
from agreetrack.law.periods import Reading
from agreetrack.law.position import Position, position
from agreetrack.law.windows import Place, Prospects, place_of
from agreetrack.law.working_days import WEEKDAYS, Calendar
from agreetrack.model.periods import Period, period
from agreetrack.model.record import Counting, Listed


def standing(
    record: Listed,
    day: date,
    knowing: date | None = None,
    assume: Counting = "anniversary",
    calendar: Calendar = WEEKDAYS,
    with_ledger: bool = True,
    bound: Bound | None = None,
) -> Standing:
    """What holds on `day` by the events dated on or before `knowing` (default: `day`).

    `assume` is the counting where the record states none; `calendar` says on which days a note can leave.
    Without the ledger the answer comes sooner. `bound` is the end of the agreement that this one falls with. Raises
    ValueError where the record holds a text that is no period or date (validation refuses it).
    """
    course = course_of(record, knowing or day, assume, bound, day)
    return judged(course, position(course, day), calendar, with_ledger)


def due_standing(
    record: Listed,
    day: date,
    within: Period,
    knowing: date | None = None,
    assume: Counting = "anniversary",
    calendar: Calendar = WEEKDAYS,
    bound: Bound | None = None,
) -> tuple[Place, Standing] | None:
    """Where a record belongs in the list of what is due, and its standing without the ledger; None for nowhere."""
    course = course_of(record, knowing or day, assume, bound, day)
    at = position(course, day)
    outlook = look_ahead(course, at, calendar)
    where = place_of(Prospects(at.status, course.closed, day, at.end.last, outlook.act, outlook.happens), within)
    return (where, _standing(course, at, outlook)) if where else None


class Outlook(NamedTuple):
    """What follows from a position: the days for notice, what can be done, what comes by itself."""

    days: NoticeDays
    act: Act | None
    happens: Happening | None


def look_ahead(course: Course, at: Position, calendar: Calendar) -> Outlook:
    """What can still be done and what comes by itself, from a position of a course."""
    days = notice_days(course, at.run, at.day, calendar)
    return Outlook(days, act(course, at, days, calendar), happens(course, at))


def judged(course: Course, at: Position, calendar: Calendar, with_ledger: bool) -> Standing:
    """The standing at a position of a course."""
    found = _standing(course, at, look_ahead(course, at, calendar))
    return structs.replace(found, ledger=ledger(course, at)) if with_ledger else found


def _standing(course: Course, at: Position, outlook: Outlook) -> Standing:
    end, ends, follower = at.end, at.ends, at.follower
    held = suspensions(course, at)
    return Standing(
        day=at.day,
        knowing=course.knowing,
        status=at.status,
        suspended=any(one.party is None and one.articles is None for one in held),
        suspensions=held,
        presumed=at.presumed,
        closed=course.closed,
        period=at.run.number if at.begun and not at.in_gap else None,
        in_force=course.in_force,
        expires=end.last,
        rival_expires=end.rival,
        notice_by=outlook.days.by,
        rival_notice_by=outlook.days.rival,
        send_by=outlook.days.send,
        renews_to=follower.end.last if follower else None,
        rival_renews_to=follower.end.rival if follower else None,
        ends=ends.last,
        rival_ends=ends.rival,
        out_from=next_day(ends.last or end.last),
        binding_until=binding_until(course, ends),
        days_left=(end.last - at.day).days if end.last else None,
        leaving=tuple(leaving(course)),
        act=outlook.act,
        happens=outlook.happens,
        missing=course.entry.missing,
    )


def bound_by(parent: Standing) -> Bound | None:
    """What the standing of an agreement means for one that falls with it; None while no end is in sight.

    An end that is set or past is final. Of an agreement that does not renew by itself the end is foreseen.
    """
    if parent.ends:
        kind = "expiry" if parent.status == "expired" or _lapses(parent) else "termination"
        rival = parent.rival_expires if parent.ends == parent.expires else None
        return Bound(Reading(parent.ends, rival), kind, final=True)
    if _lapses(parent) and parent.expires:
        return Bound(Reading(parent.expires, parent.rival_expires), "expiry", final=False)
    return None


def _lapses(found: Standing) -> bool:
    return found.happens is not None and found.happens.kind == "expiry"


def binding_until(course: Course, ends: Reading) -> date | Literal["indefinite"] | None:
    """The last day on which obligations bind after an end; None where there is no end or survival is not stated."""
    if ends.last is None or course.survival is None:
        return None
    if course.survival == "indefinite":
        return "indefinite"
    return later(ends.last, period(course.survival))


def leaving(course: Course) -> list[Leaving]:
    """The parties that gave notice which stands, each with its own last day and survival."""
    return [
        Leaving(party=way.party, ends=way.end.last, binding_until=binding_until(course, way.end))
        for way in course.exits
    ]


def suspensions(course: Course, at: Position) -> tuple[Suspended, ...]:
    """The suspensions that hold on the day, while the agreement has not ended."""
    if at.status in ENDED:
        return ()
    return tuple(
        Suspended(since=held.since, until=held.until, party=held.party, articles=held.articles)
        for held in course.held
        if held.since <= at.day and (held.until is None or at.day <= held.until)
    )

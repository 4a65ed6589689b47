"""The days for notice: in the period that runs, and the next ones for as long as one is still open."""

from collections.abc import Iterator
from datetime import date
from itertools import islice, pairwise
from typing import NamedTuple

from agreetrack.law.clauses import Clauses, way_of
from agreetrack.law.counting import later
from agreetrack.law.notice import day_of_year, permitted_from, window_after
from agreetrack.law.notice_days import (
    NONE,
    Bounds,
    Gap,
    NoticeDays,
    days_for_day,
    days_for_period,
    days_for_year,
    days_in_window,
)
from agreetrack.law.present import Present
from agreetrack.law.renewals import Segment
from agreetrack.law.timeline import Timeline
from agreetrack.model.clauses import EntryRule, NoticeClause

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
            return next(windows(line, at, held), NONE)
        case "end-of-year" | "day":
            return next(years(line, at, held), NONE)
    return NONE


def days_of(line: Timeline, segment: Segment) -> NoticeDays:
    """The days for a notice that ends with a period; none where what follows it is agreed already."""
    end = segment.end.last
    if end is None or _falls_by(line, end):
        return NONE
    days = days_for_period(segment, _bounds(line, entered(line)))
    following = line.established_after(segment, end)
    return NONE if days.by and following and following.agreed and days.by >= following.agreed else days


def _falls_by(line: Timeline, end: date) -> bool:
    """Whether the agreement is foreseen to fall with another one by then: notice decides nothing any more."""
    fall = line.fall.foreseen.last
    return fall is not None and fall <= end


def _bounds(line: Timeline, entry: date | None) -> Bounds:
    """Within what the days for notice are sought, where none may be given for a time from entry into force."""
    gaps = [
        Gap(before.at(date.max).end, gap.end.last)
        for before, gap in pairwise(line.segments)
        if gap.why == "gap" and gap.end.last
    ]
    over = Gap(line.unprolonged_end, date.max)
    return Bounds(line.rules, entry, (*gaps, over), line.view.calendar)


def entered(line: Timeline) -> date | None:
    """Entry into force from which a time without notice runs: our own where one party is ours, else the agreement's."""
    ours = next((party for party in line.parties if party.us), None) if line.members.ours else None
    if ours is None or not isinstance(line.record.entry_into_force, EntryRule):
        return line.entry.day
    return line.instruments.own_entry(ours.name) or line.entry.day


def years(line: Timeline, at: Present, held: Clauses) -> Iterator[NoticeDays]:
    """The days for notice to the end of this year (or to the next such day of a year) and of those that follow."""
    clause = held.notice
    assert clause is not None
    bounds, ends = _bounds(line, entered(line)), line.unprolonged_end.last
    since = max(at.reached, _floor(line, at.segment) or date.min)
    for end in islice(_targets(clause, since), _LONGEST_WAIT):
        days = days_for_day(end, clause, bounds) if clause.day else days_for_year(end, bounds)
        if ends is not None and ends <= (days.ends.latest or end):
            return
        yield NONE if _touches_gap(bounds, end) else days


def _targets(clause: NoticeClause, since: date) -> Iterator[date]:
    """The last days of the years, or the days of the years that the clause names, from a day on."""
    ends = (day_of_year(clause, year) for year in range(since.year, date.max.year + 1))
    return (end for end in ends if end >= since)


def _touches_gap(bounds: Bounds, day: date) -> bool:
    """Whether the agreement is not in force on a day, or ends with it, before it is again."""
    return any(gap.covers(day) or day == gap.eve.last for gap in bounds.gaps)


def _floor(line: Timeline, segment: Segment) -> date | None:
    """The last day of a first term that goes on until notice."""
    return segment.end.last if segment.number == 1 and line.rules.after(segment).mode == "indefinite" else None


def windows(line: Timeline, at: Present, held: Clauses) -> Iterator[NoticeDays]:
    """The window that is open, or the next one, and those that follow; none opens where the agreement has ended."""
    clause = held.notice
    assert clause is not None
    bounds = _bounds(line, line.entry.day)
    segment: Segment | None = _ended_lately(line, at, clause) or at.segment
    for _window in range(_LONGEST_WAIT):
        if segment is None or segment.end.last is None or _falls_by(line, segment.end.last):
            return
        days = days_in_window(segment, clause, bounds)
        following = line.after(segment)
        if following is None or window_after(segment.end, clause).last is None:
            return
        if "gap" not in (segment.why, following.why) and days.by:
            yield days
        segment = following


def _ended_lately(line: Timeline, at: Present, clause: NoticeClause) -> Segment | None:
    """The period whose window is open on the day, though the next period runs."""
    number = (at.segment.number or 1) - 1
    for whole in line.until(at.day):
        if whole.number and whole.number <= number <= whole.last_number:
            before = whole.one(number - whole.number + 1)
            close = window_after(before.end, clause).latest
            return before if close and close >= at.reached else None
    return None


def of_periods(outlook: Outlook) -> Iterator[NoticeDays]:
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
            over = later(start, clause.period) if clause.period else start
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

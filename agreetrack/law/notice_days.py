"""By when a notice has to be received, and by when the note has to leave: for a period, a year, a day, a window."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct, structs

from agreetrack.law.clauses import Way, way_of
from agreetrack.law.counting import earlier, latest_start
from agreetrack.law.notice import by_for_day, counted, on_day, permitted_from, window_after
from agreetrack.law.renewals import UNKNOWN, Reading, Rules, Segment
from agreetrack.law.working_days import Calendar, working_day_back
from agreetrack.model.clauses import NoticeClause


class NoticeDays(Struct, frozen=True, kw_only=True):
    """When a notice has to be received: the last day, the prudent one, the last working day for it to leave.

    `opens` is the first day, where the clause opens a window. `ends` is the last day in force that it gives; `period`
    the number of the period that it ends, where it ends one.
    """

    by: date | None = None
    rival: date | None = None
    send: date | None = None
    opens: date | None = None
    ends: Reading = UNKNOWN
    segment: Segment | None = None

    @property
    def receipt(self) -> Reading:
        """Both readings of the last day."""
        return Reading(self.by, self.rival)


NONE = NoticeDays()


class Gap(NamedTuple):
    """A time between two periods, or after the last: the last day before it, in both readings, and its own last day."""

    eve: Reading
    last: date

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.eve.last is not None and self.eve.last < day <= self.last


class Bounds(NamedTuple):
    """Within what the days for notice are sought: the dated clauses, entry into force, gaps, working days."""

    rules: Rules
    entered: date | None
    gaps: tuple[Gap, ...]
    calendar: Calendar

    def outside_gaps(self, day: date) -> Reading:
        """The day itself, or the last one before the gap that it lies in: then there is nothing to give notice of."""
        return next((gap.eve for gap in self.gaps if gap.covers(day)), Reading(day))


def days_for_period(segment: Segment, bounds: Bounds) -> NoticeDays:
    """The days for a notice that ends with a period: the latest one on which its clause lets it end so.

    Empty where notice decides nothing: without a clause, where the agreement ends anyway (no renewal, an express one
    or none stated, the last permitted one), where no period ends, and while no notice is permitted yet.
    """
    end, rules = segment.end.last, bounds.rules
    if end is None or not (rules.renews(segment) or rules.after(segment).mode == "indefinite"):
        return NONE
    found = _latest(end, "end-of-period", rules, lambda clause: _free_from(end, clause))
    if found is None:
        return NONE
    by, clause = found
    ends = [day for day in segment.end if day]
    back = [earlier(day, clause.period) if clause.period else day for day in ends]
    prudent = min([by, *(day for day in back if day)])
    return _days(by, prudent, clause, bounds, NoticeDays(ends=segment.end, segment=segment))


def _free_from(end: date, clause: NoticeClause) -> date | None:
    """The latest day from which the whole period of the clause is free before the end of a day."""
    return latest_start(end, clause.period) if clause.period else end


def _latest(
    end: date, way: Way, rules: Rules, by_of: Callable[[NoticeClause], date | None]
) -> tuple[date, NoticeClause] | None:
    """The latest day on which the clause of that very day lets a notice end with a day, and that clause."""
    until = end
    for held in reversed(rules.steps):
        if held.since > until:
            continue
        clause = held.notice
        if clause and way_of(clause, True) == way:
            by = min(by_of(clause) or date.min, until)
            if by > date.min and by >= held.since:
                return by, clause
        until = held.since - timedelta(days=1) if held.since > date.min else held.since
    return None


def _days(by: date, prudent: date, clause: NoticeClause, bounds: Bounds, found: NoticeDays) -> NoticeDays:
    """What was found with its days for receipt and sending, none of them in a gap; none while notice is not permitted.

    Of a window, permission is judged by the window's last day.
    """
    closes = bounds.outside_gaps(by)
    by, earliest = closes.last or by, min(closes.earliest or by, bounds.outside_gaps(prudent).earliest or prudent)
    permitted = permitted_from(clause, bounds.entered)
    if permitted and by < permitted:
        return NONE
    rival = earliest if earliest != by else None
    return structs.replace(found, by=by, rival=rival, send=_sent_by(earliest, clause, bounds.calendar))


def days_for_year(end: date, bounds: Bounds) -> NoticeDays:
    """The days for a notice that ends with the last day of a year."""
    found = _latest(end, "end-of-year", bounds.rules, lambda clause: _free_from(end, clause))
    if found is None:
        return NONE
    by, clause = found
    back = earlier(end, clause.period) if clause.period else end
    return _days(by, min(by, back or by), clause, bounds, NoticeDays(ends=Reading(end)))


def days_for_day(end: date, named: NoticeClause, bounds: Bounds) -> NoticeDays:
    """The days for a notice that ends with the day of the year that a clause names."""

    def by_of(clause: NoticeClause) -> date | None:
        return by_for_day(end, clause) if clause.day == named.day else None

    found = _latest(end, "day", bounds.rules, by_of)
    if found is None:
        return NONE
    by, clause = found
    return _days(by, by, clause, bounds, NoticeDays(ends=on_day(end, clause, bounds.rules.on(by), bounds.rules)))


def days_in_window(segment: Segment, clause: NoticeClause, bounds: Bounds) -> NoticeDays:
    """The window for notice after a period: from its last day on, in the earlier reading through the prudent one."""
    close = window_after(segment.end, clause)
    if close.last is None:
        return NONE
    found = NoticeDays(ends=counted(close.last, clause, bounds.rules), opens=segment.end.last)
    return _days(close.last, close.earliest or close.last, clause, bounds, found)


def _sent_by(by: date, clause: NoticeClause, calendar: Calendar) -> date | None:
    """The last working day on which the note can leave: a note that counts on dispatch needs no transit."""
    travels = clause.transit and clause.effective_on != "dispatch"
    leaves = earlier(by, clause.transit) if travels and clause.transit else by
    return working_day_back(leaves, calendar) if leaves else None

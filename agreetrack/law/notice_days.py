"""By when a notice has to be received, and by when the note has to leave: for a period, a year, a day, a window."""

from datetime import date, timedelta

from msgspec import Struct

from agreetrack.law.clauses import Clauses, way_of
from agreetrack.law.counting import earlier, latest_start
from agreetrack.law.notice import by_for_day, counted, day_of_year, on_day, permitted_from, window_after
from agreetrack.law.renewals import UNKNOWN, Reading, Rules, Segment
from agreetrack.law.working_days import Calendar, working_day_back
from agreetrack.model.clauses import NoticeClause
from agreetrack.model.periods import period


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


def days_for_period(segment: Segment, rules: Rules, entered: date | None, calendar: Calendar) -> NoticeDays:
    """The days for a notice that ends with a period: the latest one on which its clause lets it end so.

    Empty where notice decides nothing: without a clause, where the agreement ends anyway (no renewal, an express one
    or none stated, the last permitted one), where no period ends, and while no notice is permitted yet.
    """
    end = segment.end.last
    if end is None or not (rules.renews(segment) or rules.after(segment).mode == "indefinite"):
        return NONE
    until = end
    for held in reversed(rules.steps):
        if held.since > until:
            continue
        clause = held.notice
        if clause and way_of(clause, True) == "end-of-period":
            by = min(latest_start(end, period(clause.period)) or date.min if clause.period else end, until)
            if by > date.min and by >= held.since:
                return _permitted(_for_period(segment, clause, by, calendar), clause, entered)
        until = held.since - timedelta(days=1) if held.since > date.min else held.since
    return NONE


def _for_period(segment: Segment, clause: NoticeClause, by: date, calendar: Calendar) -> NoticeDays:
    """The day, the prudent one (both ends less the period, counted back), and the one for the note to leave."""
    ends = [end for end in segment.end if end]
    back = [earlier(end, period(clause.period)) if clause.period else end for end in ends]
    prudent = min([by, *(day for day in back if day)])
    return _days(by, prudent, clause, calendar, segment.end, segment)


def _permitted(days: NoticeDays, clause: NoticeClause, entered: date | None) -> NoticeDays:
    permitted = permitted_from(clause, entered)
    return NONE if permitted and days.by and days.by < permitted else days


def _days(
    by: date,
    prudent: date,
    clause: NoticeClause,
    calendar: Calendar,
    ends: Reading,
    segment: Segment | None = None,
    opens: date | None = None,
) -> NoticeDays:
    rival = prudent if prudent != by else None
    return NoticeDays(
        by=by, rival=rival, send=_sent_by(prudent, clause, calendar), opens=opens, ends=ends, segment=segment
    )


def days_for_year(day: date, held: Clauses, rules: Rules, floor: date | None, calendar: Calendar) -> NoticeDays:
    """The days for a notice to the end of the year that a day lies in, or of the first term's last year."""
    clause = held.notice
    assert clause is not None
    target = date(max(day, floor or day).year, 12, 31)
    by = latest_start(target, period(clause.period)) if clause.period else target
    if by is None:
        return NONE
    back = earlier(target, period(clause.period)) if clause.period else target
    return _days(by, min(by, back or by), clause, calendar, Reading(target))


def days_for_day(day: date, held: Clauses, rules: Rules, floor: date | None, calendar: Calendar) -> NoticeDays:
    """The days for a notice to the next day of the year that the clause names."""
    clause = held.notice
    assert clause is not None
    since = max(day, floor or day)
    target = day_of_year(clause, since.year)
    if target < since:
        if since.year == date.max.year:
            return NONE
        target = day_of_year(clause, since.year + 1)
    by = by_for_day(target, clause)
    if by is None:
        return NONE
    return _days(by, by, clause, calendar, on_day(target, clause, held, rules))


def days_in_window(segment: Segment, clause: NoticeClause, rules: Rules, calendar: Calendar) -> NoticeDays:
    """The window for notice after a period: from its last day on, in the earlier reading through the prudent one."""
    close = window_after(segment.end, clause)
    if close.last is None:
        return NONE
    prudent = close.earliest or close.last
    ends = counted(close.last, clause, rules)
    return _days(close.last, prudent, clause, calendar, ends, None, segment.end.last)


def _sent_by(by: date, clause: NoticeClause, calendar: Calendar) -> date | None:
    """The last working day on which the note can leave: a note that counts on dispatch needs no transit."""
    travels = clause.transit and clause.effective_on != "dispatch"
    leaves = earlier(by, period(clause.transit)) if travels and clause.transit else by
    return working_day_back(leaves, calendar) if leaves else None

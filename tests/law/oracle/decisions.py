"""What somebody can still do, and what comes by itself, where notice is to the end of a period."""

from datetime import date
from typing import Any

from .course import Period
from .days import A_DAY, Length, last_day, length
from .life import Life
from .text import Open

FAR_BACK = 11
"""Years before an end in which a last day for notice is looked for, one day after the other."""
LONGEST = (120, 0)


def back(end: date, period: Length) -> date:
    """The day less the period, counted back: the last day that gives at most that day."""
    months, days = period
    year, month = divmod(end.year * 12 + end.month - 1 - months, 12)
    number = end.day
    while True:
        try:
            return date.fromordinal(date(year, month + 1, number).toordinal() - days)
        except ValueError:
            number -= 1


def readings(first: Life, rival: Life, period: Period) -> list[date]:
    """The last days of a period, by both readings."""
    ends = [one.end for life in (first, rival) for one in life.periods if one.number == period.number]
    return [end for end in ends if end]


def earliest(days: list[date], on: date) -> date | None:
    """The earliest of the readings that is not past."""
    return min((day for day in days if day >= on), default=None)


def latest_notice(life: Life, period: Period) -> date | None:
    """The last day for notice to the end of a period: one day after the other is tried, backwards."""
    clause = life.text.clause("notice", period.end) if period.end else None
    if clause and (length(clause["period"]) or (0, 0)) > LONGEST:
        raise Open
    on = period.end
    while on and period.end and on.year > period.end.year - FAR_BACK:
        clause = life.text.clause("notice", on)
        if clause and last_day(on, length(clause["period"]) or (0, 0), "anniversary") <= period.end:
            return on
        on -= A_DAY
    return None


def act(first: Life, rival: Life, current: Period, on: date) -> dict[str, Any] | None:
    """The next notice that is open, or an extension where nothing follows by itself; None where nothing can be done."""
    period: Period | None = current
    while period and period.end:
        after = first.after(period)
        if after is None and period.end >= first.sight:
            return None
        if after is None:
            renewal = first.text.clause("renewal", period.end) or {}
            by = earliest(readings(first, rival, period), on)
            return None if renewal.get("mode") == "none" else {"kind": "extend", "by": by}
        clause = first.text.clause("notice", period.end)
        if after.agreed is not None and after.agreed > on:
            raise Open
        if clause and after.agreed is None:
            latest = latest_notice(first, period)
            if latest and first.text.clause("notice", latest) != clause:
                raise Open
            prudent = [back(end, length(clause["period"]) or (0, 0)) for end in readings(first, rival, period)]
            by = earliest([*([latest] if latest else []), min(prudent)], on) if latest else None
            if by:
                return {"kind": "notice", "by": by}
        period = after
    return None


def happens(first: Life, rival: Life, current: Period, on: date) -> dict[str, Any] | None:
    """What comes by itself next, where no end is set."""
    if current.end is None:
        return None
    after = first.after(current)
    kind = "expiry" if after is None else "first-term-end" if after.end is None else "renewal"
    return {"kind": kind, "date": earliest(readings(first, rival, current), on)}

"""How periods are counted: from a day forwards to the last day, and from an end backwards to the last day for notice.

All days are inclusive and last to their 24:00. A period is so many months, then so many days. A day that would
fall after 9999-12-31 (or before 0001-01-01) is None.

Sources: Russian Civil Code 190-194; Regulation (EEC, Euratom) 1182/71 art. 3; European Convention on the
Calculation of Time-Limits (CETS 076) arts. 3-5; BGB 186-193; PRC Civil Code 200-204.
"""

from calendar import monthrange
from datetime import date, timedelta

from agreetrack.model.periods import Period
from agreetrack.model.record import Counting

_LENGTHS = (0, 31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
LAST_YEAR = 9999
_A_DAY = timedelta(1)


def month_length(year: int, month: int) -> int:
    """The number of days of a month."""
    return _LENGTHS[month] or monthrange(year, month)[1]


def shifted(day: date, days: int) -> date | None:
    """The day so many days later (earlier where negative)."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def next_day(day: date | None) -> date | None:
    """The day after, or None after none."""
    return None if day is None or day == date.max else day + _A_DAY


def _month_and_number(day: date, months: int) -> tuple[int, int, int]:
    """Year, month and the length of the month so many months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return year, month + 1, 0
    return year, month + 1, month_length(year, month + 1)


def later(day: date, span: Period) -> date | None:
    """The same-numbered day so many months later, or the month's last day where there is none; then the days."""
    return last_day(day, span, "anniversary")


def last_day(start: date, span: Period, counting: Counting) -> date | None:
    """The last day of a period that runs from `start`.

    `anniversary`: the day of the event is not counted (Civil Code 191-192; 1182/71 art. 3(2)(c); CETS 076 art. 3;
    BGB 187(1); PRC 201-202): the same-numbered day, or the month's last day where there is none.
    `day-before`: the first day counts (BGB 187(2), 188(2)): the day before the same-numbered day, or the month's
    last day where that numbered day is missing; it is not clamped first and moved a day back then.
    """
    base, missing = _months_on(start, span.months)
    if base is None:
        return None
    days = span.days - (counting == "day-before" and not missing)
    return shifted(base, days) if days else base


def last_days(start: date, span: Period) -> tuple[date | None, date | None]:
    """The last day by `anniversary` and by `day-before`, worked out together."""
    base, missing = _months_on(start, span.months)
    if base is None:
        return None, None
    end = shifted(base, span.days) if span.days else base
    return end, end if missing else shifted(base, span.days - 1)


def _months_on(day: date, months: int) -> tuple[date | None, bool]:
    """The same-numbered day so many months later, or the month's last day, and whether that number is missing."""
    if not months:
        return day, False
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > LAST_YEAR:
        return None, False
    try:
        return date(year, month + 1, day.day), False
    except ValueError:
        return date(year, month + 1, month_length(year, month + 1)), True


def earlier(day: date, span: Period) -> date | None:
    """`day` less a period: the same-numbered day (or the month's last) so many months before, less the days."""
    year, month, length = _month_and_number(day, -span.months)
    return shifted(date(year, month, min(day.day, length)), -span.days) if length else None


def latest_start(end: date, span: Period) -> date | None:
    """The latest day N from which the period, counted by anniversary, is over on `end` or before.

    It is the last day on which notice can be received: `last_day(N, span, "anniversary") <= end`, and a day
    later it is not.
    """
    limit = shifted(end, -span.days)
    if limit is None:
        return None
    year, month, length = _month_and_number(limit, -span.months)
    if not length:
        return None
    at_month_end = limit.day == month_length(limit.year, limit.month)
    return date(year, month, length if at_month_end else min(limit.day, length))


def times(span: Period, count: int) -> Period:
    """So many times the period."""
    return Period(span.months * count, span.days * count)


def plus(one: Period, other: Period) -> Period:
    """Two periods as one sum: months with months, days with days."""
    return Period(one.months + other.months, one.days + other.days)


def steps_to_reach(anchor: date, first: Period, step: Period, target: date) -> int:
    """The least n >= 0 for which `first` + n × `step`, counted from the anchor by anniversary, is near `target`.

    An estimate by arithmetic, never too high by construction; the caller counts up from it. It is at most a few
    steps too low.
    """
    if step.months and not step.days:
        gap = (target.year - anchor.year) * 12 + target.month - anchor.month - first.months
        rough = gap // step.months - (first.days // 28 + 1 if first.days else 0)
    else:
        days = (target - anchor).days - first.days - first.months * 30.436875
        rough = int(days // (step.months * 30.436875 + step.days)) - 4
    return max(0, rough)

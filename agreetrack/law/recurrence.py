"""The days on which something recurs: by a period from its first day on, or by a rule of RFC 5545.

Each day is reckoned from the first one as one sum, as renewals are: the 31st stays the 31st where a month has it.
Of a window only the days in it are computed, however long it has gone on before.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from agreetrack.law.counting import later, steps_to_reach, times
from agreetrack.law.renewals import NOTHING
from agreetrack.model.obligations import Obligation
from agreetrack.model.periods import Period, period
from agreetrack.model.rules import rule_parts

_WEEK = 7


def falls(obligation: Obligation, begins: date | None, first: date, last: date) -> Iterator[date]:
    """The days from `first` through `last` on which a recurring obligation falls due, in order.

    `begins` is the day that a rule is counted from where the obligation states none. What is stated may reach
    further than the agreement binds; that is for others to judge.
    """
    start = obligation.from_ or begins
    if start is None:
        return
    last = min(last, obligation.until or last)
    if obligation.rrule is not None:
        yield from _by_rule(obligation.rrule, start, first, last)
    elif obligation.every is not None:
        yield from every(start, period(obligation.every), first, last)


def every(start: date, step: Period, first: date, last: date) -> Iterator[date]:
    """The days from `first` through `last` that lie whole steps after the start; the start is the first of all."""
    count = steps_to_reach(start, NOTHING, step, first) if first > start else 0
    day = later(start, times(step, count))
    while day is not None and day <= last:
        if day >= first:
            yield day
        count += 1
        day = later(start, times(step, count))


def _by_rule(text: str, start: date, first: date, last: date) -> Iterator[date]:
    parts = rule_parts(text)
    until = parts.pop("UNTIL", None)
    if until:
        last = min(last, date(int(until[:4]), int(until[4:6]), int(until[6:8])))
    if last < max(start, first):
        return
    near = start
    count = int(parts.pop("COUNT", "0")) or None
    if count is None:
        parts = _explicit(parts, start)
        near = _nearer(parts, start, first)
    # Without a last day, a rule that names no day at all would be followed to the end of the calendar.
    parts["UNTIL"] = last.isoformat().replace("-", "")
    for moment in islice(_rule(parts, near), count):
        day = moment.date()
        if day >= max(start, first):
            yield day


def _rule(parts: dict[str, str], start: date) -> Iterable[datetime]:
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

    text = ";".join(f"{name}={value}" for name, value in parts.items())
    found: Iterable[datetime] = rrulestr(text, dtstart=datetime.combine(start, time()))
    return found


def _explicit(parts: dict[str, str], start: date) -> dict[str, str]:
    """The rule with the day that RFC 5545 takes from its start where no part names one."""
    frequency = parts["FREQ"]
    if frequency == "DAILY" or parts.keys() & {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"}:
        return parts
    if frequency == "WEEKLY":
        return {**parts, "BYDAY": ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[start.weekday()]}
    of_month = {"BYMONTHDAY": str(start.day)}
    if frequency == "YEARLY" and "BYMONTH" not in parts:
        of_month["BYMONTH"] = str(start.month)
    return {**parts, **of_month}


def _nearer(parts: dict[str, str], start: date, first: date) -> date:
    """A start nearer to the window that gives the same days from there on: whole intervals later, two to spare."""
    step = int(parts.get("INTERVAL", "1"))
    match parts["FREQ"]:
        case "YEARLY":
            count = (first.year - start.year) // step - 2
            return date(start.year + count * step, 1, 1) if count > 0 else start
        case "MONTHLY":
            count = ((first.year - start.year) * 12 + first.month - start.month) // step - 2
            year, month = divmod(start.year * 12 + start.month - 1 + count * step, 12)
            return date(year, month + 1, 1) if count > 0 else start
        case frequency:
            days = step * (_WEEK if frequency == "WEEKLY" else 1)
            count = (first - start).days // days - 2
            return start + timedelta(days=count * days) if count > 0 else start

"""The days on which something recurs: by a period from its first day on, or by a rule of RFC 5545.

Each day is reckoned from the first one as one sum, as renewals are: the 31st stays the 31st where a month has it.
Of a window only the days in it are computed, however long it has gone on before.
"""

from collections.abc import Iterator
from datetime import date

from agreetrack.law.counting import later, steps_to_reach, times
from agreetrack.law.renewals import NOTHING
from agreetrack.model.obligations import Obligation
from agreetrack.model.periods import Period
from agreetrack.model.rule_days import rule_days


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
        yield from rule_days(obligation.rrule, start, first, last)
    elif obligation.every is not None:
        yield from every(start, obligation.every, first, last)


def every(start: date, step: Period, first: date, last: date) -> Iterator[date]:
    """The days from `first` through `last` that lie whole steps after the start; the start is the first of all."""
    count = steps_to_reach(start, NOTHING, step, first) if first > start else 0
    day = later(start, times(step, count))
    while day is not None and day <= last:
        if day >= first:
            yield day
        count += 1
        day = later(start, times(step, count))

"""A cheap look that tells which agreements have no obligation due, so that a long list need not judge them all.

It errs to one side only: what it passes over has nothing in the window; what it lets through is judged in full.
"""

from collections.abc import Callable, Iterable
from datetime import date

from agreetrack.law.recurrence import every
from agreetrack.model.obligations import PledgeOutline
from agreetrack.model.periods import Period, period
from agreetrack.model.record import PromisingOutline

_IN_EVERY_MONTH = 28
"""The last day that every month has."""


def owes_by(last: date, known: date, since: date | None = None) -> Callable[[PromisingOutline], bool]:
    """A test that is false of agreements which surely owe nothing by a day: nothing late, nothing due through it.

    `known` is the last day on which what was recorded counts. What has no date does not fall due. What is over with
    counts too where it was due on or after `since`.
    """

    def may_owe(outline: PromisingOutline) -> bool:
        if may_be_owed(outline.obligations, last, known) or amends_obligations(outline):
            return True
        return since is not None and any(_was_due_since(one, since) for one in outline.obligations)

    return may_owe


def may_be_owed(obligations: Iterable[PledgeOutline], last: date, known: date) -> bool:
    """Whether of these something may be late, or due through the last day."""
    return any(one.kind != "continuing" and _may_be_owed(one, last, known) for one in obligations)


def _was_due_since(one: PledgeOutline, since: date) -> bool:
    return any((outcome.occurrence or one.due or date.max) >= since for outcome in one.occurrences)


def promises_anything(outline: PromisingOutline) -> bool:
    """Whether there are obligations at all, also such as only an amendment set."""
    return bool(outline.obligations) or amends_obligations(outline)


def amends_obligations(outline: PromisingOutline) -> bool:
    """Whether an event may set obligations; the text of the events is searched, not read."""
    events = bytes(outline.events)
    return b'"obligations"' in events or b"\\u" in events


def _may_be_owed(one: PledgeOutline, last: date, known: date) -> bool:
    over: set[date] = set()
    for outcome in one.occurrences:
        if outcome.status == "partly-met":
            return True
        if outcome.date <= known:
            over.add(outcome.occurrence or outcome.date)
    if one.kind == "once":
        return not over and (one.within is not None or (one.due is not None and one.due <= last))
    if one.from_ is not None and one.from_ > last:
        return False
    if one.every is None or one.from_ is None:
        return True
    return _some_is_open(one.from_, period(one.every), min(last, one.until or last), over)


def _some_is_open(start: date, step: Period, through: date, over: set[date]) -> bool:
    """Whether a day that lies whole steps after the start, up to the last one, is not among those that are over."""
    if step.days or start.day > _IN_EVERY_MONTH:
        return any(day not in over for day in every(start, step, start, through))
    latest = _months(start, through) - (through.day < start.day)
    expected = latest // step.months + 1
    if len(over) >= expected:
        for day in over:
            months = _months(start, day)
            expected -= day.day == start.day and 0 <= months <= latest and months % step.months == 0
    return expected > 0


def _months(start: date, day: date) -> int:
    """The months between the months of two days."""
    return (day.year - start.year) * 12 + day.month - start.month

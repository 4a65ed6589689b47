"""A cheap look that tells which agreements cannot be due, so that a long list need not judge them all.

It reads the texts of a record without building anything, and errs to one side only: what it passes over has no act
and no happening in the window and did not end in it; what it lets through is judged in full.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from agreetrack.law.working_days import WEEKDAYS, Calendar
from agreetrack.model.events import (
    Close,
    Extension,
    NoticeGiven,
    NoticeSuspended,
    NoticeWithdrawn,
    Resumption,
    Suspension,
    Termination,
)
from agreetrack.model.periods import Period, period
from agreetrack.model.record import Listed, Outline

_SLACK = 8
"""Days by which a count by average months may miss a day, month's ends and both readings among them."""
_MONTH = 30.436875
ENDING = (None, "none", "express")
"""Modes of renewal under which an agreement ends unless somebody acts."""
SHORTENING = (NoticeGiven, NoticeSuspended, NoticeWithdrawn, Termination)
"""Events that may bring an end forward, never put it off."""
WITHOUT_DATES = (Suspension, Resumption, Close)
"""Events that move no date."""


class _Window(NamedTuple):
    """The days that matter, as ordinals: from the start of what has passed through the end of what is due."""

    first: int
    today: int
    last: int
    workless: int

    def misses(self, end: float) -> bool:
        """Whether an end lies outside, with slack on both sides."""
        return end - _SLACK > self.last or end + _SLACK < self.first

    def ahead(self, start: float, end: float) -> bool:
        """Whether some of the days from start through end may be due: today or later, and not after the last."""
        return start - _SLACK <= self.last and end + _SLACK >= self.today


def passes_over(
    day: date,
    within: Period,
    knowing: date | None = None,
    calendar: Calendar = WEEKDAYS,
    back: Period | None = None,
) -> Callable[[Listed | Outline], bool]:
    """A test that is true of records which surely have nothing due within a time after the day.

    Nor did they end within the same time before it, or within `back`.
    `knowing` is the last day whose events are known, `calendar` the days that are worked, as for a standing.
    """
    today = day.toordinal()
    window = _Window(today - _at_most(back or within), today, today + _at_most(within), calendar.longest_rest)
    known = knowing or day

    def passed_over(record: Listed | Outline) -> bool:
        if record.prepare or record.survival or (record.links and _may_fall(record)):
            return False
        start = _start(record)
        if start is None:
            return not record.events and record.entry_into_force is None and record.term is None
        return start + _SLACK < window.first and _is_quiet(record, start, window, known)

    return passed_over


def _at_most(length: Period) -> int:
    """The most days that a period has."""
    return 31 * length.months + length.days


def _may_fall(record: Listed | Outline) -> bool:
    return any(link.kind == "falls-with" for link in record.links)


def _start(record: Listed | Outline) -> int | None:
    """The ordinal of the one day that the term runs from, where it is stated plainly."""
    entry = record.entry_into_force
    if record.term_from is not None or not isinstance(entry, str):
        return None
    stated = record.signed if entry == "signature" else entry
    return _ordinal(stated) if stated and len(stated) == len("2015-02-09") else None


@lru_cache(maxsize=65536)
def _ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@lru_cache(maxsize=4096)
def _days(text: str) -> float:
    """A period in days, by the average month."""
    length = period(text)
    return length.months * _MONTH + length.days


def _is_quiet(record: Listed | Outline, start: int, window: _Window, known: date) -> bool:
    term = record.term
    if term is None or term == "indefinite":
        return not record.events
    end = start + _days(term) if term[0] == "P" else float(_ordinal(term))
    if record.events:
        moved = _moved(record, end, window, known)
        if moved is None:
            return False
        end = moved
    mode = record.renewal.mode if record.renewal else None
    if mode == "tacit":
        return _tacit_is_quiet(record, end, window)
    return window.misses(end) and (mode != "indefinite" or not _notice_is_ahead(record, end, window))


def _moved(record: Listed | Outline, end: float, window: _Window, known: date) -> float | None:
    """Where plain events move the end of the first term; None where they do more than that."""
    mode = record.renewal.mode if record.renewal else None
    before, shortened = date.min, False
    for event in record.events:
        if not before <= event.date <= known:
            return None
        before = event.date
        if isinstance(event, Extension):
            moved = _extended(event, end, mode)
            if moved is None:
                return None
            end = moved
        elif isinstance(event, SHORTENING):
            shortened = True
        elif not isinstance(event, WITHOUT_DATES):
            return None
    over_anyway = mode in ENDING and end + _SLACK < window.first
    return end if not shortened or over_anyway else None


def _extended(event: Extension, end: float, mode: str | None) -> float | None:
    """The end that an extension gives; None where it has an anchor of its own, or may have no effect."""
    if event.from_ or mode == "indefinite":
        return None
    if event.by:
        return end + _days(event.by)
    until = float(event.until.toordinal()) if event.until else end
    return until if mode in ENDING and until > end + _SLACK else None


def _tacit_is_quiet(record: Listed | Outline, end: float, window: _Window) -> bool:
    """Whether no renewal and no last day for its notice lies ahead in the window; False for limited renewals."""
    renewal = record.renewal
    stated = (renewal.period or record.term) if renewal else None
    if renewal is None or renewal.times is not None or stated is None or stated[0] != "P":
        return False
    step = _days(stated)
    if end < window.today:
        end += (window.today - end) // step * step
    lead = _lead(record, window) + _SLACK
    while end - lead <= window.last:
        if window.ahead(end, end) or _notice_is_ahead(record, end, window):
            return False
        end += step
    return True


def _lead(record: Listed | Outline, window: _Window) -> float:
    """The days from the sending of a note to the end of the period, at the most."""
    clause = record.notice
    if clause is None:
        return 0.0
    year = 366 if clause.before == "end-of-year" else 0
    return year + _days(clause.period) + (_days(clause.transit) if clause.transit else 0) + window.workless


def _notice_is_ahead(record: Listed | Outline, end: float, window: _Window) -> bool:
    """Whether the days from the sending of a note to its last day for receipt reach into the window."""
    clause = record.notice
    return clause is not None and window.ahead(end - _lead(record, window), end - _days(clause.period))

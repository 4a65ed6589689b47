"""Which days a timeline shows where nobody says: enough around the day for what runs to be seen."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from agreetrack.display.timeline.bars import begins
from agreetrack.law.bars import Life
from agreetrack.law.findings import Span

_BACK, _AHEAD = 4, 6
"""Years around the day, at the most, that many agreements are shown for."""

_LEAST = 1
_LATELY = 2
"""Years for which what is over is shown beside what runs."""

_WHOLE_LIFE = 100
"""Years around the day, at the most, that one agreement or what is over is shown for."""

_WHOLE_YEARS = 3
"""Years from which on a span begins and ends with a year, and not with a month."""


def around(lives: Sequence[Life], day: date) -> tuple[date, date]:
    """The days for many agreements: what runs and what comes next, some years back and ahead."""
    days = list(_running(lives))
    if not days:
        return whole_life(lives, day)
    first = max(_years(day, -_BACK), min(_years(day, -_LEAST), *days))
    last = min(_years(day, _AHEAD), max(_years(day, _LEAST), *days))
    return _rounded(first, last)


def whole_life(lives: Iterable[Life], day: date) -> tuple[date, date]:
    """The days from the first to the last that a timeline of the agreements marks, and the day, unless it is far."""
    days = [known for life in lives for known in _known(life)] or [day]
    first, last = min(days), max(days)
    if first <= _years(day, _WHOLE_LIFE) and last >= _years(day, -_WHOLE_LIFE):
        first = max(_years(day, -_WHOLE_LIFE), min(day, first))
        last = min(_years(day, _WHOLE_LIFE), max(day, last))
    margin = timedelta(days=max((last - first).days // 25, 15))
    return _rounded(_moved(first, -margin), _moved(last, margin))


def completed(default: tuple[date, date], first: date | None, last: date | None) -> tuple[date, date]:
    """The default days with what was asked for in their place: at least a year where only one end was named."""
    start, end = first or default[0], last or default[1]
    if first is None and start > _years(end, -_LEAST):
        start = _years(end, -_LEAST)
    if last is None and end < _years(start, _LEAST):
        end = _years(start, _LEAST)
    return start, end


def _running(lives: Iterable[Life]) -> Iterator[date]:
    """The first and last days of the spans that run, come or have lately ended, where one runs or comes at all."""
    for life in lives:
        day, spans = life.standing.day, life.standing.ledger
        if any(span.through is None or span.through >= day for span in spans):
            lately = _years(day, -_LATELY)
            for span in (span for span in spans if span.through is None or span.through >= lately):
                yield from _ends(life, span)


def _ends(life: Life, span: Span) -> Iterator[date]:
    yield from (day for day in (begins(life, span), span.through, span.rival_through) if day)


def _known(life: Life) -> Iterator[date]:
    for span in life.standing.ledger:
        yield from _ends(life, span)
    for window in life.notice_windows:
        yield from (window.opens, window.by)
    for held in life.suspensions:
        yield from (day for day in (held.since, held.until) if day)
    yield from (event.date for event in life.record.events if event.date <= life.standing.knowing)


def _years(day: date, count: int) -> date:
    """The day so many years later or earlier, or the calendar's end."""
    year = day.year + count
    if not 1 <= year <= 9999:
        return date.max if year > 1 else date.min
    return day.replace(year=year, day=min(day.day, 28))


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return date.max if by > timedelta() else date.min


def _rounded(first: date, last: date) -> tuple[date, date]:
    """Whole years, or whole months where the time is short."""
    if last.year - first.year >= _WHOLE_YEARS:
        return date(first.year, 1, 1), date(last.year, 12, 31)
    if (last.year, last.month) == (9999, 12):
        return first.replace(day=1), date.max
    after = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    return first.replace(day=1), after - timedelta(days=1)

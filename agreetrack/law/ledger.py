"""The ledger: every period of an agreement with why it exists, and every time between that is none."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

from msgspec import structs

from agreetrack.law.counting import next_day, shifted
from agreetrack.law.findings import Span
from agreetrack.law.present import Present
from agreetrack.law.renewals import Segment, earlier_of
from agreetrack.law.timeline import Timeline, survival_after
from agreetrack.law.windows import days_of
from agreetrack.model.dates import whole_day

LONGEST_LISTED = 12
"""A run of more tacit periods than this stands in one line, but for its last two."""
_KEPT = 2
_DAY = timedelta(days=1)


def ledger(line: Timeline, at: Present) -> tuple[Span, ...]:
    """The spans from signature to the end of survival, in order, without overlap; gaps are named."""
    whole = [span for span in _periods(line, at) if not _is_empty(span)]
    if at.ends.last and whole and whole[-1].kind == "gap":
        whole.pop()  # nothing follows it
    periods = list(_joined(part for span in whole for part in _around_absences(line, at, span)))
    survival = list(_survival(line, at))
    following = next((span.start for span in (*periods, *survival)), None)
    before = [] if periods and following is None else list(_before(line, following))
    return (*before, *periods, *survival)


def _before(line: Timeline, first: date | None) -> Iterator[Span]:
    """From signature to the day before the first period: waiting, or provisionally applied."""
    signed = whole_day(line.signed)
    start = min((day for day in (signed, *(one.start for one in line.provisional)) if day), default=None)
    while start and (first is None or start < first):
        interval = next((one for one in line.provisional if one.end is None or start < one.end), None)
        applied = bool(interval and interval.start <= start)
        end = (interval.end if applied else interval.start) if interval else None
        end = min((day for day in (end, first) if day), default=None)
        kind: Literal["provisional", "awaiting"] = "provisional" if applied else "awaiting"
        yield Span(kind=kind, why=kind, start=start, through=end - _DAY if end else None)
        start = end


def _periods(line: Timeline, at: Present) -> Iterator[Span]:
    before: Segment | None = None
    for segment in singles(line, at):
        if is_past_cap(at, segment):
            return
        if segment.start or _began_on_unknown_day(line):
            yield _span(line, at, segment, before)
        before = segment


def _is_empty(span: Span) -> bool:
    """Whether it ended before it began, as when a term from signature is over before entry into force."""
    return bool(span.start and span.through and span.through < span.start)


def _began_on_unknown_day(line: Timeline) -> bool:
    """Whether the first period began, on a day that is not stated to the day."""
    return line.started_unstated() or (line.entry.status_from is not None and line.entry.day is None)


def singles(line: Timeline, at: Present) -> Iterator[Segment]:
    """The periods and gaps one by one (a long run of tacit ones as one, but for its last ones), and the next."""
    latest = line.segments[-1]
    through = at.cap.end.last if at.cap and at.cap.end.last else at.day
    for segment in line.until(through):
        hidden = segment.count - _KEPT if segment.count > LONGEST_LISTED else 0
        if hidden:
            yield structs.replace(segment.one(hidden), number=segment.number, start=segment.start, count=hidden)
        for place in range(hidden + 1, segment.count + 1):
            yield segment.one(place)
        latest = segment
    if at.follower and at.cap is None and line.rules.renews(latest):
        following = line.after(latest.at(date.max))
        if following:
            yield following


def is_past_cap(at: Present, segment: Segment) -> bool:
    """Whether the period would begin only after the final last day."""
    cap = at.cap.end.last if at.cap else None
    return bool(cap and segment.start and segment.start > cap)


def _span(line: Timeline, at: Present, segment: Segment, before: Segment | None) -> Span:
    end = segment.end
    cap = at.cap.end if at.cap else None
    if cap and cap.last and (end.last is None or cap.last < end.last):
        end = cap
    if line.fall.foreseen.last:
        end = earlier_of(end, line.fall.foreseen)
    kind: Literal["gap", "period"] = "gap" if segment.why == "gap" else "period"
    return Span(
        kind=kind,
        why=segment.why,
        start=_start(line, segment),
        through=end.last,
        rival_through=end.rival,
        number=segment.number,
        periods=segment.count,
        length=segment.length,
        lasting=segment.lasting,
        events=segment.events,
        certain_since=certain_since(line, before, at.day) if segment.why == "tacit" and before else None,
    )


def _start(line: Timeline, segment: Segment) -> date | None:
    """Its first day: not before the agreement began, where its term ran already."""
    first = line.segments[0].start
    return max(segment.start, first) if segment.start and first else segment.start


def certain_since(line: Timeline, before: Segment, day: date) -> date | None:
    """The first day on which the renewal after a period could no longer be stopped, once it is past.

    It is the day after the last one for notice, or the day on which a notice given in time was taken back.
    """
    by = days_of(line, before).by
    if by is None or by >= day:
        return None
    back = (
        deed.day for deed in line.deeds if deed.code == "taken-back" and deed.day and deed.end.last == before.end.last
    )
    return max((next_day(by) or by, *back))


def _around_absences(line: Timeline, at: Present, span: Span) -> Iterator[Span]:
    """The parts of a period on which we were a party, and the times between on which we were not."""
    rest: Span | None = span
    for first, last in line.absences_of_us(at.day):
        if rest is None or rest.kind != "period" or (rest.start and last < rest.start):
            continue
        if rest.through and first > rest.through:
            break
        if rest.start is None or rest.start < first:
            yield structs.replace(rest, through=shifted(first, -1), rival_through=None)
        end = min(last, rest.through) if rest.through else last
        yield Span(kind="gap", why="gap", start=max(first, rest.start or first), through=end)
        rest = structs.replace(rest, start=next_day(end)) if rest.through is None or end < rest.through else None
    if rest is not None:
        yield rest


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans with one gap, where one followed at once on another."""
    before: Span | None = None
    for span in spans:
        if before and before.kind == span.kind == "gap" and span.start == next_day(before.through):
            before = structs.replace(before, through=span.through)
            continue
        if before:
            yield before
        before = span
    if before:
        yield before


def _survival(line: Timeline, at: Present) -> Iterator[Span]:
    if at.ends.last is None:
        return
    held = line.clauses_on(at.ends.last)
    if held.survival is not None:
        through = survival_after(at.ends.last, held)
        start = next_day(at.ends.last)
        yield Span(kind="survival", why="survival", start=start, through=through, length=held.survival)

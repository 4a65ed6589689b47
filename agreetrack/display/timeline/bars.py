"""The bars of a timeline: the life of an agreement, or a part of it, laid out over the cells of a scale.

What is laid later covers what was laid before, so that whatever is short and matters stays visible: every span has
at least the cell in which it begins.
"""

from datetime import date, timedelta
from itertools import pairwise

from agreetrack.display.timeline.axis import Scale
from agreetrack.law.bars import Life, NoticeWindow
from agreetrack.law.findings import Span
from agreetrack.model.dates import is_whole

_DAY = timedelta(days=1)
_LEAST_PERIOD = 3
"""Where periods take fewer cells, the marks of their ends would be all there is to see."""

_OVER_NOW = {"notice", "assumed", "event", "coming"}
"""Signs of single days, which the line of the day gives way to."""


class Strip:
    """One line of cells, each empty or with the name of a sign; it remembers what lies outside the scale."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self.signs = [""] * scale.width
        self.goes_back = False
        self.goes_on = False
        self.past = 0
        """How many cells lie before the day."""

    @property
    def is_outside(self) -> bool:
        """Whether all that was laid into it lies outside the scale."""
        return set(self.signs) <= {"", "now", "before", "after"}

    def lay(self, sign: str, start: date | None, through: date | None) -> None:
        """Draw the days from `start` through `through`; None for a beginning or an end that is not known."""
        scale = self.scale
        self.goes_back |= start is None or start < scale.first
        self.goes_on |= through is None or through > scale.last
        if (through and through < scale.first) or (start and start > scale.last):
            return
        left = scale.begin(max(start, scale.first) if start else scale.first)
        right = scale.end(min(through, scale.last) if through else scale.last)
        for cell in range(left, right + 1):
            self.signs[cell] = sign

    def mark(self, sign: str, day: date) -> None:
        """Draw one day."""
        self.goes_back |= day < self.scale.first
        self.goes_on |= day > self.scale.last
        if self.scale.holds(day):
            self.signs[self.scale.begin(day)] = sign

    def finish(self, day: date) -> "Strip":
        """Draw the arrows of what lies outside, and the line of the day."""
        if self.goes_back:
            self.signs[0] = "before"
        if self.goes_on:
            self.signs[-1] = "after"
        self.past = len(self.signs) if day > self.scale.last else 0
        if self.scale.holds(day):
            self.past = self.scale.begin(day)
            if self.signs[self.past] not in _OVER_NOW:
                self.signs[self.past] = "now"
        return self


def whole(life: Life, scale: Scale) -> Strip:
    """The whole life in one line; of notice, what can still be given, and the last day of the present period."""
    strip = Strip(scale)
    spans = life.standing.ledger
    if life.beyond:
        strip.lay("renews", life.beyond.start, life.beyond.through)
    for span in sorted(spans, key=lambda span: span.kind == "period"):
        _lay_span(strip, life, span)
        _lay_provisional(strip, life, span)
    for span in spans:
        if span.kind == "gap":
            strip.lay("gap", span.start, span.through)
    windows = [window for window in life.notice_windows if is_open(window, life)]
    for window in windows:
        _lay_open_days(strip, life, window)
    _lay_suspensions(strip, life, spans)
    _mark_ends(strip, spans)
    for span in spans:
        _lay_assumed(strip, life, span)
    for window in [*windows, *_present(life)]:
        strip.mark("notice", window.rival_by or window.by)
    return strip.finish(life.standing.day)


def of_span(life: Life, span: Span, scale: Scale) -> Strip:
    """One line of the ledger."""
    strip = Strip(scale)
    _lay_span(strip, life, span)
    _lay_provisional(strip, life, span)
    _lay_suspensions(strip, life, [span])
    _lay_assumed(strip, life, span)
    return strip.finish(life.standing.day)


def of_window(life: Life, window: NoticeWindow, scale: Scale) -> Strip:
    """The days on which notice ends the agreement with one period."""
    strip = Strip(scale)
    strip.lay("window", window.opens, window.by)
    strip.mark("notice", window.rival_by or window.by)
    return strip.finish(life.standing.day)


def of_nothing(life: Life, scale: Scale) -> Strip:
    """An empty line, for rest."""
    return Strip(scale).finish(life.standing.day)


def of_days(life: Life, sign: str, start: date, through: date | None, scale: Scale) -> Strip:
    """Days of one sign, such as a suspension."""
    strip = Strip(scale)
    strip.lay(sign, start, through)
    return strip.finish(life.standing.day)


def of_day(life: Life, sign: str, day: date, scale: Scale) -> Strip:
    """One marked day."""
    strip = Strip(scale)
    strip.mark(sign, day)
    return strip.finish(life.standing.day)


def is_open(window: NoticeWindow, life: Life) -> bool:
    """Whether notice can still be given for the period, in the earlier reading or the other."""
    return life.standing.ends is None and window.by >= life.standing.day


def _present(life: Life) -> list[NoticeWindow]:
    return [window for window in life.notice_windows if window.period == life.standing.period]


def begins(life: Life, span: Span) -> date | None:
    """The first day of a span; where it is not stated, the last that the stated month or year of signature can mean."""
    if span.start or span.kind != "period" or not life.record.signed:
        return span.start
    return None if is_whole(life.record.signed) else life.record.signed


def _lay_span(strip: Strip, life: Life, span: Span) -> None:
    strip.lay(_sign(life, span), begins(life, span), span.through)


def _sign(life: Life, span: Span) -> str:
    if span.kind != "period":
        return span.kind
    if span.why == "term" and not (span.length or span.lasting or span.through):
        return "presumed"
    if life.provisional and life.standing.in_force is None:
        return "awaiting"
    is_ahead = span.start is not None and span.start > life.standing.day
    return "renews" if span.why == "tacit" and is_ahead and span.certain_since is None else "force"


def _lay_provisional(strip: Strip, life: Life, span: Span) -> None:
    """Periods run before entry into force where they run from a date or from provisional application."""
    for applied in life.provisional if span.kind == "period" else ():
        _lay_part(strip, "provisional", applied.start, applied.through, span)


def _lay_part(strip: Strip, sign: str, start: date, through: date | None, within: Span) -> None:
    """Draw the part of some days that lies within a span."""
    first = max(start, within.start or start)
    last = min((day for day in (through, within.through) if day), default=None)
    if last is None or first <= last:
        strip.lay(sign, first, last)


def _lay_open_days(strip: Strip, life: Life, window: NoticeWindow) -> None:
    """From the day on, the days left for notice, over the period that it is about."""
    span = next((span for span in life.standing.ledger if span.number == window.period), None)
    if span is None or _sign(life, span) != "force":
        return
    start = max(day for day in (window.opens, span.start, life.standing.day) if day)
    if start <= window.by:
        strip.lay("window", start, window.by)


def _lay_suspensions(strip: Strip, life: Life, spans: tuple[Span, ...] | list[Span]) -> None:
    for held in life.suspensions:
        sign = "partly" if held.party or held.articles else "suspended"
        for span in spans:
            if span.kind == "period":
                _lay_part(strip, sign, held.since, held.until, span)


def _mark_ends(strip: Strip, spans: tuple[Span, ...]) -> None:
    """Mark where one period ends and the next begins, unless periods are too short for it."""
    scale = strip.scale
    for span, after in pairwise(spans):
        if span.kind != "period" or after.kind != "period" or span.through is None:
            continue
        if scale.holds(span.through) and min(_cells(scale, span), _cells(scale, after)) >= _LEAST_PERIOD:
            strip.mark("end", span.through)


def _cells(scale: Scale, span: Span) -> float:
    """How many cells a single period of the span takes, cut or not."""
    first, last = span.start or scale.first, span.through or scale.last
    return (last - first).days / span.periods * scale.width / scale.days


def _lay_assumed(strip: Strip, life: Life, span: Span) -> None:
    """The days that only one of two readings covers, where the agreement ends there and does not go on."""
    if span.kind != "period" or span.through is None or span.rival_through is None:
        return
    if span.through == date.max or span.through + _DAY in _fresh_starts(life):
        return
    first, last = sorted((span.through, span.rival_through))
    strip.lay("assumed", first + _DAY, last)


def _fresh_starts(life: Life) -> set[date | None]:
    """The first days of the periods, and of what comes by itself after them."""
    starts = {span.start for span in life.standing.ledger if span.kind == "period"}
    return starts | {life.beyond.start} if life.beyond else starts

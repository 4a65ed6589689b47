"""The page of a timeline: an axis, below it rows of a heading, a bar and some words, then the legend.

Headings stand whole; one that leaves no room for a bar takes a line of its own. The bars get most of the page, and
the words what is left.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from agreetrack.display.page import Line, Page, Piece, Tone, written
from agreetrack.display.plain import cells, pad
from agreetrack.display.timeline.axis import Scale, ticks
from agreetrack.display.timeline.bars import Strip
from agreetrack.display.timeline.signs import Pen, legend

IN_A_PIPE = 60
"""Cells of a bar where nothing limits it."""

_BAR = 56
"""Cells of a bar, at the least, where words have a column."""

_LEAST_BAR = 20
_LEAST_WORDS = 12
_GAP = 2
_MANY = 40
"""Rows from which on the axis is drawn once more below them."""


class ChartRow(Struct, frozen=True):
    """A heading, what draws its bar, and its words.

    Without a column of their own the words stand beside the bar where room is; where they are `needed`, shortened.
    `outside` stands in a line whose bar lies wholly outside the scale.
    """

    head: str
    draw: Callable[[Scale], Strip]
    words: str = ""
    tone: Tone = "ref"
    needed: bool = False
    outside: str = ""


class _Frame(Struct, frozen=True):
    """The cells for headings and bars, and for words: None for as many as they need, 0 for no column of theirs."""

    head: int
    bar: int
    words: int | None


def chart(
    rows: Sequence[ChartRow], span: tuple[date, date], day: date, page: Page, pen: Pen, words_beside: bool = False
) -> str:
    """The rows on their axis, from the first through the last day of the span.

    Words have a column of their own and are shortened there. With `words_beside` they have one only where they are
    whole in it, and stand else beside their bars where room is; headings then take all that they need.
    """
    frame = _framed(rows, page, words_beside)
    scale = Scale(*span, frame.bar)
    axis = list(_axis(scale, frame, day, page, pen))
    lines, used = [*axis], set[str]()
    for row in rows:
        strip = row.draw(scale)
        used.update(strip.signs)
        lines.extend(_lines(row, strip, frame, page, pen, words_beside))
    if len(rows) > _MANY:
        lines.extend(reversed(axis))
    return written([*lines, [], *legend(used, day, page, pen)], page)


def _framed(rows: Sequence[ChartRow], page: Page, words_beside: bool) -> _Frame:
    heads = [cells(row.head) for row in rows]
    words = max((cells(row.words) for row in rows), default=0)
    if page.width is None:
        return _Frame(max(heads, default=0), IN_A_PIPE, None)
    widest = page.width - _GAP - _LEAST_BAR if words_beside else page.width * 2 // 5
    head = max((head for head in heads if head <= widest), default=0)
    room = max(page.width - head - _GAP, 1)
    for_words = min(words, room - _GAP - max(_BAR, room * 7 // 10))
    if words and for_words >= (words if words_beside else min(_LEAST_WORDS, words)):
        return _Frame(head, room - _GAP - for_words, for_words)
    return _Frame(head, room, 0)


def _axis(scale: Scale, frame: _Frame, day: date, page: Page, pen: Pen) -> Iterator[Line]:
    """The labels, and below them the rule with its ticks and the day."""
    labels, rule = "", Strip(scale)
    rule.lay("rule", scale.first, scale.last)
    for tick in ticks(scale, page.dates):
        rule.signs[tick.cell] = "tick"
        if tick.label:
            labels = pad(labels, tick.cell) + pen.text(tick.label)
    if scale.holds(day):
        rule.mark("today", day)
    margin = Piece(" " * (frame.head + _GAP))
    yield [margin, Piece(labels, "dim")]
    yield [margin, *pen.line(rule.signs, 0)]


def _lines(row: ChartRow, strip: Strip, frame: _Frame, page: Page, pen: Pen, words_beside: bool) -> Iterator[Line]:
    head, words = row.head, row.words
    if cells(head) > frame.head:
        room = (page.width or 0) - cells(head) - _GAP
        yield [Piece(head, row.tone), Piece(" " * _GAP + _fitting(words, room, pen), "dim")]
        head, words = "", ""
    beside = row.outside if strip.is_outside else words if words_beside and frame.words == 0 else ""
    line = [Piece(pad(head, frame.head), row.tone), Piece(" " * _GAP), *_with_words(strip, beside, row.needed, pen)]
    if words and frame.words != 0:
        shown = words if frame.words is None else pen.shortened(words, frame.words)
        line.append(Piece(" " * _GAP + shown, "dim"))
    yield line


def _fitting(words: str, room: int, pen: Pen) -> str:
    """The words cut to the room, first at their commas; none where too little of them would be left."""
    if room < min(_LEAST_WORDS, cells(words)):
        return ""
    first, comma, _rest = words.rpartition(", ")
    while comma and cells(words) > room and cells(first) >= _LEAST_WORDS:
        words = first + pen.ellipsis
        first, comma, _rest = first.rpartition(", ")
    return pen.shortened(words, room)


def _with_words(strip: Strip, words: str, needed: bool, pen: Pen) -> Iterator[Piece]:
    """The bar with the words beside it, where there is room."""
    shown, place = _placed(strip, words, needed, pen) if words else ("", 0)
    after = place + cells(shown)
    yield from pen.line(strip.signs[:place], strip.past)
    yield Piece(shown, "dim")
    yield from pen.line(strip.signs[after:], strip.past - after)


def _placed(strip: Strip, words: str, needed: bool, pen: Pen) -> tuple[str, int]:
    """The words and the cell they begin in: right of the bar, else left of it, rather not over the line of the day."""
    drawn = [cell for cell, name in enumerate(strip.signs) if name not in ("", "now")]
    first, last = (drawn[0], drawn[-1]) if drawn else (0, -_GAP)
    size, width = cells(words), len(strip.signs)
    right, left = last + _GAP, first - 1 - size
    fitting = [place for place in (right, left) if place >= 0 and place + size <= width]
    clear = [place for place in fitting if not place <= strip.past < place + size]
    if fitting:
        return words, (clear or fitting)[0]
    if not needed:
        return "", 0
    if width - right >= first - 1:
        return _fitting(words, width - right, pen), right
    words = _fitting(words, first - 1, pen)
    return words, first - 1 - cells(words)

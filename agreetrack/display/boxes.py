"""A page of parts: panels drawn by Rich on a terminal, plain lines in a pipe."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from agreetrack.display.page import Line, Page, Piece, Tone, written
from agreetrack.display.plain import cells, pad

_WIDEST_LABEL = 20
"""In a pipe a longer label takes a line of its own."""


class Item(Struct, frozen=True):
    """Labels, each in a column of its own, and the lines of text behind them; `tone` is that of the texts."""

    labels: Sequence[Piece]
    texts: Sequence[str]
    tone: Tone = ""


class Box(Struct, frozen=True):
    """A part of a page: its heading, lines as wide as it is, then labelled items.

    In a pipe a `head` has its heading before its first line, an `outline` none, a `section` one of its own; on a
    terminal one without a heading has no frame.
    """

    heading: str = ""
    lines: Sequence[Line] = ()
    items: Sequence[Item] = ()
    form: Literal["head", "outline", "section"] = "section"


class Pair(NamedTuple):
    """Two parts beside each other, where a terminal has `WIDE` cells; else one below the other."""

    left: Box
    right: Box


WIDE = 76
FRAME = 4
"""The cells that a panel takes for itself in each line."""


def labelled(label: str, *texts: str) -> Item:
    """A text behind a word that stands out."""
    return Item([Piece(label, "strong")], texts)


def page_text(parts: Iterable[Box | Pair], page: Page) -> str:
    """The parts that have something in them, one below the other."""
    wide = page.width is not None and page.width >= WIDE
    kept = [part for part in parts if isinstance(part, Pair) or part.lines or part.items]
    shown = kept if wide else [box for part in kept for box in (part if isinstance(part, Pair) else (part,))]
    if page.width is not None:
        from agreetrack.display.terminal import boxes_text

        return boxes_text(shown, page)
    return written((line for box in shown if isinstance(box, Box) for line in _plain(box)), page)


def _plain(box: Box) -> Iterator[Line]:
    lines = list(box.lines)
    if box.form == "section":
        yield from ([], [Piece(box.heading, "strong")])
    elif box.form == "head":
        first, *lines = lines
        yield [Piece(box.heading, "strong"), Piece("  "), *first]
    yield from lines
    widths = _widths(box)
    for item in box.items:
        yield from _item(item, widths, "  " if box.form == "section" else "")


def _widths(box: Box) -> list[int]:
    """The cells of each column of labels."""
    columns = zip(*([cells(label.text) for label in item.labels] for item in box.items), strict=True)
    return [min(max(column), _WIDEST_LABEL) if box.form == "section" else max(column) for column in columns]


def _item(item: Item, widths: Sequence[int], indent: str) -> Iterator[Line]:
    column = len(indent) + sum(width + 2 for width in widths)
    head = [
        Piece(indent),
        *(Piece(pad(label.text, width) + "  ", label.tone) for label, width in zip(item.labels, widths, strict=True)),
    ]
    if sum(cells(piece.text) for piece in head) > column:
        yield head
        head = [Piece(" " * column)]
    for number, text in enumerate(item.texts or [""]):
        yield [*(head if number == 0 else [Piece(" " * column)]), Piece(text, item.tone)]

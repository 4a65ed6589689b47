"""The rows of a table as plain lines, each as soon as it is there."""

from collections.abc import Iterable, Iterator

from agreetrack.display.arranging import Arrangement, Banner, Place, Row
from agreetrack.display.page import Line, Piece
from agreetrack.display.plain import cells, shorten


def aligned(found: Arrangement, rows: Iterable[Row | Banner]) -> Iterator[Line]:
    """The lines of the rows, in places of the same width in each; only what may shrink is cut."""
    for row in rows:
        if isinstance(row, Banner):
            yield [Piece(row.text, "strong")]
        else:
            yield from _lines(found, row)


def _lines(found: Arrangement, row: Row) -> Iterator[Line]:
    stacks = [list(found.content(place, row)) for place in found.places]
    for number in range(max(map(len, stacks))):
        line: list[Piece] = []
        for place, stack in zip(found.places, stacks, strict=True):
            cell = fitting(place, stack[number]) if number < len(stack) else ()
            blank = " " * (place.width - sum(cells(piece.text) for piece in cell))
            line += (Piece(" " * place.gap), *cell, Piece(blank))
        if number == 0 or any(piece.text.strip() for piece in line):
            yield line


def fitting(place: Place, line: Line) -> Line:
    """The line cut to a place that shrinks: its first piece before those after it, which keep half of the room."""
    if not place.elastic or sum(cells(piece.text) for piece in line) <= place.width:
        return line
    first, *rest = line
    after = min(sum(cells(piece.text) for piece in rest), place.width // 2)
    kept = [Piece(shorten(first.text, place.width - after), first.tone)]
    for text, tone in rest:
        room = place.width - sum(cells(piece.text) for piece in kept)
        kept.append(Piece(shorten(text, room), tone))
    return kept

"""Rows in aligned columns for a page of any width.

What identifies a row and what is a day is never cut. Where the page is too narrow, columns that may shrink
are shortened, then left out; then the gaps go down to one space; then each row takes more than one line.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from agreetrack.display.page import Line, Page, Piece, written
from agreetrack.display.plain import cells, shorten

_LEAST = 8
"""A shortened column of fewer cells than this says nothing, and is left out."""

_HANGING = 5
"""How far the further lines of a row are set in."""

Row = Sequence[Piece]


class Column(Struct, frozen=True):
    """A column: its heading, to which side its cells go, whether it may shrink, the gap before it."""

    heading: str
    right: bool = False
    shrinks: bool = False
    gap: int = 2


class Banner(Struct, frozen=True):
    """A line across all columns that names the rows below it."""

    text: str


class _Place(Struct, frozen=True):
    """Where a column stands in the lines: its index among the columns, its width and the gap before it."""

    index: int
    width: int
    gap: int
    right: bool


def lay_out(columns: Sequence[Column], body: Sequence[Row | Banner], page: Page) -> str:
    """The body under the headings of its columns."""
    rows = [row for row in body if not isinstance(row, Banner)]
    widths = [
        max([cells(column.heading), *(cells(row[index].text) for row in rows)]) for index, column in enumerate(columns)
    ]
    places = _fitted(columns, widths, page.width)
    if places is None:
        return written(_stacked(columns, widths, body, page.width or 0), page)
    return written(_aligned(columns, places, body), page)


def _fitted(columns: Sequence[Column], widths: Sequence[int], width: int | None) -> list[_Place] | None:
    """The columns in one line, shrunk as far as they may be; None where even that is too wide."""
    left = dict(enumerate(widths))
    while width is not None and _total(columns, left) > width:
        shrinking = [index for index in left if columns[index].shrinks]
        if not shrinking:
            return _tight(columns, left, width)
        widest = max(shrinking, key=lambda index: left[index])
        room = left[widest] - (_total(columns, left) - width)
        rest = max((left[index] for index in shrinking if index != widest), default=_LEAST)
        if left[widest] > max(rest, _LEAST):
            left[widest] = max(room, rest, _LEAST)
        else:
            del left[shrinking[-1]]
    return _places(columns, left)


def _tight(columns: Sequence[Column], left: dict[int, int], width: int) -> list[_Place] | None:
    if sum(left.values()) + len(left) - 1 > width:
        return None
    return [_Place(index, cell, int(n > 0), columns[index].right) for n, (index, cell) in enumerate(left.items())]


def _places(columns: Sequence[Column], left: dict[int, int]) -> list[_Place]:
    return [
        _Place(index, cell, columns[index].gap if n else 0, columns[index].right)
        for n, (index, cell) in enumerate(left.items())
    ]


def _total(columns: Sequence[Column], left: dict[int, int]) -> int:
    return sum(place.gap + place.width for place in _places(columns, left))


def _aligned(columns: Sequence[Column], places: Sequence[_Place], body: Sequence[Row | Banner]) -> Iterator[Line]:
    yield _headings(columns, places)
    for row in body:
        yield [Piece(row.text, "strong")] if isinstance(row, Banner) else _in_line(places, row)


def _headings(columns: Sequence[Column], places: Sequence[_Place]) -> Line:
    return _in_line(places, [Piece(column.heading, "dim") for column in columns])


def _in_line(places: Sequence[_Place], row: Row) -> Line:
    line: list[Piece] = []
    for place in places:
        text, tone = row[place.index]
        fitting = shorten(text, place.width)
        blank = Piece(" " * (place.width - cells(fitting)))
        line.append(Piece(" " * place.gap))
        line.extend((blank, Piece(fitting, tone)) if place.right else (Piece(fitting, tone), blank))
    return line


def _stacked(
    columns: Sequence[Column], widths: Sequence[int], body: Sequence[Row | Banner], width: int
) -> Iterator[Line]:
    """Rows of more than one line, the columns of each line aligned; the further lines are set in."""
    groups = _grouped(columns, widths, width)
    headings = [Piece(column.heading, "dim") for column in columns]
    for row in (headings, *body):
        if isinstance(row, Banner):
            yield [Piece(row.text, "strong")]
            continue
        for places in groups:
            if any(row[place.index].text for place in places):
                yield _in_line(places, row)


def _grouped(columns: Sequence[Column], widths: Sequence[int], width: int) -> list[list[_Place]]:
    """The columns shared out over lines in their order, as many in each as fit."""
    groups: list[list[_Place]] = [[]]
    for index, column in enumerate(columns):
        room = width - sum(place.gap + place.width for place in groups[-1]) - column.gap
        if groups[-1] and not (widths[index] <= room or (column.shrinks and room >= 2 * _LEAST)):
            groups.append([])
            room = width - _HANGING
        cell = min(widths[index], _fair(columns, widths, index, room)) if column.shrinks else widths[index]
        indent = max(0, min(_HANGING, width - cell)) if len(groups) > 1 else 0
        groups[-1].append(_Place(index, cell, column.gap if groups[-1] else indent, column.right))
    return groups


def _fair(columns: Sequence[Column], widths: Sequence[int], index: int, room: int) -> int:
    """The room for a column that may shrink: it leaves some to those after it, where enough remains."""
    after = sum(columns[later].gap + widths[later] for later in range(index + 1, len(columns)))
    return room - after if room - after >= 2 * _LEAST else room

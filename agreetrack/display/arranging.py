"""Where the columns of a table stand: beside each other in one line, or in stacks below each other."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from agreetrack.display.page import Line, Piece
from agreetrack.display.plain import cells

_BETWEEN = Piece(" · ", "dim")
"""What stands between texts that fold together."""

WHOLE = 1000
"""The least cells of a column that nothing is cut from."""

_FOLDED = 20
"""The least cells of a column that folds."""

Row = Sequence[Piece]

Stack = Sequence[Sequence[Sequence[int]]]
"""The columns of a row of several lines: stacks beside each other, of lines, each of one or more columns."""


class Column(Struct, frozen=True):
    """A column: its heading, to which side its cells go, the gap before it.

    One that `shrinks` is shortened in a row of one line, yet to no less than `least` cells (or `WHOLE`: not at all);
    in a stack it folds.
    """

    heading: str
    right: bool = False
    shrinks: bool = False
    gap: int = 2
    least: int = 24


class Banner(Struct, frozen=True):
    """A line across all columns that names the rows below it."""

    text: str


class Place(Struct, frozen=True):
    """Where one stack stands: its lines of columns, its cells, the gap before it, whether it folds or shrinks."""

    lines: Sequence[Sequence[int]]
    width: int
    gap: int = 0
    elastic: bool = False


class Arrangement(Struct, frozen=True):
    """The columns, the cells that each needs, and the places that they were given."""

    columns: Sequence[Column]
    widths: Sequence[int]
    places: Sequence[Place]

    @property
    def in_one_line(self) -> bool:
        """Whether each column has a place of its own."""
        return len(self.places) == len(self.columns)

    def content(self, place: Place, row: Row) -> Iterator[Line]:
        """The lines of a row in a place: columns side by side where it holds them, else folded or below."""
        for line in place.lines:
            together = _together(self.columns, self.widths, line)
            if together > place.width and any(self.columns[index].shrinks for index in line):
                yield _joined([row[index] for index in line if row[index].text])
            else:
                yield from (self._side_by_side(row, part) for part in self._parted(line, place.width))

    def _parted(self, line: Sequence[int], width: int) -> Iterator[Sequence[int]]:
        part: list[int] = []
        for index in line:
            if part and _together(self.columns, self.widths, [*part, index]) > width:
                yield part
                part = []
            part.append(index)
        yield part

    def _side_by_side(self, row: Row, line: Sequence[int]) -> Line:
        pieces: list[Piece] = []
        for number, index in enumerate(line):
            blank = Piece(" " * (self.widths[index] - cells(row[index].text)))
            pieces.append(Piece(" " * self.columns[index].gap if number else ""))
            if self.columns[index].right:
                pieces += (blank, row[index])
            else:
                pieces += (row[index], blank) if len(line) > 1 else (row[index],)
        return pieces


def arrange(
    columns: Sequence[Column], body: Iterable[Row | Banner], stacks: Sequence[Stack], width: int | None
) -> Arrangement:
    """The columns in one line where that holds them, else in the first of the stacks that fits, or the last.

    Without stacks the columns are stacked in twos, in threes and so on.
    """
    widths = _needed(columns, body)
    places: list[Place] = []
    for stack in _ways(len(columns), stacks):
        places = [_place(columns, widths, lines, first=index == 0) for index, lines in enumerate(stack)]
        if width is None or sum(place.gap + _least(columns, widths, place) for place in places) <= width:
            break
    return Arrangement(columns, widths, _widened(columns, widths, places, width))


def has_headings(columns: Sequence[Column]) -> bool:
    """Whether any column has one."""
    return any(column.heading for column in columns)


def headings(columns: Sequence[Column]) -> Row:
    """The row of the headings."""
    return [Piece(column.heading, "dim") for column in columns]


def _needed(columns: Sequence[Column], body: Iterable[Row | Banner]) -> list[int]:
    """The cells that each column needs."""
    found = [cells(column.heading) for column in columns]
    for row in body:
        if not isinstance(row, Banner):
            found = [max(most, cells(piece.text)) for most, piece in zip(found, row, strict=True)]
    return found


def _ways(count: int, stacks: Sequence[Stack]) -> Iterator[Stack]:
    yield [[[index]] for index in range(count)]
    yield from stacks
    if not stacks:
        for height in range(2, count + 1):
            yield [[[index] for index in range(count)[start : start + height]] for start in range(0, count, height)]


def _place(columns: Sequence[Column], widths: Sequence[int], lines: Sequence[Sequence[int]], first: bool) -> Place:
    return Place(
        lines,
        width=max(_together(columns, widths, line) for line in lines),
        gap=0 if first else columns[lines[0][0]].gap,
        elastic=any(columns[index].shrinks for line in lines for index in line),
    )


def _together(columns: Sequence[Column], widths: Sequence[int], line: Sequence[int]) -> int:
    return sum(widths[index] for index in line) + sum(columns[index].gap for index in line[1:])


def _least(columns: Sequence[Column], widths: Sequence[int], place: Place) -> int:
    """The cells that a place needs: one that is elastic can part the columns of a line, and fold or shorten some."""
    if not place.elastic:
        return place.width
    stacked = sum(map(len, place.lines)) > 1
    return max(
        min(widths[index], _FOLDED if stacked else columns[index].least) if columns[index].shrinks else widths[index]
        for line in place.lines
        for index in line
    )


def _widened(
    columns: Sequence[Column], widths: Sequence[int], places: Sequence[Place], width: int | None
) -> list[Place]:
    """The places, those that are elastic as wide as the page allows; a single one is no wider than the page."""
    if width is None:
        return list(places)
    room = max(width - sum(place.gap + _least(columns, widths, place) for place in places), 0)
    found = []
    for place in places:
        least = _least(columns, widths, place)
        more = min(place.width - least, room)
        room -= more
        cells_given = min(least + more, width) if len(places) == 1 else least + more
        found.append(Place(place.lines, cells_given, place.gap, place.elastic))
    return found


def _joined(pieces: Sequence[Piece]) -> Line:
    return [part for piece in pieces for part in (_BETWEEN, piece)][1:]

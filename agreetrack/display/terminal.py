"""What Rich draws on a terminal. Nothing of a text is read as markup, as an emoji code or as a control sequence.

This module is imported only where a terminal is drawn on.
"""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, TextIOWrapper

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from agreetrack.display.aligned import fitting
from agreetrack.display.arranging import Arrangement, Banner, Row, has_headings, headings
from agreetrack.display.boxes import Box, Pair
from agreetrack.display.page import STYLES, Line, Page, Piece
from agreetrack.display.plain import cells


def table_text(found: Arrangement, body: Sequence[Row | Banner], page: Page) -> str:
    """The rows below their headings, those of one kind below the line that names it."""
    parts: list[RenderableType] = [_rows(found, [headings(found.columns)])] if has_headings(found.columns) else []
    group: list[Row] = []
    for row in body:
        if isinstance(row, Banner):
            parts += [_rows(found, group)] if group else []
            parts.append(Rule(_text([[Piece(row.text, "strong")]]), align="left", style=STYLES["dim"]))
            group = []
        else:
            group.append(row)
    parts += [_rows(found, group)] if group else []
    return text_of(parts, page)


def boxes_text(parts: Iterable[Box | Pair], page: Page) -> str:
    """The parts of a page, those with a heading in panels."""
    most = (page.width or 0) // 2
    return text_of((_beside(part, most) if isinstance(part, Pair) else _panel(part, most) for part in parts), page)


def _beside(pair: Pair, most: int) -> RenderableType:
    grid = Table.grid(expand=True)
    grid.add_column(ratio=1)
    grid.add_column(ratio=1)
    grid.add_row(*(_panel(box, most // 2) for box in pair))
    return grid


def _panel(box: Box, most: int) -> RenderableType:
    """The part in a panel; a label of more than so many cells is folded."""
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for column in zip(*(item.labels for item in box.items), strict=True):
        widest = max(cells(label.text) for label in column)
        grid.add_column(no_wrap=widest <= most, max_width=most, overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    for item in box.items:
        labels = (_text([[label]]) for label in item.labels)
        grid.add_row(*labels, _text([Piece(text, item.tone)] for text in item.texts))
    body = Group(*(_text([line]) for line in box.lines), *([grid] if box.items else []))
    if not box.heading:
        return body
    title = Text(box.heading, "bold default")
    return Panel(body, title=title, title_align="left", border_style=STYLES["dim"])


def text_of(parts: Iterable[RenderableType], page: Page) -> str:
    """The parts one below the other, as wide as the page, without spaces at the ends of lines."""
    console = Console(
        file=TextIOWrapper(BytesIO(), encoding=page.encoding),
        width=page.width,
        force_terminal=page.colour,
        color_system="256" if page.colour else None,
        no_color=not page.colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    lines = (line for part in parts for line in console.render_lines(part, pad=False))
    return "".join(_ansi(line, page.colour) + "\n" for line in lines)


def _ansi(line: Sequence[Segment], colour: bool) -> str:
    from rich.color import ColorSystem

    parts = list(line)
    while parts and not parts[-1].text.strip():
        parts.pop()
    if parts:
        last = parts[-1]
        parts[-1] = Segment(last.text.rstrip(), last.style)
    if not colour:
        return "".join(part.text for part in parts)
    return "".join(
        part.style.render(part.text, color_system=ColorSystem.EIGHT_BIT) if part.style else part.text for part in parts
    )


def _rows(found: Arrangement, rows: Sequence[Row]) -> Table:
    """A part of a table; its columns are as wide as those of the other parts."""
    table = Table(box=None, show_header=False, padding=0, pad_edge=False)
    after = [place.gap for place in found.places[1:]] + [0]
    for place, gap in zip(found.places, after, strict=True):
        table.add_column(width=place.width if place.elastic else place.width + gap)
        if place.elastic and gap:
            table.add_column(width=gap)
    for row in rows:
        table.add_row(*_cells(found, row))
    return table


def _cells(found: Arrangement, row: Row) -> Iterator[Text]:
    for place in found.places:
        lines = list(found.content(place, row))
        while len(lines) > 1 and not any(piece.text.strip() for piece in lines[-1]):
            lines.pop()
        yield _text([fitting(place, line) for line in lines] if found.in_one_line else lines)
        if place.elastic and place is not found.places[-1]:
            yield _NOTHING


_NOTHING = Text()


def _text(lines: Iterable[Line]) -> Text:
    """The lines as one text; a word that is wider than its place goes on in the next line."""
    text = Text(overflow="fold")
    for number, line in enumerate(lines):
        if number:
            text.append("\n")
        for piece in line:
            text.append(piece.text, STYLES[piece.tone] or None)
    return text

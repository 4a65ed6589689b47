"""What a text is written on: how wide, in colour or not, and how days are written."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from agreetrack.display.wording import DateStyle as DateStyle

Tone = Literal["", "strong", "dim", "soon", "late", "ref"]

STYLES: dict[Tone, str] = {
    "": "",
    "strong": "bold",
    "dim": "color(243)",
    "soon": "bold color(130)",
    "late": "bold color(160)",
    "ref": "color(31)",
}
"""Of the colours that are the same on every terminal those that stand out from black as from white."""


class Page(Struct, frozen=True):
    """A terminal of `width` cells, or with None a pipe: plain text as wide as it needs to be.

    `encoding` is that of what is drawn on: lines are drawn with ASCII where it has no others.
    """

    width: int | None = None
    colour: bool = False
    dates: DateStyle = "iso"
    encoding: str = "utf-8"


class Piece(NamedTuple):
    """Some text and its tone. A tone never says what the text does not say too."""

    text: str
    tone: Tone = ""


Line = Sequence[Piece]


def written(lines: Iterable[Line], page: Page) -> str:
    """The lines as text, each with a line break, spaces at their ends left out."""
    return "".join(_line(line, page) + "\n" for line in lines)


def _line(line: Line, page: Page) -> str:
    filled = [piece for piece in line if piece.text]
    while filled and not filled[-1].text.rstrip():
        filled.pop()
    if filled:
        filled[-1] = Piece(filled[-1].text.rstrip(), filled[-1].tone)
    if not page.colour:
        return "".join(piece.text for piece in filled)
    return "".join(_coloured(piece) for piece in filled)


def _coloured(piece: Piece) -> str:
    from rich.color import ColorSystem
    from rich.style import Style

    if not piece.tone:
        return piece.text
    return Style.parse(STYLES[piece.tone]).render(piece.text, color_system=ColorSystem.EIGHT_BIT)

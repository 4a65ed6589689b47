"""The signs that a timeline is drawn with, and the legend that names those that were used.

Each sign differs from the others without colour, and has a plain one for output that is not UTF-8.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from agreetrack.display.days import written_day
from agreetrack.display.page import Line, Page, Piece, Tone
from agreetrack.display.plain import cells, safe, shorten
from agreetrack.display.wording import _


class Sign(Struct, frozen=True):
    """How one thing is drawn: in UTF-8, in plain ASCII, in which tone, and in which once it is past."""

    drawn: str
    plain: str
    tone: Tone = ""
    past: Tone = ""


SIGNS: Mapping[str, Sign] = {
    "now": Sign("│", "|", "soon", "soon"),
    "force": Sign("━", "#", "", "dim"),
    "window": Sign("═", "=", "", "dim"),
    "notice": Sign("n", "n", "strong", "dim"),
    "renews": Sign("─", "-"),
    "end": Sign("┯", "+", "", "dim"),
    "provisional": Sign("~", "~", "", "dim"),
    "awaiting": Sign("·", ".", "", "dim"),
    "presumed": Sign("╸", "%", "", "dim"),
    "suspended": Sign("╱", "/", "strong", "dim"),
    "partly": Sign("╲", "\\", "strong", "dim"),
    "gap": Sign("_", "_", "", "dim"),
    "assumed": Sign("?", "?", "strong", "dim"),
    "survival": Sign("░", ":", "dim", "dim"),
    "event": Sign("◆", "*", "strong"),
    "coming": Sign("◇", "o", "strong"),
    "before": Sign("◂", "<", "dim", "dim"),
    "after": Sign("▸", ">", "dim", "dim"),
    "rule": Sign("─", "-", "dim", "dim"),
    "tick": Sign("┴", "+", "dim", "dim"),
    "today": Sign("▾", "v", "soon", "soon"),
}
_DRAWN = {"": " ", **{name: sign.drawn for name, sign in SIGNS.items()}}
_PLAIN = {"": " ", **{name: sign.plain for name, sign in SIGNS.items()}}
_UNNAMED = {"now", "rule", "tick", "today", "before", "after"}


def _meaning(name: str) -> str:
    match name:
        case "force":
            return _("in force")
        case "window":
            return _("notice open")
        case "notice":
            return _("notice by")
        case "renews":
            return _("unless notice")
        case "end":
            return _("new period")
        case "provisional":
            return _("provisional")
        case "awaiting":
            return _("awaits entry")
        case "presumed":
            return _("term unknown")
        case "suspended":
            return _("suspended")
        case "partly":
            return _("in part")
        case "gap":
            return _("gap")
        case "assumed":
            return _("assumed")
        case "survival":
            return _("binds on")
        case "event":
            return _("happened")
    return _("to come")


class Pen(Struct, frozen=True):
    """Draws signs and writes texts in what the output can hold: all of it in UTF-8, else ASCII."""

    encoding: str = "utf-8"
    colour: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether lines have to be drawn in ASCII."""
        return self.encoding != "utf-8"

    @property
    def ellipsis(self) -> str:
        """What stands for words that went."""
        return "." if self.is_plain else "…"

    def sign(self, name: str) -> str:
        """One cell."""
        return _PLAIN[name] if self.is_plain else _DRAWN[name]

    def line(self, names: Sequence[str], past: int) -> Iterator[Piece]:
        """Cells, of which so many lie before the day; where colours are wanted, those of one tone as one piece."""
        if not self.colour:
            yield Piece("".join(map(self.sign, names)))
            return
        tones = [
            (SIGNS[name].past if cell < past else SIGNS[name].tone) if name else "" for cell, name in enumerate(names)
        ]
        for tone, run in groupby(zip(tones, names, strict=True), key=lambda cell: cell[0]):
            yield Piece("".join(self.sign(name) for _tone, name in run), tone)

    def text(self, text: str) -> str:
        """A text on one line, what the output cannot hold as escapes."""
        shown = safe(text)
        return shown.encode(self.encoding, "backslashreplace").decode(self.encoding) if self.is_plain else shown

    def shortened(self, text: str, width: int) -> str:
        """A text of at most `width` cells; where something went, a sign says so."""
        return text if cells(text) <= width else shorten(text, width)[:-1] + self.ellipsis


def legend(used: Collection[str], day: date, page: Page, pen: Pen) -> Iterator[Line]:
    """The signs that were used, with what they mean, in as few lines as the page allows."""
    items = list(_items(used, written_day(day, page.dates), pen))
    line: list[Piece] = []
    filled = 0
    for sign, meaning, tone in items:
        item = f"{sign} {meaning}"
        if line and page.width is not None and filled + 2 + cells(item) > page.width:
            yield line
            line, filled = [], 0
        gap = "  " if line else ""
        line += [Piece(gap), Piece(sign, tone), Piece(f" {meaning}", "dim")]
        filled += cells(gap) + cells(item)
    if line:
        yield line


def _items(used: Collection[str], day: str, pen: Pen) -> Iterator[tuple[str, str, Tone]]:
    if "now" in used:
        yield pen.sign("now"), day, SIGNS["now"].tone
    for name, sign in SIGNS.items():
        if name in used and name not in _UNNAMED:
            yield pen.sign(name), _meaning(name), sign.tone
    outside = "".join(pen.sign(name) for name in ("before", "after") if name in used)
    if outside:
        yield outside, _("beyond"), "dim"

"""Text of a record made fit for a terminal: controls visible, measured in cells, cut and wrapped by cells.

Nothing here is read as markup, as an emoji code or as a control sequence: text stays the text that it is.
"""

import re

from agreetrack.model.signs import CONTROLS, UNSEEN

_HALVES = "\ud800-\udfff"
_HIDDEN = re.compile(f"[{CONTROLS}{UNSEEN}{_HALVES}]")
_ELLIPSIS = "…"
_NARROW = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20ac\u2116]*")
"""Latin, Greek and Cyrillic letters and the usual signs: each takes one cell, and needs no table to know it."""


def safe(text: str) -> str:
    r"""The text on one line, each control, bidi, zero-width or broken character as `\x1b`, `\u202e`, `\n`."""
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(_visible, text)


def _visible(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape", "surrogatepass").decode("ascii")


def cells(text: str) -> int:
    """How many terminal cells the text takes: two for a wide character, none for a combining one."""
    if text.isascii() or _NARROW.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def shorten(text: str, width: int) -> str:
    """The text cut to at most `width` cells, with an ellipsis where something went."""
    if cells(text) <= width:
        return text
    return _head(text, width - 1).rstrip() + _ELLIPSIS


def _head(text: str, width: int) -> str:
    """The longest beginning of the text that takes at most `width` cells."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if cells(text[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low]


def pad(text: str, width: int, right: bool = False) -> str:
    """The text filled with spaces to `width` cells; to the right end with `right`."""
    space = " " * (width - cells(text))
    return space + text if right else text + space


def wrap(text: str, width: int | None) -> list[str]:
    """The text in lines of at most `width` cells, broken at spaces only: a longer word stays whole."""
    if width is None or cells(text) <= width:
        return [text]
    lines: list[str] = []
    for word in text.split(" "):
        if lines and cells(lines[-1]) + 1 + cells(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def paragraphs(text: str) -> list[str]:
    """The lines that a longer text of a record was written in, each of them safe; empty ones are left out."""
    return [safe(line.strip()) for line in text.splitlines() if line.strip()]

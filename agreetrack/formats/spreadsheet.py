"""Cells that a spreadsheet opens as text and never runs as a formula; `undone` gives the text back.

A cell is run that begins with `=`, `+`, `-`, `@` (in full width too), a tab or a break, behind spaces too.
Such a text gets an apostrophe in front. So does a text that looks like one that got it (apostrophes before
such a beginning) and the empty text, which becomes one apostrophe: an empty or blank cell means “not stated”.
"""

import re

_RUN = r"(?:[\t\r\n]|[\s\u200b\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20])"
_NEEDS = re.compile(rf"'*(?:{_RUN}|\s*\Z)")
_HAS = re.compile(rf"'+(?:{_RUN}|\s*\Z)")


def harmless(text: str) -> str:
    """The text as a cell that is only shown."""
    if text[:1].isalnum():
        return text
    return "'" + text if _NEEDS.match(text) else text


def undone(cell: str) -> str:
    """The text of a cell that `harmless` wrote."""
    return cell[1:] if _HAS.match(cell) else cell

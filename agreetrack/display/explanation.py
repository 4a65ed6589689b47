"""`explain`: the reasons of a standing in three columns: what about, what, on which ground."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agreetrack.display.page import Line, Page, Piece, written
from agreetrack.display.phrases import say
from agreetrack.display.plain import cells, pad, safe, wrap
from agreetrack.law.explain import Explanation, Reason

_LONG_GROUND = 50
"""A ground of more cells than this, a note for one, gets no column that is wide enough for it."""

_WIDEST = 140
"""On a page without a width, a line that would be longer does not move the column of the sources."""


def explanation(explained: Explanation, page: Page) -> str:
    """The page of `explain`."""
    reasons = [_said(reason, page) for reason in explained.reasons]
    label = max((cells(reason.label) for reason in reasons), default=0) + 2
    heading = ([Piece(line, "strong")] for line in wrap(safe(say(explained.heading, page.dates)), page.width))
    grounded = [(cells(one.text), cells(one.source)) for one in reasons if one.source]
    widest = max((ground for _said, ground in grounded if ground <= _LONG_GROUND), default=0)
    room = (page.width or _WIDEST) - label - 2 - widest
    text = max((said for said, _ground in grounded if said <= room), default=0)
    return written((*heading, *_reasons(reasons, label, text, page)), page)


class _Said(NamedTuple):
    """A reason in words: what about, what, and on which ground; empty where there is none."""

    label: str
    text: str
    source: str


def _said(reason: Reason, page: Page) -> _Said:
    return _Said(*(safe(say(part or "", page.dates)) for part in reason))


def _reasons(reasons: Sequence[_Said], label: int, text: int, page: Page) -> Iterator[Line]:
    for reason in reasons:
        head = Piece(pad(reason.label, label), "strong")
        said, source = reason.text, reason.source
        column = max(text, cells(said))
        if not source or page.width is None or label + column + 2 + cells(source) <= page.width:
            yield from _one_line(head, said, source, column, label, page.width)
        else:
            yield from _folded(head, said, source, label, page.width)


def _one_line(head: Piece, said: str, source: str, column: int, label: int, width: int | None) -> Iterator[Line]:
    if source:
        yield [head, Piece(pad(said, column + 2)), Piece(source, "dim")]
    else:
        yield from _folded(head, said, "", label, width)


def _folded(head: Piece, said: str, source: str, label: int, width: int | None) -> Iterator[Line]:
    """The text in several lines, its ground below it."""
    room = None if width is None else max(width - label, 20)
    for index, line in enumerate(wrap(said, room)):
        yield [head if index == 0 else Piece(" " * label), Piece(line)]
    for line in wrap(source, room) if source else ():
        yield [Piece(" " * label), Piece(line, "dim")]

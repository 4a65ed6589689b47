"""`explain`: the reasons of a standing in three columns: what about, what, on which ground."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agreetrack.display.arranging import WHOLE, Column
from agreetrack.display.boxes import Box, page_text
from agreetrack.display.page import Line, Page, Piece, written
from agreetrack.display.phrases import say
from agreetrack.display.plain import cells, pad, safe
from agreetrack.display.table import Table, drawn
from agreetrack.law.explain import Explanation, Reason

_LONG_GROUND = 50
"""A ground of more cells than this, a note for one, gets no column that is wide enough for it."""

_WIDEST = 140
"""A line that would be longer does not move the column of the grounds."""


def explanation(explained: Explanation, page: Page) -> str:
    """The page of `explain`."""
    reasons = [_said(reason, page) for reason in explained.reasons]
    heading = page_text(
        [Box(lines=[[Piece(safe(say(explained.heading, page.dates)), "strong")]], form="outline")], page
    )
    if page.width is None:
        return heading + written(_lines(reasons), page)
    columns = [Column(""), Column("", shrinks=True, least=WHOLE), Column("", shrinks=True, least=WHOLE)]
    rows = [(Piece(one.label, "strong"), Piece(one.text), Piece(one.source, "dim")) for one in reasons]
    return heading + "".join(drawn(Table(columns, rows, len(rows), ([[[0]], [[1, 2]]],)), page))


class _Said(NamedTuple):
    """A reason in words: what about, what, and on which ground; empty where there is none."""

    label: str
    text: str
    source: str


def _said(reason: Reason, page: Page) -> _Said:
    return _Said(*(safe(say(part or "", page.dates)) for part in reason))


def _lines(reasons: Sequence[_Said]) -> Iterator[Line]:
    """Each reason in a line; one that is very long does not move the column of the grounds."""
    label = max((cells(reason.label) for reason in reasons), default=0) + 2
    grounded = [(cells(one.text), cells(one.source)) for one in reasons if one.source]
    widest = max((ground for _said, ground in grounded if ground <= _LONG_GROUND), default=0)
    text = max((said for said, _ground in grounded if said <= _WIDEST - label - 2 - widest), default=0)
    for label_text, said, source in reasons:
        ground = (Piece(pad(said, max(text, cells(said)) + 2)), Piece(source, "dim")) if source else (Piece(said),)
        yield [Piece(pad(label_text, label), "strong"), *ground]

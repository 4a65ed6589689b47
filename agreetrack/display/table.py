"""A table, declared once: drawn by Rich on a terminal, as aligned plain text in a pipe."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from msgspec import Struct

from agreetrack.display.aligned import aligned
from agreetrack.display.arranging import Banner, Column, Row, Stack, arrange, has_headings, headings
from agreetrack.display.page import Page, written

MANY = 500
"""More rows than this are written one after the other as plain lines, in columns that fit so many of them."""


class Table(Struct, frozen=True):
    """The columns and what stands in them; `count` is how many rows there are.

    `stacks` are the ways to lay out a row that one line does not hold, in the order in which they are tried.
    """

    columns: Sequence[Column]
    body: Iterable[Row | Banner]
    count: int
    stacks: Sequence[Stack] = ()


def drawn(table: Table, page: Page) -> Iterator[str]:
    """The table as text, in parts of whole lines."""
    if page.width is not None and table.count <= MANY:
        from agreetrack.display.terminal import table_text

        body = list(table.body)
        yield table_text(arrange(table.columns, body, table.stacks, page.width), body, page)
        return
    yield from plain(table, page)


def plain(table: Table, page: Page) -> Iterator[str]:
    """The table as plain text, line by line; on a page of a width only the first rows decide on the columns."""
    body = iter(table.body)
    first = list(body if page.width is None else islice(body, MANY))
    found = arrange(table.columns, first, table.stacks, page.width)
    head = [headings(table.columns)] if has_headings(table.columns) else []
    for line in aligned(found, chain(head, first, body)):
        yield written((line,), page)

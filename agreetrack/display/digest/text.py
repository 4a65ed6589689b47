"""What one recipient is told, as plain text: for cron's own mail, and for the text part of a mail."""

from collections.abc import Iterator, Sequence

from agreetrack.display.arranging import Column
from agreetrack.display.digest.entries import (
    Command,
    DigestEntry,
    OpenEntry,
    closing,
    entries,
    headline,
    open_entries,
    open_heading,
    sign_of_life,
)
from agreetrack.display.digest.words import distance, name, named_day
from agreetrack.display.lengths import days_words
from agreetrack.display.page import DateStyle, Page, Piece
from agreetrack.display.plain import cells, safe, wrap
from agreetrack.display.table import Table, drawn, plain
from agreetrack.display.wording import _
from agreetrack.law.reminders import Digest, Reminder

WIDTH = 100
"""No line takes more cells, unless a word or a command is longer."""

_INDENT = "  "


def text(digest: Digest, style: DateStyle, command: Command, width: int | None = None) -> str:
    """First what is new, then in brief what is open still; with nothing of either one line, as a sign of life.

    `width` are the cells of a terminal; by default lines are as long as a mail may have them.
    """
    draw, width = (drawn, width) if width else (plain, WIDTH)
    new = entries(digest, style, command)
    blocks = [headline(digest, style)]
    blocks += ["\n".join(_entry(one, width)) for one in new]
    if digest.open:
        table = _open(open_entries(digest, style))
        blocks.append("".join([f"{open_heading(digest)}\n", *draw(table, Page(width))]).rstrip("\n"))
    if new or digest.open:
        blocks.append("\n".join(wrap(closing(), width)))
    return "\n\n".join(blocks) + "\n"


def _entry(one: DigestEntry, width: int) -> Iterator[str]:
    yield from _head(one, width)
    for said in one.said:
        yield from _set_in(said, width)
    yield from (f"{_INDENT}{label} {command}" for label, command in one.commands)


def _head(one: DigestEntry, width: int) -> Iterator[str]:
    """The day, the ref, and the title beside them or below."""
    head = f"{one.when} ({one.distance})  {one.ref}"
    if one.title and cells(head) + 2 + cells(one.title) <= width:
        yield f"{head}  {one.title}"
        return
    yield head
    if one.title:
        yield from _set_in(one.title, width)


def _set_in(said: str, width: int) -> Iterator[str]:
    return (_INDENT + line for line in wrap(said, width - len(_INDENT)))


def _open(rows: Sequence[OpenEntry]) -> Table:
    columns = [
        Column(_("due")),
        Column(""),
        Column(_("what")),
        Column(_("ref")),
        Column(_("told")),
        Column(_("agreement"), shrinks=True),
    ]
    body = [[Piece(cell) for cell in (one.when, one.distance, one.name, one.ref, one.told, one.title)] for one in rows]
    return Table(columns, body, len(body), ([[[0, 1]], [[2, 3], [4, 5]]], [[[0, 1], [2], [3], [4], [5]]]))


def subject(digest: Digest, style: DateStyle) -> str:
    """The nearest one that is new, its date with weekday, and how many others; or that nothing is."""
    said = _nearest(digest.new[0], len(digest.new) - 1, style) if digest.new else sign_of_life(digest)
    if not digest.open:
        return said
    return _("{said}; {count} still open").format(said=said, count=len(digest.open))


def _nearest(one: Reminder, others: int, style: DateStyle) -> str:
    said = _("{day} ({distance}): {what} {ref}")
    if others:
        said = _("{day} ({distance}): {what} {ref}, and {count} more")
    return said.format(
        day=named_day(one.matter.by, style),
        distance=_short_distance(one),
        what=name(one),
        ref=safe(one.record.ref),
        count=others,
    )


def _short_distance(one: Reminder) -> str:
    days = one.matter.days
    return days_words(days) if days > 1 else distance(one.matter)

"""`history`: who changed what and when, one change after another."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from agreetrack.display.boxes import Box, Item, page_text
from agreetrack.display.page import DateStyle, Line, Page, Piece, written
from agreetrack.display.phrases import say
from agreetrack.display.plain import cells, pad, safe
from agreetrack.display.screens.changed import ShownChange, as_written, change_words
from agreetrack.display.table import MANY
from agreetrack.display.wording import _
from agreetrack.model.facts import Fact


class ShownRow(Protocol):
    """One record's change by one command, or that of the settings or of the registry as a whole."""

    @property
    def seq(self) -> int:
        """The number of the command."""
        ...

    @property
    def at(self) -> datetime:
        """When, in UTC."""
        ...

    @property
    def who(self) -> str:
        """The person."""
        ...

    @property
    def command(self) -> str:
        """The command."""
        ...

    @property
    def ref(self) -> str | None:
        """The record; None where it is of no record."""
        ...

    @property
    def table(self) -> str:
        """The table that changed: `agreements`, `settings`, or `meta` where a lost registry was gone on from."""
        ...

    @property
    def changes(self) -> Sequence[ShownChange]:
        """What changed."""
        ...


def history(rows: Iterable[ShownRow], page: Page) -> str:
    """The rows in the order given: number, time in UTC, person, command, ref; below them what was done.

    Very many come as plain lines. Of a record that was added or removed the title alone is shown: its fields are in
    `show`, and in JSON.
    """
    kept = list(rows)
    if page.width is None or len(kept) > MANY:
        return written(_lines(kept, page), page)
    return page_text([Box(items=[_item(row, page.dates) for row in kept], form="outline")], page)


def _item(row: ShownRow, dates: DateStyle) -> Item:
    number, at = Piece(str(row.seq), "dim"), Piece(f"{row.at:%Y-%m-%d %H:%M}", "dim")
    typed = say(Fact("changed.typed-by", person=safe(row.who), command=safe(row.command)))
    return Item([number, at], [_subject(row), typed, *_told(row, dates)])


def _lines(kept: Sequence[ShownRow], page: Page) -> Iterator[Line]:
    heads = [(str(row.seq), f"{row.at:%Y-%m-%d %H:%M}", safe(row.who), safe(row.command)) for row in kept]
    widths = [max((cells(head[index]) for head in heads), default=0) for index in range(4)]
    for row, head in zip(kept, heads, strict=True):
        padded = (
            pad(text, width, right=not place) for place, (text, width) in enumerate(zip(head, widths, strict=True))
        )
        yield [Piece("  ".join(padded), "dim"), Piece("  "), Piece(_subject(row), "ref")]
        yield from ([Piece("    " + text)] for text in _told(row, page.dates))


def _subject(row: ShownRow) -> str:
    if row.table == "meta":
        return _("registry")
    return _("settings") if row.ref is None else safe(row.ref)


def _told(row: ShownRow, dates: DateStyle) -> Iterable[str]:
    if row.table == "meta":
        return map(_gone_on, row.changes)
    if row.ref is None:
        return map(_settled, row.changes)
    return _whole(row.changes) or (text for change in row.changes for text in change_words(change, dates))


def _gone_on(change: ShownChange) -> str:
    """That the registry was lost, and from which of its changes it was gone on."""
    text = _("it was gone on from change {before}; what was recorded since is lost")
    return text.format(before=change.before)


def _whole(changes: Sequence[ShownChange]) -> list[str]:
    """One line for a record that came or went as a whole; nothing for one that changed."""
    title = next((change for change in changes if change.field == "title"), None)
    if title is None or not any(change.field == "ref" for change in changes):
        return []
    if all(change.before is None for change in changes):
        return [say(Fact("changed.record-added", title=as_written(title.after)))]
    if all(change.after is None for change in changes):
        return [say(Fact("changed.record-removed", title=as_written(title.before)))]
    return []


def _settled(change: ShownChange) -> str:
    """A setting that was made, changed, or given back its default."""
    if change.before is None:
        text = _("{setting} was set to {after}")
    elif change.after is None:
        text = _("{setting} has its default again; it was {before}")
    else:
        text = _("{setting} was changed from {before} to {after}")
    before, after = as_written(change.before), as_written(change.after)
    return text.format(setting=safe(change.field), before=before, after=after)

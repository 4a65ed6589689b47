"""`history`: who changed what and when, one change after another."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Protocol

import msgspec

from agreetrack.display.page import Line, Page, Piece, written
from agreetrack.display.plain import cells, pad, safe, shorten, wrap
from agreetrack.model.wording import _

_LONGEST_VALUE = 200
"""A value of more cells than this is cut in the history; `history --json` has the whole."""


class ShownChange(Protocol):
    """A field before and after."""

    @property
    def field(self) -> str:
        """The name of the field; empty for the whole record."""
        ...

    @property
    def before(self) -> Any:
        """The value before; None where there was none."""
        ...

    @property
    def after(self) -> Any:
        """The value after; None where there is none."""
        ...


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
    """The rows in the order given: number, time in UTC, person, command, ref; the fields below.

    Of a record that was added or removed the title alone is shown: its fields are in `show`, and in JSON.
    """
    kept = list(rows)
    heads = [(str(row.seq), f"{row.at:%Y-%m-%d %H:%M}", safe(row.who), safe(row.command)) for row in kept]
    widths = [max((cells(head[index]) for head in heads), default=0) for index in range(4)]
    found = zip(kept, heads, strict=True)
    return written((line for row, head in found for line in _row(row, head, widths, page)), page)


def _row(row: ShownRow, head: Sequence[str], widths: Sequence[int], page: Page) -> Iterator[Line]:
    padded = [pad(text, width, right=index == 0) for index, (text, width) in enumerate(zip(head, widths, strict=True))]
    first = "  ".join(padded)
    line = [Piece(first, "dim"), Piece("  "), Piece(_subject(row), "ref")]
    if page.width is not None and sum(cells(piece.text) for piece in line) > page.width:
        yield line[:1]
        line = [Piece("    "), line[2]]
    yield line
    for text in _told(row):
        room = None if page.width is None else max(page.width - 6, 20)
        for index, part in enumerate(wrap(text, room)):
            yield [Piece(" " * (4 if index == 0 else 6)), Piece(part)]


def _subject(row: ShownRow) -> str:
    if row.table == "meta":
        return _("registry")
    return _("settings") if row.ref is None else safe(row.ref)


def _told(row: ShownRow) -> Iterable[str]:
    if row.table == "meta":
        return map(_gone_on, row.changes)
    if row.ref is None:
        return map(_settled, row.changes)
    return _whole(row.changes) or map(_change, row.changes)


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
        return [_("added: {title}").format(title=_value(title.after))]
    if all(change.after is None for change in changes):
        return [_("removed: {title}").format(title=_value(title.before))]
    return []


def _change(change: ShownChange) -> str:
    before, after = _value(change.before), _value(change.after)
    if change.before is None:
        said = after
    elif change.after is None:
        said = _("{before} -> nothing").format(before=before)
    else:
        said = f"{before} -> {after}"
    if not change.field:
        return said
    event = re.fullmatch(r"events\[(\d+)\]", change.field)
    if event is None:
        return f"{safe(change.field)}: {said}"
    return _("event {number}: {said}").format(number=int(event[1]) + 1, said=said)


def _settled(change: ShownChange) -> str:
    """A setting that was made, changed, or given back its default."""
    if change.before is None:
        text = _("{setting} was set to {after}")
    elif change.after is None:
        text = _("{setting} has its default again; it was {before}")
    else:
        text = _("{setting} was changed from {before} to {after}")
    before, after = _value(change.before), _value(change.after)
    return text.format(setting=safe(change.field), before=before, after=after)


def _value(value: Any) -> str:
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return shorten(safe(text), _LONGEST_VALUE)

"""What was changed when, by whom, with which command; and the way back."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct

from agreetrack.model.errors import AgreetrackError, Refused
from agreetrack.model.validation import FIELDS
from agreetrack.model.wording import _

META = "meta"
Document = dict[str, Any]
_ITEM = re.compile(r"(\w+)\[(\d+)\]")


class Author(Struct, frozen=True):
    """Who changes the registry, at which moment (UTC), with which command."""

    who: str
    at: datetime
    command: str


class Change(Struct, frozen=True, omit_defaults=True):
    """One field before and after, in JSON's types; None where it is not stated.

    `field` is a name of the record, or an item of a list (`events[2]`) where only items differ.
    """

    field: str
    before: Any = None
    after: Any = None


class HistoryRow(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one command changed in one record, or in the settings; rows of one command share `seq`.

    `number` is the document's number in its `table`; the settings have no `ref`. A row of table `meta` tells that the
    registry was lost and gone on from, its `seq` before and after. `undoes` and `redoes` name the `seq` that an undo
    takes back, or that a redo brings again.
    """

    seq: int
    at: datetime
    who: str
    command: str
    ref: str | None = None
    changes: tuple[Change, ...]
    number: int
    table: Literal["agreements", "settings", "meta"] = "agreements"
    undoes: int | None = None
    redoes: int | None = None

    @property
    def ref_before(self) -> str | None:
        """The record's ref before the change; None where the change added it."""
        return next((change.before for change in self.changes if change.field == "ref"), self.ref)

    @property
    def ref_after(self) -> str | None:
        """The record's ref after the change; None where the change removed it."""
        return next((change.after for change in self.changes if change.field == "ref"), self.ref)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """What turns one document into the other, field by field, in the order of the record's fields."""
    for field in dict.fromkeys((*FIELDS, *before, *after)):
        old, new = before.get(field), after.get(field)
        if old == new:
            continue
        if isinstance(old, list) and isinstance(new, list) and old and new:
            yield from _changed_items(field, old, new)
        else:
            yield Change(field, old, new)


def _changed_items(field: str, old: list[Any], new: list[Any]) -> Iterator[Change]:
    """Items added or taken away at the end, or changed in place; otherwise the whole list.

    Taken away ones come last first, so that going back puts the first one back first.
    """
    kept = min(len(old), len(new))
    if len(old) != len(new) and old[:kept] != new[:kept]:
        yield Change(field, old, new)
        return
    indices = range(max(len(old), len(new)))
    for index in indices if len(new) >= len(old) else reversed(indices):
        before = old[index] if index < len(old) else None
        after = new[index] if index < len(new) else None
        if before != after:
            yield Change(f"{field}[{index}]", before, after)


def reverted(document: Document, changes: Sequence[Change]) -> Document:
    """The document as it was before the changes.

    Raises Refused where it does not stand as the changes left it: somebody wrote to the file without history.
    """
    earlier = {name: list(value) if isinstance(value, list) else value for name, value in document.items()}
    for change in reversed(changes):
        item = _ITEM.fullmatch(change.field)
        if item is None:
            _expect(earlier.get(change.field), change)
            earlier[change.field] = change.before
        else:
            items = earlier.setdefault(item[1], [])
            _expect(change.after if isinstance(items, list) else items, change)
            _revert_item(items, int(item[2]), change)
    stated = {name: value for name, value in earlier.items() if value is not None}
    return {name: stated[name] for name in dict.fromkeys((*FIELDS, *stated)) if name in stated}


def _revert_item(items: list[Any], index: int, change: Change) -> None:
    _expect(items[index] if index < len(items) else None, change)
    items[index : index + 1] = [] if change.before is None else [change.before]


def _expect(found: Any, change: Change) -> None:
    if found != change.after:
        text = _("{field} was changed outside of the history")
        raise Refused(text.format(field=change.field))


@dataclass(frozen=True)
class Reversal:
    """The rows of the change to take back, latest first; `seq` is its number in the history."""

    seq: int
    rows: tuple[HistoryRow, ...]


def to_undo(rows: Iterable[HistoryRow]) -> Reversal:
    """The latest change not yet taken back. Raises AgreetrackError where there is none."""
    by_seq = _by_seq(rows)
    done, _undone = _stacks(by_seq)
    if not done:
        raise AgreetrackError(_("there is no change to take back"))
    return Reversal(done[-1], tuple(reversed(by_seq[done[-1]])))


def to_redo(rows: Iterable[HistoryRow]) -> Reversal:
    """The latest undo, whose reversal does again what it took back; `seq` is the change done again."""
    by_seq = _by_seq(rows)
    _done, undone = _stacks(by_seq)
    if not undone:
        raise AgreetrackError(_("there is no undo to take back; only an undo with no change after it can be"))
    seq, undo = undone[-1]
    return Reversal(seq, tuple(reversed(by_seq[undo])))


def _by_seq(rows: Iterable[HistoryRow]) -> dict[int, list[HistoryRow]]:
    """The rows by the number of their change, those left out that nothing can take back."""
    grouped: dict[int, list[HistoryRow]] = {}
    for row in sorted((row for row in rows if row.table != META), key=lambda row: row.seq):
        grouped.setdefault(row.seq, []).append(row)
    return grouped


def _stacks(by_seq: Mapping[int, Sequence[HistoryRow]]) -> tuple[list[int], list[tuple[int, int]]]:
    """The changes that stand, and those taken back, each with the undo that did; the next one last."""
    done: list[int] = []
    undone: list[tuple[int, int]] = []
    for seq, (row, *_others) in by_seq.items():
        if row.undoes is not None:
            done = [other for other in done if other != row.undoes]
            undone.append((row.undoes, seq))
        elif row.redoes is not None:
            undone = [other for other in undone if other[0] != row.redoes]
            done.append(row.redoes)
        else:
            done.append(seq)
            undone.clear()
    return done, undone

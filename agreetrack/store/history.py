"""What was changed when, by whom, with which command; and the way back."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct

from agreetrack.model.errors import Refused
from agreetrack.model.facts import Fact
from agreetrack.model.validation import FIELDS

META = "meta"
Document = dict[str, Any]
_ITEM = re.compile(r"(\w+)\[(\d+)\]")


def name_of(field: str) -> str:
    """The field of the record that a change is of: `events` of `events[2]`."""
    return field.partition("[")[0]


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

    @property
    def is_new(self) -> bool:
        """Whether it is of a change that neither takes back nor does again what another did."""
        return self.undoes is None and self.redoes is None

    @property
    def is_addition(self) -> bool:
        """Whether it is of a change that brought a record into the registry."""
        return self.table == "agreements" and self.ref_before is None

    @property
    def given_ref(self) -> str | None:
        """The ref that a record got by the change; None where it had it before, or is there no more."""
        return self.ref_after if self.ref_after != self.ref_before else None


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
        raise Refused(Fact("changes.outside-of-history", field=change.field))

"""Every record in all its versions: the history walked back from what the file holds now."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec
from msgspec import Raw, Struct

from agreetrack.model.coding import convert, decode
from agreetrack.model.errors import Refused
from agreetrack.model.record import Watched
from agreetrack.model.validation import problems
from agreetrack.store.history import Document, HistoryRow, reverted
from agreetrack.store.past import document_of


class KeptVersion(Struct, frozen=True):
    """A record as one change left it: `seq` and `at` of that change, 0 and None where the history begins later."""

    record: Watched
    seq: int = 0
    at: datetime | None = None


class Removal(Struct, frozen=True):
    """The change that took a record away."""

    seq: int
    at: datetime


class KeptLife(Struct, frozen=True):
    """One record from the change that added it to the one that removed it, if it was: its versions, oldest first."""

    versions: tuple[KeptVersion, ...]
    removal: Removal | None = None

    @property
    def last(self) -> Watched:
        """The record as it stands now, or as it was when it was removed."""
        return self.versions[-1].record

    def after(self, seq: int) -> Watched | None:
        """The record as it was after the change of that number; None where there was none."""
        if self.removal and self.removal.seq <= seq:
            return None
        place = bisect_right(self.versions, seq, key=lambda version: version.seq)
        return self.versions[place - 1].record if place else None


def lives(present: Mapping[int, Raw], rows: Sequence[HistoryRow]) -> list[KeptLife]:
    """The lives of all records that are or were in the file, by the number of the record, the latest life first.

    Where the file was changed without history, or the history holds what cannot be a record, a life begins after
    that. Raises ValueError where a present record cannot be read.
    """
    changed: dict[int, list[HistoryRow]] = {number: [] for number in present}
    for row in rows:
        changed.setdefault(row.number, []).append(row)
    return [life for number, own in changed.items() for life in _lives(present.get(number), own)]


def _lives(now: Raw | None, rows: Sequence[HistoryRow]) -> Iterator[KeptLife]:
    """The lives under one number; a number is given again once its record was removed."""
    record = None if now is None else decode(now, Watched)
    was_changed = any(row.ref_before is not None for row in rows)
    document = document_of(now) if now is not None and was_changed else None
    versions: list[KeptVersion] = []
    removal: Removal | None = None
    for row in reversed(rows):
        if record is None:
            removal = Removal(row.seq, row.at)
        else:
            versions.append(KeptVersion(record, row.seq, row.at))
        if row.ref_before is None:  # the change that added it
            yield from _ended(versions, removal)
            versions, removal, record, document = [], None, None, None
            continue
        document = _before(document, row)
        record = _read(document)
        if record is None:
            break
    if record is not None:
        versions.append(KeptVersion(record))
    yield from _ended(versions, removal)


def _ended(versions: Sequence[KeptVersion], removal: Removal | None) -> Iterator[KeptLife]:
    if versions:
        yield KeptLife(tuple(reversed(versions)), removal)


def _before(document: Document | None, row: HistoryRow) -> Document | None:
    """The record before a change; None where it does not stand as that change left it."""
    try:
        return reverted(document or {}, row.changes)
    except Refused:
        return None


def _read(document: Document | None) -> Watched | None:
    """The record that a document of the history states; None where it states none that makes sense."""
    try:
        record = convert(document, Watched)
    except msgspec.ValidationError:
        return None
    return None if problems(record) else record

"""What the file held on an earlier day: the history walked back from what it holds now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import msgspec
from msgspec import Raw

from agreetrack.model.refs import folded
from agreetrack.store.history import Document, HistoryRow, reverted
from agreetrack.store.layout import AGREEMENTS


def after_day(rows: Sequence[HistoryRow], day: date) -> Sequence[HistoryRow]:
    """The rows written after the end of that day in UTC; the rows are given in their order."""
    end = datetime.combine(day, time.max, UTC) if day < date.max else None
    kept = (index for index, row in enumerate(rows) if end is None or row.at <= end)
    return rows[max(kept, default=-1) + 1 :]


def of_agreements(rows: Iterable[HistoryRow]) -> list[HistoryRow]:
    """The rows that tell of agreements, those of the settings left out."""
    return [row for row in rows if row.table == AGREEMENTS]


def rows_of(rows: Iterable[HistoryRow], ref: str) -> list[HistoryRow]:
    """The rows of the record that is or was last called so, under its earlier refs too."""
    names = {folded(ref)}
    found = []
    for row in reversed(list(rows)):
        if refs_in(row) & names:
            names |= refs_in(row)
            found.append(row)
    return found[::-1]


def held(present: Mapping[int, Raw], later: Sequence[HistoryRow], of_now: int | None, ref: str) -> Document | None:
    """The record that was called so before the later rows, or else the one that was called so after.

    `of_now` is the number of the one that is called so now. Raises Refused where the records do not stand as
    the history left them.
    """
    then: dict[int, Document | None] = {} if of_now is None else {of_now: document_of(present[of_now])}
    for row in reversed(later):
        if row.number not in then and row.number in present:
            then[row.number] = document_of(present[row.number])
        earlier = reverted(then.get(row.number) or {}, row.changes)
        then[row.number] = earlier or None
        if of_now is None and folded(ref) in refs_in(row):
            of_now = row.number
        if row.number == of_now and not earlier:
            of_now = None
    named = (document for document in then.values() if document and folded(document["ref"]) == folded(ref))
    return next(named, None if of_now is None else then[of_now])


def ids_in(value: Any) -> Iterator[str]:
    """The ids that stand in a part of a record: those of obligations, and of what was answered."""
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        yield value["id"]
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from ids_in(part)


def refs_in(row: HistoryRow) -> set[str]:
    """What the row's record was called before the change and after it, without capitals."""
    return {folded(ref) for ref in (row.ref_before, row.ref_after) if ref}


def document_of(raw: Raw) -> Document:
    """The document in builtin types."""
    document: Document = msgspec.json.decode(raw)
    return document

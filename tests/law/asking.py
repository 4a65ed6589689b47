"""One question to the law: records as in a file, a day, and the answer under the names of the JSON output."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from agreetrack.law.course import Bound
from agreetrack.law.standing import bound_by, standing
from agreetrack.model.record import Record


def asked(
    records: Sequence[Mapping[str, Any]], day: str, knowing: str | None = None, assume: str = "anniversary"
) -> dict[str, Any]:
    """What holds for the first of the records; it may fall with the others."""
    read = {record["ref"]: msgspec.convert(record, Record) for record in records}
    on = date.fromisoformat(day)
    knows = date.fromisoformat(knowing) if knowing else on
    record = next(iter(read.values()))
    bound = _bound(record, read, on, knows, assume, ())
    found = standing(record, on, knows, assume, with_ledger=False, bound=bound)  # type: ignore[arg-type]
    return msgspec.json.decode(msgspec.json.encode(found))  # type: ignore[no-any-return]


def _bound(
    record: Record, read: Mapping[str, Record], on: date, knows: date, assume: Any, seen: tuple[str, ...]
) -> Bound | None:
    ends = []
    for link in record.links:
        if link.kind == "falls-with" and link.ref not in (*seen, record.ref) and link.ref in read:
            parent = read[link.ref]
            above = _bound(parent, read, on, knows, assume, (*seen, record.ref))
            ends.append(bound_by(standing(parent, on, knows, assume, with_ledger=False, bound=above)))
    found = [end for end in ends if end and end.end.last]
    return min(found, key=lambda end: (end.end.last, not end.final), default=None)

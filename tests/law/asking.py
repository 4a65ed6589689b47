"""One question to the law: records as in a file, a day, and the answer under the names of the JSON output."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from agreetrack.law.standing import listed
from agreetrack.law.view import Lookup, View
from agreetrack.law.working_days import WEEKDAYS
from agreetrack.model.coding import convert, encode
from agreetrack.model.record import Record
from agreetrack.model.refs import folded


def asked(
    records: Sequence[Mapping[str, Any]], day: str, knowing: str | None = None, assume: str = "anniversary"
) -> dict[str, Any]:
    """What holds for the first of the records; it may fall with the others."""
    read = {record["ref"]: convert(record, Record) for record in records}
    on = date.fromisoformat(day)
    knows = date.fromisoformat(knowing) if knowing else on

    def find(ref: str) -> Record | None:
        return read.get(ref) or next((one for one in read.values() if folded(one.ref) == folded(ref)), None)

    view = View(day=on, knowing=knows, assume=assume, calendar=WEEKDAYS, find=Lookup(find))  # type: ignore[arg-type]
    found = listed(next(iter(read.values())), view)
    return msgspec.json.decode(encode(found))  # type: ignore[no-any-return]

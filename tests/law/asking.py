"""One question to the law: records as in a file, a day, and the answer under the names of the JSON output."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from agreetrack.law.standing import listed
from agreetrack.law.view import View
from agreetrack.law.working_days import WEEKDAYS
from agreetrack.model.record import Record


def asked(
    records: Sequence[Mapping[str, Any]], day: str, knowing: str | None = None, assume: str = "anniversary"
) -> dict[str, Any]:
    """What holds for the first of the records; it may fall with the others."""
    read = {record["ref"]: msgspec.convert(record, Record) for record in records}
    on = date.fromisoformat(day)
    knows = date.fromisoformat(knowing) if knowing else on
    view = View(day=on, knowing=knows, assume=assume, calendar=WEEKDAYS, find=read.get)  # type: ignore[arg-type]
    found = listed(next(iter(read.values())), view)
    return msgspec.json.decode(msgspec.json.encode(found))  # type: ignore[no-any-return]

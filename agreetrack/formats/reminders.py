"""Reminders as JSON: for `remind --json`, and for a program that passes them on."""

from collections.abc import Iterable, Iterator

import msgspec

from agreetrack.formats.escapes import in_json
from agreetrack.law.reminders import Reminder

ReminderRow = tuple[Reminder, str, str | None]
"""A reminder, the sentence that says it, and whose desk it is on."""


def reminders_json(new: Iterable[ReminderRow], still_open: Iterable[ReminderRow] | None = None) -> bytes:
    """`remind --json`: an array (`[]` when empty), one reminder a line, its names frozen by tests.

    With `still_open`, even an empty one, those follow, and each object says in `state` whether it is `new` or `open`.
    """
    if still_open is None:
        return _array(_row(row) for row in new)
    return _array((*_with_state(new, "new"), *_with_state(still_open, "open")))


def _with_state(rows: Iterable[ReminderRow], state: str) -> Iterator[dict[str, object]]:
    return ({**_row(row), "state": state} for row in rows)


def _row(row: ReminderRow) -> dict[str, object]:
    """The names of one reminder; of a restricted agreement the title is null, and `text` is given without details."""
    one, text, owner = row
    return {
        "ref": one.record.ref,
        "title": None if one.record.restricted else one.record.title,
        "what": one.matter.name,
        "due": one.matter.by,
        "days": one.matter.days,
        "lead": one.lead,
        "owner": owner,
        "text": text,
    }


def _array(rows: Iterable[dict[str, object]]) -> bytes:
    lines = [in_json(msgspec.json.encode(row)) for row in rows]
    return b"[\n" + b",\n".join(lines) + b"\n]\n" if lines else b"[]\n"

"""Whether what a record says can be kept at all, whatever it means: the signs and the length of its texts and lists."""

from collections.abc import Iterator
from typing import Any

from agreetrack.model.facts import Fact
from agreetrack.model.limits import LONGEST_TEXT, MOST_ENTRIES

Wrong = Iterator[tuple[str, Fact]]


def not_to_keep(fields: dict[str, Any], path: str = "") -> Wrong:
    """The texts that UTF-8 has no bytes for, and the texts and lists that are too long: the path of each, and why.

    `fields` are those of a record, in builtins.
    """
    for name, value in fields.items():
        if isinstance(value, str):
            wrong = _wrong_text(value)
            if wrong:
                yield _joined(path, name), wrong
        elif isinstance(value, dict):
            yield from not_to_keep(value, _joined(path, name))
        elif isinstance(value, tuple):
            yield from _wrong_entries(value, _joined(path, name))


def _wrong_entries(entries: tuple[Any, ...], path: str) -> Wrong:
    if len(entries) > MOST_ENTRIES:
        yield path, Fact("records.too-many-entries", count=len(entries), most=MOST_ENTRIES)
        return
    for index, entry in enumerate(entries):
        if isinstance(entry, dict):
            yield from not_to_keep(entry, f"{path}[{index}]")
        elif isinstance(entry, str) and (wrong := _wrong_text(entry)):
            yield f"{path}[{index}]", wrong


def _wrong_text(text: str) -> Fact | None:
    if len(text) > LONGEST_TEXT:
        return Fact("records.text-too-long", length=len(text), most=LONGEST_TEXT)
    try:
        text.encode()
    except UnicodeEncodeError:
        return Fact("records.half-character")
    return None


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name

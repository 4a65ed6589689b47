"""Decoding what the registry holds: documents and rows, or the error that tells what is wrong with them, and where."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from agreetrack.model.coding import decode, decoder
from agreetrack.model.errors import InvalidData, Problem, reason_of
from agreetrack.model.facts import Fact
from agreetrack.model.record import Record
from agreetrack.store import layout

UNREADABLE = (ValueError, RecursionError)
"""What decoding raises for a text that is not what it should be (msgspec's errors are ValueErrors)."""

T = TypeVar("T")


class Named(Struct):
    """A record's ref alone."""

    ref: str


class Titled(Struct):
    """What tells a record from others besides its ref."""

    ref: str
    title: str
    number: str | None = None
    signed: str | None = None


@contextmanager
def undisturbed() -> Iterator[None]:
    """No garbage collection while very many records are made, none of which is garbage."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def checked(agreements: layout.Table) -> list[Record]:
    """Every record, decoded and checked. Raises InvalidData with the problems of all of them."""
    from agreetrack.model.validation import problems

    read = decoder(Record)
    try:
        records = [read(raw) for raw in agreements.values()]
    except UNREADABLE:
        raise faults(agreements) from None
    if any(problems(record) for record in records):
        raise faults(agreements)
    return records


def faults(agreements: layout.Table) -> InvalidData:
    """The error that tells what is wrong with documents that could not be read, each with its place."""
    from agreetrack.model.validation import invalid, read_record

    found: list[Problem] = []
    for number, raw in agreements.items():
        try:
            read_record(bytes(raw), Fact("places.agreement", number=number))
        except InvalidData as error:
            found += error.problems
    return invalid(found)


def history_rows(text: bytes | memoryview, kind: type[T], path: Path) -> list[T]:
    """The rows of the history from their text. Raises InvalidData where they are damaged, or one stands twice."""
    try:
        rows: dict[str, T] = decode(b"{%s}" % text, dict[str, kind])  # type: ignore[valid-type]
    except UNREADABLE as error:
        from agreetrack.store.vouching import wrong_rows

        raise InvalidData(Fact("damage.history", path=path, reason=reason_of(error)), wrong_rows(text)) from None
    if len(rows) != bytes(text).count(b"\n"):
        raise InvalidData(Fact("damage.history-row-twice", path=path))
    return list(rows.values())

"""The storage under TinyDB's tables during one change: read once, held in memory, written once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from agreetrack.model.facts import Fact
from agreetrack.store import layout, writing
from agreetrack.store.contents import Contents
from agreetrack.store.vouching import vouch


class RegistryStorage(Storage):
    """The tables of a registry while they are changed.

    TinyDB's tables write to memory as often as they like; `put` writes the file once. A document that no table touched
    is still the Raw bytes that were read. Of the history, TinyDB sees the new rows: the earlier ones are never changed
    and stay the text that they are.
    """

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._tables: dict[str, dict[str, Any]] = {
            layout.AGREEMENTS: contents.agreements,
            **contents.others,
            layout.HISTORY: {},
        }

    def read(self) -> dict[str, dict[str, Any]]:
        """The tables, as they stand in memory."""
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Keep the tables in memory."""
        self._tables = data

    def put(self, path: Path) -> tuple[Fact, ...]:
        """Write the file at a path; facts on what the person should know besides.

        Raises InvalidData where what is carried on makes no sense, AgreetrackError where it cannot be written.
        """
        remarks = vouch(self._contents, self._tables, path)
        return (*remarks, *writing.replace(path, self._pieces()))

    def _pieces(self) -> Iterator[bytes | memoryview]:
        """The text of the file: documents in the order of their numbers, new rows after the earlier ones."""
        contents = self._contents
        tables = {name: dict(sorted(table.items(), key=_number)) for name, table in self._tables.items()}
        new = tables.pop(layout.HISTORY)
        return layout.written(contents.stamp, tables, contents.history, new, contents.sums)


def _number(entry: tuple[str, object]) -> int:
    return int(entry[0])

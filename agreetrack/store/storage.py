"""The storage under TinyDB's tables during one change: read once, held in memory, written once."""

from collections.abc import Iterator
from typing import Any

from tinydb.storages import Storage

from agreetrack.store import layout
from agreetrack.store.layout import Contents


class RegistryStorage(Storage):
    """The tables of a registry while they are changed.

    TinyDB's tables write to memory as often as they like; `pieces` gives the text of the file that is to be
    written once. A document that no table touched is still the Raw bytes that were read. Of the history,
    TinyDB sees the new rows: the earlier ones are never changed and stay the text that they are.
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

    def pieces(self) -> Iterator[bytes | memoryview]:
        """The text of the file: documents in the order of their numbers, new rows after the earlier ones."""
        tables = {
            name: dict(sorted(table.items(), key=_number))
            for name, table in self._tables.items()
            if name != layout.HISTORY
        }
        earlier, new = self._contents.history, layout.listed(self._tables[layout.HISTORY])
        if new and earlier:
            earlier, new = earlier[:-1], b",\n" + new
        yield from layout.written(self._contents.stamp, tables, (earlier, new))


def _number(entry: tuple[str, object]) -> int:
    return int(entry[0])

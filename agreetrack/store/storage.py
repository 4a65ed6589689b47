"""The storage under TinyDB's tables during one change: read once, held in memory, written once."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tinydb.storages import Storage

from agreetrack.model.facts import Fact
from agreetrack.store import layout, writing
from agreetrack.store.contents import Contents
from agreetrack.store.index import is_possible
from agreetrack.store.vouching import vouch

if TYPE_CHECKING:
    from agreetrack.store.index.outline import Judging


class RegistryStorage(Storage):
    """The tables of a registry while they are changed.

    TinyDB's tables write to memory as often as they like; `put` writes the file once. A document that no table touched
    is still the Raw bytes that were read. Of the history, TinyDB sees the new rows: the earlier ones are never changed
    and stay the text that they are.
    """

    def __init__(self, contents: Contents, judging: "Judging | None") -> None:
        self._contents = contents
        self._judging = judging
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
        tables = {name: dict(sorted(table.items(), key=_number)) for name, table in self._tables.items()}
        if self._judging is None or not is_possible():
            return (*remarks, *writing.replace(path, self._pieces(tables)))
        from agreetrack.store.index.keeping import Keeping

        index = Keeping(path, self._contents)
        index.ready(tables, self._judging)
        told = writing.replace(path, self._pieces(tables), index.placed)
        index.keep()
        return (*remarks, *told)

    def _pieces(self, tables: dict[str, dict[str, Any]]) -> Iterator[bytes | memoryview]:
        """The text of the file: documents in the order of their numbers, new rows after the earlier ones."""
        contents = self._contents
        others = {name: table for name, table in tables.items() if name != layout.HISTORY}
        return layout.written(contents.stamp, others, contents.history, tables[layout.HISTORY], contents.sums)


def _number(entry: tuple[str, object]) -> int:
    return int(entry[0])

"""Asking the index which agreements have to be read: those that may have to do with what is asked, and all stale ones.

It is trusted while it names the registry as the one open descriptor shows it, which then also reads the agreements.
"""

import os
import sqlite3
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote
from weakref import finalize

from agreetrack.model.coding import decoder
from agreetrack.model.record import Listed
from agreetrack.model.refs import folded
from agreetrack.store.files import beside, target
from agreetrack.store.index.book import UNUSABLE, seal_in
from agreetrack.store.index.conditions import Asked, Sought, Unusable
from agreetrack.store.index.seal import Seal

if TYPE_CHECKING:
    from agreetrack.store.reading import RegistryReading

T = TypeVar("T")

MOST = 0.5
"""Where more of the agreements are wanted, to read all of them is faster than to go from place to place."""


def place(path: Path) -> Path:
    """Where the index of a registry lies: beside the file, also where the path is a link to it."""
    return beside(target(path), "index")


class Index:
    """The trusted index of a registry that is open for reading."""

    def __init__(self, connection: sqlite3.Connection, reading: "RegistryReading", seal: Seal) -> None:
        self.basis = seal.basis
        self._file = seal.source.file
        self._connection = connection
        finalize(self, connection.close)
        self._reading = reading
        self._total = int(self._all("SELECT count(*) FROM agreements")[0][0])

    def sought(self, kind: type[T], asked: Asked) -> "Sought[T]":
        """What may have to do with what is asked, in the order of the file."""
        query = f"SELECT number, start, length FROM agreements WHERE {asked.where} ORDER BY start"
        places = self._all(query, **asked.values)
        if len(places) > self._total * MOST:
            return Sought(self._reading.decoded(kind), self._total)
        besides = f"SELECT count(*) FROM agreements WHERE is_unknown AND NOT coalesce({asked.where}, 0)"
        return Sought(
            records=list(self._decoded(kind, places).values()),
            total=self._total,
            unknown_besides=int(self._all(besides, **asked.values)[0][0]),
        )

    def find(self, ref: str) -> Listed | None:
        """The record of a ref, however it is written; None where there is none."""
        query = "SELECT number, start, length FROM agreements WHERE folded = :ref"
        return next(iter(self._decoded(Listed, self._all(query, ref=folded(ref))).values()), None)

    def _decoded(self, kind: type[T], places: list[Any]) -> dict[str, T]:
        try:
            texts = self._reading.at((start, length) for _number, start, length in places)
            found: dict[str, T] = decoder(dict[str, kind])(b"{%s}" % b",".join(texts))  # type: ignore[valid-type]
        except UNUSABLE:
            raise Unusable from None
        if [int(number) for number in found] != [number for number, *_place in places]:
            raise Unusable
        if self._reading.identity() != self._file:
            raise Unusable
        return found

    def _all(self, query: str, **values: object) -> list[Any]:
        try:
            return self._connection.execute(query, values).fetchall()
        except UNUSABLE:
            raise Unusable from None


def trusted(path: Path, reading: "RegistryReading") -> Index | None:
    """The index of the registry at a path, which is open; None where there is none that can be trusted."""
    found = _opened(place(path))
    if found is None:
        return None
    try:
        seal = seal_in(found)
        if seal and seal.holds(reading.source()):
            return Index(found, reading, seal)
    except (Unusable, *UNUSABLE):
        pass
    found.close()
    return None


def _opened(file: Path) -> sqlite3.Connection | None:
    """The database, never written and never waited for; None where there is no plain file."""
    with suppress(OSError, sqlite3.Error):
        if stat.S_ISREG(os.lstat(file).st_mode):
            return sqlite3.connect(
                f"file:{quote(os.fsencode(file))}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
    return None

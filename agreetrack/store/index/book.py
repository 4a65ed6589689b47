"""The index as a database: a row an agreement, by its number, with its place in the file and what was judged of it.

Places are counted from where the first agreement begins, so that what stands before them may change its length. Days
are numbers as `date.toordinal` counts them, since SQLite has no dates. A row that was not judged is never asked
without reading its agreement: it was judged on no day that comes.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any
from weakref import finalize

import msgspec
from msgspec import Raw

from agreetrack.model.coding import decode
from agreetrack.model.record import Listed, Watched
from agreetrack.model.refs import folded
from agreetrack.store.decoding import UNREADABLE, Named
from agreetrack.store.index.conditions import STALE
from agreetrack.store.index.outline import Judge, Outline
from agreetrack.store.index.seal import Seal

NEVER = date.max.toordinal() + 1
"""The day after the last one."""

UNUSABLE = (sqlite3.Error, OverflowError, *UNREADABLE)
"""What a database raises that is damaged, or holds what it should not."""

_SCHEMA = f"""
CREATE TABLE seal (text TEXT NOT NULL);
CREATE TABLE agreements (
    number INTEGER PRIMARY KEY, folded TEXT NOT NULL,
    start INTEGER NOT NULL, length INTEGER NOT NULL,
    judged INTEGER NOT NULL DEFAULT {NEVER}, until INTEGER NOT NULL DEFAULT 0, opens INTEGER, passed INTEGER,
    warned INTEGER NOT NULL DEFAULT 1, late INTEGER NOT NULL DEFAULT 1, owes INTEGER NOT NULL DEFAULT 1,
    is_unknown INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE above (number INTEGER NOT NULL, folded TEXT NOT NULL);
CREATE INDEX below ON above (folded, number);
"""
_CALL = "CREATE UNIQUE INDEX IF NOT EXISTS called ON agreements (folded)"
"""Once the rows are there: that is faster for many, and fails where two have one ref."""
_FORGET = f"UPDATE agreements SET judged = {NEVER}, until = 0, warned = 1, late = 1, owes = 1"
_JUDGE = """UPDATE agreements SET judged = ?, until = ?, opens = ?, passed = ?, warned = ?, late = ?, owes = ?,
    is_unknown = ? WHERE number = ?"""
_MOVE = "UPDATE agreements SET start = start + ? WHERE number BETWEEN ? AND ?"
TextOf = Callable[[int], bytes]
"""Gives the text of the agreement of a number."""


def seal_in(connection: sqlite3.Connection) -> Seal | None:
    """What an index names; None where it names nothing. Raises what a damaged one does."""
    rows = connection.execute("SELECT text FROM seal").fetchall()
    return msgspec.json.decode(rows[0][0], type=Seal) if len(rows) == 1 else None


class Book:
    """An index that is being made: in memory, from nothing or from the one before."""

    def __init__(self, text: bytes | None = None) -> None:
        self._connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        finalize(self, self._connection.close)
        if text is None:
            self._connection.executescript(_SCHEMA)
        else:
            self._connection.deserialize(text)
        self._connection.execute("BEGIN")

    def seal(self) -> Seal | None:
        """What the index before names; None where it names nothing."""
        return seal_in(self._connection)

    def forget(self) -> None:
        """Let nothing be judged: the rows rested on something else."""
        self._connection.execute(_FORGET)

    def carry(self, texts: Mapping[str, Raw], untouched: Collection[str]) -> list[int]:
        """Bring the rows to what the file holds; the numbers of those that are not as they were.

        What falls, at any remove, with one that is not as it was, is not judged any more.
        """
        kept, named = {int(number) for number in untouched}, msgspec.json.Decoder(Named).decode
        known = {number: start for number, start in self._all("SELECT number, start FROM agreements")}
        gone = [(number,) for number in known if number not in kept]
        touched = [
            row for number in gone for row in self._all("SELECT folded FROM agreements WHERE number = ?", number)
        ]
        self._many("DELETE FROM agreements WHERE number = ?", gone)
        new: list[tuple[int, str, int, int]] = []
        moved: list[tuple[int, int]] = []  # by how much each of those that stay
        for number, start, length in _places(texts):
            if number not in kept or number not in known:
                new.append((number, folded(named(texts[str(number)]).ref), start, length))
            else:
                moved.append((number, start - known[number]))
        self._many(_MOVE, list(_runs(sorted(moved))))
        self._many("INSERT INTO agreements (number, folded, start, length) VALUES (?, ?, ?, ?)", new)
        self._connection.execute(_CALL)
        touched += [(row[1],) for row in new]
        if self._all("SELECT 1 FROM above LIMIT 1"):
            self._many(f"{_FORGET} WHERE number IN (SELECT number FROM above WHERE folded = ?)", touched)
        return [row[0] for row in new]

    def unanswered(self, day: date, at_most: int) -> list[int]:
        """The numbers of rows that do not answer for a day, so many at most."""
        found = self._all(f"SELECT number FROM agreements WHERE {STALE} LIMIT :most", day=day.toordinal(), most=at_most)
        return [number for (number,) in found]

    def places(self) -> dict[int, tuple[int, int]]:
        """Where each agreement stands: its start and its length."""
        rows = self._all("SELECT number, start, length FROM agreements")
        return {number: (start, length) for number, start, length in rows}

    def judge(self, numbers: Collection[int], text_of: TextOf, judge: Judge) -> None:
        """Write down what the judge finds of the agreements of these numbers."""
        records = _records(numbers, text_of)

        def find(ref: str) -> Listed | None:
            for (number,) in self._all("SELECT number FROM agreements WHERE folded = ?", (folded(ref),)):
                return decode(text_of(number), Listed)
            return None

        found = list(zip(records, judge.outlines(records.values(), find), strict=True))
        self._many("DELETE FROM above WHERE number = ?", [(number,) for number, _one in found])
        self._many(_JUDGE, [(*_row(one), number) for number, one in found if one])
        self._many(
            "INSERT INTO above VALUES (?, ?)", [(number, ref) for number, one in found if one for ref in one.above]
        )

    def sealed(self, seal: Seal) -> bytes:
        """The text of the file."""
        self._connection.execute("DELETE FROM seal")
        self._connection.execute("INSERT INTO seal VALUES (?)", (msgspec.json.encode(seal).decode(),))
        self._connection.execute("COMMIT")
        return self._connection.serialize()

    def _all(self, query: str, values: tuple[object, ...] = (), **named: object) -> list[Any]:
        return self._connection.execute(query, named or values).fetchall()

    def _many(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        self._connection.executemany(statement, rows)


def _runs(moved: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """By how much the rows from one number to another move, all of them alike; not those that stay in their place."""
    for by, run in groupby(moved, key=itemgetter(1)):
        numbers = [number for number, _by in run]
        if by:
            yield by, numbers[0], numbers[-1]


def _places(texts: Mapping[str, Raw]) -> Iterator[tuple[int, int, int]]:
    """The number, the start and the length of each agreement in its lines, without the comma and the break after it."""
    start = 0
    for number, text in texts.items():
        length = len(number) + len('"": ') + len(text)
        yield int(number), start, length
        start += length + len(",\n")


def _records(numbers: Collection[int], text_of: TextOf) -> dict[int, Watched]:
    """The records of these numbers, as far as they can be read."""
    found: dict[int, Watched] = {}
    for number in sorted(numbers):
        with suppress(*UNREADABLE):
            found[number] = decode(text_of(number), Watched)
    return found


def _row(one: Outline) -> tuple[int | None, ...]:
    until = NEVER if one.until is None else one.until.toordinal()
    opens, passed = (None if day is None else day.toordinal() for day in (one.opens, one.passed))
    return (one.judged.toordinal(), until, opens, passed, one.warned, one.late, one.owes, one.is_unknown)

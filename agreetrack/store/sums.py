"""Checksums (CRC-32) of what the registry file holds, in table `sums`: by them damage and edits are noticed.

They are made when agreetrack writes a document or a row, and go with it as long as nobody changes it.
"""

import re
from collections.abc import Iterable, Mapping
from zlib import crc32

import msgspec
from msgspec import Raw, Struct

TABLE = "sums"
_DIGITS = 8
_ROW = re.compile(rb'"\d+": \{')

Table = Mapping[str, Raw]


class Sums(Struct):
    """The checksums of the stamp, of each document by table and number, of all rows of the history, and of each.

    `rows` has eight hexadecimal digits for each row, in their order; `own` is the checksum of these digits.
    """

    meta: int = 0
    tables: dict[str, dict[str, int]] = {}
    history: int = 0
    rows: str = ""
    own: int = 0

    def with_rows(self, new: Iterable[bytes]) -> "Sums":
        """The same with further rows of the history."""
        lines = list(new)
        before = b",\n" if self.rows and lines else b""
        history = crc32(before + b",\n".join(lines), self.history)
        rows = self.rows + "".join(map(_digits, lines))
        return msgspec.structs.replace(self, history=history, rows=rows, own=crc32(rows.encode()))


class Doubts(Struct):
    """What does not fit its checksum: the stamp, numbers of documents by table, rows of the history by place from 0.

    `gone` are numbers that have a checksum and no document, `lost_rows` says how many rows fewer there are than
    checksums, `history` that each row fits and all together do not. Where there are no checksums, as in older
    formats, everything is in doubt; `format` is that of the file.
    """

    tables: dict[str, list[str]] = {}
    gone: dict[str, list[str]] = {}
    rows: list[int] = []
    lost_rows: int = 0
    history: bool = False
    meta: bool = False
    unsummed: bool = False
    format: int = 0


def stated(table: Table) -> Sums | None:
    """The checksums that table `sums` states; None where it states none."""
    try:
        return msgspec.json.decode(table["1"], type=Sums)
    except (KeyError, ValueError):
        return None


def of_table(table: Table) -> dict[str, int]:
    """The checksum of each document by its number."""
    return dict(zip(table, map(crc32, table.values()), strict=True))


def rows_of(text: bytes | memoryview) -> list[bytes]:
    """The rows of the history, each as it stands in its line."""
    return bytes(text).removesuffix(b"\n").split(b",\n") if text else []


def are_rows(text: bytes | memoryview) -> bool:
    """Whether each row of the history stands in a line of its own."""
    return all(_ROW.match(row) for row in rows_of(text)) and bytes(text).count(b"\n") == len(rows_of(text))


def fits(text: bytes | memoryview, sums: Sums) -> bool:
    """Whether the rows of the history are those that the checksums were made of."""
    return crc32(text[:-1]) == sums.history and crc32(sums.rows.encode()) == sums.own


def doubted(tables: Mapping[str, Table], sums: Sums) -> Doubts:
    """What does not fit in the tables of documents, `sums` being the checksums that are stated for them."""
    found = Doubts()
    for name in dict.fromkeys([*tables, *sums.tables]):
        present, expected = of_table(tables.get(name, {})), sums.tables.get(name, {})
        if present != expected:
            found.tables[name] = [number for number, one in present.items() if expected.get(number) != one]
            gone = [number for number in expected if number not in present]
            if gone:
                found.gone[name] = gone
    return found


def without(stated: Sums, doubts: Doubts) -> Sums:
    """The checksums of what is not in doubt."""
    tables = dict(stated.tables)
    for name, numbers in doubts.tables.items():
        doubted = {*numbers}
        tables[name] = {number: one for number, one in tables.get(name, {}).items() if number not in doubted}
    return msgspec.structs.replace(stated, tables=tables)


def doubt_rows(text: bytes | memoryview, sums: Sums, doubts: Doubts) -> None:
    """Add to the doubts the rows that no checksum was made of, and how many are lost."""
    known = {sums.rows[start : start + _DIGITS] for start in range(0, len(sums.rows), _DIGITS)}
    rows = rows_of(text)
    doubts.rows = [place for place, row in enumerate(rows) if _digits(row) not in known]
    doubts.lost_rows = max(0, len(sums.rows) // _DIGITS - len(rows))
    doubts.history = not (doubts.rows or doubts.lost_rows)


def _digits(row: bytes) -> str:
    return f"{crc32(row):08x}"

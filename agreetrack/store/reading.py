"""Reading the registry: opened read-only, decoded a block of lines at a time, the history left where it lies.

Decoding blocks keeps the memory small: of a large file only the typed records stay.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

import msgspec
from msgspec import Raw

from agreetrack.model.coding import decode, decoder
from agreetrack.model.errors import AgreetrackError, NoSuchRef, Unreadable, reason_of
from agreetrack.model.facts import Fact
from agreetrack.store import layout, lines, sums
from agreetrack.store.decoding import UNREADABLE, faults, undisturbed
from agreetrack.store.index.seal import Identity, Source, identity
from agreetrack.store.migrations import IN_LINES, Stamp

if TYPE_CHECKING:
    from agreetrack.store.contents import Contents

BLOCK = 1 << 18
T = TypeVar("T")
Told = TypeVar("Told")


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The registry file, open for reading only.

    Raises NoSuchRef where there is none, AgreetrackError where it cannot be read or is no plain file.
    """
    try:
        # A named pipe would otherwise block until somebody writes to it.
        number = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError:
        raise missing(path) from None
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    try:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise AgreetrackError(Fact("registry.not-a-file", path=path))
        with open(number, "rb", closefd=False) as file:
            yield file
    except OSError as error:
        raise unreadable(path, error) from None
    finally:
        with suppress(OSError):
            os.close(number)


def missing(path: Path) -> NoSuchRef:
    """The error for a registry that is not there."""
    return NoSuchRef(Fact("registry.missing", path=path))


def unreadable(path: Path, error: Exception) -> Unreadable:
    """The error for a registry that the system does not let us read."""
    if isinstance(error, PermissionError):
        return Unreadable(Fact("registry.no-permission-to-read", path=path))
    return Unreadable(Fact("registry.unreadable", path=path, reason=reason_of(error)))


class RegistryReading:
    """An open registry file: read fast where it has our own layout, carefully otherwise.

    So many changes were `seen` in it: it cannot be without a table of agreements then.
    """

    def __init__(self, file: BinaryIO, path: Path, seen: int) -> None:
        self._file = file
        self._where = str(path)
        self._seen = seen

    def decoded(self, kind: type[T]) -> list[T]:
        """The documents of table `agreements`, decoded as `kind`, in the order of the file.

        Raises InvalidData with all problems, each with its place, where one cannot be decoded.
        """
        return [document for _number, document in self.documents(kind)]

    def documents(self, kind: type[T]) -> list[tuple[str, T]]:
        """The same, each with the number of its document."""
        found: list[tuple[str, T]] = []
        in_heads = set(getattr(kind, "__struct_fields__", {""})) <= layout.LISTED
        pieces, joined = (self._heads(), lines.first_lines) if in_heads else (self._pairs(), lines.whole)
        decode = decoder(dict[str, kind])  # type: ignore[valid-type]
        count = 0
        try:
            with undisturbed():
                for texts in pieces:
                    found += decode(joined(texts)).items()
                    count += len(texts)
            if len({number for number, _document in found}) != count:
                raise ValueError(count)  # a number stands twice
        except UNREADABLE:
            return list(self._carefully(kind).items())
        return found

    def document(self, number: str) -> bytes:
        """The text of one document by its number."""
        line = b'"%s": ' % number.encode()
        try:
            block = next((block for block in self._blocks() if line in block), b"")
            return bytes(msgspec.json.decode(block, type=dict[str, Raw])[number])
        except (*UNREADABLE, KeyError):
            return bytes(self.contents().agreements[number])

    def history(self) -> bytes:
        """The text of the history's rows. Raises InvalidData where it is damaged."""
        try:
            self._file.seek(self._size(), os.SEEK_CUR)
            others, boundary, rows = self._file.read().partition(b"\n" + layout.BOUNDARY)
            rows = rows[: -len(layout.END)]
            if rows and not rows.endswith(b"\n"):
                raise ValueError(rows[-1:])
            stated = sums.stated(_tables(others).get(sums.TABLE, {}))
            if boundary and (sums.are_rows(rows) if stated is None else sums.fits(rows, stated)):
                return rows
        except UNREADABLE:
            pass
        from agreetrack.store.vouching import vouched_history

        return vouched_history(self.contents(), self._where)

    def settings(self) -> dict[str, Raw]:
        """The table of settings. Where it stands as we write it, right after the agreements, no other is read."""
        try:
            self._file.seek(self._size(), os.SEEK_CUR)
            _closing, heading, row, end = (self._file.readline() for _line in range(4))
            if heading == layout.SETTINGS_OPENING and end == layout.CLOSING:
                return msgspec.json.decode(b"{%s}" % row, type=dict[str, Raw])
            self._file.seek(self._size(), os.SEEK_CUR)
            if layout.SETTINGS.encode() not in self._up_to(b"\n" + layout.BOUNDARY):
                return {}
        except UNREADABLE:
            pass
        return self.others().get(layout.SETTINGS, {})

    def seq(self) -> int:
        """The number of the latest change. Raises InvalidData for what is no registry."""
        try:
            return self._stamp().seq
        except UNREADABLE:
            return self.contents().stamp.seq

    def source(self) -> Source:
        """What an index of it has to name. Raises ValueError for another layout."""
        stamp = self._stamp()
        return Source(self.identity(), stamp.seq, stamp.format)

    def identity(self) -> Identity:
        """What the file is now."""
        return identity(self._file.fileno())

    def _stamp(self) -> Stamp:
        """What the file says of itself. Raises ValueError for another layout."""
        self._size()
        self._file.seek(len(layout.HEAD))
        return msgspec.json.decode(self._file.readline()[: -len(layout.HEAD_END)], type=Stamp)

    def at(self, places: Iterable[tuple[int, int]]) -> list[bytes]:
        """The texts at places, each a start and a length, counted from where the agreements begin.

        Raises ValueError for another layout.
        """
        self._size()
        begin, number = self._file.tell(), self._file.fileno()
        return [os.pread(number, length, begin + start) for start, length in places]

    def others(self) -> dict[str, dict[str, Raw]]:
        """The tables beside the agreements and the history. Raises InvalidData where one is damaged."""
        try:
            self._file.seek(self._size(), os.SEEK_CUR)
            tables = _tables(self._up_to(b"\n" + layout.BOUNDARY))
            stated = sums.stated(tables.pop(sums.TABLE, {}))
            if stated is None or all(sums.of_table(table) == stated.tables.get(name) for name, table in tables.items()):
                return tables
        except UNREADABLE:
            pass
        from agreetrack.store.vouching import vouched_tables

        return vouched_tables(self.contents(), self._where)

    def contents(self) -> "Contents":
        """All that the file holds, from any layout. Raises InvalidData for what is no registry."""
        from agreetrack.store.contents import contents

        return contents(self.text(), self._where, self._seen)

    def _up_to(self, boundary: bytes) -> bytes:
        """The text from where the file stands to a boundary. Raises ValueError where there is none."""
        text = b""
        while (end := text.find(boundary)) < 0:
            piece = self._file.read(BLOCK)
            if not piece:
                raise ValueError(boundary)
            text += piece
        return text[:end]

    def text(self) -> bytes:
        """All of the file's text."""
        self._file.seek(0)
        return self._file.read()

    def _heads(self) -> Iterator[list[bytes]]:
        """The first lines of the agreements, a piece of the file at a time. Raises ValueError for another layout."""
        rest = b""
        for piece in self._pieces():
            heads, rest = lines.firsts(rest + piece)
            yield heads
        if rest:
            raise ValueError(rest)

    def _pairs(self) -> Iterator[list[bytes]]:
        """The agreements, each in its two lines, a piece of the file at a time. Raises as `_heads`."""
        rest = b""
        for piece in self._pieces():
            pairs, rest = lines.pairs(rest + piece)
            yield pairs
        if rest:
            raise ValueError(rest)

    def _blocks(self) -> Iterator[bytes]:
        """JSON objects that hold the agreements, some at a time. Raises ValueError for another layout."""
        rest = b""
        for piece in self._pieces():
            piece = rest + piece
            end = lines.last_pair(piece)
            rest = piece[end:]
            yield b"".join((b"{", piece[:end].rstrip(b",\n"), b"}"))
        if rest:
            raise ValueError(rest)

    def _pieces(self) -> Iterator[bytes]:
        """The text of the agreements, piece by piece. Raises ValueError where the file is shorter than it says."""
        left = self._size()
        while left > 0:
            piece = self._file.read(min(BLOCK, left))
            if not piece:
                raise ValueError(left)
            left -= len(piece)
            yield piece

    def _size(self) -> int:
        """How many bytes the agreements take from where the file then stands. Raises as `_blocks`."""
        self._file.seek(0, os.SEEK_END)
        self._file.seek(max(0, self._file.tell() - len(layout.END)))
        ends_well = self._file.read() == layout.END
        self._file.seek(0)
        head, opening = self._file.readline(), self._file.readline()
        if not (ends_well and head.startswith(layout.HEAD) and opening == layout.OPENING):
            raise ValueError(opening)
        stamp = msgspec.json.decode(head[len(layout.HEAD) : -len(layout.HEAD_END)], type=Stamp)
        start = len(head) + len(opening)
        self._file.seek(start + stamp.size)
        if stamp.format not in IN_LINES or self._file.read(len(layout.CLOSING)) != layout.CLOSING:
            raise ValueError(stamp)
        self._file.seek(start)
        return stamp.size

    def _carefully(self, kind: type[T]) -> dict[str, T]:
        """The same from any layout and older format, or the error that tells what is wrong, and where."""
        agreements = self.contents().agreements
        try:
            with undisturbed():
                return {number: decode(raw, kind) for number, raw in agreements.items()}
        except UNREADABLE:
            raise faults(agreements) from None


def _tables(text: bytes) -> dict[str, dict[str, Raw]]:
    """The tables in the lines between the agreements and the history. Raises ValueError for another layout."""
    closing = layout.CLOSING[:-1]
    if not text.endswith(closing):
        raise ValueError(text[-2:])
    tables = msgspec.json.decode(b'{"": {' + text.removesuffix(closing) + b"}}", type=dict[str, dict[str, Raw]])
    del tables[""]
    if text.count(b"\n") != sum(len(table) + 2 for table in tables.values()):
        raise ValueError(tables)
    return tables

"""Everything that a registry file holds, from its text: in our own layout, or parsed whole with care from any other."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
from msgspec import Raw, Struct, field

from agreetrack.model.errors import InvalidData, reason_of
from agreetrack.model.facts import Fact
from agreetrack.model.strict_json import Twice, strictly
from agreetrack.store import loss, sums
from agreetrack.store.index.seal import Source
from agreetrack.store.layout import (
    AGREEMENTS,
    BOUNDARY,
    CLOSING,
    END,
    HEAD,
    HISTORY,
    META,
    OPENING,
    Table,
    Tables,
    as_text,
    form_of,
    listed,
    place_of,
)
from agreetrack.store.migrations import FORMAT, FormatVersion, Stamp, migrated, refuse_newer
from agreetrack.store.sums import Doubts, Sums


class Contents(Struct):
    """What a registry file holds, for a change: documents as Raw bytes, earlier history as it stands.

    `history` is the text of its rows, one a line; a comma ends each line but the last. `sums` are the checksums of
    all that is not in doubt. `source` is the file that it was read from, where nobody changed that meanwhile.
    """

    stamp: Stamp = field(default_factory=Stamp)
    agreements: Table = field(default_factory=dict)
    others: Tables = field(default_factory=dict)
    history: bytes | memoryview = b""
    sums: Sums = field(default_factory=Sums)
    doubts: Doubts = field(default_factory=Doubts)
    source: Source | None = None


class Damaged(InvalidData):
    """The text of a registry cannot be read, or holds something twice."""


def contents(text: bytes, where: str, seen: int = 0, even_lost: bool = False) -> Contents:
    """Everything in the file's text. Raises InvalidData (naming `where`) for what is no registry.

    Raises LostRegistry for one that has no table of agreements where it tells of changes, or so many were `seen` in it;
    with `even_lost` that is read as one without agreements.
    """
    return _own(text, where) or _foreign(text, where, seen, even_lost)


def _own(text: bytes, where: str) -> Contents | None:
    """The contents of a text in our own layout, None for any other."""
    boundary = text.find(CLOSING + BOUNDARY) + len(CLOSING)
    if not text.startswith(HEAD) or not text.endswith(b"\n" + END) or boundary < len(CLOSING):
        return None
    whole = b"".join((memoryview(text)[: boundary - len(CLOSING)], b"}}"))
    try:
        tables = msgspec.json.decode(whole, type=dict[str, dict[str, Raw]])
        meta = tables.pop(META)
        stamp = _stamp(meta, where)
    except (ValueError, KeyError, RecursionError):
        return None
    if AGREEMENTS not in tables or not _is_in_lines(text, boundary, stamp, tables):
        return None
    rows = memoryview(text)[boundary + len(BOUNDARY) : -len(END)]
    found = _compared(stamp, meta, tables, rows)
    doubts = found.doubts
    if doubts.gone.get(AGREEMENTS) or ((doubts.unsummed or doubts.rows) and not sums.are_rows(rows)):
        return None  # something stands twice, or in other lines
    return found


def _is_in_lines(text: bytes, boundary: int, stamp: Stamp, tables: Mapping[str, Mapping[str, Raw]]) -> bool:
    """Whether each document stands in its lines and nothing twice, as far as no checksum tells."""
    if not all(number.isdecimal() for table in tables.values() for number in table):
        return False
    breaks = sum(len(table) + 2 for table in tables.values())
    if stamp.format < FORMAT:
        return text.count(b"\n", 0, boundary) == breaks + 1 + len(tables[AGREEMENTS])
    end = text.find(b"\n") + 1 + len(OPENING) + stamp.size
    after = breaks - len(tables[AGREEMENTS]) - 1
    return text[end : end + len(CLOSING)] == CLOSING and text.count(b"\n", end, boundary) == after


def _foreign(text: bytes, where: str, seen: int, even_lost: bool) -> Contents:
    """The contents of a text that something else wrote: parsed whole, nothing in it may stand twice."""
    parsed = carefully(text, where)
    if not _is_registry(parsed):
        raise _no_registry(where)
    tables = {name: as_text(table, form_of(name)) for name, table in parsed.items()}
    meta, past = tables.pop(META, {}), tables.pop(HISTORY, {})
    try:
        stamp = _stamp(meta, where)
    except msgspec.ValidationError:
        raise _no_registry(where) from None
    found = _compared(stamp, meta, tables, listed(past))
    _count_again(found.stamp, found.history)
    counted = max(found.stamp.seq, seen)
    if AGREEMENTS not in parsed and counted and not even_lost:
        raise loss.without_agreements(Path(where), counted)
    return found


def _compared(
    stamp: Stamp, meta: Mapping[str, Raw], tables: dict[str, dict[str, Raw]], history: bytes | memoryview
) -> Contents:
    """The contents, with what does not fit its checksum."""
    stated = sums.stated(tables.pop(sums.TABLE, {}))
    found = Contents(stamp, tables.get(AGREEMENTS, {}), tables, history)
    if stated is None:
        found.doubts = Doubts(unsummed=True, format=stamp.format)
    else:
        found.doubts = sums.doubted(tables, stated)
        if not sums.fits(history, stated):
            sums.doubt_rows(history, stated, found.doubts)
        found.doubts.meta = crc32(meta.get("1", b"")) != stated.meta
        found.sums = sums.without(stated, found.doubts)
    if found.doubts.meta:
        _count_again(stamp, history)
    found.agreements = migrated(found.others.pop(AGREEMENTS, {}), stamp.format)
    return found


class _Counted(Struct):
    seq: int = 0


def _count_again(stamp: Stamp, history: bytes | memoryview) -> None:
    """Let the counters be at least what the history has come to."""
    for row in sums.rows_of(history):
        number, _colon, text = row.partition(b": ")
        with suppress(ValueError):
            stamp.rows = max(stamp.rows, int(number.strip(b'"')))
            stamp.seq = max(stamp.seq, msgspec.json.decode(text, type=_Counted).seq)


def _stamp(meta: Mapping[str, Raw], where: str) -> Stamp:
    raw = meta.get("1", Raw(b"{}"))
    refuse_newer(msgspec.json.decode(raw, type=FormatVersion).format, where)
    return msgspec.json.decode(raw, type=Stamp)


def carefully(text: bytes, where: str) -> Any:
    """What a JSON text holds, as builtins. Raises InvalidData for what is none, and for a name that stands twice."""
    try:
        return strictly(text.decode("utf-8-sig"))
    except Twice as error:
        raise _stands_twice(error, where) from None
    except ValueError as error:
        place = _place(text, error)
        if place is None:
            fact = Fact("damage.no-registry-or-damaged", path=where, reason=reason_of(error))
        else:
            fact = Fact("damage.damaged-at", path=where, place=place, reason=reason_of(error))
        raise Damaged(fact) from None


def _stands_twice(error: Twice, where: str) -> Damaged:
    match error.place:
        case ():
            return Damaged(Fact("damage.table-twice", path=where, name=error.name))
        case (table,):
            return Damaged(Fact("damage.place-twice", path=where, place=place_of(str(table), error.name)))
    table, number = error.place[:2]
    return Damaged(
        Fact("damage.field-twice", path=where, place=place_of(str(table), str(number)), field=error.field(2))
    )


_BEGINNING = re.compile(rb'\n"([^"\n]*)": ')


def _place(text: bytes, error: Exception) -> Fact | None:
    """The document in which the text goes wrong, as far as it stands in lines of its own."""
    match error:
        case UnicodeDecodeError():
            end = error.start
        case json.JSONDecodeError():
            end = len(error.doc[: error.pos].encode())
        case _:
            return None
    number = None
    while (end := text.rfind(b'\n"', 0, end)) >= 0:
        found = _BEGINNING.match(text, end)
        if found and not found[1].isdigit():
            return None if number is None else place_of(found[1].decode("utf-8", "replace"), number)
        if found and number is None:
            number = found[1].decode()
    return None


def _is_registry(tables: object) -> bool:
    """Whether these are TinyDB's tables, of which one holds agreements (or there is none at all)."""
    if not isinstance(tables, dict) or (tables and not {META, AGREEMENTS} & tables.keys()):
        return False
    return all(
        isinstance(table, dict)
        and all(key.isdecimal() and isinstance(document, dict) for key, document in table.items())
        for table in tables.values()
    )


def _no_registry(where: str) -> InvalidData:
    return InvalidData(Fact("registry.not-one", path=where))

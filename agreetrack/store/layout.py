"""How the registry stands in its file: one JSON object that any TinyDB opens, two lines an agreement.

    {"meta": {"1": {"format":2,"seq":2,"rows":2,"made":{"2015":1},"size":118}},
    "agreements": {
    "1": {"ref":"2015-001","title":"…"
    ,"place":"Moscow","notes":"…"},
    "2": {"ref":"RU-CN-2001","title":"…"
    }
    },
    "sums": {
    "1": {"meta":3735928559,"tables":{"agreements":{"1":305419896,"2":195948557}},"history":…,"rows":"…"}
    },
    "history": {
    "1": {"seq":1,"at":"2026-11-22T08:00:00Z","who":"anna","command":"add","ref":"2015-001","changes":[…]}
    }}

The first line of an agreement holds what a listing needs, the second one the rest; documents of other tables
take one line. The settings, where there are any, stand first among these, the checksums last. No text holds a
line break, so the lines are the boundaries: a listing reads first lines only and stops where the agreements end,
and a change carries lines that it does not touch as they are. The history comes last and only grows. A file that
something else has written (plain TinyDB, an editor) is any JSON; it is parsed whole, with care, and gets this
layout with the next change.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from zlib import crc32

import msgspec
from msgspec import Raw

from agreetrack.model.facts import Fact
from agreetrack.model.record import Listed
from agreetrack.store import sums
from agreetrack.store.migrations import Stamp

META, AGREEMENTS, SETTINGS, HISTORY = "meta", "agreements", "settings", "history"
HEAD = b'{"meta": {"1": '
HEAD_END = b"},\n"
OPENING = b'"agreements": {\n'
CLOSING = b"},\n"
SETTINGS_OPENING = b'"settings": {\n'
BOUNDARY = b'"history": {\n'
END = b"}}\n"

LISTED = frozenset(Listed.__struct_fields__)
"""The fields that stand in the first line of an agreement."""

Table = dict[str, Any]
Tables = dict[str, Table]
NO_SUMS = sums.Sums()


def encoded(document: Any) -> bytes:
    """A document as one line of UTF-8 JSON."""
    return msgspec.json.encode(document)


def in_two_lines(document: Mapping[str, Any]) -> bytes:
    """An agreement as UTF-8 JSON: what a listing needs in the first line, the rest in the second."""
    first = encoded({name: value for name, value in document.items() if name in LISTED})
    rest = encoded({name: value for name, value in document.items() if name not in LISTED})
    between = b"," if len(first) > 2 and len(rest) > 2 else b""
    return first[:-1] + b"\n" + between + rest[1:]


def form_of(name: str) -> Callable[[Any], bytes]:
    """How a document of that table is written."""
    return in_two_lines if name == AGREEMENTS else encoded


def place_of(table: str, number: str) -> Fact:
    """What a document is called in sentences."""
    if table == AGREEMENTS:
        return Fact("places.agreement", number=number)
    return Fact("places.entry", number=number, table=table)


def as_text(table: Mapping[str, Any], form: Callable[[Any], bytes] = encoded) -> dict[str, Raw]:
    """The documents of a table as they are written; those that are text already stay as they are."""
    return {
        number: document if isinstance(document, Raw) else Raw(form(document)) for number, document in table.items()
    }


def written(
    stamp: Stamp,
    tables: Mapping[str, Table],
    history: bytes | memoryview = b"",
    new: Table | None = None,
    known: sums.Sums = NO_SUMS,
) -> Iterator[bytes | memoryview]:
    """The file's text, in pieces: agreements, settings, other tables, checksums, the history and its `new` rows.

    `known` are the checksums of that history, and of the agreements that are text already.
    """
    texts = {name: as_text(table, form_of(name)) for name, table in tables.items()}
    documents = listed(texts[AGREEMENTS])
    stamp.size = len(documents)
    head = encoded(stamp)
    yield HEAD + head + HEAD_END
    yield OPENING
    yield documents
    for name, table in sorted(texts.items(), key=lambda table: table[0] != SETTINGS):
        if name != AGREEMENTS:
            yield CLOSING + encoded(name) + b": {\n" + listed(table)
    rows = lines(as_text(new or {}))
    found = known.with_rows(rows)
    found.meta = crc32(head)
    found.tables = {name: sums.of_table(table) for name, table in texts.items() if name != AGREEMENTS}
    found.tables[AGREEMENTS] = _carried(tables[AGREEMENTS], texts[AGREEMENTS], known.tables.get(AGREEMENTS, {}))
    yield CLOSING + encoded(sums.TABLE) + b": {\n" + listed({"1": Raw(encoded(found))})
    yield CLOSING + BOUNDARY
    yield from _with_new(history, rows)
    yield END


def _carried(documents: Table, texts: Mapping[str, Raw], known: Mapping[str, int]) -> dict[str, int]:
    """The checksums of agreements: those that are known of what is carried on, others anew."""
    return {
        number: known[number] if number in known and documents[number] is text else crc32(text)
        for number, text in texts.items()
    }


def _with_new(history: bytes | memoryview, rows: list[bytes]) -> Iterator[bytes | memoryview]:
    yield history[:-1] if history and rows else history
    if rows:
        yield (b",\n" if history else b"") + b",\n".join(rows) + b"\n"


def lines(table: Mapping[str, Raw]) -> list[bytes]:
    """The documents of a table, each in its line or two lines, without the comma between them."""
    return [b'"%s": %s' % (number.encode(), text) for number, text in table.items()]


def listed(table: Mapping[str, Raw]) -> bytes:
    """The documents of a table in their lines; a comma ends each but the last."""
    parts: list[bytes | Raw] = []
    for number, text in table.items():
        parts += (b',\n"', number.encode(), b'": ', text)
    return b"".join((b'"', *parts[1:], b"\n")) if parts else b""

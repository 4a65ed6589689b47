"""How the registry stands in its file: one JSON object that any TinyDB opens, two lines an agreement.

    {"meta": {"1": {"format":1,"seq":2,"rows":2,"made":{"2015":1},"size":118}},
    "agreements": {
    "1": {"ref":"2015-001","title":"…"
    ,"place":"Moscow","notes":"…"},
    "2": {"ref":"RU-CN-2001","title":"…"
    }
    },
    "history": {
    "1": {"seq":1,"at":"2026-11-22T08:00:00Z","who":"anna","command":"add","ref":"2015-001","changes":[…]}
    }}

The first line of an agreement holds what a listing needs, the second one the rest; documents of other tables
take one line. The settings, where there are any, stand first among these. No text holds a line break, so the
lines are the boundaries: a listing reads first lines only and stops where the agreements end, and a change
carries lines that it does not touch as they are. The history comes last and only grows. A file that something
else has written (plain TinyDB, an editor) is any JSON; it is parsed whole, with care, and gets this layout with
the next change.
"""

import codecs
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Raw, Struct, field

from agreetrack.model.errors import InvalidData
from agreetrack.model.record import Listed
from agreetrack.model.wording import _
from agreetrack.store import loss
from agreetrack.store.migrations import Stamp, Version, migrated, refuse_newer

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


class Contents(Struct):
    """What a registry file holds, for a change: documents as Raw bytes, earlier history as it stands.

    `history` is the text of its rows, one a line; a comma ends each line but the last.
    """

    stamp: Stamp = field(default_factory=Stamp)
    agreements: Table = field(default_factory=dict)
    others: Tables = field(default_factory=dict)
    history: bytes | memoryview = b""


def contents(text: bytes, where: str, even_lost: bool = False) -> Contents:
    """Everything in the file's text. Raises InvalidData (naming `where`) for what is no registry.

    Raises LostRegistry for one that tells of changes and has no table of agreements; with `even_lost` that is read
    as one without agreements.
    """
    return _own(text, where) or _foreign(text, where, even_lost)


def agreements(text: bytes, where: str) -> Table:
    """The documents of the agreements for reading alone, from any layout, without what only a change needs.

    Raises InvalidData as `contents` does.
    """
    try:
        tables = msgspec.json.decode(text.removeprefix(codecs.BOM_UTF8), type=dict[str, dict[str, Raw]])
        stamp = _stamp(tables.get(META, {}), where)
        return migrated(tables[AGREEMENTS], stamp.format)
    except (ValueError, KeyError, RecursionError):
        return contents(text, where).agreements


def settings(text: bytes, where: str) -> Table:
    """The table of settings for reading alone, from any layout. Raises InvalidData as `contents` does."""
    try:
        tables = msgspec.json.decode(text.removeprefix(codecs.BOM_UTF8), type=dict[str, dict[str, Raw]])
        _stamp(tables.get(META, {}), where)
    except (ValueError, RecursionError):
        return contents(text, where).others.get(SETTINGS, {})
    if AGREEMENTS not in tables:
        contents(text, where)  # tells whether they are lost
    return tables.get(SETTINGS, {})


def _own(text: bytes, where: str) -> Contents | None:
    """The contents of a text in our own layout, None for any other."""
    boundary = text.find(b"\n" + BOUNDARY) + 1
    if not text.startswith(HEAD) or not text.endswith(END) or not boundary:
        return None
    try:
        tables = msgspec.json.decode(text[: boundary - len(CLOSING)] + b"}}", type=dict[str, dict[str, Raw]])
        stamp = _stamp(tables.pop(META), where)
    except (ValueError, KeyError, RecursionError):
        return None
    if AGREEMENTS not in tables:
        return None
    breaks = 1 + sum(len(table) + 2 for table in tables.values()) + len(tables[AGREEMENTS])
    numbered = all(number.isdecimal() for table in tables.values() for number in table)
    if not numbered or text.count(b"\n", 0, boundary) != breaks:
        return None
    documents = tables.pop(AGREEMENTS)
    rows = memoryview(text)[boundary + len(BOUNDARY) : -len(END)]
    return Contents(stamp, migrated(documents, stamp.format), dict(tables), rows)


def _stamp(meta: Mapping[str, Raw], where: str) -> Stamp:
    raw = meta.get("1", Raw(b"{}"))
    refuse_newer(msgspec.json.decode(raw, type=Version).format, where)
    return msgspec.json.decode(raw, type=Stamp)


def _foreign(text: bytes, where: str, even_lost: bool) -> Contents:
    """The contents of a text that something else wrote: parsed whole, nothing in it may stand twice."""
    tables = parsed(text, where)
    try:
        stamp = _stamp({number: Raw(encoded(row)) for number, row in tables.pop(META, {}).items()}, where)
    except msgspec.ValidationError:
        raise _no_registry(where) from None
    past = tables.pop(HISTORY, {})
    stamp.rows = max([stamp.rows, *(int(number) for number in past)])
    stamp.seq = max([stamp.seq, *(row.get("seq", 0) for row in past.values())])
    if AGREEMENTS not in tables and stamp.seq and not even_lost:
        raise loss.without_agreements(Path(where), stamp.seq)
    return Contents(
        stamp,
        migrated(_raw(tables.pop(AGREEMENTS, {}), in_two_lines), stamp.format),
        {name: _raw(table, encoded) for name, table in tables.items()},
        listed(past),
    )


def parsed(text: bytes, where: str) -> dict[str, dict[str, dict[str, Any]]]:
    """The tables of any TinyDB file as builtins. Raises InvalidData for what is none."""
    tables = carefully(text, where)
    if not _is_registry(tables):
        raise _no_registry(where)
    return tables  # type: ignore[no-any-return]


def carefully(text: bytes, where: str) -> Any:
    """What a JSON text holds, as builtins. Raises InvalidData for what is none, and for a name that stands twice."""
    try:
        found = json.loads(text.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refuse_constant)
        msgspec.json.encode(found)
        return found
    except _Twice as error:
        message = _("“{path}”: “{name}” stands twice in one place; correct it in an editor")
        raise InvalidData(message.format(path=where, name=error)) from None
    except (ValueError, RecursionError) as error:
        message = _("“{path}” is damaged or no registry ({reason}); restore it from a backup")
        raise InvalidData(message.format(path=where, reason=error)) from None


class _Twice(Exception):
    """The same name stands twice in one JSON object: one of the two would be lost."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _value in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(_("{name} is no number of JSON").format(name=name))


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
    text = _("“{path}” is no registry of agreements; name another file, or read this one with import")
    return InvalidData(text.format(path=where))


def _raw(table: Mapping[str, Any], form: Callable[[Any], bytes]) -> Table:
    return {number: Raw(form(document)) for number, document in table.items()}


def encoded(document: Any) -> bytes:
    """A document as one line of UTF-8 JSON."""
    return msgspec.json.encode(document)


def in_two_lines(document: Mapping[str, Any]) -> bytes:
    """An agreement as UTF-8 JSON: what a listing needs in the first line, the rest in the second."""
    first = encoded({name: value for name, value in document.items() if name in LISTED})
    rest = encoded({name: value for name, value in document.items() if name not in LISTED})
    between = b"," if len(first) > 2 and len(rest) > 2 else b""
    return first[:-1] + b"\n" + between + rest[1:]


def written(
    stamp: Stamp, tables: Mapping[str, Table], history: Iterable[bytes | memoryview]
) -> Iterator[bytes | memoryview]:
    """The file's text, in pieces; the agreements stand first among the tables, then the settings."""
    documents = listed(tables[AGREEMENTS], in_two_lines)
    stamp.size = len(documents)
    yield HEAD + encoded(stamp) + HEAD_END
    yield OPENING
    yield documents
    for name, table in sorted(tables.items(), key=lambda table: table[0] != SETTINGS):
        if name != AGREEMENTS:
            yield CLOSING + encoded(name) + b": {\n" + listed(table)
    yield CLOSING + BOUNDARY
    yield from history
    yield END


def listed(table: Mapping[str, Any], form: Callable[[Any], bytes] = encoded) -> bytes:
    """The documents of a table in their form; a comma ends each but the last."""
    text = b",\n".join(
        b'"%s": %s' % (number.encode(), document if isinstance(document, Raw) else form(document))
        for number, document in table.items()
    )
    return text + b"\n" if text else b""

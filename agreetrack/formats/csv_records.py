"""Whole records as CSV, to be looked at and changed in a spreadsheet, and back.

A row is a record, a column a field; parts of `renewal`, `notice` and the like have columns of their own
(`renewal.mode`), lists of words are joined with `; `, other lists are JSON. Spreadsheets cut cells of
more than 32,767 characters, this format does not.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import zip_longest
from typing import Any

from agreetrack.formats import escapes
from agreetrack.formats.csv_ import LISTING_COLUMNS
from agreetrack.formats.spreadsheet import harmless, undone
from agreetrack.model.clauses import Approval, EndingEvent, EntryRule, NoticeClause, Renewal
from agreetrack.model.coding import builtins, encode
from agreetrack.model.errors import InvalidData, Problem, Said, reason_of
from agreetrack.model.facts import Fact, Unfit
from agreetrack.model.limits import LARGEST_NUMBER, LONGEST_CELL, LONGEST_ROW, MOST_COLUMNS
from agreetrack.model.record import Record
from agreetrack.model.strict_json import TooDeep, strictly

Document = dict[str, Any]

_PARTS = {
    "entry_into_force": EntryRule,
    "term": EndingEvent,
    "renewal": Renewal,
    "notice": NoticeClause,
    "approval": Approval,
}
_WHOLE_TOO = ("entry_into_force", "term")
"""Fields that may be one text, or have parts."""
_WORDS = ("tags", "languages", "entry_into_force.among")
_STRUCTURED = ("parties", "events", "signatories", "obligations", "clauses", "links", "documents", "acknowledged")
_NUMBERS = ("renewal.times", "notice.month", "entry_into_force.month", "entry_into_force.after")
_MORE = "="
"""What stands between the name of a party and its code."""
_LARGEST_CELL = 2**31 - 1


def _columns() -> Iterator[str]:
    for field in Record.__struct_encode_fields__:
        if field not in _PARTS or field in _WHOLE_TOO:
            yield field
        for part in _PARTS[field].__struct_encode_fields__ if field in _PARTS else ():
            yield f"{field}.{part}"


COLUMNS: tuple[str, ...] = tuple(_columns())
"""The headers of `export csv`, in their order."""
MARK = "change"
"""The header over the marks by which an export tells of which change it shows a record."""


def export_csv(records: Sequence[Record], marks: Sequence[str] = ()) -> bytes:
    """All records with all their fields: UTF-8 with the byte order mark that spreadsheets want, CR LF.

    `marks`, one for each record, tell of which change they are shown, in a column of their own.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    columns = (*COLUMNS, MARK) if marks else COLUMNS
    writer.writerow(columns)
    for record, mark in zip_longest(records, marks):
        document = {**builtins(record), MARK: mark}
        writer.writerow([_cell(document, column) for column in columns])
    return text.getvalue().encode("utf-8-sig")


def _cell(document: Document, column: str) -> str:
    value: Any = document
    for step in column.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    match value:
        case None | dict():
            return ""
        case bool():
            return "true" if value else ""
        case int():
            return str(value)
        case str():
            return harmless(escapes.written(value))
    return _list(value, column)


def _list(values: Sequence[Any], column: str) -> str:
    """Words joined where that can be taken apart again, the rest as JSON."""
    words = [_word(value, column) for value in values]
    joined = "; ".join(word for word in words if word is not None)
    if _split(joined) == words and not joined.startswith("["):
        return harmless(escapes.written(joined))
    return escapes.in_json(encode(values)).decode()


def _word(value: Any, column: str) -> str | None:
    """The value as one word, a party of which only the name is known too; None where it is more than that."""
    if column == "parties" and value.keys() == {"name"} and _MORE not in value["name"]:
        value = value["name"]
    if isinstance(value, int):
        return str(value)
    return value if isinstance(value, str) else None


def _split(text: str) -> list[str]:
    return [word.strip() for word in text.split(";") if word.strip()]


def import_csv(content: bytes, clearing: bool = False) -> list[tuple[int, Document]]:
    """The rows as documents of records, each with the line it begins on.

    Reads what `export_csv` writes, and what a spreadsheet makes of it: with commas, semicolons or tabs, with
    or without a byte order mark. A document is not yet a valid record, and its days may stand there as a person or a
    spreadsheet writes them. An empty cell states nothing, or with `clearing` that there is nothing (None). Raises
    InvalidData with every problem found.
    """
    rows = _rows(_decoded(content))
    line, header = next(rows, (1, []))
    names = _header(header)
    problems: list[Problem] = []
    documents = []
    for line, cells in rows:
        documents.append((line, _document(line, names, cells, problems, clearing)))
    if problems:
        raise InvalidData(Fact("csv.wrong"), problems)
    return documents


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidData(Fact("csv.not-utf8")) from None


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, each with the number of its first line."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    before = csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            if any(row):
                _refuse_too_long(line, row)
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise InvalidData(Fact("csv.broken", line=line, reason=reason_of(error))) from None
    finally:
        csv.field_size_limit(before)


def _refuse_too_long(line: int, row: Sequence[str]) -> None:
    longest, whole = max(map(len, row)), sum(map(len, row))
    if longest > LONGEST_CELL:
        raise InvalidData(Fact("csv.cell-too-long", line=line, length=longest, most=LONGEST_CELL))
    if whole > LONGEST_ROW:
        raise InvalidData(Fact("csv.row-too-long", line=line, length=whole, most=LONGEST_ROW))


def _header(header: Sequence[str]) -> list[str]:
    """The columns that the first row names. Raises InvalidData for a name that is none, or is there twice."""
    if len(header) > MOST_COLUMNS:
        raise InvalidData(Fact("csv.too-many-columns", count=len(header), most=MOST_COLUMNS))
    names = [name.strip().casefold() for name in header]
    if "ref" not in names and "title" not in names:
        raise InvalidData(Fact("csv.no-fields"))
    problems = [_unknown(name) for name in names if name not in (*COLUMNS, MARK)]
    problems += [
        Problem(name, Fact("csv.column-twice"))
        for name in dict.fromkeys(names)
        if name in (*COLUMNS, MARK) and names.count(name) > 1
    ]
    if problems:
        raise InvalidData(Fact("csv.header-wrong"), problems)
    return names


def _unknown(name: str) -> Problem:
    if name in LISTING_COLUMNS:
        return Problem(name, Fact("csv.column-of-list"))
    near = get_close_matches(name, COLUMNS, n=1)
    shown = escapes.shown(name[:60])
    if near:
        return Problem(shown, Fact("csv.no-field-but-near", near=near[0]))
    return Problem(shown, Fact("csv.no-field"))


def _document(
    line: int, names: Sequence[str], cells: Sequence[str], problems: list[Problem], clearing: bool
) -> Document:
    document: Document = {}
    if len(cells) > len(names):
        problems.append(_problem(line, "", Fact("csv.too-many-cells")))
    for name, cell in zip(names, cells, strict=False):
        if not cell.strip():
            continue
        try:
            _set(document, name, _value(name, cell))
        except ValueError as error:
            problems.append(_problem(line, name, reason_of(error), document.get("ref")))
    if clearing:
        _clear(document, (name for name, cell in zip(names, cells, strict=False) if not cell.strip()))
    return document


def _problem(line: int, field: str, why: Said, ref: str | None = None) -> Problem:
    return Problem(field, Fact("csv.in-line", line=line, problem=why), ref)


def _clear(document: Document, names: Iterable[str]) -> None:
    """Let fields be stated as nothing; one that may be one text or have parts, where neither is given."""
    for name in names:
        whole, dot, part = name.partition(".")
        if not dot:
            document.setdefault(whole, None)
        elif isinstance(parts := document.setdefault(whole, {}), dict):
            parts[part] = None


def _set(document: Document, name: str, value: Any) -> None:
    whole, dot, part = name.partition(".")
    if not dot:
        document[whole] = value
    elif isinstance(document.setdefault(whole, {}), dict):
        document[whole][part] = value
    else:
        raise Unfit(Fact("csv.whole-or-parts", whole=whole))


def _value(name: str, cell: str) -> Any:
    """The value of a cell, in the type that the field has in JSON. Raises ValueError."""
    if name in _STRUCTURED and cell.lstrip().startswith("["):
        return _json(cell)
    if name in _WORDS or name == "parties" or name == "lead_times":
        return _words(name, cell)
    text = escapes.read(undone(cell))
    if name in _STRUCTURED:
        raise Unfit(Fact("csv.no-list"))
    if name == "restricted":
        return _true_or_false(text)
    if name in _NUMBERS:
        return text if text == "all" else _number(text)
    return text


def _words(name: str, cell: str) -> Any:
    if cell.lstrip().startswith("["):
        return _json(cell)
    words = _split(escapes.read(undone(cell)))
    convert: Callable[[str], Any] = str
    if name == "parties":
        convert = _party
    elif name == "lead_times":
        convert = _number
    return [convert(word) for word in words]


def _party(name: str) -> Document | str:
    """The party of that name; where the word says more than a name, the word."""
    return name if _MORE in name else {"name": name}


def _json(cell: str) -> Any:
    try:
        return strictly(cell)
    except TooDeep:
        raise
    except ValueError as error:
        raise Unfit(Fact("csv.invalid-json", reason=reason_of(error))) from None


def _number(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]+", text.strip()):
        raise Unfit(Fact("csv.no-whole-number", text=text))
    if len(text.strip()) > len(str(-LARGEST_NUMBER)):
        raise Unfit(Fact("csv.too-large", text=text[:60], most=LARGEST_NUMBER))
    return int(text)


def _true_or_false(text: str) -> bool | str:
    """What a spreadsheet makes of true and false; another word as it stands."""
    return {"true": True, "false": False}.get(text.strip().casefold(), text)

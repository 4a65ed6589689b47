"""Reading one record strictly: either the typed record, or every problem with its place and its mend.

A record is decoded in one step. Only where that fails is it walked field by field, and lists element by
element, so that all that is wrong is told at once.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Struct

from agreetrack.model.coding import convert, encode
from agreetrack.model.consistency import problems
from agreetrack.model.dates import KnownDay
from agreetrack.model.errors import InvalidData, Problem
from agreetrack.model.record import Record
from agreetrack.model.strict_json import TooDeep, Twice, strictly
from agreetrack.model.wording import _

__all__ = ["FIELDS", "invalid", "problems", "read_record", "write_record"]

FIELDS: tuple[str, ...] = Record.__struct_fields__
"""The names of a record's fields, in the order in which they are written."""


def read_record(document: Mapping[str, Any] | bytes, ref: str | None = None) -> Record:
    """The record that a mapping, or the bytes of a JSON object, states.

    `ref` names the record in problems where the document itself has none. Days may be `date` (as TOML gives
    them) or ISO text. Raises InvalidData with all problems: of form, and where the form is right, of sense.
    """
    plain = _parsed(document, ref) if isinstance(document, bytes) else _plain(document)
    if not isinstance(plain, dict):
        raise invalid([Problem("", _("a record must be an object with “ref” and “title”"), ref)])
    named = plain.get("ref")
    name = named if isinstance(named, str) and named else ref
    try:
        record = convert(plain, Record)
    except msgspec.ValidationError as error:
        found = [Problem(path, text, name) for path, text in _wrong(plain, Record, "")]
        raise invalid(found or [Problem("", str(error), name)]) from None
    wrong = problems(record)
    if wrong:
        raise invalid(wrong)
    return record


def write_record(record: Record) -> dict[str, Any]:
    """The record as JSON-ready builtins: fields in their order, what is not stated left out."""
    written: dict[str, Any] = msgspec.json.decode(encode(record))
    return written


def invalid(found: list[Problem]) -> InvalidData:
    """The error that tells all the problems; its own sentence is the only one, or counts them."""
    if len(found) == 1:
        return InvalidData(str(found[0]), found)
    refs = {problem.ref or "" for problem in found}
    where = "".join(refs) if len(refs) == 1 else _("the input")
    message = _("{where} has {count} problems; mend each of them").format(where=where, count=len(found))
    return InvalidData(message, found)


def _parsed(document: bytes, ref: str | None) -> object:
    try:
        return strictly(document.decode())
    except Twice as error:
        raise invalid([Problem(error.field(), _("stands twice; correct it in an editor"), ref)]) from None
    except TooDeep as error:
        raise invalid([Problem("", str(error), ref)]) from None
    except ValueError as error:
        text = _("this is not valid JSON ({reason}); write the record as a JSON object")
        raise invalid([Problem("", text.format(reason=error), ref)]) from None


def _plain(value: object) -> object:
    """The value in the builtin types of JSON: days as text, every mapping a dict, every sequence a list."""
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    for builtin in (bool, int, float, str):
        if isinstance(value, builtin):
            return builtin(value)
    return value


Wrong = Iterator[tuple[str, str]]


def _wrong(document: dict[str, Any], kind: type[Struct], path: str) -> Wrong:
    """What is wrong with a document that should be such a struct: the path of each field, and a sentence."""
    expected = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    tag = kind.__struct_config__.tag_field
    for name in document:
        if name not in expected and name != tag:
            yield _joined(path, name), _unknown(name, [*expected, *filter(None, [tag])])
    for name, field in expected.items():
        if name in document:
            yield from _misfit(document[name], field.type, _joined(path, name))
        elif field.required:
            yield _joined(path, name), _("is missing; every {part} states it").format(part=_part(kind))


def _misfit(value: object, annotation: Any, path: str) -> Wrong:
    try:
        convert(value, annotation)
    except msgspec.ValidationError:
        yield from _why(value, annotation, path)


def _why(value: object, annotation: Any, path: str) -> Wrong:
    choices = _choices(annotation)
    structs = [choice for choice in choices if isinstance(choice, type) and issubclass(choice, Struct)]
    lists = [choice for choice in choices if get_origin(choice) is tuple]
    if isinstance(value, dict) and structs:
        yield from _wrong_struct(value, structs, path)
    elif isinstance(value, list) and lists:
        for index, element in enumerate(value):
            yield from _misfit(element, get_args(lists[0])[0], f"{path}[{index}]")
    else:
        yield path, _mend(value, choices)


def _wrong_struct(value: dict[str, Any], structs: list[type[Struct]], path: str) -> Wrong:
    if len(structs) == 1:
        yield from _wrong(value, structs[0], path)
        return
    tagged = {str(struct.__struct_config__.tag): struct for struct in structs}
    kind = value.get("kind")
    if kind in tagged:
        yield from _wrong(value, tagged[kind], path)
    elif isinstance(kind, str):
        yield _joined(path, "kind"), _not_among(kind, list(tagged))
    else:
        text = _("is missing; an event states its kind, one of: {words}")
        yield _joined(path, "kind"), text.format(words=", ".join(tagged))


def _choices(annotation: Any) -> list[Any]:
    """The types of a union, or the one type, without None (which means: not stated)."""
    if get_origin(annotation) in (Union, UnionType):
        return [choice for part in get_args(annotation) for choice in _choices(part)]
    return [] if annotation is NoneType else [annotation]


def _mend(value: object, choices: list[Any]) -> str:
    """The sentence for a value that is none of these: what to write instead."""
    words = [word for choice in choices if get_origin(choice) is Literal for word in get_args(choice)]
    if words and isinstance(value, str) and len(choices) == 1:
        return _not_among(value, words)
    if choices in ([date], [KnownDay]) and isinstance(value, str):
        return _("“{text}” is not a date of the calendar; write it as 2015-02-09").format(text=value[:60])
    wanted = _(" or ").join(_named(choice) for choice in choices)
    return _("must be {wanted}, not {given}").format(wanted=wanted, given=_shown(value))


def _named(choice: Any) -> str:
    if get_origin(choice) is Literal:
        return _("one of: {words}").format(words=", ".join(str(word) for word in get_args(choice)))
    if get_origin(choice) is tuple:
        return _("a list")
    if issubclass(choice, Struct):
        names = ", ".join(field.encode_name for field in msgspec.structs.fields(choice))
        return _("an object with {names}").format(names=names)
    words: dict[type, str] = {
        str: _("text"),
        int: _("a whole number"),
        bool: _("true or false"),
        date: _("a date such as 2015-02-09"),
        KnownDay: _("a date such as 2015-02-09"),
    }
    return words[choice]


def _shown(value: object) -> str:
    """A value as JSON would show it, shortened; what JSON has no word for by the name of its type."""
    if value is None:
        return _("null (leave the field out where it is not stated)")
    try:
        text = msgspec.json.encode(value).decode()
    except (TypeError, ValueError, RecursionError):
        text = type(value).__name__
    return text if len(text) <= 60 else text[:59] + "…"


def _not_among(word: str, words: list[str]) -> str:
    text = _("“{word}” is not one of: {words}").format(word=word[:60], words=", ".join(words))
    return text + _did_you_mean(word, words)


def _unknown(name: str, names: list[str]) -> str:
    return _("no such field") + _did_you_mean(name, names)


def _did_you_mean(word: str, words: list[str]) -> str:
    near = get_close_matches(word.casefold().replace("_", "-"), {w.replace("_", "-"): w for w in words}, n=1)
    found = [known for known in words if known.replace("_", "-") in near]
    return _("; did you mean “{word}”?").format(word=found[0]) if found else ""


def _part(kind: type[Struct]) -> str:
    return _("record") if kind is Record else _("entry of this kind")


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name

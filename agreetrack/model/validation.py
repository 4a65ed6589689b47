"""Reading one record strictly: either the typed record, or every problem with its place and its mend.

A record is decoded in one step. Only where that fails is it walked field by field, and lists element by
element, so that all that is wrong is told at once.
"""

import re
from collections.abc import Iterator, Mapping, Set
from datetime import date, datetime
from difflib import get_close_matches
from functools import reduce
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec
from msgspec import Struct

from agreetrack.model.coding import convert, encode
from agreetrack.model.consistency import problems
from agreetrack.model.dates import DayOfYear, KnownDay, full_date
from agreetrack.model.errors import InvalidData, Problem, Said, reason_of
from agreetrack.model.facts import Fact, Unfit
from agreetrack.model.periods import Period
from agreetrack.model.record import Record
from agreetrack.model.starts import EntryIntoForce, TermFrom
from agreetrack.model.strict_json import TooDeep, Twice, strictly
from agreetrack.model.terms import Survival, Term

__all__ = ["FIELDS", "invalid", "problems", "read_part", "read_record", "write_record"]

Part = TypeVar("Part", bound=Struct)
FIELDS: tuple[str, ...] = Record.__struct_fields__
"""The names of a record's fields, in the order in which they are written."""


def read_record(document: Mapping[str, Any] | bytes, ref: Said | None = None) -> Record:
    """The record that a mapping, or the bytes of a JSON object, states.

    `ref` names the record in problems where the document itself has none. Days may be `date` (as TOML gives
    them) or ISO text. Raises InvalidData with all problems: of form, and of sense as far as the form is right.
    """
    plain = _parsed(document, ref) if isinstance(document, bytes) else _plain(document)
    if not isinstance(plain, dict):
        raise invalid([Problem("", Fact("records.no-object"), ref)])
    named = plain.get("ref")
    name = named if isinstance(named, str) and named else ref
    try:
        record = convert(plain, Record)
    except msgspec.ValidationError as error:
        found = [Problem(path, wrong, name) for path, wrong in _wrong(plain, Record, "")]
        found += _senseless(plain, {re.split(r"[.[]", problem.field)[0] for problem in found})
        raise invalid(found or [Problem("", Fact("records.unfit", reason=str(error)), name)]) from None
    wrong = problems(record)
    if wrong:
        raise invalid(wrong)
    return record


def read_part(document: dict[str, Any], kind: type[Part], path: str, ref: str) -> Part:
    """What a part of a record states, which stands at a path of it. Raises InvalidData with all problems of form."""
    try:
        return convert(document, kind)
    except msgspec.ValidationError as error:
        found = [Problem(place, wrong, ref) for place, wrong in _wrong(document, kind, path)]
        raise invalid(found or [Problem(path, Fact("records.unfit", reason=str(error)), ref)]) from None


def _senseless(document: dict[str, Any], misshapen: Set[str]) -> list[Problem]:
    """What makes no sense beside the fields of the wrong form, as far as it can be judged without them."""
    if not misshapen or not misshapen.isdisjoint(("ref", "title", "parties", "events")):
        return []
    return problems(convert({name: value for name, value in document.items() if name not in misshapen}, Record))


def write_record(record: Record) -> dict[str, Any]:
    """The record as JSON-ready builtins: fields in their order, what is not stated left out."""
    written: dict[str, Any] = msgspec.json.decode(encode(record))
    return written


def invalid(found: list[Problem]) -> InvalidData:
    """The error that tells all the problems; its own sentence is the only one, or counts them."""
    if len(found) == 1:
        return InvalidData(found[0].placed, found)
    refs = {problem.ref or "" for problem in found}
    if len(refs) == 1 and refs != {""}:
        return InvalidData(Fact("problems.in-record", ref=next(iter(refs)), count=len(found)), found)
    return InvalidData(Fact("problems.in-input", count=len(found)), found)


def _parsed(document: bytes, ref: Said | None) -> object:
    try:
        return strictly(document.decode())
    except Twice as error:
        raise invalid([Problem(error.field(), Fact("damage.stands-twice"), ref)]) from None
    except TooDeep as error:
        raise invalid([Problem("", error.fact, ref)]) from None
    except ValueError as error:
        raise invalid([Problem("", Fact("json.invalid", reason=reason_of(error)), ref)]) from None


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


Wrong = Iterator[tuple[str, Fact]]


def _wrong(document: dict[str, Any], kind: type[Struct], path: str) -> Wrong:
    """What is wrong with a document that should be such a struct: the path of each field, and why."""
    expected = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    tag = kind.__struct_config__.tag_field
    for name in document:
        if name not in expected and name != tag:
            yield _joined(path, name), _unknown(name, [*expected, *filter(None, [tag])])
    for name, field in expected.items():
        if name in document:
            yield from _misfit(document[name], field.type, _joined(path, name))
        elif field.required:
            yield _joined(path, name), Fact("records.missing" if kind is Record else "records.missing-in-entry")


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
        yield _joined(path, "kind"), Fact("records.event-kind-missing", words=tuple(tagged))


def _choices(annotation: Any) -> list[Any]:
    """The types of a union, or the one type, without None (which means: not stated)."""
    if get_origin(annotation) in (Union, UnionType):
        return [choice for part in get_args(annotation) for choice in _choices(part)]
    return [] if annotation is NoneType else [annotation, *getattr(annotation, "objects", ())]


def _mend(value: object, choices: list[Any]) -> Fact:
    """Why a value is none of these, and what to write instead."""
    words = [word for choice in choices if get_origin(choice) is Literal for word in get_args(choice)]
    if words and isinstance(value, str) and len(choices) == 1:
        return _not_among(value, words)
    refused = _refusal(value, choices) if isinstance(value, str) else None
    if refused:
        return refused
    wanted = reduce(lambda one, other: Fact("records.either", one=one, other=other), map(_named, choices))
    if value is None:
        return Fact("records.must-not-be-null", wanted=wanted)
    return Fact("records.must-be", wanted=wanted, given=_shown(value))


def _refusal(text: str, choices: list[Any]) -> Fact | None:
    """Why the type that should have read a text could not; None where it was to be no text."""
    for choice in choices:
        read = full_date if choice is date else getattr(choice, "read", str)
        try:
            read(text)
        except Unfit as error:
            return error.fact
    return None


def _named(choice: Any) -> Fact:
    if get_origin(choice) is Literal:
        return Fact("records.one-of", words=tuple(str(word) for word in get_args(choice)))
    if get_origin(choice) is tuple:
        return Fact("records.list")
    if issubclass(choice, Struct):
        return Fact("records.object", names=tuple(field.encode_name for field in msgspec.structs.fields(choice)))
    kinds: dict[Any, Fact] = {
        str: Fact("records.text"),
        int: Fact("records.whole-number"),
        bool: Fact("records.true-or-false"),
        date: Fact("records.date"),
        KnownDay: Fact("records.date"),
        **dict.fromkeys((DayOfYear, EntryIntoForce, Period, Survival, Term, TermFrom), Fact("records.text")),
    }
    return kinds[choice]


def _shown(value: object) -> str:
    """A value as JSON would show it, shortened; what JSON has no word for by the name of its type."""
    try:
        text = msgspec.json.encode(value).decode()
    except (TypeError, ValueError, RecursionError):
        text = type(value).__name__
    return text if len(text) <= 60 else text[:59] + "…"


def _not_among(word: str, words: list[str]) -> Fact:
    near = _near(word, words)
    if near is None:
        return Fact("records.not-among", word=word[:60], words=tuple(words))
    return Fact("records.not-among-but-near", word=word[:60], words=tuple(words), near=near)


def _unknown(name: str, names: list[str]) -> Fact:
    near = _near(name, names)
    return Fact("records.no-such-field") if near is None else Fact("records.no-such-field-but-near", near=near)


def _near(word: str, words: list[str]) -> str | None:
    """The one of the words that may be meant."""
    near = get_close_matches(word.casefold().replace("_", "-"), {w.replace("_", "-"): w for w in words}, n=1)
    return next((known for known in words if known.replace("_", "-") in near), None)


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name

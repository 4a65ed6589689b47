"""Two changes of one record brought together: what only one of them changed is kept, the rest is a clash.

A part of an object (`notice.period`) and an entry of a list are told apart, so that two people may add a tag each.
The events are one field: each was judged by those before it, and two that say the same would count twice. They rest
on the fields that they were judged by.
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from agreetrack.model.record import Listed
from agreetrack.model.refs import folded
from agreetrack.model.validation import FIELDS

EVENTS = "events"
JUDGED_BY = frozenset(Listed.__struct_fields__) - {"ref", "title", "kind", "number", "links", "owner", "tags"}
"""The fields by which an event is judged when it is recorded."""

Document = Mapping[str, Any]
Path = tuple[Hashable, ...]
"""A part of a record: the field, and what names the part within it."""


def rests_on(events: Collection[str], judged_by: Collection[str]) -> bool:
    """Whether one change is of events, and the other of a field that they are judged by; both by their fields."""
    return EVENTS in events and not JUDGED_BY.isdisjoint(judged_by)


class Clash(Struct, frozen=True):
    """A field that was changed in two ways; None where it was taken out."""

    field: str
    mine: Any
    theirs: Any


def merged(base: Document, mine: Document, theirs: Document) -> tuple[dict[str, Any], list[Clash]]:
    """What both made of a base, field by field, and where they clash: there it is as `theirs` has it."""
    clashes: list[Clash] = []
    found = _parts("", base, mine, theirs, clashes)
    return {name: found[name] for name in dict.fromkeys((*FIELDS, *found)) if name in found}, clashes


def _parts(path: str, base: Document, mine: Document, theirs: Document, clashes: list[Clash]) -> dict[str, Any]:
    found = {}
    for name in dict.fromkeys((*theirs, *mine)):
        part = f"{path}.{name}" if path else name
        value = _value(part, base.get(name), mine.get(name), theirs.get(name), clashes)
        if value is not None:
            found[name] = value
    return found


def _value(path: str, base: Any, mine: Any, theirs: Any, clashes: list[Clash]) -> Any:
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    if all(isinstance(one, dict) for one in (base, mine, theirs)):
        return _parts(path, base, mine, theirs, clashes) or None
    entries = _entries(path, base or [], mine or [], theirs or [], clashes)
    if entries is None:
        clashes.append(Clash(path, mine, theirs))
        return theirs
    return entries


def _entries(path: str, base: Any, mine: Any, theirs: Any, clashes: list[Clash]) -> list[Any] | None:
    """The lists brought together entry by entry; None where they are none, or their entries cannot be told apart."""
    before, own, other = (_named(path.rpartition(".")[2], entries) for entries in (base, mine, theirs))
    if before is None or own is None or other is None:
        return None
    if _order(before, own) != _order(own, before) or _replaced(before, own) & _replaced(before, other):
        return None
    found = []
    for place, name in enumerate(dict.fromkeys((*other, *own))):
        entry = _value(f"{path}[{place}]", before.get(name), own.get(name), other.get(name), clashes)
        if entry is not None:
            found.append(entry)
    return found


def touched(field: str, before: Any, after: Any) -> Iterator[Path]:
    """The parts of a field that a change of it sets, as finely as they are told apart; `tags[2]` is one entry."""
    name, _bracket, entry = field.partition("[")
    if entry:
        before, after = ([] if one is None else [one] for one in (before, after))
    return _touched((name,), name, before, after)


def overlap(one: Path, other: Path) -> bool:
    """Whether two parts are the same, or one of them is a part of the other."""
    return all(mine == theirs for mine, theirs in zip(one, other, strict=False))


def _touched(path: Path, name: str, before: Any, after: Any) -> Iterator[Path]:
    is_object = isinstance(before, dict) and isinstance(after, dict)
    old, new = (one if is_object else _named(name, one or []) for one in (before, after))
    if old is None or new is None or _order(old, new) != _order(new, old):
        yield path
        return
    for part in dict.fromkeys((*old, *new)):
        if old.get(part) != new.get(part):
            yield from _touched((*path, part), part if isinstance(part, str) else "", old.get(part), new.get(part))


def _named(name: str, entries: Any) -> dict[Hashable, Any] | None:
    """The entries of a list by what tells them apart; None where nothing does."""
    name_of = _NAMES.get(name)
    if name_of is None or not isinstance(entries, list):
        return None
    named = {name_of(entry): entry for entry in entries}
    return named if len(named) == len(entries) else None


def _order(names: Mapping[Hashable, Any], others: Mapping[Hashable, Any]) -> list[Hashable]:
    return [name for name in names if name in others]


def _replaced(before: Mapping[Hashable, Any], after: Mapping[Hashable, Any]) -> set[Hashable]:
    """What went while something else came: it may be the same under another name."""
    return before.keys() - after.keys() if after.keys() - before.keys() else set()


def _by(*parts: str) -> Callable[[Any], Hashable]:
    def name_of(entry: Any) -> Hashable:
        return tuple(folded(str(entry.get(part, ""))) for part in parts)

    return name_of


def _as_a_whole(entry: Any) -> Hashable:
    return msgspec.json.encode(entry)


_NAMES: dict[str, Callable[[Any], Hashable]] = {
    "parties": _by("name"),
    "aliases": _as_a_whole,
    "signatories": _by("name", "office"),
    "obligations": _by("id"),
    "occurrences": _as_a_whole,
    "clauses": _by("article", "about"),
    "links": _by("kind", "ref"),
    "documents": _by("name"),
    "acknowledged": _as_a_whole,
    "languages": _as_a_whole,
    "tags": _as_a_whole,
    "lead_times": _as_a_whole,
}
"""What tells the entries of a list apart, by the list's name; those of no other list are."""

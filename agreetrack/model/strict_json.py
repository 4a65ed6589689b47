"""JSON read with care: a name that stands twice in one object is an error, for one of the two would be lost."""

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from agreetrack.model.facts import Fact, Unfit
from agreetrack.model.limits import DEEPEST_JSON

Place = tuple[str | int, ...]
"""The way into a document: names of fields, and numbers of elements from 0."""


_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""What may be half of a character: together two of them are one."""


class Twice(Unfit):
    """A name stands twice in one object; `place` leads to that object."""

    def __init__(self, name: str, place: Place) -> None:
        super().__init__(Fact("json.stands-twice", name=name))
        self.name = name
        self.place = place

    def field(self, begin: int = 0) -> str:
        """The name with its path from that step of the place on: `parties[0].name`."""
        steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in (*self.place[begin:], self.name)]
        return "".join(steps).removeprefix(".")


class TooDeep(Unfit):
    """More lists and objects than there may be lie one within the other."""

    def __init__(self) -> None:
        super().__init__(Fact("json.too-deep", most=DEEPEST_JSON))


class _Doubled(dict[str, Any]):
    """An object in which a name stands twice."""

    name = ""


def strictly(text: str) -> Any:
    """What the text holds, in builtin types.

    Raises Twice where a name stands twice, TooDeep, and ValueError for what is no JSON, or half a character.
    """
    is_doubled = False

    def made(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal is_doubled
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        is_doubled = True
        doubled = _Doubled(found)
        names = [name for name, _value in pairs]
        doubled.name = next(name for name in names if names.count(name) > 1)
        return doubled

    try:
        found = json.loads(text, object_pairs_hook=made, parse_constant=_refuse_constant)
    except RecursionError:
        raise TooDeep from None
    if text.count("[") + text.count("{") > DEEPEST_JSON and _is_too_deep(found):
        raise TooDeep
    if is_doubled:
        raise next(_doubled(found, ()))
    if _HALF.search(text):
        msgspec.json.encode(found)
    return found


def _is_too_deep(found: object) -> bool:
    level = [found]
    for _depth in range(DEEPEST_JSON + 1):
        within = [value for value in level if isinstance(value, dict | list)]
        if not within:
            return False
        level = [part for value in within for part in (value.values() if isinstance(value, dict) else value)]
    return True


def _doubled(value: object, place: Place) -> Iterator[Twice]:
    """What stands twice in the value, from the outside in."""
    if isinstance(value, _Doubled):
        yield Twice(value.name, place)
    if isinstance(value, dict | list):
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _doubled(part, (*place, step))


def _refuse_constant(name: str) -> None:
    raise Unfit(Fact("json.no-number", name=name))

"""What is wrong with a page, beside the line that it is about."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agreetrack.display.phrases import say
from agreetrack.model.errors import Problem

MARK = "# >>> "
"""Begins the lines that tell what is wrong; the next reading takes them out again."""
_KEY = re.compile(r"\s*(?P<key>(?:[\w-]+|\"[^\"]*\")(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"))*)\s*=")
_TABLE = re.compile(r"\s*\[(?P<many>\[)?\s*(?P<name>[\w.\" -]+?)\s*\]")


_LAST_STEP = r"(?:\.?[^.\[\]]+|\[\d+\])$"


class Wrong(NamedTuple):
    """What is wrong, and the number of its line, from 1, where the parser could say it."""

    problem: Problem
    line: int | None = None


def with_remarks(text: str, found: Sequence[Wrong]) -> str:
    """The text with what is wrong told above its lines; at the top where no line is known. Earlier marks go."""
    lines = without_remarks(text).splitlines()
    above: dict[int, list[str]] = {}
    paths = list(_paths(lines))
    for wrong in found:
        told = f"{MARK}{' '.join(say(wrong.problem.fact).split())}"
        above.setdefault(_place(wrong, paths, len(lines)), []).append(told)
    kept = (line for place, own in enumerate(lines) for line in (*above.get(place, ()), own))
    return "".join(f"{line}\n" for line in (*kept, *above.get(len(lines), ())))


def without_remarks(text: str) -> str:
    """The text without what was told of it."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(MARK))


def _place(wrong: Wrong, paths: Sequence[str], count: int) -> int:
    if wrong.line is not None:
        return min(max(wrong.line - 1, 0), count)
    path = wrong.problem.field
    while path:
        stated = (place for place, one in enumerate(paths) if one == path or one.startswith((f"{path}.", f"{path}[")))
        place = next(stated, None)
        if place is not None:
            return place
        path = re.sub(_LAST_STEP, "", path)
    return 0


def _paths(lines: Sequence[str]) -> Iterator[str]:
    """What each line states, as problems name it: `renewal.period`, `events[2].date`; empty where it states nothing."""
    counted: dict[str, int] = {}
    table = ""
    for line in lines:
        if found := _TABLE.match(line):
            table = _table(found["name"].strip(), bool(found["many"]), counted)
            yield table
        elif found := _KEY.match(line):
            key = ".".join(part.strip().strip('"') for part in found["key"].split("."))
            yield f"{table}.{key}" if table else key
        else:
            yield ""


def _table(name: str, is_entry: bool, counted: dict[str, int]) -> str:
    """A table's path; the last entry of a list is meant by a table within it."""
    if is_entry:
        counted[name] = counted.get(name, -1) + 1
    first, dot, rest = name.partition(".")
    return f"{first}[{counted[first]}]{dot}{rest}" if first in counted else name

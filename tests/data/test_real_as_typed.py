"""Real agreements typed event by event, and what the depositaries and the parties announced of each."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from law.cases import expected, said_of

TYPED = Path(__file__).parent / "real" / "agreements.txt"


class Life(NamedTuple):
    """An agreement's name and the lines below it."""

    name: str
    lines: tuple[str, ...]


def lives() -> list[Life]:
    _, *paragraphs = TYPED.read_text(encoding="utf-8").strip().split("\n\n")
    return [Life(name, tuple(lines)) for name, *lines in (one.splitlines() for one in paragraphs)]


@pytest.mark.parametrize("life", lives(), ids=[life.name.split(":")[0] for life in lives()])
def test_a_real_agreement_typed_event_by_event(agreetrack: Callable[..., Any], tmp_path: Path, life: Life) -> None:
    def typed(*words: str) -> str:
        run = agreetrack("--db", str(tmp_path / "office.json"), *words)
        assert run.code == 0, (words, run.stderr)
        return str(run.stdout)

    ref = shlex.split(life.lines[0])[3]
    for line in life.lines:
        if line.startswith("$ "):
            typed(*shlex.split(line[2:]))
            continue
        asked, holds = line.split(" | ")
        day, *knowing = asked.split(" knowing ")
        shown = json.loads(typed("show", ref, "--json", "--as-of", day, *(["--knowing", *knowing] if knowing else [])))
        wanted = expected(holds)
        assert said_of(shown, wanted) == wanted, line

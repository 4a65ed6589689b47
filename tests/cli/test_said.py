"""What is said of what is typed, as tables of text: each paragraph an office of its own."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

SAID = Path(__file__).parent / "said"
CHECK_FOUND = 1
FILE = re.compile(r"\{file: (?P<held>.*)\}$")


class Paragraph(NamedTuple):
    """What is shown, and the lines that show it."""

    name: str
    lines: tuple[str, ...]


def paragraphs() -> list[Paragraph]:
    found = []
    for path in sorted(SAID.glob("*.txt")):
        _, *texts = path.read_text(encoding="utf-8").strip().split("\n\n")
        found += [Paragraph(name, tuple(lines)) for name, *lines in (text.splitlines() for text in texts)]
    return found


def words_of(line: str, folder: Path) -> list[str]:
    """The words of a command; a file's content stands in the line."""
    file = FILE.search(line)
    if file is None:
        return shlex.split(line)
    (folder / "held.json").write_text(file["held"], encoding="utf-8")
    return [*shlex.split(line[: file.start()]), str(folder / "held.json")]


def occurs(wanted: str, text: str) -> bool:
    """Whether a line says it; three dots stand for anything."""
    pattern = re.compile(".*".join(re.escape(part.strip()) for part in wanted.split("...")))
    return any(pattern.search(line) for line in text.splitlines())


@pytest.mark.parametrize("paragraph", paragraphs(), ids=[one.name for one in paragraphs()])
def test_what_is_said(agreetrack: Callable[..., Any], tmp_path: Path, paragraph: Paragraph) -> None:
    registry = tmp_path / "agreements.json"
    text = ""
    for line in paragraph.lines:
        sign, rest = line[0], line[2:]
        if sign in "$!?":
            before = registry.read_bytes() if registry.exists() else b""
            run = agreetrack(*words_of(rest, tmp_path))
            text = f"{run.stdout}\n{run.stderr}"
            found = rest.startswith("check") and run.code == CHECK_FOUND
            assert (run.code in (1, 2, 3, 4) and not found) == (sign == "!"), (line, text)
            if sign != "$":
                assert (registry.read_bytes() if registry.exists() else b"") == before, (line, "wrote")
        else:
            assert occurs(rest, text) == (sign == "+"), (line, text)

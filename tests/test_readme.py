"""What the README shows is what happens: every example is run, and its output compared word for word."""

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

TOP = Path(__file__).resolve().parent.parent
README = (TOP / "README.md").read_text(encoding="utf-8")


class Example(NamedTuple):
    """A command as typed, and what it printed."""

    command: list[str]
    output: str


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def examples(block: str) -> Iterator[Example]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield Example(shlex.split(command), output)


@pytest.mark.parametrize("block", blocks("console"), ids=lambda block: block.partition("\n")[0].strip("$ "))
def test_an_example_prints_what_the_readme_shows(
    block: str, agreetrack: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(TOP / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    for command, output in examples(block):
        name, *arguments = command
        if name == "export":
            monkeypatch.setenv(*arguments[0].split("=", 1))
            continue
        assert name == "agreetrack"
        run = agreetrack(*arguments)
        assert (run.code, run.stdout) == (0, output), run.stderr


def test_the_two_commands_stand_before_the_examples() -> None:
    install, check = (block.strip() for block in blocks("sh"))
    assert install.startswith("python3 -m venv .venv && .venv/bin/pip install")
    assert install.endswith("list --expiring")
    assert check.startswith(".venv/bin/pip install")
    assert max(map(README.index, (install, check))) < README.index("```console")


def test_the_continuous_integration_runs_the_second_command_and_nothing_else() -> None:
    _, check = (block.strip() for block in blocks("sh"))
    found = re.search(r"^command=\$\(grep -E '(.*)' README\.md\)$", (TOP / ".ci" / "run").read_text(), re.MULTILINE)
    assert found
    assert [line for line in README.splitlines() if re.search(found[1], line)] == [check]

"""What the READMEs show is what happens: every example is run, and its output compared word for word."""

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

TOP = Path(__file__).resolve().parent.parent
READMES = {name: (TOP / name).read_text(encoding="utf-8") for name in ("README.md", "README.ru.md")}
README = READMES["README.md"]


class Example(NamedTuple):
    """A command as typed, and what it printed."""

    command: list[str]
    output: str


def blocks(language: str, readme: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)


def examples(block: str) -> Iterator[Example]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield Example(shlex.split(command), output)


@pytest.mark.parametrize(
    "block",
    [block for readme in READMES.values() for block in blocks("console", readme)],
    ids=lambda block: block.partition("\n")[0].strip("$ "),
)
def test_an_example_prints_what_the_readme_shows(
    block: str, agreetrack: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(TOP / "data", tmp_path / "data", ignore=shutil.ignore_patterns(".*"))
    monkeypatch.chdir(tmp_path)
    for command, output in examples(block):
        name, *arguments = command
        if name == "export":
            for setting in arguments:
                monkeypatch.setenv(*setting.split("=", 1))
            continue
        assert name == "agreetrack"
        run = agreetrack(*arguments)
        assert (run.code, run.stdout) == (0, output), run.stderr


def test_the_two_commands_stand_before_the_examples() -> None:
    install, check = (block.strip() for block in blocks("sh", README))
    assert install.startswith("python3 -m venv .venv && .venv/bin/pip install")
    assert install.endswith("list --expiring")
    assert check.startswith(".venv/bin/pip install")
    assert max(map(README.index, (install, check))) < README.index("```console")


def test_the_russian_readme_installs_by_the_same_command_with_the_russian_registry() -> None:
    install, _ = (block.strip() for block in blocks("sh", README))
    [russian] = (block.strip() for block in blocks("sh", READMES["README.ru.md"]))
    assert russian == install.replace("--db data/agreements.json", "--lang ru --db data/agreements.ru.json")


def test_the_continuous_integration_runs_the_second_command_and_nothing_else() -> None:
    _, check = (block.strip() for block in blocks("sh", README))
    found = re.search(r"^command=\$\(grep -E '(.*)' README\.md\)$", (TOP / ".ci" / "run").read_text(), re.MULTILINE)
    assert found
    assert [line for line in README.splitlines() if re.search(found[1], line)] == [check]

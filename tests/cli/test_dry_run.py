"""What would hold, before anything is written: every command that changes a registry can be tried."""

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agreetrack.cli.group import load
from agreetrack.cli.table import COMMANDS

Agreetrack = Callable[..., Any]

AS_OF = "2019-08-01"
TABLES = (Path(__file__).parent / "tried.txt").read_text(encoding="utf-8").split("\n\n")
OFFICE, TRIED = ([line for line in table.splitlines() if line and line[0] != "#"] for table in TABLES)
TABLE = """[
{"ref":"MAIN-1","title":"Main","parties":[{"name":"Moscow"},{"name":"Rosnano"},{"name":"Fund"}],
 "signed":"2015-02-09","entry_into_force":"2015-02-09","term":"P10Y","counting":"anniversary","renewal":{"mode":"none"}},
{"ref":"NEW-1","title":"New","parties":[{"name":"Moscow"},{"name":"Fund"}]}
]"""
LOOKS = ["list", "show", "explain", "timeline", "obligations", "stats", "open", "export", "history", "check", "help"]
"""What changes no registry."""


def words_of(line: str, folder: Path) -> list[str]:
    return [word.format(paper=folder / "paper.txt", table=folder / "table.json") for word in shlex.split(line)]


@pytest.fixture
def office(agreetrack: Agreetrack, tmp_path: Path) -> Agreetrack:
    """A registry of some agreements, papers beside it, and all that is asked as of the first of August 2019."""
    (tmp_path / "paper.txt").write_text("What was agreed", encoding="utf-8")
    (tmp_path / "table.json").write_text(TABLE, encoding="utf-8")

    def asking(*words: str) -> Any:
        return agreetrack(*words, "--as-of", AS_OF)

    for line in OFFICE:
        run = asking(*shlex.split(line))
        assert run.code == 0, (line, run.stderr)
    assert asking("config", "heartbeat", "weekly").code == 0
    return asking


def everything(folder: Path) -> dict[Path, bytes | None]:
    """All that lies in a folder, at any depth, with its content."""
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.mark.parametrize("line", TRIED, ids=[line.partition(" |")[0] for line in TRIED])
def test_what_would_hold_is_told_and_nothing_is_written(office: Agreetrack, tmp_path: Path, line: str) -> None:
    command, _, told = line.partition(" | ")
    before = everything(tmp_path)
    run = office(*words_of(command, tmp_path), "--dry-run")
    assert run.code == 0, run.stderr
    assert everything(tmp_path) == before, "something was written"
    said = run.stdout + run.stderr
    for wanted in told.split("; "):
        assert re.search(wanted, said, re.IGNORECASE), (wanted, said)


def test_every_command_that_changes_a_registry_can_be_tried() -> None:
    commands = {name: load(entry) for name, entry in COMMANDS.items() if name not in LOOKS}
    tried = {line.split()[0] for line in TRIED} | {"remind", "restore", "undo", "schedule"}
    assert set(commands) <= tried, "a command is tried in no line of the table"
    for name, command in commands.items():
        assert "--dry-run" in [option for one in command.params for option in one.opts] or name == "schedule", name


def test_what_would_be_taken_over_is_told(agreetrack: Agreetrack, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('counting = "day-before"\nheartbeat = "daily"\nwithin = "P6M"\n', encoding="utf-8")
    env = {"AGREETRACK_CONFIG": str(own)}
    agreetrack(
        "add",
        *["--ref", "A-1", "--title", "A", "--party", "M", "--party", "R", "--start", "2020-01-01", "--term", "10y"],
    )
    agreetrack("config", "heartbeat", "weekly")
    before = everything(tmp_path)
    run = agreetrack("config", "--take-over", "--dry-run", env=env)
    assert run.code == 0, run.stderr
    assert 'counting = "day-before" would stand in' in run.stderr
    assert 'heartbeat: the registry says "weekly", and that holds; "daily" would not be taken over' in run.stderr
    assert "THEN  A-1: IN FORCE through Mon 2029-12-31 (or 2030-01-01" in run.stdout
    assert (
        "within would have its default again" in agreetrack("config", "--unset", "within", "--dry-run", env=env).stderr
    )
    assert everything(tmp_path) == before
    nothing = agreetrack("config", "--take-over", "--dry-run")
    assert (nothing.stdout, nothing.code) == ("", 0)


def test_what_an_import_would_come_to_is_told_as_json(office: Agreetrack, tmp_path: Path) -> None:
    run = office("import", str(tmp_path / "table.json"), "--update", "--dry-run", "--json")
    found = json.loads(run.stdout)
    assert {name: found[name] for name in ("new", "replaced", "unchanged")} == {
        "new": ["NEW-1"],
        "replaced": ["MAIN-1"],
        "unchanged": [],
    }
    days = {one["after"]["ref"]: (one["before"] or {}).get("expires") for one in found["affected"]}
    assert days == {"MAIN-1": "2020-02-09", "NEW-1": None, "FALLS-1": None}


def test_of_very_many_agreements_the_first_are_shown_and_the_others_counted(agreetrack: Agreetrack) -> None:
    made = [
        {"ref": f"A-{n}", "title": f"A {n}", "parties": [{"name": "M"}, {"name": "R"}], "term": "P20Y"}
        | {"signed": "2020-01-01", "entry_into_force": "signature"}
        for n in range(60)
    ]
    assert agreetrack("import", "-", input=json.dumps(made)).code == 0
    run = agreetrack("config", "counting", "day-before", "--dry-run")
    assert run.stdout.count("THEN") == 50
    assert run.stdout.endswith("MORE  agreements besides: 10\n")

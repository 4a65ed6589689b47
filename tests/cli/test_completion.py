"""What a shell is offered, and that the shells there are take it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from agreetrack.cli.table import COMMANDS

Agreetrack = Callable[..., Any]
HARMFUL = "Z$(touch${IFS}stepped)`id`;'\"x"


@pytest.fixture
def filled(agreetrack: Agreetrack) -> Agreetrack:
    for ref in ("RU-CN-2001", "RU-UA-1997", "MSK-2015", HARMFUL):
        agreetrack("add", "--ref", ref, "--title", "Water", "--party", "X", "--party", "Y")
    return agreetrack


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["li"], ["list"]),
        (["--db", "x.json", "ex"], ["explain", "extend", "export"]),
        (["--as"], ["--as-of"]),
        (["show", ""], ["RU-CN-2001", "RU-UA-1997", "MSK-2015", HARMFUL]),
        (["show", "ru-"], ["RU-CN-2001", "RU-UA-1997"]),
        (["--db=/nowhere.json", "show", ""], []),
        (["--db", "/nowhere.json", "show", ""], []),
        (["show", "MSK-2015", ""], []),
        (["history", "msk"], ["MSK-2015"]),
        (["export", ""], ["csv", "json", "ics"]),
        (["export", "csv", "MSK-2015", "ru-c"], ["RU-CN-2001"]),
        (["list", "--ex"], ["--expiring"]),
        (["list", "--expiring", "--ex"], []),
        (["list", "--tag", "x", "--ta"], ["--tag"]),
        (["list", "--status", "e"], ["ending", "expired"]),
        (["list", "--kind", "t"], ["treaty"]),
        (["list", "--sort", "d"], ["due"]),
        (["list", "--format", "t"], ["table", "tsv"]),
        (["list", "--format=t"], ["--format=table", "--format=tsv"]),
        (["list", "--", "--ex"], []),
        (["extend", "MSK-2015", "--end-day", ""], ["included", "excluded"]),
        (["config", "co"], ["counting", "countries"]),
        (["--as-of", ""], []),
        (["nosuch", ""], []),
    ],
)
@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_what_is_offered(filled: Agreetrack, shell: str, words: list[str], offered: list[str]) -> None:
    run = filled("--complete", shell, *words)
    kind, *lines = run.stdout.splitlines()
    assert (run.code, run.stderr, kind) == (0, "", "words")
    assert [line.partition("\t")[0] for line in lines] == offered


@pytest.fixture
def office(agreetrack: Agreetrack) -> Agreetrack:
    """An agreement with obligations, events, owner and tags, and another one."""
    water = ("add", "--ref", "W-1", "--title", "Water", "--party", "Правительство Москвы=MSK", "--party", "Borduria")
    agreetrack(*water, "--start", "2025-01-01", "--term", "5y", "--owner", "Anna <a@example.org>", "--tag", "water")
    agreetrack("add", "--ref", "I-1", "--title", "Ice", "--party", "Cordia", "--party", "Doria", "--tag", "ice")
    agreetrack("oblige", "W-1", "Meet", "--id", "meeting")
    agreetrack("oblige", "W-1", "Report")
    agreetrack("suspend", "W-1", "--on", "2026-01-01")
    agreetrack("resume", "W-1", "--on", "2026-02-01")
    return agreetrack


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["notice", "w-1", "--party", ""], ["Правительство Москвы\tMSK", "Borduria\t"]),
        (["notice", "w-1", "--party=прав"], ["--party=Правительство Москвы\tMSK"]),
        (["list", "--party", "b"], ["Borduria\t"]),
        (["list", "--party", ""], ["Правительство Москвы\tMSK", "Borduria\t", "Cordia\t", "Doria\t"]),
        (["add", "--party", "d"], ["Doria\t"]),
        (["oblige", "W-1", "Text", "--by", "B"], ["Borduria\t"]),
        (["succeed", "I-1", "--from", ""], ["Cordia\t", "Doria\t"]),
        (["extend", "W-1", "--by", ""], []),
        (["extend", "W-1", "--from", ""], []),
        (["met", "W-1", ""], ["meeting\tMeet", "1\tReport"]),
        (["waive", "w", "m"], ["meeting\tMeet"]),
        (["met", "I-1", ""], []),
        (["met", "X-1", ""], []),
        (["ack", "W-1", "--id", "m"], ["meeting\tMeet"]),
        (["oblige", "W-1", "Text", "--id", ""], []),
        (["correct", "W-1", ""], ["1\t2026-01-01 suspension", "2\t2026-02-01 resumption"]),
        (["correct", "W-1", "2", "--from", "B"], ["Borduria\t"]),
        (["undo", ""], []),
        (["list", "--owner", ""], ["Anna <a@example.org>\t"]),
        (["edit", "I-1", "--owner", "anna"], ["Anna <a@example.org>\t"]),
        (["list", "--tag", ""], ["water\t", "ice\t"]),
        (["edit", "I-1", "--tag", "w"], ["water\t"]),
        (["remind", "--as", ""], []),
        (["--db", "/nowhere.json", "list", "--tag", ""], []),
    ],
)
def test_what_the_registry_knows_is_offered(office: Agreetrack, words: list[str], offered: list[str]) -> None:
    run = office("--complete", "fish", *words)
    assert (run.code, run.stderr, run.stdout.splitlines()) == (0, "", ["words", *offered])


@pytest.mark.parametrize("words", [["--db", ""], ["import", ""], ["list", "-o", ""], ["list", "--db", "x"]])
def test_names_of_files_are_left_to_the_shell(filled: Agreetrack, words: list[str]) -> None:
    assert filled("--complete", "fish", *words).stdout == "files\n"


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("agreetrack ", list(COMMANDS)),
        ("agreetrack sh", ["show"]),
        ("agreetrack show ru-c", ["RU-CN-2001"]),
        ("agreetrack show 'ru-c", ["RU-CN-2001"]),
        ('agreetrack show "ru-c', ["RU-CN-2001"]),
        ("agreetrack list --format=t", ["table", "tsv"]),
        ("", list(COMMANDS)),
    ],
)
def test_the_line_of_bash(filled: Agreetrack, line: str, offered: list[str]) -> None:
    assert filled("--complete", "bash", line).stdout.splitlines() == ["words", *offered]


def test_the_configured_registry_is_read_and_a_broken_one_offers_nothing(filled: Agreetrack, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{")
    assert filled("--complete", "fish", "--db", str(tmp_path / "broken.json"), "show", "").stdout == "words\n"
    broken = {"AGREETRACK_CONFIG": str(tmp_path / "broken.json"), "AGREETRACK_DB": None}
    assert filled("--complete", "fish", "show", "", env=broken).stdout == "words\n"


def test_a_shell_that_is_not_known_gets_nothing(filled: Agreetrack) -> None:
    assert filled("--complete", "tcsh", "li") == ("", "", 2)
    assert filled("--complete").code == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_shown_for_the_shell_that_is_named_or_used(filled: Agreetrack, shell: str) -> None:
    named = filled("--show-completion", shell)
    assert f"agreetrack --complete {shell}" in named.stdout
    assert filled("--show-completion", env={"SHELL": f"/usr/bin/{shell}"}) == named


@pytest.mark.parametrize(("shell", "start"), [("bash", ".bashrc"), ("zsh", ".zshrc"), ("fish", None)])
def test_installing_twice_is_installing_once(filled: Agreetrack, home: Path, shell: str, start: str | None) -> None:
    if start:
        (home / start).write_text("alias l=ls")
    for _time in range(2):
        assert filled("--install-completion", shell).code == 0
    script = next(path for path in home.rglob("*") if path.is_file() and path.suffix in (".bash", ".zsh", ".fish"))
    assert script.read_text() == filled("--show-completion", shell).stdout
    if start:
        assert (home / start).read_text() == f"alias l=ls\nsource '{script}'\n"


def test_installing_where_nothing_can_be_written_is_one_sentence(filled: Agreetrack) -> None:
    run = filled("--install-completion", "fish", env={"XDG_CONFIG_HOME": "/dev/null"})
    assert (run.code, run.stderr.count("\n")) == (1, 1)
    assert "completion cannot be installed" in run.stderr


ASKED = {
    "bash": """
        source <(agreetrack --show-completion bash)
        compopt() { :; }
        COMP_LINE='agreetrack show %s' COMP_POINT=${#COMP_LINE} COMP_POINT=200
        _agreetrack; printf '%%s\\n' "${COMPREPLY[@]}"
    """,
    "fish": "agreetrack --show-completion fish | source; complete -C'agreetrack show %s'",
    "zsh": """
        compdef() { :; }; compadd() { shift 5; print -rl -- ${(P)1} }
        source <(agreetrack --show-completion zsh)
        words=(agreetrack show %s) CURRENT=3; _agreetrack
    """,
}


@pytest.mark.parametrize("shell", ASKED)
@pytest.mark.parametrize(("word", "offered"), [("ru-", ["RU-CN-2001", "RU-UA-1997"]), ("z", None)])
def test_a_real_shell(
    filled: Agreetrack,
    started: Mapping[str, str],
    tmp_path: Path,
    shell: str,
    word: str,
    offered: list[str] | None,
) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    program = tmp_path / "bin" / "agreetrack"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m agreetrack "$@"\n')
    program.chmod(0o755)
    run = subprocess.run(
        [shell, "-c", ASKED[shell] % word],
        env={**started, "PATH": f"{program.parent}:{os.environ['PATH']}"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    found = [line.partition("\t")[0] for line in run.stdout.splitlines()]
    if offered is None:
        assert len(found) == 1, run.stderr
        assert not (tmp_path / "stepped").exists()
    else:
        assert found == offered, run.stderr

"""A long list on a terminal goes through the reader's pager, as it is made."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from agreetrack.cli import pager
from agreetrack.cli.session import Session
from agreetrack.display.table import MANY


@pytest.fixture
def noting(tmp_path: Path) -> Path:
    """A pager that keeps what it was given and the options it would have."""
    program = tmp_path / "noting"
    program.write_text(f'#!/bin/sh\necho "$LESS" > {tmp_path}/options\ncat > {tmp_path}/paged\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({"PAGER": "sh -c cat"}, ["sh", "-c", "cat"]),
        ({"PAGER": ""}, None),
        ({"PAGER": "cat"}, None),
        ({"PAGER": "no-such-program -x"}, None),
        ({"PAGER": "an 'open quote"}, None),
        ({"PAGER": "sh", "TERM": "dumb"}, None),
    ],
)
def test_the_pager_is_the_readers(environment: Mapping[str, str], command: list[str] | None) -> None:
    assert pager.chosen(environment) == command


@pytest.mark.parametrize(("rows", "paged"), [(MANY, False), (MANY + 1, True)])
def test_only_a_long_answer_on_a_terminal_is_paged(
    noting: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], rows: int, paged: bool
) -> None:
    monkeypatch.setattr(Session, "is_terminal", True)
    monkeypatch.setenv("PAGER", str(noting))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("LESS", raising=False)
    Session(()).show(iter(("первая\n", "second\n")), rows)
    kept = noting.with_name("paged")
    assert (kept.read_text("utf-8") if paged else capsys.readouterr().out) == "первая\nsecond\n"
    assert not paged or noting.with_name("options").read_text() == "FRX\n"


def test_the_rest_is_not_made_for_a_reader_who_left() -> None:
    made: list[int] = []

    def parts() -> Iterator[str]:
        for number in range(100_000):
            made.append(number)
            yield "a line that nobody reads\n"

    pager.page_through(["true"], parts(), "utf-8")
    assert len(made) < 100_000


def test_a_pipe_is_never_paged(started: Mapping[str, str], noting: Path) -> None:
    command = "from agreetrack.cli.session import Session; Session(()).show(['a\\n'] * 600, 600)"
    environment = {**started, "PAGER": str(noting), "PATH": os.environ["PATH"]}
    run = subprocess.run([sys.executable, "-c", command], env=environment, capture_output=True, check=True)
    assert run.stdout == b"a\n" * 600
    assert not noting.with_name("paged").exists()

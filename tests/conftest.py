"""Running agreetrack in a test: the real `main`, a registry and a home of the test's own, a fixed day."""

import io
import os
import re
import signal
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from agreetrack.cli.app import main
from agreetrack.cli.session import Session
from agreetrack.display.wording import speak

TODAY = date(2026, 11, 22)

# The same cases in every run, so that what held once holds again; `--hypothesis-profile=explore` looks for others.
settings.register_profile("steady", derandomize=True)
settings.register_profile("explore", derandomize=False)
settings.load_profile("steady")

# Whoever starts the tests in the background has interrupts ignored, and every process that a test starts would too.
signal.signal(signal.SIGINT, signal.default_int_handler)


UNSAID = re.compile(r"\b[a-z-]+\.[a-z-]+\((?:\)|[a-z_]+=)")
"""A fact as developers see it: it is said by the phrasebook before anybody else does."""


class Run(NamedTuple):
    """What a command line gave."""

    stdout: str
    stderr: str
    code: int


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, configuration, registry and person of the test's own; the registry is named and does not exist."""
    here = tmp_path / "home"
    here.mkdir()
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(here))
    for name in (
        "AGREETRACK_CONFIG",
        "AGREETRACK_DEBUG",
        "NO_COLOR",
        "VISUAL",
        "EDITOR",
        "LANGUAGE",
        "AGREETRACK_LANG",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AGREETRACK_DB", str(tmp_path / "agreements.json"))
    monkeypatch.setenv("AGREETRACK_USER", "anna")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return here


@pytest.fixture
def agreetrack(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Run a command line on 22 November 2026; `input` is what is piped in, `env` is set for this run alone."""
    monkeypatch.setattr(Session, "today", TODAY)
    monkeypatch.setattr(Session, "now", datetime(2026, 11, 22, 8, 30, tzinfo=UTC))

    def run(*arguments: str, input: str | bytes | None = None, env: Mapping[str, str | None] | None = None) -> Run:
        piped = input.encode() if isinstance(input, str) else input or b""
        streams = {name: io.BytesIO(piped if name == "stdin" else b"") for name in ("stdin", "stdout", "stderr")}
        with monkeypatch.context() as patch:
            for name, stream in streams.items():
                patch.setattr(sys, name, io.TextIOWrapper(stream, "utf-8", newline="", write_through=True))
            for name, value in (env or {}).items():
                patch.delenv(name, raising=False) if value is None else patch.setenv(name, value)
            try:
                code = main(arguments)
            finally:
                speak(None)
            sys.stderr.flush()
            said = Run(streams["stdout"].getvalue().decode(), streams["stderr"].getvalue().decode(), code)
            assert not UNSAID.search(said.stdout + said.stderr), f"a fact was shown without its words: {said}"
            return said

    return run


@pytest.fixture
def started(home: Path) -> Mapping[str, str]:
    """The environment for a real process that finds this package, in the home of the test."""
    top = str(Path(__file__).resolve().parent.parent)
    return {**os.environ, "PYTHONPATH": top}

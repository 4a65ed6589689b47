"""A sign of life: shown only when it takes a while, how far it is, and gone afterwards."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from threading import Event

import pytest

from agreetrack.cli.session import Session
from agreetrack.display import progress
from agreetrack.display.progress import shown


class Terminal(StringIO):
    """What is drawn; `seen` is set once the text is there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text, self.seen = text, Event()

    def write(self, text: str) -> int:
        if self.text in text:
            self.seen.set()
        return super().write(text)


@pytest.mark.parametrize(("total", "says"), [(None, "reading"), (3, "1/3")])
def test_what_takes_a_while_is_shown_and_gone_afterwards(total: int | None, says: str) -> None:
    terminal = Terminal(says)
    with shown("reading [bold]:smile:", terminal, colour=False, total=total, patience=0) as step:
        step()
        assert terminal.seen.wait(20)
    drawn = terminal.getvalue()
    assert "reading [bold]:smile:" in drawn
    assert drawn.endswith("\x1b[1A\x1b[2K")
    assert "\x1b[?25h" in drawn
    assert not re.search(r"\x1b\[3\d", drawn)


def test_what_is_done_at_once_is_not_shown() -> None:
    terminal = StringIO()
    with shown("reading", terminal, colour=True, patience=1000) as step:
        step()
    assert terminal.getvalue() == ""


def test_what_is_over_when_its_time_comes_is_not_shown() -> None:
    terminal = StringIO()
    sign = progress._Sign("reading", None, terminal, False)
    sign.end()
    sign.show()
    assert terminal.getvalue() == ""


def test_steps_are_counted_while_it_is_shown() -> None:
    terminal = Terminal("2/2")
    with shown("sending", terminal, colour=True, total=2, patience=0) as step:
        step()
        step()
        assert terminal.seen.wait(20)


class Tty(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("term", "stream", "drawn"), [("xterm", Tty(), True), ("dumb", Tty(), False), ("xterm", StringIO(), False)]
)
def test_only_a_terminal_gets_one(monkeypatch: pytest.MonkeyPatch, term: str, stream: StringIO, drawn: bool) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", term)
    begun: list[str] = []

    @contextmanager
    def noting(text: str, *_rest: object) -> Iterator[progress.Step]:
        begun.append(text)
        yield lambda: None

    monkeypatch.setattr(progress, "shown", noting)
    with Session(()).doing("reading") as step:
        step()
    assert begun == (["reading"] if drawn else [])

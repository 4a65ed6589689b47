"""A terminal of a test's own: a real process on it, keys that are sent, and what it shows."""

import fcntl
import os
import pty
import select
import subprocess
import sys
import termios
from collections.abc import Mapping

PATIENCE = 60.0
"""So many seconds is an answer waited for."""


class Terminal:
    """An agreetrack that runs on a terminal."""

    def __init__(self, *words: str, environment: Mapping[str, str]) -> None:
        self._ours, theirs = pty.openpty()
        self._shown = ""
        command = [sys.executable, "-m", "agreetrack", *words]
        self._process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**environment, "TERM": "xterm"},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # so that Ctrl-C interrupts it
        )
        os.close(theirs)

    def until(self, text: str) -> str:
        """What it shows up to a text, once that is there."""
        while text not in self._shown:
            self._read(text)
        before, found, self._shown = self._shown.partition(text)
        return before + found

    def send(self, keys: str) -> None:
        """Press keys."""
        os.write(self._ours, keys.encode())

    def ended(self) -> tuple[int, str]:
        """The exit code, and what it shows to its end."""
        while self._more():
            continue
        os.close(self._ours)
        return self._process.wait(PATIENCE), self._shown

    def _read(self, text: str) -> None:
        if not self._more():
            raise AssertionError(f"{text!r} was not shown, but {self._shown!r}")

    def _more(self) -> bool:
        ready, _writing, _failing = select.select([self._ours], [], [], PATIENCE)
        try:
            found = os.read(self._ours, 65536) if ready else b""
        except OSError:  # the other side is closed
            found = b""
        self._shown += found.decode(errors="replace")
        return bool(found)

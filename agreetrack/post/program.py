"""Handing something over to a program of the user's, on its standard input."""

import os
import shlex
import signal
import subprocess
from tempfile import TemporaryFile
from typing import IO

from agreetrack.model.delivery import Arrival
from agreetrack.model.facts import Fact
from agreetrack.model.mailing import PASSWORD_VARIABLE
from agreetrack.post.words import told, why

PATIENCE = 300.0
"""For how many seconds a program may run."""

_TAIL = 4096


def pipe(command: str, content: bytes, timeout: float = PATIENCE) -> Arrival:
    """Run a command with the content as its input; exit code 0 means that it was delivered, all else failed.

    The command is split into words as a shell does, and no shell runs it: `sh -c '…'` is one. After `timeout` seconds
    it is killed with all that it started. What it prints is dropped; of what it prints as errors the last line is
    the reason, where it failed. It does not get the password of the mail account.
    """
    try:
        words = shlex.split(command)
    except ValueError:
        return _failed(Fact("programs.open-quote", command=told(command)))
    if not words:
        return _failed(Fact("programs.not-named"))
    try:
        with TemporaryFile() as given, TemporaryFile() as said:
            given.write(content)
            given.seek(0)
            return _run(words, given, said, timeout)
    except (OSError, ValueError) as error:
        return _failed(Fact("programs.not-run", program=told(words[0]), reason=why(error)))


def _run(words: list[str], given: IO[bytes], said: IO[bytes], timeout: float) -> Arrival:
    """Run it, in a session of its own so that what it starts can be ended with it."""
    program = told(words[0])
    environment = {name: value for name, value in os.environ.items() if name != PASSWORD_VARIABLE}
    try:
        process = subprocess.Popen(
            words, stdin=given, stdout=subprocess.DEVNULL, stderr=said, env=environment, start_new_session=True
        )
    except FileNotFoundError:
        return _failed(Fact("programs.missing", program=program))
    with process:
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            _kill(process)
            return _failed(Fact("programs.too-slow", program=program, seconds=timeout))
        except BaseException:
            _kill(process)
            raise
    return Arrival("delivered") if code == 0 else _ended(program, code, _last_line(said))


def _kill(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGKILL)


def _ended(program: str, code: int, line: str) -> Arrival:
    number = abs(code)
    if code < 0 and line:
        return _failed(Fact("programs.killed-saying", program=program, number=number, line=line))
    if code < 0:
        return _failed(Fact("programs.killed", program=program, number=number))
    if line:
        return _failed(Fact("programs.ended-saying", program=program, number=number, line=line))
    return _failed(Fact("programs.ended", program=program, number=number))


def _last_line(said: IO[bytes]) -> str:
    said.seek(max(0, said.seek(0, os.SEEK_END) - _TAIL))
    lines = [line for line in map(told, said.read().splitlines()) if line]
    return lines[-1] if lines else ""


def _failed(why: Fact) -> Arrival:
    return Arrival("failed", why)

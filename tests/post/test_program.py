"""What is handed over to programs, real ones of this machine."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shlex import quote

import pytest
from saying import sentence

from agreetrack.model.delivery import Arrival
from agreetrack.model.facts import Fact
from agreetrack.model.mailing import PASSWORD_VARIABLE
from agreetrack.post.program import pipe

Python = Callable[[str], str]
LONG = b"x" * (1 << 20)


@pytest.fixture
def python() -> Python:
    """The command that runs a line of Python."""
    return lambda line: f"{quote(sys.executable)} -c {quote(line)}"


def test_a_program_gets_all_of_the_content(python: Python, tmp_path: Path) -> None:
    path = tmp_path / "it's here"
    command = python("import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())")
    assert pipe(f"{command} {quote(str(path))}", LONG).fate == "delivered"
    assert path.read_bytes() == LONG


def test_no_shell_reads_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert pipe("true ; touch here $(touch there) > file", b"").fate == "delivered"
    assert list(tmp_path.iterdir()) == []


def test_a_shell_may_be_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert pipe("sh -c 'cat > file'", b"due").fate == "delivered"
    assert (tmp_path / "file").read_bytes() == b"due"


def test_a_program_need_not_read_its_input() -> None:
    assert pipe("true", LONG).fate == "delivered"


def test_what_a_program_prints_is_dropped(python: Python, capfd: pytest.CaptureFixture[str]) -> None:
    assert pipe(python("print('done'); import sys; print('well', file=sys.stderr)"), b"").fate == "delivered"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("import sys; sys.exit(3)", "ended with exit code 3"),
        ("import sys; sys.exit('no route\\n\\n')", "ended with exit code 1: no route"),
        ("import sys; print('x' * 9999 + '\\nlast \\x1b[31m\\u202e', file=sys.stderr); sys.exit(2)", "2: last [31m"),
        ("import os; os.kill(os.getpid(), 9)", "was killed by signal 9"),
    ],
)
def test_a_program_that_fails_says_why_in_its_last_line(python: Python, line: str, told: str) -> None:
    outcome = pipe(python(line), LONG)
    assert outcome.fate == "failed"
    assert sentence(outcome.reason).endswith(told)
    assert sentence(outcome.reason).isprintable()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("", "no program is named"),
        ("  ", "no program is named"),
        ("'notify", "has a quote that is not closed"),
        ("no-such-program-here", "there is no program “no-such-program-here”; give its whole path"),
        ("/dev/null", "“/dev/null” cannot be run: Permission denied"),
        ("a\0b", "cannot be run: embedded null byte"),
    ],
)
def test_what_cannot_be_run_has_failed(command: str, told: str) -> None:
    outcome = pipe(command, b"")
    assert outcome.fate == "failed"
    assert told in sentence(outcome.reason)


def test_a_program_that_does_not_end_is_stopped_with_what_it_started(tmp_path: Path) -> None:
    path = tmp_path / "held open by all of them"
    os.mkfifo(path)
    held = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    outcome = pipe(f"""sh -c 'exec 3> "$0"; sleep 600 & wait' {quote(str(path))}""", b"", timeout=0.5)
    assert outcome == Arrival("failed", Fact("programs.too-slow", program="sh", seconds=0.5))
    ended, _, _ = select.select([held], [], [], 60)
    assert (ended, os.read(held, 1)) == ([held], b"")
    os.close(held)


def test_an_interrupt_stops_the_program_too(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    wait = subprocess.Popen.wait

    def interrupted(process: subprocess.Popen[bytes], timeout: float | None = None) -> int:
        started.append(process)
        if len(started) == 1:
            raise KeyboardInterrupt
        return wait(process, timeout)

    monkeypatch.setattr(subprocess.Popen, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        pipe("sleep 600", b"")
    assert started[0].returncode == -9


def test_what_a_program_leaves_running_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "number"
    assert pipe(f"""sh -c 'sleep 600 & echo $! > "$0"' {quote(str(path))}""", LONG).fate == "delivered"
    os.kill(int(path.read_text()), signal.SIGKILL)


def test_a_program_does_not_get_the_password(python: Python, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, "geheim")
    monkeypatch.setenv("AGREETRACK_OTHER", "kept")
    line = (
        f"import os, sys; sys.exit(('{PASSWORD_VARIABLE}' in os.environ) or os.environ['AGREETRACK_OTHER'] != 'kept')"
    )
    assert pipe(python(line), b"").fate == "delivered"

"""Faults at the file calls of a real process: which there are, and runs in which one of them happens."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

HERE = Path(__file__).resolve().parent
IMPORTED = os.pathsep.join((str(HERE.parent.parent), str(HERE)))
"""Where a process finds agreetrack, and plain TinyDB beside it."""

What = Literal["none", "fails", "fails from then on", "writes half", "writes half and dies", "dies"]
_CODES: dict[What, int] = {
    "none": 0,
    "fails": 1,
    "fails from then on": 2,
    "writes half": 3,
    "writes half and dies": 4,
    "dies": 5,
}


class Call(NamedTuple):
    """A file call: of which class (L looks, S takes space, C changes), its name, the file, which one of its name."""

    kind: str
    name: str
    path: str
    nth: int = 0


class Fault(NamedTuple):
    """What happens at the `at`-th call (from 1), with which error where it fails."""

    at: int
    what: What
    number: int = 0
    call: Call | None = None

    def __str__(self) -> str:
        error = f" with {errno.errorcode[self.number]}" if self.number else ""
        named = f", {self.call.name} of {Path(self.call.path).name}," if self.call else ""
        return f"call {self.at}{named} {self.what}{error}"


NONE = Fault(0, "none")

ERRORS = {
    "S": (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EACCES),
    "C": (errno.EIO, errno.EROFS, errno.EACCES),
    "L": (errno.EIO, errno.EACCES),
}
LASTING = {"S": (errno.ENOSPC, errno.EIO, errno.EROFS), "C": (errno.EIO, errno.EROFS), "L": (errno.EIO,)}
OF_THEIR_OWN = {"close": (errno.EIO,), "flock": (errno.ENOLCK, errno.EIO)}
"""The errors of calls that no disk refuses for want of space or permission."""


class Outcome(NamedTuple):
    """What a run gave; a negative code is the signal that ended it."""

    code: int
    stdout: str
    stderr: str
    calls: list[Call]

    @property
    def acknowledged(self) -> bool:
        """Whether whoever typed it was told that it is done."""
        return self.code == 0

    @property
    def is_told(self) -> bool:
        """Whether a sentence of ours says what went wrong, and not that the output failed, which did not."""
        strange = ("should not have happened", "the answer cannot be written", "Traceback")
        said = self.stderr.splitlines()
        return any(line.startswith("agreetrack: ") for line in said) and not any(
            sign in self.stderr for sign in strange
        )


class Injector(Protocol):
    """Runs command lines with faults at their calls on what lies in one folder.

    `pace` is how many times longer a run takes than a fork does.
    """

    pace: int

    def run(self, *arguments: str, fault: Fault = NONE, program: str = "agreetrack") -> Outcome:
        """Run a command line, with the fault."""
        ...

    def possible(self, fault: Fault) -> bool:
        """Whether it can let that happen."""
        ...

    def end(self) -> None:
        """End what was started."""
        ...


def faults(calls: Sequence[Call]) -> Iterator[Fault]:
    """Every fault there is to a command that makes these calls."""
    for at, call in enumerate(calls, 1):
        yield Fault(at, "dies", call=call)
        if "write" in call.name:
            yield Fault(at, "writes half", call=call)
            yield Fault(at, "writes half and dies", call=call)
        for number in OF_THEIR_OWN.get(call.name, ERRORS[call.kind]):
            yield Fault(at, "fails", number, call)
        for number in LASTING[call.kind]:
            yield Fault(at, "fails from then on", number, call)


def sample(injector: Injector, calls: Sequence[Call], every: int, first: int) -> Iterator[Fault]:
    """Of all faults that the injector knows, the `first`-th and so on, one in `every`."""
    found = [fault for fault in faults(calls) if injector.possible(fault)]
    step = every if every == 1 else every * injector.pace
    return iter(found[first % step :: step])


def shim(place: Path) -> Path | None:
    """The shim, compiled into a folder; None where that cannot be done."""
    compiler = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
    if compiler is None or sys.platform != "linux":
        return None
    made = place / "shim.so"
    words = [compiler, "-shared", "-fPIC", "-O1", "-o", made, HERE / "shim.c", "-ldl"]
    return made if subprocess.run(words, capture_output=True).returncode == 0 else None


class Shimmed:
    """Runs forks of a process that the shim is loaded into; `place` is for what they say."""

    pace = 1

    def __init__(self, library: Path, place: Path, watched: Path, environment: Mapping[str, str]) -> None:
        self._watched, self._environment = watched, dict(environment)
        self._said = {name: str(place / name) for name in ("stdout", "stderr", "journal")}
        self._server = subprocess.Popen(
            [sys.executable, HERE / "serving.py"],
            env={**os.environ, "LD_PRELOAD": str(library), "PYTHONPATH": IMPORTED, "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, fault: Fault = NONE, program: str = "agreetrack") -> Outcome:
        code = self._answer(
            {
                **self._said,
                "program": program,
                "arguments": arguments,
                "environment": self._environment,
                "folder": str(self._watched),
                "at": fault.at,
                "what": _CODES[fault.what],
                "number": fault.number,
            }
        )
        said = {name: Path(path).read_text(encoding="utf-8", errors="replace") for name, path in self._said.items()}
        calls = [Call(*line.split(" ", 2)) for line in said["journal"].splitlines()]
        return Outcome(code, said["stdout"], said["stderr"], calls)

    def possible(self, fault: Fault) -> bool:
        return True

    def end(self) -> None:
        self._server.communicate()

    def _answer(self, asked: dict[str, Any]) -> int:
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(json.dumps(asked) + "\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())

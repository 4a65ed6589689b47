"""Faults by strace, where there is no compiler for the shim: slower, and none that lasts or cuts a write short."""

import errno
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from injecting import IMPORTED, NONE, Call, Fault, Outcome

SPACE = ("write", "pwrite64", "writev", "fsync", "fdatasync", "mkdir", "mkdirat", "rename", "renameat", "renameat2")
CHANGE = ("unlink", "unlinkat", "rmdir", "ftruncate", "fchmod", "fchown", "chmod", "chown")
LOOK = ("openat", "newfstatat", "read", "pread64", "flock", "access", "faccessat2", "readlink", "close")


class Traced:
    """Runs the program under strace; `place` is for the journal."""

    pace = 5

    def __init__(self, place: Path, watched: Path, environment: Mapping[str, str]) -> None:
        self._journal, self._watched = place / "journal", watched
        self._environment = {**environment, "PYTHONPATH": IMPORTED, "PYTHONUTF8": "1"}

    def run(self, *arguments: str, fault: Fault = NONE, program: str = "agreetrack") -> Outcome:
        traced = ",".join(f"?{name}" for name in (*SPACE, *CHANGE, *LOOK))
        words = ["strace", "-qq", "-y", "-s", "0", "-o", self._journal, "-e", f"trace={traced}"]
        ended = subprocess.run(
            [*words, *_injected(fault), sys.executable, "-m", program, *arguments],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        return Outcome(ended.returncode, ended.stdout, ended.stderr, list(self._calls()))

    def possible(self, fault: Fault) -> bool:
        return fault.what in ("fails", "dies")

    def end(self) -> None:
        """Nothing goes on after a run."""

    def _calls(self) -> Iterator[Call]:
        """The calls on what is watched; each knows how many of its name came before it on anything."""
        seen: Counter[str] = Counter()
        for line in self._journal.read_text(encoding="utf-8", errors="replace").splitlines():
            name = line.partition("(")[0]
            seen[name] += 1
            path = re.search(rf"{re.escape(str(self._watched))}[^\"<>]*", line)
            if path:
                yield Call(_class(name, line), name, path.group(), seen[name])


def _class(name: str, line: str) -> str:
    if name in SPACE or "O_CREAT" in line:
        return "S"
    return "C" if name in CHANGE else "L"


def _injected(fault: Fault) -> list[str]:
    if fault.call is None:
        return []
    how = "signal=KILL" if fault.what == "dies" else f"error={errno.errorcode[fault.number]}"
    return ["-e", f"inject={fault.call.name}:{how}:when={fault.call.nth}"]


def can_trace() -> bool:
    """Whether there is strace, and it may."""
    found = shutil.which("strace")
    return bool(found) and subprocess.run([found, "-o", "/dev/null", "true"], capture_output=True).returncode == 0

"""How fast agreetrack is beside other ways to the same list, on generated records of about 2.5 kB.

Run by hand, where agreetrack is installed: `python tests/bench/run.py [1000 10000 100000]`.
Every figure is the median of several runs, the candidates by turns. Only ratios within one run mean anything.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

HERE = Path(__file__).resolve().parent
DAY = "2026-11-22"
AGREETRACK = [str(Path(sys.executable).with_name("agreetrack"))]


@dataclass
class Candidate:
    """A command to measure, what it needs prepared before each run, and what the runs took."""

    name: str
    command: list[str]
    prepare: Callable[[], object] = lambda: None
    seconds: list[float] = field(default_factory=list)
    peaks: list[float] = field(default_factory=list)

    @property
    def time(self) -> float:
        """The median, in seconds."""
        return statistics.median(self.seconds)

    @property
    def peak(self) -> float:
        """The median of the highest memory in use, in MB."""
        return statistics.median(self.peaks)

    def run(self, environment: dict[str, str]) -> None:
        """Run once and note time and memory. Raises RuntimeError when the command fails."""
        self.prepare()
        begun = perf_counter()
        child = subprocess.Popen(
            self.command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        assert child.stderr
        said = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        self.seconds.append(perf_counter() - begun)
        self.peaks.append(usage.ru_maxrss / 1024)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise RuntimeError(f"{self.name}: exit {child.returncode}: {said.decode()}")


def measure(candidates: list[Candidate], rounds: int, environment: dict[str, str]) -> None:
    """One run of each that does not count, then so many rounds of all."""
    for counted in [False] + [True] * rounds:
        for candidate in candidates:
            candidate.run(environment)
            if not counted:
                candidate.seconds.clear()
                candidate.peaks.clear()


def lists(folder: Path, registry: Path, count: int) -> list[Candidate]:
    """Everything that lists: agreetrack first, then what it is compared with."""
    python = sys.executable
    found = [
        Candidate(
            "agreetrack list --expiring",
            [*AGREETRACK, "--db", str(registry), "--as-of", DAY, "list", "--expiring"],
        ),
        Candidate("Typer and one Rich table", [python, str(HERE / "one_table.py")]),
        Candidate(
            "Typer, TinyDB, dateutil, Rich",
            [python, str(HERE / "plain_list.py"), str(registry), "--as-of", DAY],
        ),
    ]
    task = shutil.which("task")
    if task and count <= 10_000:
        found.append(taskwarrior(task, folder))
    elif not task:
        print("Taskwarrior is not installed, so it is left out.")
    return found


def taskwarrior(task: str, folder: Path) -> Candidate:
    """Taskwarrior, listing the tasks due within the same 90 days."""
    settings = folder / "taskrc"
    settings.write_text(f"data.location={folder / 'tasks'}\nconfirmation=no\nverbose=nothing\n")
    window = ["due.after:2026-11-22", "due.before:2027-02-20"]
    return Candidate("Taskwarrior list", [task, f"rc:{settings}", *window, "list"])


def inserts(folder: Path, registry: Path) -> list[Candidate]:
    """One more agreement: `agreetrack add` first, then plain TinyDB, each into a fresh copy."""
    copy = folder / "copy.json"

    def renew() -> None:
        shutil.copyfile(registry, copy)

    title = ["--title", "Договор о дружбе", "--party", "Russia", "--party", "China"]
    dates = ["--signed", "2026-11-20", "--entry-into-force", "2026-11-21", "--term", "P5Y"]
    return [
        Candidate("agreetrack add", [*AGREETRACK, "--db", str(copy), "--as-of", DAY, "add", *title, *dates], renew),
        Candidate(
            "TinyDB insert",
            [
                sys.executable,
                str(HERE / "plain_insert.py"),
                str(copy),
                str(folder / "one.json"),
            ],
            renew,
        ),
    ]


def promises(folder: Path) -> list[Candidate]:
    """What is late of four obligations under each agreement: `obligations --overdue` first, then the usual list."""
    asked = [*AGREETRACK, "--db", str(folder / "promises.json"), "--as-of", DAY]
    return [
        Candidate("agreetrack obligations --overdue", [*asked, "obligations", "--overdue"]),
        Candidate("agreetrack list --expiring", [*asked, "list", "--expiring"]),
    ]


def nights(folder: Path, registry: str) -> list[Candidate]:
    """A night on which nothing is new: `remind` first, then the usual list of the same registry."""
    asked = [*AGREETRACK, "--db", str(folder / registry), "--as-of", DAY]
    subprocess.run([*asked, "remind"], stdout=subprocess.DEVNULL, check=True)
    name = "nothing due" if registry == "quiet.json" else "all told"
    return [
        Candidate(f"agreetrack remind, {name}", [*asked, "remind"]),
        Candidate("agreetrack list --expiring", [*asked, "list", "--expiring"]),
    ]


def report(candidates: list[Candidate]) -> None:
    """A line for each, with what the first one takes of its time and memory."""
    first = candidates[0]
    for one in candidates:
        line = f"  {one.name:32}{one.time * 1000:8.0f} ms{one.peak:8.0f} MB"
        if one is not first:
            share = f"takes {first.time / one.time:.2f} x its time, {first.peak / one.peak:.2f} x its memory"
            line += f"   {first.name} {share}"
        print(line)


def compare(count: int, environment: dict[str, str]) -> None:
    """Measure lists, inserts, obligations and reminders on one registry of so many records."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        registry = folder / "agreements.json"
        subprocess.run([sys.executable, HERE / "population.py", folder, str(count)], check=True)
        print(f"{count} records of {registry.stat().st_size / count / 1000:.1f} kB", flush=True)
        compared = (lists(folder, registry, count), inserts(folder, registry), promises(folder))
        for candidates in (*compared, nights(folder, "quiet.json"), nights(folder, "agreements.json")):
            measure(candidates, 15 if count <= 1000 else 7 if count <= 10_000 else 3, environment)
            report(candidates)


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        # Nobody's own settings count, and the records alone decide how wide the lists are.
        environment = {"PATH": os.environ["PATH"], "HOME": home, "LANG": "C.UTF-8", "COLUMNS": "100"}
        for count in [int(word) for word in sys.argv[1:]] or [1000, 10_000, 100_000]:
            compare(count, environment)


if __name__ == "__main__":
    main()

"""Everything that must hold before a change is kept: form, lint, types, rooms, tests and their coverage.

Every check runs, also after one that failed, and the last lines say which did. Coverage of branches is at least 95 %
over all (pyproject.toml) and whole where a slip costs a date or a file. The tests run again on the oldest and the
newest other Python of the machine that is admitted. `--long` adds what takes longer: every fault at every file call,
and the tests that heed AGREETRACK_TEST_LONG.
"""

import os
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from interpreters import OWN, TOP, Interpreter, interpreters, others

BIN = Path(sys.executable).parent
TESTS = ["pytest", "-q", "-n", "2"]

CHECKS = {
    "form": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy", "--strict"],
    "rooms": ["lint-imports", "--no-cache"],
    "tests": [*TESTS, "--cov", "--cov-report="],
    "coverage": ["coverage", "report"],
    "coverage of law and store": [
        "coverage",
        "report",
        "--include=agreetrack/law/*,agreetrack/store/*",
        "--fail-under=100",
    ],
}
LONG = {"faults": ["python", "tests/faults/run.py"]}


def holds(name: str, check: list[str], where: Path = BIN) -> bool:
    """Run one check of an environment, its output where it falls; whether it held."""
    print(f"== {name}: {' '.join(check)}", flush=True)
    begun = monotonic()
    code = subprocess.run([where / check[0], *check[1:]], cwd=TOP, stdin=subprocess.DEVNULL).returncode
    print(f"== {name}: {'holds' if code == 0 else 'FAILED'} ({monotonic() - begun:.0f} s)", flush=True)
    return code == 0


def prepared(one: Interpreter, folder: Path) -> Path:
    """A passing environment of another Python with all that the tests need. Raises CalledProcessError."""
    subprocess.run([one.path, "-m", "venv", folder], check=True, capture_output=True)
    words = [folder / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", "-e", ".[test]"]
    subprocess.run(words, cwd=TOP, check=True, capture_output=True)
    return folder / "bin"


def holds_on(one: Interpreter, ready: "Future[Path]") -> bool:
    """Run the tests on another Python; whether they held."""
    try:
        where = ready.result()
    except subprocess.CalledProcessError as error:
        print(f"== {one} cannot be prepared: {error.stderr.decode(errors='replace')}", flush=True)
        return False
    return holds(f"tests on {one}", [*TESTS, "-p", "no:cacheprovider"], where)


def main(arguments: list[str]) -> int:
    long = arguments == ["--long"]
    if arguments and not long:
        print("usage: python tests/gate.py [--long]", file=sys.stderr)
        return 2
    if long:
        os.environ["AGREETRACK_TEST_LONG"] = "1"
    found = interpreters(os.environ, OWN)
    again = others(found, OWN)
    print(f"== found: {', '.join(map(str, found))}", flush=True)
    print(f"== the tests run again on: {', '.join(map(str, again)) or 'no other one'}", flush=True)
    with TemporaryDirectory() as place, ThreadPoolExecutor(1) as aside:
        Path(place).chmod(0o755)  # tests with other accounts read it
        ready = {one: aside.submit(prepared, one, Path(place, "python{}.{}".format(*one.minor))) for one in again}
        checks = CHECKS | LONG if long else CHECKS
        failed = [name for name, check in checks.items() if not holds(name, check)]
        failed += [f"tests on {one}" for one in again if not holds_on(one, ready[one])]
    print(f"FAILED: {', '.join(failed)}" if failed else "All checks hold.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

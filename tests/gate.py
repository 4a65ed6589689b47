"""Everything that must hold before a change is kept: form, lint, types, rooms, tests and their coverage.

Every check runs, also after one that failed, and the last lines say which did.
Coverage of branches is at least 95 % over all (pyproject.toml) and whole where a slip costs a date or a file.
"""

import subprocess
import sys
from pathlib import Path
from time import monotonic

TOP = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

CHECKS = {
    "form": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy", "--strict"],
    "rooms": ["lint-imports", "--no-cache"],
    "tests": ["pytest", "-q", "-n", "2", "--cov", "--cov-report="],
    "coverage": ["coverage", "report"],
    "coverage of law and store": [
        "coverage",
        "report",
        "--include=agreetrack/law/*,agreetrack/store/*",
        "--fail-under=100",
    ],
}


def holds(name: str, check: list[str]) -> bool:
    """Run one check of this environment, its output where it falls; whether it held."""
    print(f"== {name}: {' '.join(check)}", flush=True)
    begun = monotonic()
    code = subprocess.run([BIN / check[0], *check[1:]], cwd=TOP, stdin=subprocess.DEVNULL).returncode
    print(f"== {name}: {'holds' if code == 0 else 'FAILED'} ({monotonic() - begun:.0f} s)", flush=True)
    return code == 0


def main() -> int:
    failed = [name for name, check in CHECKS.items() if not holds(name, check)]
    print(f"FAILED: {', '.join(failed)}" if failed else "All checks hold.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

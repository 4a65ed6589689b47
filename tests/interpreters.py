"""The Pythons that stand ready on this machine: on the path, or with pyenv."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from packaging.specifiers import SpecifierSet

TOP = Path(__file__).resolve().parent.parent
_NAME = re.compile(r"python3(\.\d+)?")
_ASKED = "import ensurepip, platform, venv; print(platform.python_implementation(), platform.python_version())"


class Interpreter(NamedTuple):
    """A Python by its version, the micro version last, and where it lies."""

    version: tuple[int, ...]
    path: Path

    @property
    def minor(self) -> tuple[int, ...]:
        """The version by which one Python differs from another: `(3, 11)`."""
        return self.version[:2]

    def __str__(self) -> str:
        return f"Python {'.'.join(map(str, self.version))} ({self.path})"


OWN = Interpreter(tuple(sys.version_info[:3]), Path(sys.executable))
"""The one that runs this."""


def interpreters(environment: Mapping[str, str], own: Interpreter) -> list[Interpreter]:
    """One of each minor version that CPython released and this project admits, the newest last; `own` is among them."""
    found = sorted(filter(None, map(_asked, dict.fromkeys(_candidates(environment)))))
    by_minor = {one.minor: one for one in found if _admits(one)} | {own.minor: own}
    return sorted(by_minor.values())


def others(found: Sequence[Interpreter], own: Interpreter) -> list[Interpreter]:
    """The oldest and the newest of them, where that is not the one that asks."""
    return [one for one in dict.fromkeys((found[0], found[-1])) if one != own]


def _candidates(environment: Mapping[str, str]) -> Iterator[Path]:
    for folder in map(Path, environment.get("PATH", "").split(os.pathsep)):
        if folder.is_dir():
            yield from (file.resolve() for file in sorted(folder.iterdir()) if _NAME.fullmatch(file.name))
    pyenv = Path(environment.get("PYENV_ROOT") or Path(environment.get("HOME", "/"), ".pyenv"))
    yield from (file.resolve() for file in sorted(pyenv.glob("versions/*/bin/python3")))


def _asked(path: Path) -> Interpreter | None:
    """What the Python says of itself; None for one that does not run, makes no environments or is no release."""
    try:
        said = subprocess.run([path, "-c", _ASKED], capture_output=True, text=True, check=True, timeout=30).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    version = re.fullmatch(r"CPython (\d+)\.(\d+)\.(\d+)\n", said)
    return Interpreter(tuple(map(int, version.groups())), path) if version else None


def _admits(one: Interpreter) -> bool:
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    return ".".join(map(str, one.version)) in SpecifierSet(project["requires-python"])

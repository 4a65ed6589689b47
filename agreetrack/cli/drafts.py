"""The texts that people are editing, each in a file of its own until it is kept; what is left of one is found again."""

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from agreetrack.model.refs import folded

_NAME = re.compile(r"agreetrack-(?:(?P<process>\d+)-)?\w+\.toml")
_REF = re.compile(r'^ref = "(.*)"$', re.MULTILINE)


def draft(text: str) -> Path:
    """A new file with the text, for its owner alone."""
    number, name = tempfile.mkstemp(prefix=f"agreetrack-{os.getpid()}-", suffix=".toml")
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.write(text)
    return Path(name)


def left(ref: str, text: str) -> Iterator[Path]:
    """One's own drafts of a ref that no editor is open on any more; what still is the `text` alone is cleared away."""
    for path in sorted(Path(tempfile.gettempdir()).glob("agreetrack-*.toml")):
        try:
            if path.is_symlink() or path.stat().st_uid != os.getuid() or _is_open(path):
                continue
            typed = path.read_text(encoding="utf-8", errors="replace")
            if typed == text:
                path.unlink()
            elif _is_of(ref, typed):
                yield path
        except OSError:  # gone meanwhile, or no file
            continue


def _is_open(path: Path) -> bool:
    """Whether the process that made the draft still runs; a draft that was left on purpose is open nowhere."""
    named = _NAME.fullmatch(path.name)
    if named is None:
        return True
    if named["process"] is None:
        return False
    try:
        os.kill(int(named["process"]), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return int(named["process"]) != os.getpid()


def _is_of(ref: str, text: str) -> bool:
    found = _REF.search(text)
    return found is None or folded(found[1]) == folded(ref)

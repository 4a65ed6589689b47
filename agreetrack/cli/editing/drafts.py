"""The texts that people are editing, each in a file of its own until it is kept; what is left of one is found again."""

import os
import re
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from agreetrack.model.refs import folded

_NAME = r"agreetrack-(?P<process>\d+)-{mark}-\w+\.toml"


def mark_of(registry: Path, ref: str) -> str:
    """What names the drafts of one agreement of one registry."""
    return sha256(f"{registry.resolve()}\n{folded(ref)}".encode()).hexdigest()[:16]


def draft(text: str, mark: str) -> Path:
    """A new file with the text, for its owner alone."""
    number, name = tempfile.mkstemp(prefix=f"agreetrack-{os.getpid()}-{mark}-", suffix=".toml")
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.write(text)
    return Path(name)


def left(mark: str, text: str) -> Iterator[Path]:
    """One's own drafts that no editor is open on any more; what still is the `text` alone is cleared away."""
    for path in sorted(Path(tempfile.gettempdir()).glob(f"agreetrack-*-{mark}-*.toml")):
        try:
            if path.is_symlink() or path.stat().st_uid != os.getuid() or _is_open(path, mark):
                continue
            if path.read_text(encoding="utf-8", errors="replace") == text:
                path.unlink()
            else:
                yield path
        except OSError:  # gone meanwhile, or no file
            continue


def _is_open(path: Path, mark: str) -> bool:
    """Whether the process that made the draft still runs, or it is none of ours."""
    named = re.fullmatch(_NAME.format(mark=mark), path.name)
    if named is None:
        return True
    try:
        os.kill(int(named["process"]), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return int(named["process"]) != os.getpid()

"""Opening a registry file: one that was there and is lost is never taken for an empty or a new one.

What the nights saw of it is looked at before the file itself, which can only have gone on since.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from agreetrack.model.errors import LostRegistry
from agreetrack.store import loss, seen
from agreetrack.store.files import is_there
from agreetrack.store.index.seal import Identity, Source, identity
from agreetrack.store.reading import RegistryReading, missing, opened, unreadable

if TYPE_CHECKING:
    from agreetrack.store.contents import Contents


@contextmanager
def reading(path: Path) -> Iterator[tuple[RegistryReading, LostRegistry | None]]:
    """The registry at a path, open for reading, and what is to be said where it is older than it was.

    Raises LostRegistry where nothing of it is left, NoSuchRef where there never was one.
    """
    highest = seen.highest(path)
    if highest is not None and not _is_there(path):
        raise loss.missing(path, highest)
    with opened(path) as file:
        if not os.fstat(file.fileno()).st_size:
            raise loss.empty(path, highest)
        found = RegistryReading(file, path, highest or 0)
        yield found, _older(path, found.seq(), highest) if highest else None


def _older(path: Path, seq: int, highest: int) -> LostRegistry | None:
    return loss.older(path, seq, highest) if seq < highest else None


def begins(path: Path) -> bool:
    """Whether a change would begin the registry: there is nothing, or an empty file, and never was more."""
    try:
        is_empty = not is_there(path) or not path.stat().st_size
    except (OSError, ValueError):  # reading it tells why
        return False
    return is_empty and seen.highest(path) is None


def contents(path: Path, name: Path, create: bool) -> "Contents":
    """What a change of the file at a path begins with; errors call it by `name`.

    With `create` nothing, and an empty file, make an empty registry where there never was more. Raises LostRegistry
    where there was, NoSuchRef where there is nothing to change.
    """
    from agreetrack.store.contents import Contents

    highest = seen.highest(path)
    if create and begins(path):
        return Contents()
    return _whole(path, name, highest)


def _whole(path: Path, name: Path, highest: int | None) -> "Contents":
    """What the file holds. Raises LostRegistry where that is not all that it was, NoSuchRef where there was none."""
    from agreetrack.store.contents import contents as parsed

    text, file = _text(path, name, highest)
    found = parsed(text, str(name), highest or 0)
    found.source = Source(file, found.stamp.seq, found.stamp.format) if file else None
    older = _older(name, found.stamp.seq, highest or 0)
    if older:
        raise older
    return found


def remains(path: Path, name: Path) -> "tuple[Contents, LostRegistry | None]":
    """What is left of the registry at a path, and what is to be said where that is not the whole of it.

    Raises AgreetrackError where it cannot be seen what it was.
    """
    from agreetrack.store.contents import Contents
    from agreetrack.store.contents import contents as parsed

    try:
        return _whole(path, name, seen.number_in(seen.text_that_is_there(path))), None
    except LostRegistry as lost:
        text = _read(path)[0] if _is_there(path) else b""
        return parsed(text, str(name), even_lost=True) if text else Contents(), lost


def _text(path: Path, name: Path, highest: int | None) -> tuple[bytes, Identity | None]:
    """The text of the file, and what it is.

    Raises LostRegistry where it is gone or empty, NoSuchRef where there never was one.
    """
    if not _is_there(path):
        raise missing(name) if highest is None else loss.missing(name, highest)
    text, file = _read(path)
    if not text:
        raise loss.empty(name, highest)
    return text, file


def _read(path: Path) -> tuple[bytes, Identity | None]:
    """The text of the file, and what it is; None where somebody changed it meanwhile."""
    with opened(path) as file:
        before = identity(file.fileno())
        text = file.read()
        return text, before if identity(file.fileno()) == before else None


def _is_there(path: Path) -> bool:
    """Whether there is a file. Raises AgreetrackError where that cannot be seen: it is not missing then."""
    try:
        return is_there(path)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None

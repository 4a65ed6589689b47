"""What the nights saw of a registry, read from the outbox beside it: how far its changes had come by then.

Whoever reads the registry looks here first, so it imports little. The outbox holds a JSON object a line, of which
the last whole one counts: a line that was cut off while it was written takes nothing away of what stood before it.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from agreetrack.model.errors import AgreetrackError
from agreetrack.store.decoding import UNREADABLE
from agreetrack.store.files import beside, let_go, target
from agreetrack.store.reading import unreadable

AT_MOST = 1 << 26
"""So many bytes of an outbox are read."""

T = TypeVar("T")


class Seen(Struct, frozen=True):
    """The highest number of a change that a night saw."""

    seq: int


def last_line(text: bytes, kind: type[T]) -> T | None:
    """The last whole line of an outbox as `kind`; None where none is one."""
    for line in reversed(text.split(b"\n")):
        with suppress(*UNREADABLE):
            return msgspec.json.decode(line, type=kind)
    return None


def text_beside(path: Path) -> bytes:
    """The text of the outbox of a registry; empty where there is none, or none that can be read."""
    with suppress(AgreetrackError):
        return text_that_is_there(path)
    return b""


def text_that_is_there(path: Path) -> bytes:
    """The text of the outbox of a registry; empty where there is none. Raises AgreetrackError for an unreadable one."""
    file = outbox_of(path)
    try:
        number = os.open(file, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            return os.pread(number, AT_MOST, 0)
        finally:
            let_go(number)
    except FileNotFoundError:
        return b""
    except (OSError, ValueError) as error:
        raise unreadable(file, error) from None


def highest(path: Path) -> int | None:
    """The highest number of a change that a night saw in the registry at a path; None where none saw it."""
    return number_in(text_beside(path))


def number_in(text: bytes) -> int | None:
    """The highest number of a change that an outbox of that text tells of."""
    found = last_line(text, Seen)
    return None if found is None else found.seq


def outbox_of(path: Path) -> Path:
    """Where the outbox of a registry lies: beside the file, also where the path is a link to it."""
    return beside(target(path), "sending")

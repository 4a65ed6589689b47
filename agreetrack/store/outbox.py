"""What is under way: the lock of those who send, and what they leave to those who send after them.

The lock is another one than the writers': sending may take long, and nobody who records waits for it. Before
anything is sent, what is about to be is written into the lock's file; once the ledger tells what arrived, it is
cleared. What a later run finds there may have been delivered. Beside that it keeps how far the registry's changes had
come, and who was to be told: where the registry is lost, nothing else knows.

    {"seq":41,"addresses":["Anna <anna@example.org>"],"sendings":[[["AB-1","expiry",null,"2020-02-08"],30,"…"]]}

It is written behind what stands there, which is taken away afterwards; the last whole line counts (an earlier
agreetrack kept the list of sendings alone). A run that is cut off, or a full disk, takes nothing away of what was
known.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from agreetrack.model.errors import AgreetrackError, Busy
from agreetrack.model.facts import Fact
from agreetrack.store import seen, writing
from agreetrack.store.files import let_go, target
from agreetrack.store.ledger import Name
from agreetrack.store.replacing import make_sure_of

PATIENCE = 30.0
"""For how many seconds one run waits for another to finish."""


class Sending(NamedTuple):
    """One telling of a matter at a lead time (days) to one recipient."""

    name: Name
    lead: int
    recipient: str


class Kept(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the outbox keeps: the highest number of a change that was seen (None: none yet), and who was to be told.

    `addresses` are the owner's, the department's and the second one, as far as there are any; `sendings` were begun
    and not seen to arrive.
    """

    seq: int | None = None
    addresses: tuple[str, ...] = ()
    sendings: tuple[Sending, ...] = ()


class Outbox:
    """What is being sent, while its lock is held; where an error is given instead of one, nothing can be kept."""

    def __init__(self, path: Path, lock: int | AgreetrackError) -> None:
        self.kept = last_kept(seen.text_beside(path))
        self._lock = lock
        self._path = seen.outbox_of(path)

    def under_way(self) -> frozenset[Sending]:
        """What an earlier run began to send and did not see arrive; it may have arrived."""
        return frozenset(self.kept.sendings)

    def keep(self, **what: Any) -> None:
        """Keep, on the disk, other sendings, addresses or number of a change than before.

        Raises AgreetrackError where that cannot be written; what was kept before is then as it was.
        """
        changed = replace(self.kept, **what)
        if changed == self.kept:
            return
        if isinstance(self._lock, AgreetrackError):
            raise self._lock
        try:
            _append(self._lock, msgspec.json.encode(changed))
        except OSError as error:
            raise writing.unwritable(self._path, error) from None
        if self.kept.seq is None:
            make_sure_of(self._path.parent)
        self.kept = changed


def last_kept(text: bytes) -> Kept:
    """What an outbox with that text keeps."""
    return seen.last_line(text, Kept) or Kept(sendings=tuple(seen.last_line(text, list[Sending]) or ()))


def is_damaged(path: Path) -> bool:
    """Whether nothing can be read in the outbox of the registry at a path, though something stands there."""
    text = seen.text_beside(path)
    return bool(text.strip()) and not (seen.last_line(text, Kept) or seen.last_line(text, list[Sending]) is not None)


def _append(file: int, line: bytes) -> None:
    """Write a line behind what stands in the file, on the disk. Raises OSError, the file then as it was."""
    end = os.fstat(file).st_size
    try:
        _write(file, b"\n" + line if end else line, end)
        os.fsync(file)
    except OSError:
        with suppress(OSError):
            os.ftruncate(file, end)
        raise
    if end >= len(line):
        with suppress(OSError):
            _fold(file, line)


def _fold(file: int, line: bytes) -> None:
    """Let the last line alone stand in the file: it is taken away behind once it stands in front."""
    _write(file, line, 0)
    os.fsync(file)
    os.ftruncate(file, len(line))


def _write(file: int, text: bytes, place: int) -> None:
    done = 0
    while done < len(text):
        done += os.pwrite(file, text[done:], place + done)


@contextmanager
def outbox(path: Path, patience: float = PATIENCE) -> Iterator[Outbox]:
    """Be the only one who sends for the registry at a path.

    Where the lock cannot be had, an outbox is given all the same, which cannot keep anything: it is for whoever sends
    to say so. Raises Busy where another run does not finish within `patience` seconds.
    """
    path = target(path)
    try:
        lock = writing.open_beside(path, "sending", os.O_RDWR)
    except AgreetrackError as error:
        yield Outbox(path, error)
        return
    try:
        yield Outbox(path, _held(lock, path, patience, Busy(Fact("registry.sending-already", path=path))))
    finally:
        let_go(lock)


def _held(lock: int, path: Path, patience: float, busy: Busy) -> int | AgreetrackError:
    """The lock once it is held, or what is in the way of that. Raises `busy` where it is another run."""
    try:
        writing.wait_for(lock, path, patience, busy)
    except Busy:
        raise
    except AgreetrackError as error:
        return error
    return lock

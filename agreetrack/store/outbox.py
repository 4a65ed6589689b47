"""What is under way: the lock of those who send, and what a sending that was cut off may have delivered.

The lock is another one than the writers': sending may take long, and nobody who records waits for it. Before
anything is sent, what is about to be is written into the lock's file; once the ledger tells what arrived, it is
cleared. What a later run finds there may have been delivered.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from agreetrack.model.errors import AgreetrackError
from agreetrack.model.wording import _
from agreetrack.store import writing
from agreetrack.store.ledger import Name
from agreetrack.store.reading import UNREADABLE

PATIENCE = 30.0
"""For how many seconds one run waits for another to finish."""

_AT_MOST = 1 << 26


class Sending(NamedTuple):
    """One telling of a matter at a lead time (days) to one recipient."""

    name: Name
    lead: int
    recipient: str


class Outbox:
    """What is being sent, while its lock is held."""

    def __init__(self, lock: int, path: Path) -> None:
        self._lock = lock
        self._path = path

    def under_way(self) -> frozenset[Sending]:
        """What an earlier run began to send and did not see arrive; it may have arrived."""
        try:
            found = msgspec.json.decode(os.pread(self._lock, _AT_MOST, 0), type=list[Sending])
        except UNREADABLE:  # empty; or cut off while it was written, before anything was sent
            return frozenset()
        return frozenset(found)

    def put(self, sendings: Iterable[Sending]) -> None:
        """Keep, on the disk, what is about to be sent or may have arrived, in place of what was kept before.

        Raises AgreetrackError where that cannot be written; then nothing may be sent.
        """
        kept = sorted(sendings, key=str)
        text = msgspec.json.encode(kept) if kept else b""
        try:
            os.ftruncate(self._lock, 0)
            _write(self._lock, text)
            os.fsync(self._lock)
        except OSError as error:
            raise writing.unwritable(self._path, error) from None


def _write(lock: int, text: bytes) -> None:
    done = 0
    while done < len(text):
        done += os.pwrite(lock, text[done:], done)


@contextmanager
def outbox(path: Path, patience: float = PATIENCE) -> Iterator[Outbox]:
    """Be the only one who sends for the registry at a path.

    Raises AgreetrackError where another run does not finish within `patience` seconds, or the lock cannot be made.
    """
    path = writing.target(path)
    lock = writing.open_beside(path, "sending", os.O_RDWR)
    try:
        busy = _("another run is sending reminders for “{path}”; it tells what is due, nothing was done here")
        writing.wait_for(lock, path, patience, AgreetrackError(busy.format(path=path)))
        yield Outbox(lock, path)
    finally:
        os.close(lock)

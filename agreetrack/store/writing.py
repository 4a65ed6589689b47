"""Writing the registry file so that it is always whole: one writer at a time, and all or nothing.

A writer holds a lock beside the file around the whole of reading, changing and writing; writes a new file
beside it, makes sure of it on the disk, and puts it in the old one's place in one step.
"""

import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from agreetrack.model.errors import AgreetrackError
from agreetrack.model.wording import _

PATIENCE = 30.0
"""For how many seconds a writer waits for another one to finish."""

_PAUSE = 0.02
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def target(path: Path) -> Path:
    """The file that is meant where the path is a symbolic link to it. Raises AgreetrackError for a circle of links."""
    try:
        meant = Path(os.path.realpath(path))
        if meant.is_symlink():  # it leads to itself
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None
    return meant


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Be the only writer of the file; what a writer that died left beside it is cleared away.

    The lock file stays: to delete it while somebody waits for it would let two in. The system frees the
    lock when its holder ends, however it ends. Raises AgreetrackError when `patience` (seconds) is over.
    """
    try:
        lock = os.open(beside(path, "lock"), os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, shared_mode(path))
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None
    try:
        busy = _("somebody else is changing “{path}”; nothing was done, try again in a moment")
        wait_for(lock, patience, AgreetrackError(busy.format(path=path)))
        with suppress(FileNotFoundError):
            beside(path, "new").unlink()
        yield
    finally:
        os.close(lock)


def shared_mode(path: Path) -> int:
    """The mode of what lies beside the file: whoever may change the file may use it too."""
    return 0o600 | (stat.S_IMODE(path.stat().st_mode) if path.exists() else 0)


def wait_for(lock: int, patience: float, busy: AgreetrackError) -> None:
    """Hold the open lock file for oneself alone; raises `busy` when `patience` (seconds) is over."""
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise busy from None
            time.sleep(_PAUSE)


def make_folder(path: Path) -> None:
    """Make the folder of a registry that is to be made, for its owner alone."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None


def replace(path: Path, pieces: Iterable[bytes | memoryview]) -> None:
    """Put a new text in the file's place, in one step. Raises AgreetrackError, the file then as it was."""
    fresh = beside(path, "new")
    try:
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        _write(fresh, path, pieces)
        fresh.replace(path)
    except OSError as error:
        raise unwritable(path, error) from None
    finally:
        with suppress(OSError):
            fresh.unlink()
    _make_sure_of(path.parent)


def _write(fresh: Path, path: Path, pieces: Iterable[bytes | memoryview]) -> None:
    number = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    with open(number, "wb", buffering=1 << 20) as file:
        if path.exists():
            _take_after(number, path)
        file.writelines(pieces)
        file.flush()
        os.fsync(number)


def _take_after(number: int, path: Path) -> None:
    """Give the new file the owner, group and mode of the old one, as far as the system allows."""
    old = path.stat()
    with suppress(PermissionError):
        os.fchown(number, old.st_uid, old.st_gid)
    os.fchmod(number, stat.S_IMODE(old.st_mode))


def _make_sure_of(folder: Path) -> None:
    """Have the folder's new entry on the disk too.

    The change is made by now: where a file system cannot do this, there is nothing to take back or to tell.
    """
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def beside(path: Path, what: str) -> Path:
    """A hidden file beside the registry that belongs to it."""
    return path.with_name(f".{path.name}.{what}")


def unwritable(path: Path, error: Exception) -> AgreetrackError:
    """The error for a registry that cannot be written, the file being as it was."""
    number = getattr(error, "errno", None)
    if number in FULL:
        text = _("the disk is full; “{path}” is as it was, make room and do it again")
    elif number in FORBIDDEN:
        text = _("there is no permission to change “{path}” or its folder; nothing was done")
    else:
        text = _("“{path}” cannot be written: {reason}; nothing was done")
    reason = getattr(error, "strerror", None) or str(error)
    return AgreetrackError(text.format(path=path, reason=reason))

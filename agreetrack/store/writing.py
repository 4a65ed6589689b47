"""Writing the registry file so that it is always whole: one writer at a time, and all or nothing.

A writer holds a lock beside the file around the whole of reading, changing and writing.
"""

import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from agreetrack.model.errors import Busy, Unwritable, reason_of
from agreetrack.model.facts import Fact
from agreetrack.store.access import access_of, give, name_of
from agreetrack.store.files import beside, is_there, let_go
from agreetrack.store.replacing import (
    FULL,
    Placed,
    nothing_more,
    rehearse_file,
    replace_file,
)

PATIENCE = 30.0
"""For how many seconds a writer waits for another one to finish."""

_PAUSE = 0.02
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NO_LOCKS = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Be the only writer of the file.

    The lock file stays: to delete it while somebody waits for it would let two in. The system frees the
    lock when its holder ends, however it ends. Raises AgreetrackError when `patience` (seconds) is over, and
    for a file that may not be changed or has a second name.
    """
    lock = open_beside(path, "lock", os.O_RDWR, os.O_RDONLY)
    try:
        wait_for(lock, path, patience, Busy(Fact("registry.busy", path=path)))
        _refuse_second_name(path)
        yield
    finally:
        let_go(lock)


def _refuse_second_name(path: Path) -> None:
    """Refuse a file that has hard links: the new text would stand under one name, the old one under the others."""
    try:
        has_more = is_there(path) and stat.S_ISREG(path.stat().st_mode) and path.stat().st_nlink > 1
    except OSError as error:
        raise unwritable(path, error) from None
    if has_more:
        raise Unwritable(Fact("registry.has-other-names", path=path), path, Fact("registry.other-names"))


def open_beside(path: Path, what: str, *ways: int) -> int:
    """Open a hidden file that belongs to the registry, made where there is none; who may use the one may use the other.

    It is opened in the first of the ways (O_RDWR, O_RDONLY) in which whoever made it lets us. Raises AgreetrackError
    where there is none, and for a registry that may not be changed.
    """
    file = beside(path, what)
    try:
        if is_there(path) and not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        number = _opened(file, *ways)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None
    try:
        found = os.fstat(number)
        if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:  # what is written to it could go elsewhere
            raise Unwritable(Fact("registry.not-a-file-of-its-own", file=file), file, Fact("registry.is-a-link"))
        with suppress(OSError):  # there is no registry yet; or the file is somebody else's, who lets us in
            give(number, access_of(path))
    except OSError as error:
        let_go(number)
        raise unwritable(path, error) from None
    except BaseException:
        let_go(number)
        raise
    return number


def _opened(file: Path, *ways: int) -> int:
    for way in ways:
        try:
            return os.open(file, way | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600)
        except PermissionError:
            if not is_there(file):
                raise
    owner = name_of(file.stat().st_uid)
    raise Unwritable(
        Fact("registry.made-for-nobody-else", file=file, owner=owner), file, Fact("registry.owner-made-it", owner=owner)
    )


def wait_for(lock: int, path: Path, patience: float, busy: Busy) -> None:
    """Hold the open lock file for oneself alone; raises `busy` when `patience` (seconds) is over.

    Raises AgreetrackError where the file system of the registry does not lock.
    """
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise busy from None
            time.sleep(_PAUSE)
        except OSError as error:
            raise _unlockable(path, error) from None


def make_folder(path: Path) -> None:
    """Make the folder of a registry that is to be made, for its owner alone."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None


def replace(path: Path, pieces: Iterable[bytes | memoryview], placed: Placed = nothing_more) -> tuple[Fact, ...]:
    """Put a new text in the file's place, in one step; facts that tell who is left out now, if anybody.

    Raises AgreetrackError, the file then as it was.
    """
    try:
        return replace_file(path, pieces, placed=placed)
    except OSError as error:
        raise unwritable(path, error) from None


def rehearse(path: Path) -> None:
    """Find out whether `replace` would do its work now. Raises AgreetrackError as it would; busy writers are none."""
    try:
        with suppress(Busy), locked(path, patience=0.0):
            rehearse_file(path)
    except OSError as error:
        raise unwritable(path, error) from None


def unwritable(path: Path, error: Exception) -> Unwritable:
    """The error for a registry that cannot be written, the file being as it was."""
    number, reason = getattr(error, "errno", None), reason_of(error)
    if number in FULL:
        fact = Fact("registry.disk-full", path=path)
    elif number in FORBIDDEN:
        fact = Fact("registry.no-permission-to-change", path=path)
    else:
        fact = Fact("registry.unwritable", path=path, reason=reason)
    return Unwritable(fact, path, reason)


def _unlockable(path: Path, error: OSError) -> Unwritable:
    """The error for a registry whose file system does not lock: what is written there could be written over."""
    if error.errno in FORBIDDEN:
        return unwritable(path, error)
    reason = reason_of(error)
    if error.errno in _NO_LOCKS:
        fact = Fact("registry.file-system-without-locks", path=path)
    elif error.errno == errno.ENOLCK:
        fact = Fact("registry.no-lock-to-give", path=path)
    elif error.errno == errno.EBADF:
        fact = Fact("registry.lock-not-writable", path=path, lock=beside(path, "lock"))
    else:
        fact = Fact("registry.unlockable", path=path, reason=reason)
    return Unwritable(fact, path, reason)

"""Putting a new text in a file's place in one step: whoever reads it sees the old one or the new one, always whole.

The text is written into a file beside it, made sure of on the disk, and renamed. As long as somebody writes that file
it is locked: one that is not was left by a writer that died, and the next one takes it away.
"""

import errno
import fcntl
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from agreetrack.model.errors import Unwritable, reason_of
from agreetrack.model.facts import Fact
from agreetrack.store.access import Access, Left, access_of, give, name_of, name_of_group
from agreetrack.store.files import followed, is_there, let_go

_MAKING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
_LOOKING = os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_MORE = 1 << 16
"""By so many bytes a file may grow when it is replaced."""
_NAME_AT_MOST = 60
"""How much of the file's name stands in the name of the one beside it, which must not become too long."""

Placed = Callable[[int], object]
"""Is called with the descriptor of a new file, once that is in its place; it raises nothing."""


def nothing_more(_number: int) -> None:
    """What is done with a new file in its place where nobody asks for more."""


def replace_file(
    path: Path, pieces: Iterable[bytes | memoryview], mode: int = 0o600, placed: Placed = nothing_more
) -> tuple[Fact, ...]:
    """Put a text in the place of a file; facts that tell who had access to the old one and has none to the new one.

    Symbolic links to it stay; owner, group, mode and access list are kept, as far as the system allows. A new file
    gets the mode, less the umask. Raises OSError, and Unwritable where the access list cannot be kept; the file
    is then as it was.
    """
    path = followed(path)
    is_new = not is_there(path)
    _refuse_forbidden(path)
    return _replaced(path, pieces, None if is_new else path, mode if is_new else 0o600, placed)


def replace_beside(file: Path, pieces: Iterable[bytes | memoryview], registry: Path) -> None:
    """Put a text in the place of a file that is derived from a registry: who may use the one may use the other.

    A link in its place is not followed, but replaced. Raises as `replace_file` does.
    """
    _replaced(file, pieces, registry, 0o600, nothing_more)


def _replaced(
    path: Path, pieces: Iterable[bytes | memoryview], like: Path | None, mode: int, placed: Placed
) -> tuple[Fact, ...]:
    """Put a text in the place of a path, with the access of the file that it is to be like."""
    _clear(path)
    fresh, number = _begun(path, mode)
    try:
        with _open_to_write(number) as file:
            told = () if like is None else _take_after(number, like)
            file.writelines(pieces)
            file.flush()
            os.fsync(number)
            fresh.replace(path)
            placed(number)
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise
    make_sure_of(path.parent)
    return told


def rehearse_file(path: Path) -> None:
    """Do what replacing a file by one of its size takes, without replacing it. Raises as `replace_file` does."""
    path = followed(path)
    _refuse_forbidden(path)
    fresh, number = _begun(path, 0o600)
    try:
        _take_after(number, path)
        _claim(number, path.stat().st_size + _MORE)
        os.fsync(number)
    finally:
        let_go(number)
        with suppress(OSError):
            fresh.unlink()


def _claim(number: int, size: int) -> None:
    """Take so many bytes of the disk, where its file system knows how. Raises OSError where there are too few."""
    try:
        os.posix_fallocate(number, 0, size)
    except OSError as error:
        if error.errno in FULL:
            raise


def _refuse_forbidden(path: Path) -> None:
    if is_there(path) and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


@contextmanager
def _open_to_write(number: int) -> Iterator[BinaryIO]:
    """The file with a buffer; once its text is on the disk, an error at the closing takes nothing back."""
    file = open(number, "wb", buffering=1 << 20)  # noqa: SIM115
    try:
        yield file
    finally:
        with suppress(OSError):
            file.close()


def make_sure_of(folder: Path) -> None:
    """Have the folder's new entry on the disk too.

    The change is made by now: where a file system cannot do this, there is nothing to take back or to tell.
    """
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _begun(path: Path, mode: int) -> tuple[Path, int]:
    """A new file beside the path, open and locked."""
    while True:
        fresh = path.with_name(f".{path.name[:_NAME_AT_MOST]}.{os.urandom(4).hex()}.new")
        number = os.open(fresh, _MAKING, mode)
        if _is_held(fresh, number):
            return fresh, number
        let_go(number)


def _is_held(fresh: Path, number: int) -> bool:
    """Whether the new file is there and locked: between the two somebody may have taken it for one that was left."""
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks, where nobody takes anything away either
        return True
    return is_there(fresh)


def _clear(path: Path) -> None:
    """Take away what writers that died left beside the file."""
    left = re.compile(re.escape(f".{path.name[:_NAME_AT_MOST]}.") + r"[0-9a-z_]{8}\.new")
    with suppress(OSError), os.scandir(path.parent) as entries:
        for entry in entries:
            if left.fullmatch(entry.name):
                _clear_unless_written(entry.path)


def _clear_unless_written(name: str) -> None:
    with suppress(OSError):
        number = os.open(name, _LOOKING)
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.unlink(name)
        finally:
            os.close(number)


def _take_after(number: int, path: Path) -> tuple[Fact, ...]:
    """Give the new file the access and the attributes of the old one; facts on what cannot be kept."""
    access = access_of(path)
    try:
        left_out = give(number, access)
    except OSError as error:
        if not access.has_list:
            raise
        reason = reason_of(error)
        raise Unwritable(Fact("registry.access-list-lost", path=path, reason=reason), path, reason) from None
    _copy_attributes(path, number)
    return tuple(_told_of(left, path, access) for left in left_out)


def _copy_attributes(path: Path, number: int) -> None:
    """What a person or program has written on the file for itself; the file is whole without it."""
    with suppress(OSError, AttributeError):  # not every system has attributes
        for name in os.listxattr(path):
            if name.startswith("user."):
                os.setxattr(number, name, os.getxattr(path, name))


def _told_of(left: Left, path: Path, access: Access) -> Fact:
    if left == "owner":
        return Fact("registry.not-left-to-owner", path=path, owner=name_of(access.owner))
    return Fact("registry.not-left-to-group", path=path, group=name_of_group(access.group))

"""Where the files of a registry lie, and whether they are there: what whoever only reads needs of files.

What belongs to a registry lies hidden beside it, also where the path is a link to it.
"""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path


def target(path: Path) -> Path:
    """The file that is meant where the path is a symbolic link to it. Raises AgreetrackError for a circle of links."""
    try:
        return followed(path)
    except (OSError, ValueError) as error:
        from agreetrack.store.writing import unwritable

        raise unwritable(path, error) from None


def beside(path: Path, what: str) -> Path:
    """A hidden file beside the registry that belongs to it."""
    return path.with_name(f".{path.name}.{what}")


def followed(path: Path) -> Path:
    """The file that is meant where the path is a symbolic link to it. Raises OSError for a circle of links."""
    meant = Path(os.path.realpath(path))
    with suppress(FileNotFoundError):
        if stat.S_ISLNK(os.lstat(meant).st_mode):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return meant


def is_there(path: Path) -> bool:
    """Whether there is something at the path. Raises OSError where that cannot be seen: then it may well be there.

    Path.exists answers that with no, or raises, as the Python is.
    """
    try:
        os.stat(path)
    except FileNotFoundError:
        return False
    return True


def let_go(number: int) -> None:
    """Close a file that was only read or locked: what the system says then concerns nothing that was written."""
    with suppress(OSError):
        os.close(number)

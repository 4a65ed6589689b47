"""What an index names, and by which it is trusted: the file that it was made of, and all that its rows rest on.

Where other hands have changed the registry since, one of these differs: a change sets its ctime, whoever puts the mtime
back. Within one tick of the clock it might not; so a file is trusted that was left alone for a while before its index
was made, or that the writer of the index had written itself.
"""

import os

from msgspec import Struct

FORM = 1
"""The form of the index, and what its columns mean."""

_SECOND = 1_000_000_000
_LEFT_ALONE = 2 * _SECOND


class Identity(Struct, frozen=True):
    """What tells the text of a file from any that it had before; times in nanoseconds."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int


class Source(Struct, frozen=True):
    """A registry file as it was read: the number of its latest change, and its format."""

    file: Identity
    seq: int
    format: int


class Seal(Struct, frozen=True, kw_only=True):
    """What an index was made of, the basis of its rows, and when it was made, in nanoseconds.

    `is_vouched`: whoever made it had written the file, or trusted one who had.
    """

    source: Source
    basis: str
    made: int
    is_vouched: bool
    form: int = FORM

    def holds(self, source: Source) -> bool:
        """Whether it was made of this file, as it is."""
        is_same = (self.form, self.source) == (FORM, source)
        return is_same and (self.is_vouched or was_left_alone(source.file, self.made))


def identity(number: int) -> Identity:
    """What an open file is now."""
    found = os.fstat(number)
    return Identity(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def was_left_alone(file: Identity, now: int) -> bool:
    """Whether nobody had changed the file for long enough that the next change has another time."""
    return file.changed + _LEFT_ALONE < now


def tells_apart(file: Identity) -> bool:
    """Whether its file system has times finer than a second: otherwise not even its writer knows what came after."""
    return bool(file.changed % _SECOND)

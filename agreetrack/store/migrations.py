"""The version of the file's format: what is newer is refused, what is older is brought up to it."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from agreetrack.model.errors import InvalidData
from agreetrack.model.facts import Fact

FORMAT = 2
IN_LINES = frozenset({1, 2})
"""The formats in which the agreements stand in the same lines: they are read alike."""

Documents = dict[str, Any]


class Stamp(Struct):
    """What the file says of itself, in table `meta`: its format, and the counters that only go up.

    `seq` numbers the commands that changed something, `rows` the rows of the history, `made` for each year
    the last number of a made ref. A file that plain TinyDB made has none: format 0.
    """

    format: int = 0
    seq: int = 0
    rows: int = 0
    made: dict[str, int] = {}
    size: int = -1


class FormatVersion(Struct):
    """The one part of `meta` that every format has."""

    format: int = 0


def unchanged(documents: Documents) -> Documents:
    """The same records: in format 1 stamp and history come to them, in format 2 checksums."""
    return documents


MIGRATIONS: dict[int, Callable[[Documents], Documents]] = {0: unchanged, 1: unchanged}
"""For each older format the step to the next one, over the records of table `agreements`."""


def refuse_newer(version: int, where: str) -> None:
    """Raise InvalidData where the file is in a format that only a later agreetrack knows."""
    if version > FORMAT:
        raise InvalidData(Fact("registry.newer-format", path=where, found=version, known=FORMAT))


def migrated(documents: Documents, version: int) -> Documents:
    """The records of an older format as the present one has them."""
    for step in range(version, FORMAT):
        documents = MIGRATIONS[step](documents)
    return documents

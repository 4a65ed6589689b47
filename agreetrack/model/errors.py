"""What can go wrong, each with the exit code that the command line gives for it.

An error's text is one sentence that says what is wrong, where, and how to mend it.
"""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct


class AgreetrackError(Exception):
    """Something could not be done: exit code 1."""

    exit_code = 1


class Unreadable(AgreetrackError):
    """The system does not let us read a file that is there: exit code 1."""


class Unwritable(AgreetrackError):
    """A file cannot be written, and is as it was: exit code 1. `reason` is why, in a few words."""

    def __init__(self, message: str, path: Path, reason: str) -> None:
        super().__init__(message)
        self.path = path
        self.reason = reason


class Busy(AgreetrackError):
    """Another run does the same at the moment, and this one did nothing: exit code 1."""


class UsageError(AgreetrackError):
    """What was typed cannot be understood, or does not go together: exit code 2."""

    exit_code = 2


class NoSuchRef(AgreetrackError):
    """No record has the ref, several begin with it, or the named registry is missing: exit code 3."""

    exit_code = 3


class Problem(Struct, frozen=True):
    """One thing wrong with a record: the field's path (`renewal.period`, `events[2].date`) and a sentence."""

    field: str
    text: str
    ref: str | None = None

    def __str__(self) -> str:
        return ": ".join(part for part in (self.ref, self.field, self.text) if part)


class InvalidData(AgreetrackError):
    """A record or a file does not hold what it should: exit code 4, every problem listed."""

    exit_code = 4

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class LostRegistry(InvalidData):
    """A registry that was there is missing, empty, without its agreements, or older than it was: exit code 4.

    `path` is where it lies. `found` is the number of the latest change that it tells of, `seen` the highest that was
    seen in it; None where none is known.
    """

    def __init__(self, message: str, path: Path, found: int | None = None, seen: int | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.found = found
        self.seen = seen


class Refused(InvalidData):
    """What was asked cannot be so for this agreement (an extension after its end…): exit code 4."""

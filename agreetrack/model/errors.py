"""What can go wrong, each with the exit code that the command line gives for it.

An error carries a fact; its sentence, in `display.phrases`, says what is wrong, where, and how to mend it. The command
line, which has words of its own, may state the sentence itself.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from agreetrack.model.facts import Fact, Unfit

Said = Fact | str
"""A fact; or a sentence of the command line, or what a library or the system says, as it stands."""


class AgreetrackError(Exception):
    """Something could not be done: exit code 1."""

    exit_code = 1

    def __init__(self, fact: Said) -> None:
        super().__init__(fact)
        self.fact = fact


class Unreadable(AgreetrackError):
    """The system does not let us read a file that is there: exit code 1."""


class Unwritable(AgreetrackError):
    """A file cannot be written, and is as it was: exit code 1. `reason` is why, in a few words."""

    def __init__(self, fact: Said, path: Path, reason: Said) -> None:
        super().__init__(fact)
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
    """One thing wrong with a record: the field's path (`renewal.period`, `events[2].date`) and what is wrong there.

    `ref` is that of the record; or the place of what has none.
    """

    field: str
    fact: Said
    ref: Said | None = None

    @property
    def placed(self) -> Said:
        """What is wrong, with its place."""
        match self.ref or "", self.field:
            case "", "":
                return self.fact
            case "", field:
                return Fact("problems.of-field", field=field, problem=self.fact)
            case ref, "":
                return Fact("problems.of-record", ref=ref, problem=self.fact)
            case ref, field:
                return Fact("problems.of-field-in-record", ref=ref, field=field, problem=self.fact)


class Finding(Struct, frozen=True):
    """One thing that `check` found: `field` is the place in the record, `problem` says what, and the mend.

    Without a `ref` it is about the registry as a whole; of what has no ref that can be read it is the place.
    """

    ref: Said | None
    severity: Literal["error", "warning"]
    field: str
    problem: Said


class InvalidData(AgreetrackError):
    """A record or a file does not hold what it should: exit code 4, every problem listed."""

    exit_code = 4

    def __init__(self, fact: Said, problems: Sequence[Problem] = ()) -> None:
        super().__init__(fact)
        self.problems = tuple(problems)


class LostRegistry(InvalidData):
    """A registry that was there is missing, empty, without its agreements, or older than it was: exit code 4.

    `path` is where it lies. `found` is the number of the latest change that it tells of, `seen` the highest that was
    seen in it; None where none is known.
    """

    def __init__(self, fact: Said, path: Path, found: int | None = None, seen: int | None = None) -> None:
        super().__init__(fact)
        self.path = path
        self.found = found
        self.seen = seen


class Refused(InvalidData):
    """What was asked cannot be so for this agreement (an extension after its end…): exit code 4."""


Consent = Literal["duplicates", "dangling-links", "clear"]
"""What is done only where somebody says that it is meant: to keep an agreement twice, or links that lead nowhere, or
to take out what is stated."""


class NeedsConsent(Refused):
    """What is likely not meant, and is done where somebody says so (`consent`): exit code 4."""

    def __init__(self, fact: Said, consent: Consent, problems: Sequence[Problem] = ()) -> None:
        super().__init__(fact, problems)
        self.consent = consent


def reason_of(error: Exception) -> Said:
    """Why something failed: the fact of an error of ours, or of one of the system or a library; else what that says."""
    if isinstance(error, AgreetrackError | Unfit):
        return error.fact
    from agreetrack.model.reasons import foreign_reason

    return foreign_reason(error) or getattr(error, "strerror", None) or str(error)

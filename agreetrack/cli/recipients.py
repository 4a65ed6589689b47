"""Whom a run of `remind` tells: mail addresses, a reader by name, or nobody where a person looks."""

from typing import TYPE_CHECKING

from agreetrack.cli.accounts import account
from agreetrack.model.errors import UsageError
from agreetrack.model.recipients import LONGEST_NAME, NOBODY, Reader, called, program
from agreetrack.model.wording import _

if TYPE_CHECKING:
    from agreetrack.cli.session import Session


def is_look(session: "Session", by_mail: bool, to_program: str | None) -> bool:
    """Whether a person looks at what is printed: that takes no warning away from those who are told."""
    return not by_mail and to_program is None and session.is_attended


def reader(session: "Session", by_mail: bool, to_program: str | None, name: str | None) -> Reader | None:
    """Who reads it, as stated by `name` or found out; None for mail.

    A program is told from others by its command line, what is printed by the account that prints it. Raises
    UsageError for a name that is none.
    """
    if by_mail:
        return None
    if name is not None:
        return called(_checked(name))
    if to_program is not None:
        return program(to_program)
    return NOBODY if session.is_attended else called(account())


def _checked(name: str) -> str:
    stripped = name.strip()
    if not stripped or not stripped.isprintable() or len(stripped) > LONGEST_NAME:
        message = _("--as: give a name of one line, of 1 to {most} letters and signs")
        raise UsageError(message.format(most=LONGEST_NAME))
    return stripped

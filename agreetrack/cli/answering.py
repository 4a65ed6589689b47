"""What `ack` and `snooze` have in common: which of an agreement's warnings are meant."""

from typing import Annotated, cast, get_args

import typer

from agreetrack.cli.reading.words import choice
from agreetrack.cli.recording import day
from agreetrack.cli.session import Session
from agreetrack.display.wording import _, marked
from agreetrack.model.acknowledgements import What
from agreetrack.register.reminders.acknowledging import Chosen

WhatOption = Annotated[
    str | None,
    typer.Option("--what", metavar="WHAT", help=marked("Only what is told of that kind: notice, expiry, obligation…")),
]
IdOption = Annotated[
    str | None, typer.Option("--id", metavar="ID", help=marked("Only that obligation, or that party's leaving."))
]
DueOption = Annotated[str | None, typer.Option("--due", metavar="DATE", help=marked("Only what is due on that day."))]

_OVERDUE = "obligation-overdue"
"""What a reminder calls an obligation whose day has passed."""


def chosen(session: Session, what: str | None, id: str | None, due: str | None) -> Chosen:
    """The warnings that are meant. Raises UsageError for a word that is no kind of warning, or no day."""
    kind: What | None = None
    if what is not None:
        word = choice(what, (*get_args(What), _OVERDUE), _("no kind of warning"))
        kind = cast(What, "obligation" if word == _OVERDUE else word)
    return Chosen(what=kind, id=id, due=day(session, "--due", due))

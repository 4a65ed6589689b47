"""`agreetrack ack`."""

from typing import Annotated

import typer

from agreetrack.cli.answering import DueOption, IdOption, WhatOption, chosen
from agreetrack.cli.recording import AsJson, DryRun, Ref
from agreetrack.cli.session import Session
from agreetrack.display.wording import _, marked
from agreetrack.model.errors import UsageError
from agreetrack.register.reminders.acknowledging import acknowledge
from agreetrack.register.reminders.lead_times import settled


def command(
    ctx: typer.Context,
    ref: Ref,
    decided: Annotated[
        str | None,
        typer.Option("--decided", metavar="TEXT", help=marked("What was decided: no more warnings of this deadline.")),
    ] = None,
    what: WhatOption = None,
    id: IdOption = None,
    due: DueOption = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    r"""Acknowledge what is told of an agreement: it was seen, or it was decided.

    \b
    agreetrack ack RU-CN-2001
    agreetrack ack EU-MU-2022 --decided "To be extended, note of 3 December"
    agreetrack ack USMCA-2020 --what obligation --id joint-review

    It silences the lead time that was told, never the deadline: the next lead time tells it again. With --decided
    nothing more is told of it, unless its day moves.
    """
    session = Session.of(ctx)
    if decided is not None and not decided.strip():
        raise UsageError(_("--decided: say what was decided; without it, only the lead time is silenced"))
    changed = acknowledge(
        session.registry(must_exist=True),
        session.occasion(),
        ref,
        settled(session.settings),
        chosen(session, what, id, due),
        decided,
    )
    session.report(changed, as_json)

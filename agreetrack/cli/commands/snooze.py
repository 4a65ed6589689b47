"""`agreetrack snooze`."""

from typing import Annotated

import typer

from agreetrack.cli.answering import DueOption, IdOption, WhatOption, chosen
from agreetrack.cli.errors import said
from agreetrack.cli.reading import days
from agreetrack.cli.recording import AsJson, DryRun, Ref
from agreetrack.cli.session import Session
from agreetrack.display.wording import _, marked
from agreetrack.model.errors import UsageError
from agreetrack.register.reminders.acknowledging import snooze
from agreetrack.register.reminders.lead_times import settled


def command(
    ctx: typer.Context,
    ref: Ref,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help=marked("The day on which it is told again: 2026-12-01, +14d.")),
    ] = None,
    what: WhatOption = None,
    id: IdOption = None,
    due: DueOption = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    r"""Let what is told of an agreement rest until a day, and be told again then.

    \b
    agreetrack snooze RU-CN-2001 --until +14d
    agreetrack snooze EU-MU-2022 --until 2026-12-10 --what expiry

    The day cannot lie after the deadline: a warning can wait, a deadline does not.
    """
    session = Session.of(ctx)
    if until is None:
        raise UsageError(_("say until when: --until DATE, or --until +14d"))
    try:
        wakes = days.day(until, session.day)
    except UsageError as error:
        raise UsageError(f"--until: {said(error)}") from None
    changed = snooze(
        session.registry(must_exist=True),
        session.occasion(),
        ref,
        settled(session.settings),
        chosen(session, what, id, due),
        wakes,
    )
    session.report(changed, as_json)

"""`agreetrack resume`."""

from typing import Any

import typer

from agreetrack.cli.events import RESUME, read_event, with_event_options
from agreetrack.cli.recording import AsJson, DryRun, Ref
from agreetrack.cli.session import Session
from agreetrack.register.events.suspending import resume


@with_event_options(*RESUME)
def command(ctx: typer.Context, ref: Ref, as_json: AsJson = False, dry_run: DryRun = False, **stated: Any) -> None:
    r"""Record that a suspended agreement is resumed; the suspension runs to the day before.

    \b
    agreetrack resume NEW-START-2010 --on 2024-05-01
    agreetrack resume EU-RU-VISA-2006 --articles "5, 6" --effective 2023-01-01
    """
    session = Session.of(ctx)
    registry, occasion = session.registry(must_exist=True), session.occasion()
    session.report(resume(registry, occasion, ref, **read_event(session, RESUME, stated)), as_json)

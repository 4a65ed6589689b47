"""`agreetrack suspend`."""

from typing import Any

import typer

from agreetrack.cli.events import SUSPEND, read_event, with_event_options
from agreetrack.cli.recording import AsJson, DryRun, Ref
from agreetrack.cli.session import Session
from agreetrack.register.events.suspending import suspend


@with_event_options(*SUSPEND)
def command(ctx: typer.Context, ref: Ref, as_json: AsJson = False, dry_run: DryRun = False, **stated: Any) -> None:
    r"""Record that an agreement is suspended: whole or some articles, for all or by one party.

    \b
    agreetrack suspend NEW-START-2010 --party Russia --on 2023-02-28
    agreetrack suspend EU-RU-VISA-2006 --articles "5, 6" --until 2022-12-31

    The term and the periods of notice keep running.
    For the effect of a notice: agreetrack notice REF --suspend.
    """
    session = Session.of(ctx)
    registry, occasion = session.registry(must_exist=True), session.occasion()
    session.report(suspend(registry, occasion, ref, **read_event(session, SUSPEND, stated)), as_json)

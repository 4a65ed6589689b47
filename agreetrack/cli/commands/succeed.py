"""`agreetrack succeed`."""

from typing import Any

import typer

from agreetrack.cli.events import SUCCEED, read_event, with_event_options
from agreetrack.cli.recording import AsJson, DryRun, Ref
from agreetrack.cli.session import Session
from agreetrack.register.events import succeeding


@with_event_options(*SUCCEED)
def command(ctx: typer.Context, ref: Ref, as_json: AsJson = False, dry_run: DryRun = False, **stated: Any) -> None:
    r"""Record that a party is succeeded by another, which takes its place in the agreement.

    \b
    agreetrack succeed START-1991 --from USSR --to Russia --on 1991-12-24
    agreetrack succeed MSK-ROSNANO-2015 --from "OAO Rosnano" --to "AO Rosnano" --basis "Register"

    A notice that the predecessor gave is the successor's. For an agreement that follows another one, link them:
    agreetrack edit REF --link succeeds:OTHER.
    """
    session = Session.of(ctx)
    registry, occasion = session.registry(must_exist=True), session.occasion()
    session.report(succeeding.succeed(registry, occasion, ref, **read_event(session, SUCCEED, stated)), as_json)

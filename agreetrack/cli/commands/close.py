"""`agreetrack close`."""

from typing import Any

import typer

from agreetrack.cli.events import read_event, with_event_options
from agreetrack.cli.recording import AsJson, DryRun, Ref
from agreetrack.cli.session import Session
from agreetrack.register.events.ending import close


@with_event_options()
def command(ctx: typer.Context, ref: Ref, as_json: AsJson = False, dry_run: DryRun = False, **stated: Any) -> None:
    r"""Record that an agreement ended as foreseen and was looked at: no more warnings.

    \b
    agreetrack close START-1991 --on 2010-01-15
    agreetrack close MSK-ROSNANO-2015 --note "Not extended; archived under 12-3"
    """
    session = Session.of(ctx)
    registry, occasion = session.registry(must_exist=True), session.occasion()
    session.report(close(registry, occasion, ref, **read_event(session, (), stated)), as_json)

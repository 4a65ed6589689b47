"""`agreetrack provisional`."""

from typing import Any

import typer

from agreetrack.cli.events import PROVISIONAL, read_event, with_event_options
from agreetrack.cli.recording import AsJson, DryRun, Ref
from agreetrack.cli.session import Session
from agreetrack.register.events.entering import provisional


@with_event_options(*PROVISIONAL)
def command(ctx: typer.Context, ref: Ref, as_json: AsJson = False, dry_run: DryRun = False, **stated: Any) -> None:
    r"""Record that provisional application begins, or with --end that it ends.

    \b
    agreetrack provisional EU-UA-ROAD-2022 --on 2022-06-29
    agreetrack provisional EU-MA-FISH-2019 --on 2019-01-14 --effective 2019-03-04
    agreetrack provisional EU-UA-ROAD-2022 --end --on 2027-03-01
    """
    session = Session.of(ctx)
    registry, occasion = session.registry(must_exist=True), session.occasion()
    session.report(provisional(registry, occasion, ref, **read_event(session, PROVISIONAL, stated)), as_json)

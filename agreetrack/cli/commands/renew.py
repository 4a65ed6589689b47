"""`agreetrack renew`."""

from typing import Any

import typer

from agreetrack.cli.events import read_event, with_event_options
from agreetrack.cli.recording import AsJson, DryRun, Ref
from agreetrack.cli.session import Session
from agreetrack.register.events.extending import renew


@with_event_options()
def command(ctx: typer.Context, ref: Ref, as_json: AsJson = False, dry_run: DryRun = False, **stated: Any) -> None:
    r"""Record a renewal: it agrees an express one (one renewal period more), or confirms a tacit one.

    \b
    agreetrack renew EU-US-ST-1998 --on 2023-10-14 --basis "Exchange of notes"
    agreetrack renew RU-CN-2001 --on 2021-06-28 --note "Joint statement"

    A tacit renewal comes without it; for another length than the text provides, use extend.
    """
    session = Session.of(ctx)
    registry, occasion = session.registry(must_exist=True), session.occasion()
    session.report(renew(registry, occasion, ref, **read_event(session, (), stated)), as_json)

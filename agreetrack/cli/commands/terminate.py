"""`agreetrack terminate`."""

from typing import Any

import typer

from agreetrack.cli.events import TERMINATE, read_event, with_event_options
from agreetrack.cli.recording import AsJson, DryRun, Ref
from agreetrack.cli.session import Session
from agreetrack.register.events.ending import terminate


@with_event_options(*TERMINATE)
def command(ctx: typer.Context, ref: Ref, as_json: AsJson = False, dry_run: DryRun = False, **stated: Any) -> None:
    r"""Record that the parties agreed to end an agreement.

    \b
    agreetrack terminate BSGI-2022 --last-day 2023-07-17
    agreetrack terminate RU-CN-2001 --out-from 2028-01-01 --on 2027-06-01

    Governments publish the last day in force, or the first day out: say which one it is.
    One party's leaving is a notice: agreetrack notice.
    """
    session = Session.of(ctx)
    registry, occasion = session.registry(must_exist=True), session.occasion()
    session.report(terminate(registry, occasion, ref, **read_event(session, TERMINATE, stated)), as_json)

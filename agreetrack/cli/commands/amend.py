"""`agreetrack amend`."""

from typing import Any

import typer

from agreetrack.cli.events import AMEND, SET, read_event, with_event_options
from agreetrack.cli.recording import AsJson, DryRun, Ref
from agreetrack.cli.session import Session
from agreetrack.register.events.amending import amend


@with_event_options(*AMEND)
def command(ctx: typer.Context, ref: Ref, as_json: AsJson = False, dry_run: DryRun = False, **stated: Any) -> None:
    r"""Record an amendment: clauses that hold anew from its effective date on.

    \b
    agreetrack amend RU-CN-2001 --set notice.period=6m --on 2027-01-01
    agreetrack amend RU-CN-2001 --set term=30y --set renewal.period=10y \
        --effective 2027-03-01
    agreetrack amend UA-RU-1997 --set survival=indefinite

    It sets term, renewal, notice, counting and survival, each with its parts. A period already begun keeps
    its end.
    """
    session = Session.of(ctx)
    registry, occasion = session.registry(must_exist=True), session.occasion()
    event = read_event(session, AMEND, stated)
    session.report(amend(registry, occasion, ref, event.pop(SET.parameter) or {}, **event), as_json)

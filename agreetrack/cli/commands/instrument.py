"""`agreetrack instrument`."""

from typing import Any

import typer

from agreetrack.cli.events import INSTRUMENT, read_event, with_event_options
from agreetrack.cli.recording import AsJson, DryRun, Ref, required_party
from agreetrack.cli.session import Session
from agreetrack.register.events.entering import instrument


@with_event_options(*INSTRUMENT)
def command(ctx: typer.Context, ref: Ref, as_json: AsJson = False, dry_run: DryRun = False, **stated: Any) -> None:
    r"""Record that a party's instrument arrived: ratification, notification, accession and the like.

    \b
    agreetrack instrument RU-CN-2001 --party China --type ratification \
        --on 2001-10-28
    agreetrack instrument ECT-1994-EU --party Albania --type accession \
        --on 1998-12-12

    The answer says whose instrument is still missing, or when it enters into force.
    """
    session = Session.of(ctx)
    registry, occasion = session.registry(must_exist=True), session.occasion()
    event = read_event(session, INSTRUMENT, stated)
    required_party(event["party"])
    session.report(instrument(registry, occasion, ref, **event), as_json)

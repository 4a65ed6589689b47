"""`agreetrack extend`."""

from typing import Any

import typer

from agreetrack.cli.events import EXTEND, read_event, with_event_options
from agreetrack.cli.recording import AsJson, DryRun, Ref
from agreetrack.cli.session import Session
from agreetrack.register.events.extending import extend


@with_event_options(*EXTEND)
def command(ctx: typer.Context, ref: Ref, as_json: AsJson = False, dry_run: DryRun = False, **stated: Any) -> None:
    r"""Record that the parties extend an agreement: by a period, until a date or indefinitely.

    \b
    agreetrack extend RU-CN-2001 --by 5y --on 2026-06-01 --basis "Protocol"
    agreetrack extend EU-UA-ROAD-2022 --until 2027-03-31
    agreetrack extend NPT --indefinitely --on 1995-05-11
    agreetrack extend US-CN-ST-1979 --by 5y --from 2024-08-27 \
        --on 2024-12-13 --retroactive

    After the end an agreement is not extended but succeeded; --retroactive where the text says otherwise.
    """
    session = Session.of(ctx)
    registry, occasion = session.registry(must_exist=True), session.occasion()
    session.report(extend(registry, occasion, ref, **read_event(session, EXTEND, stated)), as_json)

"""`agreetrack extend`."""

from typing import Annotated

import typer

from agreetrack.cli.recording import AsJson, Basis, DryRun, EndDay, Note, On, Ref, day, last_day, on_day, period
from agreetrack.cli.session import Session
from agreetrack.model.wording import _
from agreetrack.register.extending import extend


def command(
    ctx: typer.Context,
    ref: Ref,
    by: Annotated[str | None, typer.Option("--by", metavar="PERIOD", help=_("By how long: 5y, 18m, P5Y."))] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help=_("Until when."))] = None,
    indefinitely: Annotated[bool, typer.Option("--indefinitely", help=_("Without end."))] = False,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help=_("A new start that the period runs from."))
    ] = None,
    end_day: Annotated[
        EndDay | None,
        typer.Option("--end-day", help=_("Whether the day of --until is still in force.")),
    ] = None,
    retroactive: Annotated[
        bool, typer.Option("--retroactive", help=_("The text says that it applies from the end on."))
    ] = False,
    on: On = None,
    basis: Basis = None,
    note: Note = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
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
    last, closing = last_day(session, until, end_day)
    changed = extend(
        session.registry(must_exist=True),
        session.occasion(),
        ref,
        on=on_day(session, on),
        by=period("--by", by),
        until=last,
        indefinitely=indefinitely,
        start=day(session, "--from", start),
        end_day=closing,
        retroactive=retroactive,
        basis=basis,
        note=note,
    )
    session.report(changed, as_json)

"""`agreetrack terminate`."""

from typing import Annotated

import typer

from agreetrack.cli.recording import AsJson, Basis, DryRun, Note, On, Ref, day, on_day
from agreetrack.cli.session import Session
from agreetrack.model.wording import _
from agreetrack.register.ending import terminate


def command(
    ctx: typer.Context,
    ref: Ref,
    last_day: Annotated[
        str | None, typer.Option("--last-day", metavar="DATE", help=_("The last day in force."))
    ] = None,
    out_from: Annotated[
        str | None,
        typer.Option("--out-from", metavar="DATE", help=_("The first day on which it is out of force.")),
    ] = None,
    on: On = None,
    basis: Basis = None,
    note: Note = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    r"""Record that the parties agreed to end an agreement.

    \b
    agreetrack terminate BSGI-2022 --last-day 2023-07-17
    agreetrack terminate RU-CN-2001 --out-from 2028-01-01 --on 2027-06-01

    Governments publish the last day in force, or the first day out: say which one it is.
    One party's leaving is a notice: agreetrack notice.
    """
    session = Session.of(ctx)
    changed = terminate(
        session.registry(must_exist=True),
        session.occasion(),
        ref,
        on=on_day(session, on),
        last_day=day(session, "--last-day", last_day),
        out_from=day(session, "--out-from", out_from),
        basis=basis,
        note=note,
    )
    session.report(changed, as_json)

"""`agreetrack close`."""

import typer

from agreetrack.cli.recording import AsJson, Basis, DryRun, Note, On, Ref, on_day
from agreetrack.cli.session import Session
from agreetrack.register.ending import close


def command(
    ctx: typer.Context,
    ref: Ref,
    on: On = None,
    basis: Basis = None,
    note: Note = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    r"""Record that an agreement ended as foreseen and was looked at: no more warnings.

    \b
    agreetrack close START-1991 --on 2010-01-15
    agreetrack close MSK-ROSNANO-2015 --note "Not extended; archived under 12-3"
    """
    session = Session.of(ctx)
    changed = close(
        session.registry(must_exist=True),
        session.occasion(),
        ref,
        on=on_day(session, on),
        basis=basis,
        note=note,
    )
    session.report(changed, as_json)

"""`agreetrack renew`."""

import typer

from agreetrack.cli.recording import AsJson, Basis, DryRun, Note, On, Ref, on_day
from agreetrack.cli.session import Session
from agreetrack.register.extending import renew


def command(
    ctx: typer.Context,
    ref: Ref,
    on: On = None,
    basis: Basis = None,
    note: Note = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    r"""Record a renewal: it agrees an express one (one renewal period more), or confirms a tacit one.

    \b
    agreetrack renew EU-US-ST-1998 --on 2023-10-14 --basis "Exchange of notes"
    agreetrack renew RU-CN-2001 --on 2021-06-28 --note "Joint statement"

    A tacit renewal comes without it; for another length than the text provides, use extend.
    """
    session = Session.of(ctx)
    changed = renew(
        session.registry(must_exist=True),
        session.occasion(),
        ref,
        on=on_day(session, on),
        basis=basis,
        note=note,
    )
    session.report(changed, as_json)

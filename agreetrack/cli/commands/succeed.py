"""`agreetrack succeed`."""

from typing import Annotated

import typer

from agreetrack.cli.recording import AsJson, Basis, DryRun, Note, On, Ref, on_day
from agreetrack.cli.session import Session
from agreetrack.model.wording import _
from agreetrack.register import succeeding


def command(
    ctx: typer.Context,
    ref: Ref,
    predecessor: Annotated[str, typer.Option("--from", metavar="NAME", help=_("The party that is succeeded."))],
    successor: Annotated[str, typer.Option("--to", metavar="NAME", help=_("Who takes its place."))],
    on: On = None,
    basis: Basis = None,
    note: Note = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    r"""Record that a party is succeeded by another, which takes its place in the agreement.

    \b
    agreetrack succeed START-1991 --from USSR --to Russia --on 1991-12-24
    agreetrack succeed MSK-ROSNANO-2015 --from "OAO Rosnano" --to "AO Rosnano" --basis "Register"

    A notice that the predecessor gave is the successor's. For an agreement that follows another one, link them:
    agreetrack edit REF --link succeeds:OTHER.
    """
    session = Session.of(ctx)
    changed = succeeding.succeed(
        session.registry(must_exist=True),
        session.occasion(),
        ref,
        predecessor=predecessor,
        successor=successor,
        on=on_day(session, on),
        basis=basis,
        note=note,
    )
    session.report(changed, as_json)

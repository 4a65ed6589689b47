"""`agreetrack resume`."""

from typing import Annotated

import typer

from agreetrack.cli.recording import AsJson, Basis, DryRun, Effective, Note, On, PartyName, Ref, day, on_day
from agreetrack.cli.session import Session
from agreetrack.model.wording import _
from agreetrack.register.suspending import resume


def command(
    ctx: typer.Context,
    ref: Ref,
    party: PartyName = None,
    articles: Annotated[
        str | None,
        typer.Option("--articles", metavar="TEXT", help=_("Which articles; default: all that is suspended.")),
    ] = None,
    effective: Effective = None,
    on: On = None,
    basis: Basis = None,
    note: Note = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    r"""Record that a suspended agreement is resumed; the suspension runs to the day before.

    \b
    agreetrack resume NEW-START-2010 --on 2024-05-01
    agreetrack resume EU-RU-VISA-2006 --articles "5, 6" --effective 2023-01-01
    """
    session = Session.of(ctx)
    changed = resume(
        session.registry(must_exist=True),
        session.occasion(),
        ref,
        on=on_day(session, on),
        effective=day(session, "--effective", effective),
        party=party,
        articles=articles,
        basis=basis,
        note=note,
    )
    session.report(changed, as_json)

"""`agreetrack suspend`."""

from typing import Annotated

import typer

from agreetrack.cli.recording import AsJson, Basis, DryRun, Effective, Note, On, PartyName, Ref, day, on_day
from agreetrack.cli.session import Session
from agreetrack.model.wording import _
from agreetrack.register.suspending import suspend


def command(
    ctx: typer.Context,
    ref: Ref,
    party: PartyName = None,
    articles: Annotated[
        str | None, typer.Option("--articles", metavar="TEXT", help=_("Which articles; default: the whole."))
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help=_("The last day of the suspension, if known.")),
    ] = None,
    effective: Effective = None,
    on: On = None,
    basis: Basis = None,
    note: Note = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    r"""Record that an agreement is suspended: whole or some articles, for all or by one party.

    \b
    agreetrack suspend NEW-START-2010 --party Russia --on 2023-02-28
    agreetrack suspend EU-RU-VISA-2006 --articles "5, 6" --until 2022-12-31

    The term and the periods of notice keep running.
    For the effect of a notice: agreetrack notice REF --suspend.
    """
    session = Session.of(ctx)
    changed = suspend(
        session.registry(must_exist=True),
        session.occasion(),
        ref,
        on=on_day(session, on),
        effective=day(session, "--effective", effective),
        party=party,
        articles=articles,
        until=day(session, "--until", until),
        basis=basis,
        note=note,
    )
    session.report(changed, as_json)

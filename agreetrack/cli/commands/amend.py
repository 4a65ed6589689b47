"""`agreetrack amend`."""

from typing import Annotated

import typer

from agreetrack.cli.fields import assigned
from agreetrack.cli.recording import AsJson, Basis, DryRun, Effective, Note, On, Ref, day, on_day
from agreetrack.cli.session import Session
from agreetrack.model.wording import _
from agreetrack.register.amending import amend


def command(
    ctx: typer.Context,
    ref: Ref,
    setting: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help=_("What the amendment sets; again for more.")),
    ] = None,
    effective: Effective = None,
    on: On = None,
    basis: Basis = None,
    note: Note = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
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
    changed = amend(
        session.registry(must_exist=True),
        session.occasion(),
        ref,
        assigned(setting or (), session.day, session.tell),
        on=on_day(session, on),
        effective=day(session, "--effective", effective),
        basis=basis,
        note=note,
    )
    session.report(changed, as_json)

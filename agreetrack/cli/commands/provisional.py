"""`agreetrack provisional`."""

from typing import Annotated

import typer

from agreetrack.cli.recording import AsJson, Basis, DryRun, Effective, Note, On, Ref, day, on_day
from agreetrack.cli.session import Session
from agreetrack.model.wording import _
from agreetrack.register.entering import provisional


def command(
    ctx: typer.Context,
    ref: Ref,
    effective: Effective = None,
    end: Annotated[bool, typer.Option("--end", help=_("It ends; --effective is the first day without it."))] = False,
    on: On = None,
    basis: Basis = None,
    note: Note = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    r"""Record that provisional application begins, or with --end that it ends.

    \b
    agreetrack provisional EU-UA-ROAD-2022 --on 2022-06-29
    agreetrack provisional EU-MA-FISH-2019 --on 2019-01-14 --effective 2019-03-04
    agreetrack provisional EU-UA-ROAD-2022 --end --on 2027-03-01
    """
    session = Session.of(ctx)
    changed = provisional(
        session.registry(must_exist=True),
        session.occasion(),
        ref,
        on=on_day(session, on),
        effective=day(session, "--effective", effective),
        end=end,
        basis=basis,
        note=note,
    )
    session.report(changed, as_json)

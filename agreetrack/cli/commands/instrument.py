"""`agreetrack instrument`."""

from typing import Annotated

import typer

from agreetrack.cli.recording import AsJson, Basis, DryRun, Note, On, PartyName, Ref, on_day, required_party
from agreetrack.cli.session import Session
from agreetrack.model.events import InstrumentType
from agreetrack.model.wording import _
from agreetrack.register.entering import instrument


def command(
    ctx: typer.Context,
    ref: Ref,
    party: PartyName = None,
    kind: Annotated[InstrumentType, typer.Option("--type", help=_("Which instrument it is."))] = "ratification",
    on: On = None,
    basis: Basis = None,
    note: Note = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    r"""Record that a party's instrument arrived: ratification, notification, accession and the like.

    \b
    agreetrack instrument RU-CN-2001 --party China --type ratification \
        --on 2001-10-28
    agreetrack instrument ECT-1994-EU --party Albania --type accession \
        --on 1998-12-12

    The answer says whose instrument is still missing, or when it enters into force.
    """
    session = Session.of(ctx)
    changed = instrument(
        session.registry(must_exist=True),
        session.occasion(),
        ref,
        on=on_day(session, on),
        party=required_party(party),
        type=kind,
        basis=basis,
        note=note,
    )
    session.report(changed, as_json)

"""`agreetrack notice`."""

from datetime import date
from typing import Annotated, Literal

import typer

from agreetrack.cli.recording import AsJson, Basis, Note, On, PartyName, Ref, day, on_day, required_party
from agreetrack.cli.session import Session
from agreetrack.model.errors import UsageError
from agreetrack.model.wording import _
from agreetrack.register.noticing import give_notice, suspend_notice, withdraw_notice

Effect = Literal["non-renewal", "withdrawal"]


def command(
    ctx: typer.Context,
    ref: Ref,
    party: PartyName = None,
    effect: Annotated[
        Effect | None, typer.Option("--effect", help=_("What it says, where the text allows both."))
    ] = None,
    last_day: Annotated[
        str | None,
        typer.Option("--last-day", metavar="DATE", help=_("The last day, where the note names it.")),
    ] = None,
    suspend: Annotated[bool, typer.Option("--suspend", help=_("The effect of the notice is suspended."))] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help=_("The notice is taken back."))] = False,
    on: On = None,
    basis: Basis = None,
    note: Note = None,
    as_json: AsJson = False,
) -> None:
    r"""Record a notice of non-renewal or withdrawal that was received; or its suspension, or withdrawal.

    \b
    agreetrack notice UA-RU-1997 --party Ukraine --on 2018-09-24
    agreetrack notice ECT-1994-EU --party EU --on 2024-06-27 --last-day 2025-06-27
    agreetrack notice JP-KR-GSOMIA-2016 --suspend --on 2019-11-22
    agreetrack notice JP-KR-GSOMIA-2016 --withdraw --on 2023-03-21

    The day is that of receipt. A notice that came too late is kept, and the answer says when it ends instead.
    """
    _refuse_mixed(suspend, withdraw, effect, last_day)
    session = Session.of(ctx)
    registry, occasion, received = session.registry(must_exist=True), session.occasion(), on_day(session, on)
    last: date | None = day(session, "--last-day", last_day)
    if suspend or withdraw:
        take_back = suspend_notice if suspend else withdraw_notice
        changed = take_back(registry, occasion, ref, on=received, party=party, basis=basis, note=note)
    else:
        changed = give_notice(
            registry,
            occasion,
            ref,
            on=received,
            party=required_party(party),
            effect=effect,
            last_day=last,
            basis=basis,
            note=note,
        )
    session.report(changed, as_json)


def _refuse_mixed(suspend: bool, withdraw: bool, effect: str | None, last_day: str | None) -> None:
    if suspend and withdraw:
        raise UsageError(_("a notice is either suspended or withdrawn; give --suspend or --withdraw"))
    if (suspend or withdraw) and (effect or last_day):
        raise UsageError(
            _("--effect and --last-day belong to a new notice; leave them out with --suspend or --withdraw")
        )

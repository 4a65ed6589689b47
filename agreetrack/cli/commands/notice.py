"""`agreetrack notice`."""

from typing import Annotated, Literal

import typer

from agreetrack.cli.recording import AsJson, Basis, DryRun, Note, On, PartyName, Ref, day, on_day, required_party
from agreetrack.cli.session import Session
from agreetrack.model.errors import UsageError
from agreetrack.model.wording import _
from agreetrack.register.noticing import (
    give_notice,
    prolong_notice,
    resume_notice,
    suspend_notice,
    withdraw_notice,
)

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
    prolong: Annotated[
        str | None,
        typer.Option("--prolong", metavar="DATE", help=_("The last day of the notice is moved to this one.")),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help=_("A suspended notice runs on."))] = False,
    suspend: Annotated[bool, typer.Option("--suspend", help=_("The effect of the notice is suspended."))] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help=_("The notice is taken back."))] = False,
    on: On = None,
    basis: Basis = None,
    note: Note = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    r"""Record a notice of non-renewal or withdrawal that was received; or what happened to one since.

    \b
    agreetrack notice UA-RU-1997 --party Ukraine --on 2018-09-24
    agreetrack notice ECT-1994-EU --party EU --on 2024-06-27 --last-day 2025-06-27
    agreetrack notice JP-KR-GSOMIA-2016 --suspend --on 2019-11-22
    agreetrack notice JP-KR-GSOMIA-2016 --withdraw --on 2023-03-21
    agreetrack notice TEU --party GB --prolong 2020-01-31 --on 2019-10-29
    agreetrack notice RU-CN-2001 --party China --on 2030-03-01 --dry-run

    The day is that of receipt. A notice that came too late is kept, and the answer says when it ends instead.
    """
    session = Session.of(ctx)
    answer = {"suspend": suspend, "withdraw": withdraw, "resume": resume, "prolong": prolong is not None}
    _refuse_mixed([name for name, given in answer.items() if given], effect, last_day)
    registry, occasion, received = session.registry(must_exist=True), session.occasion(), on_day(session, on)
    until = day(session, "--prolong", prolong)
    use_case = next((_ANSWERS[name] for name in _ANSWERS if answer[name]), None)
    if until is not None:
        changed = prolong_notice(
            registry, occasion, ref, on=received, last_day=until, party=party, basis=basis, note=note
        )
    elif use_case is not None:
        changed = use_case(registry, occasion, ref, on=received, party=party, basis=basis, note=note)
    else:
        changed = give_notice(
            registry,
            occasion,
            ref,
            on=received,
            party=required_party(party),
            effect=effect,
            last_day=day(session, "--last-day", last_day),
            basis=basis,
            note=note,
        )
    session.report(changed, as_json)


_ANSWERS = {"suspend": suspend_notice, "withdraw": withdraw_notice, "resume": resume_notice}
"""What happens to a notice that was given, and names nothing but its party."""


def _refuse_mixed(answers: list[str], effect: str | None, last_day: str | None) -> None:
    """Refuse two things at once of a notice that was given, and what belongs to a new one."""
    named = ", ".join(f"--{name}" for name in answers)
    if len(answers) > 1:
        raise UsageError(_("one thing at a time happens to a notice; give one of {options}").format(options=named))
    if answers and (effect or last_day):
        raise UsageError(
            _("--effect and --last-day belong to a new notice; leave them out with {option}").format(option=named)
        )

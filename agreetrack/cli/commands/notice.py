"""`agreetrack notice`."""

from typing import Any

import typer

from agreetrack.cli.events import NOTICE, read_event, with_event_options
from agreetrack.cli.recording import AsJson, DryRun, Ref, required_party
from agreetrack.cli.session import Session
from agreetrack.display.wording import _
from agreetrack.model.errors import UsageError
from agreetrack.register.events.noticing import (
    give_notice,
    prolong_notice,
    resume_notice,
    suspend_notice,
    withdraw_notice,
)


@with_event_options(*NOTICE)
def command(ctx: typer.Context, ref: Ref, as_json: AsJson = False, dry_run: DryRun = False, **stated: Any) -> None:
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
    answers = [name for name in ("suspend", "withdraw", "resume", "prolong") if stated[name] not in (None, False)]
    _refuse_mixed(answers, stated["effect"], stated["last_day"])
    registry, occasion = session.registry(must_exist=True), session.occasion()
    event = read_event(session, NOTICE, stated)
    until = event["prolong"]
    more = {name: event[name] for name in ("on", "party", "basis", "note")}
    if until is not None:
        changed = prolong_notice(registry, occasion, ref, last_day=until, **more)
    elif answers:
        changed = _ANSWERS[answers[0]](registry, occasion, ref, **more)
    else:
        required_party(event["party"])
        new = {name: event[name] for name in ("effect", "last_day")}
        changed = give_notice(registry, occasion, ref, **more, **new)
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

"""Showing what cron or systemd needs to be told, and putting it in its place after a yes."""

import re
from datetime import time

from agreetrack.cli.schedule.crontab import crontab_line, install_crontab, planned_crontab
from agreetrack.cli.schedule.plan import BY_DEFAULT, SchedulePlan, plan_of
from agreetrack.cli.schedule.systemd import install_units, systemd_units, units_folder
from agreetrack.cli.session import Session
from agreetrack.display.wording import _
from agreetrack.model.errors import UsageError


def offer(session: Session, options: tuple[str, ...], *, systemd: bool, write: bool, at: str | None, yes: bool) -> None:
    """Print the crontab line, or the service and the timer; with `write` put them in their place, after asking.

    Raises UsageError for a time that is none, NoSuchRef where the registry is missing.
    """
    session.registry(must_exist=True)
    plan = plan_of(session, options, _time(at))
    if "--mail" in options:
        _refuse_without_settings(session)
    if systemd:
        _offer_units(session, plan, write, yes)
    else:
        _offer_line(session, plan, write, yes)


def _refuse_without_settings(session: Session) -> None:
    """Raise UsageError or AgreetrackError where mail could not be sent from there, where no password is set."""
    from agreetrack.model.mailing import PASSWORD_VARIABLE
    from agreetrack.register.settings.mail import mail_settings

    environment = {name: value for name, value in session.environment.items() if name != PASSWORD_VARIABLE}
    mail_settings(session.configuration, environment)


def _time(text: str | None) -> time:
    if text is None:
        return BY_DEFAULT
    found = re.fullmatch(r"(\d{1,2}):(\d\d)", text.strip(), re.ASCII)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise UsageError(_("--at: give a time of the day such as 06:30"))
    return time(int(found[1]), int(found[2]))


def _offer_line(session: Session, plan: SchedulePlan, write: bool, yes: bool) -> None:
    session.print(crontab_line(plan))
    if not write:
        session.tell(_("add it with crontab -e, or let --write do it"))
        return
    change = planned_crontab(plan)
    if not change.is_needed:
        session.tell(_("it stands in your crontab already"))
        return
    session.confirm(_("Put it into your crontab?"), yes)
    install_crontab(change)
    session.tell(_("it stands in your crontab; try it now with: {command}").format(command=_try(session, plan)))


def _offer_units(session: Session, plan: SchedulePlan, write: bool, yes: bool) -> None:
    if not any(one.startswith(("--mail", "--command")) for one in plan.options):
        session.tell(_("systemd mails nothing: what is printed goes to its journal; say --mail or --command CMD too"))
    folder = units_folder(session.environment)
    for name, text in systemd_units(plan).items():
        session.print(f"# {folder / name}\n{text}")
    if not write:
        session.tell(_("put them there, or let --write do it"))
        return
    session.confirm(_("Write them?"), yes)
    commands = install_units(plan, folder)
    session.tell(_("they are written; now type:"))
    for command in commands:
        session.tell(f"  {command}")


def _try(session: Session, plan: SchedulePlan) -> str:
    return session.command_line("remind", *plan.options, "--test")

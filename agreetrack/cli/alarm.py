"""Telling by mail that nobody can be reminded: a lost registry is no night on which nothing is due."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from agreetrack.cli.errors import more_of, said
from agreetrack.cli.session import Session
from agreetrack.display.phrases import say
from agreetrack.display.wording import _
from agreetrack.model.addresses import Address, address
from agreetrack.model.errors import AgreetrackError
from agreetrack.register.reminders.reminding import last_addresses
from agreetrack.store import Registry

if TYPE_CHECKING:
    from agreetrack.post.smtp import Letter


def raise_alarm(session: Session, registry: Registry, error: AgreetrackError) -> None:
    """Send the error to the first of those who were told last that takes it, and say who that is, or that nobody is."""
    from agreetrack.post.smtp import send
    from agreetrack.register.settings.mail import mail_settings

    try:
        settings = mail_settings(session.configuration, session.environment)
    except AgreetrackError as wrong:
        session.tell(_("nobody was told by mail: {reason}").format(reason=said(wrong)))
        return
    letters = (_letter(session, registry, error, settings.sender, one) for one in _addresses(session, registry))
    for recipient, outcome in send(letters, settings):
        if outcome.fate == "delivered":
            session.tell(_("{to} was told by mail").format(to=recipient))
            return
        session.tell(_("{to} could not be told by mail: {reason}").format(to=recipient, reason=say(outcome.reason)))
    session.tell(_("nobody was told by mail"))


def _addresses(session: Session, registry: Registry) -> Iterator[Address]:
    """Who was told the last time; else whom the user's own file names."""
    stated = last_addresses(registry)
    own = (session.configuration.value(name) for name in ("owner", "department", "second"))
    return filter(None, (address(one) for one in stated or own if one))


def _letter(
    session: Session, registry: Registry, error: AgreetrackError, sender: Address, recipient: Address
) -> "Letter":
    from agreetrack.display.digest import alarm
    from agreetrack.formats.mail import letter
    from agreetrack.post.smtp import Letter

    lines = [said(error), *more_of(error)]
    subject, seed = alarm.subject(registry.path.name), "\n".join((session.now.isoformat(), *lines))
    message = letter(sender, recipient, subject, alarm.text(lines), alarm.html(lines), session.now, seed)
    return Letter(str(recipient), message)

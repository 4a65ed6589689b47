"""Who hands digests over: whoever reads the output, the mail server, or a program of the user's."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from agreetrack.cli.errors import reason
from agreetrack.cli.session import Session
from agreetrack.cli.streams import forget_output
from agreetrack.display.wording import _, speaking
from agreetrack.law.reminders import Digest, Reminder
from agreetrack.model.delivery import Arrival
from agreetrack.register.reminders.delivering import Deliver

if TYPE_CHECKING:
    from email.message import EmailMessage

    from agreetrack.display.page import DateStyle
    from agreetrack.model.addresses import Address

Form = Literal["text", "json", "markdown"]


def rows(session: Session, reminders: Sequence[Reminder]) -> list[tuple[Reminder, str, str | None]]:
    """What JSON says of each: the sentence, and whose desk it is on."""
    from agreetrack.display.digest.words import sentence

    default = session.settings.value("owner")
    return [(one, sentence(one, "iso"), one.owner or default) for one in reminders]


@contextmanager
def worded(session: Session, sent: bool) -> Iterator["DateStyle"]:
    """How days are written and which language is spoken: as settled for all in what is sent, else as the user likes.

    What an unattended run prints is sent too: by whoever started it.
    """
    if not sent:
        yield session.configuration.date_format
        return
    with speaking(session.settings.mail_lang, session.settings.mail_dates):
        yield session.settings.mail_dates


def written(session: Session, digest: Digest, form: Form, with_open: bool, style: "DateStyle") -> bytes:
    """A digest in the form that was asked for. JSON holds the open ones only where they are asked for."""
    match form:
        case "json":
            from agreetrack.formats.reminders import reminders_json

            return reminders_json(rows(session, digest.new), rows(session, digest.open) if with_open else None)
        case "markdown":
            from agreetrack.display.digest.markdown import markdown

            return markdown(digest, style, session.command_line).encode()
    from agreetrack.display.digest.text import text

    said = text(digest, style, session.command_line, session.page.width)
    return said.encode(session.encoding, "backslashreplace")


def printer(session: Session, form: Form, with_open: bool) -> Deliver:
    """Whoever reads the output: it is delivered once all of it was taken."""

    def deliver(digests: Sequence[Digest]) -> Mapping[str | None, Arrival]:
        try:
            with worded(session, sent=True) as style:
                for digest in digests:
                    session.write(written(session, digest, form, with_open, style))
            sys.stdout.flush()
        except OSError as error:
            forget_output()
            not_taken = _("the output was not taken ({reason})").format(reason=reason(error))
            return {digest.recipient: Arrival("failed", not_taken) for digest in digests}
        return {digest.recipient: Arrival("delivered") for digest in digests}

    return deliver


def program(session: Session, command: str) -> Deliver:
    """A program of the user's: it gets the JSON on its input, and says by its exit code whether that arrived."""
    from agreetrack.post.program import pipe

    def deliver(digests: Sequence[Digest]) -> Mapping[str | None, Arrival]:
        with worded(session, sent=True) as style:
            said = [(digest.recipient, written(session, digest, "json", False, style)) for digest in digests]
        return {recipient: pipe(command, content) for recipient, content in said}

    return deliver


def mail(session: Session) -> Deliver:
    """The mail server of the configuration. Raises UsageError and AgreetrackError where that is not in order."""
    from agreetrack.post.smtp import Letter, send
    from agreetrack.register.settings.mail import mail_settings

    settings = mail_settings(session.configuration, session.environment)

    def deliver(digests: Sequence[Digest]) -> Mapping[str | None, Arrival]:
        with worded(session, sent=True) as style:
            messages = [_message(session, digest, settings.sender, style) for digest in digests]
        letters = [Letter(str(digest.recipient), one) for digest, one in zip(digests, messages, strict=True)]
        outcomes: dict[str | None, Arrival] = {}
        with session.doing(_("sending mail"), len(letters)) as sent:
            for recipient, outcome in send(letters, settings):
                outcomes[recipient] = outcome
                sent()
        return outcomes

    return deliver


def _message(session: Session, digest: Digest, sender: "Address", style: "DateStyle") -> "EmailMessage":
    """The letter with a digest; the same digest of the same day is the same letter to mail programs."""
    from agreetrack.display.digest.html import html
    from agreetrack.display.digest.text import subject, text
    from agreetrack.formats.mail import letter
    from agreetrack.model.addresses import address

    recipient = address(str(digest.recipient))
    assert recipient is not None  # a digest goes only where there is an address
    return letter(
        sender,
        recipient,
        subject(digest, style),
        text(digest, style, session.command_line),
        html(digest, style, session.command_line),
        session.now,
        _seed(session, digest),
    )


def _seed(session: Session, digest: Digest) -> str:
    matters = (f"{one.record.ref}/{one.matter.what}/{one.matter.id}/{one.matter.due}/{one.lead}" for one in digest.new)
    return "\n".join((digest.day.isoformat(), session.command_line(), *matters))

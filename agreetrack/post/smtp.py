"""Handing letters over to a mail server, and what became of each."""

import re
from collections.abc import Iterable, Iterator
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import cast

from msgspec import Struct

from agreetrack.model.addresses import address
from agreetrack.model.delivery import Arrival
from agreetrack.model.errors import Said
from agreetrack.model.facts import Fact
from agreetrack.model.mailbox import carried
from agreetrack.model.mailing import MailSettings
from agreetrack.post.connection import Connection, Lost
from agreetrack.post.words import told

_CONNECTIONS = 2
_ANOTHER_TIME = (503, 530)
"""Refusals that are about the session, not about the letter."""

_CLOSING = 421
_FIRST_WAIT = 5.0
_LONGEST_WAIT = 300.0


class Letter(Struct, frozen=True):
    """A message, and whom it goes to: `Name <mail>`."""

    recipient: str
    message: EmailMessage


def backoff(attempt: int) -> float:
    """How many seconds to wait before the next attempt, after so many that failed: more each time, up to a bound."""
    return min(_FIRST_WAIT * 4.0 ** min(max(attempt, 1) - 1, 10), _LONGEST_WAIT)


def send(letters: Iterable[Letter], settings: MailSettings) -> Iterator[tuple[str, Arrival]]:
    """Hand each letter over once, in order: by its recipient what became of it, as soon as that is known.

    All go over one connection. When it is lost, that letter has failed or is doubtful, and those that follow are
    tried over a second one; when that is lost too, or one cannot be made, the rest have failed. No letter and no
    connection takes longer than the settings' timeout; looking up the server's name is the system's own.
    """
    connection: Connection | None = None
    to_make = _CONNECTIONS
    fault: Said = ""
    try:
        for letter in letters:
            if connection is None and to_make:
                connection, fault = _opened(settings)
                to_make = to_make - 1 if connection else 0
            if connection is None:
                yield letter.recipient, Arrival("failed", fault)
                continue
            outcome, is_usable = _hand_over(letter, connection)
            if not is_usable:
                connection.close()
                connection, fault = None, outcome.reason
            yield letter.recipient, outcome
    finally:
        if connection is not None:
            connection.leave()


def _opened(settings: MailSettings) -> tuple[Connection | None, Said]:
    connection = Connection(settings)
    try:
        connection.open()
    except Lost as lost:
        return None, lost.fact
    return connection, ""


def _hand_over(letter: Letter, connection: Connection) -> tuple[Arrival, bool]:
    """What became of a letter, and whether the connection can be used for another."""
    connection.allow(connection.settings.timeout)
    handing = _Handing(letter, connection)
    try:
        return handing.carry_out(), not handing.is_last
    except Lost as lost:
        return Arrival("doubtful" if handing.in_doubt else "failed", lost.fact), False


class _Handing:
    """The handing over of one letter.

    `in_doubt` from the moment when the server can have taken it until it says whether it has; `is_last` once the
    server has announced that it closes the connection.
    """

    def __init__(self, letter: Letter, connection: Connection) -> None:
        self.in_doubt = False
        self.is_last = False
        self._letter = letter
        self._connection = connection

    def carry_out(self) -> Arrival:
        """Hand it over. Raises Lost with the connection."""
        try:
            sender = carried(self._connection.settings.sender.mail)
        except ValueError:
            return Arrival("failed", Fact("mail.no-sender"))
        recipient = _mail_of(self._letter.recipient)
        if recipient is None:
            return Arrival("refused", Fact("mail.no-address", recipient=told(self._letter.recipient)))
        is_ascii = sender.isascii() and recipient.isascii()
        if not is_ascii and not self._connection.has_extn("smtputf8"):
            return Arrival("failed" if recipient.isascii() else "refused", Fact("mail.no-foreign-letters"))
        return self._transaction(sender, recipient, is_ascii)

    def _transaction(self, sender: str, recipient: str, is_ascii: bool) -> Arrival:
        options = "" if is_ascii else " SMTPUTF8 BODY=8BITMIME"
        self._connection.command_encoding = "ascii" if is_ascii else "utf-8"
        self._say("RSET")
        code, reply = self._say("MAIL", f"FROM:<{sender}>{options}")
        if code != 250:
            return Arrival("failed", _refusal(code, reply))
        code, reply = self._say("RCPT", f"TO:<{recipient}>")
        if code not in (250, 251):
            return _refused(code, reply)
        code, reply = self._say("DATA")
        return self._body(is_ascii) if code == 354 else _refused(code, reply)

    def _body(self, is_ascii: bool) -> Arrival:
        policy = cast(EmailPolicy, self._letter.message.policy)
        content = self._letter.message.as_bytes(policy=policy.clone(linesep="\r\n", utf8=not is_ascii))
        self._connection.send(re.sub(rb"(?m)^\.", b"..", content.removesuffix(b"\r\n")) + b"\r\n")
        self.in_doubt = True
        code, reply = self._say(".")
        self.in_doubt = False
        return Arrival("delivered") if 200 <= code < 300 else _refused(code, reply)

    def _say(self, command: str, arguments: str = "") -> tuple[int, bytes]:
        code, reply = self._connection.docmd(command, arguments)
        self.is_last = self.is_last or code == _CLOSING
        return code, reply


def _mail_of(recipient: str) -> str | None:
    stated = address(recipient)
    try:
        return carried(stated.mail) if stated else None
    except ValueError:
        return None


def _refused(code: int, reply: bytes) -> Arrival:
    """Never, as it stands, for 5xx; else it may go another time."""
    lasting = 500 <= code < 600 and code not in _ANOTHER_TIME
    return Arrival("refused" if lasting else "failed", _refusal(code, reply))


def _refusal(code: int, reply: bytes) -> Fact:
    return Fact("mail.not-taken", reply=f"{code} {told(reply)}")

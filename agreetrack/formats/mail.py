"""One letter to one person: what its parts say, as text and as HTML, and the headers that mail programs go by."""

import re
from base64 import b64encode
from datetime import datetime
from email.headerregistry import Address as Mailbox
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any

from agreetrack.formats.escapes import shown
from agreetrack.model.addresses import Address
from agreetrack.model.errors import InvalidData
from agreetrack.model.facts import Fact
from agreetrack.model.mailbox import carried

_LONGEST_SUBJECT = 200
_LONGEST_NAME = 60
_BYTES_OF_A_WORD = 39
"""What fits into an encoded word beside the longest name of a header, in a line of 76 characters."""
_WITHOUT_QUOTES = re.compile(r"[\w !#$%&'*+/=?^`{|}~-]*", re.ASCII)


class _Headers(EmailPolicy):
    """How the headers are written that people read: in encoded words that every reader joins to the same text.

    The standard library's own folding loses and adds spaces in long names that are not ASCII, and may let a comma
    in one begin another address.
    """

    def fold(self, name: str, value: Any) -> str:
        if isinstance(value, AddressHeader) and len(value.addresses) == 1:
            return f"{name}: {_written(value.addresses[0])}{self.linesep}"
        if name.casefold() in ("subject", "message-id"):  # a folded one of these is misread by some
            return f"{name}: {_words(str(value))}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        return self.fold(name, value).encode()


_POLICY = _Headers(linesep="\r\n", cte_type="7bit")


def letter(
    sender: Address, recipient: Address, subject: str, text: str, html: str, moment: datetime, seed: str
) -> EmailMessage:
    """A letter written at a moment (with its time zone), with its text and HTML as alternatives of each other.

    The same seed, sender and recipient give the same Message-ID: mail programs see that it is the same letter again.
    The headers ask programs that answer by themselves, such as those of absent people, not to. Raises InvalidData
    for an address that mail cannot carry.
    """
    from email.utils import format_datetime

    message = EmailMessage(_POLICY)
    message["From"] = _mailbox(sender)
    message["To"] = _mailbox(recipient)
    message["Subject"] = _line(subject, _LONGEST_SUBJECT)
    message["Date"] = format_datetime(moment)
    message["Message-ID"] = _message_id(seed, message["From"].addresses[0], message["To"].addresses[0])
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(_encodable(text))
    message.add_alternative(_encodable(html), subtype="html")
    return message


def _mailbox(stated: Address) -> Mailbox:
    try:
        local, _at, domain = carried(stated.mail).rpartition("@")
    except ValueError:
        raise InvalidData(Fact("mail.malformed-address", mail=shown(stated.mail))) from None
    return Mailbox(_line(stated.name, _LONGEST_NAME), local, domain)


def _line(text: str, longest: int) -> str:
    """The text on one line, its controls visible and nothing in it an encoded word, cut to so many characters."""
    line = " ".join(shown(_encodable(text)).replace("=?", "= ?").split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _encodable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def _message_id(seed: str, sender: Mailbox, recipient: Mailbox) -> str:
    from hashlib import sha256

    made_from = "\0".join((seed, sender.addr_spec, recipient.addr_spec))
    return f"<{sha256(_encodable(made_from).encode()).hexdigest()[:40]}@{sender.domain}>"


def _written(mailbox: Mailbox) -> str:
    """`Name <mail>`, the name quoted or in encoded words where it has to be."""
    mail, name = f"{mailbox.username}@{mailbox.domain}", mailbox.display_name
    if not name:
        return mail
    stands = _WITHOUT_QUOTES.fullmatch(name) or _needs_words(name)
    return f"{_words(name) if stands else _quoted(name)} <{mail}>"


def _quoted(name: str) -> str:
    return '"' + re.sub(r'([\\"])', r"\\\1", name) + '"'


def _needs_words(text: str) -> bool:
    return not (text.isascii() and text.isprintable())


def _words(text: str) -> str:
    """The text as it stands, or in encoded words (RFC 2047, 2): a line each, no character cut in two."""
    if not _needs_words(text):
        return text
    parts = [""]
    for character in text:
        if len((parts[-1] + character).encode()) > _BYTES_OF_A_WORD:
            parts.append("")
        parts[-1] += character
    return "\r\n ".join(f"=?utf-8?b?{b64encode(part.encode()).decode()}?=" for part in parts)

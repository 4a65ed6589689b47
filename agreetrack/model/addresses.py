"""Mail addresses as records and settings state them: `Name <mail>`, or the mail address alone."""

import re

from msgspec import Struct

from agreetrack.model.mailbox import carried

_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Address(Struct, frozen=True):
    """A mail address, and the name of whom it belongs to; empty where none is stated."""

    mail: str
    name: str = ""

    @property
    def key(self) -> str:
        """What two spellings of the same address have in common."""
        return self.mail.casefold()

    def __str__(self) -> str:
        return f"{self.name} <{self.mail}>" if self.name else self.mail


def address(text: str) -> Address | None:
    """The one address in the text; None where there is none, several, or one that mail could not carry."""
    if _UNSAFE.search(text):
        return None
    name, bracket, rest = text.strip().partition("<")
    mail, closing, more = rest.partition(">") if bracket else (name.strip(), ">", "")
    mail = mail.strip()
    if not closing or more.strip():
        return None
    try:
        carried(mail)
    except ValueError:
        return None
    return Address(mail, name.strip().strip('"').strip() if bracket else "")

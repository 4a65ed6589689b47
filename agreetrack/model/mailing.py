"""What has to be known to hand mail over to a server."""

from pathlib import Path
from typing import Literal

from msgspec import Struct

from agreetrack.model.addresses import Address

Security = Literal["starttls", "tls", "none"]
PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}
"""The usual port of a mail server, by how the way to it is kept secret."""

PASSWORD_VARIABLE = "AGREETRACK_MAIL_PASSWORD"
"""The environment variable that may hold the password of the account."""

PATIENCE = 120.0
"""For how many seconds a server may take its time over one letter."""


class Secret:
    """A text that nothing shows by mistake: not its `repr`, not the message of an error."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(…)"


class MailSettings(Struct, frozen=True, kw_only=True):
    """A mail server, the account there, and whom letters come from.

    `ca_file` holds certificates of authorities that are trusted beside those of the system. `timeout` is in seconds:
    for the connection until letters can be handed over, and again for each letter.
    """

    host: str
    port: int
    security: Security = "starttls"
    user: str | None = None
    password: Secret | None = None
    sender: Address
    ca_file: Path | None = None
    timeout: float = PATIENCE

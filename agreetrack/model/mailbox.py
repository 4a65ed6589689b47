"""How mail servers write an address."""

import re

_LONGEST = 254
"""The longest address that mail carries (RFC 5321, 4.5.3.1.3, less the angle brackets)."""
_LOCAL = re.compile(r"[^\s<>@,;:\"\\()\[\]]+")
_DOMAIN = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*")


def carried(mail: str) -> str:
    """A mail address as servers hand it on: the domain in ASCII. Raises ValueError where it cannot be one."""
    if not mail.isprintable() or len(mail) > _LONGEST:
        raise ValueError(mail)
    local, _at, stated = mail.rpartition("@")
    domain = stated if stated.isascii() else stated.encode("idna").decode("ascii")
    if not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):  # encoding may make a sign of a wide one
        raise ValueError(mail)
    return f"{local}@{domain}"

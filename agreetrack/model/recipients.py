"""Who is told: an address, or whoever reads what is printed or what a program is given."""

from hashlib import sha256

from msgspec import Struct

from agreetrack.model.addresses import Address
from agreetrack.model.refs import folded

LONGEST_NAME = 100
"""A recipient's name has no more signs."""


class Reader(Struct, frozen=True):
    """Whoever reads what is printed or what a program is given: `key` is what no other recipient has."""

    key: str
    name: str

    def __str__(self) -> str:
        return self.name


Recipient = Address | Reader

NOBODY = Reader("", "")
"""Who looks without being told: whatever is looked at was never told to nobody, and is not told by that."""


def called(name: str) -> Reader:
    """The reader of that name, which is compared as refs are."""
    return Reader(f"as:{folded(name)}", name)


def program(command: str) -> Reader:
    """Whoever gets what a command is given; its words, which may hold a password, are not in the key."""
    return Reader(f"command:{sha256(command.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}", command)

"""The settings: where each of them stands, its default, what it is for, and which texts can be its value.

What changes a date, a recipient or the words of a mail is the office's: it stands in the registry, for all who use it.
What changes looks or transport alone is personal: it stands in a file of the user's own.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Literal

from msgspec import Struct

from agreetrack.model.addresses import address
from agreetrack.model.errors import Problem, UsageError
from agreetrack.model.wording import _
from agreetrack.register.values import (
    listed,
    no_account,
    no_address,
    no_countries,
    no_days,
    no_host,
    no_language,
    no_path,
    no_period,
    no_port,
    none_of,
)

Kind = Literal["path", "choice", "period", "language", "address", "days", "countries", "text"]
Home = Literal["office", "personal"]


def _translatable(text: str) -> str:
    return text


class Key(Struct, frozen=True):
    """One setting: its default as it would stand there (None: none), and what it is for.

    `check` gives the reason why a text cannot be its value, or None where it can.
    """

    name: str
    kind: Kind
    default: str | None
    documentation: str
    check: Callable[[str], str | None]

    def meaning(self, value: str | None) -> object:
        """What a value says, the same for two that differ in spelling alone."""
        match self.kind:
            case "countries":
                return frozenset(code.upper() for code in listed(value or ""))
            case "days":
                return frozenset(map(int, listed(value or "")))
            case "address":
                return address(value or "")
        return value


class Group(Struct, frozen=True):
    """Settings that are read together, and whose they are."""

    heading: str
    home: Home
    keys: tuple[Key, ...]


GROUPS: tuple[Group, ...] = (
    Group(
        _translatable("how dates are reckoned"),
        "office",
        (
            Key(
                "counting",
                "choice",
                "anniversary",
                _translatable("how periods are counted where the text is silent: anniversary or day-before"),
                none_of("anniversary", "day-before"),
            ),
            Key(
                "countries",
                "countries",
                None,
                _translatable("whose holidays are no working days, such as: RU, CN, DE-BY"),
                no_countries,
            ),
        ),
    ),
    Group(
        _translatable("reminders"),
        "office",
        (
            Key(
                "owner",
                "address",
                None,
                _translatable("who is reminded where an agreement names no owner: Name <mail>"),
                no_address,
            ),
            Key(
                "department",
                "address",
                None,
                _translatable("who gets what an owner cannot, or did not acknowledge: Name <mail>"),
                no_address,
            ),
            Key("second", "address", None, _translatable("the second address for the same: Name <mail>"), no_address),
            Key(
                "lead_times",
                "days",
                "180,90,30,7,1",
                _translatable("how many days before a date there are reminders of it"),
                no_days,
            ),
            Key(
                "treaty_lead_times",
                "days",
                "365,180,90,30,7,1",
                _translatable("the same for agreements of the kind treaty"),
                no_days,
            ),
            Key(
                "obligation_lead_times",
                "days",
                "30,7,0",
                _translatable("the same for obligations, which are told weekly once they are overdue"),
                no_days,
            ),
            Key(
                "heartbeat",
                "choice",
                "off",
                _translatable("how often you are told that nothing is due: off, daily or weekly"),
                none_of("off", "daily", "weekly"),
            ),
            Key(
                "mail_lang",
                "language",
                "en",
                _translatable("the language of what is mailed, or handed to a program"),
                no_language,
            ),
            Key(
                "mail_date_format",
                "choice",
                "iso",
                _translatable("how days are written there: iso (2015-02-09) or dd.mm.yyyy"),
                none_of("iso", "dd.mm.yyyy"),
            ),
        ),
    ),
    Group(
        _translatable("what is read and shown"),
        "personal",
        (
            Key(
                "db",
                "path",
                None,
                _translatable("the registry, where --db and AGREETRACK_DB name none; else your data directory"),
                no_path,
            ),
            Key("within", "period", "P90D", _translatable("how far list --expiring looks ahead and back"), no_period),
            Key(
                "date_format",
                "choice",
                "iso",
                _translatable("how days are written for people: iso (2015-02-09) or dd.mm.yyyy"),
                none_of("iso", "dd.mm.yyyy"),
            ),
            Key(
                "lang",
                "language",
                None,
                _translatable("the language of texts, where --lang names none; else that of the system"),
                no_language,
            ),
        ),
    ),
    Group(
        _translatable("the way to the mail server"),
        "personal",
        (
            Key("mail_host", "text", None, _translatable("the mail server that takes reminders"), no_host),
            Key(
                "mail_port",
                "text",
                None,
                _translatable("its port; else 587 for starttls, 465 for tls, 25 for none"),
                no_port,
            ),
            Key(
                "mail_security",
                "choice",
                "starttls",
                _translatable("how the way to it is kept secret: starttls, tls or none"),
                none_of("starttls", "tls", "none"),
            ),
            Key("mail_user", "text", None, _translatable("the account there, where it wants one"), no_account),
            Key(
                "mail_password_file",
                "path",
                None,
                _translatable("a file of mode 0600 with its password, where AGREETRACK_MAIL_PASSWORD has none"),
                no_path,
            ),
            Key("mail_from", "address", None, _translatable("whom reminders come from: Name <mail>"), no_address),
            Key(
                "mail_ca_file",
                "path",
                None,
                _translatable("certificates (PEM) of authorities to trust beside those of the system"),
                no_path,
            ),
        ),
    ),
)
KEYS: Mapping[str, Key] = {key.name: key for group in GROUPS for key in group.keys}
OFFICE = tuple(key.name for group in GROUPS if group.home == "office" for key in group.keys)
"""The names of the settings that stand in the registry."""


def key(name: str) -> Key:
    """The setting of that name. Raises UsageError for an unknown one, with those that could be meant."""
    if name not in KEYS:
        raise UsageError(f"“{name}”: {_unknown(name, KEYS)}")
    return KEYS[name]


def refuse_wrong(name: str, value: str) -> None:
    """Raise UsageError for a text that cannot be the value of the setting, or where there is no such setting."""
    reason = key(name).check(value)
    if reason:
        raise UsageError(f"{name}: {reason}")


def problem(name: str, value: object, known: Collection[str] = KEYS) -> Problem | None:
    """What is wrong with a setting as it stands where those that are `known` may stand; None where nothing is."""
    if name not in known:
        return Problem(name, _unknown(name, known))
    if not isinstance(value, str):
        return Problem(name, _("it must be a text in quotes"))
    reason = KEYS[name].check(value)
    return Problem(name, reason) if reason else None


def _unknown(name: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    if near:
        return _("there is no such key; did you mean {near}?").format(near=near[0])
    return _("there is no such key; there are: {known}").format(known=", ".join(known))

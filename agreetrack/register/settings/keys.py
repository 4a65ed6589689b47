"""The settings: where each of them stands, its default, what it is for, and which texts can be its value.

What changes a date, a recipient or the words of a mail is the office's: it stands in the registry, for all who use it.
What changes looks or transport alone is personal: it stands in a file of the user's own.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Literal

from msgspec import Struct

from agreetrack.model.addresses import address
from agreetrack.model.errors import Problem, Said, UsageError
from agreetrack.model.facts import Fact
from agreetrack.register.settings.values import (
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


class Key(Struct, frozen=True):
    """One setting: its default as it would stand there (None: none), and what it is for.

    `check` gives the reason why a text cannot be its value, or None where it can.
    """

    name: str
    kind: Kind
    default: str | None
    documentation: Fact
    check: Callable[[str], Said | None]

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


class KeyGroup(Struct, frozen=True):
    """Settings that are read together, and whose they are."""

    heading: Fact
    home: Home
    keys: tuple[Key, ...]


GROUPS: tuple[KeyGroup, ...] = (
    KeyGroup(
        Fact("keys.group-dates"),
        "office",
        (
            Key(
                "counting",
                "choice",
                "anniversary",
                Fact("keys.counting"),
                none_of("anniversary", "day-before"),
            ),
            Key(
                "countries",
                "countries",
                None,
                Fact("keys.countries"),
                no_countries,
            ),
        ),
    ),
    KeyGroup(
        Fact("keys.group-reminders"),
        "office",
        (
            Key(
                "owner",
                "address",
                None,
                Fact("keys.owner"),
                no_address,
            ),
            Key(
                "department",
                "address",
                None,
                Fact("keys.department"),
                no_address,
            ),
            Key("second", "address", None, Fact("keys.second"), no_address),
            Key(
                "lead_times",
                "days",
                "180,90,30,7,1",
                Fact("keys.lead-times"),
                no_days,
            ),
            Key(
                "treaty_lead_times",
                "days",
                "365,180,90,30,7,1",
                Fact("keys.treaty-lead-times"),
                no_days,
            ),
            Key(
                "obligation_lead_times",
                "days",
                "30,7,0",
                Fact("keys.obligation-lead-times"),
                no_days,
            ),
            Key(
                "heartbeat",
                "choice",
                "off",
                Fact("keys.heartbeat"),
                none_of("off", "daily", "weekly"),
            ),
            Key(
                "mail_lang",
                "language",
                "en",
                Fact("keys.mail-lang"),
                no_language,
            ),
            Key(
                "mail_date_format",
                "choice",
                "iso",
                Fact("keys.mail-date-format"),
                none_of("iso", "dd.mm.yyyy"),
            ),
        ),
    ),
    KeyGroup(
        Fact("keys.group-looks"),
        "personal",
        (
            Key(
                "db",
                "path",
                None,
                Fact("keys.db"),
                no_path,
            ),
            Key("within", "period", "P90D", Fact("keys.within"), no_period),
            Key(
                "date_format",
                "choice",
                "iso",
                Fact("keys.date-format"),
                none_of("iso", "dd.mm.yyyy"),
            ),
            Key(
                "lang",
                "language",
                None,
                Fact("keys.lang"),
                no_language,
            ),
        ),
    ),
    KeyGroup(
        Fact("keys.group-mail"),
        "personal",
        (
            Key("mail_host", "text", None, Fact("keys.mail-host"), no_host),
            Key(
                "mail_port",
                "text",
                None,
                Fact("keys.mail-port"),
                no_port,
            ),
            Key(
                "mail_security",
                "choice",
                "starttls",
                Fact("keys.mail-security"),
                none_of("starttls", "tls", "none"),
            ),
            Key("mail_user", "text", None, Fact("keys.mail-user"), no_account),
            Key(
                "mail_password_file",
                "path",
                None,
                Fact("keys.mail-password-file"),
                no_path,
            ),
            Key("mail_from", "address", None, Fact("keys.mail-from"), no_address),
            Key(
                "mail_ca_file",
                "path",
                None,
                Fact("keys.mail-ca-file"),
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
        raise UsageError(Fact("settings.unknown", name=name, why=_unknown(name, KEYS)))
    return KEYS[name]


def refuse_wrong(name: str, value: str) -> None:
    """Raise UsageError for a text that cannot be the value of the setting, or where there is no such setting."""
    reason = key(name).check(value)
    if reason:
        raise UsageError(Fact("settings.wrong", name=name, why=reason))


def problem(name: str, value: object, known: Collection[str] = KEYS) -> Problem | None:
    """What is wrong with a setting as it stands where those that are `known` may stand; None where nothing is."""
    if name not in known:
        return Problem(name, _unknown(name, known))
    if not isinstance(value, str):
        return Problem(name, Fact("settings.no-text"))
    reason = KEYS[name].check(value)
    return Problem(name, reason) if reason else None


def _unknown(name: str, known: Collection[str]) -> Fact:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    if near:
        return Fact("settings.no-key-but-near", near=near[0])
    return Fact("settings.no-key", known=tuple(known))

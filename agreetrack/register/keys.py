"""The keys of the configuration: the default of each, what it is for, and which texts can be its value."""

import re
from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from agreetrack.model.addresses import address
from agreetrack.model.periods import period
from agreetrack.model.wording import _

Kind = Literal["path", "choice", "period", "language", "text"]


def _translatable(text: str) -> str:
    return text


class Key(Struct, frozen=True):
    """One key: its default as it would stand in the file (None: none), and what it is for.

    `check` gives the reason why a text cannot be its value, or None where it can.
    """

    name: str
    kind: Kind
    default: str | None
    documentation: str
    check: Callable[[str], str | None]


class Group(Struct, frozen=True):
    """Keys that are read together."""

    heading: str
    keys: tuple[Key, ...]


def _one_of(*choices: str) -> Callable[[str], str | None]:
    def check(value: str) -> str | None:
        known = ", ".join(choices)
        return None if value in choices else _("it must be one of: {known}").format(known=known)

    return check


def _period(value: str) -> str | None:
    try:
        period(value)
    except ValueError as error:
        return str(error)
    return None


def _path(value: str) -> str | None:
    return None if value.strip() and "\0" not in value else _("it must name a file")


def _language(value: str) -> str | None:
    if re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2})?", value):
        return None
    return _("it must be the code of a language, such as en or ru")


def _address(value: str) -> str | None:
    if value.isprintable() and address(value):
        return None
    return _("it must be one mail address, such as: Anna Petrova <anna@example.org>")


_MOST_LEAD_TIMES = 20


def _days(value: str) -> str | None:
    numbers = listed(value)
    if not all(re.fullmatch("[0-9]{1,4}", number) for number in numbers):
        return _("it must be numbers of days from 0 to 9999, such as: 180,90,30,7,1")
    if len({int(number) for number in numbers}) < len(numbers):
        return _("a number of days stands there twice")
    if not 0 < len(numbers) <= _MOST_LEAD_TIMES:
        return _("it must be from 1 to {most} numbers of days").format(most=_MOST_LEAD_TIMES)
    return None


def _countries(value: str) -> str | None:
    codes = listed(value)
    if codes and all(re.fullmatch("[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?", code) for code in codes):
        return None
    return _("it must be ISO 3166 codes of countries or their parts, such as: RU, CN, DE-BY")


def _host(value: str) -> str | None:
    if re.fullmatch(r"[^:]+:[0-9]+", value):
        return _("it must be the name alone; the port is another key: agreetrack config mail_port NUMBER")
    if re.fullmatch(r"[\w.:-]{1,253}", value):
        return None
    return _("it must be the name of a mail server, such as smtp.example.org")


def _port(value: str) -> str | None:
    if re.fullmatch("[0-9]{1,5}", value) and 0 < int(value) < 1 << 16:
        return None
    return _("it must be a number from 1 to 65535")


def _user(value: str) -> str | None:
    return None if value.strip() and value.isprintable() else _("it must be the name of an account")


def listed(value: str) -> list[str]:
    """The parts of a value that is a list with commas."""
    return [part.strip() for part in value.split(",")] if value.strip() else []


GROUPS: tuple[Group, ...] = (
    Group(
        _translatable("what is read and shown"),
        (
            Key(
                "db",
                "path",
                None,
                _translatable("the registry, where --db and AGREETRACK_DB name none; else your data directory"),
                _path,
            ),
            Key(
                "counting",
                "choice",
                "anniversary",
                _translatable("how periods are counted where the text is silent: anniversary or day-before"),
                _one_of("anniversary", "day-before"),
            ),
            Key("within", "period", "P90D", _translatable("how far list --expiring looks ahead and back"), _period),
            Key(
                "date_format",
                "choice",
                "iso",
                _translatable("how days are written for people: iso (2015-02-09) or dd.mm.yyyy"),
                _one_of("iso", "dd.mm.yyyy"),
            ),
            Key(
                "lang",
                "language",
                None,
                _translatable("the language of texts, where --lang names none; else that of the system"),
                _language,
            ),
            Key(
                "countries",
                "text",
                None,
                _translatable("whose holidays are no working days, such as: RU, CN, DE-BY"),
                _countries,
            ),
        ),
    ),
    Group(
        _translatable("reminders"),
        (
            Key(
                "owner",
                "text",
                None,
                _translatable("who is reminded where an agreement names no owner: Name <mail>"),
                _address,
            ),
            Key(
                "department",
                "text",
                None,
                _translatable("who gets what an owner cannot, or did not acknowledge: Name <mail>"),
                _address,
            ),
            Key("second", "text", None, _translatable("the second address for the same: Name <mail>"), _address),
            Key(
                "lead_times",
                "text",
                "180,90,30,7,1",
                _translatable("how many days before a date there are reminders of it"),
                _days,
            ),
            Key(
                "treaty_lead_times",
                "text",
                "365,180,90,30,7,1",
                _translatable("the same for agreements of the kind treaty"),
                _days,
            ),
            Key(
                "obligation_lead_times",
                "text",
                "30,7,0",
                _translatable("the same for obligations, which are told weekly once they are overdue"),
                _days,
            ),
            Key(
                "heartbeat",
                "choice",
                "off",
                _translatable("how often you are told that nothing is due: off, daily or weekly"),
                _one_of("off", "daily", "weekly"),
            ),
        ),
    ),
    Group(
        _translatable("mail"),
        (
            Key("mail_host", "text", None, _translatable("the mail server that takes reminders"), _host),
            Key(
                "mail_port",
                "text",
                None,
                _translatable("its port; else 587 for starttls, 465 for tls, 25 for none"),
                _port,
            ),
            Key(
                "mail_security",
                "choice",
                "starttls",
                _translatable("how the way to it is kept secret: starttls, tls or none"),
                _one_of("starttls", "tls", "none"),
            ),
            Key("mail_user", "text", None, _translatable("the account there, where it wants one"), _user),
            Key(
                "mail_password_file",
                "path",
                None,
                _translatable("a file of mode 0600 with its password, where AGREETRACK_MAIL_PASSWORD has none"),
                _path,
            ),
            Key("mail_from", "text", None, _translatable("whom reminders come from: Name <mail>"), _address),
            Key(
                "mail_ca_file",
                "path",
                None,
                _translatable("certificates (PEM) of authorities to trust beside those of the system"),
                _path,
            ),
        ),
    ),
)
KEYS: tuple[Key, ...] = tuple(key for group in GROUPS for key in group.keys)

"""Which texts can be the value of a setting: each check tells why one cannot, and gives None where it can."""

import re
from collections.abc import Callable

from agreetrack.model.addresses import address
from agreetrack.model.errors import Said, reason_of
from agreetrack.model.facts import Fact
from agreetrack.model.limits import LONGEST_LEAD_TIME, MOST_LEAD_TIMES
from agreetrack.model.periods import period


def none_of(*choices: str) -> Callable[[str], Said | None]:
    """A check that tells why it is none of the choices."""

    def check(value: str) -> Said | None:
        return None if value in choices else Fact("settings.none-of", known=choices)

    return check


def no_period(value: str) -> Said | None:
    """Why it is no period."""
    try:
        period(value)
    except ValueError as error:
        return reason_of(error)
    return None


def no_path(value: str) -> Said | None:
    """Why it names no file."""
    return None if value.strip() and "\0" not in value else Fact("settings.no-file")


def no_language(value: str) -> Said | None:
    """Why it is no code of a language."""
    if re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2})?", value):
        return None
    return Fact("settings.no-language")


def no_address(value: str) -> Said | None:
    """Why it is not one mail address."""
    if value.isprintable() and address(value):
        return None
    return Fact("settings.no-address")


def no_days(value: str) -> Said | None:
    """Why they are no numbers of days."""
    numbers = listed(value)
    if not all(re.fullmatch("[0-9]{1,9}", number) and int(number) <= LONGEST_LEAD_TIME for number in numbers):
        return Fact("settings.no-days", most=LONGEST_LEAD_TIME)
    if len({int(number) for number in numbers}) < len(numbers):
        return Fact("settings.days-twice")
    if not 0 < len(numbers) <= MOST_LEAD_TIMES:
        return Fact("settings.too-many-days", most=MOST_LEAD_TIMES)
    return None


def no_countries(value: str) -> Said | None:
    """Why they are no codes of countries. Whether there are such countries is another question."""
    codes = listed(value)
    if codes and all(re.fullmatch("[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?", code) for code in codes):
        return None
    return Fact("settings.no-countries")


def no_host(value: str) -> Said | None:
    """Why it is no name of a mail server."""
    if re.fullmatch(r"[^:]+:[0-9]+", value):
        return Fact("settings.port-in-name")
    if re.fullmatch(r"[\w.:-]{1,253}", value):
        return None
    return Fact("settings.no-host")


def no_port(value: str) -> Said | None:
    """Why it is no number of a port."""
    if re.fullmatch("[0-9]{1,5}", value) and 0 < int(value) < 1 << 16:
        return None
    return Fact("settings.no-port")


def no_account(value: str) -> Said | None:
    """Why it is no name of an account."""
    return None if value.strip() and value.isprintable() else Fact("settings.no-account")


def listed(value: str) -> list[str]:
    """The parts of a value that is a list with commas."""
    return [part.strip() for part in value.split(",")] if value.strip() else []

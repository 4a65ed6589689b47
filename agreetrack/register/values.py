"""Which texts can be the value of a setting: each check tells why one cannot, and gives None where it can."""

import re
from collections.abc import Callable

from agreetrack.model.addresses import address
from agreetrack.model.limits import LONGEST_LEAD_TIME, MOST_LEAD_TIMES
from agreetrack.model.periods import period
from agreetrack.model.wording import _


def none_of(*choices: str) -> Callable[[str], str | None]:
    """A check that tells why it is none of the choices."""

    def check(value: str) -> str | None:
        known = ", ".join(choices)
        return None if value in choices else _("it must be one of: {known}").format(known=known)

    return check


def no_period(value: str) -> str | None:
    """Why it is no period."""
    try:
        period(value)
    except ValueError as error:
        return str(error)
    return None


def no_path(value: str) -> str | None:
    """Why it names no file."""
    return None if value.strip() and "\0" not in value else _("it must name a file")


def no_language(value: str) -> str | None:
    """Why it is no code of a language."""
    if re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2})?", value):
        return None
    return _("it must be the code of a language, such as en or ru")


def no_address(value: str) -> str | None:
    """Why it is not one mail address."""
    if value.isprintable() and address(value):
        return None
    return _("it must be one mail address, such as: Anna Petrova <anna@example.org>")


def no_days(value: str) -> str | None:
    """Why they are no numbers of days."""
    numbers = listed(value)
    if not all(re.fullmatch("[0-9]{1,9}", number) and int(number) <= LONGEST_LEAD_TIME for number in numbers):
        return _("it must be numbers of days from 0 to {most}, such as: 180,90,30,7,1").format(most=LONGEST_LEAD_TIME)
    if len({int(number) for number in numbers}) < len(numbers):
        return _("a number of days stands there twice")
    if not 0 < len(numbers) <= MOST_LEAD_TIMES:
        return _("it must be from 1 to {most} numbers of days").format(most=MOST_LEAD_TIMES)
    return None


def no_countries(value: str) -> str | None:
    """Why they are no codes of countries. Whether there are such countries is another question."""
    codes = listed(value)
    if codes and all(re.fullmatch("[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?", code) for code in codes):
        return None
    return _("it must be ISO 3166 codes of countries or their parts, such as: RU, CN, DE-BY")


def no_host(value: str) -> str | None:
    """Why it is no name of a mail server."""
    if re.fullmatch(r"[^:]+:[0-9]+", value):
        return _("it must be the name alone; the port is another key: agreetrack config mail_port NUMBER")
    if re.fullmatch(r"[\w.:-]{1,253}", value):
        return None
    return _("it must be the name of a mail server, such as smtp.example.org")


def no_port(value: str) -> str | None:
    """Why it is no number of a port."""
    if re.fullmatch("[0-9]{1,5}", value) and 0 < int(value) < 1 << 16:
        return None
    return _("it must be a number from 1 to 65535")


def no_account(value: str) -> str | None:
    """Why it is no name of an account."""
    return None if value.strip() and value.isprintable() else _("it must be the name of an account")


def listed(value: str) -> list[str]:
    """The parts of a value that is a list with commas."""
    return [part.strip() for part in value.split(",")] if value.strip() else []

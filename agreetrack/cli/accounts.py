"""Who runs the command: the person that the history names, and the account of the computer."""

import os


def person() -> str:
    """Who does it: AGREETRACK_USER, or the login name, or the number of the account."""
    stated = os.environ.get("AGREETRACK_USER")
    return stated or os.environ.get("LOGNAME") or os.environ.get("USER") or _login(os.getuid())


def account() -> str:
    """The account that it runs under, on its computer: `anna@archive`. The environment has no say in it."""
    return f"{_login(os.geteuid())}@{os.uname().nodename}"


def _login(number: int) -> str:
    """The name of an account of the system, or its number where it has none."""
    import pwd

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)

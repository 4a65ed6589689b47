"""The mail server, account and sender of the configuration, with the password from where it is kept."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from agreetrack.model.errors import AgreetrackError, Said, UsageError, reason_of
from agreetrack.model.facts import Fact
from agreetrack.model.mailing import PASSWORD_VARIABLE, PORTS, MailSettings, Secret, Security
from agreetrack.register.settings.configuration import Configuration

_LONGEST = 4096


def mail_settings(configuration: Configuration, environment: Mapping[str, str]) -> MailSettings:
    """What has to be known to send mail.

    Raises UsageError where the configuration states no server, no sender, or an account without a password or
    without TLS; AgreetrackError for a file of the password that cannot be read, or that others could read.
    """
    security = cast(Security, configuration.value("mail_security"))
    host, sender = configuration.value("mail_host"), configuration.address("mail_from")
    if host is None:
        raise UsageError(Fact("mail.no-server"))
    if sender is None:
        raise UsageError(Fact("mail.no-sender-set"))
    user = configuration.value("mail_user")
    return MailSettings(
        host=host,
        port=int(configuration.value("mail_port") or PORTS[security]),
        security=security,
        user=user,
        password=None if user is None else _password(configuration, environment, security),
        sender=sender,
        ca_file=configuration.file("mail_ca_file"),
    )


def _password(configuration: Configuration, environment: Mapping[str, str], security: Security) -> Secret:
    if security == "none":
        raise UsageError(Fact("mail.readable-password"))
    stated = environment.get(PASSWORD_VARIABLE)
    path = configuration.file("mail_password_file")
    if stated:
        return _secret(stated, PASSWORD_VARIABLE)
    if path is not None:
        return _secret(_read(path), Fact("names.quoted", name=str(path)))
    raise UsageError(Fact("mail.no-password", variable=PASSWORD_VARIABLE))


def _secret(text: str, where: Said) -> Secret:
    if not text or any(character in text for character in "\0\r\n"):
        raise AgreetrackError(Fact("mail.malformed-password", where=where))
    return Secret(text)


def _read(path: Path) -> str:
    """The file's text without the line break at its end."""
    try:
        number = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        try:
            _refuse_unsafe(path, os.fstat(number))
            content = os.read(number, _LONGEST)
        finally:
            os.close(number)
    except OSError as error:
        raise AgreetrackError(Fact("mail.password-unreadable", path=path, reason=reason_of(error))) from None
    try:
        return content.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        raise AgreetrackError(Fact("mail.password-not-utf8", path=path)) from None


def _refuse_unsafe(path: Path, found: os.stat_result) -> None:
    """Raise AgreetrackError unless it is a plain file that its owner, who is us, alone can read."""
    if not stat.S_ISREG(found.st_mode):
        raise AgreetrackError(Fact("mail.password-not-a-file", path=path))
    if found.st_uid != os.geteuid():
        raise AgreetrackError(Fact("mail.password-of-somebody-else", path=path))
    if stat.S_IMODE(found.st_mode) & ~0o600:
        import shlex

        mode = f"{stat.S_IMODE(found.st_mode):04o}"
        raise AgreetrackError(Fact("mail.password-open", path=path, mode=mode, quoted=shlex.quote(str(path))))

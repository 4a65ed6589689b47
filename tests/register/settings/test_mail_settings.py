"""The mail server of the configuration, and the password from where it is kept."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from saying import refusing, sentence

from agreetrack.model.addresses import Address
from agreetrack.model.errors import AgreetrackError, UsageError
from agreetrack.model.mailing import MailSettings, Secret
from agreetrack.register.settings.configuration import Configuration
from agreetrack.register.settings.mail import mail_settings

HOST, SENDER = {"mail_host": "mail.example.org"}, {"mail_from": "Договоры <agreements@example.org>"}
NEEDED = {**HOST, **SENDER}
VARIABLE = "AGREETRACK_MAIL_PASSWORD"


def settings(stated: Mapping[str, str], **environment: str) -> MailSettings:
    return mail_settings(Configuration(Path("/etc/agreetrack/config.toml"), stated), environment)


@pytest.fixture
def password_file(tmp_path: Path) -> Path:
    path = tmp_path / "mail password"
    path.write_bytes("пароль\n".encode())
    path.chmod(0o600)
    return path


def with_file(path: Path) -> dict[str, str]:
    return {**NEEDED, "mail_user": "anna", "mail_password_file": str(path)}


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465), ("none", 25)])
def test_the_port_is_the_usual_one_or_the_configured(security: str, port: int) -> None:
    assert settings({**NEEDED, "mail_security": security}).port == port
    assert settings({**NEEDED, "mail_security": security, "mail_port": "2525"}).port == 2525


def test_what_is_not_configured_is_secured_and_has_no_account() -> None:
    found = settings(NEEDED, **{VARIABLE: "geheim"})
    assert found == MailSettings(
        host="mail.example.org", port=587, sender=Address("agreements@example.org", "Договоры"), timeout=120
    )
    assert (found.security, found.user, found.password, found.ca_file) == ("starttls", None, None, None)


def test_a_relative_file_lies_beside_the_configuration() -> None:
    assert settings({**NEEDED, "mail_ca_file": "ca.pem"}).ca_file == Path("/etc/agreetrack/ca.pem")


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ({}, "type: agreetrack config mail_host smtp.example.org"),
        (SENDER, "type: agreetrack config mail_host smtp.example.org"),
        ({**HOST, "owner": "anna@example.org"}, "type: agreetrack config mail_from "),
        ({**NEEDED, "mail_user": "anna"}, "there is no password for mail_user"),
        ({**NEEDED, "mail_user": "anna", "mail_security": "none"}, "type: agreetrack config mail_security starttls"),
    ],
)
def test_what_is_missing_is_told_with_what_to_type(stated: dict[str, str], told: str) -> None:
    with refusing(UsageError, match=told):
        settings(stated)


def test_the_environment_goes_before_the_file(password_file: Path) -> None:
    found = settings(with_file(password_file), **{VARIABLE: "geheim"}).password
    assert found is not None
    assert found.reveal() == "geheim"


@pytest.mark.parametrize("mode", [0o600, 0o400])
@pytest.mark.parametrize("content", ["пароль", "пароль\n", "пароль\r\n", "\ufeffпароль\n"])
def test_the_file_holds_the_password_on_one_line(password_file: Path, content: str, mode: int) -> None:
    password_file.write_bytes(content.encode())
    password_file.chmod(mode)
    found = settings(with_file(password_file), **{VARIABLE: ""}).password
    assert found is not None
    assert found.reveal() == "пароль"


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o700, 0o660, 0o4600])
def test_a_file_that_others_could_read_is_refused(password_file: Path, mode: int) -> None:
    password_file.chmod(mode)
    with pytest.raises(AgreetrackError) as caught:
        settings(with_file(password_file))
    assert f"has mode {mode:04o}" in sentence(caught.value)
    assert sentence(caught.value).endswith(f"chmod 600 '{password_file}'")


def test_a_file_of_somebody_else_is_refused(password_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    us = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: us + 1)
    with refusing(AgreetrackError, match="belongs to somebody else"):
        settings(with_file(password_file))


def missing(path: Path) -> None:
    path.unlink()


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir(0o600)


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path, 0o600)


@pytest.mark.parametrize(
    ("change", "told"),
    [(missing, "No such file"), (folder, "is not a plain file"), (pipe, "is not a plain file")],
)
def test_what_is_no_plain_file_is_refused(password_file: Path, change: Callable[[Path], None], told: str) -> None:
    change(password_file)
    with refusing(AgreetrackError, match=told):
        settings(with_file(password_file))


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "one line"), (b"\n", "one line"), (b"geheim\n\n", "one line"), (b"a\0b", "one line"), (b"\xff", "UTF-8")],
)
def test_a_file_without_one_line_of_text_is_refused(password_file: Path, content: bytes, told: str) -> None:
    password_file.write_bytes(content)
    with refusing(AgreetrackError, match=told) as caught:
        settings(with_file(password_file))
    assert "geheim" not in sentence(caught.value)


def test_nothing_shows_the_password() -> None:
    found = settings({**NEEDED, "mail_user": "anna"}, **{VARIABLE: "geheim"})
    assert found.password is not None
    assert "geheim" not in f"{found} {found!r} {found.password} {found.password!r} {vars(Secret)}"

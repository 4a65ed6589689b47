"""`remind --mail` as typed, against a real server on loopback: who gets what, and what counts as told."""

import json
import struct
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from mail_servers import PASSWORD, USER, Box

from agreetrack.cli.session import Session
from agreetrack.display import wording

Agreetrack = Callable[..., Any]
Serve = Callable[..., int]
ANNA, BORIS = "Анна Иванова <anna@example.org>", "boris@example.org"
DEPARTMENT, SECOND = "Treaties <treaties@example.org>", "second@example.org"


class Office:
    """A registry, its settings, and the server that takes its mail."""

    def __init__(self, agreetrack: Agreetrack, serve: Serve, ca_file: Path) -> None:
        self.agreetrack = agreetrack
        self.box = Box()
        self._serve = serve
        self.set("mail_host", "127.0.0.1")
        self.set("mail_ca_file", str(ca_file))
        self.set("mail_from", "Agreements <agreements@example.org>")
        self.set("mail_user", USER)
        self.opens(self.box)

    def set(self, key: str, value: str) -> None:
        run = self.agreetrack("config", key, value)
        assert run.code == 0, run.stderr

    def opens(self, box: Box) -> None:
        """Another server takes the mail from now on."""
        self.box = box
        self.set("mail_port", str(self._serve(box, auth_required=True)))

    def add(self, ref: str, owner: str | None = None, last: str = "2026-12-22", **more: str) -> None:
        words = ["--ref", ref, "--title", more.get("title", f"Air traffic {ref}"), "--party", "Aland", "--party", "C"]
        words += ["--start", "2020-01-01", "--term", last, "--end-day", "included", "--renewal", "none"]
        words += ["--owner", owner] if owner else []
        run = self.agreetrack("add", *words, *([more["option"]] if "option" in more else []))
        assert run.code == 0, run.stderr

    def remind(self, day: str = "2026-11-22") -> Any:
        env = {"AGREETRACK_MAIL_PASSWORD": PASSWORD}
        return self.agreetrack("remind", "--mail", "--as-of", day, env=env)

    @property
    def taken(self) -> dict[str, EmailMessage]:
        """What arrived, by the address it went to; each has got one letter."""
        found = {}
        for envelope in self.box.taken:
            (to,) = envelope.rcpt_tos
            assert to not in found, "two letters to one address"
            assert isinstance(envelope.content, bytes)
            found[to] = message_from_bytes(envelope.content, policy=policy.default)
        return found


@pytest.fixture
def office(agreetrack: Agreetrack, serve: Serve, ca_file: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(Session, "pause", lambda session, seconds: None)
    return Office(agreetrack, serve, ca_file)


def catalogue(folder: Path, texts: dict[str, str]) -> None:
    """Translations as gettext reads them."""
    (folder / "LC_MESSAGES").mkdir(parents=True)
    pairs = [(b"", b"Content-Type: text/plain; charset=UTF-8\n")]
    pairs += [(one.encode(), other.encode()) for one, other in sorted(texts.items())]
    at = 28 + 16 * len(pairs)
    tables: list[bytes] = []
    strings = b""
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[column]), at + len(strings)))
            strings += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    (folder / "LC_MESSAGES" / "agreetrack.mo").write_bytes(head + b"".join(tables) + strings)


def body(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_each_owner_gets_one_digest_once(office: Office) -> None:
    office.add("A-1", ANNA)
    office.add("A-2", "Анна <ANNA@example.org>", last="2026-12-02")
    office.add("B-1", BORIS)
    assert office.remind() == ("", "", 0)
    assert sorted(office.taken) == ["ANNA@example.org", "boris@example.org"] or sorted(office.taken) == [
        "anna@example.org",
        "boris@example.org",
    ]
    mine = next(message for to, message in office.taken.items() if to.casefold().startswith("anna"))
    assert mine["Subject"] == "Wed 2026-12-02 (10 days): expiry A-2, and 1 more"
    assert "Air traffic A-1" in body(mine)
    assert "Air traffic A-2" in body(mine, "html")
    assert "B-1" not in body(mine)
    office.box.taken.clear()
    assert office.remind() == ("", "", 0)
    assert office.box.taken == []


def test_what_names_no_owner_goes_to_the_configured_one_or_the_department(office: Office) -> None:
    office.add("A-1")
    run = office.remind()
    assert run.code == 1
    assert "nobody has a mail address for A-1" in run.stderr
    office.set("department", DEPARTMENT)
    assert office.remind().code == 0
    assert list(office.taken) == ["treaties@example.org"]
    office.set("owner", ANNA)
    office.add("A-2")
    office.box.taken.clear()
    assert office.remind().code == 0
    assert "anna@example.org" in office.taken


def test_what_nobody_acknowledged_goes_to_those_who_stand_in_too(office: Office) -> None:
    office.add("A-1", ANNA)
    office.set("department", DEPARTMENT)
    office.set("second", SECOND)
    office.add("A-2", ANNA)
    office.remind()
    assert list(office.taken) == ["anna@example.org"]
    office.agreetrack("ack", "A-1")
    office.box.taken.clear()
    assert office.remind("2026-12-15").code == 0
    assert sorted(office.taken) == ["anna@example.org", "second@example.org", "treaties@example.org"]
    assert "A-1" not in body(office.taken["second@example.org"])
    assert "Nobody acknowledged it when it was told on Sun 2026-11-22" in body(office.taken["second@example.org"])
    assert "A-1" in body(office.taken["anna@example.org"])


def test_the_department_of_the_agreement_comes_first(office: Office) -> None:
    office.add("A-1", ANNA, last="2026-11-25")
    office.set("department", DEPARTMENT)
    office.agreetrack("edit", "A-1", "--department", "Air <air@example.org>")
    office.remind()
    assert sorted(office.taken) == ["air@example.org", "anna@example.org"]


def test_what_an_owner_refuses_goes_to_those_who_stand_in(office: Office) -> None:
    office.add("A-1", ANNA)
    office.set("department", DEPARTMENT)
    office.box.at_rcpt["anna@example.org"] = "550 no such user"
    run = office.remind()
    assert (run.stdout, run.code) == ("", 0)
    assert "anna@example.org> does not take the mail: " in run.stderr
    assert "no such user" in run.stderr
    assert list(office.taken) == ["treaties@example.org"]
    office.box.taken.clear()
    assert office.remind() == ("", "", 0)
    assert office.box.taken == []


def test_where_nobody_stands_in_a_refusal_is_a_failure_and_is_tried_again(office: Office) -> None:
    office.add("A-1", ANNA)
    office.box.at_rcpt["anna@example.org"] = "550 no such user"
    for _each in range(2):
        run = office.remind()
        assert run.code == 1
        assert "does not take the mail" in run.stderr
    office.box.at_rcpt.clear()
    assert office.remind() == ("", "", 0)
    assert list(office.taken) == ["anna@example.org"]


def test_without_a_department_the_configured_owner_stands_in(office: Office) -> None:
    office.add("A-1", ANNA)
    office.set("owner", BORIS)
    office.add("A-2", "Vera, by telephone")
    office.box.at_rcpt["anna@example.org"] = "550 no such user"
    assert office.remind().code == 0
    said = [envelope.content for envelope in office.box.taken]
    assert [envelope.rcpt_tos for envelope in office.box.taken] == [["boris@example.org"]] * 2
    assert b"A-2" in said[0]
    assert b"A-1" in said[1]


def test_partial_delivery_is_kept_for_those_that_arrived(office: Office) -> None:
    office.add("A-1", ANNA)
    office.add("B-1", BORIS)
    office.box.at_rcpt["anna@example.org"] = "451 try later"
    run = office.remind()
    assert run.code == 1
    assert "anna@example.org> could not be told" in run.stderr
    assert list(office.taken) == ["boris@example.org"]
    office.opens(Box())
    assert office.remind() == ("", "", 0)
    assert list(office.taken) == ["anna@example.org"]


def test_without_a_server_nothing_counts_as_told(office: Office, agreetrack: Agreetrack) -> None:
    office.add("A-1", ANNA)
    port = agreetrack("config", "mail_port").stdout.strip()
    office.set("mail_port", "1")
    run = office.remind()
    assert run.code == 1
    assert "it is tried again the next time" in run.stderr
    office.set("mail_port", port)
    assert office.remind().code == 0
    assert list(office.taken) == ["anna@example.org"]


def test_a_wrong_password_is_told_and_never_shown(office: Office, agreetrack: Agreetrack) -> None:
    office.add("A-1", ANNA)
    run = agreetrack("remind", "--mail", env={"AGREETRACK_MAIL_PASSWORD": "wrong-secret"})
    assert run.code == 1
    assert "wrong-secret" not in run.stderr
    assert office.box.taken == []


def test_what_may_have_arrived_is_sent_again_and_says_so(office: Office) -> None:
    office.add("A-1", ANNA)
    office.box.at_body["anna@example.org"] = "die"
    run = office.remind()
    assert run.code == 1
    assert "it is not known whether the mail to" in run.stderr
    office.opens(Box())
    assert office.remind() == ("", "", 0)
    assert "may be a repeat" in body(office.taken["anna@example.org"])
    office.opens(Box())
    assert office.remind() == ("", "", 0)
    assert office.box.taken == []


def test_titles_cannot_forge_a_header(office: Office) -> None:
    office.add("A-1", "Eve\u202e <eve@example.org>", title="x")
    office.add("A-2", ANNA, title="Air\r\nBcc: eve@example.org\n\n<b>“x”</b>")
    office.set("department", DEPARTMENT)
    office.remind()
    for envelope in office.box.taken:
        assert isinstance(envelope.content, bytes)
        head = envelope.content.partition(b"\r\n\r\n")[0]
        assert b"bcc" not in head.lower()
    assert sorted(office.taken) == ["anna@example.org", "treaties@example.org"]
    assert "<b>" not in body(office.taken["anna@example.org"], "html")


def test_restricted_agreements_stand_in_mail_by_their_ref_alone(office: Office) -> None:
    office.add("A-1", ANNA, title="Secret route", option="--restricted")
    office.remind()
    message = office.taken["anna@example.org"]
    for text in (str(message["Subject"]), body(message), body(message, "html")):
        assert "A-1" in text
        assert "Secret" not in text


def test_a_sign_of_life_by_mail(office: Office) -> None:
    office.add("A-1", BORIS, last="2036-12-22")
    office.set("owner", ANNA)
    office.set("heartbeat", "daily")
    assert office.remind() == ("", "", 0)
    assert office.taken["anna@example.org"]["Subject"] == "Nothing due, 1 agreement watched"
    office.box.taken.clear()
    office.remind()
    assert office.box.taken == []
    office.remind("2026-11-23")
    assert list(office.taken) == ["anna@example.org"]


def test_a_mail_is_written_as_settled_whoever_sends_it(office: Office, home: Path) -> None:
    office.add("A-1", ANNA)
    office.set("date_format", "dd.mm.yyyy")
    shown = office.agreetrack("remind", "--mail", "--dry-run").stdout
    office.remind()
    message = office.taken["anna@example.org"]
    assert message["Subject"] == "Tue 2026-12-22 (30 days): expiry A-1"
    assert "Tue 2026-12-22" in body(message)
    assert f"Subject: {message['Subject']}" in shown
    assert "22.12.2026" not in shown + body(message) + body(message, "html")


def test_days_are_written_in_mails_as_the_registry_says(office: Office) -> None:
    office.add("A-1", ANNA)
    office.set("mail_date_format", "dd.mm.yyyy")
    shown = office.agreetrack("remind", "--mail", "--dry-run").stdout
    office.remind()
    message = office.taken["anna@example.org"]
    assert message["Subject"] == "Tue 22.12.2026 (30 days): expiry A-1"
    assert f"Subject: {message['Subject']}" in shown
    assert "22.12.2026" in shown.partition("Subject")[2].partition("\n")[2]
    assert "22.12.2026" in body(message, "html")


def test_a_mail_is_in_the_language_that_was_settled(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office.add("A-1", ANNA)
    catalogue(tmp_path / "locale" / "de", {"To: {to}": "An: {to}"})
    catalogue(tmp_path / "locale" / "en", {})
    monkeypatch.setattr(wording, "CATALOGUES", tmp_path / "locale")
    words = ("remind", "--mail", "--dry-run")
    assert office.agreetrack(*words, env={"LC_ALL": "de_DE.UTF-8"}).stdout.startswith("To: ")
    registry = tmp_path / "agreements.json"
    office.set("mail_lang", "en")
    registry.write_text(registry.read_text().replace('"mail_lang":"en"', '"mail_lang":"de"'))
    run = office.agreetrack(*words)
    assert run.stdout.startswith("An: ")
    assert run.stderr == "dry run: nothing was sent, and nothing counts as told\n"


def test_a_sample_goes_to_the_configured_owner(office: Office) -> None:
    office.add("A-1", BORIS)
    office.set("owner", ANNA)
    run = office.agreetrack("remind", "--mail", "--test", env={"AGREETRACK_MAIL_PASSWORD": PASSWORD})
    assert run.code == 0
    assert "the sample was delivered to Анна Иванова <anna@example.org>" in run.stderr
    assert "SAMPLE" in body(office.taken["anna@example.org"])


def test_a_dry_run_shows_the_letters(office: Office, agreetrack: Agreetrack) -> None:
    office.add("A-1", ANNA)
    run = agreetrack("remind", "--mail", "--dry-run")
    assert run.code == 0
    assert run.stdout.startswith("To: Анна Иванова <anna@example.org>\nSubject: Tue 2026-12-22 (30 days): expiry A-1\n")
    assert office.box.taken == []
    told = agreetrack("remind", "--json").stdout
    assert json.loads(told)[0]["owner"] == ANNA


# A registry that is lost: the letter is the warning


def lose(path: Path, how: str) -> None:
    if how == "empty":
        path.write_bytes(b"")
    elif how == "gone":
        path.unlink()
    elif how == "damaged":
        path.write_text(path.read_text().replace('"term":"2036', '"term":"2O36'))
    else:
        tables = json.loads(path.read_text())
        tables.pop("agreements" if how == "without agreements" else "history")
        tables["meta"]["1"]["seq"] = 3 if how == "without agreements" else 1
        path.write_text(json.dumps(tables))


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("empty", "is empty, its changes had come to 3"),
        ("gone", "is gone, its changes had come to 3"),
        ("without agreements", "has no table of agreements, its changes had come to 3"),
        ("older", "is older than it was: its changes come to 1, and had come to 3"),
        ("damaged", "A-1: term"),
    ],
)
def test_where_nobody_can_be_reminded_the_owner_gets_a_letter(
    office: Office, tmp_path: Path, how: str, said: str
) -> None:
    path = tmp_path / "agreements.json"
    office.add("A-1", BORIS, last="2036-12-22")
    office.set("department", DEPARTMENT)
    office.set("owner", ANNA)
    assert office.remind() == ("", "", 0)
    assert office.box.taken == []
    lose(path, how)
    for _night in range(2):
        office.box.taken.clear()
        run = office.remind()
        assert (run.stdout, run.code) == ("", 4)
        assert said in run.stderr
        assert "Анна Иванова <anna@example.org> was told by mail\n" in run.stderr
        assert list(office.taken) == ["anna@example.org"]
    message = office.taken["anna@example.org"]
    assert message["Subject"] == "Nobody is reminded: the registry of agreements “agreements.json” cannot be used"
    for kind in ("plain", "html"):
        assert said in body(message, kind)
        assert ("restore --accept" in body(message, kind)) == (how != "damaged")


def test_the_letter_goes_to_the_next_where_the_owner_does_not_take_it(office: Office, tmp_path: Path) -> None:
    office.add("A-1", ANNA)
    office.set("owner", ANNA)
    office.set("second", SECOND)
    office.remind()
    office.opens(Box(at_rcpt={"anna@example.org": "550 no such user"}))
    (tmp_path / "agreements.json").write_bytes(b"")
    run = office.remind()
    assert "anna@example.org> could not be told by mail: " in run.stderr
    assert run.code == 4
    assert list(office.taken) == ["second@example.org"]


def test_where_no_night_told_anybody_the_users_own_file_says_who_gets_the_letter(
    office: Office, tmp_path: Path, home: Path
) -> None:
    (tmp_path / "agreements.json").write_bytes(b"")
    run = office.remind()
    assert run.code == 4
    assert "nobody was told by mail\n" in run.stderr
    settings = home / "agreetrack" / "config.toml"
    settings.write_text(f"owner = '{ANNA}'\n" + settings.read_text())
    assert office.remind().code == 4
    assert list(office.taken) == ["anna@example.org"]


def test_a_look_and_a_lost_server_send_no_letter(office: Office, tmp_path: Path) -> None:
    office.add("A-1", ANNA)
    office.set("owner", ANNA)
    office.remind()
    office.opens(Box())
    (tmp_path / "agreements.json").write_bytes(b"")
    assert office.agreetrack("remind", "--mail", "--dry-run").code == 4
    assert office.agreetrack("remind").code == 4
    assert office.agreetrack("config", "--unset", "mail_host").code == 0
    run = office.remind()
    assert run.code == 4
    assert "is empty" in run.stderr
    assert "nobody was told by mail: " in run.stderr
    assert office.box.taken == []

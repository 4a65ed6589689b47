"""Letters, as the programs read them that receive them."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from saying import refusing

from agreetrack.formats.mail import letter
from agreetrack.model.addresses import Address
from agreetrack.model.errors import InvalidData

NOON = datetime(2026, 11, 22, 12, tzinfo=timezone(timedelta(hours=3)))
SENDER, ANNA = Address("agreements@example.org", "Agreements"), Address("anna@example.org", "Анна Петрова")
HEADERS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "MIME-Version",
    "Content-Type",
]


def written(
    subject: str = "Notice", text: str = "t", html: str = "<p>t</p>", to: Address = ANNA, seed: str = "s"
) -> EmailMessage:
    return letter(SENDER, to, subject, text, html, NOON, seed)


def read(message: EmailMessage) -> Any:
    """The letter as it was received, by the standard library's reader of today."""
    return message_from_bytes(message.as_bytes(), policy=policy.default)


def header(message: EmailMessage, name: str) -> str:
    """A header as it was received, decoded by the rules of RFC 2047 alone."""
    raw = message_from_bytes(message.as_bytes(), policy=policy.compat32)[name]
    return str(make_header(decode_header(raw.replace("\r\n", ""))))


def test_text_and_html_are_alternatives() -> None:
    received = read(written(text="Срок: 9 августа\n", html="<p>Срок: 9 августа</p>\n"))
    assert received.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in received.iter_parts()] == ["text/plain", "text/html"]
    assert [part.get_content().strip() for part in received.iter_parts()] == [
        "Срок: 9 августа",
        "<p>Срок: 9 августа</p>",
    ]
    assert {part.get_content_charset() for part in received.iter_parts()} == {"utf-8"}


def test_the_headers_say_who_when_and_that_no_answer_is_wanted() -> None:
    received = read(written())
    assert received.keys() == HEADERS
    assert received["From"] == "Agreements <agreements@example.org>"
    assert received["To"] == "Анна Петрова <anna@example.org>"
    assert received["Date"] == "Sun, 22 Nov 2026 12:00:00 +0300"
    assert received["Auto-Submitted"] == "auto-generated"
    assert received["X-Auto-Response-Suppress"] == "All"


def test_the_same_letter_has_the_same_name_and_another_one_another() -> None:
    names = [written(seed=seed, to=to)["Message-ID"] for seed in "ab" for to in (ANNA, SENDER)]
    assert len(set(names)) == 4
    assert written(seed="a", subject="again")["Message-ID"] == names[0]
    assert re.fullmatch("<[0-9a-f]{40}@example.org>", names[0])
    assert f"\r\nMessage-ID: {names[0]}\r\n".encode() in written(seed="a").as_bytes()


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("Notice by Sun 9 Aug 2026, and 3 more", "Notice by Sun 9 Aug 2026, and 3 more"),
        ("Нота до вс 09.08.2026, и ещё 3", "Нота до вс 09.08.2026, и ещё 3"),
        ("a\r\nBcc: evil@example.com", r"a\r\nBcc: evil@example.com"),
        ("a\x00\x1b[31m\u202eb\u2028c\x85", r"a\x00\x1b[31m\u202eb\u2028c\x85"),
        ("=?utf-8?q?a=0D=0ABcc:b?=", "= ?utf-8?q?a=0D=0ABcc:b?="),
        ("  a \u3000 b ", "a b"),
        ("\ud800", r"\ud800"),
        ("х" * 300, "х" * 199 + "…"),
        ("x" * 300, "x" * 199 + "…"),
        ("", ""),
    ],
)
def test_a_subject_is_one_line_that_acts_on_nothing(subject: str, shown: str) -> None:
    message = written(subject)
    assert message["Subject"] == shown
    assert header(message, "Subject") == shown
    assert read(message).keys() == HEADERS


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("", "anna@example.org"),
        ("Anna Petrova", "Anna Petrova <anna@example.org>"),
        ("Petrova, Anna", '"Petrova, Anna" <anna@example.org>'),
        ('Anna "Anya" \\ x', '"Anna \\"Anya\\" \\\\ x" <anna@example.org>'),
        ("Петрова, Анна", "Петрова, Анна <anna@example.org>"),
        ("<evil@example.com>,", '"<evil@example.com>," <anna@example.org>'),
        ("a\r\nBcc: evil@example.com", '"a\\\\r\\\\nBcc: evil@example.com" <anna@example.org>'),
        ("=?utf-8?q?x=0D=0ABcc:b?=", '"= ?utf-8?q?x=0D=0ABcc:b?=" <anna@example.org>'),
        ("Константин " * 20, "Константин " * 5 + "Конс… <anna@example.org>"),
    ],
)
def test_a_name_never_becomes_another_address(name: str, shown: str) -> None:
    message = written(to=Address("anna@example.org", name))
    assert header(message, "To") == shown
    assert [one.addr_spec for one in read(message)["To"].addresses] == ["anna@example.org"]


LINES = st.text() | st.lists(
    st.sampled_from(["=?", "utf-8", "?q?", "=0D=0A", "?=", "Bcc: b@x", "\r\n", "й", " ", '"'])
).map("".join)
"""Texts, and some that try to be more than one header."""


@settings(deadline=None)
@given(LINES, LINES)
def test_whatever_names_and_subjects_hold_there_is_one_recipient_and_no_header_more(name: str, subject: str) -> None:
    message = written(subject, to=Address("anna@example.org", name))
    content = message.as_bytes()
    head = content.partition(b"\r\n\r\n")[0]
    assert [line.partition(b":")[0].decode() for line in re.split(rb"\r\n(?![ \t])", head)] == HEADERS
    assert max(len(line) for line in head.split(b"\r\n")) <= 300
    assert content.isascii()
    assert [one.addr_spec for one in read(message)["To"].addresses] == ["anna@example.org"]
    assert header(message, "Subject") == message["Subject"]


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8")))
def test_whatever_the_text_holds_it_arrives(text: str) -> None:
    received = read(written(text=text, html=f"<p>{text}</p>"))
    breaks = re.compile("\r\n|\r|\n")
    assert breaks.split(
        received.get_body(("plain",)).get_content().removesuffix("\n").removesuffix("\r")
    ) == breaks.split(breaks.sub("\n", text).removesuffix("\n"))


def test_what_no_encoding_has_a_word_for_is_shown() -> None:
    assert r"a\ud800b" in read(written(text="a\ud800b")).get_body(("plain",)).get_content()


def test_a_domain_in_other_letters_is_written_as_servers_know_it() -> None:
    assert "info@xn--e1afmkfd.xn--p1ai" in header(written(to=Address("info@пример.рф")), "To")


@pytest.mark.parametrize("mail", ["", "anna", "a b@x", "a@x..y", "a@x\r\nBcc: b@x", "a@＜b", "@x", "a@" + "x" * 300])
def test_what_is_no_address_is_invalid(mail: str) -> None:
    with refusing(InvalidData, match=r"is not a mail address; write it as Name <name@example\.org>"):
        written(to=Address(mail))


def test_the_moment_may_be_in_any_zone() -> None:
    message = letter(SENDER, ANNA, "", "", "", NOON.astimezone(UTC), "")
    assert message["Date"] == "Sun, 22 Nov 2026 09:00:00 +0000"

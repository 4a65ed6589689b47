"""Mail handed over to real servers on loopback, good ones and bad ones."""

import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import trustme
from mail_servers import PASSWORD, USER, Box, Scripted, context_for
from msgspec.structs import replace
from saying import sentence

from agreetrack.formats.mail import letter
from agreetrack.model.addresses import Address, address
from agreetrack.model.delivery import Arrival
from agreetrack.model.facts import Fact
from agreetrack.model.mailing import MailSettings, Secret
from agreetrack.post import connection, smtp
from agreetrack.post.smtp import Letter, backoff

Serve = Callable[..., int]
Play = Callable[..., Scripted]
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SENDER = Address("agreements@example.org", "Договоры")
ANNA, BORIS, VERA = "Анна <anna@example.org>", "boris@example.org", "vera@example.org"
GREETING, HELLO, OK, GO_ON = b"220 here\r\n", b"250 here\r\n", b"250 OK\r\n", b"354 go on\r\n"
READY = (GREETING, HELLO)
TO_BODY = (*READY, OK, OK, OK, GO_ON)  # after EHLO: RSET, MAIL, RCPT, DATA
SHORT = 0.4
"""Seconds; where a server lets a test wait, no test waits longer."""


@pytest.fixture
def settings(ca_file: Path) -> Callable[..., MailSettings]:
    """The settings for a server on loopback, with what a test changes of them."""
    whole = MailSettings(
        host="127.0.0.1", port=0, user=USER, password=Secret(PASSWORD), sender=SENDER, ca_file=ca_file, timeout=20
    )
    return lambda port, **changes: replace(whole, port=port, **changes)


@pytest.fixture
def readable() -> Callable[..., MailSettings]:
    """The settings for a server on loopback that knows neither TLS nor accounts."""
    whole = MailSettings(host="127.0.0.1", port=0, security="none", sender=SENDER, timeout=20)
    return lambda port, **changes: replace(whole, port=port, **changes)


def letters(*recipients: str, text: str = "Срок истекает.\n.\n..\n") -> list[Letter]:
    return [Letter(recipient, message(address(recipient), text)) for recipient in recipients]


def message(recipient: Address | None, text: str = "") -> EmailMessage:
    assert recipient is not None
    return letter(SENDER, recipient, "Нота до 9 августа", text, f"<p>{text}</p>", NOON, "seed")


LONG = letters(ANNA, text=f"{'x' * 70}\n" * (1 << 15))
"""More than a connection holds that nobody reads from."""


def send(letters: Sequence[Letter], settings: MailSettings) -> dict[str, Arrival]:
    """What became of each, by its recipient."""
    outcomes = list(smtp.send(letters, settings))
    assert [recipient for recipient, _outcome in outcomes] == [letter.recipient for letter in letters]
    return dict(outcomes)


def fates(outcomes: dict[str, Arrival]) -> list[str]:
    return [outcome.fate for outcome in outcomes.values()]


def sent(box: Box) -> list[str]:
    return [address for envelope in box.taken for address in envelope.rcpt_tos]


def test_letters_arrive_over_starttls_with_a_password(serve: Serve, settings: Callable[..., MailSettings]) -> None:
    box = Box()
    outcomes = send(letters(ANNA, BORIS), settings(serve(box, auth_required=True)))
    assert outcomes == {ANNA: Arrival("delivered"), BORIS: Arrival("delivered")}
    assert sent(box) == ["anna@example.org", "boris@example.org"]
    assert box.greeted == 2  # once before TLS and once after: one connection for both


def test_letters_arrive_over_tls_from_the_first_byte(
    serve: Serve, settings: Callable[..., MailSettings], shown: ssl.SSLContext
) -> None:
    box = Box()
    port = serve(box, ssl_context=shown, tls_context=None, auth_require_tls=False)
    assert fates(send(letters(ANNA), settings(port, security="tls"))) == ["delivered"]
    assert sent(box) == ["anna@example.org"]


@pytest.mark.parametrize("text", ["Срок: 09.08.2026\n.\n" + "очень длинно " * 200, "Due\n.\n..dots\nFrom here"])
def test_what_arrives_is_what_was_written(serve: Serve, settings: Callable[..., MailSettings], text: str) -> None:
    box = Box()
    send(letters(ANNA, text=text), settings(serve(box)))
    (envelope,) = box.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == ("agreements@example.org", ["anna@example.org"])
    assert isinstance(envelope.content, bytes)
    arrived: Any = message_from_bytes(envelope.content, policy=policy.default)
    assert arrived["Subject"] == "Нота до 9 августа"
    assert [each.addr_spec for each in arrived["To"].addresses] == ["anna@example.org"]
    plain, html = (arrived.get_body((kind,)).get_content().splitlines() for kind in ("plain", "html"))
    assert plain == text.splitlines()
    assert html == f"<p>{text}</p>".splitlines()
    assert max(map(len, envelope.content.split(b"\r\n"))) <= 998


def test_no_header_can_be_injected(serve: Serve, settings: Callable[..., MailSettings]) -> None:
    box = Box()
    evil = "Вода\r\nBcc: evil@example.com\r\n\r\nbody\x00\u202e"
    written = letter(SENDER, Address("anna@example.org", evil), evil, ".\r\nQUIT\r\n", "", NOON, evil)
    assert fates(send([Letter("anna@example.org", written)], settings(serve(box)))) == ["delivered"]
    assert sent(box) == ["anna@example.org"]
    assert isinstance(box.taken[0].content, bytes)
    arrived: Any = message_from_bytes(box.taken[0].content, policy=policy.default)
    assert "Bcc" not in arrived
    assert set(arrived.keys()) == set(written.keys())


@pytest.mark.parametrize("recipient", ["a@x>\r\nRCPT TO:<evil@example.com", "a b@x", "", "a@＜b", "a@x..y", "nobody"])
def test_what_is_no_address_is_never_said_to_a_server(
    serve: Serve, settings: Callable[..., MailSettings], recipient: str
) -> None:
    box = Box()
    outcomes = send([Letter(recipient, message(SENDER)), *letters(BORIS)], settings(serve(box)))
    assert fates(outcomes) == ["refused", "delivered"]
    assert "\n" not in sentence(outcomes[recipient].reason)
    assert box.seen == ["boris@example.org"]


# What a server refuses


def test_one_recipient_of_several_is_refused(serve: Serve, settings: Callable[..., MailSettings]) -> None:
    box = Box(at_rcpt={"boris@example.org": "550 5.1.1 no such user"})
    outcomes = send(letters(ANNA, BORIS, VERA), settings(serve(box)))
    assert fates(outcomes) == ["delivered", "refused", "delivered"]
    assert sentence(outcomes[BORIS].reason) == "the mail server does not take it: 550 5.1.1 no such user"
    assert sent(box) == ["anna@example.org", "vera@example.org"]


@pytest.mark.parametrize(
    ("answer", "fate"),
    [
        ("450 mailbox busy", "failed"),
        ("452 full", "failed"),
        ("503 not now", "failed"),
        ("530 log in first", "failed"),
        ("550 no such user", "refused"),
        ("554 relaying denied", "refused"),
    ],
)
def test_a_refused_recipient_is_for_good_with_5xx_alone(
    serve: Serve, settings: Callable[..., MailSettings], answer: str, fate: str
) -> None:
    outcomes = send(letters(BORIS, VERA), settings(serve(Box(at_rcpt={"boris@example.org": answer}))))
    assert fates(outcomes) == [fate, "delivered"]
    assert answer in sentence(outcomes[BORIS].reason)


@pytest.mark.parametrize(("answer", "fate"), [("452 full", "failed"), ("552 too big", "refused")])
def test_a_server_may_refuse_the_body(
    serve: Serve, settings: Callable[..., MailSettings], answer: str, fate: str
) -> None:
    outcomes = send(letters(BORIS, VERA), settings(serve(Box(at_body={"boris@example.org": answer}))))
    assert fates(outcomes) == [fate, "delivered"]


def test_a_refused_sender_is_no_reason_to_give_a_recipient_up(
    serve: Serve, settings: Callable[..., MailSettings]
) -> None:
    assert fates(send(letters(ANNA), settings(serve(Box(at_mail="550 not from you"))))) == ["failed"]


def test_what_a_server_refuses_before_the_body(play: Play, readable: Callable[..., MailSettings]) -> None:
    server = play((*READY, OK, OK, OK, b"554 no\r\n", OK, OK, OK, b"451 later\r\n", b"221 bye\r\n"))
    assert fates(send(letters(ANNA, BORIS), readable(server.port))) == ["refused", "failed"]


def test_what_a_server_says_is_told_on_one_short_line(serve: Serve, settings: Callable[..., MailSettings]) -> None:
    box = Box(at_rcpt={"boris@example.org": "550-no\r\n550 \x1b[31m\u202e" + "long " * 99})
    reason = sentence(send(letters(BORIS), settings(serve(box)))[BORIS].reason)
    assert reason.isprintable()
    assert len(reason) < 300


def test_a_server_that_closes_is_asked_once_more(play: Play, readable: Callable[..., MailSettings]) -> None:
    closing = (*READY, OK, OK, b"421 too many\r\n")
    server = play(closing, closing)
    outcomes = send(letters(ANNA, BORIS, VERA), readable(server.port))
    assert fates(outcomes) == ["failed", "failed", "failed"]
    assert len({outcome.reason for outcome in outcomes.values()}) == 1


# How the way there is secured


def test_a_wrong_password_sends_nothing_and_is_told_to_nobody(
    serve: Serve, settings: Callable[..., MailSettings]
) -> None:
    box = Box()
    wrong = settings(serve(box), password=Secret("geheim"))
    outcomes = send(letters(ANNA, BORIS), wrong)
    assert fates(outcomes) == ["failed", "failed"]
    assert "did not let agreements in: 535" in sentence(outcomes[ANNA].reason)
    assert "geheim" not in f"{outcomes} {wrong!r} {wrong.password} {wrong.password!r}"
    assert (box.seen, box.greeted) == ([], 2)  # the second letter does not try the password again


def test_a_server_that_repeats_the_password_does_not_get_it_told(
    play: Play, readable: Callable[..., MailSettings], monkeypatch: pytest.MonkeyPatch
) -> None:
    def echo(connection: socket.socket) -> None:
        connection.sendall(b"535 no: " + server.heard[-1].strip() + f" {PASSWORD}\r\n".encode())

    monkeypatch.setattr(connection.Connection, "_encrypt", lambda self: None)
    hello = b"250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n"
    server = play((GREETING, hello, b"220 go\r\n", echo))
    settings = readable(server.port, security="starttls", user=USER, password=Secret(PASSWORD))
    assert sentence(send(letters(ANNA), settings)[ANNA].reason).endswith(
        "did not let agreements in: 535 no: AUTH PLAIN … …"
    )


@pytest.mark.parametrize("excluded", [("PLAIN",), ("LOGIN",)])
def test_either_way_of_logging_in_will_do(
    serve: Serve, settings: Callable[..., MailSettings], excluded: tuple[str, ...]
) -> None:
    port = serve(Box(), auth_required=True, auth_exclude_mechanism=excluded)
    assert fates(send(letters(ANNA), settings(port))) == ["delivered"]


def test_an_unknown_user_is_told(serve: Serve, settings: Callable[..., MailSettings]) -> None:
    port = serve(Box(), auth_required=True, auth_exclude_mechanism=("PLAIN",))
    assert "did not let who in: 535" in sentence(send(letters(ANNA), settings(port, user="who"))[ANNA].reason)


def test_a_login_that_is_not_even_begun_is_told(
    play: Play, readable: Callable[..., MailSettings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection.Connection, "_encrypt", lambda self: None)
    server = play((GREETING, b"250-here\r\n250-STARTTLS\r\n250 AUTH LOGIN\r\n", b"220 go\r\n", b"504 not here\r\n"))
    settings = readable(server.port, security="starttls", user=USER, password=Secret(PASSWORD))
    assert sentence(send(letters(ANNA), settings)[ANNA].reason).endswith("did not let agreements in: 504 not here")


def test_a_server_without_accounts_is_told(serve: Serve, settings: Callable[..., MailSettings]) -> None:
    port = serve(Box(), auth_exclude_mechanism=("PLAIN", "LOGIN"))
    assert "no way to log in" in sentence(send(letters(ANNA), settings(port))[ANNA].reason)


def test_a_password_never_travels_readable(play: Play, settings: Callable[..., MailSettings]) -> None:
    server = play((GREETING, b"250-here\r\n250 AUTH PLAIN\r\n"))
    assert "without TLS" in sentence(send(letters(ANNA), settings(server.port, security="none"))[ANNA].reason)
    assert len(server.heard) == 1


def test_a_certificate_of_an_unknown_authority_is_refused(serve: Serve, settings: Callable[..., MailSettings]) -> None:
    box = Box()
    reason = sentence(send(letters(ANNA), settings(serve(box), ca_file=None))[ANNA].reason)
    assert "is not trusted: the authority that issued it is not known here" in reason
    assert "agreetrack config mail_ca_file" in reason
    assert box.seen == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_for_another_name_is_refused(
    serve: Serve, settings: Callable[..., MailSettings], authority: trustme.CA, security: str
) -> None:
    shown = context_for(authority.issue_cert("mail.example.org"))
    options = {"ssl_context": shown, "tls_context": None} if security == "tls" else {"tls_context": shown}
    box = Box()
    outcomes = send(letters(ANNA), settings(serve(box, **options), security=security))
    assert fates(outcomes) == ["failed"]
    assert "made out to another name" in sentence(outcomes[ANNA].reason)
    assert box.seen == []


def test_where_starttls_is_not_offered_nothing_is_sent(serve: Serve, settings: Callable[..., MailSettings]) -> None:
    box = Box()
    reason = sentence(send(letters(ANNA), settings(serve(box, tls_context=None)))[ANNA].reason)
    assert "does not offer STARTTLS" in reason
    assert box.seen == []


def test_where_starttls_is_offered_and_refused_nothing_is_sent(
    play: Play, settings: Callable[..., MailSettings]
) -> None:
    server = play((GREETING, b"250-here\r\n250 STARTTLS\r\n", b"454 not available\r\n"))
    assert "454 not available" in sentence(send(letters(ANNA), settings(server.port))[ANNA].reason)
    assert len(server.heard) == 2


def test_tls_on_a_port_without_it_is_told(play: Play, settings: Callable[..., MailSettings]) -> None:
    reason = sentence(send(letters(ANNA), settings(play((GREETING,)).port, security="tls"))[ANNA].reason)
    assert "there is no TLS with 127.0.0.1" in reason
    assert "check mail_port and mail_security" in reason


@pytest.mark.parametrize("content", [None, "no certificate\n"])
def test_certificates_that_cannot_be_read_are_told(
    serve: Serve, settings: Callable[..., MailSettings], tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    outcomes = send(letters(ANNA), settings(serve(Box()), ca_file=path))
    assert fates(outcomes) == ["failed"]
    assert f"“{path}” cannot be read" in sentence(outcomes[ANNA].reason)


# Servers that cannot be reached, that hang, and that die


def test_no_server_at_all(readable: Callable[..., MailSettings]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    reason = sentence(send(letters(ANNA), readable(port))[ANNA].reason)
    assert reason == f"127.0.0.1:{port} cannot be reached: Connection refused"


def test_a_name_that_is_none(readable: Callable[..., MailSettings]) -> None:
    assert "cannot be reached" in sentence(send(letters(ANNA), readable(25, host="a..b"))[ANNA].reason)


def test_an_endless_command_is_given_up(play: Play, readable: Callable[..., MailSettings]) -> None:
    server = play((*READY, OK, OK, lambda connection: server.hang(connection)))
    assert send(letters(ANNA), readable(server.port, timeout=SHORT))[ANNA] == Arrival("failed", Fact("mail.too-slow"))


def test_every_address_of_a_server_is_tried(
    play: Play, readable: Callable[..., MailSettings], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = play((*TO_BODY, OK, b"221 bye\r\n"))
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (name, server.port)) for name in ("127.0.0.2", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    asked: list[str] = []
    connect = socket.create_connection

    def watched(place: tuple[str, int], share: float) -> socket.socket:
        asked.append(place[0])
        if place[0] == "127.0.0.2":
            raise ConnectionRefusedError
        return connect(place, share)

    with monkeypatch.context() as patch:
        patch.setattr(socket, "create_connection", watched)
        assert fates(send(letters(ANNA), readable(server.port))) == ["delivered"]
    assert asked == ["127.0.0.2", "127.0.0.1"]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((b"554 go away\r\n",), "is not ready: 554 go away"),
        ((b"HTTP/1.1 400 Bad Request\r\n",), "no mail server"),
        ((b"2" * 10000,), "no mail server"),
        ((b"220-here\r\n" * 200000,), "says too much"),
        ((b"",), "closed the connection"),
        ((GREETING, b"502 what?\r\n", b"502 what?\r\n"), "502 what?"),
    ],
)
def test_what_answers_may_be_no_mail_server(
    play: Play, readable: Callable[..., MailSettings], answer: tuple[bytes, ...], told: str
) -> None:
    server = play(answer)
    outcomes = send(letters(ANNA), readable(server.port))
    assert fates(outcomes) == ["failed"]
    assert told in sentence(outcomes[ANNA].reason)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_that_hangs_from_the_start(play: Play, settings: Callable[..., MailSettings], security: str) -> None:
    server = play((lambda connection: server.hang(connection),))
    outcomes = send(letters(ANNA, BORIS), settings(server.port, security=security, timeout=SHORT))
    assert fates(outcomes) == ["failed", "failed"]


def test_a_server_that_says_a_byte_now_and_then(play: Play, readable: Callable[..., MailSettings]) -> None:
    server = play((lambda connection: server.drip(connection),))
    outcomes = send(letters(ANNA), readable(server.port, timeout=SHORT))
    assert outcomes[ANNA] == Arrival("failed", Fact("mail.too-slow"))


def test_a_server_that_reads_nothing_of_the_body(play: Play, readable: Callable[..., MailSettings]) -> None:
    server = play((*READY, OK, OK, OK, lambda connection: (connection.sendall(GO_ON), server.hang(connection))))
    outcome = send(LONG, readable(server.port, timeout=SHORT * 3))[ANNA]
    assert outcome == Arrival("failed", Fact("mail.too-slow"))


def test_a_server_that_breaks_off_in_the_body_does_not_have_it(
    play: Play, readable: Callable[..., MailSettings]
) -> None:
    server = play((*READY, OK, OK, OK, lambda connection: (connection.sendall(GO_ON), server.reset(connection))))
    outcome = send(LONG, readable(server.port))[ANNA]
    assert (outcome.fate, "broke" in sentence(outcome.reason)) == ("failed", True)


def test_a_server_that_hangs_after_the_body_may_have_it(serve: Serve, settings: Callable[..., MailSettings]) -> None:
    box = Box(at_body={"boris@example.org": "hang"})
    outcomes = send(letters(ANNA, BORIS, VERA), settings(serve(box), timeout=SHORT * 5))
    assert fates(outcomes) == ["delivered", "doubtful", "delivered"]
    assert outcomes[BORIS].reason == Fact("mail.too-slow")


def test_a_server_that_dies_after_the_body_may_have_it(serve: Serve, settings: Callable[..., MailSettings]) -> None:
    box = Box(at_body={"boris@example.org": "die"})
    outcomes = send(letters(ANNA, BORIS, VERA), settings(serve(box)))
    assert fates(outcomes) == ["delivered", "doubtful", "delivered"]
    assert sent(box) == ["anna@example.org", "vera@example.org"]


def test_a_server_that_dies_before_the_body_has_nothing(serve: Serve, settings: Callable[..., MailSettings]) -> None:
    box = Box(at_rcpt={"boris@example.org": "die"})
    assert fates(send(letters(ANNA, BORIS, VERA), settings(serve(box)))) == ["delivered", "failed", "delivered"]


def test_a_server_that_dies_twice_is_left_alone(serve: Serve, settings: Callable[..., MailSettings]) -> None:
    box = Box(at_body={"anna@example.org": "die", "boris@example.org": "die"})
    assert fates(send(letters(ANNA, BORIS, VERA), settings(serve(box)))) == ["doubtful", "doubtful", "failed"]
    assert "vera@example.org" not in box.seen


def test_a_connection_that_breaks_off_is_told(play: Play, readable: Callable[..., MailSettings]) -> None:
    server = play((*READY, Scripted.reset))
    assert "broke" in sentence(send(letters(ANNA), readable(server.port))[ANNA].reason)


def test_a_server_need_not_answer_to_goodbye(play: Play, readable: Callable[..., MailSettings]) -> None:
    server = play((*READY, OK, OK, b"550 no\r\n", lambda connection: server.hang(connection)))
    assert fates(send(letters(ANNA), readable(server.port, timeout=SHORT))) == ["refused"]
    assert server.heard[-1] == b"QUIT\r\n"


def test_an_interrupt_leaves_no_connection_open(play: Play, readable: Callable[..., MailSettings]) -> None:
    def interrupt(connection: socket.socket) -> None:
        raise KeyboardInterrupt

    server = play((b"",))
    made = connection.Connection(readable(server.port))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.Connection, "getreply", interrupt)
        with pytest.raises(KeyboardInterrupt):
            made.open()
    assert made.sock is None


# Addresses in other letters


def test_a_domain_in_other_letters_is_encoded(serve: Serve, settings: Callable[..., MailSettings]) -> None:
    box = Box()
    assert fates(send(letters("info@пример.рф"), settings(serve(box, enable_SMTPUTF8=False)))) == ["delivered"]
    assert sent(box) == ["info@xn--e1afmkfd.xn--p1ai"]


def test_an_address_in_other_letters_goes_where_the_server_takes_it(
    serve: Serve, settings: Callable[..., MailSettings]
) -> None:
    box = Box()
    outcomes = send(letters("анна@пример.рф", BORIS), settings(serve(box, enable_SMTPUTF8=True)))
    assert fates(outcomes) == ["delivered", "delivered"]
    assert sent(box) == ["анна@xn--e1afmkfd.xn--p1ai", "boris@example.org"]
    assert b"To: \xd0\xb0\xd0\xbd" in bytes(box.taken[0].content or b"")
    assert [one.smtp_utf8 for one in box.taken] == [True, False]


def test_an_address_in_other_letters_is_refused_elsewhere(serve: Serve, settings: Callable[..., MailSettings]) -> None:
    port = serve(Box(), enable_SMTPUTF8=False)
    outcomes = send(letters("анна@example.org", BORIS), settings(port))
    assert fates(outcomes) == ["refused", "delivered"]
    assert "SMTPUTF8" in sentence(outcomes["анна@example.org"].reason)
    assert fates(send(letters(BORIS), settings(port, sender=Address("учёт@example.org")))) == ["failed"]


def test_a_sender_that_is_no_address_gives_no_recipient_up(serve: Serve, settings: Callable[..., MailSettings]) -> None:
    outcomes = send(letters(ANNA), settings(serve(Box()), sender=Address("a@b..c")))
    assert fates(outcomes) == ["failed"]
    assert "check mail_from" in sentence(outcomes[ANNA].reason)


# What surrounds it


def test_each_outcome_is_told_before_the_next_letter_is_sent(
    serve: Serve, settings: Callable[..., MailSettings]
) -> None:
    box = Box()
    outcomes = smtp.send(letters(ANNA, BORIS), settings(serve(box)))
    next(outcomes)
    assert sent(box) == ["anna@example.org"]
    outcomes.close()  # type: ignore[attr-defined]
    assert sent(box) == ["anna@example.org"]


def test_nothing_to_send_connects_to_nobody(readable: Callable[..., MailSettings]) -> None:
    assert send([], readable(1)) == {}


def test_the_wait_before_each_further_attempt_grows_up_to_a_bound() -> None:
    waits = [backoff(attempt) for attempt in range(1, 9)]
    assert waits[:3] == [5, 20, 80]
    assert waits == sorted(waits)
    assert backoff(10**9) == max(waits) == 300


@pytest.mark.parametrize(
    ("machine", "greeting"),
    [("mx.example.org", "mx.example.org"), ("laptop", "[127.0.0.1]"), (".", "[127.0.0.1]"), ("пк.дом", "[127.0.0.1]")],
)
def test_the_greeting_names_the_machine_where_it_has_a_whole_name(
    readable: Callable[..., MailSettings], monkeypatch: pytest.MonkeyPatch, machine: str, greeting: str
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: machine)
    assert connection.Connection(readable(25)).local_hostname == greeting


def test_no_thread_is_left_behind(serve: Serve, settings: Callable[..., MailSettings]) -> None:
    port = serve(Box())
    before = threading.active_count()
    send(letters(ANNA), settings(port))
    assert threading.active_count() == before

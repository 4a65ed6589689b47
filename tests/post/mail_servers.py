"""Mail servers on loopback that do what a test says, also what no mail server should do."""

import asyncio
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

Reply = str
USER, PASSWORD = "agreements", "пароль 123"


@dataclass
class Box:
    """A server's handler: keeps what it took, and answers as it is told to, by recipient.

    In place of an answer to the body it may `die` or `hang`.
    """

    at_rcpt: dict[str, Reply] = field(default_factory=dict)
    at_body: dict[str, Reply] = field(default_factory=dict)
    at_mail: Reply = ""
    taken: list[Envelope] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    greeted: int = 0

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.greeted += 1
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.at_mail or "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.seen.append(address)
        refusal = self.at_rcpt.get(address)
        if refusal is None:
            envelope.rcpt_tos.append(address)
        elif refusal == "die":
            assert server.transport is not None
            server.transport.abort()
        return refusal or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self.at_body.get(envelope.rcpt_tos[0], "250 taken")
        if answer == "die":
            assert server.transport is not None
            server.transport.abort()
        elif answer == "hang":
            await asyncio.Event().wait()
        elif answer.startswith("2"):
            self.taken.append(envelope)
        return answer


class Served(Controller):
    """A server on a port that was free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    """Let in whoever knows the user and the password."""
    assert isinstance(data, LoginPassword)
    known = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
    return AuthResult(success=known, handled=False)


Act = Callable[[socket.socket], None]


class Scripted:
    """A server that plays a part to each connection, and knows nothing of mail.

    A part is what it says after each line that it hears, the first at once; an act may be anything.
    """

    def __init__(self, *parts: Sequence[bytes | Act]) -> None:
        self._parts = parts
        self._ended = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # what nobody reads is soon too much
        self.port: int = self._listening.getsockname()[1]
        self.heard: list[bytes] = []
        self._thread = threading.Thread(target=self._play)
        self._thread.start()

    def hang(self, connection: socket.socket) -> None:
        """Say nothing until the test is over."""
        self._ended.wait()

    @staticmethod
    def reset(connection: socket.socket) -> None:
        """End the connection as a machine does that lost its memory of it."""
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()

    def drip(self, connection: socket.socket) -> None:
        """Say a byte every twentieth of a second, and never end the line."""
        while not self._ended.wait(0.05):
            connection.sendall(b"2")

    def stop(self) -> None:
        self._ended.set()
        with suppress(OSError):  # it wakes a part that nobody has come for
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()

    def _play(self) -> None:
        with suppress(OSError):
            for part in self._parts:
                with self._listening.accept()[0] as connection, connection.makefile("rb") as lines, suppress(OSError):
                    self._play_one(part, connection, lines)

    def _play_one(self, part: Sequence[bytes | Act], connection: socket.socket, lines: IO[bytes]) -> None:
        for index, saying in enumerate(part):
            if index:
                self.heard.append(lines.readline())
            connection.sendall(saying) if isinstance(saying, bytes) else saying(connection)


def context_for(certificate: Any) -> ssl.SSLContext:
    """What a server needs to show a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context

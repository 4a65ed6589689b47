"""One connection to a mail server: secured as the settings say, logged in, and never waited for without end."""

import smtplib
import socket
import ssl
from base64 import b64encode
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from agreetrack.model.errors import Said
from agreetrack.model.facts import Fact
from agreetrack.model.mailing import MailSettings
from agreetrack.model.reasons import foreign_reason
from agreetrack.post.words import told, why

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_CHUNK = 1 << 14
_MOST = 1 << 20
"""The most bytes that a server may say within one deadline."""


class Lost(Exception):
    """The connection cannot be used, or not any more; `fact` says why."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(fact)
        self.fact = fact


class Connection(smtplib.SMTP):
    """An SMTP client whose every wait ends at a deadline, also when the server says a byte now and then.

    The library's own timeout begins anew with each byte.
    """

    def __init__(self, settings: MailSettings) -> None:
        super().__init__(local_hostname=_own_name())
        self.settings = settings
        self._ends = 0.0
        self._heard = 0

    def allow(self, seconds: float) -> None:
        """Set the deadline for what follows."""
        self._ends = monotonic() + seconds
        self._heard = 0

    def left(self) -> float:
        """How many seconds are left. Raises Lost where none are."""
        seconds = self._ends - monotonic()
        if seconds <= 0:
            raise Lost(Fact("mail.too-slow"))
        return seconds

    # What the library sends and receives through

    def send(self, s: "ReadableBuffer | str") -> None:
        """Say something. Raises Lost where that is not taken in time."""
        content = s.encode(self.command_encoding) if isinstance(s, str) else bytes(s)
        assert self.sock is not None
        try:
            for begin in range(0, len(content), _CHUNK):
                self.sock.settimeout(self.left())
                self.sock.sendall(content[begin : begin + _CHUNK])
        except OSError as error:
            raise Lost(_broken(error)) from None

    def getreply(self) -> tuple[int, bytes]:
        """The code and text of an answer. Raises Lost where none comes in time, or it is none."""
        if self.file is None:
            self.file = _Lines(self)
        try:
            code, reply = super().getreply()
        except smtplib.SMTPException:  # a line without end
            raise Lost(Fact("mail.no-mail-server")) from None
        if code < 0:
            raise Lost(Fact("mail.no-mail-server"))
        return code, reply

    def hear(self) -> bytes:
        """What has arrived. Raises Lost where nothing does."""
        assert self.sock is not None
        try:
            self.sock.settimeout(self.left())
            heard = self.sock.recv(_CHUNK)
        except OSError as error:
            raise Lost(_broken(error)) from None
        self._heard += len(heard)
        if not heard or self._heard > _MOST:
            raise Lost(Fact("mail.closed") if not heard else Fact("mail.says-too-much"))
        return heard

    # From the first byte to the point where letters can be handed over

    def open(self) -> None:
        """Connect, secure the connection and log in. Raises Lost with the reason where one of them fails."""
        self.allow(self.settings.timeout)
        try:
            self._connect()
            self._secure()
            self._log_in()
        except BaseException as error:
            self.close()
            if isinstance(error, OSError | ValueError | smtplib.SMTPException):
                raise Lost(self._unreachable(error)) from None
            raise

    def _connect(self) -> None:
        self.sock = self._reached()
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.settings.security == "tls":
            self._encrypt()
        self._expect(220, *self.getreply())

    def _reached(self) -> socket.socket:
        """A connection to the first of the server's addresses that takes one; each has its share of the time."""
        port = self.settings.port
        *others, last = socket.getaddrinfo(self.settings.host, port, type=socket.SOCK_STREAM)
        for done, (*_kind, place) in enumerate(others):
            share = self.left() / (len(others) + 1 - done)
            with suppress(OSError):
                return socket.create_connection((str(place[0]), port), share)
        return socket.create_connection((str(last[4][0]), port), self.left())

    def _secure(self) -> None:
        self.ehlo_or_helo_if_needed()
        if self.settings.security != "starttls":
            return
        if not self.has_extn("starttls"):
            raise Lost(Fact("mail.no-starttls", server=self._server()))
        self._expect(220, *self.docmd("STARTTLS"))
        self._encrypt()
        self.ehlo_or_helo_if_needed()

    def _encrypt(self) -> None:
        """Go on encrypted; what was heard before counts for nothing."""
        assert self.sock is not None
        context = _context(self.settings)
        self.sock.settimeout(self.left())
        self.sock = context.wrap_socket(self.sock, server_hostname=self.settings.host)
        self.file = self.helo_resp = self.ehlo_resp = None
        self.esmtp_features = {}
        self.does_esmtp = False

    def _log_in(self) -> None:
        user, password = self.settings.user, self.settings.password
        if user is None or password is None:
            return
        if self.settings.security == "none":
            raise Lost(Fact("mail.no-password-without-tls"))
        secret = password.reveal()
        offered = self.esmtp_features.get("auth", "").upper().split()
        whole = _base64(f"\0{user}\0{secret}")
        if "PLAIN" in offered:
            code, reply = self.docmd("AUTH", f"PLAIN {whole}")
        elif "LOGIN" in offered:
            code, reply = self.docmd("AUTH", f"LOGIN {_base64(user)}")
            if code == 334:
                code, reply = self.docmd(_base64(secret))
        else:
            raise Lost(Fact("mail.no-way-to-log-in", server=self._server()))
        if code != 235:
            said = told(reply, whole, _base64(secret), secret)
            raise Lost(Fact("mail.not-let-in", server=self._server(), user=user, reply=f"{code} {said}"))

    def _expect(self, wanted: int, code: int, reply: bytes) -> None:
        if code != wanted:
            raise Lost(Fact("mail.not-ready", server=self._server(), reply=f"{code} {told(reply)}"))

    def _server(self) -> str:
        return f"{self.settings.host}:{self.settings.port}"

    def _unreachable(self, error: Exception) -> Fact:
        server, reason = self._server(), _reason(error)
        if isinstance(error, ssl.SSLCertVerificationError):
            return Fact(
                "mail.certificate-not-trusted",
                server=server,
                reason=foreign_reason(error) or told(error.verify_message),
            )
        if isinstance(error, ssl.SSLError):
            return Fact("mail.no-tls", server=server, reason=reason)
        return Fact("mail.unreachable", server=server, reason=reason)

    def leave(self) -> None:
        """Say goodbye, which a server may not answer, and close."""
        self.allow(min(5.0, self.settings.timeout))
        with suppress(Lost):
            self.docmd("QUIT")
        self.close()


class _Lines:
    """What arrives on a connection, by lines."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rest = b""

    def readline(self, most: int) -> bytes:
        """The next line with its break, or the first `most` bytes of a longer one."""
        while b"\n" not in self._rest and len(self._rest) < most:
            self._rest += self._connection.hear()
        end = min(most, self._rest.find(b"\n") + 1 or most)
        line, self._rest = self._rest[:end], self._rest[end:]
        return line

    def close(self) -> None:
        """Nothing is open but the connection itself."""


def _context(settings: MailSettings) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if settings.ca_file is not None:
        try:
            context.load_verify_locations(settings.ca_file)
        except OSError as error:
            raise Lost(Fact("mail.certificates-unreadable", path=settings.ca_file, reason=why(error))) from None
    return context


def _own_name() -> str:
    """What to greet with: the machine's whole name, or an address; no name is looked up, which may take long."""
    name = socket.gethostname()
    return name if "." in name.strip(".") and name.isascii() else "[127.0.0.1]"


def _base64(text: str) -> str:
    return b64encode(text.encode()).decode("ascii")


def _broken(error: OSError) -> Fact:
    if isinstance(error, TimeoutError):
        return Fact("mail.too-slow")
    return Fact("mail.broke", reason=why(error))


def _reason(error: Exception) -> Said:
    if isinstance(error, smtplib.SMTPResponseException):
        return told(f"{error.smtp_code} {told(error.smtp_error)}")
    return why(error)

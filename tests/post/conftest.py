"""Certificates made for the test run, and servers that are stopped after each test."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import trustme
from mail_servers import Box, Scripted, Served, authenticate, context_for

Serve = Callable[..., int]


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def shown(authority: trustme.CA) -> ssl.SSLContext:
    """The certificate of a server on loopback."""
    return context_for(authority.issue_cert("127.0.0.1", "localhost"))


@pytest.fixture(scope="session")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return path


@pytest.fixture
def serve(shown: ssl.SSLContext) -> Iterator[Serve]:
    """Start a server for a box, and give its port: with STARTTLS and accounts, where nothing else is asked for."""
    with ExitStack() as stack:

        def start(box: Box, **options: Any) -> int:
            settings = {"tls_context": shown, "authenticator": authenticate, **options}
            server = Served(box, hostname="127.0.0.1", port=0, **settings)
            server.start()
            stack.callback(server.stop)
            return server.port

        yield start


@pytest.fixture
def play() -> Iterator[Callable[..., Scripted]]:
    """Start a server that plays its parts, one a connection."""
    with ExitStack() as stack:

        def start(*parts: Any) -> Scripted:
            server = Scripted(*parts)
            stack.callback(server.stop)
            return server

        yield start

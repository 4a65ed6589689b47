"""Why something failed, in sentences of ours: what the system and libraries say is told in no other way."""

import csv
import errno
import json
import os
import socket
import ssl
import tomllib

import pytest
import tomlkit
from saying import sentence

from agreetrack.model.errors import UsageError, reason_of
from agreetrack.model.facts import Fact
from agreetrack.model.reasons import _OF_SYSTEM, foreign_reason


def error_of(text: str | bytes, reading: object) -> Exception:
    """What reading the text raises."""
    with pytest.raises(Exception) as raised:  # noqa: PT011
        reading(text)
    return raised.value


@pytest.mark.parametrize("number", _OF_SYSTEM, ids=lambda number: errno.errorcode[number])
def test_each_number_of_the_system_has_a_sentence(number: int) -> None:
    assert sentence(reason_of(OSError(number, os.strerror(number))))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "a.json"), "No such file or directory"),
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "No server of that name is known"),
        (error_of('{"a": }', json.loads), "it goes wrong at line 1, column 7"),
        (error_of("a =\n", tomllib.loads), "it goes wrong at line 1, column 4"),
        (error_of("a = 1\na = 2\n", tomlkit.parse), "“a” stands twice"),
        (error_of("a = \n", tomlkit.parse), "it goes wrong at line 1, column 4"),
        (
            error_of('"a', lambda text: list(csv.reader([text], strict=True))),
            "its quotation marks or line breaks are out of order",
        ),
        (error_of(b"ab\xff", lambda text: text.decode()), "it is not UTF-8 text from byte 2 on"),
        (error_of("\ud800", lambda text: text.encode()), "it has half a character"),
        (UsageError(Fact("refs.empty")), None),
        (ssl.SSLError(1, "[SSL] unknown error"), "[SSL] unknown error"),
        (OSError(errno.EPERM, "what a driver says"), "what a driver says"),
        (OSError(99999, os.strerror(99999)), "Unknown error 99999"),
        (ValueError("embedded null byte"), "embedded null byte"),
    ],
    ids=str,
)
def test_what_the_system_or_a_library_says_is_told(error: Exception, said: str | None) -> None:
    if said is None:
        assert reason_of(error) == Fact("refs.empty")
        assert foreign_reason(error) is None
    else:
        assert sentence(reason_of(error)) == said

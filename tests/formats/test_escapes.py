r"""What acts on a terminal or hides in a text is seen as `\u202e`, and can be read back."""

import json
import re
import sys

import msgspec
import pytest

from agreetrack.display.plain import safe
from agreetrack.formats.escapes import in_json, read, shown, written
from agreetrack.model.signs import CONTROLS, UNSEEN

EVERY = [chr(point) for point in range(sys.maxunicode + 1) if not 0xD800 <= point <= 0xDFFF]
HIDDEN = re.compile(f"[{CONTROLS}{UNSEEN}]")
SEEN = "".join(sign for sign in EVERY if not HIDDEN.match(sign))
UNSEEN_SIGNS = "".join(sign for sign in EVERY if HIDDEN.match(sign))


@pytest.mark.parametrize(
    ("text", "as_json", "as_text"),
    [
        ("a\u200bb", r"a\u200bb", r"a\u200bb"),
        ("\u200c\u200d\u200e\u200f", r"\u200c\u200d\u200e\u200f", r"\u200c\u200d\u200e\u200f"),
        ("\u2060\u2064\u206f", r"\u2060\u2064\u206f", r"\u2060\u2064\u206f"),
        ("\ufeffx\xad", r"\ufeffx\u00ad", r"\ufeffx\xad"),
        ("\U000e0041\U000e007f", r"\udb40\udc41\udb40\udc7f", r"\U000e0041\U000e007f"),
        ("葛\U000e0100 и Ёж 🕊", "葛\U000e0100 и Ёж 🕊", "葛\U000e0100 и Ёж 🕊"),
    ],
)
def test_signs_that_hide_are_seen(text: str, as_json: str, as_text: str) -> None:
    assert in_json(msgspec.json.encode(text)).decode() == f'"{as_json}"'
    assert shown(text) == written(text) == safe(text) == as_text


def test_every_sign_that_is_not_seen_is_escaped_and_no_other() -> None:
    assert in_json(SEEN.encode()) == SEEN.encode()
    escaped = in_json(msgspec.json.encode(UNSEEN_SIGNS))
    assert escaped.isascii()
    assert json.loads(escaped) == UNSEEN_SIGNS
    assert shown(UNSEEN_SIGNS).isprintable()


def test_what_is_written_is_read_back() -> None:
    for text in (UNSEEN_SIGNS, *(f"a{slashes}{sign}b" for sign in UNSEEN_SIGNS for slashes in ("", "\\", "\\\\"))):
        assert read(written(text)) == text
    for code in (r"\u200b", r"\U000e0041", r"\\xad", r"\ufeff", r"\U000e0100"):
        assert read(written(code)) == code

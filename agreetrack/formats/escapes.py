r"""Characters that act on a terminal or turn text around, written as the text `\x1b` or `\u202e`."""

import re

_BIDI = "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
_CONTROL = re.compile(f"[\x00-\x1f\x7f-\x9f{_BIDI}]")
_IN_UTF8 = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]")

_CODE = (
    r"x0[0-8bcdef]|x1[0-9a-f]|x7f|x[89][0-9a-f]"
    r"|u061c|u200[ef]|u202[89a-e]|u206[6-9]"
)
_ACTING = re.compile(rf"(\\*)(?:([\x00-\x08\x0b-\x1f\x7f-\x9f{_BIDI}])|({_CODE}))")
_WRITTEN = re.compile(rf"(\\+)({_CODE})")


def in_json(content: bytes) -> bytes:
    r"""Encoded JSON with DEL, C1 controls, bidi controls, breaks as `\uXXXX`; the rest already is."""
    return _IN_UTF8.sub(lambda found: b"\\u%04x" % ord(found[0].decode()), content)


def shown(text: str) -> str:
    r"""The text on one line, its controls visible; not meant to be read back."""
    if text.isascii() and text.isprintable():
        return text
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def written(text: str) -> str:
    r"""The text with its controls visible so that `read` gives it back; tabs and line feeds stay.

    A control after n backslashes gets 2n + 1, what only looks like one keeps its look with 2n.
    """
    if text.isascii() and text.isprintable() and "\\" not in text:
        return text
    return _ACTING.sub(_doubled, text)


def _doubled(found: re.Match[str]) -> str:
    slashes, control, code = found.groups()
    return slashes * 2 + (_code(control) if control else code)


def read(text: str) -> str:
    """The text that `written` wrote."""
    if "\\" not in text:
        return text
    return _WRITTEN.sub(_halved, text)


def _halved(found: re.Match[str]) -> str:
    half, odd = divmod(len(found[1]), 2)
    return "\\" * half + (chr(int(found[2][1:], 16)) if odd else found[2])


def _code(character: str) -> str:
    point = ord(character)
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}"

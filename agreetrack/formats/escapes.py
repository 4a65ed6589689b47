r"""Characters that act on a terminal, turn text around or hide in it, written as the text `\x1b` or `\u202e`."""

import re

from agreetrack.model.signs import CONTROLS, UNSEEN

_CONTROL = re.compile(f"[{CONTROLS}{UNSEEN}]")
_IN_UTF8 = re.compile(
    rb"\x7f|\xc2[\x80-\x9f\xad]|\xd8\x9c|\xe1\xa0\x8e|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]"
    rb"|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb]|\xf3\xa0(?:[\x80-\x83\x88-\xbf].|\x87[\xb0-\xbf])",
    re.DOTALL,
)

_CODE = (
    r"x0[0-8bcdef]|x1[0-9a-f]|x7f|x[89][0-9a-f]|xad"
    r"|u061c|u180e|u200[b-f]|u202[89a-e]|u206[0-9a-f]|ufeff|ufff[9ab]"
    r"|U000e00[0-9a-f]{2}|U000e01f[0-9a-f]|U000e0[2-9a-f][0-9a-f]{2}"
)
_ACTING = re.compile(rf"(\\*)(?:([\x00-\x08\x0b-\x1f\x7f-\x9f{UNSEEN}])|({_CODE}))")
_WRITTEN = re.compile(rf"(\\+)({_CODE})")


def in_json(content: bytes) -> bytes:
    r"""Encoded JSON with DEL and C1 controls, signs that are not seen, and breaks as `\uXXXX`; the rest already is."""
    return _IN_UTF8.sub(_unit_by_unit, content)


def _unit_by_unit(found: re.Match[bytes]) -> bytes:
    """A sign as JSON escapes it: one beyond U+FFFF as two halves."""
    units = found[0].decode().encode("utf-16-be")
    return b"".join(b"\\u%02x%02x" % (units[place], units[place + 1]) for place in range(0, len(units), 2))


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
    if point < 0x100:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"

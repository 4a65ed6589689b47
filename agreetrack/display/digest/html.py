"""What one recipient is told, as the HTML part of a mail: tables, styles in place, nothing fetched, nothing run.

No colour is set for text or page, so that a mail program's own, light or dark, hold; a coloured edge only repeats what
the words say.
"""

import re
from collections.abc import Iterator
from html import escape

from agreetrack.display.digest.entries import (
    URGENT,
    Command,
    DigestEntry,
    OpenEntry,
    closing,
    entries,
    headline,
    open_entries,
    open_heading,
)
from agreetrack.display.digest.text import subject
from agreetrack.display.page import DateStyle
from agreetrack.display.wording import _, chosen_language
from agreetrack.law.reminders import Digest

_BODY = "margin:0;padding:16px;font-family:'Segoe UI',Helvetica,Arial,sans-serif;font-size:15px;line-height:1.45"
_TABLE = "border-collapse:collapse;width:100%;max-width:720px"
_DAY = "padding:10px 12px 10px 10px;text-align:left;vertical-align:top;white-space:nowrap;font-weight:normal"
_CELL = "padding:10px 0;text-align:left;vertical-align:top;word-break:break-word;overflow-wrap:anywhere"
_LINE = "border-top:1px solid #8a8a8a"
_CODE = "font-family:Consolas,Menlo,monospace;font-size:12px;white-space:pre-wrap"
_HEADING = "font-size:18px;line-height:1.3;margin:0 0 12px"
_SUBHEADING = "font-size:16px;line-height:1.3;margin:24px 0 12px"
_PARAGRAPH = "margin:2px 0 0"
_TYPED = "font-size:13px;margin:2px 0 0"
_NOTE = "font-size:13px;margin:12px 0 0"

_LATE, _SOON, _CALM = "#c62828", "#b26a00", "#8a8a8a"

_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:/\d[\d-]*)?")


def html(digest: Digest, style: DateStyle, command: Command) -> str:
    """First what is new, then in brief what is open still; with nothing of either one line, as a sign of life."""
    return "\n".join((*_begin(digest, style), *_content(digest, style, command), "</body>", "</html>", ""))


def _begin(digest: Digest, style: DateStyle) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escape(chosen_language())}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield '<meta name="supported-color-schemes" content="light dark">'
    yield f"<title>{escape(subject(digest, style))}</title>"
    yield "</head>"
    yield f'<body style="{_BODY}">'


def _content(digest: Digest, style: DateStyle, command: Command) -> Iterator[str]:
    if not digest.new:
        yield f'<p style="margin:0">{escape(headline(digest, style))}</p>'
    else:
        yield f'<h1 style="{_HEADING}">{escape(headline(digest, style))}</h1>'
        yield from _table(_entry(one) for one in entries(digest, style, command))
    if digest.open:
        yield f'<h2 style="{_SUBHEADING}">{escape(open_heading(digest))}</h2>'
        yield from _table(_open(one) for one in open_entries(digest, style))
    if digest.new or digest.open:
        yield f'<p style="{_NOTE}">{escape(closing())}</p>'


def _table(rows: Iterator[str]) -> Iterator[str]:
    yield f'<table cellspacing="0" cellpadding="0" border="0" width="100%" style="{_TABLE}">'
    yield from rows
    yield "</table>"


def _entry(one: DigestEntry) -> str:
    said = "".join(f'<p style="{_PARAGRAPH}">{_unbroken(text)}</p>' for text in one.said)
    typed = "".join(
        f'<p style="{_TYPED}">{escape(label)} <code style="{_CODE}">{escape(command)}</code></p>'
        for label, command in one.commands
    )
    return _row(one, f"{_about(one)}{said}{typed}")


def _open(one: OpenEntry) -> str:
    told = _("told on {day}").format(day=one.told) if one.told else ""
    said = ", ".join(part for part in (one.name, told) if part)
    return _row(one, f'{_about(one)}<p style="{_PARAGRAPH}">{_unbroken(said)}</p>')


def _row(one: DigestEntry | OpenEntry, content: str) -> str:
    day = f"{escape(one.when)}<br><strong>{escape(one.distance)}</strong>"
    edge = f"border-left:4px solid {_edge(one.days)}"
    return (
        f'<tr><th scope="row" width="120" style="{_DAY};{edge};{_LINE}">{day}</th>'
        f'<td style="{_CELL};{_LINE}">{content}</td></tr>'
    )


def _edge(days: int) -> str:
    if days < 0:
        return _LATE
    return _SOON if days <= URGENT else _CALM


def _about(one: DigestEntry | OpenEntry) -> str:
    """The ref and the title, each written in its own direction."""
    ref = f"<strong>{escape(one.ref)}</strong>"
    return f'{ref} <span dir="auto">{escape(one.title)}</span>' if one.title else ref


def _unbroken(text: str) -> str:
    """A sentence whose dates stay on one line: browsers break them behind a hyphen."""
    return _DATE.sub(r'<span style="white-space:nowrap">\g<0></span>', escape(text))

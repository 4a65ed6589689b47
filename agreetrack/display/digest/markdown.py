"""What one recipient is told, as Markdown: for a wiki or a chat. Nothing in a text of a record is markup."""

import re
from collections.abc import Iterator

from agreetrack.display.digest.entries import (
    Command,
    DigestEntry,
    OpenEntry,
    closing,
    entries,
    headline,
    open_entries,
    open_heading,
)
from agreetrack.display.page import DateStyle
from agreetrack.display.wording import _
from agreetrack.law.reminders import Digest

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~#&$@^=]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""What Markdown and its common extensions read as their own, also the beginnings of addresses and mentions."""


def markdown(digest: Digest, style: DateStyle, command: Command) -> str:
    """First what is new, then in brief what is open still; with nothing of either one line, as a sign of life."""
    title = escaped(headline(digest, style))
    blocks = [f"# {title}" if digest.new else title]
    if digest.new:
        blocks.append("\n".join(line for one in entries(digest, style, command) for line in _entry(one)))
    if digest.open:
        lines = [_open(one) for one in open_entries(digest, style)]
        blocks += [f"## {escaped(open_heading(digest))}", "\n".join(lines)]
    if digest.new or digest.open:
        blocks.append(escaped(closing()))
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """The text so that Markdown shows it as it is."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def _entry(one: DigestEntry) -> Iterator[str]:
    yield f"- **{one.when}** ({one.distance}): {_about(one)}"
    yield from (f"  - {escaped(said)}" for said in one.said)
    yield from (f"  - {escaped(label)} {_code(command)}" for label, command in one.commands)


def _open(one: OpenEntry) -> str:
    told = _("told on {day}").format(day=one.told) if one.told else ""
    said = f"- **{one.when}** ({one.distance}): {one.name} {_about(one)}"
    return f"{said} ({told})" if told else said


def _about(one: DigestEntry | OpenEntry) -> str:
    return f"**{escaped(one.ref)}** {escaped(one.title)}".rstrip()


def _code(text: str) -> str:
    """A span of code that nothing in the text ends."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"

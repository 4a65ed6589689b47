"""The help of `agreetrack` itself: examples first, then the commands in their panels, 80 columns wide.

It is made from the table of commands alone: no command is imported for it.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from agreetrack.cli.placeholders import placeholders
from agreetrack.cli.streams import paper
from agreetrack.cli.table import COMMANDS
from agreetrack.display.wording import _

if TYPE_CHECKING:
    from agreetrack.display.page import Page


class _Part(NamedTuple):
    """A part of the page: its heading, and rows of what is typed and what that does, or lines of text alone."""

    heading: str
    rows: Sequence[tuple[str, str]]
    width: int = 0
    lines: Sequence[str] = ()


def written_overview() -> str:
    """The whole page, as it fits what it is written on."""
    is_terminal = sys.stdout.isatty()
    return overview_on(paper(is_terminal)) if is_terminal else overview()


def overview() -> str:
    """The whole page as plain text."""
    return "\n".join("".join(line.rstrip() + "\n" for line in _plain(part)) for part in _parts())


def overview_on(page: "Page") -> str:
    """The whole page in panels, on a terminal."""
    from agreetrack.display.boxes import Box, Item, page_text
    from agreetrack.display.page import Piece

    return page_text(
        (
            Box(
                part.heading,
                [[Piece(line)] for line in part.lines],
                [Item([Piece(typed.ljust(part.width - 2), "strong")], [does]) for typed, does in part.rows],
                "section" if part.heading else "outline",
            )
            for part in _parts()
        ),
        page,
    )


def _parts() -> Iterator[_Part]:
    yield _head()
    yield _examples()
    yield from _panels()
    yield _options()
    yield _foot()


def _head() -> _Part:
    usage = _("Usage: agreetrack COMMAND …")
    first = _("Keeps agreements between governments and public bodies, and says what has to be")
    return _Part("", (), lines=(usage, "", first, _("decided, by which day, and what happens by itself.")))


def _examples() -> _Part:
    rows = (
        ("agreetrack list --expiring", _("what is due within 90 days, or has passed")),
        ("agreetrack show RU-CN", _("one agreement, by the beginning of its ref")),
        ("agreetrack explain RU-CN", _("why its dates are what they are")),
        ("agreetrack extend RU-CN --by 5y", _("record what happened")),
        ("agreetrack list --csv -o list.csv", _("for a spreadsheet")),
        ("agreetrack extend -h", _("how a command is used")),
    )
    return _Part("", rows)


def _panels() -> Iterator[_Part]:
    for panel, entries in groupby(COMMANDS.values(), key=lambda entry: entry.panel):
        rows = [(entry.name, _(entry.summary)) for entry in entries]
        yield _Part(_(panel), rows, 13)


def _options() -> _Part:
    rows = (
        (placeholders("--db FILE"), _("the registry; else AGREETRACK_DB, the configuration, your own")),
        (placeholders("--as-of DATE"), _("ask about another day: 2019-12-01, 1.12.2019, +90d, -2m")),
        (placeholders("--knowing DATE"), _("count only what had happened by then")),
        (placeholders("--lang CODE"), _("the language of the texts")),
    )
    return _Part(_("Options, before or after the command"), rows, 16)


def _foot() -> _Part:
    rows = (
        ("-h, --help", _("this page; after a command, its own")),
        ("--version", _("which version this is")),
        ("--install-completion [bash|zsh|fish]", _("complete words with Tab")),
        ("--show-completion [bash|zsh|fish]", _("print the script for that")),
    )
    return _Part("", rows)


def _plain(part: _Part) -> Iterator[str]:
    if part.heading:
        yield part.heading
    yield from part.lines
    column = max([part.width, *(len(typed) + 2 for typed, _does in part.rows)])
    yield from (f"  {typed:{column}}{does}" for typed, does in part.rows)

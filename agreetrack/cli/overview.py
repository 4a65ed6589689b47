"""The help of `agreetrack` itself: examples first, then the commands in their panels, 80 columns wide.

It is made from the table of commands alone: no command is imported for it.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from agreetrack.cli.table import COMMANDS
from agreetrack.model.wording import _


def overview() -> str:
    """The whole page."""
    parts = (_head(), _examples(), *_panels(), _options(), _foot())
    return "\n".join("".join(line.rstrip() + "\n" for line in part) for part in parts)


def _head() -> Iterator[str]:
    yield _("Usage: agreetrack COMMAND …")
    yield ""
    yield _("Keeps agreements between governments and public bodies, and says what has to be")
    yield _("decided, by which day, and what happens by itself.")


def _examples() -> Iterator[str]:
    rows = (
        ("agreetrack list --expiring", _("what is due within 90 days, or has passed")),
        ("agreetrack show RU-CN", _("one agreement, by the beginning of its ref")),
        ("agreetrack explain RU-CN", _("why its dates are what they are")),
        ("agreetrack extend RU-CN --by 5y", _("record what happened")),
        ("agreetrack list --csv -o list.csv", _("for a spreadsheet")),
        ("agreetrack extend -h", _("how a command is used")),
    )
    return _rows(rows)


def _panels() -> Iterator[Iterator[str]]:
    for panel, entries in groupby(COMMANDS.values(), key=lambda entry: entry.panel):
        rows = [(entry.name, _(entry.summary)) for entry in entries]
        yield _section(_(panel), rows, 13)


def _options() -> Iterator[str]:
    rows = (
        ("--db FILE", _("the registry; else AGREETRACK_DB, the configuration, your own")),
        ("--as-of DATE", _("ask about another day: 2019-12-01, 1.12.2019, +90d, -2m")),
        ("--knowing DATE", _("count only what had happened by then")),
        ("--lang CODE", _("the language of the texts")),
    )
    return _section(_("Options, before or after the command"), rows, 16)


def _foot() -> Iterator[str]:
    rows = (
        ("-h, --help", _("this page; after a command, its own")),
        ("--version", _("which version this is")),
        ("--install-completion [bash|zsh|fish]", _("complete words with Tab")),
        ("--show-completion [bash|zsh|fish]", _("print the script for that")),
    )
    return _rows(rows)


def _section(heading: str, rows: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    yield heading
    yield from _rows(rows, width)


def _rows(rows: Iterable[tuple[str, str]], width: int = 0) -> Iterator[str]:
    kept = list(rows)
    column = max([width, *(len(first) + 2 for first, _second in kept)])
    return (f"  {first:{column}}{second}" for first, second in kept)

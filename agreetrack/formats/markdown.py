"""Lists as a Markdown table, for a page or a ticket. Not a contract."""

import re
from collections.abc import Iterable, Sequence

from agreetrack.formats.csv_ import cell
from agreetrack.law.findings import Judged

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~#&]")
COLUMNS = (
    "ref",
    "title",
    "parties",
    "status",
    "in_force",
    "expires",
    "rival_expires",
    "act_kind",
    "act_by",
    "happens_kind",
    "happens_date",
)


def listing_markdown(rows: Iterable[Judged], columns: Sequence[str] | None = None) -> bytes:
    """A table in UTF-8; nothing in a text is markup."""
    names = tuple(columns or COLUMNS)
    lines = [_line(names), _line(["---"] * len(names), plain=True)]
    lines += [_line([cell(row, name) for name in names]) for row in rows]
    return "".join(lines).encode()


def _line(cells: Iterable[str], plain: bool = False) -> str:
    return "| " + " | ".join(cell if plain else _SPECIAL.sub(r"\\\g<0>", cell) for cell in cells) + " |\n"

"""Lists as CSV and TSV: one flat row an agreement, the same names always."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from operator import attrgetter

from agreetrack.formats.escapes import shown
from agreetrack.formats.rows import ListRow, list_row
from agreetrack.formats.spreadsheet import harmless
from agreetrack.law.findings import Judged

LISTING_COLUMNS: tuple[str, ...] = (
    "ref",
    "title",
    "kind",
    "parties",
    "signed",
    "in_force",
    "in_force_stated",
    "status",
    "suspended",
    "period",
    "expires",
    "rival_expires",
    "notice_by",
    "rival_notice_by",
    "send_by",
    "notice_from",
    "renews_to",
    "ends",
    "rival_ends",
    "out_from",
    "binding_until",
    "days_left",
    "act_kind",
    "act_by",
    "act_or_by",
    "act_start_by",
    "act_days",
    "happens_kind",
    "happens_date",
    "happens_or_date",
    "happens_party",
    "happens_days",
    "leaving",
    "tags",
    "owner",
)


DUTY_COLUMNS: tuple[str, ...] = ("duty_id", "duty_text", "duty_due", "duty_days")
"""What is added where obligations are asked for too."""


def listing_csv(rows: Iterable[Judged], columns: Sequence[str] | None = None, bom: bool = False) -> bytes:
    """`list --csv`: UTF-8, rows end in CR LF; `bom` for a file that a spreadsheet opens."""
    return _encoded(_table(rows, columns or LISTING_COLUMNS), bom)


def flat_csv(names: Sequence[str], rows: Iterable[object], bom: bool = False) -> bytes:
    """Rows of other kinds, which have these names, in the same way."""
    return _encoded([names, *([_cell(getattr(row, name)) for name in names] for row in rows)], bom)


def _encoded(table: Iterable[Sequence[str]], bom: bool) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(table)
    return text.getvalue().encode("utf-8-sig" if bom else "utf-8")


def listing_tsv(rows: Iterable[Judged], columns: Sequence[str] | None = None) -> bytes:
    r"""`list --format tsv`: UTF-8, one line an agreement, nothing quoted, tabs and breaks as `\t`, `\n`."""
    lines = ("\t".join(row) for row in _table(rows, columns or LISTING_COLUMNS))
    return "".join(line + "\n" for line in lines).encode()


def _table(rows: Iterable[Judged], columns: Sequence[str]) -> Iterable[Sequence[str]]:
    yield columns
    values = [_value(name) for name in columns]
    for judged in rows:
        row = list_row(judged)
        yield [_cell(value(row)) for value in values]


def cell(judged: Judged, name: str) -> str:
    """One value of a row as text, controls visible; unlike a CSV cell it may begin as a formula does."""
    return _text(_value(name)(list_row(judged)))


def _cell(value: object) -> str:
    """The value as a cell that a spreadsheet only shows; numbers stay numbers."""
    if value is None or value == ():
        return ""
    text = _text(value)
    return harmless(text) if isinstance(value, str | tuple) else text


Value = Callable[[ListRow], object]


def _value(name: str) -> Value:
    """How the value under a name is got; `act_by` is `by` of `act`."""
    if name == "leaving":
        return _leaving
    for whole in ("act", "happens", "duty"):
        if name.startswith(whole + "_"):
            return _part(whole, name.removeprefix(whole + "_"))
    return attrgetter(name)


def _part(whole: str, part: str) -> Value:
    return lambda row: getattr(getattr(row, whole), part, None)


def _leaving(row: ListRow) -> object:
    return tuple(f"{one.party} {one.ends or ''}".rstrip() for one in row.leaving)


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return shown(value)
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case tuple():
            return shown("; ".join(value))
    return str(value)

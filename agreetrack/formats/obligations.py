"""A row of the list of obligations as other programs read it: one occurrence, or an obligation without a date.

Every name is always there, in this order, in JSON and CSV; the names, the states and the words of `binding` are the
same in every language.
"""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from agreetrack.formats.csv_ import flat_csv
from agreetrack.law.binding import binding_text
from agreetrack.law.obligations import Owed


class ObligationRow(Struct, frozen=True, kw_only=True):
    """What is owed: `by` are those who owe it, `to` those to whom it is stated to be owed; `days` counts to `due`.

    `binding` begins with `yes` or `no`: whether the obligation binds on the day asked about, and why.
    """

    ref: str
    title: str
    id: str
    text: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    article: str | None
    kind: str
    due: date | None
    days: int | None
    status: str
    owner: str | None
    binding: str


def obligation_row(row: Owed) -> ObligationRow:
    """The row of one occurrence."""
    one = row.occurrence
    stated = one.obligation
    return ObligationRow(
        ref=row.record.ref,
        title=row.record.title,
        id=stated.id,
        text=stated.text,
        by=one.bearers,
        to=stated.to,
        article=stated.article,
        kind=stated.kind,
        due=one.due,
        days=one.days,
        status=one.status,
        owner=row.owner,
        binding=binding_text(one.binding),
    )


def obligations_csv(rows: Iterable[Owed], bom: bool = False) -> bytes:
    """`obligations --csv`: UTF-8, rows end in CR LF; `bom` for a file that a spreadsheet opens."""
    return flat_csv(ObligationRow.__struct_fields__, (obligation_row(row) for row in rows), bom)

"""A row of the list of obligations as other programs read it: one occurrence, or an obligation without a date.

Every name is always there, in this order, in JSON and CSV; the names, the states and the words of `binding` are the
same in every language.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from agreetrack.formats.csv_ import flat_csv
from agreetrack.law.binding import Binding, Why
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
        binding=_words_of(one.binding),
    )


def _words_of(binding: Binding) -> str:
    days = {name: day.isoformat() for name, day in (("since", binding.since), ("until", binding.until)) if day}
    text = next(text for text in _WORDS[binding.why] if all(day in days for day in _DAYS if f"{{{day}}}" in text))
    return f"{'yes' if binding.binds else 'no'}: {text.format(party=binding.party, **days)}"


_DAYS = ("since", "until")
_WORDS: Mapping[Why, tuple[str, ...]] = {
    "in-force": ("in force through {until}", "in force"),
    "provisional": ("applied provisionally, through {until}", "applied provisionally"),
    "survives": ("survives the end on {since}, through {until}", "survives the end on {since}"),
    "not-yet": ("only from {since} on", "not in force yet"),
    "gap": ("not in force from {since} through {until}",),
    "suspended": ("suspended from {since} through {until}", "suspended since {since}"),
    "ended": ("ended on {until}",),
    "left": ("{party} left on {until}",),
    "dropped": ("dropped by an amendment, from {since} on",),
    "closed": ("the file is closed",),
}
"""What stands there for each, the first whose days are all known: a contract, never translated."""


def obligations_csv(rows: Iterable[Owed], bom: bool = False) -> bytes:
    """`obligations --csv`: UTF-8, rows end in CR LF; `bom` for a file that a spreadsheet opens."""
    return flat_csv(ObligationRow.__struct_fields__, (obligation_row(row) for row in rows), bom)

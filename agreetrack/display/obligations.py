"""`obligations`: what is owed, by date: a line each where the page is wide enough, else the words below their head."""

from collections.abc import Iterator, Sequence

from agreetrack.display.days import weekday, written_day
from agreetrack.display.layout import Column, Row, lay_out
from agreetrack.display.page import Line, Page, Piece, Tone, written
from agreetrack.display.plain import cells, pad, safe, wrap
from agreetrack.display.words import party_words
from agreetrack.law.binding import binding_text
from agreetrack.law.obligations import Occurrence, Owed, Unbound
from agreetrack.model.record import Listed
from agreetrack.model.wording import _

_LEAST_WORDS = 40
"""In a line the words of an obligation take at least so many cells, or they stand below it."""

_INDENT = 5
_HEAD = 6
"""The columns that stand in the first line of a row that takes several: all but its words."""


def obligations(rows: Sequence[Owed], page: Page) -> str:
    """The rows in the order given; empty where there is none."""
    body = [_cells(row, page) for row in rows]
    if not body:
        return ""
    columns = _columns()
    widths = [max(cells(head.heading), *(cells(row[place].text) for row in body)) for place, head in enumerate(columns)]
    room = page.width or sum(widths) + sum(column.gap for column in columns)
    if _total(columns, widths) <= room:
        return lay_out(columns, body, page)
    without_title = [*widths[:_HEAD], min(widths[_HEAD], _LEAST_WORDS), *widths[_HEAD + 1 : -1]]
    if _total(columns, without_title) <= room:
        return lay_out(columns[:-1], [row[:-1] for row in body], page)
    return written(_below(columns, body, widths, room), page)


def _total(columns: Sequence[Column], widths: Sequence[int]) -> int:
    """The cells that so many of the columns take in one line."""
    return sum(widths) + sum(column.gap for column in columns[1 : len(widths)])


def _columns() -> list[Column]:
    return [
        Column(_("days"), right=True),
        Column(_("due"), gap=1),
        Column("", gap=1),
        Column(_("status")),
        Column(_("ref")),
        Column(_("id")),
        Column(_("obligation"), shrinks=True),
        Column(_("by")),
        Column(_("binding")),
        Column(_("agreement"), shrinks=True),
    ]


def _cells(row: Owed, page: Page) -> Row:
    one, record = row.occurrence, row.record
    tone = _tone(one)
    return (
        Piece("" if one.days is None else str(one.days), tone),
        Piece("" if one.due is None else written_day(one.due, page.dates), tone),
        Piece("" if one.due is None else weekday(one.due), "dim"),
        Piece(status_name(one), tone),
        Piece(safe(record.ref), "ref"),
        Piece(safe(one.obligation.id)),
        Piece(_words(one)),
        Piece(bearers(record, one)),
        Piece(safe(binding_text(one.binding, _, lambda day: written_day(day, page.dates))), "dim"),
        Piece(safe(record.title), "dim"),
    )


def _words(one: Occurrence) -> str:
    text = safe(" ".join(one.obligation.text.split()))
    if one.obligation.article:
        return _("art. {article}: {text}").format(article=safe(one.obligation.article), text=text)
    return text


def _tone(one: Occurrence) -> Tone:
    if one.is_late:
        return "late"
    return "soon" if one.status == "due-soon" else ""


def status_name(one: Occurrence) -> str:
    """What became of it or is to become of it; what was met in part and is late says both."""
    match one.status:
        case "open":
            return _("open")
        case "due-soon":
            return _("due soon")
        case "overdue":
            return _("overdue")
        case "met":
            return _("met")
        case "partly-met":
            return _("partly met, late") if one.is_late else _("partly met")
        case "waived":
            return _("waived")
        case "continuing":
            return _("continuing")
    return _("date unknown")


def bearers(record: Listed, one: Occurrence) -> str:
    """Those who owe it, briefly; `all` where it is not said of some alone."""
    if not one.obligation.by:
        return _("all")
    return ", ".join(party_words(record, one.bearers).values())


def _below(columns: Sequence[Column], body: Sequence[Row], widths: Sequence[int], width: int) -> Iterator[Line]:
    """For each row its head, and below it the words, then who owes it, why it binds, and the agreement."""
    yield from _head([Piece(column.heading, "dim") for column in columns], columns, widths, width)
    for row in body:
        yield from _head(row, columns, widths, width)
        *_before, words, by, binding, title = (piece.text for piece in row)
        owed = _("by {parties}").format(parties=by)
        yield from ([Piece(" " * _INDENT + line)] for line in wrap(words, width - _INDENT))
        context = f"{owed}; {binding}; {title}"
        yield from ([Piece(" " * _INDENT + line, "dim")] for line in wrap(context, width - _INDENT))


def _head(row: Row, columns: Sequence[Column], widths: Sequence[int], width: int) -> Iterator[Line]:
    """The columns before the words; where they are too wide, the ref and the id in a line of their own."""
    first = [_padded(row, columns, widths, place) for place in range(_HEAD - 2)]
    second = [_padded(row, columns, widths, place) for place in range(_HEAD - 2, _HEAD)]
    if sum(cells(piece.text) for piece in (*first, *second)) <= width:
        yield [*first, *second]
        return
    yield first
    yield [Piece(" " * (_INDENT - columns[_HEAD - 2].gap)), *second]


def _padded(row: Row, columns: Sequence[Column], widths: Sequence[int], place: int) -> Piece:
    text, tone = row[place]
    gap = columns[place].gap if place else 0
    return Piece(" " * gap + pad(text, widths[place], columns[place].right), tone)


def summary(rows: Sequence[Owed]) -> str:
    """One line that says how many there are, and how many of them are late."""
    counted = _("1 obligation due") if len(rows) == 1 else _("{count} obligations due").format(count=len(rows))
    late = sum(row.occurrence.is_late for row in rows)
    without = sum(row.occurrence.due is None for row in rows)
    if without:
        counted = _("{due} due, {without} without a date").format(due=len(rows) - without, without=without)
    if late:
        counted += _("; late: {count}").format(count=late)
    return counted


def unbound(ref: str, one: Unbound) -> str:
    """A line that says of a day why nothing falls due on it."""
    why = binding_text(one.binding, _).partition(": ")[2]
    text = _("{ref}, obligation “{id}”: does not fall due on {day}: {why}")
    return text.format(ref=ref, id=one.obligation.id, day=one.due, why=why)

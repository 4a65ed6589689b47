"""`obligations`: what is owed, by date."""

from collections.abc import Iterator, Sequence

from agreetrack.display.arranging import WHOLE, Column, Row, Stack
from agreetrack.display.days import weekday, written_day
from agreetrack.display.page import Page, Piece, Tone
from agreetrack.display.phrases import say
from agreetrack.display.plain import safe
from agreetrack.display.table import Table, drawn
from agreetrack.display.wording import _, ngettext, pgettext
from agreetrack.display.words import party_words
from agreetrack.law.binding_reasons import binding_answer, binding_reason
from agreetrack.law.obligations import Occurrence, Owed, Unbound
from agreetrack.model.record import Listed

_WORDS_BESIDE: Stack = [[[0]], [[1, 2], [3], [4, 5]], [[6], [7, 8], [9]]]
_WORDS_BELOW: Stack = [[[0, 1, 2, 3], [4, 5], [6], [7, 8], [9]]]
"""How a row stands where one line does not hold it: by the numbers of its columns."""


def obligations(rows: Sequence[Owed], page: Page) -> Iterator[str]:
    """The rows in the order given, in parts of whole lines; nothing where there is none."""
    if rows:
        body = (_cells(row, page) for row in rows)
        yield from drawn(Table(_columns(), body, len(rows), (_WORDS_BESIDE, _WORDS_BELOW)), page)


def _columns() -> list[Column]:
    return [
        Column(_("days"), right=True),
        Column(_("due"), gap=1),
        Column("", gap=1),
        Column(_("status")),
        Column(_("ref")),
        Column(_("id")),
        Column(_("obligation"), shrinks=True, least=40),
        Column(pgettext("the party that owes", "by"), shrinks=True, least=WHOLE),
        Column(_("binding"), shrinks=True, least=WHOLE),
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
        Piece(safe(say(binding_answer(one.binding), page.dates)), "dim"),
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


def summary(rows: Sequence[Owed]) -> str:
    """One line that says how many there are, and how many of them are late."""
    late = sum(row.occurrence.is_late for row in rows)
    without = sum(row.occurrence.due is None for row in rows)
    if late and without:
        text = _("{due} due, {without} without a date; late: {late}")
    elif without:
        text = _("{due} due, {without} without a date")
    elif late:
        text = ngettext("{due} obligation due; late: {late}", "{due} obligations due; late: {late}", len(rows))
    else:
        text = ngettext("{due} obligation due", "{due} obligations due", len(rows))
    return text.format(due=len(rows) - without, without=without, late=late)


def unbound(ref: str, one: Unbound) -> str:
    """A line that says of a day why nothing falls due on it."""
    why = say(binding_reason(one.binding))
    text = _("{ref}, obligation “{id}”: does not fall due on {day}: {why}")
    return text.format(ref=ref, id=one.obligation.id, day=one.due, why=why)

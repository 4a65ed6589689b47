"""`list`: the morning table of what comes next, and the plain table of records."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from agreetrack.display.arranging import WHOLE, Banner, Column, Row, Stack
from agreetrack.display.days import either, weekday, written_day
from agreetrack.display.page import DateStyle, Page, Piece, Tone, written
from agreetrack.display.phrases.fields import KINDS
from agreetrack.display.plain import safe, wrap
from agreetrack.display.screens.outlook import brief
from agreetrack.display.screens.prospect import Prospect, prospect
from agreetrack.display.table import Table, drawn
from agreetrack.display.wording import _, marked, pgettext
from agreetrack.display.words import other_side, party_names, rival_reason, status_word
from agreetrack.law.findings import Judged
from agreetrack.law.rows import Due

_TITLE = 48
"""So many cells of a title stand in a row of one line, at the least."""

NEAR = 14
"""Days from which on a row stands out."""


_IN_TWO_LINES: Stack = [[[0]], [[1, 2], [4]], [[3, 7], [5, 6]]]
_IN_MANY_LINES: Stack = [[[0, 1, 2], [4], [3], [7], [5], [6]]]
"""How a row of the morning table stands where one line does not hold it: by the numbers of its columns."""


def expiring(groups: Mapping[str, Sequence[Due]], page: Page) -> Iterator[str]:
    """What can be decided, what happens by itself and what has passed, each by the earlier reading, then ref.

    `groups` maps `decide`, `happens` and `passed` to their rows; an empty group is not shown. It comes in parts of
    whole lines.
    """
    found = {
        name: sorted((prospect(one, page.dates) for one in groups.get(name, ())), key=_order)
        for name in ("decide", "happens", "passed")
    }
    shown = [one for rows in found.values() for one in rows]
    if shown:
        yield from drawn(
            Table(_prospect_columns(), _body(found, page), len(shown), (_IN_TWO_LINES, _IN_MANY_LINES)), page
        )
        yield _footnote(shown, page)


def _body(found: Mapping[str, Sequence[Prospect]], page: Page) -> Iterator[Row | Banner]:
    for name, rows in found.items():
        if rows:
            yield Banner(_group(name))
        for one in rows:
            yield from _lines(one, page.dates)


def _group(name: str) -> str:
    match name:
        case "decide":
            return _("DECIDE")
        case "happens":
            return _("HAPPENS BY ITSELF")
    return _("PASSED")


def _prospect_columns() -> list[Column]:
    return [
        Column(_("days"), right=True),
        Column(pgettext("a day", "by"), gap=1),
        Column("", gap=1),
        Column(_("what")),
        Column(_("ref")),
        Column(_("agreement"), shrinks=True, least=_TITLE),
        Column(pgettext("the other side", "with"), shrinks=True, least=WHOLE),
        Column(_("otherwise"), shrinks=True, least=WHOLE),
    ]


def _order(prospect: Prospect) -> tuple[date, str]:
    return min(filter(None, (prospect.day, prospect.other)), default=date.max), prospect.record.ref


def _lines(one: Prospect, dates: DateStyle) -> Iterable[Row]:
    tone = "late" if one.late else _urgency(one.days)
    first = min(filter(None, (one.day, one.other)), default=None)
    yield (
        Piece("" if one.days is None else str(one.days), tone),
        Piece("" if one.day is None else either(one.day, one.other, dates), tone),
        Piece("" if first is None else weekday(first), "dim"),
        Piece(one.what),
        Piece(safe(one.record.ref), "ref"),
        Piece(safe(one.record.title)),
        Piece(other_side(one.record)),
        Piece(one.otherwise, "dim"),
    )
    for day, days, what in one.before:
        yield (
            Piece(str(days), "late" if days < 0 else _urgency(days)),
            Piece(written_day(day, dates)),
            Piece(weekday(day), "dim"),
            Piece(what, "dim"),
            *[Piece("")] * 4,
        )


def _urgency(days: int | None) -> Tone:
    if days is None or days > NEAR:
        return ""
    return "dim" if days < 0 else "soon"


def _footnote(shown: Sequence[Prospect], page: Page) -> str:
    """What the two readings and the word “stop” mean, where they occur."""
    notes = []
    doubled = next((one for one in shown if one.day and one.other and one.day != one.other), None)
    if doubled is not None and doubled.day is not None:
        reasons = {rival_reason(one.doubt) for one in shown if one.other not in (None, one.day)}
        readings = either(doubled.day, doubled.other, page.dates)
        text = _("{readings}: {reason}, act by the first.")
        notes.append(text.format(readings=_last_part(readings, page.dates), reason=", ".join(sorted(reasons))))
    if any(one.stops for one in shown):
        notes.append(_("stop: last day for the next notice."))
    return written(([Piece(line, "dim")] for line in wrap(" ".join(notes), page.width) if line), page)


def _last_part(readings: str, dates: DateStyle) -> str:
    """The two readings as they differ: `11/12` of `2026-12-11/12`."""
    first, _slash, second = readings.partition("/")
    if dates != "iso":
        return readings
    return f"{first[-len(second) :]}/{second}"


Value = Callable[[Judged, DateStyle], str]


def _day(get: Callable[[Judged], date | None]) -> Value:
    def value(row: Judged, dates: DateStyle) -> str:
        day = get(row)
        return "" if day is None else written_day(day, dates)

    return value


def _either(get: Callable[[Judged], tuple[date | None, date | None]]) -> Value:
    def value(row: Judged, dates: DateStyle) -> str:
        day, other = get(row)
        return "" if day is None else either(day, other, dates)

    return value


_VALUES: dict[str, Value] = {
    "ref": lambda row, dates: safe(row.record.ref),
    "title": lambda row, dates: safe(row.record.title),
    "kind": lambda row, dates: KINDS[row.record.kind].translated({}) if row.record.kind else "",
    "with": lambda row, dates: other_side(row.record),
    "parties": lambda row, dates: party_names(row.record),
    "signed": _day(lambda row: row.record.signed),
    "status": lambda row, dates: status_word(row.standing),
    "in_force": _day(lambda row: row.standing.in_force),
    "period": lambda row, dates: str(row.standing.period or ""),
    "expires": _either(lambda row: (row.standing.expires, row.standing.rival_expires)),
    "notice_by": _either(lambda row: (row.standing.notice_by, row.standing.rival_notice_by)),
    "send_by": _day(lambda row: row.standing.send_by),
    "renews_to": _either(lambda row: (row.standing.renews_to, row.standing.rival_renews_to)),
    "ends": _day(lambda row: row.standing.ends),
    "out_from": _day(lambda row: row.standing.out_from),
    "days_left": lambda row, dates: "" if row.standing.days_left is None else str(row.standing.days_left),
    "next": lambda row, dates: brief(row, dates),
    "tags": lambda row, dates: ", ".join(safe(tag) for tag in row.record.tags),
    "owner": lambda row, dates: safe(row.record.owner or ""),
}
COLUMNS: tuple[str, ...] = tuple(_VALUES)
"""The names that a table knows."""

USUAL = ("ref", "title", "with", "status", "in_force", "expires", "next")
_SHRINKING = {"title", "with", "parties", "tags", "owner"}
_TO_THE_RIGHT = {"days_left", "period"}


def table(rows: Sequence[Judged], page: Page, columns: Sequence[str] | None = None) -> Iterator[str]:
    """The records in the order given, one row each; empty where there is none. It comes in parts of whole lines."""
    names = tuple(columns or USUAL)
    if not rows:
        return
    body = (tuple(Piece(_VALUES[name](row, page.dates), _tone(name, row)) for name in names) for row in rows)
    heads = [_column(name) for name in names]
    yield from drawn(Table(heads, body, len(rows), () if columns else (_USUAL_IN_TWO_LINES,)), page)


_USUAL_IN_TWO_LINES: Stack = [[[0], [3]], [[1, 2], [4, 5, 6]]]


def _column(name: str) -> Column:
    least = _TITLE if name == "title" else WHOLE
    return Column(_heading(name), right=name in _TO_THE_RIGHT, shrinks=name in _SHRINKING, least=least)


def _tone(name: str, row: Judged) -> Tone:
    if name == "ref":
        return "ref"
    return "dim" if name in ("next", "in_force") or row.standing.closed else ""


def _heading(name: str) -> str:
    match name:
        case "with":
            return pgettext("the other side", "with")
        case "in_force":
            return pgettext("since a day", "in force")
    return _(_HEADINGS[name])


_HEADINGS = {
    "ref": marked("ref"),
    "title": marked("agreement"),
    "kind": marked("kind"),
    "parties": marked("parties"),
    "signed": marked("signed"),
    "status": marked("status"),
    "period": marked("period"),
    "expires": marked("expires"),
    "notice_by": marked("notice by"),
    "send_by": marked("send by"),
    "renews_to": marked("renews to"),
    "ends": marked("ends"),
    "out_from": marked("out from"),
    "days_left": marked("days left"),
    "next": marked("next"),
    "tags": marked("tags"),
    "owner": marked("owner"),
}

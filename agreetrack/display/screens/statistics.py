"""`stats`: counts with bars of plain characters beside them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from agreetrack.display.boxes import FRAME, WIDE, Box, Pair, page_text
from agreetrack.display.days import weekday, written_day
from agreetrack.display.page import DateStyle, Line, Page, Piece, Tone
from agreetrack.display.phrases.fields import KINDS
from agreetrack.display.plain import cells, pad, safe, shorten
from agreetrack.display.wording import _, ngettext
from agreetrack.display.words import status_name
from agreetrack.law.counts import DutyCount, EndCount, Month, PartyCount, Statistics
from agreetrack.law.findings import Status

_SIGNS: tuple[tuple[str, Tone], ...] = (("#", ""), ("=", "dim"), ("o", ""))
"""What the bars are made of: what needs somebody or ends, what goes on or comes by itself, what is owed."""

_LONGEST_BAR = 40
_WIDEST_LABEL = 26
_MOST_ROWS = 8
"""Of parties and of years no more than these, then the others in one row."""


class _Row(NamedTuple):
    """A label, how many, and the parts of them that a bar is made of, where there is one."""

    label: str
    total: int
    parts: tuple[int, ...] = ()
    tone: Tone = ""


class _Block(NamedTuple):
    heading: str
    rows: Sequence[_Row]


def statistics(found: Statistics, page: Page) -> str:
    """The page of `stats`; nothing but its first line where nothing was counted."""
    parts: list[Box | Pair] = [Box(lines=[[Piece(_first(found, page.dates), "strong")]], form="outline")]
    if found.counted:
        whole = None if page.width is None else page.width - FRAME
        half = whole if page.width is None or page.width < WIDE else page.width // 2 - FRAME
        top = (_statuses(found), _kinds(found.kind)), (_parties(found.parties), _years(found.ends, found.day.year))
        parts += (Pair(_box(left, half), _box(right, half)) for left, right in top)
        parts += (_box(_obligations(found.obligations), whole), _months(found, page.dates, whole))
    return page_text(parts, page)


def _first(found: Statistics, dates: DateStyle) -> str:
    """How many there are, on which day, and how many of them are out of the ordinary."""
    day = f"{weekday(found.day)} {written_day(found.day, dates)}"
    text = ngettext("{count} agreement on {day}", "{count} agreements on {day}", found.counted)
    if found.suspended:
        text = ngettext(
            "{count} agreement on {day}, {suspended} of them suspended",
            "{count} agreements on {day}, {suspended} of them suspended",
            found.counted,
        )
    return text.format(count=found.counted, day=day, suspended=found.suspended)


def _statuses(found: Statistics) -> _Block:
    """By status; those of unknown term apart, as they are only presumed to be in force."""
    counts = [(status_name(status), found.status[status]) for status in get_args(Status)]
    rows = [_Row(name, count, (count,)) for name, count in counts if count]
    if found.presumed:
        sure = found.status["in-force"] - found.presumed
        place = next(index for index, row in enumerate(rows) if row.label == status_name("in-force"))
        apart = [(_("in force"), sure), (_("presumed in force"), found.presumed)]
        rows[place : place + 1] = [_Row(name, count, (count,)) for name, count in apart if count]
    return _Block(_("STATUS"), rows)


def _kinds(counts: Mapping[str, int]) -> _Block:
    ordered = sorted(counts.items(), key=lambda one: -one[1])
    return _Block(_("KIND"), [_Row(_kind(name), count, (count,)) for name, count in ordered if count])


def _kind(name: str) -> str:
    return KINDS[name].translated({}) if name in KINDS else _("not stated")


def _parties(parties: Sequence[PartyCount]) -> _Block:
    """The parties with the most agreements. The others are only counted: one agreement has several parties."""
    shown = parties if len(parties) <= _MOST_ROWS else parties[: _MOST_ROWS - 1]
    rows = [_Row(safe(party.name), party.count, (party.count,)) for party in shown]
    heading = _("PARTY")
    if len(shown) < len(parties):
        heading = _("PARTY (and {count} more)").format(count=len(parties) - len(shown))
    return _Block(heading, rows)


def _years(ends: EndCount, this_year: int) -> _Block:
    """By year of end from this year on, with bars; what lies before and what has no year is only counted."""
    ahead = [year for year in ends.years if year.year >= this_year]
    near, far = ahead[:_MOST_ROWS], ahead[_MOST_ROWS:]
    before = sum(year.count for year in ends.years if year.year < this_year)
    rows = [_Row(_("before {year}").format(year=this_year), before)]
    rows += (_Row(f"{year.year:04}", year.count, (year.count - year.renewing, year.renewing)) for year in near)
    if far:
        rows.append(_Row(_("from {year} on").format(year=far[0].year), sum(year.count for year in far)))
    rows += (
        _Row(_("until notice"), ends.until_notice),
        _Row(_("indefinite"), ends.indefinite),
        _Row(_("not yet in force"), ends.not_begun),
        _Row(_("not known"), ends.unknown),
    )
    renews = any(year.renewing for year in near)
    heading = _("YEAR OF END (=: renews)") if renews else _("YEAR OF END")
    return _Block(heading, [row for row in rows if row.total])


def _obligations(counts: DutyCount) -> _Block:
    """What became of the obligations, what is late before all; no row for what there is none of."""
    rows = (
        _Row(_("late"), counts.overdue, (counts.overdue,), "late"),
        _Row(_("open, next 12 months"), counts.open, (counts.open,)),
        _Row(_("kept"), counts.met, (counts.met,)),
        _Row(_("kept in part"), counts.partly_met, (counts.partly_met,)),
        _Row(_("waived"), counts.waived, (counts.waived,)),
        _Row(_("continuing"), counts.continuing),
        _Row(_("day not known"), counts.unknown_date),
    )
    return _Block(_("OBLIGATIONS"), [row for row in rows if row.total])


def _box(block: _Block, width: int | None) -> Box:
    return Box(block.heading, list(_lines(block, width)))


def _lines(block: _Block, width: int | None) -> Iterator[Line]:
    widest = _WIDEST_LABEL if width is None else min(_WIDEST_LABEL, width // 2)
    label = min(max((cells(row.label) for row in block.rows), default=0), widest)
    count = max((len(str(row.total)) for row in block.rows), default=0)
    bars = _bars([row.parts for row in block.rows], None if width is None else width - label - count - 4)
    for row, bar in zip(block.rows, bars, strict=True):
        yield [
            Piece(pad(shorten(row.label, label), label) + "  "),
            Piece(f"{row.total:{count}}", row.tone),
            Piece("  "),
            *bar,
        ]


def _months(found: Statistics, dates: DateStyle, width: int | None) -> Box:
    return Box(_("THE NEXT TWELVE MONTHS"), list(_month_lines(found, dates, width)))


def _month_lines(found: Statistics, dates: DateStyle, width: int | None) -> Iterator[Line]:
    """What is due in each of the months: to be decided, and by itself."""
    headings = [_("month"), _("decide #"), _("by itself =")]
    parts: list[tuple[int, ...]] = [(month.acts, month.happens) for month in found.months]
    if any(month.duties for month in found.months):
        headings.append(_("owed o"))
        parts = [(month.acts, month.happens, month.duties) for month in found.months]
    names = (_month(month, dates) for month in found.months)
    rows = [[name, *(str(count or "-") for count in counts)] for name, counts in zip(names, parts, strict=True)]
    widths = [max(cells(head), *(cells(row[place]) for row in rows)) for place, head in enumerate(headings)]
    yield [Piece(_in_columns(headings, widths), "dim")]
    used = sum(widths) + 2 * len(widths)
    bars = _bars(parts, None if width is None else width - used)
    for row, bar in zip(rows, bars, strict=True):
        yield [Piece(_in_columns(row, widths) + "  "), *bar]
    if found.undated_acts:
        text = _("{count} more to complete or to close, by no particular day").format(count=found.undated_acts)
        yield [Piece(text)]


def _in_columns(texts: Sequence[str], widths: Sequence[int]) -> str:
    """The texts in columns, all but the first to the right."""
    return "  ".join(pad(text, width, place > 0) for place, (text, width) in enumerate(zip(texts, widths, strict=True)))


def _month(month: Month, dates: DateStyle) -> str:
    year, _dash, number = month.month.partition("-")
    return month.month if dates == "iso" else f"{number}.{year}"


def _bars(rows: Sequence[tuple[int, ...]], room: int | None) -> list[list[Piece]]:
    """A bar for each row, all to one scale: a sign each while there is room, else in proportion and none left out."""
    longest = max((sum(parts) for parts in rows), default=0)
    most = max(1, min(_LONGEST_BAR, _LONGEST_BAR if room is None else room))
    fitting = longest <= most
    scale = max(1, most + 1 - max((len(parts) for parts in rows), default=0))
    return [
        [
            Piece(sign * (part if fitting or not part else max(1, part * scale // longest)), tone)
            for part, (sign, tone) in zip(parts, _SIGNS, strict=False)
        ]
        for parts in rows
    ]

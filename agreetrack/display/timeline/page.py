"""`timeline`: many agreements as bars over time, or one in detail, each part of its life on a line of its own."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from msgspec import structs

from agreetrack.display.boxes import Box, labelled, page_text
from agreetrack.display.days import either, written_day
from agreetrack.display.lengths import length_words
from agreetrack.display.page import DateStyle, Page, Piece
from agreetrack.display.phrases.fields import EVENTS
from agreetrack.display.plain import cells
from agreetrack.display.screens.ledger import parts
from agreetrack.display.screens.outlook import lines, position
from agreetrack.display.screens.prospect import act_words
from agreetrack.display.timeline.bars import begins, is_open, of_day, of_days, of_nothing, of_span, of_window, whole
from agreetrack.display.timeline.chart import ChartRow, chart
from agreetrack.display.timeline.signs import Pen
from agreetrack.display.timeline.span import around, completed, whole_life
from agreetrack.display.wording import _, marked
from agreetrack.display.words import party_word, party_words, status_word
from agreetrack.law.bars import Life, NoticeWindow
from agreetrack.law.findings import Suspended
from agreetrack.model.events import AnyEvent, PartySuccession
from agreetrack.model.record import Listed

Asked = tuple[date | None, date | None]
"""The first and the last day that were asked for, or None for what is sensible."""


def timeline(lives: Sequence[Life], page: Page, asked: Asked = (None, None), encoding: str = "utf-8") -> str:
    """A bar for each agreement, in the order given; empty where there is none. `encoding` is the output's."""
    if not lives:
        return ""
    pen = Pen(encoding, page.colour)
    day = lives[0].standing.day
    span = completed(around(lives, day), *asked)
    rows = [
        ChartRow(
            pen.text(life.record.ref),
            partial(whole, life),
            pen.text(life.record.title),
            outside=_outside(life, span, page.dates),
        )
        for life in lives
    ]
    return chart(rows, span, day, page, pen)


def _outside(life: Life, span: tuple[date, date], dates: DateStyle) -> str:
    """What a line says in which no bar is to be seen."""
    spans = life.standing.ledger
    if not spans:
        return status_word(life.standing)
    start, through = begins(life, spans[0]), spans[-1].through
    if through and through < span[0]:
        return _("through {day}").format(day=either(through, spans[-1].rival_through, dates))
    return _("from {day}").format(day=written_day(start, dates)) if start and start > span[1] else ""


def closely(life: Life, page: Page, asked: Asked = (None, None), encoding: str = "utf-8") -> str:
    """One agreement: where it stands; its ledger, notice windows and suspensions as bars; its events; what comes."""
    pen = Pen(encoding, page.colour)
    day = life.standing.day
    span = completed(whole_life([life], day), *asked)
    groups = (
        _ledger(life, page.dates),
        [*_windows(life, page.dates), *_suspensions(life, page.dates)],
        _events(life, page.dates, pen),
        _coming(life, page.dates),
    )
    rows = _set_in([list(group) for group in groups], life)
    if not rows:
        return _head(life, page, pen)
    return _head(life, page, pen) + "\n" + chart(rows, span, day, page, pen, words_beside=True)


def _set_in(groups: Sequence[Sequence[ChartRow]], life: Life) -> list[ChartRow]:
    """The groups with a line between them; days stand below days, behind the numbers of periods."""
    number = _number_cells(life)
    rows: list[ChartRow] = []
    for place, group in enumerate(group for group in groups if group):
        indent = "" if group is groups[0] else " " * (number + 2)
        rows += [ChartRow("", partial(of_nothing, life))] if place else []
        rows += [structs.replace(row, head=indent + row.head) for row in group]
    return rows


def _head(life: Life, page: Page, pen: Pen) -> str:
    """Ref and title, and the sentences about where it stands and what comes."""
    record, standing = life.record, life.standing
    ref, title = pen.text(record.ref), pen.text(record.title)
    head = [Piece(ref, "strong"), Piece("  "), Piece(title, "strong")]
    stands = [Piece(pen.text(position(record, standing, page.dates)), "strong")]
    said = [labelled(label, pen.text(text)) for label, text in lines(record, standing, page.dates)]
    return page_text([Box(lines=[head, stands], items=said, form="outline")], page)


def _number_cells(life: Life) -> int:
    return max(
        (cells(parts(life.record, span, life.standing.day, "iso")[0]) for span in life.standing.ledger), default=0
    )


def _ledger(life: Life, dates: DateStyle) -> Iterator[ChartRow]:
    number, day = _number_cells(life), life.standing.day
    for span in life.standing.ledger:
        which, days, why = parts(life.record, span, day, dates)
        yield ChartRow(f"{which:>{number}}  {days}", partial(of_span, life, span), why, tone="")
    if life.beyond:
        head = _("{start} -").format(start=written_day(life.beyond.start, dates))
        head += f" {written_day(life.beyond.through, dates)}" if life.beyond.through else ""
        draw = partial(of_days, life, "renews", life.beyond.start, life.beyond.through)
        yield ChartRow(f"{'':>{number}}  {head}", draw, _("goes on unless notice is given"), tone="")


def _windows(life: Life, dates: DateStyle) -> Iterator[ChartRow]:
    """The windows for the present period and for those after it."""
    present = life.standing.period
    for window in life.notice_windows:
        if is_open(window, life) or window.period == present:
            head = _("notice by {day}").format(day=either(window.by, window.rival_by, dates))
            yield ChartRow(head, partial(of_window, life, window), _window_words(window, dates), tone="")


def _window_words(window: NoticeWindow, dates: DateStyle) -> str:
    opens = _("for period {number}, from {day}").format(number=window.period, day=written_day(window.opens, dates))
    if window.send_by is None or window.send_by >= window.by:
        return opens
    return _("{opens}, send by {day}").format(opens=opens, day=written_day(window.send_by, dates))


def _suspensions(life: Life, dates: DateStyle) -> Iterator[ChartRow]:
    for held in life.suspensions:
        between = _("{start} -").format(start=written_day(held.since, dates))
        if held.until:
            between += " " + written_day(held.until, dates)
        sign = "partly" if held.party or held.articles else "suspended"
        draw = partial(of_days, life, sign, held.since, held.until)
        yield ChartRow(between, draw, _suspension(life.record, held), tone="")


def _suspension(record: Listed, held: Suspended) -> str:
    said = _("suspended")
    if held.party:
        said += _(" by {party}").format(party=party_word(record, held.party))
    if held.articles:
        said += _(", articles {articles}").format(articles=held.articles)
    return said


def _events(life: Life, dates: DateStyle, pen: Pen) -> Iterator[ChartRow]:
    """What happened, as far as it is known, by its day."""
    known = [event for event in life.record.events if event.date <= life.standing.knowing]
    words = party_words(life.record, (name for event in known for name in _named(event)))
    for event in sorted(known, key=lambda event: event.date):
        kind = EVENTS[str(type(event).__struct_config__.tag)].translated({})
        head = f"{written_day(event.date, dates)}  {kind}"
        draw = partial(of_day, life, "event", event.date)
        yield ChartRow(head, draw, pen.text(_event(words, event, dates)), tone="", needed=True)


def _named(event: AnyEvent) -> list[str]:
    """Who takes part in an event, by the names that it states."""
    if isinstance(event, PartySuccession):
        return [event.to, event.from_]
    party = getattr(event, "party", None)
    return [party] if party else []


def _who(words: Mapping[str, str], event: AnyEvent) -> list[str]:
    """Whose event it is, briefly."""
    if isinstance(event, PartySuccession):
        return [_("{new} in the place of {old}").format(new=words[event.to], old=words[event.from_])]
    return [words[name] for name in _named(event)]


def _event(words: Mapping[str, str], event: AnyEvent, dates: DateStyle) -> str:
    """Who, how long, and the document."""
    stated = structs.asdict(event)
    said = _who(words, event)
    if stated.get("by"):
        said.append(_("by {period}").format(period=length_words(stated["by"])))
    for name, text in _DAYS.items():
        if isinstance(stated.get(name), date):
            said.append(_(text).format(day=written_day(stated[name], dates)))
    said += [event.basis] if event.basis else []
    return ", ".join(said)


_DAYS = {
    "from_": marked("from {day}"),
    "until": marked("until {day}"),
    "last_day": marked("last day {day}"),
    "effective": marked("effective {day}"),
}


def _coming(life: Life, dates: DateStyle) -> Iterator[ChartRow]:
    """What can be decided, and what comes by itself."""
    act, happens = life.standing.act, life.standing.happens
    if act and act.by and act.kind == "extend":
        head = f"{either(act.by, act.or_by, dates)}  {act_words(act)}"
        yield ChartRow(head, partial(of_day, life, "coming", act.by), "", tone="")
    if happens:
        head = f"{either(happens.date, happens.or_date, dates)}  {_happens(happens.kind)}"
        yield ChartRow(head, partial(of_day, life, "coming", happens.date), "", tone="")


def _happens(kind: str) -> str:
    match kind:
        case "renewal":
            return _("renews")
        case "leaving":
            return _("a party leaves")
        case "expiry":
            return _("expires")
        case "termination":
            return _("ends")
        case "first-term-end":
            return _("first term ends")
        case "entry-into-force":
            return _("in force")
    return _("obligations end")

"""The ledger of an agreement: its periods and what lies between them, one line each, today marked."""

from collections.abc import Iterator
from datetime import date

from agreetrack.display.boxes import Item
from agreetrack.display.days import either, written_day
from agreetrack.display.lengths import length_words
from agreetrack.display.page import DateStyle, Piece, Tone
from agreetrack.display.plain import cells, pad
from agreetrack.display.wording import _, ngettext
from agreetrack.law.findings import Span, Standing
from agreetrack.model.events import Amendment, AnyEvent, Extension, NoticeGiven, Renewed, Termination
from agreetrack.model.periods import Period
from agreetrack.model.record import Listed
from agreetrack.model.terms import INDEFINITE


def ledger(record: Listed, standing: Standing, dates: DateStyle) -> list[Item]:
    """`2  2022-03-01 - 2027-02-28  tacit, 5 years  <- today`."""
    rows = [parts(record, span, standing.day, dates) for span in standing.ledger]
    width = max((cells(row[0]) for row in rows), default=0)
    items = []
    for (which, between, why), span in zip(rows, standing.ledger, strict=True):
        here = holds(span, standing.day)
        tone: Tone = "strong" if here else "" if span.kind == "period" else "dim"
        mark = "  " + _("<- today") if here else ""
        items.append(Item([Piece(pad(which, width, right=True), tone), Piece(between, tone)], [why + mark], tone))
    return items


def holds(span: Span, day: date) -> bool:
    """Whether the day lies in the span."""
    return (span.start is None or span.start <= day) and (span.through is None or day <= span.through)


def parts(record: Listed, span: Span, day: date, dates: DateStyle) -> tuple[str, str, str]:
    """The number of a span, its days, and why it is there."""
    start = _("not stated") if span.start is None else written_day(span.start, dates)
    between = _("{start} -").format(start=start)
    if span.through is not None:
        between += " " + either(span.through, span.rival_through, dates)
    return _number(span), between, _joined(_why(span, day, dates), *_moved(record, span, dates))


def _number(span: Span) -> str:
    if span.number is None:
        return ""
    return f"{span.number}-{span.number + span.periods - 1}" if span.periods > 1 else str(span.number)


def _why(span: Span, day: date, dates: DateStyle) -> str:
    said = _reason(span, dates)
    if span.certain_since is not None and (span.start is None or span.start > day):
        said += _(", certain since {day}").format(day=written_day(span.certain_since, dates))
    return said


def _moved(record: Listed, span: Span, dates: DateStyle) -> Iterator[str]:
    """The events that made the span or moved its end; of many extensions the number and the last."""
    events = [record.events[place] for place in span.events]
    extended = [event for event in events if isinstance(event, Extension)] if span.why != "extension" else []
    if len(extended) > 2:
        day = written_day(extended[-1].date, dates)
        text = ngettext("extended {count} time, last {day}", "extended {count} times, last {day}", len(extended))
        yield text.format(count=len(extended), day=day)
        events = [event for event in events if event not in extended]
    for event in events:
        if said := _event(event, made=span.why == "extension"):
            yield said.format(day=written_day(event.date, dates))


def _event(event: AnyEvent, made: bool) -> str:
    """What an event did to a span, with room for its day; `made` where the span stands on it."""
    match event:
        case Extension():
            return _("agreed {day}") if made else _("extended {day}")
        case Renewed():
            return _("renewal agreed {day}")
        case NoticeGiven():
            return _("notice {day}")
        case Termination():
            return _("termination agreed {day}")
        case Amendment():
            return _("amended {day}")
    return ""


def _length(span: Span, dates: DateStyle) -> str:
    """How long the period is: in words, to a date, or without end."""
    if span.lasting is not None:
        return _("until “{event}”").format(event=span.lasting)
    if span.length is None:
        return ""
    if isinstance(span.length, Period):
        return length_words(span.length)
    if span.length == INDEFINITE:
        return _("without a fixed end")
    return _("to {day}").format(day=written_day(span.length, dates))


def _reason(span: Span, dates: DateStyle) -> str:
    length = _length(span, dates)
    if span.periods > 1:
        text = ngettext("{count} time {length}", "{count} times {length}", span.periods)
        length = text.format(count=span.periods, length=length)
    match span.why:
        case "term":
            return length or (_("term not known") if span.through is None else _("to a date"))
        case "tacit":
            return _joined(_("tacit"), length)
        case "renewal":
            return _joined(_("renewed"), length)
        case "extension":
            return _joined(_("extended"), length)
        case "open":
            return _("until notice")
        case "awaiting":
            return _("awaits entry into force")
        case "provisional":
            return _("applied provisionally")
        case "gap":
            return _("not in force")
        case "survival":
            return _("obligations bind on")
    return span.why


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)

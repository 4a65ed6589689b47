"""The rest of a record on its page: events, obligations, links, clauses, documents, own fields."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from agreetrack.display.days import written_day, written_if_day
from agreetrack.display.page import DateStyle, Line, Page, Piece, written
from agreetrack.display.plain import cells, paragraphs, safe, wrap
from agreetrack.display.words import length_words, party_names
from agreetrack.model.acknowledgements import Acknowledgement
from agreetrack.model.clauses import Signatory
from agreetrack.model.coding import builtins, encode
from agreetrack.model.events import AnyEvent
from agreetrack.model.obligations import Obligation
from agreetrack.model.periods import Period
from agreetrack.model.record import Record
from agreetrack.model.wording import _

MANY_PARTIES = 20
"""More parties than this stand at the end of the page, so that what holds is seen first."""

_REPORTS = 3
"""Of what became of an obligation so many reports are shown."""

Item = tuple[str, Sequence[str]]
"""A label and the lines of text behind it."""


def details(record: Record, page: Page, linked_from: Sequence[tuple[str, str]]) -> Iterator[Line]:
    """The parts that are there, each under its heading."""
    parts = (
        (_("EVENTS"), _events(enumerate(record.events, 1), page.dates)),
        (_("OBLIGATIONS"), [_obligation(one, page.dates) for one in record.obligations]),
        (_("ANSWERS TO WARNINGS"), [_answer(one, page.dates) for one in record.acknowledged]),
        (_("LINKS"), _links(record, linked_from)),
        (_("CLAUSES"), [_clause(one.article, one.about, one.words) for one in record.clauses]),
        (
            _("DOCUMENTS"),
            [(safe(one.name), [safe(one.url or one.source or one.sha256 or "")]) for one in record.documents],
        ),
        (_("PARTIES"), _many_parties(record)),
        (_("RECORD"), list(_fields(record, page.dates))),
    )
    for heading, items in parts:
        if items:
            yield []
            yield [Piece(heading, "strong")]
            yield from _items(items, page)


def numbered(events: Iterable[tuple[int, AnyEvent]], page: Page) -> str:
    """Events by their days, each with its number."""
    items = _events(events, page.dates)
    return written(_items(items, page), page) if items else ""


def _answer(given: Acknowledgement, dates: DateStyle) -> Item:
    """When a warning was answered, and what was decided, or until when it rests."""
    what = f"{given.what} {safe(given.id)}" if given.id else given.what
    due = written_day(given.due, dates)
    if given.decided is not None:
        text = _("{what} of {due}: decided: {decided}").format(what=what, due=due, decided=safe(given.decided))
    elif given.until is not None:
        text = _("{what} of {due}: told again on {until}").format(
            what=what, due=due, until=written_day(given.until, dates)
        )
    elif given.lead is not None and given.lead < 0:
        text = _("{what} of {due}: acknowledged, as told {lead} days after").format(
            what=what, due=due, lead=-given.lead
        )
    else:
        text = _("{what} of {due}: acknowledged, as told {lead} days before").format(
            what=what, due=due, lead=given.lead
        )
    return written_day(given.date, dates), [text]


def _many_parties(record: Record) -> list[Item]:
    """All parties, where they are too many for the head of the page."""
    return [(_("all"), [party_names(record)])] if len(record.parties) > MANY_PARTIES else []


def _items(items: Sequence[Item], page: Page) -> Iterator[Line]:
    """Labels in a column of their own, unless one is too long for that."""
    column = min(max(cells(label) for label, _texts in items), 20) + 4
    for label, texts in items:
        room = None if page.width is None else max(page.width - column, 20)
        lines = list(chain.from_iterable(wrap(text, room) for text in texts))
        head = f"  {label}"
        if cells(head) + 2 > column:
            yield [Piece(head, "dim")]
            head = ""
        for index, line in enumerate(lines or [""]):
            first = head if index == 0 else ""
            yield [Piece(first + " " * (column - cells(first)), "dim"), Piece(line)]


def _events(events: Iterable[tuple[int, AnyEvent]], dates: DateStyle) -> list[Item]:
    """The events by their days; the number of each is that in which it was recorded, and stays when a day moves."""
    every = sorted(events, key=lambda one: one[1].date)
    width = max((len(str(number)) for number, _event in every), default=0)
    return [_event(f"{number:{width}}", event, dates) for number, event in every]


def _event(number: str, event: AnyEvent, dates: DateStyle) -> Item:
    """`2  2019-08-23  notice: party Republic of Korea`."""
    stated = builtins(event)
    kind, day = stated.pop("kind"), stated.pop("date")
    basis, note = stated.pop("basis", None), stated.pop("note", None)
    said = safe(kind) + "".join(f"; {name} {_value(value, dates)}" for name, value in stated.items()).replace(
        ";", ":", 1
    )
    aside = [f"({safe(basis)})"] if basis else []
    return f"{number}  {written_if_day(day, dates)}", [" ".join([said, *aside]), *(paragraphs(note) if note else [])]


def _value(value: object, dates: DateStyle) -> str:
    if isinstance(value, str):
        return safe(written_if_day(value, dates))
    return safe(encode(value).decode())


def _obligation(one: Obligation, dates: DateStyle) -> Item:
    return safe(one.id), [*paragraphs(one.text), f"({', '.join(_terms(one, dates))})", *_outcomes(one, dates)]


def _terms(one: Obligation, dates: DateStyle) -> Iterator[str]:
    """Who owes it to whom, and when."""
    if one.by:
        yield _("by {parties}").format(parties=_all(one.by))
    if one.to:
        yield _("to {parties}").format(parties=_all(one.to))
    if one.article:
        yield _("art. {article}").format(article=safe(one.article))
    yield _when(one, dates)
    if one.until is not None:
        yield _("until {day}").format(day=written_day(one.until, dates))
    if one.survives:
        yield _("survives the end")
    if one.owner:
        yield _("owner {owner}").format(owner=safe(one.owner))


def _when(one: Obligation, dates: DateStyle) -> str:
    if one.due is not None:
        return _("due {day}").format(day=written_day(one.due, dates))
    if one.within is not None:
        return _("within {period} of {event}").format(period=length_words(one.within), event=one.of or "")
    if one.every is not None:
        return _("every {period}").format(period=length_words(one.every)) + _from(one, dates)
    if one.rrule is not None:
        return safe(one.rrule) + _from(one, dates)
    return _("continuing") if one.kind == "continuing" else _("no date stated")


def _from(one: Obligation, dates: DateStyle) -> str:
    return _(" from {day}").format(day=written_day(one.from_, dates)) if one.from_ else ""


def _outcomes(one: Obligation, dates: DateStyle) -> Iterator[str]:
    """What became of it, the latest reports in words, those before them counted."""
    reported = sorted(one.occurrences, key=lambda outcome: outcome.date)
    if len(reported) > _REPORTS:
        yield _("{count} earlier reports").format(count=len(reported) - _REPORTS)
    for outcome in reported[-_REPORTS:]:
        status = {"met": _("met"), "partly-met": _("partly met"), "waived": _("waived")}[outcome.status]
        said = f"{status} {written_day(outcome.date, dates)}"
        if outcome.occurrence is not None and one.kind == "recurring":
            said += _(", due {day}").format(day=written_day(outcome.occurrence, dates))
        yield ": ".join([said, "; ".join(safe(text) for text in (outcome.note, outcome.evidence) if text)]).rstrip(": ")


def _links(record: Record, linked_from: Sequence[tuple[str, str]]) -> list[Item]:
    towards: list[Item] = [(safe(link.kind), [safe(link.ref)]) for link in record.links]
    return towards + [(_reverse(kind), [safe(ref)]) for ref, kind in linked_from]


def _reverse(kind: str) -> str:
    """The same tie seen from the other record."""
    match kind:
        case "succeeds":
            return _("succeeded by")
        case "amends":
            return _("amended by")
        case "implements":
            return _("implemented by")
        case "falls-with":
            return _("falls with this")
    return _("related")


def _clause(article: str, about: str, words: str) -> Item:
    label = _("art. {article}").format(article=safe(article)) if article else safe(about)
    lines = paragraphs(words)
    if lines:
        lines[0] = "“" + lines[0]
        lines[-1] += "”"
    return label, [f"{safe(about)}: {lines[0]}", *lines[1:]] if article and lines else lines


_SHOWN_ELSEWHERE = {
    "ref",
    "title",
    "parties",
    "signed",
    "owner",
    "events",
    "obligations",
    "clauses",
    "links",
    "documents",
    "acknowledged",
}


def _fields(record: Record, dates: DateStyle) -> Iterator[Item]:
    """The other fields that are stated, under their names in the record and in its order."""
    for name in Record.__struct_fields__:
        if name not in _SHOWN_ELSEWHERE and (texts := _texts(getattr(record, name), dates)):
            yield name, texts


def _texts(value: object, dates: DateStyle) -> Sequence[str]:
    """The lines that show a field; none where it is not stated."""
    match value:
        case None | False | "" | ():
            return []
        case True:
            return [_("yes")]
        case str():
            return paragraphs(written_if_day(value, dates))
        case date():
            return [written_day(value, dates)]
        case Period():
            return [str(value)]
        case tuple() if isinstance(value[0], Signatory):
            return [", ".join(safe(part) for part in (one.name, one.office, one.party) if part) for one in value]
        case tuple():
            return [", ".join(safe(str(one)) for one in value)]
    stated = builtins(value)
    return [", ".join(f"{name} {_value(part, dates)}" for name, part in stated.items())]


def _all(texts: Sequence[str]) -> str:
    return ", ".join(safe(text) for text in texts)

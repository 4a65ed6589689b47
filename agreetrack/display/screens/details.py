"""The rest of a record on its page: events, obligations, answers, links, clauses, documents, own fields."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from agreetrack.display.boxes import Box, Item, page_text
from agreetrack.display.days import written_day, written_if_day
from agreetrack.display.page import DateStyle, Page, Piece
from agreetrack.display.phrases import say
from agreetrack.display.phrases.fields import FIELDS, LINKED_FROM, LINKS
from agreetrack.display.plain import paragraphs, safe
from agreetrack.display.screens.happened import NOBODY, event_words
from agreetrack.display.screens.promised import natural, promised
from agreetrack.display.screens.stated import stated_texts
from agreetrack.display.wording import _
from agreetrack.display.words import party_names
from agreetrack.law.parties import Roll
from agreetrack.model.acknowledgements import Acknowledgement
from agreetrack.model.clauses import Clause, Document
from agreetrack.model.events import AnyEvent
from agreetrack.model.facts import Fact
from agreetrack.model.record import Record
from agreetrack.model.refs import folded

MANY_PARTIES = 20
"""More parties than this stand at the end of the page, so that what holds is seen first."""


def details(
    record: Record, dates: DateStyle, linked_from: Sequence[tuple[str, str]], titles: Mapping[str, str]
) -> Iterator[Box]:
    """The parts, each under its heading; `titles` are those of linked records, by their folded refs."""
    yield Box(_("EVENTS"), items=_events(enumerate(record.events, 1), dates, Roll(record.parties)))
    yield Box(_("OBLIGATIONS"), items=promised(record.obligations, dates))
    yield Box(_("ANSWERS TO WARNINGS"), items=[_answer(one, dates) for one in record.acknowledged])
    yield Box(_("LINKS"), items=_links(record, linked_from, titles))
    yield Box(_("CLAUSES"), items=[_clause(one) for one in record.clauses])
    yield Box(_("DOCUMENTS"), items=[_document(one) for one in record.documents])
    yield Box(_("PARTIES"), items=_many_parties(record))
    yield Box(_("RECORD"), items=list(_fields(record, dates)))


def numbered(events: Iterable[tuple[int, AnyEvent]], page: Page) -> str:
    """Events by their days, each with its number."""
    return page_text([Box("", items=_events(events, page.dates), form="outline")], page)


def _labelled(label: str, texts: Sequence[str]) -> Item:
    return Item([Piece(label, "dim")], texts)


def _events(events: Iterable[tuple[int, AnyEvent]], dates: DateStyle, parties: Roll = NOBODY) -> list[Item]:
    """The events by their days; the number of each is that in which it was recorded, and stays when a day moves."""
    every = sorted(events, key=lambda one: one[1].date)
    width = max((len(str(number)) for number, _event in every), default=0)
    return [
        Item(
            [Piece(f"{number:{width}}", "dim"), Piece(written_if_day(str(event.date), dates), "dim")],
            [event_words(event, dates, parties), *paragraphs(event.note or "")],
        )
        for number, event in every
    ]


def _answer(given: Acknowledgement, dates: DateStyle) -> Item:
    """When a warning was answered, and what was decided, or until when it rests."""
    return _labelled(written_day(given.date, dates), [answer_words(given, dates)])


def answer_words(given: Acknowledgement, dates: DateStyle) -> str:
    """What was answered to a warning, in a sentence."""
    return say(_answered(given, _what(given)), dates)


def _answered(given: Acknowledgement, what: Fact) -> Fact:
    if given.decided is not None:
        return Fact("answered.decided", what=what, due=given.due, decided=safe(given.decided))
    if given.until is not None:
        return Fact("answered.later", what=what, due=given.due, until=given.until)
    if given.lead is None:
        return Fact("answered.seen-at-all", what=what, due=given.due)
    if given.lead < 0:
        return Fact("answered.seen-late", what=what, due=given.due, count=-given.lead)
    return Fact("answered.seen", what=what, due=given.due, count=given.lead)


_WHAT = {
    "notice": Fact("answered.notice"),
    "send-by": Fact("answered.send-by"),
    "start-by": Fact("answered.start-by"),
    "expiry": Fact("answered.expiry"),
    "renewal": Fact("answered.renewal"),
    "first-term-end": Fact("answered.first-term-end"),
    "leaving": Fact("answered.leaving"),
    "termination": Fact("answered.termination"),
    "survival-end": Fact("answered.survival-end"),
    "obligation": Fact("answered.obligation"),
    "entry-into-force": Fact("answered.entry-into-force"),
    "unrecorded-end": Fact("answered.unrecorded-end"),
}


def _what(given: Acknowledgement) -> Fact:
    """What the warning was about, with the obligation or the party that it names."""
    if given.id and given.what == "obligation":
        return Fact("answered.obligation-of", id=safe(given.id))
    if given.id and given.what == "leaving":
        return Fact("answered.leaving-of", party=safe(given.id))
    return _WHAT[given.what]


def _links(record: Record, linked_from: Sequence[tuple[str, str]], titles: Mapping[str, str]) -> list[Item]:
    towards = [(LINKS[link.kind], link.ref) for link in record.links]
    back = [(LINKED_FROM[kind], ref) for ref, kind in sorted(linked_from, key=lambda link: natural(link[0]))]
    return [
        Item([Piece(phrase.translated({}), "dim"), Piece(safe(ref), "ref")], [safe(titles.get(folded(ref), ""))])
        for phrase, ref in (*towards, *back)
    ]


def _clause(clause: Clause) -> Item:
    """The words of an article, quoted."""
    lines = paragraphs(clause.words)
    if lines:
        lines = [*lines[:-1], lines[-1] + "”"]
        lines[0] = "“" + lines[0]
    label = _("art. {article}").format(article=safe(clause.article)) if clause.article else safe(clause.about)
    return _labelled(label, [safe(clause.about), *lines] if clause.article else lines)


def _document(document: Document) -> Item:
    """A document by its name, and where it comes from or lies."""
    where = document.url or document.source or ""
    return _labelled(safe(document.name), [safe(where)])


def _many_parties(record: Record) -> list[Item]:
    """All parties, where they are too many for the head of the page."""
    return [_labelled(_("all"), [party_names(record)])] if len(record.parties) > MANY_PARTIES else []


def _fields(record: Record, dates: DateStyle) -> Iterator[Item]:
    """The other fields that are stated, in the order of the record."""
    for name in Record.__struct_fields__:
        if name in FIELDS and (texts := stated_texts(record, name, dates)):
            yield _labelled(FIELDS[name].translated({}), texts)

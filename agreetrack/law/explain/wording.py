"""Words that several explanations share."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from agreetrack.model.clauses import Clause
from agreetrack.model.events import AnyEvent
from agreetrack.model.facts import Fact, Value
from agreetrack.model.record import Record


class Reason(NamedTuple):
    """One line of an explanation: what it is about, what holds, and on what authority or record."""

    label: Fact
    text: Fact
    source: Fact | None


def readings(day: date | None, rival: date | None) -> Value:
    """A day and its other reading, the first reading first; nothing for no day."""
    return day if rival is None else Fact("days.either", day=day, rival=rival)


def basis(record: Record, place: int) -> Fact:
    """The document that an event rests on, its note, or that it is recorded."""
    event: AnyEvent = record.events[place]
    document = event.basis or event.note
    return Fact("sources.document", text=document) if document else Fact("sources.recorded")


def article(record: Record, *subjects: str) -> Fact:
    """The article whose words are recorded for one of the subjects, or that it is recorded."""
    for clause in record.clauses:
        if any(subject in clause.about.casefold() for subject in subjects):
            return Fact("sources.article", article=clause.article)
    return Fact("sources.recorded")


def quoted(clauses: Iterable[Clause]) -> Iterator[Reason]:
    """The verbatim words of the clauses: nothing else defends a date."""
    for clause in clauses:
        yield Reason(
            Fact("labels.words"),
            Fact("explanation.quoted", article=clause.article, about=clause.about, words=clause.words),
            None,
        )

"""Words that several explanations share."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from agreetrack.model.clauses import Clause
from agreetrack.model.events import AnyEvent
from agreetrack.model.periods import period
from agreetrack.model.record import Record
from agreetrack.model.wording import _


class Reason(NamedTuple):
    """One line of an explanation: what it is about, what holds, and on what authority or record."""

    label: str
    text: str
    source: str | None


def readings(day: date | None, rival: date | None) -> str:
    """A day and its other reading, the first reading first; nothing for no day."""
    shown = day.isoformat() if day else ""
    return shown if rival is None else f"{shown} ({rival.isoformat()})"


def short(text: str) -> str:
    """A stated period for people: 5y, 1y 6m, 120d."""
    return period(text).short


def basis(record: Record, place: int) -> str:
    """The document that an event rests on, its note, or that it is recorded."""
    event: AnyEvent = record.events[place]
    return event.basis or event.note or _("recorded")


def article(record: Record, *subjects: str) -> str | None:
    """The article whose words are recorded for one of the subjects, or None."""
    for clause in record.clauses:
        if any(subject in clause.about.casefold() for subject in subjects):
            return clause.article
    return None


def quoted(clauses: Iterable[Clause]) -> Iterator[Reason]:
    """The verbatim words of the clauses: nothing else defends a date."""
    for clause in clauses:
        text = _("{article}, {about}: “{words}”").format(article=clause.article, about=clause.about, words=clause.words)
        yield Reason(_("Words"), text, None)

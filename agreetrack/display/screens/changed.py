"""What a change did, in sentences: what a field or an item of a list was, and what it is now."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any, NamedTuple, Protocol

import msgspec
from msgspec import structs

from agreetrack.display.days import written_if_day
from agreetrack.display.page import DateStyle
from agreetrack.display.phrases import say
from agreetrack.display.phrases.fields import ELSEWHERE, FIELDS, LINKS
from agreetrack.display.plain import paragraphs, safe, shorten
from agreetrack.display.screens.details import answer_words
from agreetrack.display.screens.happened import event_words
from agreetrack.display.screens.promised import obligation_texts, outcome_words
from agreetrack.display.screens.stated import signatory_words, stated_texts
from agreetrack.model.acknowledgements import Acknowledgement
from agreetrack.model.clauses import Clause, Document, Link, Party, Signatory
from agreetrack.model.coding import convert
from agreetrack.model.events import AnyEvent
from agreetrack.model.facts import Fact
from agreetrack.model.obligations import Obligation
from agreetrack.model.record import Record

_LONGEST_VALUE = 200
"""A value of more cells than this is cut; `history --json` has the whole."""

_ITEM = re.compile(r"(\w+)(?:\[(\d+)\])?")


class ShownChange(Protocol):
    """A field before and after."""

    @property
    def field(self) -> str:
        """The name of the field, or an item of a list (`events[2]`); empty for the whole record."""
        ...

    @property
    def before(self) -> Any:
        """The value before; None where there was none."""
        ...

    @property
    def after(self) -> Any:
        """The value after; None where there is none."""
        ...


class _Items(NamedTuple):
    """What the items of a list are, and how one is told."""

    form: Any
    told: Callable[[Any, DateStyle], str]


def _sentences(texts: Iterable[str]) -> str:
    """Texts one after the other, each of them closed, whoever wrote it."""
    return " ".join(text if text.endswith((".", "!", "?", "…", ":", ";")) else f"{text}." for text in texts if text)


def _event_words(event: AnyEvent, dates: DateStyle) -> str:
    words = _sentences([event_words(event, dates), *paragraphs(event.note or "")])
    return say(Fact("changed.event", day=event.date, words=words), dates)


def _obligation_words(one: Obligation, dates: DateStyle) -> str:
    words = _sentences(obligation_texts(one, dates))
    return say(Fact("changed.obligation", id=safe(one.id), words=words), dates)


_LISTS: Mapping[str, _Items] = {
    "events": _Items(AnyEvent, _event_words),
    "obligations": _Items(Obligation, _obligation_words),
    "links": _Items(Link, lambda one, dates: f"{LINKS[one.kind].translated({})} {safe(one.ref)}"),
    "parties": _Items(Party, lambda one, dates: safe(one.name)),
    "documents": _Items(Document, lambda one, dates: safe(one.name)),
    "clauses": _Items(Clause, lambda one, dates: safe(" ".join(f"{one.article} {one.words}".split()))),
    "signatories": _Items(Signatory, lambda one, dates: signatory_words(one)),
    "acknowledged": _Items(Acknowledgement, answer_words),
    "tags": _Items(str, lambda one, dates: safe(one)),
    "languages": _Items(str, lambda one, dates: safe(one)),
}


def change_words(change: ShownChange, dates: DateStyle) -> Iterator[str]:
    """What became of a field: a sentence, and for a list one for each item that changed."""
    place = _ITEM.fullmatch(change.field)
    name, number = (place[1], place[2]) if place else (change.field, None)
    if name in _LISTS and number is not None:
        yield _item(name, int(number) + 1, change.before, change.after, dates)
    elif name in _LISTS and all(value is None or isinstance(value, list) for value in (change.before, change.after)):
        for at, (before, after) in enumerate(zip_longest(change.before or [], change.after or []), 1):
            if before != after:
                yield _item(name, at, before, after, dates)
    else:
        yield _field(name, change.before, change.after, dates)


def _item(name: str, number: int, before: Any, after: Any, dates: DateStyle) -> str:
    was, now = (None if value is None else _told(name, value, dates) for value in (before, after))
    if name == "events":
        return say(_event(number, was, now), dates)
    field = _called(name)
    if name == "obligations" and (reported := _reported(before, after, dates)):
        return reported
    if was is None:
        return say(Fact("changed.added", field=field, after=now), dates)
    if now is None:
        return say(Fact("changed.taken-out", field=field, before=was), dates)
    return say(Fact("changed.otherwise", field=field, before=was, after=now), dates)


def _reported(before: Any, after: Any, dates: DateStyle) -> str | None:
    """What was reported of an obligation, where nothing else of it changed; else None."""
    try:
        was, now = (convert(value, Obligation) for value in (before, after))
    except (ValueError, msgspec.MsgspecError):
        return None
    new = [outcome for outcome in now.occurrences if outcome not in was.occurrences]
    if not new or structs.replace(now, occurrences=()) != structs.replace(was, occurrences=()):
        return None
    words = " ".join(outcome_words(now, outcome, dates) for outcome in new)
    return say(Fact("changed.reported", id=safe(now.id), words=words), dates)


def _event(number: int, was: str | None, now: str | None) -> Fact:
    if was is None:
        return Fact("changed.event-recorded", number=number, after=now)
    if now is None:
        return Fact("changed.event-taken-out", number=number, before=was)
    return Fact("changed.event-corrected", number=number, before=was, after=now)


def _field(name: str, before: Any, after: Any, dates: DateStyle) -> str:
    was, now = (None if value is None else _stated(name, value, dates) for value in (before, after))
    field = _called(name)
    if was is None:
        return say(Fact("changed.stated", field=field, after=now), dates)
    if now is None:
        return say(Fact("changed.no-longer-stated", field=field, before=was), dates)
    return say(Fact("changed.otherwise", field=field, before=was, after=now), dates)


def _called(name: str) -> str:
    phrase = FIELDS.get(name) or ELSEWHERE.get(name)
    return phrase.translated({}) if phrase else safe(name)


def _told(name: str, value: Any, dates: DateStyle) -> str:
    """An item of a list in words; as it stands in the file where an older program wrote it otherwise."""
    form, told = _LISTS[name]
    try:
        return shorten(told(convert(value, form), dates), _LONGEST_VALUE)
    except (ValueError, msgspec.MsgspecError):
        return as_written(value)


def _stated(name: str, value: Any, dates: DateStyle) -> str:
    """A field in words; as it stands in the file where it has none, or an older program wrote it otherwise."""
    if name == "signed":
        return written_if_day(as_written(value), dates)
    if name not in FIELDS:
        return as_written(value)
    try:
        record = convert({"ref": "A", "title": "A", name: value}, Record)
    except (ValueError, msgspec.MsgspecError):
        return as_written(value)
    return shorten(" ".join(stated_texts(record, name, dates)), _LONGEST_VALUE)


def as_written(value: Any) -> str:
    """A value as it stands in the file."""
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return shorten(safe(text), _LONGEST_VALUE)

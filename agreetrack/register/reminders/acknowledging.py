"""The office's answer to warnings: seen, decided, or to be told again on a day. It stands in the record."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from agreetrack.law.reminders import Matter
from agreetrack.law.view import Lookup
from agreetrack.model.acknowledgements import Acknowledgement, What
from agreetrack.model.coding import convert
from agreetrack.model.errors import Refused
from agreetrack.model.facts import Fact
from agreetrack.model.naming import matter_name
from agreetrack.model.record import Record, Watched
from agreetrack.register.changing import change
from agreetrack.register.occasion import Occasion
from agreetrack.register.reminders.answers import answer_to
from agreetrack.register.reminders.lead_times import LeadTimes
from agreetrack.register.reminders.watching import Reached, reached
from agreetrack.register.results import Changed
from agreetrack.store import Registry, Transaction

OF_ONE_ACT: frozenset[str] = frozenset({"notice", "send-by", "start-by", "expiry"})
"""What a decision about notice or an extension closes together."""


class Chosen(Struct, frozen=True, kw_only=True):
    """Which of an agreement's matters are meant: all that are told of, or only those of a kind, id or day."""

    what: What | None = None
    id: str | None = None
    due: date | None = None

    def takes(self, matter: Matter) -> bool:
        """Whether a matter is meant."""
        if self.what is not None and matter.what != self.what:
            return False
        if self.due is not None and self.due not in (matter.due, matter.by):
            return False
        return self.id is None or matter.id == self.id

    @property
    def is_all(self) -> bool:
        """Whether nothing narrows it."""
        return self == Chosen()


def acknowledge(
    registry: Registry,
    occasion: Occasion,
    word: str,
    leads: LeadTimes,
    chosen: Chosen,
    decided: str | None = None,
) -> Changed:
    """Silence what is told of an agreement at the lead times that are reached; with `decided`, for good.

    A decision closes the deadlines that are told of; all days of the next act (notice or an extension) where one of
    them is told of, or nothing is. Raises NoSuchRef, and Refused where there is nothing to answer.
    """

    def answers(found: Sequence[Reached]) -> Iterable[Acknowledgement]:
        if decided is not None:
            return [_answer(one.matter, occasion.day, decided=decided) for one in _to_decide(found, chosen)]
        told = (one for one in found if one.lead is not None and chosen.takes(one.matter))
        return [_answer(one.matter, occasion.day, lead=one.lead) for one in told]

    return _answered(registry, occasion, word, leads, answers)


def snooze(registry: Registry, occasion: Occasion, word: str, leads: LeadTimes, chosen: Chosen, until: date) -> Changed:
    """Tell nothing of what is told of an agreement until a day, and tell it again then.

    Raises NoSuchRef, and Refused where there is nothing to answer, or the day is not ahead, or is past a deadline.
    """

    def answers(found: Sequence[Reached]) -> Iterable[Acknowledgement]:
        told = [one for one in found if one.lead is not None and chosen.takes(one.matter)]
        for one in told:
            if one.matter.days >= 0 and until > one.matter.due:
                raise Refused(_too_late(one, occasion.day, until))
        return [_answer(one.matter, occasion.day, until=until) for one in told]

    if until <= occasion.day:
        raise Refused(Fact("answers.not-ahead", until=until))
    return _answered(registry, occasion, word, leads, answers)


def _to_decide(found: Sequence[Reached], chosen: Chosen) -> list[Reached]:
    """What is chosen; otherwise what is told of, with every day of the next act where one is, or nothing is told."""
    if not chosen.is_all:
        return [one for one in found if chosen.takes(one.matter)]
    told = [one for one in found if one.lead is not None]
    with_act = not told or any(one.matter.what in OF_ONE_ACT for one in told)
    return [one for one in found if one.lead is not None or (with_act and one.matter.what in OF_ONE_ACT)]


def _answered(
    registry: Registry,
    occasion: Occasion,
    word: str,
    leads: LeadTimes,
    answers: Callable[[Sequence[Reached]], Iterable[Acknowledgement]],
) -> Changed:
    def answered(transaction: Transaction, record: Record) -> tuple[Record, Iterable[Fact]]:
        found, closed = _matters(record, occasion, leads, Lookup(transaction.listed))
        given = tuple(answers(found)) or _decisions(record, answers(closed))
        if not given:
            raise Refused(_nothing(record, found))
        new = [one for one in given if not _is_said(one, record)]
        names = {(one.matter.what, one.matter.id, one.matter.due) for one in found}
        kept = [one for one in record.acknowledged if _name(one) in names or one.decided]
        revised = replace(record, acknowledged=(*kept, *new)) if new else record
        return revised, map(_told, given)

    return change(registry, occasion, word, answered)


def _matters(record: Record, occasion: Occasion, leads: LeadTimes, find: Lookup) -> tuple[list[Reached], list[Reached]]:
    """What there is to be warned of, and what there would be, had it not been decided."""
    watched = convert(record, Watched, from_attributes=True)
    found = reached(watched, occasion, leads, find)
    closed = [one for one in found if answer_to(watched, one.matter, occasion.day).decided]
    return [one for one in found if one not in closed], closed


def _decisions(record: Record, again: Iterable[Acknowledgement]) -> tuple[Acknowledgement, ...]:
    """What was decided already of what is answered again."""
    names = {_name(one) for one in again}
    return tuple(one for one in record.acknowledged if one.decided is not None and _name(one) in names)


def _name(one: Acknowledgement) -> tuple[What, str | None, date]:
    return one.what, one.id, one.due


def _answer(
    matter: Matter, day: date, *, lead: int | None = None, decided: str | None = None, until: date | None = None
) -> Acknowledgement:
    return Acknowledgement(
        what=matter.what, due=matter.due, id=matter.id, date=day, lead=lead, decided=decided, until=until
    )


def _is_said(given: Acknowledgement, record: Record) -> bool:
    """Whether the latest answer to the matter says the same already."""
    earlier = [one for one in record.acknowledged if _name(one) == _name(given) and one.date <= given.date]
    earlier.sort(key=lambda one: one.date)
    return bool(earlier) and replace(earlier[-1], date=given.date) == given


def _too_late(one: Reached, day: date, until: date) -> Fact:
    """That a deadline comes before the day on which it would be told again."""
    ref, what, due = one.record.ref, matter_name(one.matter.name, None), one.matter.due
    if due <= day:
        fact = Fact("answers.cannot-wait", ref=ref, what=what, due=due)
    else:
        fact = Fact("answers.due-before", ref=ref, what=what, due=due, until=until)
    return fact


def _nothing(record: Record, found: Sequence[Reached]) -> Fact:
    """That nothing is told of now, and what will be told of next."""
    ahead = [one.matter for one in found if one.matter.days >= 0]
    if not ahead:
        return Fact("answers.nothing", ref=record.ref)
    first = min(ahead, key=lambda one: one.by)
    return Fact(
        "answers.nothing-yet", ref=record.ref, what=matter_name(first.name, None), day=first.by, days=first.days
    )


def _told(given: Acknowledgement) -> Fact:
    what = matter_name(given.what, given.id)
    if given.decided is not None:
        return Fact("answers.decided", what=what, due=given.due)
    if given.until is not None:
        return Fact("answers.told-again", what=what, due=given.due, until=given.until)
    return Fact("answers.acknowledged", what=what, due=given.due)

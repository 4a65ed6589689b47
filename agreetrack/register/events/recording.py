"""How an event is recorded: judged by what held before, refused or kept, and what follows from it told."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from msgspec.structs import replace

from agreetrack.law.clauses import Clauses
from agreetrack.law.findings import ENDED, Standing
from agreetrack.law.parties import Roll
from agreetrack.law.renewals import Segment
from agreetrack.law.standing import listed as standing
from agreetrack.law.timeline import BEFORE_ENTRY, Timeline, timeline
from agreetrack.law.traces import Code, Deed
from agreetrack.law.view import ALONE, Lookup
from agreetrack.model.calling import meant, shown
from agreetrack.model.dates import earliest, read_known_day
from agreetrack.model.errors import Refused, Said
from agreetrack.model.events import JOINING, AnyEvent, Event, Instrument, PartySuccession
from agreetrack.model.facts import Fact, Value
from agreetrack.model.record import Record
from agreetrack.model.validation import invalid, problems
from agreetrack.register.changing import change
from agreetrack.register.occasion import Occasion
from agreetrack.register.results import Changed
from agreetrack.store import Registry, Transaction

_E = TypeVar("_E", bound=AnyEvent)


@dataclass(frozen=True)
class Case:
    """A record, an event that is to be recorded for it, and the occasion on which somebody does so.

    `find` gives the agreements that it falls with, as they are under the lock. `place` is that of an event that is
    corrected, among the others; a new one stands behind them.
    """

    record: Record
    event: AnyEvent
    occasion: Occasion
    find: Lookup
    place: int | None = None

    @cached_property
    def recorded(self) -> Record:
        """The record with the event."""
        others, place = self.record.events, self._place
        return replace(self.record, events=(*others[:place], self.event, *others[place:]))

    @property
    def _place(self) -> int:
        return len(self.record.events) if self.place is None else self.place

    @property
    def knowing(self) -> date:
        """Events arrive out of order: all that is known by now counts, or by the event's day."""
        return max(self.event.date, self.occasion.knowing or self.occasion.day)

    def before(self, day: date | None = None) -> Standing:
        """What held on a day (by default that of the event) without the event."""
        return self._standing(self.record, day or self.event.date)

    def after(self, day: date | None = None) -> Standing:
        """What holds on a day (by default that of the event) with the event."""
        return self._standing(self.recorded, day or self.event.date)

    def of_all(self, day: date | None = None) -> Standing:
        """What held on a day without the event for all together: one party's leaving, ours included, is no end."""
        parties = tuple(replace(party, us=False) for party in self.record.parties)
        return self._standing(replace(self.record, parties=parties), day or self.event.date)

    def foreseen(self, day: date) -> Standing:
        """What was to hold on a day without the event, by what was known on the event's own day."""
        return standing(self.record, self.occasion.view(self.find, day, self.event.date))

    def _standing(self, record: Record, day: date) -> Standing:
        return standing(record, self.occasion.view(self.find, day, max(day, self.knowing)))

    @cached_property
    def line(self) -> Timeline:
        """What the events dated on or before its day had made of the agreement without the event."""
        return timeline(self.record, self.occasion.view(self.find, self.event.date, self.event.date))

    @cached_property
    def latest(self) -> Segment:
        """The last period that is certain on the day of the event."""
        return self.line.until(self.event.date)[-1].at(date.max)

    @cached_property
    def clauses(self) -> Clauses:
        """The clauses that hold on the day of the event."""
        return self.line.clauses_on(self.event.date)

    @cached_property
    def deciding(self) -> Clauses:
        """The clauses that decide what follows the last certain period."""
        return self.line.rules.after(self.latest) if self.latest.end.last else self.clauses

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """What the event does, by what is dated on or before its day."""
        return self.deeds_by(self.event.date)

    def deeds_by(self, day: date) -> tuple[Deed, ...]:
        """The same by all that is dated on or before a day (that of its effect, say)."""
        known = max(day, self.event.date)
        line = timeline(self.recorded, self.occasion.view(self.find, known, known))
        return tuple(deed for deed in line.deeds if deed.place == self._place)

    def does(self, code: Code) -> bool:
        """Whether what the event does has this code."""
        return any(deed.code == code for deed in self.deeds)

    @property
    def parties(self) -> Roll:
        """The parties on the day of the event."""
        return self.line.parties

    def refuse(self, reason: Said) -> Refused:
        """The refusal, to be raised, for that reason."""
        return Refused(Fact("problems.of-record", ref=self.record.ref, problem=reason))


Judge = Callable[[Case], Iterable[Said]]
"""What judges one kind of event: raises Refused, or gives what is to be told."""

Judges = dict[type[Event], Judge]


def record_event(
    registry: Registry,
    occasion: Occasion,
    word: str,
    event: AnyEvent | Callable[[Record], AnyEvent],
    judge: Judge,
) -> Changed:
    """Record an event of the agreement that `word` names, once it is judged. Raises NoSuchRef and Refused.

    A function gives the event from the record, where it rests on what stands there.
    """

    def recorded(transaction: Transaction, record: Record) -> tuple[Record, Iterable[Said]]:
        happened = event(record) if callable(event) else event
        case = Case(record, with_recorded_name(record, happened, occasion), occasion, Lookup(transaction.listed))
        return case.recorded, judge_event(case, judge)

    return change(registry, occasion, word, recorded)


def judge_event(case: Case, judge: Judge) -> tuple[Said, ...]:
    """Judge an event as whoever records it does, and give what is to be told. Raises InvalidData and Refused."""
    refuse_malformed(case.recorded)
    _refuse_before_signature(case)
    return (*judge(case), *_told_of_the_future(case))


def refuse_no_party(case: Case, name: str | None) -> None:
    """Refuse a name that is no party's on the day of the event."""
    if name is None or is_party(case, name):
        return
    if not case.parties:
        raise case.refuse(Fact("parties.none-recorded", ref=case.record.ref))
    raise case.refuse(Fact("parties.no-party-to-it", name=name, parties=shown(case.parties)))


def is_party(case: Case, name: str) -> bool:
    """Whether the name is a party's on the day of the event."""
    return bool(name.strip()) and case.parties.found(name) is not None


def refuse_after_end(case: Case, what: Said) -> None:
    """Refuse what happens only to an agreement that has not ended, in either reading, by the event's day."""
    before = case.of_all()
    if before.status not in ENDED:
        return
    raise case.refuse(
        Fact("events.after-end", ends=last_of(before), what=what, day=case.event.date),
    )


def last_of(before: Standing) -> date | None:
    """The final last day of an agreement that has ended."""
    return before.ends or before.expires


def quoted(names: Iterable[str]) -> Value:
    """Names, each in quotes; a word where there are none."""
    return tuple(Fact("names.quoted", name=name) for name in names) or Fact("names.none-recorded")


def with_recorded_name(record: Record, event: _E, occasion: Occasion) -> _E:
    """The event with its party under the name that the record has for it, whatever it was called.

    Raises UsageError for a part of the names of several. Who joins is called as typed: it may be a new party.
    """
    field = "from_" if isinstance(event, PartySuccession) else "party"
    name = getattr(event, field, None)
    if not name:
        return event
    parties = timeline(record, occasion.view(ALONE, event.date, event.date)).parties
    if isinstance(event, Instrument) and event.type in JOINING:
        return replace(event, **{field: parties.named(name)})
    party = meant(name, parties)
    return replace(event, **{field: party.name if party else name})


def refuse_malformed(record: Record) -> None:
    """Refuse what no law can judge, such as an end in the year 9999; who is a party is judged for the day."""
    wrong = [problem for problem in problems(record) if not problem.field.endswith((".party", ".from"))]
    if wrong:
        raise invalid(wrong)


def _refuse_before_signature(case: Case) -> None:
    signed = case.record.signed
    if signed is None:
        _refuse_before_start(case)
        return
    if case.event.date >= earliest(signed):
        return
    raise case.refuse(
        Fact("events.before-signature", signed=read_known_day(signed), day=case.event.date, ref=case.record.ref),
    )


def _refuse_before_start(case: Case) -> None:
    """Where no signature is stated: refuse what happens to an agreement in force before it was."""
    start = case.line.in_force
    if start is None or case.event.date >= start or isinstance(case.event, BEFORE_ENTRY):
        return
    raise case.refuse(
        Fact("events.before-start", start=start, day=case.event.date, ref=case.record.ref),
    )


def _told_of_the_future(case: Case) -> Iterable[Fact]:
    if case.event.date > case.occasion.day:
        yield Fact("events.dated-ahead", today=case.occasion.day, day=case.event.date)

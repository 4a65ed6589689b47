"""Correcting an event that was recorded wrongly: it is judged anew among the others, and the history keeps both."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields, replace

from agreetrack.law.findings import ENDED
from agreetrack.law.timeline import timeline
from agreetrack.law.traces import IDLE, Deed
from agreetrack.law.view import Lookup
from agreetrack.model.errors import NoSuchRef, Refused, Said, UsageError
from agreetrack.model.events import Amended, Amendment, AnyEvent, Event, Extension
from agreetrack.model.facts import Fact
from agreetrack.model.record import Record
from agreetrack.register.changing import change_found
from agreetrack.register.events import amending, ending, entering, noticing, succeeding, suspending
from agreetrack.register.events.extending import JUDGES as LENGTHENING
from agreetrack.register.events.extending import judge_extension
from agreetrack.register.events.recording import Case, Judge, Judges, judge_event, refuse_malformed, with_recorded_name
from agreetrack.register.occasion import Occasion
from agreetrack.register.records.editing import Opened, opened
from agreetrack.register.results import Changed
from agreetrack.store import Registry, Transaction

_JUDGES: Judges = {
    **entering.JUDGES,
    **LENGTHENING,
    **noticing.JUDGES,
    **suspending.JUDGES,
    **ending.JUDGES,
    **succeeding.JUDGES,
    **amending.JUDGES,
}
_WORDS = frozenset({"basis", "note"})
"""What no date depends on."""


class ChosenEvent(Struct, frozen=True):
    """An event as it stood when somebody chose it by its number, which is that of its place in the record, from 1."""

    opened: Opened
    number: int

    @property
    def event(self) -> AnyEvent:
        """The event as it stood."""
        return self.opened.record.events[self.number - 1]

    @property
    def ref(self) -> str:
        """The agreement's ref."""
        return self.opened.record.ref


class Correction(Struct, frozen=True, kw_only=True):
    """What is to be changed of an event: fields that are `stated` anew, and others that are taken out (`unset`).

    Of an amendment `set` holds clauses by path, which are set beside the others. `retroactive`: of an extension after
    the end the text says that it applies from then on.
    """

    stated: Mapping[str, Any]
    unset: Sequence[str] = ()
    retroactive: bool = False


def chosen(registry: Registry, word: str, number: int) -> ChosenEvent:
    """The event of a number in the record that a word names. Raises NoSuchRef where there is none."""
    found = opened(registry, word)
    count = len(found.record.events)
    if not 1 <= number <= count:
        ref = found.record.ref
        if not count:
            raise NoSuchRef(Fact("corrections.no-events", ref=ref, number=number))
        raise NoSuchRef(Fact("corrections.no-such-event", ref=ref, number=number, count=count))
    return ChosenEvent(found, number)


def correct(registry: Registry, occasion: Occasion, chosen: ChosenEvent, correction: Correction) -> Changed:
    """Change an event as it was chosen, and nothing else.

    Raises Refused where somebody else changed it meanwhile, and where with the correction it, or another event, would
    have no effect; UsageError for a field that cannot be taken out; InvalidData for a value that cannot be.
    """

    def found(transaction: Transaction) -> Record:
        record = transaction.get_since(chosen.ref, chosen.opened.seq)
        if record is None or record.events[: chosen.number] != chosen.opened.record.events[: chosen.number]:
            raise Refused(Fact("corrections.events-changed", ref=chosen.ref))
        return record

    def corrected(transaction: Transaction, record: Record) -> tuple[Record, Iterable[Said]]:
        place = chosen.number - 1
        others = replace(record, events=(*record.events[:place], *record.events[place + 1 :]))
        event = _revised(chosen.event, others, correction)
        case = Case(others, with_recorded_name(others, event, occasion), occasion, Lookup(transaction.listed), place)
        if not _changed(chosen.event, case.event) - _WORDS:
            refuse_malformed(case.recorded)
            return case.recorded, ()
        told = judge_event(case, _judge(chosen, case, correction))
        _refuse_idle(record, case)
        return case.recorded, told

    return change_found(registry, occasion, found, corrected)


def _judge(chosen: ChosenEvent, case: Case, correction: Correction) -> Judge:
    """Who judges it. What came after the end was retroactive when it was recorded, and is so still."""
    if not isinstance(chosen.event, Extension):
        return _JUDGES[type(chosen.event)]
    before = Case(case.record, chosen.event, case.occasion, case.find, case.place)
    return partial(judge_extension, retroactive=correction.retroactive or before.of_all().status in ENDED)


def _changed(before: Event, after: Event) -> set[str]:
    return {one.name for one in fields(before) if getattr(before, one.name) != getattr(after, one.name)}


def _revised(event: AnyEvent, others: Record, correction: Correction) -> AnyEvent:
    """The event with what is stated, and without what is taken out."""
    known = {one.name: one for one in fields(event)}
    clauses = [name for name in correction.unset if isinstance(event, Amendment) and name not in known]
    changes = {name: _default(known[name]) for name in correction.unset if name not in clauses}
    changes |= correction.stated
    if isinstance(event, Amendment) and (clauses or "set" in changes):
        day = changes.get("effective") or event.effective or changes.get("date") or event.date
        changes["set"] = _clauses(event.set, clauses, others, changes.get("set", {}), day)
    revised = replace(event, **changes)
    return _without_idle_day(revised)


def _default(field: FieldInfo) -> Any:
    if field.default is NODEFAULT:
        raise UsageError(Fact("corrections.not-without", field=field.encode_name))
    return field.default


def _without_idle_day(event: AnyEvent) -> AnyEvent:
    """The event without a day of effect that is its own day."""
    if getattr(event, "effective", None) != event.date:
        return event
    return replace(event, effective=None)


def _clauses(
    present: Amended, taken_out: Sequence[str], others: Record, stated: Mapping[str, Any], begins: date
) -> Amended:
    """The clauses that an amendment sets, once it is corrected."""
    for name in taken_out:
        if getattr(present, name, None) is None:
            known = tuple(one.name for one in fields(present) if getattr(present, one.name) is not None)
            raise UsageError(Fact("corrections.not-set", name=name, known=known))
    amending.refuse_unamendable(stated)
    kept = replace(present, **dict.fromkeys(taken_out))
    found = amending.amended(others, stated, begins, kept)
    if all(getattr(found, one.name) is None for one in fields(found)):
        raise UsageError(Fact("corrections.sets-nothing"))
    return found


def _refuse_idle(before: Record, case: Case) -> None:
    """Refuse a correction that leaves it, or another event that had an effect, without any."""
    was = {deed.place for deed in _idle(before, case)} - {case.place}
    for deed in _idle(case.recorded, case):
        if deed.place not in was:
            day = case.recorded.events[deed.place].date
            fact = Fact("corrections.idle", number=deed.place + 1, day=day, ref=case.record.ref)
            raise case.refuse(fact)


def _idle(record: Record, case: Case) -> list[Deed]:
    """What is without effect, by all that is recorded."""
    known = max(case.knowing, *(event.date for event in record.events))
    line = timeline(record, case.occasion.view(case.find, known, known))
    return [deed for deed in line.deeds if deed.code in IDLE]

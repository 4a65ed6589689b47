"""Amendments: clauses set anew from a day on, written as fields and paths such as `renewal.period`."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from agreetrack.law.findings import ENDED
from agreetrack.model.coding import builtins
from agreetrack.model.errors import UsageError
from agreetrack.model.events import Amended, Amendment
from agreetrack.model.facts import Fact
from agreetrack.model.record import Listed, Record
from agreetrack.model.validation import read_part
from agreetrack.register.events.recording import Case, Judges, last_of, record_event, refuse_after_end
from agreetrack.register.occasion import Occasion
from agreetrack.register.results import Changed
from agreetrack.store import Registry

AMENDABLE: tuple[str, ...] = Amended.__struct_fields__
"""The clauses that an amendment can set."""

_WHOLE_LISTS = frozenset({"parties", "obligations"})


def amend(
    registry: Registry,
    occasion: Occasion,
    word: str,
    stated: Mapping[str, Any],
    *,
    on: date,
    effective: date | None = None,
    basis: str | None = None,
    note: str | None = None,
) -> Changed:
    """Record an amendment that sets clauses from `effective` (default `on`) on.

    A path (`notice.period`) sets a part of a clause; its other parts stay as they then are. Raises UsageError
    for what no amendment sets, InvalidData for a value that cannot be.
    """
    if not stated:
        raise UsageError(Fact("amending.nothing"))
    refuse_unamendable(stated)

    def amendment(record: Record) -> Amendment:
        changed = amended(record, stated, effective or on)
        return Amendment(date=on, effective=None if effective == on else effective, set=changed, basis=basis, note=note)

    return record_event(registry, occasion, word, amendment, _judge_amendment)


def refuse_unamendable(stated: Iterable[str]) -> None:
    """Raise UsageError for a path that names none of the clauses that an amendment sets."""
    for path in stated:
        if path.split(".")[0] not in AMENDABLE:
            raise UsageError(Fact("amending.not-amendable", names=AMENDABLE, path=path))


def amended(record: Listed, stated: Mapping[str, Any], begins: date, present: Amended | None = None) -> Amended:
    """The clauses that an amendment sets which begins on a day, beside those that it sets already (`present`).

    Raises UsageError for a part of what is set as a whole, InvalidData for a value that cannot be.
    """
    clauses: dict[str, Any] = {} if present is None else dict(builtins(present))
    for path, value in stated.items():
        name, _dot, part = path.partition(".")
        if not part:
            clauses[name] = value
        elif name in _WHOLE_LISTS:
            raise UsageError(Fact("amending.whole", name=name))
        else:
            clauses[name] = {**(clauses.get(name) or _clause_then(record, name, begins)), part: value}
    return read_part(clauses, Amended, "set", record.ref)


def _clause_then(record: Listed, name: str, day: date) -> dict[str, Any]:
    """A clause as it holds on a day, by the record and its amendments until then."""
    amendments = [event for event in record.events if isinstance(event, Amendment)]
    earlier = [event for event in amendments if (event.effective or event.date) <= day]
    earlier.sort(key=lambda event: event.effective or event.date)
    set_before = [part for event in earlier if (part := getattr(event.set, name)) is not None]
    clause = set_before[-1] if set_before else getattr(record, name)
    return dict(builtins(clause)) if isinstance(clause, Struct) else {}


def _judge_amendment(case: Case) -> Iterable[Fact]:
    event = case.event
    assert isinstance(event, Amendment)
    refuse_after_end(case, Fact("naming.an-amendment"))
    _refuse_effect_after_end(case, event)
    _refuse_shorter(case, event)
    return ()


def _refuse_effect_after_end(case: Case, event: Amendment) -> None:
    """What ends can be amended only before it ends."""
    begins = event.effective or event.date
    then = case.of_all(begins)
    if then.status in ENDED:
        raise case.refuse(
            Fact("amending.ends-before", ends=last_of(then), begins=begins),
        )


def _refuse_shorter(case: Case, event: Amendment) -> None:
    """A new term that is over before the amendment begins would end what then is in force."""
    begins = event.effective or event.date
    if any(deed.code == "would-be-over" for deed in case.deeds_by(begins)):
        raise case.refuse(
            Fact("amending.over-before", term=str(event.set.term), begins=begins),
        )


JUDGES: Judges = {
    Amendment: _judge_amendment,
}
"""Who judges each kind of event."""

"""Termination by consent, and closing what has ended as foreseen."""

from collections.abc import Iterable, Iterator
from datetime import date

from agreetrack.law.counting import shifted
from agreetrack.law.findings import ENDED
from agreetrack.model.dates import earliest, read_known_day
from agreetrack.model.errors import UsageError
from agreetrack.model.events import Close, Termination
from agreetrack.model.facts import Fact
from agreetrack.register.events.recording import (
    Case,
    Judges,
    last_of,
    record_event,
    refuse_after_end,
)
from agreetrack.register.occasion import Occasion
from agreetrack.register.results import Changed
from agreetrack.store import Registry


def terminate(
    registry: Registry,
    occasion: Occasion,
    word: str,
    *,
    on: date,
    last_day: date | None = None,
    out_from: date | None = None,
    basis: str | None = None,
    note: str | None = None,
) -> Changed:
    """Record that the parties agreed to end it: `last_day` in force, or `out_from`, the first day out.

    Raises UsageError unless one of the two is given: governments publish the one or the other.
    """
    if (last_day is None) == (out_from is None):
        raise UsageError(Fact("ending.which-day"))
    last = last_day or (shifted(out_from, -1) if out_from else None)
    if last is None:
        raise UsageError(Fact("ending.no-day-before", day=out_from))
    event = Termination(date=on, last_day=last, basis=basis, note=note)
    return record_event(registry, occasion, word, event, _judge_termination)


def _judge_termination(case: Case) -> Iterator[Fact]:
    event = case.event
    assert isinstance(event, Termination)
    refuse_after_end(case, Fact("naming.its-termination"))
    signed = case.record.signed
    if signed and event.last_day < earliest(signed):
        raise case.refuse(
            Fact("ending.before-signature", day=event.last_day, signed=read_known_day(signed)),
        )
    _refuse_prolonging(case, event.last_day)
    if event.last_day < event.date:
        yield Fact("ending.before-agreement", last_day=event.last_day, day=event.date)
    if case.line.termination is not None:
        yield Fact("ending.replaces", ends=case.line.termination.end.last)


def _refuse_prolonging(case: Case, last_day: date) -> None:
    """A termination can only end it earlier than it would end anyway."""
    then = case.foreseen(last_day)
    if then.status not in ENDED or case.line.termination is not None:
        return
    raise case.refuse(
        Fact("ending.does-not-prolong", ends=last_of(then), last_day=last_day, ref=case.record.ref),
    )


def close(
    registry: Registry,
    occasion: Occasion,
    word: str,
    *,
    on: date,
    basis: str | None = None,
    note: str | None = None,
) -> Changed:
    """Record that the agreement ended as foreseen and was looked at: no more warnings."""
    event = Close(date=on, basis=basis, note=note)
    return record_event(registry, occasion, word, event, _judge_close)


def _judge_close(case: Case) -> Iterable[Fact]:
    before = case.before()
    if before.closed:
        raise case.refuse(Fact("ending.closed-already"))
    if before.status in ENDED:
        return ()
    ends = before.ends or before.expires
    if ends is None:
        raise case.refuse(Fact("ending.not-ended", day=case.event.date, ref=case.record.ref))
    raise case.refuse(
        Fact("ending.in-force", day=case.event.date, ends=ends),
    )


JUDGES: Judges = {
    Termination: _judge_termination,
    Close: _judge_close,
}
"""Who judges each kind of event."""

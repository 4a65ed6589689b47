"""Termination by consent, and closing what has ended as foreseen."""

from collections.abc import Iterable, Iterator
from datetime import date

from agreetrack.law.counting import shifted
from agreetrack.law.findings import ENDED
from agreetrack.model.dates import earliest
from agreetrack.model.errors import UsageError
from agreetrack.model.events import Close, Termination
from agreetrack.model.wording import _
from agreetrack.register.events import (
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
        raise UsageError(
            _(
                "say which day it is: --last-day DATE, the last day in force, or --out-from DATE, the first "
                "day without it"
            )
        )
    last = last_day or (shifted(out_from, -1) if out_from else None)
    if last is None:
        raise UsageError(_("--out-from {day}: there is no day before it").format(day=out_from))
    event = Termination(date=on, last_day=last, basis=basis, note=note)
    return record_event(registry, occasion, word, event, _judge_termination)


def _judge_termination(case: Case) -> Iterator[str]:
    event = case.event
    assert isinstance(event, Termination)
    refuse_after_end(case, _("its termination"))
    signed = case.record.signed
    if signed and event.last_day < earliest(signed):
        raise case.refuse(
            _("{day} lies before its signature, {signed}").format(day=event.last_day, signed=signed),
        )
    _refuse_prolonging(case, event.last_day)
    if event.last_day < event.date:
        yield _("the last day, {last_day}, lies before the day of the agreement to end it, {day}").format(
            last_day=event.last_day, day=event.date
        )
    if case.line.termination is not None:
        yield _("it replaces the termination recorded before, with {ends} as the last day").format(
            ends=case.line.termination.end.last
        )


def _refuse_prolonging(case: Case, last_day: date) -> None:
    """A termination can only end it earlier than it would end anyway."""
    then = case.foreseen(last_day)
    if then.status not in ENDED or case.line.termination is not None:
        return
    raise case.refuse(
        _(
            "it ends on {ends} anyway, and a termination does not prolong it through {last_day}; that would "
            "be an extension: agreetrack extend {ref} --until {last_day}"
        ).format(ends=last_of(then), last_day=last_day, ref=case.record.ref),
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


def _judge_close(case: Case) -> Iterable[str]:
    before = case.before()
    if before.closed:
        raise case.refuse(_("it is closed already"))
    if before.status in ENDED:
        return ()
    ends = before.ends or before.expires
    if ends is None:
        reason = _("it has not ended by {day}, so that there is nothing to close; an end is recorded with {commands}")
        raise case.refuse(
            reason.format(
                day=case.event.date,
                commands=_("agreetrack terminate {ref} or agreetrack notice {ref}").format(ref=case.record.ref),
            ),
        )
    raise case.refuse(
        _("it is still in force on {day}; it can be closed after {ends}, its last day").format(
            day=case.event.date, ends=ends
        ),
    )


JUDGES: Judges = {
    Termination: _judge_termination,
    Close: _judge_close,
}
"""Who judges each kind of event."""

"""Extensions and renewals: what lengthens an agreement."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Literal

from agreetrack.law.findings import ENDED
from agreetrack.model.errors import UsageError
from agreetrack.model.events import Extension, Renewed
from agreetrack.model.facts import Fact
from agreetrack.model.periods import Period
from agreetrack.model.terms import INDEFINITE
from agreetrack.register.events.recording import Case, Judges, last_of, quoted, record_event
from agreetrack.register.occasion import Occasion
from agreetrack.register.results import Changed
from agreetrack.store import Registry


def extend(
    registry: Registry,
    occasion: Occasion,
    word: str,
    *,
    on: date,
    by: Period | None = None,
    until: date | None = None,
    indefinitely: bool = False,
    start: date | None = None,
    end_day: Literal["included", "excluded"] | None = None,
    retroactive: bool = False,
    basis: str | None = None,
    note: str | None = None,
) -> Changed:
    """Record that the parties extend the agreement by a period, until a date or indefinitely; `start` is a new anchor.

    After the end it is refused unless `retroactive`: an agreement once expired is not extended but succeeded,
    unless the text says that it applies from the end on. Raises UsageError unless one of the three is given.
    """
    if [by is not None, until is not None, indefinitely].count(True) != 1:
        raise UsageError(Fact("extending.one-of"))
    event = Extension(
        date=on, by=by, until=until, indefinitely=indefinitely, from_=start, end_day=end_day, basis=basis, note=note
    )
    return record_event(registry, occasion, word, event, partial(judge_extension, retroactive=retroactive))


def judge_extension(case: Case, retroactive: bool) -> Iterator[Fact]:
    """Judge an extension; after the end it is refused unless it is `retroactive`."""
    event = case.event
    assert isinstance(event, Extension)
    if event.end_day and event.until is None:
        raise UsageError(Fact("extending.end-day-alone"))
    _refuse_final_end(case)
    before = case.of_all()
    if before.status in ENDED and not retroactive:
        raise case.refuse(
            Fact("extending.expired", ends=last_of(before)),
        )
    if case.latest.end.last is None and (case.latest.length == INDEFINITE or case.latest.why == "open"):
        raise case.refuse(
            Fact("extending.indefinite", ref=case.record.ref),
        )
    _refuse_without_effect(case, event)
    if before.status in ENDED:
        yield Fact("extending.retroactive", day=event.date, ends=last_of(before))


def _refuse_final_end(case: Case) -> None:
    """Neither extension nor renewal moves an end that a notice or the parties' consent has set."""
    cap = case.line.end
    if cap is None:
        return
    if case.line.termination is not None:
        raise case.refuse(
            Fact("extending.terminated", ends=cap.end.last, ref=case.record.ref),
        )
    raise case.refuse(
        Fact(
            "extending.notice-given",
            who=quoted(way.party for way in case.line.exits),
            ends=cap.end.last,
            ref=case.record.ref,
        ),
    )


def _refuse_without_effect(case: Case, event: Extension) -> None:
    current = case.latest.end.last
    if case.does("not-longer"):
        raise case.refuse(
            Fact(
                "extending.not-longer", current=current, until=event.until or event.by or Fact("extending.without-end")
            ),
        )
    if case.does("not-reckonable"):
        raise case.refuse(_unreckonable(case))
    if event.by and case.after().expires is None:
        raise case.refuse(Fact("extending.beyond", by=event.by))


def _unreckonable(case: Case) -> Fact:
    ref = case.record.ref
    if case.clauses.term is None:
        return Fact("extending.term-unknown", ref=ref)
    return Fact("extending.start-unknown", ref=ref)


def renew(
    registry: Registry,
    occasion: Occasion,
    word: str,
    *,
    on: date,
    basis: str | None = None,
    note: str | None = None,
) -> Changed:
    """Record a renewal: it confirms a tacit one, and agrees an express one (one renewal period more)."""
    event = Renewed(date=on, basis=basis, note=note)
    return record_event(registry, occasion, word, event, _judge_renewal)


def _judge_renewal(case: Case) -> Iterator[Fact]:
    ref, held = case.record.ref, case.deciding
    if held.mode == "none":
        raise case.refuse(
            Fact("renewing.none", ref=ref),
        )
    if held.mode == "indefinite" or case.latest.length == INDEFINITE:
        raise case.refuse(Fact("renewing.by-itself"))
    _refuse_final_end(case)
    _refuse_renewal_after_end(case)
    if held.mode == "tacit":
        yield from _told_of_tacit_renewal(case)
        return
    if case.does("not-reckonable"):
        raise case.refuse(_unknown_step(case))
    if held.mode is None:
        yield Fact("renewing.not-renewable", period=held.step)
    elif held.times is not None and case.latest.used >= held.times:
        yield Fact("renewing.one-more", times=held.times)


def _refuse_renewal_after_end(case: Case) -> None:
    before = case.of_all()
    if before.status in ENDED:
        raise case.refuse(
            Fact("renewing.expired", ends=last_of(before), ref=case.record.ref),
        )


def _told_of_tacit_renewal(case: Case) -> Iterator[Fact]:
    held = case.deciding
    if held.times is not None and case.latest.used >= held.times:
        raise case.refuse(
            Fact("renewing.used-up", times=held.times, ref=case.record.ref),
        )
    if case.latest.end.last is None:
        raise case.refuse(_unknown_step(case))
    yield Fact("renewing.confirmed")


def _unknown_step(case: Case) -> Fact:
    ref = case.record.ref
    if case.latest.end.last is None:
        return Fact("renewing.end-unknown", ref=ref)
    return Fact("renewing.period-unknown", ref=ref)


JUDGES: Judges = {
    Renewed: _judge_renewal,
}
"""Who judges each kind of event."""

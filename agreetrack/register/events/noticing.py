"""Notices: given, suspended, withdrawn. What they end, and when, is told."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Literal

from agreetrack.law.traces import Exit
from agreetrack.model.events import NoticeGiven, NoticeProlonged, NoticeResumed, NoticeSuspended, NoticeWithdrawn
from agreetrack.model.facts import Fact
from agreetrack.register.events.recording import Case, Judges, quoted, record_event, refuse_after_end, refuse_no_party
from agreetrack.register.occasion import Occasion
from agreetrack.register.results import Changed
from agreetrack.store import Registry


def give_notice(
    registry: Registry,
    occasion: Occasion,
    word: str,
    *,
    on: date,
    party: str,
    effect: Literal["non-renewal", "withdrawal"] | None = None,
    last_day: date | None = None,
    basis: str | None = None,
    note: str | None = None,
) -> Changed:
    """Record that a party's notice was received `on` a day; `last_day` where the note itself names it."""
    event = NoticeGiven(date=on, party=party, effect=effect, last_day=last_day, basis=basis, note=note)
    return record_event(registry, occasion, word, event, _judge_notice)


def suspend_notice(
    registry: Registry,
    occasion: Occasion,
    word: str,
    *,
    on: date,
    party: str | None = None,
    basis: str | None = None,
    note: str | None = None,
) -> Changed:
    """Record that the effect of a pending notice is suspended; `party` where several gave notice."""
    event = NoticeSuspended(date=on, party=party, basis=basis, note=note)
    return record_event(registry, occasion, word, event, JUDGES[NoticeSuspended])


def withdraw_notice(
    registry: Registry,
    occasion: Occasion,
    word: str,
    *,
    on: date,
    party: str | None = None,
    basis: str | None = None,
    note: str | None = None,
) -> Changed:
    """Record that a pending or suspended notice is taken back; `party` where several gave notice."""
    event = NoticeWithdrawn(date=on, party=party, basis=basis, note=note)
    return record_event(registry, occasion, word, event, JUDGES[NoticeWithdrawn])


def resume_notice(
    registry: Registry,
    occasion: Occasion,
    word: str,
    *,
    on: date,
    party: str | None = None,
    basis: str | None = None,
    note: str | None = None,
) -> Changed:
    """Record that a suspended notice runs on for the days that were left; `party` where several gave notice."""
    event = NoticeResumed(date=on, party=party, basis=basis, note=note)
    return record_event(registry, occasion, word, event, _judge_resumption)


def prolong_notice(
    registry: Registry,
    occasion: Occasion,
    word: str,
    *,
    on: date,
    last_day: date,
    party: str | None = None,
    basis: str | None = None,
    note: str | None = None,
) -> Changed:
    """Record that the last day of a pending notice is moved to `last_day`; `party` where several gave notice."""
    event = NoticeProlonged(date=on, last_day=last_day, party=party, basis=basis, note=note)
    return record_event(registry, occasion, word, event, _judge_prolongation)


def _judge_resumption(case: Case) -> Iterator[Fact]:
    event = case.event
    assert isinstance(event, NoticeResumed)
    refuse_no_party(case, event.party)
    refuse_after_end(case, Fact("naming.the-resumption-of-a-notice"))
    party = case.parties.named(event.party) if event.party else None
    paused = [one.exit.party for one in case.line.paused if party in (None, one.exit.party)]
    if not paused:
        raise case.refuse(
            Fact("noticing.none-suspended", day=event.date, ref=case.record.ref),
        )
    if party is None and len(paused) > 1:
        raise case.refuse(_several(paused))
    yield Fact("noticing.last-day", day=case.deeds[-1].end.last)


def _judge_prolongation(case: Case) -> Iterator[Fact]:
    event = case.event
    assert isinstance(event, NoticeProlonged)
    yield from _judge_taking_back(case, suspended_too=False)
    if event.last_day < event.date:
        raise case.refuse(
            Fact("noticing.prolonged-to-before", last_day=event.last_day, day=event.date),
        )


def _several(parties: Iterable[str]) -> Fact:
    return Fact("noticing.several", who=quoted(parties))


def _judge_notice(case: Case) -> Iterator[Fact]:
    event = case.event
    assert isinstance(event, NoticeGiven)
    refuse_no_party(case, event.party)
    refuse_after_end(case, Fact("naming.a-notice"))
    _refuse_second_notice(case, event.party)
    if event.last_day and event.last_day < event.date:
        raise case.refuse(
            Fact("noticing.last-day-before-receipt", last_day=event.last_day, day=event.date),
        )
    ends = next((one.ends for one in case.after().leaving if one.party == event.party), case.after().ends)
    yield from _told_of_notice(case, event, ends)


def _refuse_second_notice(case: Case, party: str) -> None:
    given = next((way for way in case.line.exits if way.party == party), None)
    if given is None:
        return
    raise case.refuse(
        Fact("noticing.given-already", party=party, day=given.received, ref=case.record.ref),
    )


def _told_of_notice(case: Case, event: NoticeGiven, ends: date | None) -> Iterator[Fact]:
    if event.last_day:
        return
    if case.does("outside-window"):
        raise case.refuse(_outside_window(case))
    if case.does("one-reading"):
        yield _told_of_readings(case)
    elif case.clauses.notice is None:
        yield _told_without_clause(case, ends)
    elif ends is None:
        yield Fact("noticing.end-unknown")
    elif case.does("late"):
        yield _told_of_lateness(case, ends)


def _outside_window(case: Case) -> Fact:
    before = case.before()
    if before.notice_from is None:
        return Fact("noticing.no-period-ended")
    return Fact("noticing.outside-window", opens=before.notice_from, by=before.notice_by, day=case.event.date)


def _told_of_readings(case: Case) -> Fact:
    end = next(deed.end for deed in case.deeds if deed.code == "one-reading")
    return Fact("noticing.one-reading", first=end.last, other=end.rival, ref=case.record.ref)


def _told_without_clause(case: Case, ends: date | None) -> Fact:
    if ends:
        return Fact("noticing.no-clause-in-time", ends=ends)
    return Fact("noticing.no-clause", ref=case.record.ref)


def _told_of_lateness(case: Case, ends: date) -> Fact:
    current = case.before()
    if ends == current.expires or current.notice_by is None:
        return Fact("noticing.late", ends=ends)
    number = case.after(ends).period
    return Fact("noticing.late-for-period", by=current.notice_by, now=current.period, then=number, ends=ends)


def _judge_taking_back(case: Case, suspended_too: bool) -> Iterable[Fact]:
    event = case.event
    assert isinstance(event, NoticeProlonged | NoticeSuspended | NoticeWithdrawn)
    refuse_no_party(case, event.party)
    party = case.parties.named(event.party) if event.party else None
    pending = [way for way in case.line.exits if party in (None, way.party)]
    if not pending:
        if suspended_too and _suspended(case, party):
            return ()
        raise case.refuse(_no_notice(case, party))
    pending = _still_ahead(case, pending)
    if party is None and len(pending) > 1:
        raise case.refuse(_several(way.party for way in pending))
    return ()


def _still_ahead(case: Case, pending: list[Exit]) -> list[Exit]:
    """The notices that have not taken effect by the day of the event; refused where there are none."""
    ahead = [way for way in pending if way.end.latest is None or way.end.latest >= case.event.date]
    if ahead:
        return ahead
    raise case.refuse(
        Fact("noticing.took-effect", party=pending[-1].party, ends=pending[-1].end.last),
    )


def _suspended(case: Case, party: str | None) -> bool:
    """Whether a notice (of the party, where one is named) is suspended."""
    return any(party in (None, one.exit.party) for one in case.line.paused)


def _no_notice(case: Case, party: str | None) -> Fact:
    if party:
        return Fact("noticing.none-of-party", party=party, day=case.event.date, ref=case.record.ref)
    return Fact("noticing.none-pending", day=case.event.date, ref=case.record.ref)


JUDGES: Judges = {
    NoticeGiven: _judge_notice,
    NoticeProlonged: _judge_prolongation,
    NoticeSuspended: partial(_judge_taking_back, suspended_too=False),
    NoticeResumed: _judge_resumption,
    NoticeWithdrawn: partial(_judge_taking_back, suspended_too=True),
}
"""Who judges each kind of event."""

"""Suspension and resumption: operation rests, the term and notice periods run on."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce

from agreetrack.law.traces import Held
from agreetrack.model.errors import UsageError
from agreetrack.model.events import Resumption, Suspension
from agreetrack.model.facts import Fact
from agreetrack.register.events.recording import Case, Judges, record_event, refuse_after_end, refuse_no_party
from agreetrack.register.occasion import Occasion
from agreetrack.register.results import Changed
from agreetrack.store import Registry


def suspend(
    registry: Registry,
    occasion: Occasion,
    word: str,
    *,
    on: date,
    effective: date | None = None,
    party: str | None = None,
    articles: str | None = None,
    until: date | None = None,
    basis: str | None = None,
    note: str | None = None,
) -> Changed:
    """Record a suspension, whole or of some articles, for all or by one party, through `until` if known."""
    event = Suspension(
        date=on,
        effective=None if effective == on else effective,
        party=party,
        articles=articles,
        until=until,
        basis=basis,
        note=note,
    )
    return record_event(registry, occasion, word, event, _judge_suspension)


def resume(
    registry: Registry,
    occasion: Occasion,
    word: str,
    *,
    on: date,
    effective: date | None = None,
    party: str | None = None,
    articles: str | None = None,
    basis: str | None = None,
    note: str | None = None,
) -> Changed:
    """Record a resumption: a suspension runs to the day before; without a scope it ends every suspension."""
    event = Resumption(
        date=on,
        effective=None if effective == on else effective,
        party=party,
        articles=articles,
        basis=basis,
        note=note,
    )
    return record_event(registry, occasion, word, event, _judge_resumption)


def _judge_suspension(case: Case) -> Iterable[Fact]:
    event = case.event
    assert isinstance(event, Suspension)
    begins = event.effective or event.date
    if event.until and event.until < begins:
        raise UsageError(Fact("suspending.until-before", until=event.until, start=begins))
    refuse_no_party(case, event.party)
    refuse_after_end(case, Fact("naming.a-suspension"))
    same = [held for held in _running(case, begins) if (held.party, held.articles) == (event.party, event.articles)]
    if same:
        raise case.refuse(
            Fact("suspending.already", day=same[-1].since, ref=case.record.ref),
        )
    return ()


def _judge_resumption(case: Case) -> Iterator[Fact]:
    event = case.event
    assert isinstance(event, Resumption)
    refuse_no_party(case, event.party)
    day = event.effective or event.date
    running = _running(case, day)
    if not running:
        raise case.refuse(Fact("suspending.none", day=day))
    matching = [held for held in running if _in_scope(held, event)]
    if not matching:
        raise case.refuse(
            Fact("suspending.other-part", day=day, parts=_parts(running)),
        )
    rest = [held for held in running if held not in matching]
    if rest:
        yield Fact("suspending.still", parts=_parts(rest))


def _in_scope(held: Held, event: Resumption) -> bool:
    return event.party in (None, held.party) and event.articles in (None, held.articles)


def _running(case: Case, day: date) -> list[Held]:
    return [held for held in case.line.suspensions if held.covers(day)]


def _parts(held: Iterable[Held]) -> Fact:
    """What is suspended, each part for itself."""
    return reduce(lambda one, other: Fact("names.and", one=one, other=other), map(_part, held))


def _part(held: Held) -> Fact:
    since = held.since
    if held.articles and held.party:
        return Fact("suspending.articles-for-party", articles=held.articles, party=held.party, since=since)
    if held.articles:
        return Fact("suspending.articles-for-all", articles=held.articles, since=since)
    if held.party:
        return Fact("suspending.whole-for-party", party=held.party, since=since)
    return Fact("suspending.whole-for-all", since=since)


JUDGES: Judges = {
    Suspension: _judge_suspension,
    Resumption: _judge_resumption,
}
"""Who judges each kind of event."""

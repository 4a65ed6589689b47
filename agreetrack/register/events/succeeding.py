"""Succession: a state or body takes the place of a party (Vienna Convention on Succession of States, 1978)."""

from collections.abc import Iterable
from datetime import date

from agreetrack.model.events import PartySuccession
from agreetrack.model.facts import Fact
from agreetrack.register.events.recording import Case, Judges, record_event, refuse_after_end, refuse_no_party
from agreetrack.register.occasion import Occasion
from agreetrack.register.results import Changed
from agreetrack.store import Registry


def succeed(
    registry: Registry,
    occasion: Occasion,
    word: str,
    *,
    predecessor: str,
    successor: str,
    on: date,
    basis: str | None = None,
    note: str | None = None,
) -> Changed:
    """Record that a party was succeeded by another, which takes over its place, and a notice that it gave."""
    event = PartySuccession(date=on, from_=predecessor, to=successor, basis=basis, note=note)
    return record_event(registry, occasion, word, event, _judge)


def _judge(case: Case) -> Iterable[Fact]:
    refuse_after_end(case, Fact("naming.a-succession"))
    event = case.event
    assert isinstance(event, PartySuccession)
    refuse_no_party(case, event.from_)
    old, new = case.parties.found(event.from_), case.parties.found(event.to)
    if old is not None and old is new:
        raise case.refuse(Fact("succeeding.same-party", name=event.to))
    if new is not None:
        yield Fact("succeeding.was-a-party", to=new.name, party=event.from_)


JUDGES: Judges = {
    PartySuccession: _judge,
}
"""Who judges each kind of event."""

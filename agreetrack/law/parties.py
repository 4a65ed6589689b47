"""Who the parties are, by whatever name an event calls them, and who succeeds whom."""

from collections.abc import Iterable, Sequence

from agreetrack.model.clauses import Party
from agreetrack.model.events import JOINING, AnyEvent, Instrument, PartySuccession
from agreetrack.model.record import Listed


def found(parties: Iterable[Party], name: str) -> Party | None:
    """The party that the name means, or None."""
    return next((party for party in parties if party.is_called(name)), None)


def named(parties: Iterable[Party], name: str) -> str:
    """The name under which the party is recorded, or the name itself where it is none."""
    party = found(parties, name)
    return party.name if party else name


def same(parties: Iterable[Party], other: Party) -> Party | None:
    """The party among those of one agreement that a party of another one is: by code, name or alias."""
    names = [name for name in (other.code, other.name, *other.aliases) if name]
    return next((party for party in parties if any(party.is_called(name) for name in names)), None)


def succeeded(parties: Sequence[Party], event: PartySuccession) -> tuple[Party, ...]:
    """The parties after one was succeeded by another; a successor that is there already takes the place alone."""
    old = found(parties, event.from_)
    if found(parties, event.to):
        return tuple(party for party in parties if party is not old)
    new = Party(name=event.to, us=bool(old and old.us))
    kept = tuple(new if party is old else party for party in parties)
    return kept if old else (*kept, new)


def joined(parties: Sequence[Party], event: Instrument) -> tuple[Party, ...]:
    """The parties after an instrument: accession or succession may add one that was not there."""
    if event.type in JOINING and not found(parties, event.party):
        return (*parties, Party(name=event.party))
    return tuple(parties)


def original(record: Listed, events: Iterable[AnyEvent]) -> tuple[Party, ...]:
    """The parties of the record other than those who joined by accession or succession."""
    joiners = [event.party for event in events if isinstance(event, Instrument) and event.type in JOINING]
    return tuple(party for party in record.parties if not any(party.is_called(name) for name in joiners))


def present_name(stated: Sequence[Party], present: Sequence[Party], events: Iterable[AnyEvent], name: str) -> str:
    """The name under which a party stands now: its own, or that of its last successor."""
    who = named(stated, name)
    for event in events:
        if isinstance(event, PartySuccession) and named(stated, event.from_).casefold() == who.casefold():
            who = event.to
    return named(present, who)


def first_name(stated: Sequence[Party], present: Sequence[Party], events: Sequence[AnyEvent], name: str) -> str:
    """The name under which a party stood at first: its own, or that of the party it succeeded."""
    who = named(stated, named(present, name))
    for event in reversed(events):
        if isinstance(event, PartySuccession) and named(present, event.to).casefold() == who.casefold():
            who = named(stated, event.from_)
    return who

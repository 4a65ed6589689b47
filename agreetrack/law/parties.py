"""Who the parties are, by whatever name an event calls them.

Finding one takes no longer among thousands than among two: a convention has many parties, an instrument names one.
"""

from bisect import insort
from collections.abc import Iterable, Iterator
from functools import cached_property

from agreetrack.model.clauses import Party
from agreetrack.model.events import JOINING, AnyEvent, Instrument, PartySuccession
from agreetrack.model.record import Listed


class Roll:
    """The parties in their order, as they join and are succeeded; of two with one name the first is meant by it."""

    def __init__(self, parties: Iterable[Party]) -> None:
        self._parties = dict(enumerate(parties))
        self._next = len(self._parties)
        self.ours: set[str] = set()
        """All that a party whose office this is was ever called, without capitals."""
        for party in self._parties.values():
            if party.us:
                self.ours |= _names(party)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where those are who are called so; made once a name is looked up."""
        places: dict[str, list[int]] = {}
        for place, party in self._parties.items():
            for name in _names(party):
                insort(places.setdefault(name, []), place)
        return places

    def __iter__(self) -> Iterator[Party]:
        return iter(self._parties.values())

    def __len__(self) -> int:
        return len(self._parties)

    def found(self, name: str) -> Party | None:
        """The party that the name means, or None."""
        place = self._place(name)
        return None if place is None else self._parties[place]

    def named(self, name: str) -> str:
        """The name under which the party is recorded, or the name itself where it is none."""
        party = self.found(name)
        return party.name if party else name

    def same(self, other: Party) -> Party | None:
        """The party of this agreement that a party of another one is: by its code, its name or an alias."""
        names = (name for name in (other.code, other.name, *other.aliases) if name)
        return next((party for name in names if (party := self.found(name))), None)

    def join(self, event: Instrument) -> None:
        """Let a party in that was not there; accession and succession alone may."""
        if event.type in JOINING and self._place(event.party) is None:
            self._enter(Party(name=event.party))

    def succeed(self, event: PartySuccession) -> None:
        """Let a party take the place of another; one that is there already stays where it is, and the other goes."""
        place, present = self._place(event.from_), self._place(event.to)
        us = place is not None and self._parties[place].us
        if place is not None:
            self._leave(place, for_good=present is not None)
        if present is None:
            self._enter(Party(name=event.to, us=us), place)

    def _place(self, name: str) -> int | None:
        places = self._places.get(name.casefold())
        return places[0] if places else None

    def _enter(self, party: Party, place: int | None = None) -> None:
        if place is None:
            place, self._next = self._next, self._next + 1
        for name in _names(party):
            insort(self._places.setdefault(name, []), place)
        self._parties[place] = party
        if party.us:
            self.ours |= _names(party)

    def _leave(self, place: int, for_good: bool) -> None:
        """Nobody is called so any more; the place is kept for a successor unless it is left for good."""
        for name in _names(self._parties[place]):
            self._places[name].remove(place)
        if for_good:
            del self._parties[place]


def original(record: Listed, events: Iterable[AnyEvent]) -> tuple[Party, ...]:
    """The parties of the record other than those who joined by accession or succession."""
    joiners = {event.party.casefold() for event in events if isinstance(event, Instrument) and event.type in JOINING}
    return tuple(party for party in record.parties if joiners.isdisjoint(_names(party)))


def _names(party: Party) -> set[str]:
    """All that a party is called, without capitals."""
    return {name.casefold() for name in (party.name, party.code, *party.aliases) if name is not None}

"""Who was among the parties of an agreement, and when: as they join, are succeeded or set anew; leaving is apart.

How many there were on a day is found at once, however many they are.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from agreetrack.law.parties import Roll
from agreetrack.model.clauses import Party
from agreetrack.model.events import Instrument, PartySuccession


class Members:
    """The parties in their order, and since and until when each is one; changes come in the order of their days."""

    def __init__(self, parties: Iterable[Party]) -> None:
        self.roll = Roll(parties)
        self.ours = set(self.roll.ours)
        self._since: list[date] = []
        self._until: list[date] = []
        self._stays: dict[str, list[tuple[date, date | None]]] = {}
        for party in self.roll:
            self._enter(party.name, date.min)
        self.fewest = len(self.roll)
        """The least that there ever were."""

    def join(self, event: Instrument, day: date) -> bool:
        """Let a party in that was not there; whether it was not."""
        before = len(self.roll)
        self.roll.join(event)
        if len(self.roll) == before:
            return False
        self._enter(event.party, day)
        return True

    def succeed(self, event: PartySuccession, day: date) -> None:
        """Let a party take the place of another."""
        old, new = self.roll.found(event.from_), self.roll.found(event.to)
        self.roll.succeed(event)
        self.ours |= self.roll.ours
        if old is not None and old is not new:
            self._leave(old.name, day)
        if new is None:
            self._enter(event.to, day)
        self.fewest = min(self.fewest, len(self.roll))

    def set_anew(self, parties: Iterable[Party], day: date) -> None:
        """Let others be the parties from a day on; who stays, stays."""
        before, self.roll = {party.name for party in self.roll}, Roll(parties)
        self.ours |= self.roll.ours
        after = {party.name for party in self.roll}
        for name in before - after:
            self._leave(name, day)
        for name in after - before:
            self._enter(name, day)
        self.fewest = min(self.fewest, len(self.roll))

    def count_on(self, day: date) -> int:
        """How many there were on a day."""
        return bisect_right(self._since, day) - bisect_right(self._until, day)

    def fewest_from(self, day: date) -> int:
        """So many there were at the least on each day from this one on; there may have been more."""
        return bisect_right(self._since, day) - len(self._until)

    def has(self, name: str, day: date) -> bool:
        """Whether the one of exactly that name was a party on a day."""
        return any(since <= day and (until is None or day < until) for since, until in self._stays.get(name, ()))

    def is_ours(self, name: str) -> bool:
        """Whether a party that was ever called so is the one whose office this is."""
        return name.casefold() in self.ours

    def _enter(self, name: str, day: date) -> None:
        self._since.append(day)
        self._stays.setdefault(name, []).append((day, None))

    def _leave(self, name: str, day: date) -> None:
        self._until.append(day)
        stays = self._stays[name]
        stays[-1] = (stays[-1][0], day)

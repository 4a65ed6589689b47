"""Under which names a party stood: who succeeds a party takes over what it owes."""

from collections.abc import Iterable, Sequence

from agreetrack.law.parties import Roll
from agreetrack.model.clauses import Party
from agreetrack.model.events import AnyEvent, PartySuccession


class Lineage:
    """The names of the parties from the first to the last, by the successions that are known, in their order."""

    def __init__(self, stated: Iterable[Party], now: Roll, events: Sequence[AnyEvent]) -> None:
        self._stated = Roll(stated)
        self._now = now
        successions = [event for event in events if isinstance(event, PartySuccession)]
        self._last: dict[str, str] = {}
        for event in reversed(successions):
            before = self._stated.named(event.from_).casefold()
            self._last[before] = self._last.get(event.to.casefold(), event.to)
        self._first: dict[str, str] = {}
        for event in successions:
            before = self._stated.named(event.from_)
            self._first[now.named(event.to).casefold()] = self._first.get(before.casefold(), before)

    def present_name(self, name: str) -> str:
        """The name under which a party stands now: its own, or that of its last successor."""
        found = self._stated.named(name)
        return self._now.named(self._last.get(found.casefold(), found))

    def first_name(self, name: str) -> str:
        """The name under which a party stood at first: its own, or that of the party it succeeded."""
        found = self._stated.named(self._now.named(name))
        return self._first.get(found.casefold(), found)

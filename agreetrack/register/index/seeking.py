"""What is read of a registry for a question: by its index the agreements that matter, or else all of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import msgspec

from agreetrack.law.view import Lookup
from agreetrack.model.record import Listed, Promising, Watched
from agreetrack.register.index.basis import Basis
from agreetrack.register.lists.judging import lookup
from agreetrack.register.occasion import Occasion
from agreetrack.register.reminders.lead_times import LeadTimes
from agreetrack.store import Registry
from agreetrack.store.index import conditions
from agreetrack.store.index.conditions import Asked, Sought, Unusable

if TYPE_CHECKING:
    from agreetrack.store.index.asking import Index

T = TypeVar("T", bound=Listed)


@contextmanager
def seeking(registry: Registry, occasion: Occasion, leads: LeadTimes | None = None) -> Iterator["Seeking"]:
    """What is asked of a registry on an occasion, all of one moment; `leads` where warnings are sought."""
    with registry.still():
        index = registry.index()
        serves = index is not None and msgspec.json.decode(index.basis, type=Basis).serves(occasion, leads)
        yield Seeking(registry, occasion.day, index if serves else None)


class Seeking:
    """Gives the agreements that may have to do with a question, and all others that nothing is known of."""

    def __init__(self, registry: Registry, day: date, index: "Index | None") -> None:
        self._registry = registry
        self._day = day
        self._index = index
        self._all = lookup(registry)
        self.find = Lookup(self._find)

    def due(self, last: date, since: date) -> Sought[Listed]:
        """What may have a row in a list of what is due through the last day, or has passed since another one."""
        return self._sought(Listed, conditions.due(self._day, last, since))

    def warned(self) -> Sought[Watched]:
        """What there may be something to warn of."""
        return self._sought(Watched, conditions.warned(self._day))

    def late(self) -> Sought[Promising]:
        """What something may be late of."""
        return self._sought(Promising, conditions.late(self._day))

    def owing(self) -> Sought[Promising]:
        """What anything may be owed under."""
        return self._sought(Promising, conditions.OWING)

    def _sought(self, kind: type[T], asked: Asked) -> Sought[T]:
        if self._index is not None:
            try:
                return self._index.sought(kind, asked)
            except Unusable:
                self._index = None
        records = self._registry.read(kind)
        return Sought(records, len(records))

    def _find(self, ref: str) -> Listed | None:
        if self._index is not None:
            try:
                return self._index.find(ref)
            except Unusable:
                self._index = None
        return self._all(ref)

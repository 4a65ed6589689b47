"""What a list of agreements shows of their obligations, where it is asked for: the first that is still owed."""

from collections.abc import Collection
from datetime import date

from agreetrack.law.counting import later
from agreetrack.law.findings import Duty
from agreetrack.law.obligations import duty
from agreetrack.law.obligations_screen import owes_by, promises_anything
from agreetrack.model.periods import Period
from agreetrack.model.record import Promising
from agreetrack.register.duties import promised
from agreetrack.register.falling import Lookup
from agreetrack.register.occasion import Occasion
from agreetrack.store import Registry


def all_promising(registry: Registry) -> list[Promising]:
    """Every record with its obligations."""
    return registry.promising(lambda outline: True)


def duties_within(registry: Registry, occasion: Occasion, find: Lookup, within: Period) -> dict[str, Duty]:
    """By ref what is first owed, of the agreements under which something is late or falls due in that time."""
    last = later(occasion.day, within) or date.max
    owing = registry.promising(owes_by(last, occasion.knowing or occasion.day))
    return {ref: owed for ref, owed in _first(owing, occasion, find).items() if owed.due <= last}


def duties_of(registry: Registry, occasion: Occasion, find: Lookup, refs: Collection[str]) -> dict[str, Duty]:
    """By ref what is first owed, whenever that is, of these agreements."""
    promising = registry.promising(lambda outline: outline.ref in refs and promises_anything(outline))
    return _first(promising, occasion, find)


def _first(records: list[Promising], occasion: Occasion, find: Lookup) -> dict[str, Duty]:
    found = ((record.ref, duty(promised(record, occasion, find))) for record in records)
    return {ref: owed for ref, owed in found if owed}

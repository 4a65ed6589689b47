"""Standings of records as they are asked for on an occasion, with what is first owed where obligations were read."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from agreetrack.law import standing as standings
from agreetrack.law.findings import Standing
from agreetrack.law.ledger import ledger
from agreetrack.law.view import Lookup
from agreetrack.model.record import Listed, Promising, Record
from agreetrack.model.refs import folded
from agreetrack.register.occasion import Occasion

if TYPE_CHECKING:
    from agreetrack.store import Registry, Transaction


def lookup(registry: "Registry | Transaction") -> Lookup:
    """A lookup in a registry that reads it once, and only when it is first asked."""
    known: dict[str, Listed] = {}

    def find(ref: str) -> Listed | None:
        if not known:
            known.update((folded(record.ref), record) for record in registry.listing())
        return known.get(folded(ref))

    return Lookup(find)


def judged(record: Listed, occasion: Occasion, find: Lookup, with_ledger: bool = True) -> Standing:
    """The standing of a record on the occasion, with regard to the agreements that it falls with."""
    judgement = standings.judge(record, occasion.view(find))
    found = standings.of(judgement)
    if with_ledger:
        found = replace(found, ledger=ledger(judgement.line, judgement.at))
    if not isinstance(record, Promising | Record):
        return found
    from agreetrack.law.obligations import duty, promises_of

    owed = duty(promises_of(judgement.line, record.obligations))
    return replace(found, duty=owed) if owed else found

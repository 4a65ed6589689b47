"""Refs that look like others: nothing is refused for it, but whoever types one is told."""

from collections.abc import Iterator, Sequence

from agreetrack.model.errors import Finding
from agreetrack.model.facts import Fact
from agreetrack.model.record import Record
from agreetrack.model.refs import folded, look_alikes
from agreetrack.store import Transaction


def told_of_look_alikes(transaction: Transaction, ref: str) -> Iterator[Fact]:
    """That the ref can be taken for that of another record, if it can."""
    alike = transaction.look_alikes(ref)
    if alike:
        yield _problem(ref, alike)


def told_of_many(refs: Sequence[str], new: Sequence[str]) -> Iterator[Fact]:
    """The same of each of the new ones among all refs."""
    alike = look_alikes(refs)
    yield from (_problem(ref, alike[ref]) for ref in new if ref in alike)


def likeness_findings(records: Sequence[Record]) -> dict[str, list[Finding]]:
    """What `check` tells of the refs that look alike, by folded ref."""
    alike = look_alikes([record.ref for record in records])
    return {folded(ref): [Finding(ref, "warning", "ref", _problem(ref, others))] for ref, others in alike.items()}


def _problem(ref: str, alike: Sequence[str]) -> Fact:
    return Fact("refs.look-alike", ref=ref, others=tuple(Fact("names.quoted", name=one) for one in alike))

"""Links to other agreements: written as the whole ref, and refused where there is none of that ref."""

from collections.abc import Collection, Iterable, Iterator

from msgspec.structs import replace

from agreetrack.law.view import Find
from agreetrack.model.clauses import Link
from agreetrack.model.errors import Consent, Problem
from agreetrack.model.facts import Fact
from agreetrack.model.record import Record
from agreetrack.model.refs import folded
from agreetrack.store import Transaction
from agreetrack.store.refs import resolve

DANGLING: Consent = "dangling-links"


def with_whole_refs(record: Record, transaction: Transaction, before: Record | None = None) -> Record:
    """The record with its new links to the refs that they begin. Raises NoSuchRef for one that leads nowhere.

    A link that was there before stays as it is.
    """
    known = _named(before.links) if before else ()
    if _named(record.links) <= set(known):
        return record
    own = {folded(one.ref) for one in (record, before) if one is not None}
    others = [ref for ref in transaction.refs() if folded(ref) not in own]
    links: dict[tuple[str, str], Link] = {}
    for link in record.links:
        whole = link if _name(link) in known else replace(link, ref=resolve(link.ref, others))
        links.setdefault(_name(whole), whole)
    return replace(record, links=tuple(links.values()))


def dangling(records: Iterable[Record], there: Find) -> Iterator[Problem]:
    """The new links of records that lead to none of them, nor to one that is there already."""
    stated = list(records)
    refs = {folded(record.ref) for record in stated}
    for record in stated:
        before = there(record.ref)
        known = _named(before.links) if before else ()
        for place, link in enumerate(record.links):
            if folded(link.ref) not in refs and _name(link) not in known and there(link.ref) is None:
                yield Problem(f"links[{place}].ref", Fact("doubts.leads-nowhere", ref=link.ref), record.ref)


def _named(links: Collection[Link]) -> set[tuple[str, str]]:
    return {_name(link) for link in links}


def _name(link: Link) -> tuple[str, str]:
    return link.kind, folded(link.ref)

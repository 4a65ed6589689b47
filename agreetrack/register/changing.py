"""The one way in which a record is changed: found, revised, judged and written under one lock.

Nothing that was read before the lock decides what is written, and nothing is read after the change is made.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from msgspec import structs

from agreetrack.law.view import Lookup
from agreetrack.model.coding import encode
from agreetrack.model.errors import Said
from agreetrack.model.facts import Fact
from agreetrack.model.record import Record
from agreetrack.model.refs import folded
from agreetrack.register.lists.judging import judged
from agreetrack.register.obligations.idle_rules import refuse_idle_rules
from agreetrack.register.occasion import Occasion
from agreetrack.register.records.circling import refuse_links_round
from agreetrack.register.records.doubles import doubles_of, told_of_titles
from agreetrack.register.records.likeness import told_of_look_alikes
from agreetrack.register.records.linking import with_whole_refs
from agreetrack.register.records.plausibility import newly_implausible
from agreetrack.register.rehearsing import as_they_are, of_one
from agreetrack.register.results import Changed
from agreetrack.store import Author, Registry, Transaction

Revise = Callable[[Transaction, Record], tuple[Record, Iterable[Said]]]
"""Gives the record as it shall be, and what is to be told; raises what refuses the change. It puts nothing."""


def author_of(occasion: Occasion) -> Author:
    """Who makes a change, when and by which command, for the history."""
    return Author(who=occasion.who, at=occasion.at, command=occasion.command)


def change(registry: Registry, occasion: Occasion, word: str, revise: Revise) -> Changed:
    """Revise the record that `word` names. Raises NoSuchRef, and what `revise` does; nothing is then written."""
    return change_found(registry, occasion, lambda transaction: transaction.find(word), revise)


def change_found(
    registry: Registry, occasion: Occasion, find: Callable[[Transaction], Record], revise: Revise
) -> Changed:
    """Revise the record that `find` finds under the lock. Raises what the two do; nothing is then written."""
    with changing(registry, occasion) as transaction:
        before = find(transaction)
        held = judged(before, occasion, Lookup(transaction.listed))
        earlier = as_they_are(transaction, occasion)
        record, told = revise(transaction, before)
        record = with_whole_refs(record, transaction, before)
        doubtful = tuple(_doubtful(transaction, occasion, before, record))
        told = (*told, *_put(transaction, occasion, before, record))
        asked = _once_known(occasion, before, record) if occasion.rehearsal else occasion
        standing = judged(record, asked, Lookup(transaction.listed))
        changed = Changed(record, held, standing, told, doubtful=doubtful)
        if occasion.rehearsal:
            return structs.replace(changed, rehearsed=of_one(transaction, asked, record, earlier))
    return structs.replace(changed, seq=transaction.seq)


@contextmanager
def changing(registry: Registry, occasion: Occasion, create: bool = False) -> Iterator[Transaction]:
    """A change that is written when the block ends well; in a rehearsal one that is never written."""
    if occasion.rehearsal:
        yield registry.trial(author_of(occasion), create)
        return
    with registry.change(author_of(occasion), create) as transaction:
        yield transaction


def _once_known(occasion: Occasion, before: Record, record: Record) -> Occasion:
    """The occasion on which the events that are rehearsed have come: what a notice of next March would do counts."""
    days = (event.date for event in record.events if event not in before.events)
    return structs.replace(occasion, knowing=max(occasion.knowing or occasion.day, *days, occasion.day))


def _put(transaction: Transaction, occasion: Occasion, before: Record, record: Record) -> Iterable[Fact]:
    """Keep the revised record; what a new ref brings with it is told."""
    if encode(record) == encode(before):  # a month is no day, though its last day may be that day
        return ()
    refuse_idle_rules(record, occasion, before)
    refuse_links_round(record, transaction.listed)
    transaction.put(record, replaces=before.ref)
    if record.ref == before.ref:
        return ()
    return tuple(_redirected(transaction, before.ref, record.ref))


def _doubtful(transaction: Transaction, occasion: Occasion, before: Record, record: Record) -> Iterator[Said]:
    """What the revised record states that can hardly be meant, and did not state before."""
    if folded(record.ref) != folded(before.ref):
        yield from told_of_look_alikes(transaction, record.ref)
    if record.title != before.title:
        yield from told_of_titles(record, doubles_of(record, transaction))
    yield from newly_implausible(record, before, occasion.day)


def _redirected(transaction: Transaction, old: str, new: str) -> Iterable[Fact]:
    """Let the links of other records follow a changed ref."""
    own = folded(old)
    following = [record for record in transaction.records() if any(folded(link.ref) == own for link in record.links)]
    for record in following:
        links = (structs.replace(link, ref=new) if folded(link.ref) == own else link for link in record.links)
        transaction.put(structs.replace(record, links=tuple(links)))
    if following:
        yield Fact("refs.links-follow", refs=tuple(record.ref for record in following))

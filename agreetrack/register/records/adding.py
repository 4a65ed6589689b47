"""Adding a record: what is stated is kept, nothing legal is guessed, and what is missing is told."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from agreetrack.law.findings import Standing
from agreetrack.law.view import Lookup
from agreetrack.model.errors import Consent, Refused, Said, UsageError
from agreetrack.model.facts import Fact
from agreetrack.model.record import Record
from agreetrack.model.validation import read_record
from agreetrack.register.changing import changing
from agreetrack.register.lists.judging import judged
from agreetrack.register.obligations.idle_rules import refuse_idle_rules
from agreetrack.register.occasion import Occasion
from agreetrack.register.records.circling import refuse_links_round
from agreetrack.register.records.doubles import DUPLICATES, doubles_of, refuse_duplicate, told_of_titles
from agreetrack.register.records.likeness import told_of_look_alikes
from agreetrack.register.records.linking import with_whole_refs
from agreetrack.register.records.plausibility import newly_implausible
from agreetrack.register.rehearsing import as_they_are, of_one
from agreetrack.register.results import Changed
from agreetrack.store import Registry, Transaction

FEWEST_PARTIES = 2


def add(
    registry: Registry,
    occasion: Occasion,
    stated: Mapping[str, Any],
    start: date | None = None,
    consents: Collection[Consent] = (),
) -> Changed:
    """Add a record of the fields that are stated; `start` is the day of signature and of entry into force.

    A ref is made where none is given. Raises InvalidData with every problem, Refused for a ref that is used,
    NeedsConsent for what is likely there already, NoSuchRef for a link that leads nowhere, UsageError where no party is
    stated, or `start` meets another word on the same.
    """
    fields = _with_start(stated, start)
    if not fields.get("parties"):
        raise UsageError(Fact("adding.no-parties"))
    with changing(registry, occasion, create=True) as transaction:
        earlier = as_they_are(transaction, occasion)
        ref = fields.get("ref") or transaction.new_ref(year_of(fields.get("signed")))
        refuse_used_ref(transaction, ref)
        record = with_whole_refs(read_record({**fields, "ref": ref}, ref), transaction)
        refuse_idle_rules(record, occasion)
        refuse_links_round(record, transaction.listed)
        now = judged(record, occasion, Lookup(transaction.listed))
        doubtful = tuple(_doubtful(transaction, occasion, record, consents))
        transaction.put(record)
        rehearsed = of_one(transaction, occasion, record, earlier) if occasion.rehearsal else None
    return Changed(record, None, now, tuple(missing_in(record, now)), transaction.seq, rehearsed, doubtful)


def _doubtful(
    transaction: Transaction, occasion: Occasion, record: Record, consents: Collection[Consent]
) -> Iterator[Said]:
    """What of a new record can hardly be meant. Raises NeedsConsent where it is likely there already."""
    there = doubles_of(record, transaction)
    if DUPLICATES not in consents:
        refuse_duplicate(record, there)
    yield from told_of_look_alikes(transaction, record.ref)
    yield from told_of_titles(record, there)
    yield from newly_implausible(record, None, occasion.day)


def _with_start(stated: Mapping[str, Any], start: date | None) -> dict[str, Any]:
    if start is None:
        return dict(stated)
    if stated.get("signed") is not None:
        raise UsageError(Fact("adding.start-and-signed"))
    if stated.get("entry_into_force") is not None:
        raise UsageError(Fact("adding.start-and-entry"))
    return {**stated, "signed": start.isoformat(), "entry_into_force": start.isoformat()}


def year_of(signed: object) -> int | None:
    """The year of a stated date of signature, None where none is stated rightly."""
    text = str(signed or "")[:4]
    return int(text) if len(text) == 4 and text.isascii() and text.isdecimal() else None


def refuse_used_ref(transaction: Transaction, ref: object) -> None:
    """Refuse a ref that another record has, in capitals or not, naming that record."""
    record = transaction.get(str(ref))
    if record is None:
        return
    raise Refused(Fact("refs.used", ref=record.ref, title=record.title))


def missing_in(record: Record, now: Standing) -> Iterator[Fact]:
    """What the law of terms lacks in a record, each for itself."""
    ref = record.ref
    if record.entry_into_force is None and now.in_force is None:
        yield Fact("adding.entry-pending", ref=ref)
    if record.term is None:
        yield Fact("adding.term-unknown", ref=ref)
    yield from missing_parties(record)


def missing_parties(record: Record) -> Iterator[Fact]:
    """That fewer parties are stated than an agreement has."""
    if len(record.parties) >= FEWEST_PARTIES:
        return
    yield Fact("adding.one-party" if record.parties else "adding.no-party", ref=record.ref)

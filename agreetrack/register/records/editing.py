"""Editing a record: by fields, or the whole of it as TOML in an editor."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from agreetrack.model.errors import Problem, Refused
from agreetrack.model.facts import Fact
from agreetrack.model.merging import Clash, merged, rests_on
from agreetrack.model.record import Record
from agreetrack.model.refs import folded
from agreetrack.model.validation import FIELDS, read_record, write_record
from agreetrack.register.changing import change, change_found
from agreetrack.register.occasion import Occasion
from agreetrack.register.records.adding import missing_parties, refuse_used_ref
from agreetrack.register.records.fields import entries_at, lengthened, with_fields, with_party_names, with_us
from agreetrack.register.results import Changed
from agreetrack.store import Registry, Transaction

_KEPT = ("events", "obligations")
"""The lists that are recorded entry by entry, and that nobody types again."""


def edit(
    registry: Registry,
    occasion: Occasion,
    word: str,
    stated: Mapping[str, Any],
    unset: Iterable[str] = (),
    *,
    more: Mapping[str, Sequence[Any]] | None = None,
    us: str | None = None,
    asked: Record | None = None,
) -> Changed:
    """Take fields out of a record by name or path, set others, and add entries to lists (`more`).

    `us` names the party whose office keeps the registry, `asked` is the record as somebody was asked about it. Raises
    InvalidData with every problem, UsageError for a name that is no field's or no party's, and Refused where the
    record was changed since somebody was asked.
    """

    def edited(transaction: Transaction, record: Record) -> tuple[Record, Iterable[Fact]]:
        if asked is not None and record != asked:
            raise Refused(Fact("corrections.record-changed", ref=record.ref))
        document = with_fields(write_record(record), stated, unset)
        added = dict(more or {})
        document["parties"] = lengthened(document.get("parties", []), added.pop("parties", ()))
        named = with_party_names(added, document["parties"])
        document = with_fields(document, {path: lengthened(entries_at(document, path), named[path]) for path in named})
        if us is not None:
            document["parties"] = with_us(document.get("parties", []), us)
        return _checked(transaction, record, read_record(document, record.ref))

    return change(registry, occasion, word, edited)


def lost_entries(record: Record, unset: Iterable[str]) -> dict[str, int]:
    """How many events and obligations would go with the fields that are taken out."""
    names = {path.replace("-", "_").split(".")[0] for path in unset}
    return {name: count for name in _KEPT if name in names and (count := len(getattr(record, name)))}


class Opened(Struct, frozen=True):
    """A record as it was opened for editing, after the change of that number."""

    record: Record
    seq: int


def opened(registry: Registry, word: str) -> Opened:
    """The record that a word names, for whoever edits it now and keeps it later. Raises NoSuchRef."""
    with registry.still():
        return Opened(registry.find(word), registry.seq())


def rewrite(registry: Registry, occasion: Occasion, opened: Opened, revised: Record) -> Changed:
    """Keep what was changed of a record since it was opened, beside what others changed of it meanwhile.

    Raises Refused where both changed the same, or it was removed: neither change is to be lost.
    """

    def found(transaction: Transaction) -> Record:
        record = transaction.get_since(opened.record.ref, opened.seq)
        if record is None:
            raise Refused(Fact("editing.removed-meanwhile", ref=opened.record.ref))
        return record

    def rewritten(transaction: Transaction, record: Record) -> tuple[Record, Iterable[Fact]]:
        both, told = brought_together(opened.record, revised, record)
        kept, more = _checked(transaction, record, both)
        return kept, (*told, *more)

    return change_found(registry, occasion, found, rewritten)


def brought_together(base: Record, mine: Record, theirs: Record) -> tuple[Record, Iterable[Fact]]:
    """What both made of a record, and what of it is the other's."""
    before, typed, after = write_record(base), write_record(mine), write_record(theirs)
    document, clashes = merged(before, typed, after)
    if clashes:
        raise Refused(Fact("editing.same-changed", ref=theirs.ref), [_problem(theirs.ref, clash) for clash in clashes])
    own, others = _changed(before, typed), _changed(before, after)
    if rests_on(own, others) or rests_on(others, own):
        raise Refused(Fact("editing.rests-on-others", ref=theirs.ref, others=tuple(others), own=tuple(own)))
    return read_record(document, theirs.ref), [Fact("editing.others-kept", fields=tuple(others))] if others else []


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return [name for name in FIELDS if before.get(name) != after.get(name)]


def _problem(ref: str, clash: Clash) -> Problem:
    if clash.mine is None:
        fact = Fact("editing.taken-out-changed", theirs=_shown(clash.theirs))
    elif clash.theirs is None:
        fact = Fact("editing.changed-taken-out", mine=_shown(clash.mine))
    else:
        fact = Fact("editing.changed-both", mine=_shown(clash.mine), theirs=_shown(clash.theirs))
    return Problem(clash.field, fact, ref)


def _shown(value: Any) -> str:
    return f"“{value}”" if isinstance(value, str) else msgspec.json.encode(value).decode()


def _checked(transaction: Transaction, before: Record, revised: Record) -> tuple[Record, Iterable[Fact]]:
    """The revised record, once its ref and its parties are looked at, and what is missing of it."""
    if before.parties and not revised.parties:
        raise Refused(Fact("editing.no-party-left", ref=before.ref))
    if folded(before.ref) != folded(revised.ref):
        refuse_used_ref(transaction, revised.ref)
    return revised, missing_parties(revised) if revised.parties != before.parties else ()

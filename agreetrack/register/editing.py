"""Editing a record: by fields, or the whole of it as TOML in an editor."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from agreetrack.model.errors import InvalidData, Problem, Refused
from agreetrack.model.record import Record
from agreetrack.model.refs import folded
from agreetrack.model.validation import read_record, write_record
from agreetrack.model.wording import _
from agreetrack.register.adding import missing_parties, refuse_used_ref
from agreetrack.register.changes import changed, changing
from agreetrack.register.fields import with_fields
from agreetrack.register.likeness import told_of_look_alikes
from agreetrack.register.occasion import Occasion
from agreetrack.register.results import Changed
from agreetrack.store import Registry, Transaction


def edit(
    registry: Registry,
    occasion: Occasion,
    word: str,
    stated: Mapping[str, Any],
    unset: Iterable[str] = (),
) -> Changed:
    """Set fields of a record by name or path, and take others out. Raises InvalidData with every problem."""
    with changing(registry, occasion) as transaction:
        before = transaction.find(word)
        revised = read_record(with_fields(write_record(before), stated, unset), before.ref)
        told = _put(transaction, before, revised)
    return _changed(transaction, occasion, before, revised, told)


def rewrite(registry: Registry, occasion: Occasion, opened: Record, revised: Record) -> Changed:
    """Put a revised record in the place of the one that was opened for editing.

    Raises Refused where somebody else changed that one meanwhile: neither change is to be lost.
    """
    with changing(registry, occasion) as transaction:
        if transaction.get(opened.ref) != opened:
            text = _("“{ref}” was changed by somebody else meanwhile; edit it again").format(ref=opened.ref)
            raise Refused(text)
        told = _put(transaction, opened, revised)
    return _changed(transaction, occasion, opened, revised, told)


def _changed(
    transaction: Transaction, occasion: Occasion, before: Record, revised: Record, told: tuple[str, ...]
) -> Changed:
    if revised.parties != before.parties:
        told = (*told, *missing_parties(revised))
    return changed(transaction, occasion, before, revised, told)


def _put(transaction: Transaction, before: Record, revised: Record) -> tuple[str, ...]:
    if before == revised:
        return ()
    if before.parties and not revised.parties:
        raise Refused(_("{ref}: no party would be left; name at least one with --party").format(ref=before.ref))
    if before.ref == revised.ref:
        transaction.put(revised)
        return ()
    if folded(before.ref) != folded(revised.ref):
        refuse_used_ref(transaction, revised.ref)
    transaction.put(revised, replaces=before.ref)
    alike = told_of_look_alikes(transaction, revised.ref)
    return (*_redirect_links(transaction, before.ref, revised.ref), *alike)


def _redirect_links(transaction: Transaction, old: str, new: str) -> tuple[str, ...]:
    """Let the links of other records follow a changed ref."""
    own = folded(old)
    following = [record for record in transaction.records() if any(folded(link.ref) == own for link in record.links)]
    for record in following:
        links = tuple(replace(link, ref=new) if folded(link.ref) == own else link for link in record.links)
        transaction.put(replace(record, links=links))
    if not following:
        return ()
    refs = ", ".join(record.ref for record in following)
    return (_("the links to it follow the new ref, in {refs}").format(refs=refs),)


def as_toml(record: Record) -> str:
    """The record as TOML for an editor, with a word on what to do."""
    import tomlkit

    document = tomlkit.document()
    for line in (
        _("{ref}: change what is wrong, save and close. Dates as 2015-02-09, periods as P5Y.").format(ref=record.ref),
        _("A field that is not stated is left out. Nothing is kept when the text is left as it is, or emptied."),
    ):
        document.add(tomlkit.comment(line))
    for name, value in write_record(record).items():
        document.add(name, tomlkit.item(value))
    return tomlkit.dumps(document)


def from_toml(text: str, ref: str) -> Record:
    """The record that a TOML text states. Raises InvalidData with every problem."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text).unwrap()
    except (TOMLKitError, ValueError, RecursionError) as error:
        reason = _("this is not valid TOML: {reason}").format(reason=error)
        raise InvalidData(f"{ref}: {reason}", [Problem("", reason, ref)]) from None
    return read_record(document, ref)

"""Editing a record: by fields, or the whole of it as TOML in an editor."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from agreetrack.model.errors import InvalidData, Problem, Refused
from agreetrack.model.merging import Clash, merged, rests_on
from agreetrack.model.record import Record
from agreetrack.model.refs import folded
from agreetrack.model.validation import FIELDS, read_record, write_record
from agreetrack.model.wording import _
from agreetrack.register.adding import missing_parties, refuse_used_ref
from agreetrack.register.changing import change, change_found
from agreetrack.register.fields import lengthened, with_fields, with_us
from agreetrack.register.occasion import Occasion
from agreetrack.register.results import Changed
from agreetrack.store import Registry, Transaction


def edit(
    registry: Registry,
    occasion: Occasion,
    word: str,
    stated: Mapping[str, Any],
    unset: Iterable[str] = (),
    *,
    more: Mapping[str, Sequence[Any]] | None = None,
    us: str | None = None,
) -> Changed:
    """Take fields out of a record by name or path, set others, and add entries to lists (`more`).

    `us` names the party whose office keeps the registry. Raises InvalidData with every problem, and UsageError for a
    name that is no field's or no party's.
    """

    def edited(transaction: Transaction, record: Record) -> tuple[Record, Iterable[str]]:
        document = with_fields(write_record(record), stated, unset)
        for name, entries in (more or {}).items():
            document[name] = lengthened(document.get(name, []), entries)
        if us is not None:
            document["parties"] = with_us(document.get("parties", []), us)
        return _checked(transaction, record, read_record(document, record.ref))

    return change(registry, occasion, word, edited)


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
            text = _("{ref} was removed by somebody else meanwhile; agreetrack history {ref} tells by which change")
            raise Refused(text.format(ref=opened.record.ref))
        return record

    def rewritten(transaction: Transaction, record: Record) -> tuple[Record, Iterable[str]]:
        both, told = _both(opened.record, revised, record)
        kept, more = _checked(transaction, record, both)
        return kept, (*told, *more)

    return change_found(registry, occasion, found, rewritten)


def _both(base: Record, mine: Record, theirs: Record) -> tuple[Record, Iterable[str]]:
    """What both made of a record, and what of it is the other's."""
    before, typed, after = write_record(base), write_record(mine), write_record(theirs)
    document, clashes = merged(before, typed, after)
    if clashes:
        text = _("{ref}: somebody else changed the same meanwhile")
        raise Refused(text.format(ref=theirs.ref), [_problem(theirs.ref, clash) for clash in clashes])
    own, others = _changed(before, typed), _changed(before, after)
    if rests_on(own, others) or rests_on(others, own):
        text = _(
            "{ref}: somebody else changed {others} meanwhile, and you changed {own}; events are judged by what then "
            "holds, so look at the agreement as it is now, and edit it again"
        )
        raise Refused(text.format(ref=theirs.ref, others=", ".join(others), own=", ".join(own)))
    text = _("somebody else changed {fields} meanwhile, and that is kept")
    return read_record(document, theirs.ref), [text.format(fields=", ".join(others))] if others else []


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return [name for name in FIELDS if before.get(name) != after.get(name)]


def _problem(ref: str, clash: Clash) -> Problem:
    if clash.mine is None:
        text = _("you took it out, and it was changed to {theirs}")
    elif clash.theirs is None:
        text = _("you changed it to {mine}, and it was taken out")
    else:
        text = _("you changed it to {mine}, and it was changed to {theirs}")
    return Problem(clash.field, text.format(mine=_shown(clash.mine), theirs=_shown(clash.theirs)), ref)


def _shown(value: Any) -> str:
    return f"“{value}”" if isinstance(value, str) else msgspec.json.encode(value).decode()


def _checked(transaction: Transaction, before: Record, revised: Record) -> tuple[Record, Iterable[str]]:
    """The revised record, once its ref and its parties are looked at, and what is missing of it."""
    if before.parties and not revised.parties:
        raise Refused(_("{ref}: no party would be left; name at least one with --party").format(ref=before.ref))
    if folded(before.ref) != folded(revised.ref):
        refuse_used_ref(transaction, revised.ref)
    return revised, missing_parties(revised) if revised.parties != before.parties else ()


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


def from_toml(text: str, ref: str, understood: Callable[[dict[str, Any]], dict[str, Any]] = dict) -> Record:
    """The record that a TOML text states, once `understood`. Raises InvalidData with every problem."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text).unwrap()
    except (TOMLKitError, ValueError, RecursionError) as error:
        reason = _("this is not valid TOML: {reason}").format(reason=error)
        raise InvalidData(f"{ref}: {reason}", [Problem("", reason, ref)]) from None
    return read_record(understood(document), ref)

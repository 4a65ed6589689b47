"""What a record is without a change, where nothing later rests on that one; the rest of what came later stays.

On a change rests what changed the same once more, an event that was judged by what it had made of the record, and
a link to a record that it had added.
"""

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from agreetrack.model.errors import Refused
from agreetrack.model.facts import Fact, first_of
from agreetrack.model.merging import Path, merged, overlap, rests_on, touched
from agreetrack.model.refs import folded
from agreetrack.model.validation import read_record, write_record
from agreetrack.store.changes import Changes, Reversal
from agreetrack.store.history import Document, HistoryRow, name_of, reverted
from agreetrack.store.layout import SETTINGS

LINKS = "links"
Present = Callable[[str], Document]
"""Gives the document of a ref as it is now. Raises NoSuchRef."""

_NAMED_AT_MOST = 3


class Rests(Exception):
    """These rows rest on the change."""

    def __init__(self, rows: Iterable[HistoryRow]) -> None:
        super().__init__()
        self.rows = tuple(rows)


class TakenBack(NamedTuple):
    """A change that was taken back, or done again, and the refs that its records have then, or had."""

    reversal: Reversal
    refs: tuple[str, ...]


class Restored(NamedTuple):
    """A record as it is without what a row did: `ref` is what it is called now, None where it is not there.

    `document` is None where the row had added it. `number` is the one under which the row knew it.
    """

    ref: str | None
    document: Document | None
    number: int


def restored(changes: Changes, reversal: Reversal, present: Present) -> list[Restored]:
    """The records without the change, each found by the ref that it has now.

    Raises Rests, InvalidData where what is left makes no sense, and Refused where the file was changed without history.
    """
    found = []
    for row in reversal.rows:
        if row.table == SETTINGS:
            continue
        ref, *_others = [later.ref_after for later in reversed(changes.since(row))] or [row.ref_after]
        if ref is not None:
            found.append(Restored(ref, without(changes, row, present(ref)), row.number))
        elif row.ref_after is None:
            found.append(Restored(None, reverted({}, row.changes), row.number))
        else:
            raise Rests(changes.since(row)[-1:])
    return found


def refs_changed(found: Iterable[Restored]) -> tuple[set[str], set[str]]:
    """The (folded) refs that records lose, and those that records get."""
    pairs = [(one.ref and folded(one.ref), one.document and folded(one.document["ref"])) for one in found]
    changed = [(now, then) for now, then in pairs if now != then]
    return {now for now, _then in changed if now}, {then for _now, then in changed if then}


def without(changes: Changes, row: HistoryRow, now: Document) -> Document | None:
    """A document as it is now without what a row did to it; None where the row had added it. Raises as `restored`."""
    since = changes.since(row)
    standing = [later for later in since if changes.stands_after(row.seq, later)]
    if row.is_addition and standing:
        raise Rests(standing)
    fields = {name_of(change.field) for change in row.changes}
    then = reverted(now, [change for later in since for change in later.changes if name_of(change.field) in fields])
    before = reverted(then, row.changes)
    if row.is_addition:
        return None
    resting = [later for later in standing if _rests(later, row)]
    if resting:
        raise Rests(resting)
    found, clashes = merged(then, before, now)
    if clashes:
        undoing = (later for later in since if changes.takes_back_after(row.seq, later))
        raise Rests([later for later in undoing if _changes_the_same(later, row)] or since)
    return found if row.table == SETTINGS or not since else write_record(read_record(found))


def _rests(later: HistoryRow, row: HistoryRow) -> bool:
    """Whether a later row changed the same once more, or added an event that was judged by it."""
    return rests_on(_fields(later), _fields(row)) or _changes_the_same(later, row)


def _fields(row: HistoryRow) -> set[str]:
    return {name_of(change.field) for change in row.changes}


def _changes_the_same(later: HistoryRow, row: HistoryRow) -> bool:
    others = _parts(later)
    return any(overlap(one, other) for one in _parts(row) for other in others)


def _parts(row: HistoryRow) -> list[Path]:
    """The parts of the record that a row sets."""
    return [part for change in row.changes for part in touched(change.field, change.before, change.after)]


def refuse_taken_refs(changes: Changes, reversal: Reversal, refs: Collection[str]) -> None:
    """Raise Rests with what gave other records since the (folded) refs that are to come back."""
    taking = changes.giving(refs, reversal.made)
    if taking:
        raise Rests(taking)


def refuse_links(changes: Changes, reversal: Reversal, gone: Collection[str], present: Present) -> None:
    """Raise Rests where a later change linked to one of the (folded) refs that go."""
    linking = []
    for row in changes.after(reversal.made):
        if any(name_of(change.field) == LINKS for change in row.changes):
            ref = [row, *changes.since(row)][-1].ref_after
            links = () if ref is None else present(ref).get(LINKS, ())
            if any(folded(link["ref"]) in gone for link in links):
                linking.append(row)
    if linking:
        raise Rests(linking)


def refusal(reversal: Reversal, rows: Iterable[HistoryRow]) -> Refused:
    """The error that names the changes which rest on one, to be taken back before it."""
    resting = {row.seq: row for row in rows}
    latest = max(resting)
    seq, who, command = reversal.made, resting[latest].who, resting[latest].command
    if len(resting) == 1:
        return Refused(Fact("changes.rests-on-by-one", seq=seq, latest=latest, who=who, command=command))
    others = first_of(sorted(resting), _NAMED_AT_MOST)
    fact = Fact("changes.rests-on-by-several", seq=seq, others=others, latest=latest, who=who, command=command)
    return Refused(fact)

"""What a file states of agreements that are there already: it touches what it names, and nothing else.

A field that it does not name stays, one that it names without a value is taken out. Where it tells of which change it
shows them, only what was edited in it since counts, and what others did meanwhile stays too.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from agreetrack.model.coding import encode
from agreetrack.model.errors import Problem, Refused, Said
from agreetrack.model.facts import Fact
from agreetrack.model.record import Record
from agreetrack.model.refs import folded
from agreetrack.model.validation import read_record, write_record
from agreetrack.register.records.editing import brought_together
from agreetrack.store import Transaction

CHANGE = "change"
"""What an export calls the mark by which it tells of which change it shows a record."""
_MARK = re.compile(r"([0-9]{1,15})-[0-9a-f]{8}")

Document = Mapping[str, Any]


def mark(record: Record, seq: int) -> str:
    """Of which change a record is shown, and a fingerprint of it as it then was, which no other registry has."""
    return f"{seq}-{hashlib.sha256(encode(record)).hexdigest()[:8]}"


class _Pair(NamedTuple):
    """A record as the file was made from it, and as it is now."""

    base: Record
    theirs: Record


class Updates:
    """The agreements that a file brings up to date; what it would take out is in `cleared`."""

    def __init__(self, transaction: Transaction) -> None:
        self.cleared: list[Problem] = []
        self.told: list[Said] = []
        self._transaction = transaction
        self._pairs: dict[str, _Pair] = {}

    def whole(self, document: Document) -> dict[str, Any]:
        """The whole record that a document states; a new one as it stands. Raises Refused for one removed since."""
        stated = {name: value for name, value in document.items() if name != CHANGE}
        ref = document.get("ref")
        pair = self._pair(ref, document.get(CHANGE)) if isinstance(ref, str) else None
        if pair is None:
            return overlaid({}, stated)
        self._pairs[folded(pair.base.ref)] = pair
        return overlaid(write_record(pair.base), stated)

    def settled(self, record: Record) -> Record:
        """The record beside what others changed of it since. Raises Refused where both changed the same."""
        pair = self._pairs.get(folded(record.ref))
        if pair is None:
            return record
        found = record
        if pair.base != pair.theirs:
            found, told = brought_together(pair.base, record, pair.theirs)
            self.told += (Fact("problems.of-record", ref=found.ref, problem=one) for one in told)
        gone = taken_out(write_record(pair.theirs), write_record(found))
        self.cleared += (Problem(path, Fact("importing.would-be-taken-out"), found.ref) for path in gone)
        return found

    def _pair(self, ref: str, marked: object) -> _Pair | None:
        then, now = self._then_and_now(ref, marked) if marked is not None else (None, None)
        if then is None:
            there = self._transaction.get(ref)
            return None if there is None else _Pair(there, there)
        if now is None:
            raise _refused(ref, "", Fact("importing.removed-since"))
        return _Pair(then, now)

    def _then_and_now(self, ref: str, marked: object) -> tuple[Record | None, Record | None]:
        """The record that the file shows, and as it is now; nothing where it shows that of another registry."""
        found = _MARK.fullmatch(str(marked))
        if found is None:
            raise _refused(ref, CHANGE, Fact("importing.no-mark", text=str(marked)[:60]))
        seq = int(found[1])
        document, now = self._transaction.since(ref, seq)
        then = None if document is None else read_record(document, ref)
        return (then, now) if then is not None and mark(then, seq) == marked else (None, None)


def _refused(ref: str, field: str, fact: Fact) -> Refused:
    return Refused(fact, [Problem(field, fact, ref)])


def overlaid(present: Document, stated: Document) -> dict[str, Any]:
    """What is there with what is stated over it, part by part; what is stated without a value is taken out."""
    found = dict(present)
    for name, value in stated.items():
        old = present.get(name)
        if isinstance(value, Mapping):
            parts = overlaid(old if isinstance(old, dict) else {}, value)
            if parts or isinstance(old, dict):
                found[name] = parts or None
        else:
            found[name] = value
        if found.get(name) in (None, []):
            found.pop(name, None)
    return found


def taken_out(before: Document, after: Document, path: str = "") -> Iterator[str]:
    """The paths of what was stated and is no more; of a list, where it has fewer entries, or one of them says less."""
    for name, value in before.items():
        place, now = f"{path}{name}", after.get(name)
        if isinstance(value, dict) and isinstance(now, dict):
            yield from taken_out(value, now, f"{place}.")
        elif now is None or (isinstance(value, list) and isinstance(now, list) and len(now) < len(value)):
            yield place
        elif isinstance(value, list) and isinstance(now, list):
            yield from _less_in_entries(value, now, place)


def _less_in_entries(before: Sequence[Any], after: Sequence[Any], path: str) -> Iterator[str]:
    """What entries that are there still, by name or id, say no more: a party's code."""
    named = {_name(entry): entry for entry in after}
    for place, entry in enumerate(before):
        if (name := _name(entry)) is not None and name in named:
            yield from taken_out(entry, named[name], f"{path}[{place}].")


def _name(entry: Any) -> Any:
    return entry.get("id", entry.get("name")) if isinstance(entry, dict) else None

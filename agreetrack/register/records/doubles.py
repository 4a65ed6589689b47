"""Titles that another agreement has, and records that are likely of one and the same agreement.

The same agreement: the same parties, day of signature and title; or the same number, where the days of signature do
not differ, since a number is often given again in another year. What is linked with one another is not the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from agreetrack.model.clauses import Party
from agreetrack.model.errors import Consent, Finding, NeedsConsent, Problem
from agreetrack.model.facts import Fact
from agreetrack.model.record import Listed, Record
from agreetrack.model.refs import folded
from agreetrack.register.lists.searching import searchable, searchable_each, with_word_of
from agreetrack.store import Transaction
from agreetrack.store.decoding import Titled

DUPLICATES: Consent = "duplicates"
Find = Callable[[str], Listed | None]
NAMED = 5
"""So many of the others are named."""


class Doubles:
    """The agreements that there are, by what two of them may share; further ones join them one by one."""

    def __init__(self, there: Iterable[Titled | Listed], find: Find) -> None:
        self._find = find
        self._joined: dict[str, Listed] = {}
        self._by_title: dict[str, list[str]] = defaultdict(list)
        self._signed_on: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._by_number: dict[str, list[str]] = defaultdict(list)
        known = list(there)
        for one, title in zip(known, searchable_each(one.title for one in known), strict=False):
            self._put(one, title)

    def join(self, record: Listed) -> None:
        """Let a further record be one of those there are."""
        self._joined[folded(record.ref)] = record
        self._put(record, _title(record))

    def _put(self, one: Titled | Listed, title: str) -> None:
        self._by_title[title].append(one.ref)
        if one.signed:
            self._signed_on[title, str(one.signed)].append(one.ref)
        if one.number:
            self._by_number[searchable(one.number)].append(one.ref)

    def of_title(self, record: Listed) -> list[str]:
        """The refs of the others that have its title."""
        return list(islice(_others(record, self._by_title[_title(record)]), NAMED))

    def of(self, record: Listed) -> list[str]:
        """The refs of the others that are likely the same agreement."""
        return list(dict.fromkeys(islice(self._same(record), NAMED)))

    def _same(self, record: Listed) -> Iterator[str]:
        alike = self._signed_on[_title(record), str(record.signed)] if record.signed else []
        yield from (ref for ref in _others(record, alike) if self._is_same(record, ref, _same_parties))
        alike = self._by_number[searchable(record.number)] if record.number else []
        yield from (ref for ref in _others(record, alike) if self._is_same(record, ref, _not_signed_apart))

    def _is_same(self, record: Listed, ref: str, same: Callable[[Listed, Listed], bool]) -> bool:
        other = self._joined.get(folded(ref)) or self._find(ref)
        return other is not None and same(record, other)


def _title(record: Listed) -> str:
    return searchable_each([record.title])[0]


def _others(record: Listed, refs: Iterable[str]) -> Iterator[str]:
    """The refs without its own, and without those that it is linked to, which is known to be another agreement."""
    known = {folded(record.ref), *_linked_from(record)}
    return (ref for ref in refs if folded(ref) not in known)


def _linked_from(record: Listed) -> set[str]:
    """The folded refs of the agreements that it is linked to."""
    return {folded(link.ref) for link in record.links}


def _same_parties(one: Listed, other: Listed) -> bool:
    if len(one.parties) != len(other.parties):
        return False
    known = [_called(party) for party in other.parties]
    return all(any(_called(party) & names for names in known) for party in one.parties)


def _called(party: Party) -> set[str]:
    return {searchable(name) for name in (party.name, party.code, *party.aliases) if name}


def _not_signed_apart(one: Listed, other: Listed) -> bool:
    return None in (one.signed, other.signed) or one.signed == other.signed


def doubles_in(transaction: Transaction) -> Doubles:
    """The agreements of the registry, as a change sees them."""
    return Doubles(transaction.titled(), transaction.listed)


def doubles_of(record: Listed, transaction: Transaction) -> Doubles:
    """Those of the registry that can be doubles of one record: not all have to be looked at closely for it."""
    return Doubles(_roughly_like(record, transaction.titled()), transaction.listed)


def _roughly_like(record: Listed, titled: Sequence[Titled]) -> Iterator[Titled]:
    """Those whose title can be the same, and those with a number, where it has one."""
    alike = with_word_of(record.title, (one.title for one in titled))
    yield from (one for one, is_like in zip(titled, alike, strict=False) if is_like or (record.number and one.number))


def told_of_titles(record: Listed, there: Doubles) -> Iterator[Fact]:
    """That another agreement has its title."""
    refs = there.of_title(record)
    if refs:
        yield _has_title(refs)


def duplicates(records: Iterable[Record], there: Doubles) -> list[Problem]:
    """Which of the new records are likely there already, or among those before them; they join those there are."""
    found = []
    for record in records:
        refs = there.of(record)
        if refs:
            found.append(Problem("ref", Fact("doubts.likely-same", others=tuple(refs)), record.ref))
        there.join(record)
    return found


def refuse_duplicate(record: Record, there: Doubles) -> None:
    """Refuse a record that is likely of an agreement which is there. Raises NeedsConsent."""
    refs = there.of(record)
    if refs:
        raise NeedsConsent(Fact("doubts.likely-there", others=tuple(refs)), DUPLICATES)


def title_findings(records: Sequence[Record]) -> dict[str, list[Finding]]:
    """What `check` tells of the titles that several have, by folded ref."""
    there = Doubles(records, lambda _ref: None)
    links = {folded(record.ref): _linked_from(record) for record in records}
    found = {}
    for record in records:
        refs = [ref for ref in there.of_title(record) if folded(record.ref) not in links[folded(ref)]]
        if refs:
            found[folded(record.ref)] = [Finding(record.ref, "warning", "title", _has_title(refs))]
    return found


def _has_title(refs: Sequence[str]) -> Fact:
    return Fact("doubts.same-title", others=tuple(refs))

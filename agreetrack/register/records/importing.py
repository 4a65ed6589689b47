"""Importing records: all or none, and every error told with its record and field."""

from codecs import BOM_UTF8
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec
from msgspec import structs

from agreetrack.model.errors import Consent, InvalidData, NeedsConsent, Problem, Refused, Said, reason_of
from agreetrack.model.facts import Fact
from agreetrack.model.record import Record
from agreetrack.model.refs import folded
from agreetrack.model.strict_json import TooDeep, Twice, strictly
from agreetrack.model.validation import read_record
from agreetrack.register.changing import changing
from agreetrack.register.obligations.idle_rules import idle_rules
from agreetrack.register.occasion import Occasion
from agreetrack.register.records.adding import missing_parties, year_of
from agreetrack.register.records.circling import links_round
from agreetrack.register.records.doubles import DUPLICATES, doubles_in, duplicates, told_of_titles
from agreetrack.register.records.likeness import told_of_many
from agreetrack.register.records.linking import DANGLING, dangling
from agreetrack.register.records.plausibility import newly_implausible
from agreetrack.register.records.updating import CHANGE, Updates
from agreetrack.register.rehearsing import as_they_are, of_many
from agreetrack.register.results import Imported
from agreetrack.store import Registry, Transaction


class Source(NamedTuple):
    """A document that may be a record, where it stands (`record 3`, `line 5`), and what of it could not be read."""

    place: Fact
    document: Any
    problems: tuple[Problem, ...] = ()


def json_sources(content: bytes) -> list[Source]:
    """The documents of an array, of `{"agreements": […]}`, or of another registry file.

    Raises InvalidData for what is none of these.
    """
    found = _decoded(content)
    if isinstance(found, dict) and "agreements" in found:
        found = found["agreements"]
        if isinstance(found, dict) and all(key.isdecimal() for key in found):
            found = list(found.values())
    elif isinstance(found, dict) and "title" in found:
        found = [found]
    if not isinstance(found, list):
        raise InvalidData(Fact("importing.no-agreements"))
    return [Source(Fact("places.record", n=place), document) for place, document in enumerate(found, 1)]


def settings_in(content: bytes) -> dict[str, Any]:
    """What a registry file settles for those who use it; nothing in any other file."""
    try:
        found = msgspec.json.decode(content.removeprefix(BOM_UTF8), type=_OtherRegistry)
    except (ValueError, RecursionError):
        return {}
    return {name: value for document in found.settings.values() for name, value in document.items()}


class _OtherRegistry(msgspec.Struct):
    """What an import does not take in from a registry file."""

    agreements: msgspec.Raw
    settings: dict[str, dict[str, Any]] = {}


def _decoded(content: bytes) -> Any:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidData(Fact("importing.not-utf8", at=error.start)) from None
    if not text.strip():
        raise InvalidData(Fact("importing.nothing"))
    try:
        return strictly(text)
    except Twice as error:
        raise _stands_twice(error) from None
    except TooDeep as error:
        raise InvalidData(Fact("importing.too-deep", reason=error.fact)) from None
    except ValueError as error:
        raise InvalidData(Fact("importing.invalid-json", reason=reason_of(error))) from None


def _stands_twice(error: Twice) -> InvalidData:
    match error.place:
        case (int() as index, *_path):
            place, begin = Fact("places.record", n=index + 1), 1
        case ("agreements", int() as index, *_path):
            place, begin = Fact("places.record", n=index + 1), 2
        case (str() as table, str() as number, *_path) if number.isdecimal():
            place, begin = Fact("places.entry", number=number, table=table), 2
        case _path:
            place, begin = Fact("places.file"), 0
    return InvalidData(Fact("importing.stands-twice", place=place, field=error.field(begin)))


def import_records(
    registry: Registry,
    occasion: Occasion,
    sources: Sequence[Source],
    update: bool = False,
    consents: Collection[Consent] = (),
    announced: Collection[Problem] = (),
) -> Imported:
    """Take the records in, all or none; with `update` those whose ref exists are brought up to date, otherwise errors.

    A record without a ref gets one. In a rehearsal nothing is written. Raises InvalidData with every problem, and
    NeedsConsent for what is likely there already, for links that lead nowhere, and for what an update would take out
    and was not `announced`, without the consent to it.
    """
    with changing(registry, occasion, create=True) as transaction:
        imported = _imported(transaction, occasion, sources, update, {*consents}, announced)
    return structs.replace(imported, seq=transaction.seq)


def _imported(
    transaction: Transaction,
    occasion: Occasion,
    sources: Sequence[Source],
    update: bool,
    consents: Collection[Consent],
    announced: Collection[Problem],
) -> Imported:
    updates = Updates(transaction) if update else None
    earlier, plan = as_they_are(transaction, occasion), _plan(transaction, occasion, sources, updates)
    cleared = updates.cleared if updates else []
    if "clear" not in consents and not occasion.rehearsal and any(one not in announced for one in cleared):
        raise NeedsConsent(Fact("importing.would-take-out"), "clear", cleared)
    doubtful = _doubtful(transaction, occasion, plan, consents)
    for record in plan.records:
        transaction.put(record)
    changed = of_many(transaction, occasion, plan.records, earlier) if occasion.rehearsal else ()
    alike = told_of_many(transaction.refs(), plan.new) if plan.new else ()
    would = [one.placed for one in cleared] if occasion.rehearsal else []
    told = (*(updates.told if updates else ()), *would, *alike, *doubtful, *told_of_parties(plan.records))
    return Imported(tuple(plan.new), tuple(plan.replaced), tuple(plan.unchanged), tuple(told), affected=changed)


Whole = Callable[[Mapping[str, Any]], dict[str, Any]]
"""Makes the whole record of what a document states."""


@dataclass
class _Plan:
    """What an import comes to: the records to put, and by ref what happens to each."""

    records: list[Record] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)

    def take(self, record: Record, present: Record | None) -> None:
        """Say what happens to a record, beside the one that is there."""
        if present is None:
            self.new.append(record.ref)
        elif present == record:
            self.unchanged.append(record.ref)
            return
        else:
            self.replaced.append(record.ref)
        self.records.append(record)


def _plan(transaction: Transaction, occasion: Occasion, sources: Sequence[Source], updates: Updates | None) -> _Plan:
    problems: list[Problem] = []
    plan = _Plan()
    whole = updates.whole if updates else _as_it_stands
    for stated in _records(_with_refs(sources, transaction.new_ref), whole, problems):
        record = _settled(stated, updates, problems)
        there = transaction.get(record.ref)
        problems += idle_rules(record, occasion)
        if there is not None and updates is None:
            problems.append(_exists(record.ref, there))
        else:
            plan.take(record, there)
    problems += links_round(plan.records, transaction.listed)
    if problems:
        raise InvalidData(Fact("importing.problems", count=len(problems)), problems)
    return plan


def _doubtful(transaction: Transaction, occasion: Occasion, plan: _Plan, consents: Collection[Consent]) -> list[Said]:
    """What of the records can hardly be meant. Raises NeedsConsent for what wants one."""
    nowhere = [] if DANGLING in consents else list(dangling(plan.records, transaction.listed))
    if nowhere:
        raise NeedsConsent(Fact("doubts.links-lead-nowhere"), DANGLING, nowhere)
    there, new = doubles_in(transaction), set(plan.new)
    told: list[Said] = []
    twice = duplicates([record for record in plan.records if record.ref in new], there)
    if twice and DUPLICATES not in consents:
        raise NeedsConsent(Fact("doubts.some-likely-there"), DUPLICATES, twice)
    for record in plan.records:
        before = transaction.listed(record.ref)
        is_titled = before is not None and before.title == record.title
        doubts = [
            *(() if is_titled else told_of_titles(record, there)),
            *newly_implausible(record, before, occasion.day),
        ]
        told += [Fact("problems.of-record", ref=record.ref, problem=doubt) for doubt in doubts]
    return told


def _as_it_stands(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document without the mark that an export puts to it."""
    return {name: value for name, value in document.items() if name != CHANGE}


def _settled(record: Record, updates: Updates | None, problems: list[Problem]) -> Record:
    """The record beside what others did of it; where both did the same, that goes to the problems."""
    try:
        return updates.settled(record) if updates else record
    except Refused as error:
        problems.extend(error.problems or [Problem("", error.fact, record.ref)])
        return record


def told_of_parties(records: Iterable[Record]) -> Iterator[Fact]:
    """That fewer parties are stated than an agreement has: kept, and told with the command that gives them."""
    for record in records:
        yield from (
            Fact("problems.of-record", ref=record.ref, problem=sentence) for sentence in missing_parties(record)
        )


def _with_refs(sources: Sequence[Source], new_ref: Callable[[int | None], str]) -> Iterator[Source]:
    """The documents, those without a ref with a new one that none of the others has."""
    given = {folded(_ref(source.document)) for source in sources}
    for source in sources:
        if isinstance(source.document, Mapping) and not source.document.get("ref"):
            year = year_of(source.document.get("signed"))
            made = new_ref(year)
            while folded(made) in given:
                made = new_ref(year)
            yield source._replace(document={**source.document, "ref": made})
        else:
            yield source


def _ref(document: object) -> str:
    ref = document.get("ref") if isinstance(document, Mapping) else None
    return ref if isinstance(ref, str) else ""


def _records(sources: Iterable[Source], whole: Whole, problems: list[Problem]) -> Iterator[Record]:
    """The records that the documents state; what is wrong with the others goes to the problems."""
    places: dict[str, Fact] = {}
    for source in sources:
        place = source.place
        record, wrong = _read(source, whole)
        if record is None:
            problems.extend(_placed(problem, place) for problem in wrong)
            continue
        first = places.setdefault(folded(record.ref), place)
        if first == place:
            yield record
        else:
            problems.append(Problem("ref", Fact("importing.given-twice", first=first, second=place), record.ref))


def _read(source: Source, whole: Whole) -> tuple[Record | None, Sequence[Problem]]:
    """The record, or everything that is wrong with it: what could not be read is told of once."""
    document = source.document
    named = [Problem(one.field, one.fact, _ref(document) or None) for one in source.problems]
    try:
        record = read_record(whole(document) if isinstance(document, Mapping) else document, source.place)
    except InvalidData as error:
        fields = {one.field for one in source.problems}
        return None, [*named, *(one for one in error.problems if one.field not in fields)]
    return (None if named else record), named


def _placed(problem: Problem, place: Fact) -> Problem:
    """The problem with the place in the file beside the ref."""
    if problem.ref in (None, place):
        return Problem(problem.field, problem.fact, place)
    return Problem(problem.field, problem.fact, Fact("places.of-ref", ref=problem.ref, place=place))


def _exists(ref: str, there: Record) -> Problem:
    return Problem(
        "ref",
        Fact("importing.exists", title=there.title),
        ref,
    )

"""What became of an obligation: met, met in part, waived. What is recorded is never recorded twice."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from agreetrack.law.binding_reasons import binding_reason
from agreetrack.law.obligations import SOON, Occurrence, Promise
from agreetrack.law.view import Lookup
from agreetrack.model.errors import NoSuchRef, Refused, UsageError
from agreetrack.model.facts import Fact, Value, first_of
from agreetrack.model.obligations import Outcome
from agreetrack.model.record import Record
from agreetrack.register.changing import change
from agreetrack.register.documents.attaching import is_web_address, with_file
from agreetrack.register.events.recording import quoted
from agreetrack.register.obligations.duties import promised
from agreetrack.register.obligations.promising import with_outcomes
from agreetrack.register.occasion import Occasion
from agreetrack.register.results import Changed
from agreetrack.store import Registry, Transaction
from agreetrack.store.documents import fingerprint

Status = Literal["met", "partly-met", "waived"]
SHOWN = 6
"""Of more days than this the first are named."""


class Report(Struct, frozen=True, kw_only=True):
    """What somebody reports: `on` a day an obligation was met, in part or wholly, or waived.

    `occurrence` is the day on which it was due, where several are open. `evidence` is a file, which is kept beside the
    registry, or a web address; `basis` names a document that is neither.
    """

    status: Status
    on: date
    occurrence: date | None = None
    evidence: str | None = None
    basis: str | None = None
    note: str | None = None


def record_outcome(registry: Registry, occasion: Occasion, word: str, id: str, report: Report) -> Changed:
    """Record what became of an obligation of the agreement that `word` names.

    Raises NoSuchRef where there is no such agreement or obligation, Refused where nothing of it is open or several
    occurrences are, UsageError and AgreetrackError for evidence that is none or cannot be kept.
    """
    if report.evidence is not None and not report.evidence.strip():
        raise UsageError(Fact("outcomes.no-evidence"))
    if report.evidence and report.basis:
        raise UsageError(Fact("outcomes.evidence-and-basis"))

    def reported(transaction: Transaction, before: Record) -> tuple[Record, Iterable[Fact]]:
        promise = _promise(before, Lookup(transaction.listed), occasion, id, report)
        due = _occurrence(before, promise, report, occasion.day)
        record, evidence = _with_evidence(registry, before, promise, due, report, occasion.rehearsal)
        outcome = Outcome(
            status=report.status, date=report.on, occurrence=due, evidence=evidence or report.basis, note=report.note
        )
        record = with_outcomes(record, promise.id, [outcome])
        after = _promise(record, Lookup(transaction.listed), occasion, promise.id, report)
        return record, _told(after, outcome, occasion.day)

    return change(registry, occasion, word, reported)


def _promise(record: Record, find: Lookup, occasion: Occasion, id: str, report: Report) -> Promise:
    """The obligation of that id, by all that is known on the day of the report. Raises NoSuchRef, naming the ids."""
    knowing = max(report.on, occasion.knowing or occasion.day)
    known = promised(record, replace(occasion, knowing=knowing), find)
    found = [promise for promise in known if promise.id.casefold() == id.casefold()]
    if found:
        return _meant(found, report)
    if not known:
        raise NoSuchRef(Fact("outcomes.no-obligations", ref=record.ref))
    names = dict.fromkeys(promise.id for promise in known)
    raise NoSuchRef(Fact("outcomes.no-such", ref=record.ref, id=id, known=quoted(names)))


def _meant(found: list[Promise], report: Report) -> Promise:
    """Of what an obligation was and is, where an amendment made another kind of it, what the report is about."""
    due = report.occurrence
    if due is not None:
        return next((one for one in found if next(one.between(due, due), None)), found[-1])
    begun = [one for one in found if one.current.since is None or one.current.since <= report.on]
    return begun[-1] if begun else found[0]


def _occurrence(record: Record, promise: Promise, report: Report, day: date) -> date | None:
    """The day that the report is about; None where the obligation has none. Raises Refused where it is not clear."""
    if promise.kind == "recurring":
        due = report.occurrence
        return _named(record, promise, due) if due else _only_open(record, promise, day, report.on)
    if promise.kind == "continuing" and report.status != "waived":
        raise _refused(
            record,
            promise,
            Fact("outcomes.continues", ref=record.ref),
        )
    found = promise.undated() or next(promise.between(date.min, date.max), None)
    if found is None:
        raise _unbound(record, promise, date.min, date.max)
    if report.occurrence not in (None, found.due):
        raise _refused(record, promise, _once_only(found, report.occurrence))
    _refuse_finished(record, promise, found)
    return found.due


def _once_only(found: Occurrence, stated: date | None) -> Fact:
    if found.due is None:
        return Fact("outcomes.no-day")
    return Fact("outcomes.once", due=found.due, stated=stated)


def _named(record: Record, promise: Promise, due: date) -> date:
    found = next(promise.between(due, due), None)
    if found is None:
        if next(promise.dropped(due, due), None):
            raise _unbound(record, promise, due, due)
        raise _refused(record, promise, Fact("outcomes.none-due", day=due, days=_days(_near(promise, due))))
    _refuse_finished(record, promise, found)
    return due


def _near(promise: Promise, day: date) -> list[Occurrence]:
    """The occurrences just before and after a day."""
    years = timedelta(days=2 * 366)
    low = day - years if day - date.min > years else date.min
    before = list(promise.between(low, day))[-1:]
    return before + list(islice(promise.between(day, date.max), 1))


def _only_open(record: Record, promise: Promise, day: date, on: date) -> date:
    """The one occurrence that is late or due soon, or else the next. Raises Refused where it is not just one."""
    soon = day + timedelta(days=SOON) if date.max - day > timedelta(days=SOON) else date.max
    near = [one for one in promise.between(date.min, soon) if not one.is_finished]
    found = near or list(islice(_open_after(promise, soon), 1))
    if not near and found and any(outcome.date == on for outcome in promise.outcomes.values()):
        raise _refused(record, promise, Fact("outcomes.recorded-already", on=on, day=found[0].due))
    if len(found) == 1 and found[0].due:
        return found[0].due
    if not found:
        raise _refused(record, promise, Fact("outcomes.none-open"))
    raise _refused(record, promise, Fact("outcomes.several-open", days=_days(found)))


def _open_after(promise: Promise, day: date) -> Iterator[Occurrence]:
    return (one for one in promise.between(day, date.max) if not one.is_finished)


def _days(found: list[Occurrence]) -> Value:
    return first_of([one.due for one in found], SHOWN) or Fact("days.none-of-them")


def _refuse_finished(record: Record, promise: Promise, found: Occurrence) -> None:
    if found.is_finished and found.outcome is not None:
        raise _refused(record, promise, _finished(found.outcome, record.ref))


def _finished(outcome: Outcome, ref: str) -> Fact:
    match outcome.status:
        case "met":
            return Fact("outcomes.was-met", day=outcome.date, ref=ref)
        case "partly-met":
            return Fact("outcomes.was-partly-met", day=outcome.date, ref=ref)
        case "waived":
            return Fact("outcomes.was-waived", day=outcome.date, ref=ref)


def _unbound(record: Record, promise: Promise, first: date, last: date) -> Refused:
    unbound = next(promise.dropped(first, last))
    why = binding_reason(unbound.binding)
    return _refused(record, promise, Fact("outcomes.not-bound", day=unbound.due, why=why))


def _refused(record: Record, promise: Promise, reason: Fact) -> Refused:
    return Refused(Fact("outcomes.of-obligation", ref=record.ref, id=promise.id, reason=reason))


def _with_evidence(
    registry: Registry, record: Record, promise: Promise, due: date | None, report: Report, rehearsal: bool
) -> tuple[Record, str | None]:
    """The record with the evidence kept (not so in a rehearsal), and the name by which the outcome refers to it."""
    stated = report.evidence
    if not stated or is_web_address(stated):
        return record, stated
    if "://" in stated:
        raise UsageError(Fact("documents.no-web-address", url=stated))
    file = Path(stated)
    same = _kept(record, fingerprint(file))
    if same:
        return with_file(registry, record, file, same, rehearsal=rehearsal)[0], same
    name = file.name
    if any(known.name.casefold() == name.casefold() for known in record.documents):
        name = f"{file.stem} ({promise.id} {due or report.on}){file.suffix}"
    return with_file(registry, record, file, name, rehearsal=rehearsal)[0], name


def _kept(record: Record, sha256: str) -> str | None:
    """The name of the document that holds just this."""
    return next((one.name for one in record.documents if (one.sha256 or "").lower() == sha256), None)


def _told(promise: Promise, outcome: Outcome, day: date) -> Iterator[Fact]:
    yield _reported(promise.id, outcome)
    if promise.kind == "recurring":
        following = next(_open_after(promise, date.min), None)
        if following and following.due and following.due != outcome.occurrence:
            if following.is_late:
                yield Fact("outcomes.still-owed", day=following.due, days=-(following.days or 0))
            else:
                yield Fact("outcomes.next-due", day=following.due)
    if outcome.date > day:
        yield Fact("events.dated-ahead", today=day, day=outcome.date)


def _reported(id: str, outcome: Outcome) -> Fact:
    """What became of it, and of which of its days."""
    due = outcome.occurrence
    match outcome.status:
        case "met":
            return Fact("outcomes.met-of", id=id, due=due) if due else Fact("outcomes.met", id=id)
        case "partly-met":
            return Fact("outcomes.partly-met-of", id=id, due=due) if due else Fact("outcomes.partly-met", id=id)
        case "waived":
            return Fact("outcomes.waived-of", id=id, due=due) if due else Fact("outcomes.waived", id=id)

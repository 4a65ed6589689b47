"""What became of an obligation: met, met in part, waived. What is recorded is never recorded twice."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from agreetrack.law.binding import binding_text
from agreetrack.law.obligations import SOON, Occurrence, Promise
from agreetrack.law.view import Lookup
from agreetrack.model.errors import NoSuchRef, Refused, UsageError
from agreetrack.model.obligations import Outcome
from agreetrack.model.record import Record
from agreetrack.model.wording import _
from agreetrack.register.attaching import is_web_address, with_file
from agreetrack.register.changing import change
from agreetrack.register.duties import promised
from agreetrack.register.events import listed
from agreetrack.register.occasion import Occasion
from agreetrack.register.promising import with_outcomes
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
        raise UsageError(_("--evidence: name a file or give a link; leave it out where there is none"))
    if report.evidence and report.basis:
        raise UsageError(_("--evidence names the document already; leave --basis out"))

    def reported(transaction: Transaction, before: Record) -> tuple[Record, Iterable[str]]:
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
        text = _("{ref} has no obligations; add one: agreetrack oblige {ref} TEXT")
        raise NoSuchRef(text.format(ref=record.ref))
    text = _("{ref} has no obligation “{id}”; it has {known}")
    names = dict.fromkeys(promise.id for promise in known)
    raise NoSuchRef(text.format(ref=record.ref, id=id, known=listed(names)))


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
            _(
                "it continues, and is never over with by being met; add what was to be done by a day as an obligation "
                "of its own: agreetrack oblige {ref} TEXT --due DATE"
            ).format(ref=record.ref),
        )
    found = promise.undated() or next(promise.between(date.min, date.max), None)
    if found is None:
        raise _unbound(record, promise, date.min, date.max)
    if report.occurrence not in (None, found.due):
        raise _refused(record, promise, _once_only(found, report.occurrence))
    _refuse_finished(record, promise, found)
    return found.due


def _once_only(found: Occurrence, stated: date | None) -> str:
    if found.due is None:
        return _("it has no day that is known; leave --occurrence out")
    return _("it is due once, on {due}, not on {stated}; leave --occurrence out").format(due=found.due, stated=stated)


def _named(record: Record, promise: Promise, due: date) -> date:
    found = next(promise.between(due, due), None)
    if found is None:
        if next(promise.dropped(due, due), None):
            raise _unbound(record, promise, due, due)
        text = _("none falls due on {day}; near it: {days}")
        raise _refused(record, promise, text.format(day=due, days=_days(_near(promise, due))))
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
        text = _("one was recorded for {on} already; the next is due on {day}, say --occurrence {day} if that is meant")
        raise _refused(record, promise, text.format(on=on, day=found[0].due))
    if len(found) == 1 and found[0].due:
        return found[0].due
    if not found:
        raise _refused(record, promise, _("no occurrence of it is open"))
    text = _("several are open: {days}; say which with --occurrence DATE")
    raise _refused(record, promise, text.format(days=_days(found)))


def _open_after(promise: Promise, day: date) -> Iterator[Occurrence]:
    return (one for one in promise.between(day, date.max) if not one.is_finished)


def _days(found: list[Occurrence]) -> str:
    named = ", ".join(f"{one.due}" for one in found[:SHOWN])
    more = len(found) - SHOWN
    if more > 0:
        return _("{days} and {count} more").format(days=named, count=more)
    return named or _("none")


def _refuse_finished(record: Record, promise: Promise, found: Occurrence) -> None:
    if not found.is_finished or found.outcome is None:
        return
    text = _("it was {status} on {day} already; correct that with agreetrack undo, or agreetrack edit {ref}")
    raise _refused(record, promise, text.format(status=found.outcome.status, day=found.outcome.date, ref=record.ref))


def _unbound(record: Record, promise: Promise, first: date, last: date) -> Refused:
    unbound = next(promise.dropped(first, last))
    why = binding_text(unbound.binding, _).partition(": ")[2]
    return _refused(record, promise, _("it does not fall due on {day}: {why}").format(day=unbound.due, why=why))


def _refused(record: Record, promise: Promise, reason: str) -> Refused:
    return Refused(_("{ref}, obligation “{id}”: {reason}").format(ref=record.ref, id=promise.id, reason=reason))


def _with_evidence(
    registry: Registry, record: Record, promise: Promise, due: date | None, report: Report, rehearsal: bool
) -> tuple[Record, str | None]:
    """The record with the evidence kept (not so in a rehearsal), and the name by which the outcome refers to it."""
    stated = report.evidence
    if not stated or is_web_address(stated):
        return record, stated
    if "://" in stated:
        raise UsageError(_("“{text}” is no web address; it begins with https:// or http://").format(text=stated))
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


def _told(promise: Promise, outcome: Outcome, day: date) -> Iterator[str]:
    due = _(", due {day}").format(day=outcome.occurrence) if outcome.occurrence else ""
    said = {
        "met": _("obligation “{id}”{due}: met"),
        "partly-met": _("obligation “{id}”{due}: met in part, the rest is still owed"),
        "waived": _("obligation “{id}”{due}: waived"),
    }[outcome.status]
    yield said.format(id=promise.id, due=due)
    if promise.kind == "recurring":
        following = next(_open_after(promise, date.min), None)
        if following and following.due and following.due != outcome.occurrence:
            text = _("still owed: {day}, {days} days late") if following.is_late else _("next due {day}")
            yield text.format(day=following.due, days=-(following.days or 0))
    if outcome.date > day:
        yield _("it is dated after {today}: it counts from {day} on").format(today=day, day=outcome.date)

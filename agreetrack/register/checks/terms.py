"""What `check` finds in the terms of one record: unknown, passed, or not to be reckoned."""

from collections.abc import Iterator
from datetime import date, timedelta

from agreetrack.law.clauses import has_unknown_term, latest_clauses
from agreetrack.law.findings import ENDED, Standing
from agreetrack.model.dates import earliest
from agreetrack.model.errors import Finding
from agreetrack.model.events import Provisional, Termination
from agreetrack.model.facts import Fact
from agreetrack.model.periods import Period
from agreetrack.model.record import Record

LONG = timedelta(days=2 * 365)
"""So long may an agreement wait for entry into force, or be applied provisionally, unquestioned."""


def term_findings(record: Record, now: Standing, is_succeeded: bool) -> Iterator[Finding]:
    """The warnings on an agreement's start, term, renewal, notice and end.

    What another record succeeds has ended with a word on it.
    """
    yield from _start(record, now)
    if not (now.closed or is_succeeded):
        yield from _passed(record, now)
    yield from _gaps(record, now)
    if now.status in ENDED:
        return
    yield from _term(record, now)
    yield from _renewal(record)


def _warning(record: Record, field: str, problem: Fact) -> Finding:
    return Finding(record.ref, "warning", field, problem)


def _start(record: Record, now: Standing) -> Iterator[Finding]:
    signed = record.signed
    if signed and isinstance(record.term, date) and record.term < earliest(signed):
        yield _warning(record, "term", Fact("check.ends-before-signed"))
    if now.status == "signed" and record.entry_into_force is None:
        yield _warning(
            record,
            "entry_into_force",
            Fact("check.entry-pending", ref=record.ref),
        )
    elif now.status == "signed" and signed and now.day - signed > LONG:
        yield _warning(
            record,
            "entry_into_force",
            Fact("check.waits-long", ref=record.ref),
        )
    if now.status == "provisional" and now.day - _applied_since(record, now.day) > LONG:
        yield _warning(
            record,
            "events",
            Fact("check.applied-long"),
        )


def _applied_since(record: Record, day: date) -> date:
    begun = [event.effective or event.date for event in record.events if isinstance(event, Provisional)]
    return max((one for one in begun if one <= day), default=day)


def _term(record: Record, now: Standing) -> Iterator[Finding]:
    if has_unknown_term(record) and now.expires is None:
        yield _warning(
            record,
            "term",
            Fact("check.term-unknown", ref=record.ref),
        )
    elif _has_end(record) and now.expires is None and now.status == "in-force":
        yield _warning(
            record,
            "signed",
            Fact("check.start-unknown"),
        )


def _has_end(record: Record) -> bool:
    """Whether the text foresees an end, by its term and renewal."""
    held = latest_clauses(record)
    return isinstance(held.term, Period | date) and held.mode != "indefinite"


def _passed(record: Record, now: Standing) -> Iterator[Finding]:
    foreseen = now.leaving or any(isinstance(event, Termination) for event in record.events)
    if now.status == "expired" and not foreseen:
        yield _warning(
            record,
            "term",
            Fact("check.ended-unrecorded", ref=record.ref, ends=now.ends or now.expires),
        )


def _gaps(record: Record, now: Standing) -> Iterator[Finding]:
    for span in now.ledger:
        if span.kind == "gap":
            yield _warning(
                record,
                "events",
                Fact("check.gap", start=span.start, through=span.through),
            )


def _renewal(record: Record) -> Iterator[Finding]:
    held = latest_clauses(record)
    renewal, term = held.renewal, held.term
    if renewal is None:
        if isinstance(term, Period | date):
            yield _warning(
                record,
                "renewal",
                Fact("check.renewal-unstated", ref=record.ref),
            )
        return
    if renewal.mode != "tacit":
        return
    if renewal.period is None and (term is None or isinstance(term, date)):
        yield _warning(
            record,
            "renewal.period",
            Fact("check.renewal-period-unknown", ref=record.ref),
        )
    if held.notice is None:
        yield _warning(
            record,
            "notice",
            Fact("check.notice-unstated", ref=record.ref),
        )

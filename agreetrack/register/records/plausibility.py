"""What a record states that can hardly be meant: kept all the same, told at once, and listed by `check`."""

from collections.abc import Iterator
from datetime import date

from agreetrack.law.counting import later
from agreetrack.model.dates import earliest
from agreetrack.model.errors import Finding, Problem, Said
from agreetrack.model.events import Amendment, Extension
from agreetrack.model.facts import Fact
from agreetrack.model.periods import Period
from agreetrack.model.record import Listed
from agreetrack.model.terms import Term

TWO_YEARS = Period(24, 0)
CENTURY = Period(1200, 0)
FIRST_YEAR = 1800


def implausible(record: Listed, day: date) -> Iterator[Problem]:
    """What can hardly be meant, asked on a day, each with its field."""
    signed = record.signed
    entry = record.entry_into_force if isinstance(record.entry_into_force, date) else None
    for field, stated in (("signed", signed), ("entry_into_force", entry)):
        if stated is not None:
            yield from _far_away(record, field, stated, day)
    if signed and entry and entry < earliest(signed):
        yield Problem("entry_into_force", Fact("doubts.entry-before-signature", entry=entry, signed=signed), record.ref)
    for field, term, start in _terms(record, entry or signed):
        if _is_long(term, start):
            yield Problem(field, Fact("doubts.long-term", term=str(term)), record.ref)


def newly_implausible(record: Listed, before: Listed | None, day: date) -> Iterator[Said]:
    """What a new or changed record states of the kind that it did not state before."""
    known = [problem.fact for problem in implausible(before, day)] if before else []
    for problem in implausible(record, day):
        if problem.fact not in known:
            known.append(problem.fact)
            yield problem.fact


def implausible_findings(record: Listed, day: date) -> list[Finding]:
    """What `check` tells of it."""
    return [Finding(record.ref, "warning", problem.field, problem.fact) for problem in implausible(record, day)]


def _far_away(record: Listed, field: str, stated: date, day: date) -> Iterator[Problem]:
    limit = later(day, TWO_YEARS)
    if limit is not None and earliest(stated) > limit:
        yield Problem(field, Fact("doubts.far-ahead", stated=stated), record.ref)
    if stated.year < FIRST_YEAR:
        yield Problem(field, Fact("doubts.long-ago", stated=stated, first=FIRST_YEAR), record.ref)


def _terms(record: Listed, start: date | None) -> Iterator[tuple[str, Term | None, date | None]]:
    """Every term that is stated, with its field and from when at the earliest it runs: of the text, then of events."""
    yield "term", record.term, start
    for place, event in enumerate(record.events):
        match event:
            case Extension():
                yield f"events[{place}].by", event.by, earliest(event.date)
                yield f"events[{place}].until", event.until, earliest(event.date)
            case Amendment():
                yield f"events[{place}].set.term", event.set.term, earliest(event.date)


def _is_long(term: Term | None, start: date | None) -> bool:
    begins = start or date(FIRST_YEAR, 1, 1)
    century = later(begins, CENTURY)
    if isinstance(term, date):
        return start is not None and century is not None and term > century
    if isinstance(term, Period):
        return century is not None and (later(begins, term) or date.max) > century
    return False

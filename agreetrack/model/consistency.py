"""Whether a record of the right form makes sense: periods, dates, names and fields that go together.

An incomplete record (one party or none, an unknown term) is no problem here: it is kept, `check` lists it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from agreetrack.model.clauses import Document, EndingEvent, EntryRule, Link, NoticeClause, Party, Renewal
from agreetrack.model.coding import builtins
from agreetrack.model.dates import is_whole
from agreetrack.model.errors import Problem, Said
from agreetrack.model.events import Amendment, Extension
from agreetrack.model.facts import Fact
from agreetrack.model.keeping import not_to_keep
from agreetrack.model.limits import LARGEST_NUMBER, LONGEST_LEAD_TIME, LONGEST_REF, MOST_LEAD_TIMES
from agreetrack.model.membership import strangers
from agreetrack.model.obligations import Obligation
from agreetrack.model.promises import wrong_obligation
from agreetrack.model.record import Listed, Record
from agreetrack.model.refs import folded
from agreetrack.model.starts import EntryIntoForce
from agreetrack.model.terms import Term

Wrong = Iterator[tuple[str, Said]]
ENDLESS_YEAR = 9999
"""Dates of this year are written where no end is meant."""
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


def problems(record: Listed) -> list[Problem]:
    """Everything in the record that cannot be meant, each with its place; empty where all is well."""
    unkept = list(not_to_keep(builtins(record)))
    found: list[tuple[str, Said]] = [*unkept] or [*_wrong_listed(record), *strangers(record)]
    if isinstance(record, Record) and not unkept:
        found += _wrong_rest(record)
    return [Problem(path, wrong, record.ref) for path, wrong in found]


def wrong_ref(ref: str) -> Fact | None:
    """Why this cannot be a ref; None where it can."""
    if not ref:
        return Fact("refs.empty")
    if len(ref) > LONGEST_REF:
        return Fact("refs.too-long", length=len(ref), most=LONGEST_REF)
    if any(sign.isspace() for sign in ref):
        return Fact("refs.holds-space", ref=ref)
    if not ref.isprintable():
        return Fact("refs.holds-invisible")
    if ref.startswith("-"):
        return Fact("refs.begins-with-hyphen", ref=ref)
    return None


def _wrong_listed(record: Listed) -> Wrong:
    ref = wrong_ref(record.ref)
    if ref:
        yield "ref", ref
    if not record.title.strip():
        yield "title", Fact("terms.title-empty")
    yield from _wrong_entry(record.entry_into_force)
    yield from _wrong_term(record.term, "term")
    yield from _over_before_begun(record)
    yield from _wrong_parties(record.parties, "parties")
    yield from _wrong_renewal(record.renewal, "renewal")
    yield from _wrong_notice(record.notice, "notice")
    for index, event in enumerate(record.events):
        if isinstance(event, Extension):
            yield from _wrong_extension(event, f"events[{index}]")
        elif isinstance(event, Amendment):
            yield from _wrong_amendment(event, f"events[{index}].set")


def _wrong_term(term: Term | None, path: str) -> Wrong:
    if isinstance(term, date):
        yield from _endless(term, path)
    elif isinstance(term, EndingEvent) and not term.event.strip():
        yield f"{path}.event", Fact("terms.event-empty")


def _over_before_begun(record: Listed) -> Wrong:
    """A term stated as a date that lies before every day it is stated to run from."""
    starts = (record.entry_into_force, record.term_from)
    stated = [start for start in starts if isinstance(start, date) and is_whole(start)]
    if isinstance(record.term, date) and stated and record.term < min(stated):
        yield "term", Fact("terms.over-before-begun", term=record.term, start=min(stated))


def _endless(day: date, path: str) -> Wrong:
    """A day that only stands for none."""
    if day.year >= ENDLESS_YEAR:
        yield path, Fact("terms.endless-day", day=day)


def _wrong_entry(entry: EntryIntoForce | None) -> Wrong:
    if not isinstance(entry, EntryRule):
        return
    if entry.after != "all" and not 1 <= entry.after <= LARGEST_NUMBER:
        yield "entry_into_force.after", Fact("terms.entry-after", most=LARGEST_NUMBER)
    yield from _wrong_month(entry.month, "entry_into_force.month")


def _wrong_month(month: int | None, path: str) -> Wrong:
    if month is not None and not 1 <= month <= LARGEST_NUMBER:
        yield path, Fact("terms.month", most=LARGEST_NUMBER)


def _wrong_renewal(renewal: Renewal | None, path: str) -> Wrong:
    if renewal is None:
        return
    if renewal.times is not None and not 1 <= renewal.times <= LARGEST_NUMBER:
        yield f"{path}.times", Fact("terms.times", most=LARGEST_NUMBER)


def _wrong_notice(notice: NoticeClause | None, path: str) -> Wrong:
    if notice is None:
        return
    yield from _unfit_notice(notice, path)


def _unfit_notice(notice: NoticeClause, path: str) -> Wrong:
    """What of a notice clause does not go together."""
    to_day = notice.before == "day" or (notice.before is None and notice.day is not None)
    if notice.before == "day" and notice.day is None:
        yield f"{path}.day", Fact("notices.day-missing")
    if notice.day is not None and not to_day:
        yield f"{path}.day", Fact("notices.day-without-before")
    if notice.by is not None and not to_day:
        yield f"{path}.by", Fact("notices.by-without-before")
    yield from _wrong_month(notice.month, f"{path}.month")
    if notice.month is not None and notice.before != "any-time":
        yield f"{path}.month", Fact("notices.month-without-any-time")
    if notice.window is not None and notice.before is not None:
        yield f"{path}.window", Fact("notices.window-with-before")
    if notice.not_before_unit is not None and notice.not_before is None:
        yield f"{path}.not_before_unit", Fact("notices.unit-alone")
    if notice == NoticeClause():
        yield path, Fact("notices.empty")


def _wrong_extension(extension: Extension, path: str) -> Wrong:
    if extension.until is not None:
        yield from _endless(extension.until, f"{path}.until")
    if [extension.by is not None, extension.until is not None, extension.indefinitely].count(True) != 1:
        yield path, Fact("terms.extension-states-one")


def _wrong_amendment(amendment: Amendment, path: str) -> Wrong:
    changed = amendment.set
    yield from _wrong_term(changed.term, f"{path}.term")
    yield from _wrong_parties(changed.parties or (), f"{path}.parties")
    yield from _wrong_renewal(changed.renewal, f"{path}.renewal")
    yield from _wrong_notice(changed.notice, f"{path}.notice")
    yield from _wrong_obligations(changed.obligations or (), f"{path}.obligations")


def _wrong_parties(parties: Iterable[Party], path: str) -> Wrong:
    seen: set[str] = set()
    ours = None
    for index, party in enumerate(parties):
        if not party.name.strip():
            yield f"{path}[{index}].name", Fact("parties.name-empty")
        elif party.name.casefold() in seen:
            yield f"{path}[{index}].name", Fact("parties.twice", name=party.name)
        seen.add(party.name.casefold())
        if party.us and ours is not None:
            yield f"{path}[{index}].us", Fact("parties.us-twice", name=ours)
        elif party.us:
            ours = party.name


def _wrong_rest(record: Record) -> Wrong:
    yield from _wrong_obligations(record.obligations, "obligations")
    for index, link in enumerate(record.links):
        yield from _wrong_link(link, record.ref, f"links[{index}].ref")
    for index, document in enumerate(record.documents):
        yield from _wrong_document(document, f"documents[{index}]")
    yield from _wrong_lead_times(record.lead_times or ())


def _wrong_lead_times(leads: Sequence[int]) -> Wrong:
    if len(leads) > MOST_LEAD_TIMES:
        fact = Fact("records.too-many-lead-times", count=len(leads), most=MOST_LEAD_TIMES)
        yield "lead_times", fact
    for index, lead in enumerate(leads):
        if not 0 <= lead <= LONGEST_LEAD_TIME:
            fact = Fact("records.lead-time-out-of-range", most=LONGEST_LEAD_TIME)
            yield f"lead_times[{index}]", fact


def _wrong_obligations(obligations: Iterable[Obligation], path: str) -> Wrong:
    seen: set[str] = set()
    for index, obligation in enumerate(obligations):
        if obligation.id in seen:
            yield f"{path}[{index}].id", Fact("obligations.id-twice", id=obligation.id)
        seen.add(obligation.id)
        yield from wrong_obligation(obligation, f"{path}[{index}]")


def _wrong_link(link: Link, own: str, path: str) -> Wrong:
    wrong = wrong_ref(link.ref)
    if wrong:
        yield path, wrong
    elif folded(link.ref) == folded(own):
        yield path, Fact("records.links-itself")


def _wrong_document(document: Document, path: str) -> Wrong:
    if (document.sha256 is None) == (document.url is None):
        yield path, Fact("documents.sha256-or-url")
    elif document.sha256 is not None and not _SHA256.fullmatch(document.sha256):
        yield f"{path}.sha256", Fact("documents.malformed-sha256")

"""Whether a record of the right form makes sense: periods, dates, names and fields that go together.

An incomplete record (one party or none, an unknown term) is no problem here: it is kept, `check` lists it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from agreetrack.model.clauses import Document, EndingEvent, EntryRule, Link, NoticeClause, Party, Renewal
from agreetrack.model.coding import builtins
from agreetrack.model.dates import full_date, is_date, stated_date
from agreetrack.model.errors import Problem
from agreetrack.model.events import Amendment, Extension
from agreetrack.model.keeping import not_to_keep
from agreetrack.model.limits import LARGEST_NUMBER, LONGEST_LEAD_TIME, LONGEST_REF, MOST_LEAD_TIMES
from agreetrack.model.membership import strangers
from agreetrack.model.obligations import Obligation
from agreetrack.model.periods import period
from agreetrack.model.promises import wrong_obligation
from agreetrack.model.record import Listed, Record
from agreetrack.model.refs import folded
from agreetrack.model.wording import _

Wrong = Iterator[tuple[str, str]]
ENDLESS_YEAR = 9999
"""Dates of this year are written where no end is meant."""
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


def problems(record: Listed) -> list[Problem]:
    """Everything in the record that cannot be meant, each with its place; empty where all is well."""
    unkept = list(not_to_keep(builtins(record)))
    found = unkept or [*_wrong_listed(record), *strangers(record)]
    if isinstance(record, Record) and not unkept:
        found += _wrong_rest(record)
    return [Problem(path, text, record.ref) for path, text in found]


def wrong_ref(ref: str) -> str | None:
    """Why this cannot be a ref, as a sentence; None where it can."""
    if not ref:
        return _("is empty; give a short handle such as RU-CN-2001")
    if len(ref) > LONGEST_REF:
        text = _("has {length} signs; a ref has at most {most}")
        return text.format(length=len(ref), most=LONGEST_REF)
    if any(sign.isspace() for sign in ref):
        return _("“{ref}” holds a space; write it in one word, such as RU-CN-2001").format(ref=ref)
    if not ref.isprintable():
        return _("holds an invisible sign; write it with letters, digits and hyphens, such as RU-CN-2001")
    if ref.startswith("-"):
        text = _("“{ref}” begins with a hyphen, which reads as an option; begin with a letter or a digit")
        return text.format(ref=ref)
    return None


def _wrong_listed(record: Listed) -> Wrong:
    ref = wrong_ref(record.ref)
    if ref:
        yield "ref", ref
    if not record.title.strip():
        yield "title", _("is empty; say in a few words what is agreed")
    yield from _refused("signed", record.signed, stated_date)
    yield from _wrong_entry(record.entry_into_force)
    yield from _refused("term_from", record.term_from, _date_or("signature", "provisional"))
    yield from _wrong_term(record.term, "term")
    yield from _over_before_begun(record)
    yield from _refused("prepare", record.prepare, period)
    yield from _refused("survival", record.survival, _survival)
    yield from _wrong_parties(record.parties, "parties")
    yield from _wrong_renewal(record.renewal, "renewal")
    yield from _wrong_notice(record.notice, "notice")
    for index, event in enumerate(record.events):
        if isinstance(event, Extension):
            yield from _wrong_extension(event, f"events[{index}]")
        elif isinstance(event, Amendment):
            yield from _wrong_amendment(event, f"events[{index}].set")


def _refused(path: str, text: str | None, reading: Callable[[str], object]) -> Wrong:
    """The complaint of the reading function about a stated text."""
    if text is None:
        return
    try:
        reading(text)
    except ValueError as error:
        yield path, str(error)


def _wrong_term(term: str | EndingEvent | None, path: str) -> Wrong:
    if not isinstance(term, EndingEvent):
        yield from _refused(path, term, _term)
    elif not term.event.strip():
        yield f"{path}.event", _("is empty; say what ends it, such as completion of the project")


def _over_before_begun(record: Listed) -> Wrong:
    """A term stated as a date that lies before every day it is stated to run from."""
    stated = [text for text in (record.entry_into_force, record.term_from) if isinstance(text, str) and _is_day(text)]
    if isinstance(record.term, str) and _is_day(record.term) and stated and record.term < min(stated):
        text = _("{term} lies before the agreement begins, {start}; correct one of the two")
        yield "term", text.format(term=record.term, start=min(stated))


def _is_day(text: str) -> bool:
    try:
        full_date(text)
    except ValueError:
        return False
    return True


def _term(text: str) -> object:
    if text == "indefinite":
        return text
    if is_date(text):
        return end_date(full_date(text))
    try:
        return period(text)
    except ValueError as error:
        if text.startswith("P"):
            raise
        message = _("“{text}” is no term; write a period (P5Y), its last day (2027-03-31) or indefinite")
        raise ValueError(message.format(text=text)) from error


def end_date(day: date) -> date:
    """The day, unless it is one that only stands for none. Raises ValueError for such."""
    if day.year < ENDLESS_YEAR:
        return day
    raise ValueError(_("“{day}” stands for no end; write indefinite").format(day=day.isoformat()))


def _survival(text: str) -> object:
    return text if text == "indefinite" else period(text)


def _date_or(*words: str, partial: bool = False) -> Callable[[str], object]:
    def reading(text: str) -> object:
        if text in words:
            return text
        if is_date(text):
            return full_date(text)
        if partial and text[:4].isdigit():
            return stated_date(text)
        message = _("“{text}” is neither a date such as 2015-02-09 nor one of: {words}")
        raise ValueError(message.format(text=text, words=", ".join(words)))

    return reading


def _wrong_entry(entry: str | EntryRule | None) -> Wrong:
    if not isinstance(entry, EntryRule):
        yield from _refused("entry_into_force", entry, _date_or("signature", partial=True))
        return
    if entry.after != "all" and not 1 <= entry.after <= LARGEST_NUMBER:
        text = _("must be all, or the number of instruments, from 1 to {most:,}")
        yield "entry_into_force.after", text.format(most=LARGEST_NUMBER)
    yield from _refused("entry_into_force.wait", entry.wait, period)
    yield from _wrong_month(entry.month, "entry_into_force.month")


def _wrong_month(month: int | None, path: str) -> Wrong:
    if month is not None and not 1 <= month <= LARGEST_NUMBER:
        text = _("must be from 1 to {most:,}: 1 is the first day of the next month")
        yield path, text.format(most=LARGEST_NUMBER)


def _wrong_renewal(renewal: Renewal | None, path: str) -> Wrong:
    if renewal is None:
        return
    yield from _refused(f"{path}.period", renewal.period, period)
    if renewal.times is not None and not 1 <= renewal.times <= LARGEST_NUMBER:
        text = _("must be from 1 to {most:,}; where nothing renews, write mode none, where no end is set, leave it out")
        yield f"{path}.times", text.format(most=LARGEST_NUMBER)


def _wrong_notice(notice: NoticeClause | None, path: str) -> Wrong:
    if notice is None:
        return
    for name in ("period", "not_before", "transit", "window"):
        yield from _refused(f"{path}.{name}", getattr(notice, name), period)
    for name in ("day", "by"):
        yield from _refused(f"{path}.{name}", getattr(notice, name), day_of_year)
    yield from _unfit_notice(notice, path)


def _unfit_notice(notice: NoticeClause, path: str) -> Wrong:
    """What of a notice clause does not go together."""
    to_day = notice.before == "day" or (notice.before is None and notice.day is not None)
    if notice.before == "day" and notice.day is None:
        yield f"{path}.day", _("is missing; before day goes with the day of the year, such as 06-30")
    if notice.day is not None and not to_day:
        yield f"{path}.day", _("goes with before day; leave out the one or the other")
    if notice.by is not None and not to_day:
        yield f"{path}.by", _("goes with before day; leave it out")
    yield from _wrong_month(notice.month, f"{path}.month")
    if notice.month is not None and notice.before != "any-time":
        yield f"{path}.month", _("goes with before any-time; leave it out, or state that")
    if notice.window is not None and notice.before is not None:
        yield f"{path}.window", _("says when notice is given; leave out before")
    if notice.not_before_unit is not None and notice.not_before is None:
        yield f"{path}.not_before_unit", _("goes with not_before; state that too")
    if notice == NoticeClause():
        yield path, _("says nothing; leave it out, or state its period, such as P6M")


def day_of_year(text: str) -> date:
    """A day of every year, in a year that has a 29 February. Raises ValueError for what is none."""
    try:
        return date.fromisoformat(f"2000-{text}")
    except ValueError:
        raise ValueError(_("“{text}” is no day of the year; write it as 06-30").format(text=text)) from None


def _wrong_extension(extension: Extension, path: str) -> Wrong:
    yield from _refused(f"{path}.by", extension.by, period)
    if extension.until is not None:
        yield from _refused(f"{path}.until", extension.until.isoformat(), _term)
    if [extension.by is not None, extension.until is not None, extension.indefinitely].count(True) != 1:
        yield path, _("an extension states by (a period), until (a date) or indefinitely, one of the three")


def _wrong_amendment(amendment: Amendment, path: str) -> Wrong:
    changed = amendment.set
    yield from _wrong_term(changed.term, f"{path}.term")
    yield from _refused(f"{path}.survival", changed.survival, _survival)
    yield from _wrong_parties(changed.parties or (), f"{path}.parties")
    yield from _wrong_renewal(changed.renewal, f"{path}.renewal")
    yield from _wrong_notice(changed.notice, f"{path}.notice")
    yield from _wrong_obligations(changed.obligations or (), f"{path}.obligations")


def _wrong_parties(parties: Iterable[Party], path: str) -> Wrong:
    seen: set[str] = set()
    ours = None
    for index, party in enumerate(parties):
        if not party.name.strip():
            yield f"{path}[{index}].name", _("is empty; name the party")
        elif party.name.casefold() in seen:
            text = _("“{name}” stands here twice; name each party once").format(name=party.name)
            yield f"{path}[{index}].name", text
        seen.add(party.name.casefold())
        if party.us and ours is not None:
            yield f"{path}[{index}].us", _("“{name}” is already marked us; one party is").format(name=ours)
        elif party.us:
            ours = party.name


def _wrong_rest(record: Record) -> Wrong:
    yield from _wrong_obligations(record.obligations, "obligations")
    for index, link in enumerate(record.links):
        yield from _wrong_link(link, record.ref, f"links[{index}].ref")
    for index, document in enumerate(record.documents):
        yield from _wrong_document(document, f"documents[{index}]")
    if record.approval is not None:
        yield from _refused("approval.given", record.approval.given, stated_date)
    yield from _wrong_lead_times(record.lead_times or ())


def _wrong_lead_times(leads: Sequence[int]) -> Wrong:
    if len(leads) > MOST_LEAD_TIMES:
        text = _("are {count}; an agreement has at most {most} lead times")
        yield "lead_times", text.format(count=len(leads), most=MOST_LEAD_TIMES)
    for index, lead in enumerate(leads):
        if not 0 <= lead <= LONGEST_LEAD_TIME:
            text = _("must be a number of days before the date, from 0 to {most}")
            yield f"lead_times[{index}]", text.format(most=LONGEST_LEAD_TIME)


def _wrong_obligations(obligations: Iterable[Obligation], path: str) -> Wrong:
    seen: set[str] = set()
    for index, obligation in enumerate(obligations):
        if obligation.id in seen:
            text = _("“{id}” stands here twice; give each obligation its own id").format(id=obligation.id)
            yield f"{path}[{index}].id", text
        seen.add(obligation.id)
        yield from wrong_obligation(obligation, f"{path}[{index}]")


def _wrong_link(link: Link, own: str, path: str) -> Wrong:
    wrong = wrong_ref(link.ref)
    if wrong:
        yield path, wrong
    elif folded(link.ref) == folded(own):
        yield path, _("links the agreement to itself; name another one")


def _wrong_document(document: Document, path: str) -> Wrong:
    if (document.sha256 is None) == (document.url is None):
        yield path, _("a document states either sha256 or url, one of the two")
    elif document.sha256 is not None and not _SHA256.fullmatch(document.sha256):
        yield f"{path}.sha256", _("must be 64 hexadecimal digits, as sha256sum prints them")

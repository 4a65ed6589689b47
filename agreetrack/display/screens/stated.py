"""What the text of an agreement states, in words: its fields as a page shows them, without codes."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from agreetrack.display.days import without_year, written_if_day
from agreetrack.display.lengths import length_words
from agreetrack.display.page import DateStyle
from agreetrack.display.phrases import say
from agreetrack.display.phrases.fields import KINDS
from agreetrack.display.plain import paragraphs, safe
from agreetrack.model.clauses import Approval, EndingEvent, EntryRule, NoticeClause, Renewal, Signatory
from agreetrack.model.dates import DayOfYear
from agreetrack.model.facts import Fact, Value
from agreetrack.model.periods import Period
from agreetrack.model.record import Record
from agreetrack.model.terms import Survival, Term


def stated_texts(record: Record, name: str, dates: DateStyle) -> Sequence[str]:
    """The lines that show a field; none where it is not stated."""
    value = getattr(record, name)
    if value is None or value is False or value == () or value == "":
        return []
    match name, value:
        case "term", _:
            return [term_words(value, dates)]
        case "survival", _:
            return [survival_words(value)]
        case "signatories", _:
            return [signatory_words(one) for one in value]
        case "lead_times", _:
            return [say(Fact("stated.lead-times", days=tuple(value)), dates)]
        case _, EntryRule():
            return [_joined(_entry(value), dates)]
        case _, Renewal():
            return [renewal_words(value, dates)]
        case _, NoticeClause():
            return [notice_words(value, dates)]
        case _, Approval():
            return [_joined(_approval(value, dates), dates)]
        case _, Period():
            return [length_words(value)]
        case _, tuple():
            return [", ".join(safe(str(one)) for one in value)]
    coded = _coded(name, value)
    return [say(coded, dates)] if coded else paragraphs(written_if_day(str(value), dates))


def _coded(name: str, value: object) -> str | Fact | None:
    """What stands in a record as a code; None for text and days."""
    match name, value:
        case "kind", str():
            return KINDS[value].translated({})
        case (("entry_into_force" | "term_from"), "signature"):
            return Fact("stated.signature")
        case "term_from", "provisional":
            return Fact("naming.provisional-application")
        case "counting", ("anniversary" | "day-before"):
            return counting_fact(value)
        case "counting_basis", _:
            return Fact("stated.by-text" if value == "text" else "stated.by-practice")
        case "end_day", _:
            return Fact("stated.end-included" if value == "included" else "stated.end-excluded")
        case "binding", _:
            return Fact("stated.legal" if value == "legal" else "stated.political")
        case "restricted", _:
            return Fact("stated.restricted")
    return None


def term_words(term: Term, dates: DateStyle) -> str:
    """How long it lasts: `5 years`, `through 2027-03-31`, `without a fixed end`."""
    if isinstance(term, Period):
        return length_words(term)
    if isinstance(term, EndingEvent):
        return say(Fact("stated.until-event", event=safe(term.event)), dates)
    return say(Fact("stated.through", day=term) if isinstance(term, date) else Fact("stated.indefinite"), dates)


def survival_words(survival: Survival) -> str:
    """How long obligations bind after the end."""
    return length_words(survival) if isinstance(survival, Period) else say(Fact("stated.survival-indefinite"))


def counting_fact(counting: Literal["anniversary", "day-before"]) -> Fact:
    """How periods are counted."""
    return Fact("stated.same-numbered" if counting == "anniversary" else "stated.first-day-counts")


def renewal_words(renewal: Renewal, dates: DateStyle) -> str:
    """What comes after the first term, in sentences."""
    return _joined(_renewal(renewal), dates)


def notice_words(notice: NoticeClause, dates: DateStyle) -> str:
    """How notice is given, in sentences."""
    return _joined(_notice(notice, dates), dates)


def _joined(facts: Iterator[Fact], dates: DateStyle) -> str:
    return " ".join(say(fact, dates) for fact in facts)


def _renewal(renewal: Renewal) -> Iterator[Fact]:
    match renewal.mode:
        case "none":
            yield Fact("stated.renewal-none")
        case "express":
            yield Fact("stated.renewal-express")
        case "tacit":
            yield Fact("stated.renewal-tacit")
        case "indefinite":
            yield Fact("stated.renewal-indefinite")
    if renewal.period is not None:
        yield Fact("stated.renewal-period", period=length_words(renewal.period))
    if renewal.times is not None:
        yield Fact("stated.renewal-times", count=renewal.times)


def _entry(rule: EntryRule) -> Iterator[Fact]:
    yield Fact("stated.entry-all") if rule.after == "all" else Fact("stated.entry-count", count=rule.after)
    if rule.among:
        yield Fact("stated.entry-among", parties=_safe(rule.among))
    if rule.wait is not None:
        yield Fact("stated.entry-wait", period=length_words(rule.wait))
    if rule.month is not None:
        yield Fact("stated.entry-month", count=rule.month)
    if rule.also is not None:
        yield Fact("stated.entry-also", condition=safe(rule.also))
    if rule.on is not None:
        yield Fact("stated.entry-met", day=rule.on)


def _notice(notice: NoticeClause, dates: DateStyle) -> Iterator[Fact]:
    if notice.period is not None:
        yield Fact("stated.notice-period", period=length_words(notice.period))
    yield from _before(notice, dates)
    if notice.month is not None:
        yield Fact("stated.notice-month", count=notice.month)
    if notice.window is not None:
        yield Fact("stated.notice-window", period=length_words(notice.window))
    if notice.not_before is not None:
        by_year = notice.not_before_unit == "year"
        yield Fact("stated.not-before-year" if by_year else "stated.not-before", period=length_words(notice.not_before))
    if notice.counting is not None:
        yield Fact("stated.notice-counting", counting=counting_fact(notice.counting))
    yield from _handling(notice)


def _before(notice: NoticeClause, dates: DateStyle) -> Iterator[Fact]:
    """With what it takes effect."""
    match notice.before:
        case "end-of-period":
            yield Fact("stated.before-end-of-period")
        case "any-time":
            yield Fact("stated.before-any-time")
        case "end-of-year":
            yield Fact("stated.before-end-of-year")
        case "day" if notice.day is not None:
            yield Fact("stated.before-day", day=_of_year(notice.day, dates))
        case "day":
            yield Fact("stated.before-a-day")
    if notice.by is not None:
        yield Fact("stated.notice-by", day=_of_year(notice.by, dates))


def _of_year(day: DayOfYear, dates: DateStyle) -> str:
    return without_year(day.of(2000), dates)


def _handling(notice: NoticeClause) -> Iterator[Fact]:
    """What becomes of the note, and for whom it ends the agreement."""
    if notice.effective_on is not None:
        yield Fact("stated.on-dispatch" if notice.effective_on == "dispatch" else "stated.on-receipt")
    if notice.to is not None:
        yield Fact("stated.to-depositary" if notice.to == "depositary" else "stated.to-parties")
    if notice.ends is not None:
        yield Fact("stated.ends-all")
    if notice.transit is not None:
        yield Fact("stated.transit", period=length_words(notice.transit))


def _approval(approval: Approval, dates: DateStyle) -> Iterator[Fact]:
    given: Value = written_if_day(str(approval.given), dates) if approval.given else None
    if approval.needed and given:
        yield Fact("stated.approval-given", approval=safe(approval.needed), day=given)
    elif approval.needed:
        yield Fact("stated.approval-open", approval=safe(approval.needed))
    elif given:
        yield Fact("stated.approval-day", day=given)


def signatory_words(one: Signatory) -> str:
    """Who signed, in which office, for whom."""
    return ", ".join(safe(part) for part in (one.name, one.office, one.party) if part)


def _safe(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(safe, texts))

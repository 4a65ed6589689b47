"""What happened, in sentences: an event of the record as a person would tell it."""

from collections.abc import Iterator

from msgspec import structs

from agreetrack.display.lengths import length_words
from agreetrack.display.page import DateStyle
from agreetrack.display.phrases import say
from agreetrack.display.plain import safe
from agreetrack.display.screens.stated import counting_fact, notice_words, renewal_words, survival_words, term_words
from agreetrack.law.parties import Roll
from agreetrack.model.clauses import Party
from agreetrack.model.events import (
    Amended,
    Amendment,
    AnyEvent,
    Close,
    Extension,
    Instrument,
    NoticeGiven,
    NoticeProlonged,
    NoticeResumed,
    NoticeSuspended,
    NoticeWithdrawn,
    PartySuccession,
    Provisional,
    ProvisionalEnd,
    Renewed,
    Resumption,
    Suspension,
    Termination,
)
from agreetrack.model.facts import Fact

NOBODY = Roll(())
"""Of an event that is told without its agreement."""


def event_words(event: AnyEvent, dates: DateStyle, parties: Roll = NOBODY) -> str:
    """The event in whole sentences, its document last; who is among the parties is called by name."""
    named = _by_name(event, parties)
    facts = [*_facts(named, dates), *([Fact("happened.basis", document=safe(event.basis))] if event.basis else [])]
    return " ".join(say(fact, dates) for fact in facts)


def _by_name(event: AnyEvent, parties: Roll) -> AnyEvent:
    """The event with the name of its party where that is stated by a code or an alias."""
    stated = getattr(event, "party", None)
    found = parties.found(stated) if stated else None
    return structs.replace(event, party=found.name) if found else event


def _facts(event: AnyEvent, dates: DateStyle) -> Iterator[Fact]:
    match event:
        case Instrument():
            yield _instrument(event)
        case Provisional():
            begins = event.effective
            yield Fact("happened.provisional-from", day=begins) if begins else Fact("happened.provisional")
        case ProvisionalEnd():
            ends = event.effective
            yield Fact("happened.provisional-end-from", day=ends) if ends else Fact("happened.provisional-end")
        case Extension():
            yield from _extension(event)
        case Renewed():
            yield Fact("happened.renewed")
        case Suspension() | Resumption():
            yield from _stopped(event)
        case Termination():
            yield Fact("happened.terminated", day=event.last_day)
        case PartySuccession():
            yield Fact("happened.replaced", new=safe(event.to), old=safe(event.from_))
        case Amendment():
            starts = event.effective
            yield Fact("happened.amended-from", day=starts) if starts else Fact("happened.amended")
            yield from _amended(event.set, dates)
        case Close():
            yield Fact("happened.closed")
        case _:
            yield from _noticed(event)


def _instrument(event: Instrument) -> Fact:
    party = safe(event.party)
    match event.type:
        case "ratification":
            return Fact("happened.ratified", party=party)
        case "acceptance":
            return Fact("happened.accepted", party=party)
        case "approval":
            return Fact("happened.approved", party=party)
        case "accession":
            return Fact("happened.acceded", party=party)
        case "definitive-signature":
            return Fact("happened.signed-definitively", party=party)
        case "notification":
            return Fact("happened.notified", party=party)
        case "succession":
            return Fact("happened.succeeded", party=party)


def _extension(event: Extension) -> Iterator[Fact]:
    if event.by is not None:
        yield Fact("happened.extended-by", period=length_words(event.by))
    elif event.until is not None and event.end_day is not None:
        included = event.end_day == "included"
        yield Fact("happened.extended-including" if included else "happened.extended-excluding", day=event.until)
    elif event.until is not None:
        yield Fact("happened.extended-until", day=event.until)
    else:
        yield Fact("happened.extended-indefinitely")
    if event.from_ is not None:
        yield Fact("happened.counted-from", day=event.from_)


def _noticed(
    event: NoticeGiven | NoticeProlonged | NoticeSuspended | NoticeResumed | NoticeWithdrawn,
) -> Iterator[Fact]:
    """A notice, and what becomes of one."""
    party = safe(event.party) if event.party else None
    match event:
        case NoticeGiven(effect="non-renewal"):
            yield Fact("happened.notice-non-renewal", party=party)
        case NoticeGiven(effect="withdrawal"):
            yield Fact("happened.notice-withdrawal", party=party)
        case NoticeGiven():
            yield Fact("happened.notice", party=party)
        case NoticeProlonged(last_day=day):
            yield Fact("happened.prolonged-of", party=party, day=day) if party else Fact("happened.prolonged", day=day)
        case NoticeSuspended():
            yield Fact("happened.notice-suspended-of", party=party) if party else Fact("happened.notice-suspended")
        case NoticeResumed():
            yield Fact("happened.notice-resumed-of", party=party) if party else Fact("happened.notice-resumed")
        case NoticeWithdrawn():
            yield Fact("happened.notice-withdrawn-of", party=party) if party else Fact("happened.notice-withdrawn")
    if isinstance(event, NoticeGiven) and event.last_day is not None:
        yield Fact("happened.named-last-day", day=event.last_day)


def _stopped(event: Suspension | Resumption) -> Iterator[Fact]:
    """A suspension or its end: of all or some articles, by all parties or one."""
    stops = isinstance(event, Suspension)
    party, articles = safe(event.party or ""), safe(event.articles or "")
    if party and articles:
        yield Fact(
            "happened.suspended-articles-by" if stops else "happened.resumed-articles-by",
            party=party,
            articles=articles,
        )
    elif articles:
        yield Fact("happened.suspended-articles" if stops else "happened.resumed-articles", articles=articles)
    elif party:
        yield Fact("happened.suspended-by" if stops else "happened.resumed-by", party=party)
    else:
        yield Fact("happened.suspended" if stops else "happened.resumed")
    if event.effective is not None:
        yield Fact("happened.effective", day=event.effective)
    if isinstance(event, Suspension) and event.until is not None:
        yield Fact("happened.suspended-through", day=event.until)


def _amended(clauses: Amended, dates: DateStyle) -> Iterator[Fact]:
    if clauses.term is not None:
        yield Fact("happened.new-term", term=term_words(clauses.term, dates))
    if clauses.renewal is not None:
        yield Fact("happened.new-renewal", words=renewal_words(clauses.renewal, dates))
    if clauses.notice is not None:
        yield Fact("happened.new-notice", words=notice_words(clauses.notice, dates))
    if clauses.counting is not None:
        yield Fact("happened.new-counting", counting=counting_fact(clauses.counting))
    if clauses.parties is not None:
        yield Fact("happened.new-parties", parties=_names(clauses.parties))
    if clauses.survival is not None:
        yield Fact("happened.new-survival", survival=survival_words(clauses.survival))
    if clauses.obligations is not None:
        yield Fact("happened.new-obligations", count=len(clauses.obligations))


def _names(parties: tuple[Party, ...]) -> tuple[str, ...]:
    return tuple(safe(party.name) for party in parties)

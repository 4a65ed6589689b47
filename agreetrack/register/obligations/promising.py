"""Adding an obligation: whose it is, to whom, and when it is to be met."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from agreetrack.law.binding_reasons import binding_reason
from agreetrack.law.counting import shifted
from agreetrack.law.obligations import Promise
from agreetrack.law.parties import Roll
from agreetrack.law.timeline import timeline
from agreetrack.law.view import ALONE, Lookup
from agreetrack.model.calling import meant, shown
from agreetrack.model.errors import Refused, UsageError
from agreetrack.model.events import Amendment, AnyEvent
from agreetrack.model.facts import Fact
from agreetrack.model.limits import MET_AT_ONCE
from agreetrack.model.obligations import Obligation, Outcome
from agreetrack.model.periods import Period
from agreetrack.model.record import Record
from agreetrack.model.rule_days import idle_rule
from agreetrack.model.rules import wrong_rule
from agreetrack.register.changing import change
from agreetrack.register.obligations.duties import promised
from agreetrack.register.occasion import Occasion
from agreetrack.register.results import Changed
from agreetrack.store import Registry, Transaction

Base = Literal["entry-into-force", "signature", "end"]


class Pledge(Struct, frozen=True, kw_only=True):
    """An obligation as somebody states it; without a day it continues, unless it is `once`, its day not stated."""

    text: str
    id: str | None = None
    article: str | None = None
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    once: bool = False
    due: date | None = None
    within: Period | None = None
    of: Base | None = None
    every: Period | None = None
    start: date | None = None
    until: date | None = None
    rrule: str | None = None
    owner: str | None = None
    survives: bool = False
    met_through: date | Literal["none"] | None = None
    """Of what recurs since an earlier day: the last day through which it was met; None where nobody said."""


class AlreadyDue(UsageError):
    """Days of an obligation that is added have passed, and nobody said which of them were met: exit code 2."""

    def __init__(self, count: int, first: date, last: date) -> None:
        super().__init__(Fact("promising.days-passed", count=count, first=first, last=last))
        self.count, self.first, self.last = count, first, last


def oblige(registry: Registry, occasion: Occasion, word: str, pledge: Pledge) -> Changed:
    """Add an obligation to the agreement that `word` names.

    Raises UsageError for days that do not go together, AlreadyDue where nobody said which of its past days were met,
    NoSuchRef, and Refused for parties that are none and an id that is taken.
    """
    _refuse_mixed(pledge)

    def obliged(transaction: Transaction, before: Record) -> tuple[Record, Iterable[Fact]]:
        obligation = _obligation(before, _id(transaction, before, pledge.id), pledge, occasion)
        record = _with(before, obligation, occasion)
        find = Lookup(transaction.listed)
        promise = next(one for one in promised(record, occasion, find) if one.id == obligation.id)
        outcomes = _met(promise, pledge, occasion.day)
        if not outcomes:
            return record, [_told(promise)]
        record = with_outcomes(record, obligation.id, outcomes)
        promise = next(one for one in promised(record, occasion, find) if one.id == obligation.id)
        return record, [_told(promise), _told_met(outcomes)]

    return change(registry, occasion, word, obliged)


def _met(promise: Promise, pledge: Pledge, day: date) -> tuple[Outcome, ...]:
    """That its past days were met, through the last one that is said. Raises AlreadyDue where nobody said."""
    if promise.kind != "recurring" or pledge.met_through == "none":
        return ()
    passed = [one.due for one in promise.between(date.min, shifted(day, -1) or day) if one.due]
    if not passed and pledge.met_through is None:
        return ()
    if pledge.met_through is None:
        raise AlreadyDue(len(passed), passed[0], passed[-1])
    if pledge.met_through > day:
        raise UsageError(Fact("promising.ahead", day=pledge.met_through))
    met = [one.due for one in promise.between(date.min, pledge.met_through) if one.due]
    if len(met) > MET_AT_ONCE:
        raise UsageError(Fact("promising.too-many", count=len(met), most=MET_AT_ONCE))
    return tuple(Outcome(status="met", date=due, occurrence=due) for due in met)


def _told_met(outcomes: Sequence[Outcome]) -> Fact:
    return Fact("promising.met", count=len(outcomes), first=outcomes[0].occurrence, last=outcomes[-1].occurrence)


def with_outcomes(record: Record, id: str, outcomes: Iterable[Outcome]) -> Record:
    """The record with what became of an obligation, where that stands first: in the text, or an amendment."""
    more = tuple(outcomes)
    place = next(place for place, one in every_version(record) if one.id == id)
    if place is None:
        return replace(record, obligations=_reported(record.obligations, id, more))
    event = record.events[place]
    assert isinstance(event, Amendment)
    changed = replace(event.set, obligations=_reported(event.set.obligations or (), id, more))
    events = list(record.events)
    events[place] = replace(event, set=changed)
    return replace(record, events=tuple(events))


def _reported(obligations: tuple[Obligation, ...], id: str, more: tuple[Outcome, ...]) -> tuple[Obligation, ...]:
    return tuple(replace(one, occurrences=(*one.occurrences, *more)) if one.id == id else one for one in obligations)


def _refuse_mixed(pledge: Pledge) -> None:
    ways = [one for one in (pledge.due, pledge.within, pledge.every, pledge.rrule) if one is not None]
    recurs = pledge.every is not None or pledge.rrule is not None
    if not pledge.text.strip():
        raise UsageError(Fact("promising.no-text"))
    if len(ways) > 1:
        raise UsageError(Fact("promising.one-way"))
    if (pledge.within is None) != (pledge.of is None):
        raise UsageError(Fact("promising.within-and-of"))
    if pledge.every is not None and pledge.start is None:
        raise UsageError(Fact("promising.every-without-from"))
    if not recurs and (pledge.start or pledge.until):
        raise UsageError(Fact("promising.from-without-every"))
    if not recurs and pledge.met_through is not None:
        raise UsageError(Fact("promising.met-through-alone"))
    if recurs and pledge.once:
        raise UsageError(Fact("promising.once-and-every"))
    if pledge.start and pledge.until and pledge.until < pledge.start:
        raise UsageError(Fact("promising.until-before-from"))
    if pledge.rrule is None:
        return
    wrong = wrong_rule(pledge.rrule) or idle_rule(pledge.rrule, pledge.start, pledge.until)
    if wrong:
        raise UsageError(Fact("obligations.wrong-rule", why=wrong))


def _obligation(record: Record, id: str, pledge: Pledge, occasion: Occasion) -> Obligation:
    parties = timeline(record, occasion.view(ALONE)).parties
    kind: Literal["once", "recurring", "continuing"] = "continuing"
    if pledge.every is not None or pledge.rrule is not None:
        kind = "recurring"
    elif pledge.once or pledge.due or pledge.within:
        kind = "once"
    return Obligation(
        id=id,
        text=pledge.text.strip(),
        kind=kind,
        article=pledge.article,
        by=_names(record, parties, pledge.by),
        to=_names(record, parties, pledge.to),
        due=pledge.due,
        within=pledge.within,
        of=pledge.of,
        every=pledge.every,
        from_=pledge.start,
        until=pledge.until,
        rrule=pledge.rrule,
        owner=pledge.owner,
        survives=pledge.survives,
    )


def _names(record: Record, parties: Roll, stated: Iterable[str]) -> tuple[str, ...]:
    """The parties under the names that the record has for them. Raises Refused for one that is none."""
    names: dict[str, None] = {}
    for name in stated:
        party = meant(name, parties)
        if party is None:
            stranger = Fact("parties.no-party-to-it", name=name, parties=shown(parties))
            raise Refused(Fact("problems.of-record", ref=record.ref, problem=stranger))
        names[party.name] = None
    return tuple(names)


def _id(transaction: Transaction, record: Record, stated: str | None) -> str:
    """The id that was given, or the next number. Raises Refused for one that is taken.

    A number that was given once never comes again: what was told and answered of one obligation is not another's.
    """
    if stated is None:
        return str(1 + max((int(one) for one in transaction.ids(record.ref) if one.isdecimal()), default=0))
    taken = {one.id.casefold() for _place, one in every_version(record)}
    if not stated or any(sign.isspace() for sign in stated):
        raise UsageError(Fact("promising.malformed-id"))
    if stated.casefold() in taken:
        raise Refused(Fact("promising.id-taken", ref=record.ref, id=stated))
    return stated


def every_version(record: Record) -> list[tuple[int | None, Obligation]]:
    """The obligations of the record, and those that amendments set, each with the place of its event."""
    found: list[tuple[int | None, Obligation]] = [(None, one) for one in record.obligations]
    for place, event in enumerate(record.events):
        if isinstance(event, Amendment):
            found += ((place, one) for one in event.set.obligations or ())
    return found


def _with(record: Record, obligation: Obligation, occasion: Occasion) -> Record:
    """The record with the obligation among those that hold on the day, and after every later amendment."""
    amending = [event for event in record.events if isinstance(event, Amendment) and event.set.obligations is not None]
    known = occasion.knowing or occasion.day
    begun = [event for event in amending if event.date <= known and _begins(event) <= occasion.day]
    since = max((_begins(event) for event in begun), default=None)
    events = tuple(_adding(event, obligation, since) for event in record.events)
    if since is None:
        return replace(record, obligations=(*record.obligations, obligation), events=events)
    return replace(record, events=events)


def _begins(event: Amendment) -> date:
    return event.effective or event.date


def _adding(event: AnyEvent, obligation: Obligation, since: date | None) -> AnyEvent:
    if not isinstance(event, Amendment) or event.set.obligations is None:
        return event
    if since and _begins(event) < since:
        return event
    return replace(event, set=replace(event.set, obligations=(*event.set.obligations, obligation)))


def _told(promise: Promise) -> Fact:
    """When the new obligation is due, and if it is not, why."""
    return Fact("promising.told", id=promise.id, what=_due(promise))


def _due(promise: Promise) -> Fact:
    if promise.kind == "continuing":
        return Fact("promising.continues")
    if promise.undated():
        return Fact("promising.day-unknown")
    first = next((one for one in promise.between(date.min, date.max)), None)
    if first and first.due:
        return Fact("promising.due" if promise.kind == "once" else "promising.first-due", day=first.due)
    unbound = next(promise.dropped(date.min, date.max), None)
    if unbound is None:
        return Fact("promising.never")
    return Fact("outcomes.not-bound", day=unbound.due, why=binding_reason(unbound.binding))

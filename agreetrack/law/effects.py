"""What each event does to an agreement.

What comes after the end, or does not change anything, has no effect and is told of: recording refuses it, a file may
still hold it.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from msgspec import structs

from agreetrack.law import lengthened, noticed
from agreetrack.law.clauses import Known
from agreetrack.law.counting import next_day, shifted
from agreetrack.law.ends import earliest_of
from agreetrack.law.entry import day_by_rule
from agreetrack.law.fold import Fold
from agreetrack.law.renewals import Reading
from agreetrack.law.terms import amended_term
from agreetrack.law.traces import Departure, Ending, Exit, Held, Paused
from agreetrack.model.clauses import EntryRule, Party
from agreetrack.model.events import (
    Amendment,
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


def apply(fold: Fold, known: Known) -> None:
    """Let an event do what it does, once what comes by itself before it has come."""
    fold.advance(known.day)
    effect = _EFFECTS[type(known.event)]
    if type(known.event) is not Close and _comes_after_end(fold, known):
        fold.note(known, "after-end")
        if isinstance(known.event, Amendment):
            fold.dropped |= {known.place}
            fold.count_anew()
        return
    effect(fold, known, known.event)


def _comes_after_end(fold: Fold, known: Known) -> bool:
    """Whether the event happened after the end: after a term that ran out only what lengthens it has an effect."""
    cap, day = fold.final(), known.event.date
    if (cap and cap.end.latest and day > cap.end.latest) or (fold.fall.foreseen.latest or date.max) < day:
        return True
    if isinstance(known.event, Extension | Renewed):
        return False
    return fold.ran_out(day)


def _suspend(fold: Fold, known: Known, event: Suspension) -> None:
    party = fold.members.roll.named(event.party) if event.party else None
    fold.held.append(Held(known.place, known.day, event.until, party, event.articles))
    fold.note(known, "suspended", party=party)


def _resume(fold: Fold, known: Known, event: Resumption) -> None:
    party = fold.members.roll.named(event.party) if event.party else None
    resumed = [held for held in fold.held if held.covers(known.day) and _is_meant(held, party, event.articles)]
    if not resumed:
        fold.note(known, "not-suspended")
        return
    shortened = [structs.replace(held, until=shifted(known.day, -1)) for held in resumed if held.since < known.day]
    fold.held = [held for held in fold.held if held not in resumed] + shortened


def _is_meant(held: Held, party: str | None, articles: str | None) -> bool:
    return party in (None, held.party) and articles in (None, held.articles)


def _terminate(fold: Fold, known: Known, event: Termination) -> None:
    fold.termination = Ending(Reading(event.last_day), "termination", (known.place,), certain=True)
    fold.note(known, "ended", fold.termination.end)


def _succeed(fold: Fold, known: Known, event: PartySuccession) -> None:
    """A successor takes over the place of a party, the notice that it gave and what was suspended for it."""
    old = fold.members.roll.found(event.from_)
    fold.members.succeed(event, known.day)
    fold.note(known, "succeeded")
    if old is None:
        return
    new = fold.members.roll.named(event.to)
    fold.exits = _inherited(fold.exits, old, new, known.day)
    fold.falling = _inherited(fold.falling, old, new, known.day)
    fold.departures = [
        Departure(structs.replace(one.exit, party=new), one.back) if old.is_called(one.exit.party) else one
        for one in fold.departures
    ]
    fold.paused = [
        Paused(structs.replace(one.exit, party=new), one.day) if old.is_called(one.exit.party) else one
        for one in fold.paused
    ]
    fold.held = [
        structs.replace(one, party=new) if one.party and old.is_called(one.party) else one for one in fold.held
    ]


def _inherited(exits: dict[str, Exit], old: Party, new: str, day: date) -> dict[str, Exit]:
    """The ways out, where the successor goes by that of the party it succeeds, unless that one is gone."""
    way = exits.get(old.name)
    if way is None or (way.end.latest and way.end.latest < day):
        return exits
    return earliest_of(structs.replace(one, party=new) if one is way else one for one in exits.values())


def _join(fold: Fold, known: Known, event: Instrument) -> None:
    """An instrument: whoever had left is a party again, never before the day after its last day."""
    if fold.members.join(event, known.day):
        fold.note(known, "joined", party=event.party)
    name = fold.members.roll.named(event.party)
    way = fold.all_exits().get(name) if fold.falling else fold.exits.get(name)
    if way is None or not _may_return(way, known):
        return
    back = _back(fold, known, way)
    fold.departures.append(Departure(way, back))
    fold.note(known, "returned", party=name, day=back)
    fold.exits.pop(name, None)
    fold.falling.pop(name, None)


def _may_return(way: Exit, known: Known) -> bool:
    return way.end.last is not None and (way.received or way.end.last) < known.event.date


def _back(fold: Fold, known: Known, way: Exit) -> date:
    """The day from which a party that left is one again: by the rule of entry, else that of its instrument."""
    rule = fold.record.entry_into_force
    back = (day_by_rule(rule, known.day) if isinstance(rule, EntryRule) else known.day) or date.max
    return max(back, next_day(way.end.latest) or date.max)


def _apply_provisionally(_fold: Fold, _known: Known, _event: Provisional | ProvisionalEnd) -> None:
    """The times of provisional application are known before anything else, as the term may run from them."""


def _amend(fold: Fold, known: Known, event: Amendment) -> None:
    """Set clauses anew from their day; a new term gives the period that runs on that day its last day."""
    fold.note(known, "amended")
    if event.set.term is not None:
        _amend_term(fold, known)
    if event.set.parties is not None:
        fold.members.set_anew(event.set.parties, known.day)


def _amend_term(fold: Fold, known: Known) -> None:
    place = fold.place_on(known.day)
    run = fold.segments[place]
    moved = None if fold.ran_out(known.day) else amended_term(fold, run, known.day)
    if moved is None:
        fold.refused |= {known.place}
        fold.count_anew()
        fold.note(known, "would-be-over" if run.end.latest is None or run.end.latest >= known.day else "after-end")
        return
    lengthened.amended(fold, known, place, moved)


def _close(fold: Fold, _known: Known, _event: Close) -> None:
    fold.closed = True


_EFFECTS: dict[type, Callable[[Fold, Known, Any], None]] = {
    Amendment: _amend,
    Close: _close,
    Extension: lengthened.extend,
    Instrument: _join,
    NoticeGiven: noticed.give,
    NoticeProlonged: noticed.prolong,
    NoticeResumed: noticed.resume,
    NoticeSuspended: noticed.suspend,
    NoticeWithdrawn: noticed.withdraw,
    PartySuccession: _succeed,
    Provisional: _apply_provisionally,
    ProvisionalEnd: _apply_provisionally,
    Renewed: lengthened.renew,
    Resumption: _resume,
    Suspension: _suspend,
    Termination: _terminate,
}

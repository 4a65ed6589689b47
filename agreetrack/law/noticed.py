"""What a notice does, and what suspends, withdraws, resumes or prolongs it."""

from collections.abc import Callable
from datetime import date

from msgspec import structs

from agreetrack.law.clauses import Known
from agreetrack.law.fold import Fold
from agreetrack.law.notice import Given, permitted_from, taken
from agreetrack.law.renewals import Reading, Segment
from agreetrack.law.terms import by_terms
from agreetrack.law.traces import Exit, Paused
from agreetrack.model.clauses import EntryRule, NoticeClause
from agreetrack.model.dates import is_whole
from agreetrack.model.events import (
    NoticeGiven,
    NoticeProlonged,
    NoticeResumed,
    NoticeSuspended,
    NoticeWithdrawn,
)


def give(fold: Fold, known: Known, event: NoticeGiven) -> None:
    """Let a notice set the day on which its party goes, unless it has no effect."""
    clause = fold.rules_by(event.date).on(event.date).notice
    party = fold.members.roll.named(event.party)

    def permitted(clause: NoticeClause) -> date | None:
        return permitted_from(clause, _entered(fold, party, clause))

    what = taken(event, _given(fold, event, permitted))
    if what.code == "outside-window":
        fold.note(known, "outside-window", party=party)
        return
    way = Exit(
        party=party,
        place=known.place,
        received=event.date,
        end=what.end,
        effect=what.effect,
        ends_all=bool(clause and clause.ends == "all"),
        certain=what.certain,
    )
    before = fold.exits.get(party)
    if before and (way.end.last is None or (before.end.last and before.end.last <= way.end.last)):
        fold.note(known, "already-leaving", party=party)
        return
    fold.exits.pop(party, None)  # the latest stands last
    fold.exits[party] = way
    fold.note(known, what.code, what.end, party=party)


def _given(fold: Fold, event: NoticeGiven, permitted: Callable[[NoticeClause], date | None]) -> Given:
    """What a notice is judged by: what was known on its receipt, terms among it that take effect later."""
    rules, place = fold.rules_by(event.date), _refusable(fold, event.date)
    if place < len(fold.segments) - 1:
        return _given_before_agreed(fold, event.date, place, Given(rules, (), permitted, lambda over: []))
    ahead = [one for one in fold.terms if one.event.date <= event.date < one.day]

    def onward(over: date) -> list[Segment]:
        found = [by_terms(fold, fold.latest, ahead)]
        for one in ahead:
            if (found[-1].end.last or date.max) < min(one.day, over):
                found += rules.on_until(found[-1], one.day)
                before = found[-2].at(date.max).end if len(found) > 1 else None
                found[-1] = by_terms(fold, found[-1], ahead, before)
        return found + rules.on_until(found[-1], over)

    segments = (*fold.segments[:-1], onward(event.date)[0] if ahead else fold.latest)
    return Given(rules, segments, permitted, onward)


def _refusable(fold: Fold, day: date) -> int:
    """The place of the first period from a day on that no agreed one follows: only those can be ended by notice."""
    place = fold.place_on(day)
    while (after := _agreed_after(fold, place)) is not None:
        place = after
    return place


def _agreed_after(fold: Fold, place: int) -> int | None:
    """The place of the agreed period that follows one, be it after a gap; None where none does."""
    following = (after for after in range(place + 1, len(fold.segments)) if fold.segments[after].number)
    after = next(following, None)
    return after if after is not None and fold.segments[after].agreed else None


def _given_before_agreed(fold: Fold, day: date, place: int, given: Given) -> Given:
    """The same where other periods come by themselves before one that is agreed for later."""
    whole = fold.segments[place]
    ends = [
        one for at, one in enumerate(fold.segments) if at >= place and one.number and _agreed_after(fold, at) is None
    ]
    segments = (*fold.segments[:place], whole.at(day))
    return given._replace(segments=segments, onward=lambda over: [*ends, *given.rules.on_until(fold.latest, over)])


def _entered(fold: Fold, party: str, clause: NoticeClause) -> date | None:
    """Entry into force from which the time without notice runs: the agreement's for a window, else the party's own."""
    if clause.window or not isinstance(fold.record.entry_into_force, EntryRule):
        return fold.instruments.entry.day
    return fold.instruments.own_entry(party) or fold.instruments.entry.day


def suspend(fold: Fold, known: Known, event: NoticeSuspended) -> None:
    """The notice that stands has no effect until it is resumed."""
    way = _pending(fold, known, event.party)
    if way is None:
        fold.note(known, "no-notice")
        return
    del fold.exits[way.party]
    fold.paused.append(Paused(way, known.day))
    fold.note(known, "taken-back", way.end, party=way.party, day=known.day, about=way.place)


def withdraw(fold: Fold, known: Known, event: NoticeWithdrawn) -> None:
    """The notice that stands, or is suspended, has no effect any more."""
    way = _pending(fold, known, event.party)
    if way is not None:
        del fold.exits[way.party]
        fold.note(known, "taken-back", way.end, party=way.party, day=known.day, about=way.place)
        return
    paused = _last_paused(fold, event.party)
    if paused is None:
        fold.note(known, "no-notice")
        return
    fold.paused.remove(paused)
    fold.note(known, "taken-back", party=paused.exit.party, about=paused.exit.place)


def resume(fold: Fold, known: Known, event: NoticeResumed) -> None:
    """The notice runs on for the days that were left on the day of its suspension."""
    paused = _last_paused(fold, event.party)
    if paused is None:
        fold.note(known, "no-notice")
        return
    fold.paused.remove(paused)
    whole = is_whole(known.event.date) and is_whole(paused.day)
    ends = [known.day + (day - paused.day) if whole and day and day >= paused.day else None for day in paused.exit.end]
    way = structs.replace(paused.exit, end=Reading(ends[0] or ends[1], ends[1] if ends[0] else None))
    fold.exits[way.party] = way
    fold.note(known, "resumed", way.end, party=way.party, about=way.place)


def prolong(fold: Fold, known: Known, event: NoticeProlonged) -> None:
    """The notice that stands takes effect on another day."""
    way = _pending(fold, known, event.party)
    if way is None:
        fold.note(known, "no-notice")
        return
    moved = structs.replace(way, end=Reading(event.last_day), certain=True)
    fold.exits[way.party] = moved
    fold.note(known, "prolonged", moved.end, party=way.party, about=way.place)


def _pending(fold: Fold, known: Known, party: str | None) -> Exit | None:
    """The notice that stands and has not taken effect, of the party where one is named."""
    name = fold.members.roll.named(party) if party else None
    pending = [way for way in fold.exits.values() if way.end.latest is None or way.end.latest >= known.day]
    return next((way for way in reversed(pending) if name in (None, way.party)), None)


def _last_paused(fold: Fold, party: str | None) -> Paused | None:
    name = fold.members.roll.named(party) if party else None
    return next((one for one in reversed(fold.paused) if name in (None, one.exit.party)), None)

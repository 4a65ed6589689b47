"""What each event does to an agreement.

An extension lengthens the period that is running (or has just run out: the text may say so); a renewal adds a
period; an extension with a start of its own begins a new anchor; a new term gives the running period its last day anew.
What comes after the end, or does not change anything, has no effect and is told of: recording refuses it, a file may
still hold it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from msgspec import structs

from agreetrack.law.clauses import Clauses, Known, clauses_of, is_period, stated_end
from agreetrack.law.counting import next_day, plus, shifted
from agreetrack.law.entry import Instruments, day_by_rule
from agreetrack.law.members import Members
from agreetrack.law.notice import Given, permitted_from, taken
from agreetrack.law.renewals import NOTHING, UNKNOWN, Chain, Reading, Rules, Segment, counted_from, dated, following
from agreetrack.law.traces import Code, Deed, Departure, Ending, Exit, Fall, Held, Paused
from agreetrack.law.view import View
from agreetrack.model.clauses import EndingEvent, EntryRule, NoticeClause, Party
from agreetrack.model.dates import is_whole
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
from agreetrack.model.periods import period
from agreetrack.model.record import Listed

FEWEST_PARTIES = 2


class Fold:
    """An agreement while its events are gone through, one after the other; frozen into a timeline and forgotten."""

    def __init__(self, record: Listed, view: View, known: tuple[Known, ...], fall: Fall) -> None:
        self.record = record
        self.view = view
        self.known = known
        self.instruments = Instruments(record, [one.event for one in known])
        self.fall = fall
        self.refused: frozenset[int] = frozenset()
        self.dropped: frozenset[int] = frozenset()
        self.rules = Rules(clauses_of(record, known), view.assume)
        self.members = Members(record.parties)
        self.segments: list[Segment] = []
        self.exits: dict[str, Exit] = {}
        self.falling = _earliest_of(fall.exits)
        self.departures: list[Departure] = []
        self.paused: list[Paused] = []
        self.held: list[Held] = []
        self.termination: Ending | None = None
        self.closed = False
        self.deeds: list[Deed] = []

    @cached_property
    def amended(self) -> list[Known]:
        """The known amendments."""
        return [one for one in self.known if isinstance(one.event, Amendment)]

    @cached_property
    def terms(self) -> list[Known]:
        """Those of them that set a new term."""
        return [one for one in self.amended if isinstance(one.event, Amendment) and one.event.set.term is not None]

    @property
    def latest(self) -> Segment:
        """The last period that is certain so far."""
        return self.segments[-1]

    @latest.setter
    def latest(self, segment: Segment) -> None:
        self.segments[-1] = segment

    def count_anew(self) -> None:
        """Let the clauses hold without what was refused or dropped."""
        self.rules = Rules(clauses_of(self.record, self.known, self.refused, self.dropped), self.rules.assume)

    def rules_by(self, day: date) -> Rules:
        """The clauses as they were known on a day: what was amended later changes no judgement of it."""
        late = [one for one in self.amended if one.event.date > day]
        if not late:
            return self.rules
        dropped = self.dropped | {one.place for one in late}
        return Rules(clauses_of(self.record, self.known, self.refused, dropped), self.rules.assume)

    def note(self, known: Known, code: Code, end: Reading = UNKNOWN, **more: Any) -> None:
        """Keep what an event did."""
        self.deeds.append(Deed(place=known.place, code=code, end=end, **more))

    def advance(self, day: date) -> None:
        """Let what comes by itself come, up to the period that contains the day or to the final last day."""
        cap = self.final()
        limit = min(day, cap.end.last) if cap and cap.end.last else day
        self.segments += self.rules.on_until(self.latest, limit)

    def final(self) -> Ending | None:
        """The last day of the agreement for all, as the notices that stand, the parties or its parents set it."""
        return ending(self.termination, self.fall, self.all_exits(), self.departures, self.members)

    def all_exits(self) -> dict[str, Exit]:
        """Of each party that goes, the way out that comes first: its own, or that with the agreement it falls with."""
        if not self.falling:
            return self.exits
        return _earliest_of((*self.exits.values(), *self.falling.values()))


def _earliest_of(ways: Iterable[Exit]) -> dict[str, Exit]:
    """Of each party the way out that comes first."""
    first: dict[str, Exit] = {}
    for way in ways:
        other = first.get(way.party)
        if other is None or (way.end.last or date.max) < (other.end.last or date.max):
            first[way.party] = way
    return first


def ending(
    termination: Ending | None,
    fall: Fall,
    exits: Mapping[str, Exit],
    departures: Sequence[Departure],
    members: Members,
) -> Ending | None:
    """The earliest last day for all: agreed, with the parent, by a notice that ends all, or where too few are left.

    Falling below the number needed for entry into force ends nothing (Vienna Convention art. 55).
    """
    ends = [one for one in (termination, fall.final) if one]
    if exits and _may_leave_too_few(exits, departures, members):
        left = _left_too_few(exits, departures, members)
        ends += [left] if left else []
    return min(ends, key=lambda one: one.end.last or date.max, default=None)


def _may_leave_too_few(exits: Mapping[str, Exit], departures: Sequence[Departure], members: Members) -> bool:
    """Whether it has to be looked at more closely: of very many parties there are always enough."""
    certain = members.fewest - len(exits) - len(departures)
    return certain < FEWEST_PARTIES or bool([way for way in exits.values() if way.ends_all])


def _left_too_few(exits: Mapping[str, Exit], departures: Sequence[Departure], members: Members) -> Ending | None:
    leavers = sorted((way for way in exits.values() if way.end.last), key=lambda way: way.end.last or date.max)
    for position, way in enumerate(leavers):
        last = way.end.last or date.max
        alone = members.count_on(last) < FEWEST_PARTIES
        if not alone and not members.has(way.party, last):
            continue  # no longer counted among the parties
        if alone or way.ends_all or _remaining(last, leavers, departures, members) < FEWEST_PARTIES:
            places = tuple(one.place for one in leavers[: position + 1] if one.place is not None)
            return Ending(way.end, way.kind, places, way.certain)
    return None


def _remaining(last: date, leavers: list[Exit], departures: Sequence[Departure], members: Members) -> int:
    """How many parties are left on the day after."""
    fresh = next_day(last) or last
    out = {way.party for way in leavers if (way.end.last or date.max) <= last}
    out |= {one.exit.party for one in departures if (one.exit.end.last or date.max) <= last and fresh < one.back}
    return members.count_on(last) - sum(members.has(name, last) for name in out)


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
    return _ran_out(fold, day)


def _extend(fold: Fold, known: Known, event: Extension) -> None:
    if event.from_:
        _begin_anew(fold, known, event, event.from_)
        return
    run = fold.latest
    if event.indefinitely:
        if run.end.last is None and run.length == "indefinite":
            fold.note(known, "not-longer")
            return
        _moved(fold, known, structs.replace(run, end=UNKNOWN, chain=None, total=None, length="indefinite"))
    elif event.until:
        _extend_until(fold, known, event, event.until)
    elif event.by and run.chain and run.total is not None:
        more = period(event.by)
        total = plus(run.total, more)
        longer = structs.replace(run, total=total, added=plus(run.added, more), end=run.chain.end(total))
        _moved(fold, known, longer)
    else:
        fold.note(known, "not-reckonable")


def _extend_until(fold: Fold, known: Known, event: Extension, until: date) -> None:
    run, end = fold.latest, dated(until, event.end_day)
    beginning = run.end.last or run.start
    if end.last is None or (beginning and end.last <= beginning):
        fold.note(known, "not-longer")
        return
    _moved(fold, known, structs.replace(run, end=end, chain=following(end), total=NOTHING))


def _moved(fold: Fold, known: Known, segment: Segment) -> None:
    """Keep with the period, and for explanations, which event gave it the last day that it has now."""
    fold.latest = structs.replace(segment, events=(*segment.events, known.place))
    fold.note(known, "moved", segment.end)


def _begin_anew(fold: Fold, known: Known, event: Extension, anchor: date) -> None:
    """A period with an anchor of its own; the days between it and the period before are a gap."""
    eve = shifted(anchor, -1)
    if eve and eve > known.day:
        fold.advance(eve)
    before = fold.latest
    if anchor <= (before.start or date.min):
        fold.note(known, "not-longer")
        return
    if before.end.last is None:
        before = structs.replace(before, end=Reading(eve))
    run = _with_own_anchor(fold, known, event, anchor, before)
    if run.end.last and before.end.last and run.end.last <= before.end.last:
        fold.note(known, "not-longer")
        return
    fold.latest = before
    fresh = next_day(before.end.last)
    if fresh and run.start and run.start > fresh:
        gap = Reading(shifted(run.start, -1))
        fold.segments.append(Segment(number=None, why="gap", start=fresh, end=gap, used=before.used))
    fold.segments.append(run)
    fold.note(known, "moved", run.end)


def _with_own_anchor(fold: Fold, known: Known, event: Extension, anchor: date, before: Segment) -> Segment:
    fresh = next_day(before.end.last)
    number = 1 + next(one.last_number for one in reversed(fold.segments) if one.number)
    chain = counted_from(anchor, fold.rules.on(known.day).counting, fold.rules.assume)
    run = Segment(
        number=number,
        why="extension",
        agreed=known.event.date,
        start=max(anchor, fresh) if fresh else anchor,
        used=before.used,
        root=chain,
        events=(known.place,),
    )
    if event.indefinitely:
        return structs.replace(run, length="indefinite")
    if event.until:
        end = dated(event.until, event.end_day)
        return structs.replace(run, end=end, chain=following(end), total=NOTHING)
    total = period(event.by or "")
    return structs.replace(run, chain=chain, total=total, length=event.by, end=chain.end(total))


def _renew(fold: Fold, known: Known, _event: Renewed) -> None:
    run = fold.latest
    held = fold.rules.after(run)
    if held.mode in ("tacit", "indefinite"):
        _confirm(fold, known, run)
    elif held.step is None or run.end.last is None or run.chain is None:
        fold.note(known, "not-reckonable")
    else:
        follower = structs.replace(fold.rules.next(run), why="renewal", agreed=known.event.date, events=(known.place,))
        fold.segments.append(follower)
        fold.note(known, "moved", follower.end)


def _confirm(fold: Fold, known: Known, run: Segment) -> None:
    """The renewal that would come by itself is agreed, and can no longer be refused; no date moves."""
    if fold.rules.renews(run) and (run.start or date.min) <= known.day:
        fold.segments.append(structs.replace(fold.rules.next(run), agreed=known.event.date))
    fold.note(known, "confirmed")


def _give_notice(fold: Fold, known: Known, event: NoticeGiven) -> None:
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
    rules = fold.rules_by(event.date)
    ahead = [one for one in fold.terms if one.event.date <= event.date < one.day]

    def onward(over: date) -> list[Segment]:
        found = [_renewed_by(fold, fold.latest, ahead)]
        for one in ahead:
            if (found[-1].end.last or date.max) < min(one.day, over):
                found += rules.on_until(found[-1], one.day)
                before = found[-2].at(date.max).end if len(found) > 1 else None
                found[-1] = _renewed_by(fold, found[-1], ahead, before)
        return found + rules.on_until(found[-1], over)

    segments = (*fold.segments[:-1], onward(event.date)[0] if ahead else fold.latest)
    return Given(rules, segments, permitted, onward)


def _renewed_by(fold: Fold, run: Segment, terms: Sequence[Known], before: Reading | None = None) -> Segment:
    """The period with the last day that the terms which take effect in it give it."""
    for one in terms:
        if run.end.last and (run.start or date.min) <= one.day <= run.end.last:
            run = _amended(fold, run, one.day, before) or run
    return run


def _entered(fold: Fold, party: str, clause: NoticeClause) -> date | None:
    """Entry into force from which the time without notice runs: the agreement's for a window, else the party's own."""
    if clause.window or not isinstance(fold.record.entry_into_force, EntryRule):
        return fold.instruments.entry.day
    return fold.instruments.own_entry(party) or fold.instruments.entry.day


def _suspend_notice(fold: Fold, known: Known, event: NoticeSuspended) -> None:
    way = _pending(fold, known, event.party)
    if way is None:
        fold.note(known, "no-notice")
        return
    del fold.exits[way.party]
    fold.paused.append(Paused(way, known.day))
    fold.note(known, "taken-back", way.end, party=way.party, day=known.day, about=way.place)


def _withdraw_notice(fold: Fold, known: Known, event: NoticeWithdrawn) -> None:
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


def _resume_notice(fold: Fold, known: Known, event: NoticeResumed) -> None:
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


def _prolong_notice(fold: Fold, known: Known, event: NoticeProlonged) -> None:
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
    return _earliest_of(structs.replace(one, party=new) if one is way else one for one in exits.values())


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
    run = fold.latest
    moved = None if _ran_out(fold, known.day) else _amended(fold, run, known.day)
    if moved is None:
        fold.refused |= {known.place}
        fold.count_anew()
        fold.note(known, "would-be-over" if run.end.latest is None or run.end.latest >= known.day else "after-end")
        return
    _moved(fold, known, moved)


def _amended(fold: Fold, run: Segment, day: date, before: Reading | None = None) -> Segment | None:
    """The period that runs on a day by the term that holds from then on; None where it would be over before."""
    moved = with_term(run, fold.rules.on(day), fold, before)
    return None if moved.end.latest and moved.end.latest < day else moved


def _ran_out(fold: Fold, day: date) -> bool:
    """Whether the last period is over by a day, and nothing followed."""
    latest = fold.latest.end.latest
    return latest is not None and latest < day and not fold.rules.goes_on(fold.latest)


def with_term(run: Segment, held: Clauses, fold: Fold, before: Reading | None = None) -> Segment:
    """The period with the length or the last day that the term of the clauses states, and what extensions added."""
    term = held.term
    stated = stated_end(term)
    length = term if isinstance(term, str) else None
    if stated:
        end = dated(stated, fold.record.end_day)
        chain = following(end)
        total = run.added if chain else None
        if chain and run.added != NOTHING:
            end = chain.end(run.added)
        return structs.replace(run, length=length, lasting=None, end=end, chain=chain, total=total)
    if isinstance(term, str) and is_period(term):
        total = plus(period(term), run.added)
        root = _own_chain(run, held, fold, before)
        end = root.end(total) if root else UNKNOWN
        return structs.replace(run, length=length, lasting=None, end=end, chain=root, total=total, root=root)
    lasting = term.event if isinstance(term, EndingEvent) else None
    return structs.replace(run, length=length, lasting=lasting, end=UNKNOWN, chain=run.root, total=None)


def _own_chain(run: Segment, held: Clauses, fold: Fold, before: Reading | None) -> Chain | None:
    """By what the period itself is counted: from its anchor, or from the day after the one before, which counts."""
    if run.root is None or run.number == 1 or run.why == "extension":
        return counted_from(run.root.anchor, held.counting, fold.rules.assume) if run.root else None
    if before is None:
        earlier = (one for one in reversed(fold.segments) if one.number and one.number < (run.number or 0))
        before = next(earlier).at(date.max).end
    return following(before)


def _close(fold: Fold, _known: Known, _event: Close) -> None:
    fold.closed = True


_EFFECTS: dict[type, Callable[[Fold, Known, Any], None]] = {
    Amendment: _amend,
    Close: _close,
    Extension: _extend,
    Instrument: _join,
    NoticeGiven: _give_notice,
    NoticeProlonged: _prolong_notice,
    NoticeResumed: _resume_notice,
    NoticeSuspended: _suspend_notice,
    NoticeWithdrawn: _withdraw_notice,
    PartySuccession: _succeed,
    Provisional: _apply_provisionally,
    ProvisionalEnd: _apply_provisionally,
    Renewed: _renew,
    Resumption: _resume,
    Suspension: _suspend,
    Termination: _terminate,
}

"""What each event does to the course of an agreement.

An extension lengthens the period that is running (or has just run out: the text may say so); a renewal adds a
period; an extension with a start of its own begins a new anchor. What comes after the final last day, or does not
lengthen anything, has no effect and is remarked upon: recording refuses it, a file may still hold it.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from msgspec import structs

from agreetrack.law.counting import next_day, plus, shifted
from agreetrack.law.course import Absence, Bound, Cap, Course, Held, Known, Move, Remark
from agreetrack.law.leaving import exit_by, settle
from agreetrack.law.parties import Roll
from agreetrack.law.periods import NOTHING, Reading, Run, counted_from, dated, following
from agreetrack.model.events import (
    JOINING,
    Amendment,
    Close,
    Extension,
    Instrument,
    NoticeGiven,
    NoticeSuspended,
    NoticeWithdrawn,
    PartySuccession,
    Renewed,
    Resumption,
    Suspension,
    Termination,
)
from agreetrack.model.periods import period
from agreetrack.model.record import Counting, Listed


def course_of(
    record: Listed, knowing: date, assume: Counting, bound: Bound | None = None, day: date | None = None
) -> Course:
    """The course of an agreement by the events dated on or before `knowing`.

    With `day` the clauses are those that hold on that day: of amendments that take effect later only a new term counts.
    """
    course = Course(record, knowing, assume, bound, day)
    for known in course.known:
        course.advance(known.day)
        _apply(course, known)
    return course


def _apply(course: Course, known: Known) -> None:
    effect = _EFFECTS.get(type(known.event))
    if effect is None:
        return
    over = course.cap.end.latest if course.cap else None
    if over and known.day > over and type(known.event) is not Close:
        course.remarks.append(Remark(known.place, "after-end"))
        return
    effect(course, known, known.event)


def _extend(course: Course, known: Known, event: Extension) -> None:
    if event.from_:
        _begin_anew(course, known, event, event.from_)
        return
    run = course.latest
    if event.until:
        _extend_until(course, known, event, run, event.until)
    elif event.by and run.chain and run.total is not None:
        run.total = plus(run.total, period(event.by))
        if course.first_term_running:
            course.extended = plus(course.extended, period(event.by))
        run.end = run.chain.end(run.total)
        _moved(course, run, known)
    else:
        course.remarks.append(Remark(known.place, "not-reckonable"))


def _extend_until(course: Course, known: Known, event: Extension, run: Run, until: date) -> None:
    end = dated(until, event.end_day)
    beginning = run.end.last or run.start
    if end.last is None or (beginning and end.last <= beginning):
        course.remarks.append(Remark(known.place, "not-longer"))
        return
    run.end, run.chain, run.total = end, following(end), NOTHING
    _moved(course, run, known)


def _begin_anew(course: Course, known: Known, event: Extension, anchor: date) -> None:
    """A period with an anchor of its own; the days between it and the period before are a gap."""
    eve = shifted(anchor, -1)
    if eve and eve > known.day:
        course.advance(eve)
    before = course.latest
    if anchor <= (before.start or date.min):
        course.remarks.append(Remark(known.place, "not-longer"))
        return
    if before.end.last is None:
        before.end = Reading(shifted(anchor, -1))
    fresh = next_day(before.end.last)
    start = max(anchor, fresh) if fresh else anchor
    run = Run(number=course.next_number(), why="extension", start=start, used=before.used, events=[known.place])
    if event.until:
        run.end = dated(event.until, event.end_day)
        run.chain, run.total = following(run.end), NOTHING
    else:
        run.chain = counted_from(anchor, course.counting, course.assume)
        run.total, run.length = period(event.by or ""), event.by
        run.end = run.chain.end(run.total)
    if run.end.last and before.end.last and run.end.last <= before.end.last:
        course.remarks.append(Remark(known.place, "not-longer"))
        return
    if fresh and start > fresh:
        course.runs.append(Run(number=None, why="gap", start=fresh, end=Reading(shifted(start, -1)), used=before.used))
    course.runs.append(run)
    course.moves.append(Move(known.place, run.end))


def _moved(course: Course, run: Run, known: Known) -> None:
    """Keep with the period, and for explanations, which event gave it the last day that it has now."""
    run.events.append(known.place)
    course.moves.append(Move(known.place, run.end))


def _renew(course: Course, known: Known, _event: Renewed) -> None:
    run = course.latest
    if course.mode in ("tacit", "indefinite"):
        course.confirmations.append(known.place)
    elif course.step is None or run.end.last is None or course.chain_after(run) is None:
        course.remarks.append(Remark(known.place, "not-reckonable"))
    else:
        follower = course.following_period(run)
        follower.why = "renewal"
        course.runs.append(follower)
        _moved(course, follower, known)


def _give_notice(course: Course, known: Known, event: NoticeGiven) -> None:
    way = exit_by(course, known, event)
    earlier = next((one for one in course.exits if one.party == way.party), None)
    if earlier and (way.end.last is None or (earlier.end.last and earlier.end.last <= way.end.last)):
        course.remarks.append(Remark(known.place, "already-leaving"))
        return
    course.exits = [one for one in course.exits if one is not earlier] + [way]
    if way.end.last is None:
        course.remarks.append(Remark(known.place, "no-end"))
    elif way.late:
        course.remarks.append(Remark(known.place, "late"))
    settle(course)


def _take_notice_back(course: Course, known: Known, event: NoticeSuspended | NoticeWithdrawn) -> None:
    pending = [way for way in course.exits if way.end.latest is None or way.end.latest >= known.day]
    if event.party:
        name = course.parties.named(event.party)
        pending = [way for way in pending if way.party == name]
    if pending:
        course.exits.remove(pending[-1])
        course.taken_back.append((pending[-1], known.day))
        settle(course)
    elif not course.taken_back:
        course.remarks.append(Remark(known.place, "no-notice"))


def _suspend(course: Course, known: Known, event: Suspension) -> None:
    party = course.parties.named(event.party) if event.party else None
    course.held.append(Held(known.place, known.day, event.until, party, event.articles))


def _resume(course: Course, known: Known, event: Resumption) -> None:
    party = course.parties.named(event.party) if event.party else None
    resumed = [held for held in course.held if _is_resumed(held, known.day, party, event.articles)]
    if not resumed:
        course.remarks.append(Remark(known.place, "not-suspended"))
    shortened = [structs.replace(held, until=shifted(known.day, -1)) for held in resumed if held.since < known.day]
    course.held = [held for held in course.held if held not in resumed] + shortened


def _is_resumed(held: Held, day: date, party: str | None, articles: str | None) -> bool:
    running = held.since <= day and (held.until is None or held.until >= day)
    return running and party in (None, held.party) and articles in (None, held.articles)


def _terminate(course: Course, known: Known, event: Termination) -> None:
    course.termination = Cap(Reading(event.last_day), "termination", (known.place,))
    settle(course)


def _succeed(course: Course, known: Known, event: PartySuccession) -> None:
    old = course.parties.found(event.from_)
    course.parties.succeed(event)
    new = course.parties.named(event.to)
    if old is not None:
        course.exits = [structs.replace(one, party=new) if old.is_called(one.party) else one for one in course.exits]
        course.absences = [
            structs.replace(one, party=new) if old.is_called(one.party) else one for one in course.absences
        ]
        course.held = [
            structs.replace(one, party=new) if one.party and old.is_called(one.party) else one for one in course.held
        ]
    settle(course)


def _join(course: Course, known: Known, event: Instrument) -> None:
    course.parties.join(event)
    if event.type in JOINING:  # whoever had left is back
        name = course.parties.named(event.party)
        gone = [way for way in course.exits if way.party == name and way.end.latest and way.end.latest < known.day]
        course.exits = [way for way in course.exits if way not in gone]
        absent = ((next_day(way.end.latest), shifted(known.day, -1)) for way in gone)
        course.absences += [Absence(name, first, last) for first, last in absent if first and last and first <= last]
    settle(course)


def _amend(course: Course, known: Known, event: Amendment) -> None:
    """Set clauses anew; a period already begun keeps its last day, save that a first term may be replaced."""
    new = event.set
    if new.term:
        _amend_term(course, known, new.term)
    if course.day and known.day > course.day:
        return  # the other clauses hold from their day on, and do not yet
    if new.renewal or new.term:
        course.set_renewal(new.renewal or course.renewal)
    course.survival = new.survival or course.survival
    course.counting = new.counting or course.counting
    if new.notice:
        course.notices.append((known.day, new.notice))
    if new.parties is not None:
        course.parties = Roll(new.parties)
        settle(course)


def _amend_term(course: Course, known: Known, term: str) -> None:
    run = course.latest
    if not course.first_term_running or (run.end.latest and run.end.latest < known.day):
        course.remarks.append(Remark(known.place, "first-term-over"))
        return
    before = (course.term, run.end, run.chain, run.total, run.length)
    course.term = term
    course.set_term(run, term)
    until = before[2] is not None and before[2].after_date and before[1].last
    earliest = max(known.day, until) if until else known.day
    if run.end.latest and run.end.latest < earliest:
        course.term, run.end, run.chain, run.total, run.length = before
        course.remarks.append(Remark(known.place, "would-be-over"))
        return
    _moved(course, run, known)


def _close(course: Course, _known: Known, _event: Close) -> None:
    course.closed = True


_EFFECTS: dict[type, Callable[[Course, Known, Any], None]] = {
    Amendment: _amend,
    Close: _close,
    Extension: _extend,
    Instrument: _join,
    NoticeGiven: _give_notice,
    NoticeSuspended: _take_notice_back,
    NoticeWithdrawn: _take_notice_back,
    PartySuccession: _succeed,
    Renewed: _renew,
    Resumption: _resume,
    Suspension: _suspend,
    Termination: _terminate,
}

"""How a party leaves: on which day its notice takes effect, and when too few are left.

Sources: the agreement's own clause; without one, nothing is computed (Vienna Convention on the Law of Treaties
art. 56 would give twelve months). Falling below the number needed for entry into force ends nothing (art. 55).
"""

from collections.abc import Sequence
from datetime import date

from agreetrack.law.counting import later, next_day
from agreetrack.law.course import Cap, Course, Exit, Known
from agreetrack.law.periods import Reading
from agreetrack.model.clauses import NoticeClause
from agreetrack.model.events import NoticeGiven
from agreetrack.model.periods import period

FEWEST_PARTIES = 2


def way_of_notice(course: Course, clause: NoticeClause | None) -> str:
    """Before what notice has to be given: as stated, else at any time where no period ends, else before its end."""
    if clause and clause.before:
        return clause.before
    open_ended = course.mode == "indefinite" or course.term == "indefinite"
    return "any-time" if open_ended else "end-of-period"


def first_permitted(course: Course, clause: NoticeClause) -> date | None:
    """The first day on which notice may be given, where the clause excludes a time after entry into force."""
    if clause.not_before is None or course.in_force is None:
        return None
    return next_day(later(course.in_force, period(clause.not_before)))


def exit_by(course: Course, known: Known, event: NoticeGiven) -> Exit:
    """The way out that a notice opens: its last day in force, with the first period that it is in time for."""
    clause = course.notice_on(event.date)
    way = way_of_notice(course, clause)
    effect = event.effect or ("non-renewal" if way == "end-of-period" else "withdrawal")
    end, late = _last_day(course, event, clause, way if effect == "withdrawal" else "end-of-period")
    return Exit(course.parties.named(event.party), known.place, event.date, end, effect, late)


def _last_day(course: Course, event: NoticeGiven, clause: NoticeClause | None, way: str) -> tuple[Reading, bool]:
    """The last day in force after a notice, and whether it came too late for the period it was received in."""
    if event.last_day:
        return Reading(event.last_day), False
    if clause is None:
        return course.first_end_from(event.date).end, False
    permitted = first_permitted(course, clause)
    received = max(event.date, permitted) if permitted else event.date
    over = later(received, period(clause.period))
    if over is None:
        return Reading(), False
    if way == "end-of-period" and course.latest.end.last is not None:
        run = course.first_end_from(over)
        return run.end, run is not course.latest or (run.end.last or over) < over
    return _free_end(course, over, way), False


def _free_end(course: Course, over: date, way: str) -> Reading:
    """The last day where no period's end has to be waited for, yet never within a first term that goes on."""
    first_term = course.runs[0].end
    waits = course.mode == "indefinite" and first_term.last is not None and first_term.last >= over
    if way == "end-of-year":
        return Reading(date((first_term.last if waits and first_term.last else over).year, 12, 31))
    return first_term if waits else Reading(over)


def settle(course: Course) -> None:
    """Work out the final last day anew from the notices that stand and the parties' consent."""
    caps = [cap for cap in (course.termination, course.fall) if cap]
    leavers = sorted((way for way in _leavers(course) if way.end.last), key=lambda way: way.end.last or date.max)
    remaining = len(course.parties)
    for position, way in enumerate(leavers):
        if course.parties.found(way.party):
            remaining -= 1
        elif len(course.parties) >= FEWEST_PARTIES:
            continue  # no longer counted among the parties
        if _ends_for_us(course, way) or remaining < FEWEST_PARTIES:
            places = tuple(one.place for one in leavers[: position + 1])
            kind = "termination" if way.effect == "withdrawal" else "expiry"
            caps.append(Cap(way.end, kind, places))
            break
    course.cap = min(caps, key=lambda cap: cap.end.last or date.max, default=None)


def _leavers(course: Course) -> Sequence[Exit]:
    """The notices that stand; none where so few leave, and so little hangs on each, that nothing ends by them."""
    too_few = len(course.exits) <= len(course.parties) - FEWEST_PARTIES
    ours = course.parties.ours
    if too_few and not _ends_all(course) and not (ours and any(way.party.casefold() in ours for way in course.exits)):
        return ()
    return course.exits


def _ends_all(course: Course) -> bool:
    """Whether by some clause one party's notice ends the agreement for all."""
    clauses = (course.record.notice, *(clause for _since, clause in course.notices))
    return any(clause is not None and clause.ends == "all" for clause in clauses)


def _ends_for_us(course: Course, way: Exit) -> bool:
    """Whether this party's leaving ends the agreement for whoever asks: it is ours, or it ends it for all."""
    party = course.parties.found(way.party)
    clause = course.notice_on(way.received)
    return bool((party and party.us) or (clause and clause.ends == "all"))

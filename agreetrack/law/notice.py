"""Notice: on which day it takes a party out.

No code states how a period is counted backwards (CETS 076 art. 1 leaves that out), so the day that keeps the whole
period free is computed, and the prudent earlier day is kept beside it. Without a clause nothing is computed but the
non-renewal of a tacit renewal (Vienna Convention on the Law of Treaties art. 56 would give twelve months).
"""

from collections.abc import Callable
from datetime import date
from itertools import zip_longest
from typing import Literal, NamedTuple

from msgspec import Struct

from agreetrack.law.clauses import Clauses, Way, way_of
from agreetrack.law.counting import last_day, later, latest_start, shifted
from agreetrack.law.entry import first_of_month
from agreetrack.law.renewals import UNKNOWN, Reading, Rules, Segment, other_counting, reading
from agreetrack.law.traces import Code
from agreetrack.model.clauses import NoticeClause
from agreetrack.model.dates import DayOfYear, is_whole
from agreetrack.model.events import NoticeGiven

_YEARS_END = DayOfYear(12, 31)
Effect = Literal["non-renewal", "withdrawal"]


class Taken(Struct, frozen=True):
    """What a notice does: the last day in force, whether the term runs out or its giver withdraws, and a remark."""

    end: Reading
    effect: Effect
    code: Code = "notice"
    certain: bool = False


class Given(NamedTuple):
    """What a notice is judged by: the periods from the one of its receipt on, and who may give it from when.

    `segments` are those established by its receipt, the last one that which a notice can still end; `permitted` is the
    first day on which the clause lets the party give notice; `onward` gives the periods from the last one on through
    the one that contains a day, as far as they come by themselves.
    """

    rules: Rules
    segments: tuple[Segment, ...]
    permitted: Callable[[NoticeClause], date | None]
    onward: Callable[[date], list[Segment]]

    @property
    def latest(self) -> Segment:
        """The last period that is certain on receipt."""
        return self.segments[-1]


def taken(event: NoticeGiven, given: Given) -> Taken:
    """What a notice does by the clauses that hold on the day of its receipt."""
    held, latest = given.rules.on(event.date), given.latest
    clause = held.notice
    way = way_of(clause, latest.end.last is not None)
    effect: Effect = event.effect or ("non-renewal" if way == "end-of-period" else "withdrawal")
    if event.last_day:
        return Taken(Reading(event.last_day), effect, certain=True)
    if not is_whole(event.date):
        return Taken(UNKNOWN, effect, "no-end")
    if clause is None:
        return _without_clause(event.date, effect, held, given)
    permitted = given.permitted(clause)
    received = max(event.date, permitted) if permitted else event.date
    return _under_clause(received, effect, _resolved(way, effect, held, latest), clause, given)


def _without_clause(received: date, effect: Effect, held: Clauses, given: Given) -> Taken:
    if effect == "non-renewal" and held.mode == "tacit" and given.latest.end.last is not None:
        return _end_of_period(received, effect, given)
    return Taken(UNKNOWN, effect, "no-end")


def _resolved(way: Way, effect: Effect, held: Clauses, latest: Segment) -> Way:
    """What the notice is given to: a non-renewal to the end of the period, where one ends and another would follow."""
    has_end = latest.end.last is not None
    if effect == "non-renewal" and way in ("any-time", "end-of-year", "day") and has_end:
        return way if held.mode == "indefinite" and way != "any-time" else "end-of-period"
    return "any-time" if way == "end-of-period" and not has_end else way


def _under_clause(received: date, effect: Effect, way: Way, clause: NoticeClause, given: Given) -> Taken:
    over = _over(received, clause)
    if over is None:
        return Taken(UNKNOWN, effect, "no-end")
    match way:
        case "end-of-period":
            if given.rules.after(given.latest).mode == "indefinite":
                return _first_term(received, over, effect, clause, given)
            return _end_of_period(over, effect, given)
        case "end-of-year":
            floor = _floor(given)
            end = max(date(over.year, 12, 31), date(floor.year, 12, 31) if floor else date.min)
            return Taken(Reading(end), effect)
        case "day":
            return Taken(_end_on_day(received, clause, given), effect)
        case "window":
            return _in_window(received, clause, given)
    return Taken(_free_end(received, clause, given), effect)


def _over(received: date, clause: NoticeClause) -> date | None:
    """The last day of the notice period, by the rule that a notice in time is judged by."""
    return later(received, clause.period) if clause.period else received


def _end_of_period(over: date, effect: Effect, given: Given) -> Taken:
    """The end of the first period whose last day leaves the notice period whole, by each reading."""
    first, other = (_first_from(given, over, by) for by in (_LAST, _OTHER))
    end = reading(first.end.last, other.end.other)
    if first.number != other.number:
        return Taken(end, effect, "one-reading")
    late = first.number != given.latest.number or (first.end.last is not None and first.end.last < over)
    return Taken(end, effect, "late" if late else "notice")


def _last(end: Reading) -> date | None:
    return end.last


def _other(end: Reading) -> date | None:
    return end.other


_LAST, _OTHER = _last, _other


def _first_from(given: Given, over: date, by: Callable[[Reading], date | None]) -> Segment:
    """The first period, from the latest on, that ends on or after a day by one reading; the last where none follows."""
    reached = by(given.latest.end)
    if reached is None or reached >= over:
        return given.latest
    last = given.latest
    for segment in given.onward(over):
        near = segment.at(over)
        before = segment.one(near.last_number - (segment.number or 0)) if near.number != segment.number else None
        for one in (before, near):
            end = by(one.end) if one else None
            if one and (one.end.last is None or (end and end >= over)):
                return one
        last = near
    return given.rules.next(last) if given.rules.renews(last) else last


def _first_term(received: date, over: date, effect: Effect, clause: NoticeClause, given: Given) -> Taken:
    """The end of a first term that goes on until notice; too late for it, a notice is one at any time."""
    end = given.latest.end
    if end.last and over <= end.last and end.other and over <= end.other:
        return Taken(end, effect)
    free = _free_end(received, clause, given)
    if end.last and over <= end.last:
        return Taken(reading(end.last, free.other), effect, "one-reading")
    if end.other and over <= end.other:
        return Taken(reading(free.last, end.other), effect, "one-reading")
    return Taken(free, "withdrawal", "late")


def _floor(given: Given) -> date | None:
    """The last day of a first term that goes on until notice, before which nobody leaves."""
    latest = given.latest
    return latest.end.last if latest.number == 1 and given.rules.after(latest).mode == "indefinite" else None


def _free_end(received: date, clause: NoticeClause, given: Given) -> Reading:
    """The last day where no period's end has to be waited for, yet never within a first term that goes on."""
    free = counted(received, clause, given.rules)
    if _floor(given) is None or free.last is None:
        return free
    end = given.latest.end
    return reading(max(free.last, end.last or free.last), max(free.other or free.last, end.other or free.last))


def counted(received: date, clause: NoticeClause, rules: Rules) -> Reading:
    """The last day of the notice period from receipt, by the counting of the clause, else of the record.

    A clause with `month` ends the day before the first of a month, and has no other reading.
    """
    if clause.month:
        over = _over(received, clause)
        first = first_of_month(over, clause.month) if over else None
        return Reading(shifted(first, -1)) if first else UNKNOWN
    if clause.period is None:
        return Reading(received)
    span, stated = clause.period, clause.counting or rules.on(received).counting
    last = last_day(received, span, stated or rules.assume)
    if stated:
        return Reading(last)
    return reading(last, last_day(received, span, other_counting(rules.assume)))


def _end_on_day(received: date, clause: NoticeClause, given: Given) -> Reading:
    """The first day of the year that the clause names for which the notice is in time."""
    floor = _floor(given)
    year = max(received, floor or received).year
    for target in (day_of_year(clause, one) for one in range(year, min(year + 101, date.max.year + 1))):
        by = by_for_day(target, clause)
        if target >= (floor or received) and by and received <= by:
            return on_day(target, clause, given.rules.on(received), given.rules)
    return UNKNOWN


def on_day(target: date, clause: NoticeClause, held: Clauses, rules: Rules) -> Reading:
    """The last day in force of who goes on a day of the year, by the counting of the clause."""
    stated, eve = clause.counting or held.counting, shifted(target, -1)
    both = {"anniversary": target, "day-before": eve}
    first = both[stated or rules.assume]
    return Reading(first) if stated else reading(first, both[other_counting(rules.assume)])


def day_of_year(clause: NoticeClause, year: int) -> date:
    """The day that a clause names (`06-30`), in a year; the 29th of February is its 28th where there is none."""
    return (clause.day or _YEARS_END).of(year)


def by_for_day(target: date, clause: NoticeClause) -> date | None:
    """The last day to receive the notice that ends on a day of the year."""
    if clause.by:
        same_year = clause.by.of(target.year)
        if same_year <= target:
            return same_year
        return clause.by.of(target.year - 1) if target.year > 1 else None
    return latest_start(target, clause.period) if clause.period else target


def _in_window(received: date, clause: NoticeClause, given: Given) -> Taken:
    """A withdrawal, where it was received within the time after a period that the clause gives."""
    ended = _ended_by(received, given)
    close = window_after(ended.end, clause) if ended else UNKNOWN
    if close.latest is None or received > close.latest:
        return Taken(UNKNOWN, "withdrawal", "outside-window")
    return Taken(counted(received, clause, given.rules), "withdrawal")


def _ended_by(day: date, given: Given) -> Segment | None:
    """The last period whose end has come by a day and which another one follows at once: else no window opens."""
    ended = None
    for segment, following in zip_longest(given.segments, given.segments[1:]):
        for one in (segment.at(day), *([segment.at(date.max)] if segment.count > 1 else [])):
            if one.end.earliest and one.end.earliest <= day and one.why != "gap":
                goes_on = given.rules.goes_on(one) if following is None else following.why != "gap"
                ended = one if goes_on or one.number != segment.last_number else ended
    return ended


def window_after(end: Reading, clause: NoticeClause) -> Reading:
    """The last day of the time for notice after a period, by both readings of the period's last day."""
    assert end.last is not None
    assert end.other is not None
    assert clause.window is not None
    span = clause.window
    return reading(later(end.last, span), later(end.other, span))


def permitted_from(clause: NoticeClause, entered: date | None) -> date | None:
    """The first day on which notice may be given, where the clause excludes a time after entry into force."""
    if clause.not_before is None or entered is None:
        return None
    day = later(entered, clause.not_before)
    if clause.not_before_unit == "year" and day is not None and (day.month, day.day) != (1, 1):
        return date(day.year + 1, 1, 1) if day.year < date.max.year else None
    return day

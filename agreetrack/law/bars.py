"""The whole life of an agreement, as it is seen from one day: what a timeline is drawn from.

The ledger says which periods there are; beside it stand the days on which notice could end each of them, and the
times of suspension and of provisional application, past and to come.
"""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct, structs

from agreetrack.law import standing as standings
from agreetrack.law.clauses import way_of
from agreetrack.law.counting import next_day, shifted
from agreetrack.law.findings import Standing, Suspended
from agreetrack.law.ledger import is_past_cap, ledger, singles
from agreetrack.law.notice import permitted_from
from agreetrack.law.present import Present
from agreetrack.law.renewals import Segment
from agreetrack.law.timeline import Timeline
from agreetrack.law.view import View
from agreetrack.law.windows import days_of, entered, notice_days
from agreetrack.model.record import Listed


class NoticeWindow(Struct, frozen=True, kw_only=True):
    """The days on which a notice is received in time to end the agreement with a period.

    It opens on the day after the last one for the period before (the first period: when that begins), or where the
    clause excludes a time after entry into force, on the first day after that. `by` is its last day, `rival_by` the
    prudent earlier one, `send_by` the last working day for the note to leave. Where the agreement ends before, there
    is none.
    """

    period: int
    opens: date
    by: date
    rival_by: date | None = None
    send_by: date | None = None


class Days(Struct, frozen=True):
    """The days from `start` through `through`; None where no end of them is known."""

    start: date
    through: date | None = None


class Life(Struct, frozen=True, kw_only=True):
    """A record, its standing with the ledger, and what lies over or beside the periods.

    The windows are those of the periods that stand alone in the ledger; suspensions end with the agreement.
    `provisional` are the times of provisional application before entry into force. `beyond` are the days after the
    ledger through which the agreement goes on by itself, unless notice is given.
    """

    record: Listed
    standing: Standing
    notice_windows: tuple[NoticeWindow, ...] = ()
    suspensions: tuple[Suspended, ...] = ()
    provisional: tuple[Days, ...] = ()
    beyond: Days | None = None


def life(record: Listed, view: View) -> Life:
    """The life of an agreement as it is seen from a day."""
    judged = standings.judge(record, view)
    line, at = judged.line, judged.at
    return Life(
        record=record,
        standing=structs.replace(standings.of(judged), ledger=ledger(line, at)),
        notice_windows=tuple(_windows(line, at)),
        suspensions=tuple(_suspensions(line, at)),
        provisional=tuple(_provisional(line, at)),
        beyond=_beyond(line, at),
    )


def _windows(line: Timeline, at: Present) -> Iterator[NoticeWindow]:
    held = line.clauses_on(at.day)
    if way_of(held.notice, True) != "end-of-period":
        yield from _other_windows(line, at)
        return
    before: date | None = None
    last = _earlier(at.ends.last, line.fall.foreseen.last)
    for segment in singles(line, at):
        if is_past_cap(at, segment):
            return
        days = days_of(line, segment)
        opens = _opens(line, at, segment, before)
        if days.by is None:
            continue
        before = days.by
        if segment.count == 1 and segment.number and opens and opens <= days.by <= (last or days.by):
            yield NoticeWindow(period=segment.number, opens=opens, by=days.by, rival_by=days.rival, send_by=days.send)


def _other_windows(line: Timeline, at: Present) -> Iterator[NoticeWindow]:
    """The present window of a clause that opens one, which belongs to the period before it."""
    days = notice_days(line, at)
    if days.opens and days.by:
        number = (at.segment.number or 1) - (1 if at.segment.start and days.opens < at.segment.start else 0)
        yield NoticeWindow(period=number, opens=days.opens, by=days.by, rival_by=days.rival, send_by=days.send)


def _opens(line: Timeline, at: Present, segment: Segment, before: date | None) -> date | None:
    """The first day on which a notice ends the agreement with this period, by the clause that holds on the day."""
    clause = line.clauses_on(at.day).notice
    permitted = permitted_from(clause, entered(line)) if clause else None
    return max((day for day in (next_day(before) or segment.start, permitted) if day), default=None)


def _suspensions(line: Timeline, at: Present) -> Iterator[Suspended]:
    for held in sorted(line.suspensions, key=lambda held: held.since):
        until = _earlier(held.until, at.ends.last)
        if until is None or held.since <= until:
            yield Suspended(since=held.since, until=until, party=held.party, articles=held.articles)


def _provisional(line: Timeline, at: Present) -> Iterator[Days]:
    before_entry = shifted(line.in_force, -1) if line.in_force else None
    for interval in line.provisional:
        ended = shifted(interval.end, -1) if interval.end else None
        through = _earlier(_earlier(ended, before_entry), at.ends.last)
        if through is None or interval.start <= through:
            yield Days(interval.start, through)


def _beyond(line: Timeline, at: Present) -> Days | None:
    """What comes by itself after the last period of the ledger: renewals, as many as there may be, or until notice."""
    *_before, segment = singles(line, at)
    start = next_day(segment.end.last)
    if start is None or at.cap or at.status == "draft" or not line.rules.goes_on(segment):
        return None
    through = line.unprolonged_end.last
    return Days(start, through) if through is None or start <= through else None


def _earlier(one: date | None, other: date | None) -> date | None:
    """The earlier of two days, of which each may be none."""
    return min((day for day in (one, other) if day), default=None)

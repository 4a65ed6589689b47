"""Until when an agreement stays as it is: the first later day on which anything but a count of days may differ.

It may be too early, never too late: what is asked on a day before it has the same answer, whatever is recorded by then
with the dates it has now. Each `turn` is the first day of something new.
"""

from collections.abc import Collection, Iterator
from datetime import date

from agreetrack.law import standing as standings
from agreetrack.law.clauses import way_of
from agreetrack.law.counting import next_day, shifted
from agreetrack.law.falling import falls_with
from agreetrack.law.findings import Standing
from agreetrack.law.obligations import SOON, promises_of
from agreetrack.law.reminders import AWAITING_ENTRY, OVERDUE_AGAIN, UNRECORDED_END, Matter, matters
from agreetrack.law.timeline import Timeline
from agreetrack.law.view import View
from agreetrack.model.dates import latest
from agreetrack.model.events import Extension
from agreetrack.model.record import Listed, Watched

ASKED = ("day", "knowing")
LOOK = 400
"""So many days ahead obligations are looked for; with none by then, it is looked again."""


def quiet_until(record: Watched, view: View, leads: Collection[int]) -> date | None:
    """The first day after `view.day` on which an answer may differ, asked as of that day; None where none ever will.

    `leads` are the days before its day on which a matter is told of, negative ones after it.
    """
    judged = standings.judge(record, view)
    found = standings.of(judged)
    turns = {
        *_of_texts(record, view),
        *_of_timeline(judged.line),
        *_of_standing(found),
        *_of_years(judged.line),
        *_of_matters(record, view, leads),
        *_of_obligations(record, judged.line, leads),
    }
    return min((turn for turn in turns if turn and turn > view.day), default=None)


def _of_texts(record: Watched, view: View) -> Iterator[date | None]:
    """The days that the record states, and those of the events of all that it falls with, at any remove."""
    for stated in (record.signed, record.entry_into_force):
        if isinstance(stated, date):
            yield from _about(latest(stated))
    for answer in record.acknowledged:
        yield from _about(answer.until)
    above: dict[str, Listed] = {record.ref: record}
    waiting: list[Listed] = [record]
    while waiting:
        one = waiting.pop()
        yield from _of_events(one)
        parents = [parent for parent in map(view.find, falls_with(one)) if parent and parent.ref not in above]
        above |= {parent.ref: parent for parent in parents}
        waiting += parents


def _of_events(record: Listed) -> Iterator[date | None]:
    """The days that the events state, known yet or not."""
    for event in record.events:
        yield event.date
        for name in ("effective", "until", "last_day"):
            yield from _about(getattr(event, name, None))
        if isinstance(event, Extension):
            yield from _about(event.from_)


def _of_timeline(line: Timeline) -> Iterator[date | None]:
    """The days on which parties go and come back, suspensions begin and end, and the term begins to run."""
    yield from (line.anchor, line.in_force, *(segment.start for segment in line.segments))
    for way in (*line.exits, *(one.exit for one in line.departures)):
        yield from _about(way.end.last)
        yield from _about(way.end.other)
    yield from (one.back for one in line.departures)
    for held in line.suspensions:
        yield from (held.since, next_day(held.until))
    for segment in line.segments:
        yield from _about(segment.end.last)
        yield from _about(segment.end.other)


def _of_standing(found: Standing) -> Iterator[date | None]:
    """The days that a standing names, and the days after them."""
    parts = (found, found.act, found.happens, *found.leaving, *found.suspensions)
    for part in parts:
        for name in part.__struct_fields__ if part else ():
            value = getattr(part, name)
            if isinstance(value, date) and name not in ASKED:
                yield from _about(value)


def _of_years(line: Timeline) -> Iterator[date | None]:
    """The turn of the year, and the day after a named day, where notice is given to those."""
    day = line.view.day
    for held in line.clauses:
        clause = held.notice
        if clause is None or way_of(clause, True) not in ("end-of-year", "day"):
            continue
        yield date(day.year + 1, 1, 1) if day.year < date.max.year else None
        for year in (day.year, day.year + 1):
            if clause.day and year <= date.max.year:
                yield next_day(clause.day.of(year))


def _of_matters(record: Watched, view: View, leads: Collection[int]) -> Iterator[date | None]:
    """The days on which there is something to be told of what is due, at each of its lead times."""
    for matter in matters(record, view, None)[1]:
        yield from _told(matter, view.day, (*leads, *UNRECORDED_END.leads, UNRECORDED_END.until - 1))


def _told(matter: Matter, day: date, leads: Collection[int]) -> Iterator[date | None]:
    for due in (matter.by, matter.or_by, matter.work_by):
        if due:
            yield from (*_about(due), *(shifted(due, -lead) for lead in leads))
    if matter.what == "entry-into-force":
        yield _repeated(day, matter.days, AWAITING_ENTRY.leads[-1], AWAITING_ENTRY.again)


def _repeated(day: date, days: int, last: int, again: int) -> date | None:
    """The next day on which something is told of again, so many days before its own."""
    return shifted(day, again - (last - days) % again)


def _of_obligations(record: Watched, line: Timeline, leads: Collection[int]) -> Iterator[date | None]:
    """The days of what is owed, and those on which it is soon due, told of, and overdue for another week."""
    if not record.obligations:
        return
    day = line.view.day
    before = (SOON, *leads)
    last = shifted(day, LOOK + max(before)) or date.max
    yield shifted(day, LOOK)
    for promise in promises_of(line, record.obligations):
        for due in [one.due for one in promise.between(day, last) if one.due]:
            yield from (*_about(due), *(shifted(due, -lead) for lead in before))
        for days in [one.days for one in promise.late() if one.days is not None]:
            yield _repeated(day, days, min(leads, default=0), OVERDUE_AGAIN)


def _about(day: date | None) -> tuple[date | None, date | None]:
    """A day and the day after it."""
    return day, next_day(day)

"""Until when an agreement stays as it is: the first later day on which anything but a count of days may differ.

It may be too early, never too late: what is asked on a day before it has the same answer, whatever is recorded by then
with the dates it has now. Each `turn` is the first day of something new.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from agreetrack.law import standing as standings
from agreetrack.law.clauses import way_of
from agreetrack.law.counting import next_day, shifted
from agreetrack.law.falling import falls_with
from agreetrack.law.findings import Standing
from agreetrack.law.obligations import SOON, Promise, promises_of
from agreetrack.law.reminders import AWAITING_ENTRY, OVERDUE_AGAIN, UNRECORDED_END, Matter, matters_of
from agreetrack.law.timeline import Timeline
from agreetrack.law.view import Find, View
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
    return quiet_after(record, judged.line, standings.of(judged), promises_of(judged.line, record.obligations), leads)


def quiet_after(
    record: Watched, line: Timeline, found: Standing, promises: Sequence[Promise], leads: Collection[int]
) -> date | None:
    """The same, read off a standing, the timeline that it was read off, and the obligations under it."""
    turns = {
        *_of_texts(record, line.view),
        *_of_timeline(line),
        *_of_standing(found),
        *_of_years(line),
        *_of_matters(line, found, leads),
        *_of_obligations(promises, line.view.day, leads),
    }
    return min((turn for turn in turns if turn and turn > line.view.day), default=None)


def above(record: Listed, find: Find) -> dict[str, Listed | None]:
    """The agreements that a record falls with, at any remove, by their folded refs; None for one that there is not."""
    found: dict[str, Listed | None] = {}
    waiting = [*falls_with(record)]
    while waiting:
        ref = waiting.pop()
        if ref not in found:
            found[ref] = parent = find(ref)
            waiting += falls_with(parent) if parent else ()
    return found


def _of_texts(record: Watched, view: View) -> Iterator[date | None]:
    """The days that the record states, and those of the events of all that it falls with, at any remove."""
    for stated in (record.signed, record.entry_into_force):
        if isinstance(stated, date):
            yield from _about(latest(stated))
    for answer in record.acknowledged:
        yield from _about(answer.until)
    for one in (record, *above(record, view.find).values()):
        yield from _of_events(one) if one else ()


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


def _of_matters(line: Timeline, found: Standing, leads: Collection[int]) -> Iterator[date | None]:
    """The days on which there is something to be told of what is due, at each of its lead times."""
    for matter in matters_of(line, found, (), 0):
        yield from _told(matter, line.view.day, (*leads, *UNRECORDED_END.leads, UNRECORDED_END.until - 1))


def _told(matter: Matter, day: date, leads: Collection[int]) -> Iterator[date | None]:
    for due in (matter.by, matter.or_by, matter.work_by):
        if due:
            yield from (*_about(due), *(shifted(due, -lead) for lead in leads))
    if matter.what == "entry-into-force":
        yield _repeated(day, matter.days, AWAITING_ENTRY.leads[-1], AWAITING_ENTRY.again)


def _repeated(day: date, days: int, last: int, again: int) -> date | None:
    """The next day on which something is told of again, so many days before its own."""
    return shifted(day, again - (last - days) % again)


def _of_obligations(promises: Sequence[Promise], day: date, leads: Collection[int]) -> Iterator[date | None]:
    """The days of what is owed and of what is recorded of it, and those on which it is soon due, told of, overdue."""
    if not promises:
        return
    before = (SOON, *leads)
    last = shifted(day, LOOK + max(before)) or date.max
    yield shifted(day, LOOK)
    for promise in promises:
        for due in [one.due for one in promise.between(day, last) if one.due]:
            yield from (*_about(due), *(shifted(due, -lead) for lead in before))
        for days in [one.days for one in promise.late() if one.days is not None]:
            yield _repeated(day, days, min(leads, default=0), OVERDUE_AGAIN)
        for version in promise.versions:
            yield from (outcome.date for outcome in version.obligation.occurrences)


def _about(day: date | None) -> tuple[date | None, date | None]:
    """A day and the day after it."""
    return day, next_day(day)

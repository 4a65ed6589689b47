"""What there is to be warned of about an agreement on a day.

Of notice, extension and preparation it is the next ones that can still be done; of what comes by itself the next
one. Of obligations it is what is overdue, and what falls due within a time. A closed agreement has nothing.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from agreetrack.law.counting import shifted
from agreetrack.law.course import Bound, known_events
from agreetrack.law.findings import Standing
from agreetrack.law.reminding import Matter
from agreetrack.law.standing import standing
from agreetrack.law.working_days import WEEKDAYS, Calendar, working_day_back
from agreetrack.model.acknowledgements import What
from agreetrack.model.dates import stated_date
from agreetrack.model.events import Amendment, Termination
from agreetrack.model.record import Counting, Watched

if TYPE_CHECKING:
    from agreetrack.law.obligations import Occurrence


def matters(
    record: Watched,
    day: date,
    ahead: int | None,
    knowing: date | None = None,
    assume: Counting = "anniversary",
    calendar: Calendar = WEEKDAYS,
    bound: Bound | None = None,
) -> tuple[Standing, list[Matter]]:
    """The standing without its ledger, and what there is to be warned of, by day; each matter once.

    Obligations are looked at for `ahead` days after the day, and for ever before it; with None not at all. The other
    arguments and errors are those of a standing.
    """
    found = standing(record, day, knowing, assume, calendar, False, bound)
    if found.closed:
        return found, []
    of_term = [*_to_do(record, found, calendar), *_to_come(found), *_leaving(found), *_unrecorded(record, found)]
    owed = [] if ahead is None else _owed(record, found, ahead, assume, calendar, bound)
    unique: dict[tuple[str, str | None, date], Matter] = {}
    for one in (*of_term, *owed):  # an end that can still be put off is told as a thing to do
        unique.setdefault((one.what, one.id, one.due), one)
    return found, sorted(unique.values(), key=lambda one: (one.by, one.what, one.id or ""))


def _to_do(record: Watched, found: Standing, calendar: Calendar) -> Iterator[Matter]:
    """The days of what can still be done: for the note to leave and to arrive, to agree an extension, to prepare."""
    act = found.act
    if act is None or act.by is None:
        yield from _missing_entry(record, found)
        return
    of_act: What = "notice" if act.kind == "notice" else "expiry"
    yield _matter(of_act, found.day, act.by, act.or_by, work_by=working_day_back(act.by, calendar))
    if act.kind == "notice" and act.send_by and act.send_by >= found.day and _travels(record, found):
        yield _matter("send-by", found.day, act.send_by)
    if act.start_by and act.start_by >= found.day:
        yield _matter("start-by", found.day, act.start_by, work_by=working_day_back(act.start_by, calendar))


def _missing_entry(record: Watched, found: Standing) -> Iterator[Matter]:
    """That a signed agreement is not in force, since its signature (or the last day that this can mean)."""
    if found.act and found.act.kind == "complete-entry" and record.signed:
        yield _matter("entry-into-force", found.day, stated_date(record.signed).latest)


def _travels(record: Watched, found: Standing) -> bool:
    """Whether the clause on notice that holds on the day says how long a note takes to arrive."""
    held = record.notice
    for known in known_events(record, found.knowing):
        if isinstance(known.event, Amendment) and known.event.set.notice and known.day <= found.day:
            held = known.event.set.notice
    return held is not None and held.transit is not None


def _to_come(found: Standing) -> Iterator[Matter]:
    happens = found.happens
    if happens is not None and happens.kind != "entry-into-force":
        yield _matter(happens.kind, found.day, happens.date, happens.or_date)


def _leaving(found: Standing) -> Iterator[Matter]:
    """The parties that leave while the others go on: their last day, and then the end of what binds them still."""
    for one in found.leaving:
        if one.ends is None or (found.ends is not None and one.ends >= found.ends):
            continue
        if one.ends >= found.day:
            yield _matter("termination", found.day, one.ends, id=one.party)
        elif isinstance(one.binding_until, date) and one.binding_until >= found.day:
            yield _matter("survival-end", found.day, one.binding_until, id=one.party)


def _unrecorded(record: Watched, found: Standing) -> Iterator[Matter]:
    """That an agreement ran out by itself, and nobody recorded anything since."""
    if found.act is None or found.act.kind != "close" or found.expires is None:
        return
    terminated = any(isinstance(one, Termination) and one.date <= found.knowing for one in record.events)
    if not terminated and all(one.ends != found.ends for one in found.leaving):
        readings = (found.expires, found.rival_expires or found.expires)
        yield _matter("unrecorded-end", found.day, max(readings), min(readings))


def _owed(
    record: Watched, found: Standing, ahead: int, assume: Counting, calendar: Calendar, bound: Bound | None
) -> Iterator[Matter]:
    from agreetrack.law.obligations import promises  # most agreements owe nothing by a day

    last = shifted(found.day, ahead) or date.max
    for promise in promises(record, found.day, found.knowing, assume, bound):
        for one in (*promise.late(), *promise.between(found.day, last)):
            if not one.is_finished and one.due is not None:
                yield _obligation(one, one.due, found.day, calendar)


def _obligation(one: "Occurrence", due: date, day: date, calendar: Calendar) -> Matter:
    stated = one.obligation
    return _matter(
        "obligation",
        day,
        due,
        id=stated.id,
        text=stated.text,
        owner=stated.owner,
        work_by=working_day_back(due, calendar) if due >= day else None,
    )


def _matter(
    what: What,
    day: date,
    by: date,
    or_by: date | None = None,
    *,
    id: str | None = None,
    text: str | None = None,
    owner: str | None = None,
    work_by: date | None = None,
) -> Matter:
    other = or_by if or_by != by else None
    return Matter(
        what=what,
        due=min(by, other or by),
        by=by,
        or_by=other,
        days=(by - day).days,
        id=id,
        text=text,
        owner=owner,
        work_by=work_by,
    )

"""What somebody has to be warned of, as the law finds it: a matter, its day, and the lead time that has been reached.

A day is in the earlier reading until that has passed. Lead times are days before the day, inclusive; negative ones
are days after it. Of notice, extension and preparation it is the next ones that can still be done; of what comes by
itself the next one, and every party that leaves; of obligations what is overdue, and what falls due within a time.
A closed agreement has nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from agreetrack.law import standing as standings
from agreetrack.law.counting import shifted
from agreetrack.law.findings import Standing, ends_all
from agreetrack.law.obligations import Occurrence, Promise, promises_of
from agreetrack.law.timeline import Timeline
from agreetrack.law.view import View
from agreetrack.law.working_days import Calendar, working_day_back
from agreetrack.model.acknowledgements import What
from agreetrack.model.dates import latest
from agreetrack.model.record import Watched


class Matter(Struct, frozen=True, kw_only=True):
    """One thing to be warned of.

    `what`, `id` (of the obligation, or the party that leaves) and `due` name it: when `due` moves, it is another
    matter. `due` is the earliest reading; `by` the reading not yet past, which `days` counts to (negative once it
    is), `or_by` the other one. `work_by` is the last working day on or before `by`, where something is to be done.
    """

    what: What
    due: date
    by: date
    or_by: date | None = None
    days: int
    id: str | None = None
    text: str | None = None
    """The text of an obligation."""
    owner: str | None = None
    """Whose desk the obligation is on, where that is not the agreement's owner."""
    work_by: date | None = None

    @property
    def name(self) -> str:
        """What JSON calls it: an obligation whose day has passed has a name of its own."""
        return "obligation-overdue" if self.what == "obligation" and self.days < 0 else self.what


class Reminder(Struct, frozen=True, kw_only=True):
    """A matter of one agreement at the lead time that has been reached: what one entry of a digest says.

    `told_on` is the day on which it was told before, where it is still open; `may_repeat` says that it may have been
    delivered before, by a run that was cut off; `may_come_again` that it cannot be kept that it was told; `escalated`
    that it is urgent and nobody acknowledged it so far.
    """

    record: Watched
    standing: Standing
    matter: Matter
    lead: int
    told_on: date | None = None
    may_repeat: bool = False
    may_come_again: bool = False
    escalated: bool = False

    @property
    def owner(self) -> str | None:
        """Whose desk it is on."""
        return self.matter.owner or self.record.owner


class Digest(Struct, frozen=True, kw_only=True):
    """What one recipient is told on a day: what is new, then what is open still and was not acknowledged.

    Both are sorted by urgency. `recipient` is `Name <mail>`, or None where it is whoever reads the output.
    `watched` agreements were looked at; a digest with nothing new is a sign of life. One of a look (`is_look`) has
    everything, whoever was told it.
    """

    day: date
    recipient: str | None = None
    new: tuple[Reminder, ...] = ()
    open: tuple[Reminder, ...] = ()
    watched: int = 0
    is_look: bool = False


class Schedule(Struct, frozen=True):
    """Lead times of one kind of matter, in days before its day, the longest first; negative ones come after it.

    `again` repeats the last one every so many days for ever, once the matter's day has come; `until` is the least lead
    time at which anything is still told, without which nothing is told after the last one's day and the matter's.
    """

    leads: tuple[int, ...]
    again: int = 0
    until: int = 0

    def reached(self, days: int) -> int | None:
        """The nearest lead time that is reached so many days before the day; None before the first, and at the end."""
        if not self.leads or days > self.leads[0] or (days < self.until and not self.again):
            return None
        last = self.leads[-1]
        if self.again:
            repeated = last - (last - days) // self.again * self.again
            if repeated <= min(last - self.again, 0):
                return repeated
        return min(lead for lead in self.leads if lead >= days)

    def is_pressing(self, lead: int) -> bool:
        """Whether it is one of the last two lead times, or one that comes after them."""
        return bool(self.leads) and lead <= self.leads[-2:][0]


AWAITING_ENTRY = Schedule((-90,), again=90)
"""A signed agreement that is not in force is told of every 90 days after its signature."""

UNRECORDED_END = Schedule((-1, -7, -30, -90), until=-180)
"""A passed end with nothing recorded is told of four times, and not at all once it is half a year old."""

OVERDUE_AGAIN = 7
"""An obligation that is overdue is told of every so many days."""


@lru_cache
def terms(leads: tuple[int, ...]) -> Schedule:
    """The schedule of the days of a term, of notice and of preparation."""
    return Schedule(_longest_first(leads))


@lru_cache
def obligations(leads: tuple[int, ...]) -> Schedule:
    """The schedule of obligations: the lead times, and every week from the last one on while they are overdue."""
    return Schedule(_longest_first(leads), again=OVERDUE_AGAIN)


def _longest_first(leads: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(set(leads), reverse=True))


def matters(record: Watched, view: View, ahead: int | None) -> tuple[Standing, list[Matter]]:
    """The standing without its ledger, and what there is to be warned of, by day; each matter once.

    Obligations are looked at for `ahead` days after the day, and for ever before it; with None not at all.
    """
    judged = standings.judge(record, view)
    found = standings.of(judged)
    owed = () if ahead is None or found.closed else promises_of(judged.line, record.obligations)
    return found, matters_of(judged.line, found, owed, ahead or 0)


def matters_of(line: Timeline, found: Standing, promises: Sequence[Promise], ahead: int) -> list[Matter]:
    """The same matters, read off a standing, the timeline that it was read off, and the obligations under it."""
    if found.closed:
        return []
    of_term = [*_to_do(line, found), *_to_come(found), *_leaving(found), *_unrecorded(line, found)]
    owed = _owed(line, promises, ahead)
    unique: dict[tuple[str, str | None, date], Matter] = {}
    for one in (*of_term, *owed):  # an end that can still be put off is told as a thing to do
        unique.setdefault((one.what, one.id, one.due), one)
    return sorted(unique.values(), key=lambda one: (one.by, one.what, one.id or ""))


def _to_do(line: Timeline, found: Standing) -> Iterator[Matter]:
    """The days of what can still be done: for the note to leave and to arrive, to agree an extension, to prepare."""
    act, calendar = found.act, line.view.calendar
    if act is None or act.by is None:
        yield from _missing_entry(line, found)
        return
    of_act: What = "notice" if act.kind == "notice" else "expiry"
    yield _matter(of_act, found.day, act.by, act.or_by, work_by=working_day_back(act.by, calendar))
    if act.kind == "notice" and act.send_by and found.day <= act.send_by < act.by and _travels(line):
        yield _matter("send-by", found.day, act.send_by)
    if act.start_by and act.start_by >= found.day:
        yield _matter("start-by", found.day, act.start_by, work_by=working_day_back(act.start_by, calendar))


def _missing_entry(line: Timeline, found: Standing) -> Iterator[Matter]:
    """That a signed agreement is not in force, since its signature (or the last day that this can mean)."""
    if found.act and found.act.kind == "complete-entry" and line.record.signed:
        yield _matter("entry-into-force", found.day, latest(line.record.signed))


def _travels(line: Timeline) -> bool:
    """Whether the clause on notice that holds on the day lets a note arrive later than it leaves."""
    clause = line.clauses_on(line.view.day).notice
    return clause is not None and clause.transit is not None and clause.effective_on != "dispatch"


def _to_come(found: Standing) -> Iterator[Matter]:
    happens = found.happens
    if happens is not None and happens.kind not in ("entry-into-force", "leaving"):
        yield _matter(happens.kind, found.day, happens.date, happens.or_date)


def _leaving(found: Standing) -> Iterator[Matter]:
    """The parties that leave while the others go on: their last day, and then the end of what binds them still."""
    for one in found.leaving:
        if one.ends is None or ends_all(found, one):
            continue
        by = min((day for day in (one.ends, one.rival_ends) if day and day >= found.day), default=None)
        if by:
            other = one.rival_ends if by == one.ends else one.ends
            yield _matter("leaving", found.day, by, other, id=one.party)
        elif isinstance(one.binding_until, date) and one.binding_until >= found.day:
            yield _matter("survival-end", found.day, one.binding_until, id=one.party)


def _unrecorded(line: Timeline, found: Standing) -> Iterator[Matter]:
    """That an agreement ran out by itself, and nobody recorded anything since."""
    if found.act is None or found.act.kind != "close" or found.expires is None:
        return
    if line.termination is None and all(one.ends != found.ends for one in found.leaving):
        readings = (found.expires, found.rival_expires or found.expires)
        yield _matter("unrecorded-end", found.day, max(readings), min(readings))


def _owed(line: Timeline, promises: Sequence[Promise], ahead: int) -> Iterator[Matter]:
    day = line.view.day
    last = shifted(day, ahead) or date.max
    for promise in promises:
        for one in (*promise.late(), *promise.between(day, last)):
            if not one.is_finished and one.due is not None:
                yield _obligation(one, one.due, day, line.view.calendar)


def _obligation(one: Occurrence, due: date, day: date, calendar: Calendar) -> Matter:
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

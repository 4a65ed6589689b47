"""The days of one agreement that a calendar shows, period by period, each as the law of terms finds it.

The standing is asked again at the beginning of each period, always by what is known on the day of the occasion.
"""

import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from itertools import chain
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from agreetrack.law.counting import next_day
from agreetrack.law.diary import Mark
from agreetrack.law.findings import Leaving, Standing
from agreetrack.law.obligations import Occurrence, Promise
from agreetrack.law.view import Lookup
from agreetrack.model import limits
from agreetrack.model.errors import UsageError
from agreetrack.model.facts import Fact
from agreetrack.model.record import Watched
from agreetrack.register.lists.judging import judged
from agreetrack.register.obligations.duties import promised
from agreetrack.register.occasion import Occasion

_DATE_AT_END = re.compile(r"-(\d{4})-(\d{2})-(\d{2})$")


class CalendarDays(Struct, frozen=True):
    """The days of a calendar, both inclusive."""

    first: date
    last: date


def marks(
    record: Watched, occasion: Occasion, find: Lookup, last: date, sought: frozenset[str] = frozenset()
) -> dict[str, Mark]:
    """What an agreement puts into a calendar from the day of the occasion through `last`, by slot.

    Also what lies outside of that: all of the periods that have to be asked, and of what is `sought` by its slot
    whatever there is, past or far ahead. Raises UsageError where it is more than may be in a calendar.
    """
    known = replace(occasion, knowing=occasion.knowing or occasion.day)
    periods = [int(slot.rpartition("-")[2]) for slot in sought if re.fullmatch(r"(notice|end)-\d+", slot)]
    first = _beginning(record, known, find, min(periods)) if periods else occasion.day
    now = judged(record, known, find, with_ledger=False)
    standings = _standings(record, known, find, CalendarDays(first, last), max(periods, default=0))
    of_periods = (mark for one in standings for mark in (_notice(record, one), _end(record, one)) if mark is not None)
    found: dict[str, Mark] = {}
    for mark in chain(of_periods, _leaving(record, now), _owed(record, now, promised(record, known, find), last)):
        found.setdefault(mark.slot, mark)
        if len(found) > limits.CALENDAR_DAYS_OF_ONE:
            raise _too_many(record)
    if now.closed:
        return {slot: mark for slot, mark in found.items() if (mark.or_day or mark.day) < occasion.day}
    return found


def _too_many(record: Watched) -> UsageError:
    return UsageError(Fact("calendar.too-many-days-of-one", ref=record.ref, most=limits.CALENDAR_DAYS_OF_ONE))


def _beginning(record: Watched, occasion: Occasion, find: Lookup, period: int) -> date:
    """The day to begin asking on so that a period which may be over is asked: its first, or today."""
    ledger = judged(record, occasion, find).ledger
    starts = [span.start for span in ledger if span.start and span.number is not None and span.number <= period]
    return min(max(starts, default=occasion.day), occasion.day)


def _standings(
    record: Watched, occasion: Occasion, find: Lookup, span: CalendarDays, through_period: int
) -> Iterator[Standing]:
    """The standing in each period, for as long as a day of one may lie in the span or the period is looked for."""
    day: date | None = span.first
    while day is not None:
        found = judged(record, replace(occasion, day=day), find, with_ledger=False)
        yield found
        notice = _notice(record, found)
        is_near = day <= span.last or (notice is not None and notice.day <= span.last)
        day = _next(found) if is_near or (found.period or 0) < through_period else None


def _next(found: Standing) -> date | None:
    """The first day of what comes after the period that a standing is of; None where nothing follows."""
    happens = found.happens
    if happens is None or happens.kind in ("survival-end", "leaving"):
        return None
    if happens.kind == "entry-into-force":
        return happens.date
    over = found.expires if found.expires and found.expires >= found.day else None
    return next_day(over or max(happens.date, happens.or_date or happens.date))


def _notice(record: Watched, found: Standing) -> Mark | None:
    """The last day for notice in the period, while it would make a difference."""
    continues = found.happens is not None and found.happens.kind in ("renewal", "first-term-end")
    if found.notice_by is None or found.period is None or not continues or found.ends is not None:
        return None
    first, other = _readings(found.notice_by, found.rival_notice_by)
    slot = f"notice-{found.period}"
    return Mark(record=record, slot=slot, what="notice", day=first, or_day=other, standing=found)


def _end(record: Watched, found: Standing) -> Mark | None:
    """The last day of the period, with what comes then."""
    happens = found.happens
    if happens is None or found.period is None or happens.kind in ("entry-into-force", "survival-end", "leaving"):
        return None
    first, other = _readings(happens.date, happens.or_date)
    slot = f"end-{found.period}"
    return Mark(record=record, slot=slot, what=happens.kind, day=first, or_day=other, standing=found)


def _leaving(record: Watched, found: Standing) -> Iterator[Mark]:
    """The last days of parties that leave while the others go on."""
    for one in found.leaving:
        if one.ends is not None and one.ends != found.ends:
            yield _departure(record, found, one, one.ends)


def _departure(record: Watched, found: Standing, one: Leaving, ends: date) -> Mark:
    slot = f"leaving-{_handle(record, one.party)}"
    return Mark(record=record, slot=slot, what="leaving", day=ends, standing=found, party=one.party)


def _owed(record: Watched, now: Standing, promises: list[Promise], last: date) -> Iterator[Mark]:
    """What falls due: of an obligation that recurs each occurrence through `last`, of another one its only day."""
    for promise in promises:
        is_once = promise.kind == "once"
        found = promise.between(date.min if is_once else now.day, date.max if is_once else last)
        yield from (_due(record, now, one, one.due) for one in found if one.due is not None)


def _due(record: Watched, found: Standing, one: Occurrence, due: date) -> Mark:
    slot = f"obligation-{_handle(record, one.obligation.id)}"
    if one.obligation.kind == "recurring":
        slot += f"-{due}"
    return Mark(record=record, slot=slot, what="obligation", day=due, standing=found, occurrence=one)


def _handle(record: Watched, name: str) -> str:
    """A name as a part of a slot: without points and without a date at its end; of a restricted one no word at all."""
    if record.restricted:
        return sha256(f"{record.ref}\0{name}".encode()).hexdigest()[:12]
    return _DATE_AT_END.sub(r"%2D\1%2D\2%2D\3", quote(name, safe="")).replace(".", "%2E")


def _readings(day: date, other: date | None) -> tuple[date, date | None]:
    """The earlier reading and the later one."""
    return (day, other) if other is None else (min(day, other), max(day, other))

"""What has reached a lead time: every agreement looked at, and judged where somebody may have to be warned."""

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from agreetrack.law.counting import shifted
from agreetrack.law.findings import Standing
from agreetrack.law.matters import matters
from agreetrack.law.obligations_screen import may_be_owed
from agreetrack.law.reminding import Matter
from agreetrack.law.schedule import AWAITING_ENTRY, UNRECORDED_END, Schedule, obligations, terms
from agreetrack.law.screen import passes_over
from agreetrack.model.events import Amendment
from agreetrack.model.periods import Period
from agreetrack.model.record import Watched, WatchedOutline
from agreetrack.model.refs import folded
from agreetrack.register.falling import Lookup
from agreetrack.register.judging import lookup
from agreetrack.register.lead_times import LeadTimes
from agreetrack.register.occasion import Occasion
from agreetrack.store import Registry

_HALF_A_YEAR = Period(0, -UNRECORDED_END.until)
"""So long an end that nobody recorded anything about is told of."""


class Reached(Struct, frozen=True):
    """A matter at the lead time (days) that it has reached; None where it has reached none yet."""

    record: Watched
    standing: Standing
    matter: Matter
    schedule: Schedule
    lead: int | None


class Watch(Struct, frozen=True):
    """What has reached a lead time, by urgency, among so many agreements."""

    reached: list[Reached]
    watched: int


def watch(registry: Registry, occasion: Occasion, leads: LeadTimes) -> Watch:
    """Look at every agreement of the registry. Raises NoSuchRef, and InvalidData for a broken file."""
    try:
        return _watch(registry, occasion, leads)
    except ValueError:
        registry.records()  # names the record and the field that cannot be read
        raise


def _watch(registry: Registry, occasion: Occasion, leads: LeadTimes) -> Watch:
    sieve = _Sieve(occasion, leads)
    find = lookup(registry)
    records = registry.watched(sieve.keeps)
    judged = (one for record in records for one in reached(record, occasion, leads, find, sieve.may_owe(record)))
    found = [one for one in judged if one.lead is not None]
    found.sort(key=_urgency)
    return Watch(found, len(sieve.seen))


def _urgency(one: Reached) -> tuple[bool, date, str, str, str]:
    """What can still be met by its day, then what is late: years of arrears do not hide what is due tomorrow."""
    matter = one.matter
    return matter.days < 0, matter.by, folded(one.record.ref), matter.what, matter.id or ""


def reached(
    record: Watched, occasion: Occasion, leads: LeadTimes, find: Lookup, with_obligations: bool = True
) -> list[Reached]:
    """All there is to be warned of about one agreement, by day, also what has not reached a lead time yet."""
    bound = find.bound(record, occasion)
    ahead = max(leads.obligations, default=0) if with_obligations else None
    standing, found = matters(record, occasion.day, ahead, occasion.knowing, occasion.assume, occasion.calendar, bound)
    schedules = ((matter, schedule_of(matter, record, leads)) for matter in found)
    return [Reached(record, standing, matter, plan, plan.reached(matter.days)) for matter, plan in schedules]


def schedule_of(matter: Matter, record: Watched, leads: LeadTimes) -> Schedule:
    """When there are warnings of a matter."""
    match matter.what:
        case "obligation":
            return obligations(leads.obligations)
        case "entry-into-force":
            return AWAITING_ENTRY
        case "unrecorded-end":
            return UNRECORDED_END
    return terms(leads.of(record))


class _Sieve:
    """Tells which agreements may have something that reaches a lead time, and remembers which may owe something."""

    def __init__(self, occasion: Occasion, leads: LeadTimes) -> None:
        self.seen: set[str] = set()
        self._owing: set[str] = set()
        self._occasion = occasion
        self._leads = leads
        self._known = occasion.knowing or occasion.day
        self._owed_by = shifted(occasion.day, max(leads.obligations, default=0)) or date.max
        self._passes_over: dict[tuple[int, ...], Callable[[WatchedOutline], bool]] = {}

    def keeps(self, outline: WatchedOutline) -> bool:
        """Whether the agreement has to be judged; it may be asked twice about the same one."""
        self.seen.add(outline.ref)
        if (outline.obligations or outline.events) and self._may_owe(outline):
            self._owing.add(outline.ref)
            return True
        return _awaits_entry(outline) or not self._passed_over(outline)

    def may_owe(self, record: Watched) -> bool:
        """Whether an obligation of the agreement may be late, or due soon enough."""
        return record.ref in self._owing

    def _may_owe(self, outline: WatchedOutline) -> bool:
        return may_be_owed(outline.obligations, self._owed_by, self._known) or _amends_obligations(outline)

    def _passed_over(self, outline: WatchedOutline) -> bool:
        leads = self._leads.of(outline)
        test = self._passes_over.get(leads)
        if test is None:
            reach, day, calendar = max(leads, default=0), self._occasion.day, self._occasion.calendar
            test = passes_over(day, Period(0, reach), self._known, calendar, _HALF_A_YEAR)
            self._passes_over[leads] = test
        return test(outline)


def _awaits_entry(outline: WatchedOutline) -> bool:
    return outline.signed is not None and not isinstance(outline.entry_into_force, str)


def _amends_obligations(outline: WatchedOutline) -> bool:
    return any(isinstance(event, Amendment) and event.set.obligations for event in outline.events)

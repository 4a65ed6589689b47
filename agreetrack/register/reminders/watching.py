"""What has reached a lead time: every agreement looked at, and judged where somebody may have to be warned."""

from datetime import date

from msgspec import Struct

from agreetrack.law.findings import Standing
from agreetrack.law.reminders import Matter, Schedule, matters
from agreetrack.law.view import Lookup
from agreetrack.model.record import Watched
from agreetrack.model.refs import folded
from agreetrack.register.index.seeking import seeking
from agreetrack.register.occasion import Occasion
from agreetrack.register.reminders.lead_times import LeadTimes
from agreetrack.register.schedules import schedule_of
from agreetrack.store import Registry


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
    """Look at all of which there may be something to tell. Raises NoSuchRef, and InvalidData for a broken file."""
    try:
        return _watch(registry, occasion, leads)
    except ValueError:
        registry.records()  # names the record and the field that cannot be read
        raise


def _watch(registry: Registry, occasion: Occasion, leads: LeadTimes) -> Watch:
    with seeking(registry, occasion, leads) as seek:
        sought = seek.warned()
        judged = (one for record in sought.records for one in reached(record, occasion, leads, seek.find))
        found = [one for one in judged if one.lead is not None]
    found.sort(key=_urgency)
    return Watch(found, sought.total)


def _urgency(one: Reached) -> tuple[bool, date, str, str, str]:
    """What can still be met by its day, then what is late: years of arrears do not hide what is due tomorrow."""
    matter = one.matter
    return matter.days < 0, matter.by, folded(one.record.ref), matter.what, matter.id or ""


def reached(record: Watched, occasion: Occasion, leads: LeadTimes, find: Lookup) -> list[Reached]:
    """All there is to be warned of about one agreement, by day, also what has not reached a lead time yet."""
    ahead = max(leads.obligations, default=0)
    standing, found = matters(record, occasion.view(find), ahead)
    schedules = ((matter, schedule_of(matter, record, leads)) for matter in found)
    return [Reached(record, standing, matter, plan, plan.reached(matter.days)) for matter, plan in schedules]

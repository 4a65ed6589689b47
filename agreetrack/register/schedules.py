"""On which days before and after a matter there are warnings of it, by the lead times that hold for the agreement."""

from agreetrack.law.reminders import AWAITING_ENTRY, UNRECORDED_END, Matter, Schedule, obligations, terms
from agreetrack.model.record import Watched
from agreetrack.register.reminders.lead_times import LeadTimes


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

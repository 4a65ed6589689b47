"""A reminder of an agreement that does not exist, to try the way that real ones take."""

from datetime import timedelta

from agreetrack.law.reminders import Digest, Reminder
from agreetrack.law.view import ALONE
from agreetrack.model.clauses import NoticeClause, Party, Renewal
from agreetrack.model.periods import period
from agreetrack.model.record import Watched
from agreetrack.register.occasion import Occasion
from agreetrack.register.reminders.lead_times import LeadTimes
from agreetrack.register.reminders.watching import reached

_ENDS_IN = timedelta(days=200)
_TERM = timedelta(days=1826)


def sample(occasion: Occasion, recipient: str | None, title: str, parties: tuple[str, str]) -> Digest:
    """A digest with one reminder, of a notice that has to be given within the month; the title says what it is for."""
    record = Watched(
        ref="SAMPLE",
        title=title,
        parties=tuple(Party(name=name) for name in parties),
        entry_into_force=occasion.day + _ENDS_IN - _TERM,
        counting="anniversary",
        term=period("P5Y"),
        renewal=Renewal(mode="tacit"),
        notice=NoticeClause(period=period("P6M")),
    )
    found = [one for one in reached(record, occasion, LeadTimes(), ALONE) if one.matter.what == "notice"]
    new = tuple(Reminder(record=record, standing=one.standing, matter=one.matter, lead=one.lead or 0) for one in found)
    return Digest(day=occasion.day, recipient=recipient, new=new, watched=1)

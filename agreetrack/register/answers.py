"""What the office's answers to a warning mean for telling it: decided, silenced at a lead time, or asleep."""

from datetime import date

from msgspec import Struct

from agreetrack.law.reminding import Matter
from agreetrack.model.record import Watched


class Answer(Struct, frozen=True):
    """The answers to one matter that hold on a day.

    `decided`: nothing is told any more. `asleep`: nothing is told on the day. `woke`: the day from which it is told
    again, whatever was told and acknowledged before. `silenced`: the least lead time (days) that was acknowledged.
    """

    decided: bool = False
    asleep: bool = False
    woke: date | None = None
    silenced: int | None = None

    def silences(self, lead: int | None) -> bool:
        """Whether a telling at that lead time was acknowledged."""
        return lead is not None and self.silenced is not None and self.silenced <= lead


def answer_to(record: Watched, matter: Matter, day: date) -> Answer:
    """The answers to a matter that were given by the day; none holds once the matter's day has moved."""
    name = (matter.what, matter.id, matter.due)
    given = [one for one in record.acknowledged if (one.what, one.id, one.due) == name and one.date <= day]
    slept = max((one.until for one in given if one.until), default=None)
    woke = slept if slept and slept <= day else None
    leads = [one.lead for one in given if one.lead is not None and (woke is None or one.date >= woke)]
    return Answer(
        decided=any(one.decided is not None for one in given),
        asleep=slept is not None and slept > day,
        woke=woke,
        silenced=min(leads, default=None),
    )

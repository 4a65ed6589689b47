"""What the office's answers to a warning mean for telling it: decided, silenced at a lead time, or asleep."""

from datetime import date

from msgspec import Struct

from agreetrack.law.reminders import Matter
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
    """The answers to a matter that were given by the day; none holds once the matter's day has moved.

    The latest one counts: a rest ends the acknowledgements before it, an acknowledgement the rest before it.
    """
    name = (matter.what, matter.id, matter.due)
    given = [one for one in record.acknowledged if (one.what, one.id, one.due) == name and one.date <= day]
    given.sort(key=lambda one: one.date)
    rests = [place for place, one in enumerate(given) if one.until is not None]
    since = given[rests[-1] + 1 :] if rests else given
    leads = [one.lead for one in since if one.lead is not None]
    until = given[rests[-1]].until if rests and not leads else None
    return Answer(
        decided=any(one.decided is not None for one in given),
        asleep=until is not None and until > day,
        woke=until if until is not None and until <= day else None,
        silenced=min(leads, default=None),
    )

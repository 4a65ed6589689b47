"""When to warn: lead times in days before a day, and the one of them that has been reached.

Of several lead times that passed since the last look only the nearest counts: the others are not made up for.
"""

from functools import lru_cache

from msgspec import Struct


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

"""Which agreements a morning's list shows, and where: to decide, happening by itself, or passed and not looked at."""

from datetime import date
from typing import Literal, NamedTuple

from agreetrack.law.counting import earlier, later
from agreetrack.law.findings import ENDED, Act, Happening, Standing, Status
from agreetrack.model.periods import Period

Place = Literal["decide", "happens", "passed"]


class Prospects(NamedTuple):
    """What decides where an agreement belongs in the list."""

    status: Status
    closed: bool
    day: date
    expires: date | None
    act: Act | None
    happens: Happening | None


def place(standing: Standing, within: Period) -> Place | None:
    """Where an agreement belongs in the list of what is due within a time from the standing's day, or None.

    An act is in the window when the earliest of its days (start of preparation, sending, the act itself) is on or
    before day + within and its last day on or after the day, both inclusive; what happens by itself, when its day
    is; what ended on or after day - within and is not closed, has passed.
    """
    found = standing
    return place_of(Prospects(found.status, found.closed, found.day, found.expires, found.act, found.happens), within)


def place_of(found: Prospects, within: Period) -> Place | None:
    """The same, from what decides it alone."""
    if found.closed:
        return None
    last = later(found.day, within) or date.max
    if found.act and found.act.by and found.act.opens and found.act.opens <= last:
        return "decide"
    if found.happens and found.happens.date <= last:
        return "happens"
    return "passed" if _passed(found, within) else None


def _passed(found: Prospects, within: Period) -> bool:
    if found.status not in ENDED or found.expires is None:
        return False
    return found.expires >= (earlier(found.day, within) or date.min)

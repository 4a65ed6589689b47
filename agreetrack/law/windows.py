"""Which agreements a morning's list shows, and where: to decide, happening by itself, or passed and not looked at."""

from datetime import date
from typing import Literal

from agreetrack.law.counting import earlier, later
from agreetrack.law.findings import ENDED, Standing
from agreetrack.model.periods import Period

Place = Literal["decide", "happens", "passed"]


def place(standing: Standing, within: Period) -> Place | None:
    """Where an agreement belongs in the list of what is due within a time from the standing's day, or None.

    An act is in the window when the earliest of its days (start of preparation, sending, the act itself) is on or
    before day + within and its last day on or after the day, both inclusive; what happens by itself, when its day
    is; what ended on or after day - within and is not closed, has passed.
    """
    last = later(standing.day, within) or date.max
    act, happens = standing.act, standing.happens
    if act and act.by and act.opens and act.opens <= last:
        return "decide"
    if happens and happens.date <= last:
        return "happens"
    return "passed" if _passed(standing, within) else None


def _passed(standing: Standing, within: Period) -> bool:
    if standing.status not in ENDED or standing.closed or standing.expires is None:
        return False
    return standing.expires >= (earlier(standing.day, within) or date.min)

"""Which rows a morning's list has for an agreement: to decide, happening by itself, or passed and not looked at.

An agreement has one row for what can be done, or else for what happens, and one more for each last day of parties that
leave while the others go on.
"""

from collections.abc import Iterator
from datetime import date
from datetime import date as Day
from typing import Literal

from msgspec import Struct

from agreetrack.law.counting import earlier, later
from agreetrack.law.findings import ENDED, Act, Happening, Leaving, Standing, ends_all
from agreetrack.model.periods import Period
from agreetrack.model.record import Listed

Group = Literal["decide", "happens", "passed"]


class Departing(Struct, frozen=True):
    """The parties that leave on one last day, in both readings, and the first day on which they are out."""

    parties: tuple[str, ...]
    date: Day
    or_date: Day | None
    days: int
    out_from: Day | None


class Row(Struct, frozen=True):
    """One row: where it stands, and what it is about; nothing of the three where the agreement has passed."""

    group: Group
    act: Act | None = None
    happens: Happening | None = None
    departing: Departing | None = None


class Due(Struct, frozen=True):
    """One row of a list, with its agreement; no `row` where it is about what is owed under it."""

    record: Listed
    standing: Standing
    row: Row | None

    @property
    def group(self) -> Group:
        """Where it stands: what is owed is to be decided."""
        return self.row.group if self.row else "decide"


def rows(found: Standing, within: Period) -> list[Row]:
    """The rows of an agreement in the list of what is due within a time from the standing's day; empty for none.

    An act is in the window when the earliest of its days (start of preparation, sending, the act itself) is on or
    before day + within and its last day on or after the day, both inclusive; what happens by itself, when its day
    is; what ended on or after day - within and is not closed, has passed.
    """
    last = later(found.day, within) or date.max
    return [*_main(found, last, within), *_leaving(found, last)] if not found.closed else []


def opens(found: Standing) -> date | None:
    """The day that a window has to reach for the agreement to have a row in it; None where no window does."""
    if found.closed:
        return None
    act, happens = found.act, found.happens
    days = [row.departing.date for row in _leaving(found, date.max) if row.departing]
    if act and act.by and act.opens:
        days.append(act.opens)
    if happens and happens.kind != "leaving":
        days.append(happens.date)
    return min(days, default=None)


def passed(found: Standing) -> date | None:
    """The day on which the agreement ended that nobody has closed; None for any other."""
    return found.expires if found.status in ENDED and not found.closed else None


def _main(found: Standing, last: date, within: Period) -> Iterator[Row]:
    act, happens = found.act, found.happens
    if act and act.by and act.opens and act.opens <= last:
        yield Row("decide", act=act)
    elif happens and happens.kind != "leaving" and happens.date <= last:
        yield Row("happens", happens=happens)
    elif found.status in ENDED and found.expires and found.expires >= (earlier(found.day, within) or date.min):
        yield Row("passed")


def _leaving(found: Standing, last: date) -> Iterator[Row]:
    by_day: dict[tuple[date, date | None], list[Leaving]] = {}
    for one in found.leaving:
        if one.ends is not None and not ends_all(found, one):
            by_day.setdefault((one.ends, one.rival_ends), []).append(one)
    for (ends, rival), those in sorted(by_day.items(), key=lambda item: item[0][0]):
        ahead = sorted(day for day in (ends, rival) if day and day >= found.day)
        if ahead and ahead[0] <= last:
            by = ahead[0]
            other = rival if by == ends else ends
            names = tuple(one.party for one in those)
            yield Row("happens", departing=Departing(names, by, other, (by - found.day).days, those[0].out_from))

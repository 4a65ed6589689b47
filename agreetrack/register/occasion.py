"""When, by whom and under which assumptions something is asked of the registry."""

from datetime import date, datetime

from msgspec import Struct

from agreetrack.law.view import Lookup, View
from agreetrack.law.working_days import WEEKDAYS, Calendar
from agreetrack.model.record import Counting


class Occasion(Struct, frozen=True, kw_only=True):
    """The day that is asked about, what is known by then, and who asks.

    `day` is law's time (`--as-of`), `knowing` the last day whose events count (default: `day`), `assume` the
    counting where a record states none, `calendar` says which days are worked; with `rehearsal` nothing is written;
    `who`, `at` (UTC) and `command` go into the history of the file.
    """

    day: date
    at: datetime
    who: str
    command: str
    knowing: date | None = None
    rehearsal: bool = False
    assume: Counting = "anniversary"
    calendar: Calendar = WEEKDAYS

    def view(self, find: Lookup, day: date | None = None, knowing: date | None = None) -> View:
        """The question that is asked of the law, among the agreements that `find` gives."""
        on = day or self.day
        known = knowing or self.knowing or on
        return View(day=on, knowing=known, assume=self.assume, calendar=self.calendar, find=find)

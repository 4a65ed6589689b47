"""When, by whom and under which assumptions something is asked of the registry."""

from datetime import date, datetime

from msgspec import Struct

from agreetrack.law.working_days import WEEKDAYS, Calendar
from agreetrack.model.record import Counting


class Occasion(Struct, frozen=True, kw_only=True):
    """The day that is asked about, what is known by then, and who asks.

    `day` is law's time (`--as-of`), `knowing` the last day whose events count (default: `day`), `assume` the
    counting where a record states none, `calendar` says which days are worked; `who`, `at` (UTC) and `command` go
    into the history of the file.
    """

    day: date
    at: datetime
    who: str
    command: str
    knowing: date | None = None
    assume: Counting = "anniversary"
    calendar: Calendar = WEEKDAYS

"""What stands in a calendar: the days of an agreement, each under a name that stays when the day moves."""

from datetime import date, datetime
from datetime import date as Day

from msgspec import Struct

from agreetrack.law.findings import Standing
from agreetrack.law.obligations import Occurrence
from agreetrack.model.acknowledgements import What
from agreetrack.model.record import Watched


class Mark(Struct, frozen=True, kw_only=True):
    """One day of an agreement that a calendar shows.

    `slot` names it whatever its day: `notice-3`, `end-3` (of period 3), `obligation-1`. `day` is the earlier reading,
    past or not, `or_day` the later one. `standing` is that of the period it belongs to, `party` the one that leaves.
    """

    record: Watched
    slot: str
    what: What
    day: Day
    or_day: Day | None = None
    standing: Standing
    party: str | None = None
    occurrence: Occurrence | None = None

    @property
    def uid(self) -> str:
        """The name that tells it from all others in any calendar."""
        return f"{self.record.ref}.{self.slot}@agreetrack"

    @property
    def is_done(self) -> bool:
        """Whether it is an obligation of which nothing is owed any more."""
        return self.occurrence is not None and self.occurrence.is_finished

    def lies_in(self, first: date, last: date) -> bool:
        """Whether the days from `first` through `last` hold one of its readings."""
        return self.day <= last and first <= (self.or_day or self.day)


class DiaryEntry(Struct, frozen=True, kw_only=True):
    """A mark as a calendar has to hold it.

    `sequence` never falls, and rises whenever the day moves; `changed` is the moment (UTC) of the latest change that
    the registry knows of. `leads` are the days before the day on which the calendar is to remind of it. `cancelled`:
    an earlier calendar may hold it, and it holds no more. Of a `restricted` one only the ref and the day may be told.
    """

    mark: Mark
    sequence: int
    changed: datetime | None = None
    leads: tuple[int, ...] = ()
    cancelled: bool = False
    restricted: bool = False

"""What the law of terms finds: the shapes of its answers, under the names that JSON output uses.

Every day is a civil day that lasts to its 24:00; `through`, `expires`, `ends` and `by` are inclusive.
A `rival_…` is the earliest other reading, and None where it gives the same day.
"""

from datetime import date
from datetime import date as Day
from typing import Literal

from msgspec import Struct

from agreetrack.model.record import Listed
from agreetrack.model.terms import Indefinite, Length

Doubt = Literal["counting", "end-day"]
"""What the text leaves open where a day has two readings."""

Status = Literal["draft", "signed", "provisional", "in-force", "contested", "ending", "expired", "terminated"]
ENDED: frozenset[str] = frozenset({"expired", "terminated"})


class Span(Struct, frozen=True, kw_only=True):
    """One line of the ledger: a period of the term, or a time that is none and says why.

    `why` of a period: `term`, `tacit`, `renewal` (agreed), `extension` (with a new start), `open` (until notice);
    of another span: `awaiting` (entry into force), `provisional`, `gap`, `survival`.
    `number` counts periods from 1. `periods` is above 1 where a long run of tacit periods stands in one line.
    `length` is what is stated of how long it is; `lasting` until what it runs, where that has no day.
    `events` are positions in the record's `events` that made or moved the span. `certain_since` is the first day on
    which a renewal could no longer be stopped.
    """

    kind: Literal["period", "awaiting", "provisional", "gap", "survival"]
    why: str
    start: date | None
    through: date | None
    rival_through: date | None = None
    number: int | None = None
    periods: int = 1
    length: Length | None = None
    lasting: str | None = None
    events: tuple[int, ...] = ()
    certain_since: date | None = None


class Happening(Struct, frozen=True, kw_only=True):
    """Something that comes without anybody doing anything.

    `date` is the earliest reading not yet past, `or_date` the other; `party` is the one that leaves, `to` the last day
    of what then begins. `agreed`: it was agreed, and does not come by itself.
    """

    kind: Literal["renewal", "expiry", "termination", "leaving", "first-term-end", "entry-into-force", "survival-end"]
    date: Day
    or_date: Day | None = None
    party: str | None = None
    days: int
    to: Day | None = None
    agreed: bool = False

    @property
    def latest(self) -> Day:
        """The day by the later reading."""
        return max(self.date, self.or_date or self.date)


class Act(Struct, frozen=True, kw_only=True):
    """The next thing that somebody can still do.

    `by` is the earliest reading not yet past, `or_by` the other reading where there is one; `start_by` is `by`
    less the time to prepare; `send_by` the last working day for a note to leave; `days` counts from the day to `by`.
    `opens_on` is the first day on which it can be done, where that is limited; `period` the number of the period that
    it is about, and `otherwise` what comes of that one where nobody acts.
    """

    kind: Literal["notice", "extend", "complete-entry", "close"]
    by: date | None = None
    or_by: date | None = None
    start_by: date | None = None
    send_by: date | None = None
    days: int | None = None
    opens_on: date | None = None
    period: int | None = None
    otherwise: Happening | None = None

    @property
    def opens(self) -> date | None:
        """The day on which windows and warnings run: the earliest of `start_by`, `send_by` and `by`."""
        return min((day for day in (self.start_by, self.send_by, self.by) if day), default=None)


class Duty(Struct, frozen=True, kw_only=True):
    """The first of what is still owed under the agreement; `days` counts to `due`, and is negative once it is late."""

    id: str
    text: str
    due: date
    days: int


class Leaving(Struct, frozen=True, kw_only=True):
    """A party that goes: when its notice came, its last day, and the last day on which obligations bind it."""

    party: str
    received: date | None = None
    ends: date | None
    rival_ends: date | None = None
    out_from: date | None = None
    binding_until: date | Indefinite | None = None


class Suspended(Struct, frozen=True, kw_only=True):
    """A suspension that holds on the day; `party` and `articles` None for all."""

    since: date
    until: date | None = None
    party: str | None = None
    articles: str | None = None


class Standing(Struct, frozen=True, kw_only=True):
    """What holds on `day` by the events dated on or before `knowing`."""

    day: date
    knowing: date
    status: Status
    suspended: bool
    suspensions: tuple[Suspended, ...] = ()
    presumed: bool = False
    closed: bool = False
    period: int | None = None
    in_force: date | None = None
    in_force_stated: str | None = None
    """The month or year of entry into force, where no more is known."""
    expires: date | None = None
    rival_expires: date | None = None
    doubt: Doubt = "counting"
    """Where there are two readings: by what they differ."""
    lasting: str | None = None
    """Until what the current period runs, in the words of the text, where it runs to no day."""
    notice_by: date | None = None
    rival_notice_by: date | None = None
    send_by: date | None = None
    notice_from: date | None = None
    renews_to: date | None = None
    rival_renews_to: date | None = None
    ends: date | None = None
    rival_ends: date | None = None
    out_from: date | None = None
    binding_until: date | Indefinite | None = None
    days_left: int | None = None
    leaving: tuple[Leaving, ...] = ()
    act: Act | None = None
    happens: Happening | None = None
    duty: Duty | None = None
    """Only where obligations were looked at: what is still owed is apart from what can be decided."""
    missing: tuple[str, ...] = ()
    """While entry into force waits for instruments: the parties that have to send theirs."""
    outstanding: int = 0
    needed: int = 0
    """So many instruments of so many that are needed have not arrived."""
    condition: str | None = None
    """What entry into force waits for beside instruments, in the words of the text."""
    back_from: date | None = None
    """The day from which `us`, out on the day, is known to be a party again."""
    ledger: tuple[Span, ...] = ()


def ends_all(found: Standing, one: Leaving) -> bool:
    """Whether the party leaves no earlier than the agreement ends, and so is told of with that."""
    last = found.ends or (found.expires if found.out_from else None)
    return last is not None and one.ends is not None and one.ends >= last


class Judged(Struct, frozen=True):
    """A record and what holds for it: one row of a list."""

    record: Listed
    standing: Standing

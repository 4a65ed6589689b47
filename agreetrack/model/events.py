"""What happened to an agreement: one typed event for each kind, in the words of treaty practice.

`date` is the day on which it happened (was received, signed, agreed), or its month or year alone; where the effect
comes on another day, that day has a field of its own. Events are recorded in any order and sorted by date when judged.
"""

from datetime import date as Day
from typing import Literal

from msgspec import Struct, field

from agreetrack.model.clauses import NoticeClause, Party, Renewal
from agreetrack.model.dates import KnownDay
from agreetrack.model.obligations import Obligation
from agreetrack.model.periods import Period
from agreetrack.model.terms import Survival, Term

InstrumentType = Literal[
    "ratification",
    "acceptance",
    "approval",
    "accession",
    "definitive-signature",
    "notification",
    "succession",
]
JOINING: frozenset[str] = frozenset({"accession", "succession"})
"""The instrument types by which a party that was not there before may join."""


class Event(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="kind"):
    """What every event has: its day, the document it rests on, a note."""

    date: KnownDay
    basis: str | None = None
    note: str | None = None


class Instrument(Event, frozen=True, kw_only=True, tag="instrument"):
    """A party's instrument arrived (with the depositary, or with the other party)."""

    party: str
    type: InstrumentType


class Provisional(Event, frozen=True, kw_only=True, tag="provisional"):
    """Provisional application begins, on `effective` where that is not `date`."""

    effective: Day | None = None


class ProvisionalEnd(Event, frozen=True, kw_only=True, tag="provisional-end"):
    """Provisional application ends; `effective` (default `date`) is the first day without it."""

    effective: Day | None = None


class Extension(Event, frozen=True, kw_only=True, tag="extension"):
    """The parties extend the agreement by a period, until a date or indefinitely; `from` starts a new anchor."""

    by: Period | None = None
    until: Day | None = None
    indefinitely: bool = False
    from_: Day | None = field(default=None, name="from")
    end_day: Literal["included", "excluded"] | None = None


class Renewed(Event, frozen=True, kw_only=True, tag="renewal"):
    """Confirms a tacit renewal, or agrees an express one (one renewal period more)."""


class NoticeGiven(Event, frozen=True, kw_only=True, tag="notice"):
    """A party's notice was received (`date`); `last_day` where the note names the last day in force."""

    party: str
    effect: Literal["non-renewal", "withdrawal"] | None = None
    last_day: Day | None = None


class NoticeProlonged(Event, frozen=True, kw_only=True, tag="notice-prolonged"):
    """The last day of a notice that stands is moved to `last_day`; `party` where several gave notice."""

    last_day: Day
    party: str | None = None


class NoticeSuspended(Event, frozen=True, kw_only=True, tag="notice-suspended"):
    """The effect of a notice is suspended before it came; `party` where several gave notice."""

    party: str | None = None


class NoticeResumed(Event, frozen=True, kw_only=True, tag="notice-resumed"):
    """A suspended notice runs on for the days that were left; `party` where several gave notice."""

    party: str | None = None


class NoticeWithdrawn(Event, frozen=True, kw_only=True, tag="notice-withdrawn"):
    """A notice is taken back before it took effect; `party` where several gave notice."""

    party: str | None = None


class Suspension(Event, frozen=True, kw_only=True, tag="suspension"):
    """Operation is suspended, whole or in part, for all or one party, from `effective` (default `date`).

    `until` is the last day of the suspension. The term and notice periods keep running.
    """

    effective: Day | None = None
    party: str | None = None
    articles: str | None = None
    until: Day | None = None


class Resumption(Event, frozen=True, kw_only=True, tag="resumption"):
    """Operation is resumed on `effective` (default `date`); a suspension runs to the day before."""

    effective: Day | None = None
    party: str | None = None
    articles: str | None = None


class Termination(Event, frozen=True, kw_only=True, tag="termination"):
    """The parties end the agreement by consent; `last_day` is its last day in force."""

    last_day: Day


class PartySuccession(Event, frozen=True, kw_only=True, tag="succession"):
    """A party is succeeded by another."""

    from_: str = field(name="from")
    to: str


class Amended(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The clauses that an amendment sets anew; what is absent stays as it was."""

    term: Term | None = None
    renewal: Renewal | None = None
    notice: NoticeClause | None = None
    counting: Literal["anniversary", "day-before"] | None = None
    parties: tuple[Party, ...] | None = None
    survival: Survival | None = None
    obligations: tuple[Obligation, ...] | None = None


class Amendment(Event, frozen=True, kw_only=True, tag="amendment"):
    """An amendment: from `effective` (default `date`) the clauses in `set` hold."""

    effective: Day | None = None
    set: Amended


class Close(Event, frozen=True, kw_only=True, tag="close"):
    """The agreement ended as foreseen and was looked at: nothing more to do."""


AnyEvent = (
    Instrument
    | Provisional
    | ProvisionalEnd
    | Extension
    | Renewed
    | NoticeGiven
    | NoticeProlonged
    | NoticeSuspended
    | NoticeResumed
    | NoticeWithdrawn
    | Suspension
    | Resumption
    | Termination
    | PartySuccession
    | Amendment
    | Close
)

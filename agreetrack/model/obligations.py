"""What the parties promised, as stated; when each occurrence falls due is computed, never stored."""

from datetime import date as Day
from typing import Literal

from msgspec import field

from agreetrack.model.clauses import Part
from agreetrack.model.periods import Period


class Outcome(Part, frozen=True, kw_only=True):
    """What happened to one occurrence of an obligation."""

    status: Literal["met", "partly-met", "waived"]
    date: Day
    occurrence: Day | None = None
    evidence: str | None = None
    note: str | None = None


class Obligation(Part, frozen=True, kw_only=True):
    """A promise: whose (`by`, absent = all), to whom, and when: once, recurring or continuing."""

    id: str
    text: str
    kind: Literal["once", "recurring", "continuing"]
    article: str | None = None
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    due: Day | None = None
    within: Period | None = None
    of: Literal["entry-into-force", "signature", "end"] | None = None
    every: Period | None = None
    from_: Day | None = field(default=None, name="from")
    until: Day | None = None
    rrule: str | None = None
    owner: str | None = None
    survives: bool = False
    occurrences: tuple[Outcome, ...] = ()

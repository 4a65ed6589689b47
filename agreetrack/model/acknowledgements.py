"""What the office answered to a warning: seen, decided, or to be told again later."""

from datetime import date as Day
from typing import Literal

from agreetrack.model.clauses import Part

What = Literal[
    "notice",
    "send-by",
    "start-by",
    "expiry",
    "renewal",
    "first-term-end",
    "leaving",
    "termination",
    "survival-end",
    "obligation",
    "entry-into-force",
    "unrecorded-end",
]
"""`notice` is the last day to receive it, `send-by` the last working day for the note to leave, `start-by` the day on
which preparation has to start, `expiry`, `renewal`, `first-term-end`, `termination` and `survival-end` the last day of
what then ends or renews; `entry-into-force` is missing since its day, `unrecorded-end` passed on its day with nothing
recorded since."""


class Acknowledgement(Part, frozen=True, kw_only=True):
    """An answer to a warning of what is due on a day; when that day moves, the answer no longer holds.

    `lead` is the lead time (days) that was told and is silenced; `decided` closes the deadline, and says what was
    decided; `until` is the day on which it is told again. `id` names the obligation or the party that leaves.
    `date` is the day of the answer.
    """

    what: What
    due: Day
    date: Day
    id: str | None = None
    lead: int | None = None
    decided: str | None = None
    until: Day | None = None

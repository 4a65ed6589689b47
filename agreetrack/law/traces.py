"""What the events of an agreement leave behind: exits, suspensions, ends, and for every event what it did.

Every day is a civil day that lasts to its 24:00; spans of days are inclusive at both ends unless they say otherwise.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from agreetrack.law.renewals import UNKNOWN, Reading

EndKind = Literal["termination", "expiry"]


class Interval(Struct, frozen=True):
    """Days of provisional application: from `start` on, through the day before `end` (None: open)."""

    start: date
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.start <= day and (self.end is None or day < self.end)


class Exit(Struct, frozen=True, kw_only=True):
    """A party's way out: by its notice, received on a day, or with the agreement that this one falls with (no place).

    `ends_all`: its leaving ends the agreement for all. `certain`: the day was typed, and has no other reading.
    """

    party: str
    place: int | None
    received: date | None
    end: Reading
    effect: Literal["non-renewal", "withdrawal"]
    ends_all: bool = False
    certain: bool = False

    @property
    def kind(self) -> EndKind:
        """What it is for an agreement that ends with it."""
        return "termination" if self.effect == "withdrawal" else "expiry"


class Departure(Struct, frozen=True):
    """An exit of a party that came back: it is a party again from `back` on."""

    exit: Exit
    back: date

    def stands(self, day: date) -> bool:
        """Whether the party is leaving or out on a day; who is back on the day after its last was never out."""
        latest = self.exit.end.latest
        return day < self.back and (latest is None or (self.back - latest).days > 1)


class Paused(Struct, frozen=True):
    """A notice whose effect was suspended on a day."""

    exit: Exit
    day: date


class Ending(Struct, frozen=True):
    """A last day after which nothing follows, what set it, and whether it is typed and so has no other reading."""

    end: Reading
    kind: EndKind
    places: tuple[int, ...] = ()
    certain: bool = False


class Fall(Struct, frozen=True, kw_only=True):
    """What follows from the agreements that this one falls with.

    `final` is their end once it is set, `foreseen` the one that is only to be expected; `exits` are the ways out of
    their parties; `circle` are links that lead back to the agreement itself, and count for nothing.
    """

    final: Ending | None = None
    foreseen: Reading = UNKNOWN
    exits: tuple[Exit, ...] = ()
    circle: tuple[str, ...] = ()


NO_FALL = Fall()


class Held(Struct, frozen=True):
    """A suspension from `since` through `until`, as recorded or as a resumption ended it."""

    place: int
    since: date
    until: date | None
    party: str | None
    articles: str | None

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.since <= day and (self.until is None or day <= self.until)


Code = Literal[
    "moved",
    "confirmed",
    "notice",
    "late",
    "one-reading",
    "taken-back",
    "prolonged",
    "resumed",
    "ended",
    "suspended",
    "amended",
    "succeeded",
    "joined",
    "returned",
    "after-end",
    "not-longer",
    "not-reckonable",
    "already-leaving",
    "no-end",
    "outside-window",
    "no-notice",
    "not-suspended",
    "would-be-over",
]
"""What an event did; from `after-end` on: why it did nothing, or not what it seems to do."""

TOLD: frozenset[Code] = frozenset(
    {
        "late",
        "one-reading",
        "after-end",
        "not-longer",
        "not-reckonable",
        "already-leaving",
        "no-end",
        "outside-window",
        "no-notice",
        "not-suspended",
        "would-be-over",
    }
)
"""Of which somebody has to be told: they did nothing, or not what they seem to do."""

IDLE: frozenset[Code] = TOLD - {"late", "one-reading", "no-end"}
"""Of events that did nothing."""


class Deed(Struct, frozen=True, kw_only=True):
    """What an event did: the last day that it gave, the party that it is about, the day on which that came to be."""

    place: int
    code: Code
    end: Reading = UNKNOWN
    party: str | None = None
    day: date | None = None
    about: int | None = None
    """The place of the notice that it took back, prolonged or resumed."""

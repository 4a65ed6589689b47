"""The parts of a record that state who the parties are and what the text says of time."""

from datetime import date as Day
from typing import Literal

from msgspec import Struct

from agreetrack.model.dates import DayOfYear, KnownDay
from agreetrack.model.periods import Period


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What all parts of a record share: immutable, strict about field names, silent about defaults."""


class Party(Part, frozen=True, kw_only=True):
    """A party; `us` marks the one whose office keeps this registry."""

    name: str
    code: str | None = None
    aliases: tuple[str, ...] = ()
    us: bool = False

    def is_called(self, name: str) -> bool:
        """Whether the name means this party: its name, code or an alias, in capitals or not."""
        wanted = name.casefold()
        names = (self.name, self.code, *self.aliases)
        return any(known is not None and known.casefold() == wanted for known in names)


class Signatory(Part, frozen=True, kw_only=True):
    """A person who signed."""

    name: str
    office: str | None = None
    party: str | None = None


class EntryRule(Part, frozen=True, kw_only=True):
    """Entry into force by instruments: after `all` or the N-th party's, a wait, the k-th month after.

    `among` are parties whose instruments have to be there too. `also` is a condition that nobody can compute, such as
    tonnage; `on` is the day on which all was met, stated once it is known.
    """

    after: Literal["all"] | int
    wait: Period | None = None
    month: int | None = None
    among: tuple[str, ...] = ()
    also: str | None = None
    on: Day | None = None


RenewalMode = Literal["none", "express", "tacit", "indefinite"]


class Renewal(Part, frozen=True, kw_only=True):
    """What comes after the first term. `period` defaults to the term, `times` to no limit."""

    mode: RenewalMode
    period: Period | None = None
    times: int | None = None


class EndingEvent(Part, frozen=True, kw_only=True):
    """A term that lasts until something happens: known, but without a day."""

    event: str


class NoticeClause(Part, frozen=True, kw_only=True):
    """The denunciation clause: how long before, before what, and for whom the notice ends the agreement.

    `day` and `by` are days of a year (`06-30`): the last day in force, and the last day to receive the notice for it.
    `month` lets it end with the day before the first of the k-th month after the period; `window` permits notice only
    within this time after each period. `counting` is how the period counts from receipt.
    """

    period: Period | None = None
    before: Literal["end-of-period", "any-time", "end-of-year", "day"] | None = None
    day: DayOfYear | None = None
    by: DayOfYear | None = None
    month: int | None = None
    window: Period | None = None
    not_before: Period | None = None
    not_before_unit: Literal["year"] | None = None
    counting: Literal["anniversary", "day-before"] | None = None
    counting_basis: Literal["text", "practice"] | None = None
    effective_on: Literal["receipt", "dispatch"] | None = None
    to: Literal["parties", "depositary"] | None = None
    ends: Literal["all"] | None = None
    transit: Period | None = None


class Clause(Part, frozen=True, kw_only=True):
    """The verbatim words of an article, and what they are about."""

    article: str
    about: str
    words: str


class Link(Part, frozen=True, kw_only=True):
    """A tie to another record of the registry."""

    kind: Literal["succeeds", "amends", "implements", "falls-with", "related"]
    ref: str


class Document(Part, frozen=True, kw_only=True):
    """A document kept beside the registry by its SHA-256, or one that lies at an address."""

    name: str
    sha256: str | None = None
    source: str | None = None
    url: str | None = None


class Approval(Part, frozen=True, kw_only=True):
    """The internal approval that the agreement needs: whose, and the day on which it was given."""

    needed: str | None = None
    given: KnownDay | None = None

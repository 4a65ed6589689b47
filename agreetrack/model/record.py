"""The record of one agreement, as it stands in the registry file and in `export json`.

`Listed` is the part that a listing needs: it is what the law of terms reads, and it is decoded without the
rest. `Record` is the whole. Absent means: not stated in the text.
"""

from typing import Literal

from msgspec import Struct

from agreetrack.model.acknowledgements import Acknowledgement
from agreetrack.model.clauses import (
    Approval,
    Clause,
    Document,
    Link,
    NoticeClause,
    Party,
    Renewal,
    Signatory,
)
from agreetrack.model.dates import KnownDay
from agreetrack.model.events import AnyEvent
from agreetrack.model.obligations import Obligation
from agreetrack.model.periods import Period
from agreetrack.model.starts import EntryIntoForce, TermFrom
from agreetrack.model.terms import Survival, Term

Kind = Literal["treaty", "agreement", "memorandum", "protocol", "exchange-of-notes", "arrangement", "other"]
Counting = Literal["anniversary", "day-before"]


class Listed(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What identifies an agreement and what the law of terms judges."""

    ref: str
    title: str
    kind: Kind | None = None
    number: str | None = None
    parties: tuple[Party, ...] = ()
    signed: KnownDay | None = None
    entry_into_force: EntryIntoForce | None = None
    term_from: TermFrom | None = None
    term: Term | None = None
    end_day: Literal["included", "excluded"] | None = None
    counting: Counting | None = None
    counting_basis: Literal["text", "practice"] | None = None
    renewal: Renewal | None = None
    notice: NoticeClause | None = None
    prepare: Period | None = None
    survival: Survival | None = None
    events: tuple[AnyEvent, ...] = ()
    links: tuple[Link, ...] = ()
    owner: str | None = None
    tags: tuple[str, ...] = ()


class Promising(Listed, frozen=True, kw_only=True, omit_defaults=True):
    """What a list of obligations needs."""

    obligations: tuple[Obligation, ...] = ()


class Linked(Struct):
    """What is looked at to find the other ends of links."""

    ref: str
    title: str
    links: tuple[Link, ...] = ()


class Worded(Struct):
    """A part of a record of which only the text is looked at."""

    text: str


class Searched(Struct):
    """What words are looked for in."""

    ref: str
    title: str
    number: str | None = None
    parties: tuple[Party, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    obligations: tuple[Worded, ...] = ()
    tags: tuple[str, ...] = ()
    notes: str | None = None


class Watched(Promising, frozen=True, kw_only=True, omit_defaults=True):
    """What a reminder needs."""

    department: str | None = None
    restricted: bool = False
    lead_times: tuple[int, ...] | None = None
    acknowledged: tuple[Acknowledgement, ...] = ()


class Record(Listed, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The whole record."""

    signatories: tuple[Signatory, ...] = ()
    place: str | None = None
    obligations: tuple[Obligation, ...] = ()
    clauses: tuple[Clause, ...] = ()
    documents: tuple[Document, ...] = ()
    file_no: str | None = None
    department: str | None = None
    approval: Approval | None = None
    depositary: str | None = None
    languages: tuple[str, ...] = ()
    registration: str | None = None
    binding: Literal["legal", "political"] | None = None
    restricted: bool = False
    lead_times: tuple[int, ...] | None = None
    notes: str | None = None
    source: str | None = None
    acknowledged: tuple[Acknowledgement, ...] = ()

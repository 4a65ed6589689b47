"""A row of a list as other programs read it: the names of the standing, and a few of the record's own.

Every name is always there. The order of the names here is the order in JSON and CSV.
"""

from datetime import date
from datetime import date as Day
from typing import Any, Literal

from msgspec import Struct

from agreetrack.law.findings import Act, Duty, Happening, Judged, Leaving, Span, Standing, Suspended
from agreetrack.model.record import Listed

EndDay = date | Literal["indefinite"] | None


class ActRow(Struct, frozen=True):
    """What somebody can still do."""

    kind: str
    by: date | None
    or_by: date | None
    start_by: date | None
    days: int | None


class HappensRow(Struct, frozen=True):
    """What comes by itself."""

    kind: str
    date: Day
    or_date: Day | None
    party: str | None
    days: int


class LeavingRow(Struct, frozen=True):
    """A party that goes."""

    party: str
    received: date | None
    ends: date | None
    rival_ends: date | None
    out_from: date | None
    binding_until: EndDay


class SpanRow(Struct, frozen=True):
    """A line of the ledger."""

    kind: str
    why: str
    start: date | None
    through: date | None
    rival_through: date | None
    number: int | None
    periods: int
    length: str | None
    lasting: str | None
    events: tuple[int, ...]
    certain_since: date | None


class SuspendedRow(Struct, frozen=True):
    """A suspension that holds."""

    since: date
    until: date | None
    party: str | None
    articles: str | None


class ListRow(Struct, frozen=True, kw_only=True):
    """One agreement of `list`."""

    ref: str
    title: str
    kind: str | None
    parties: tuple[str, ...]
    signed: str | None
    in_force: date | None
    in_force_stated: str | None
    status: str
    suspended: bool
    period: int | None
    expires: date | None
    rival_expires: date | None
    notice_by: date | None
    rival_notice_by: date | None
    send_by: date | None
    notice_from: date | None
    renews_to: date | None
    ends: date | None
    rival_ends: date | None
    out_from: date | None
    binding_until: EndDay
    days_left: int | None
    act: ActRow | None
    happens: HappensRow | None
    duty: Duty | None
    leaving: tuple[LeavingRow, ...]
    tags: tuple[str, ...]
    owner: str | None


class StandingRow(ListRow, frozen=True, kw_only=True):
    """One agreement looked at closely: with its ledger, and the two days that were asked about."""

    day: date
    knowing: date
    presumed: bool
    closed: bool
    rival_renews_to: date | None
    suspensions: tuple[SuspendedRow, ...]
    missing: tuple[str, ...]
    outstanding: int
    needed: int
    ledger: tuple[SpanRow, ...]


_COPIED = (
    "status",
    "suspended",
    "period",
    "in_force",
    "in_force_stated",
    "expires",
    "rival_expires",
    "notice_by",
    "rival_notice_by",
    "send_by",
    "notice_from",
    "renews_to",
    "ends",
    "rival_ends",
    "out_from",
    "binding_until",
    "days_left",
)
_COPIED_CLOSELY = ("day", "knowing", "presumed", "closed", "rival_renews_to", "missing", "outstanding", "needed")


def list_row(judged: Judged) -> ListRow:
    """The row of an agreement in a list."""
    return ListRow(**_named(judged.record, judged.standing))


def standing_row(record: Listed, standing: Standing) -> StandingRow:
    """The same, with what only a closer look shows."""
    return StandingRow(
        **_named(record, standing),
        **{name: getattr(standing, name) for name in _COPIED_CLOSELY},
        suspensions=tuple(_suspended(one) for one in standing.suspensions),
        ledger=tuple(_span(one) for one in standing.ledger),
    )


def _named(record: Listed, standing: Standing) -> dict[str, Any]:
    return {
        "ref": record.ref,
        "title": record.title,
        "kind": record.kind,
        "parties": tuple(party.name for party in record.parties),
        "signed": str(record.signed) if record.signed else None,
        "tags": record.tags,
        "owner": record.owner,
        "act": _act(standing.act),
        "happens": _happens(standing.happens),
        "duty": standing.duty,
        "leaving": tuple(_leaving(one) for one in standing.leaving),
        **{name: getattr(standing, name) for name in _COPIED},
    }


def _act(act: Act | None) -> ActRow | None:
    return None if act is None else ActRow(act.kind, act.by, act.or_by, act.start_by, act.days)


def _happens(happens: Happening | None) -> HappensRow | None:
    if happens is None:
        return None
    return HappensRow(happens.kind, happens.date, happens.or_date, happens.party, happens.days)


def _leaving(leaving: Leaving) -> LeavingRow:
    return LeavingRow(*(getattr(leaving, name) for name in LeavingRow.__struct_fields__))


def _suspended(one: Suspended) -> SuspendedRow:
    return SuspendedRow(one.since, one.until, one.party, one.articles)


def _span(span: Span) -> SpanRow:
    return SpanRow(*(getattr(span, name) for name in SpanRow.__struct_fields__))

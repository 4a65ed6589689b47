"""The clauses of an agreement as step functions of the day: the text, and what amendments set from their day on.

A question about a day is answered by the clauses of that day. `Steps` are in the order of their days, the text first.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from agreetrack.model.clauses import NoticeClause, Renewal, RenewalMode
from agreetrack.model.events import Amendment, AnyEvent
from agreetrack.model.periods import Period
from agreetrack.model.record import Counting, Listed
from agreetrack.model.terms import Survival, Term


class Clauses(Struct, frozen=True, kw_only=True):
    """What holds from `since` on. `step` is how long each renewal is."""

    since: date
    term: Term | None
    renewal: Renewal | None
    notice: NoticeClause | None
    counting: Counting | None
    survival: Survival | None
    mode: RenewalMode | None = None
    times: int | None = None
    step: Period | None = None


Steps = tuple[Clauses, ...]


class Known(Struct, frozen=True):
    """An event that is known, and its position in the record; `day` is the one on which it takes effect."""

    place: int
    event: AnyEvent
    day: date


def known_events(record: Listed, knowing: date) -> tuple[Known, ...]:
    """The events dated on or before `knowing`, by the day they take effect; of one day in the order recorded."""
    if not record.events:
        return ()
    known = [
        Known(place, event, getattr(event, "effective", None) or event.date)
        for place, event in enumerate(record.events)
        if event.date <= knowing
    ]
    known.sort(key=lambda one: one.day)
    return tuple(known)


def clauses_of(
    record: Listed,
    known: Sequence[Known],
    refused: frozenset[int] = frozenset(),
    dropped: frozenset[int] = frozenset(),
) -> Steps:
    """The text's clauses, and what each known amendment sets anew.

    Left out are a new term whose place is `refused`, and all of an amendment that is `dropped`, as it came too late.
    """
    steps = [_made(date.min, record.term, record.renewal, record.notice, record.counting, record.survival)]
    for one in known:
        if isinstance(one.event, Amendment) and one.place not in dropped:
            now = _amended(steps[-1], one, with_term=one.place not in refused)
            if steps[-1].since == now.since and len(steps) > 1:
                steps.pop()
            steps.append(now)
    return tuple(steps)


def latest_clauses(record: Listed) -> Clauses:
    """The clauses as the last amendment that the record holds leaves them."""
    return clauses_of(record, known_events(record, date.max))[-1]


def clauses_on(steps: Steps, day: date) -> Clauses:
    """The clauses that hold on a day."""
    return steps[bisect_right(steps, day, lo=1, key=_since) - 1]


def _since(clauses: Clauses) -> date:
    return clauses.since


def _amended(before: Clauses, known: Known, with_term: bool) -> Clauses:
    event = known.event
    assert isinstance(event, Amendment)
    new = event.set
    return _made(
        known.day,
        (new.term if with_term else None) or before.term,
        new.renewal or before.renewal,
        new.notice or before.notice,
        new.counting or before.counting,
        new.survival or before.survival,
    )


def _made(
    since: date,
    term: Term | None,
    renewal: Renewal | None,
    notice: NoticeClause | None,
    counting: Counting | None,
    survival: Survival | None,
) -> Clauses:
    stated = renewal.period if renewal else None
    return Clauses(
        since=since,
        term=term,
        renewal=renewal,
        notice=notice,
        counting=counting,
        survival=survival,
        mode=renewal.mode if renewal else None,
        times=renewal.times if renewal else None,
        step=stated or (term if isinstance(term, Period) else None),
    )


Way = Literal["end-of-period", "any-time", "end-of-year", "day", "window"]
"""What notice is given to: the end of a period, of a calendar year, a day of the year; at any time; in a window."""


def way_of(clause: NoticeClause | None, has_end: bool) -> Way:
    """What notice is given to: as stated, else to the end of the period, where the one that runs has an end."""
    if clause is not None:
        if clause.window:
            return "window"
        if clause.before:
            return clause.before
        if clause.day:
            return "day"
    return "end-of-period" if has_end else "any-time"


def has_unknown_term(record: Listed) -> bool:
    """Whether it is not known how long the agreement lasts."""
    stated = ("until", "last_day", "indefinitely")
    if record.term is not None or any(getattr(event, name, None) for event in record.events for name in stated):
        return False
    return latest_clauses(record).term is None

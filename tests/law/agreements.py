"""Records for the tests of law: written as in a file, and generated."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from agreetrack.model.coding import convert
from agreetrack.model.record import Record


def agreement(**fields: Any) -> Record:
    """A record from fields as they stand in a file; ref, title and two parties where nothing is said."""
    given = {"ref": "X-1", "title": "An agreement", "parties": [{"name": "A"}, {"name": "B"}], **fields}
    if "from_" in given:
        given["from"] = given.pop("from_")
    return convert(given, Record)


def day(text: str) -> date:
    """A day written as in a file."""
    return date.fromisoformat(text)


class DaysOff:
    """A calendar of the named days off beside Saturdays and Sundays, some of which may be worked."""

    countries: tuple[str, ...] = ()

    def __init__(self, off: Collection[date], worked: Collection[date] = (), longest_rest: int = 20) -> None:
        self.off, self.worked, self.longest_rest = off, worked, longest_rest

    def is_working(self, day: date) -> bool:
        return day in self.worked or (day.weekday() < 5 and day not in self.off)


days = st.one_of(
    st.dates(date(1985, 1, 1), date(2040, 12, 31)),
    st.sampled_from([date(2000, 2, 29), date(2015, 8, 31), date(2019, 12, 31), date(2020, 1, 31), date(2024, 2, 29)]),
)
periods = st.one_of(
    st.sampled_from(["P1Y", "P5Y", "P10Y", "P1M", "P6M", "P90D", "P120D", "P1D", "P1Y6M", "P1M1D", "P2W", "P20Y"]),
    st.builds(lambda months, days: f"P{months}M{days}D", st.integers(1, 40), st.integers(1, 60)),
)
countings = st.sampled_from([None, "anniversary", "day-before"])
modes = st.sampled_from([None, "none", "express", "tacit", "indefinite"])


def _clean(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


@st.composite
def renewals(draw: st.DrawFn) -> dict[str, Any] | None:
    mode = draw(modes)
    if mode is None:
        return None
    return _clean(
        {
            "mode": mode,
            "period": draw(st.none() | periods),
            "times": draw(st.sampled_from([None, None, 1, 2, 5])),
        }
    )


@st.composite
def notices(draw: st.DrawFn) -> dict[str, Any] | None:
    if draw(st.booleans()):
        return None
    return _clean(
        {
            "period": draw(periods),
            "before": draw(st.sampled_from([None, "end-of-period", "any-time", "end-of-year"])),
            "not_before": draw(st.sampled_from([None, None, "P1Y", "P2Y"])),
            "ends": draw(st.sampled_from([None, None, "all"])),
            "transit": draw(st.sampled_from([None, None, "P14D", "P1M"])),
            "effective_on": draw(st.sampled_from([None, None, "dispatch"])),
        }
    )


KINDS = (
    "instrument",
    "provisional",
    "provisional-end",
    "extension",
    "renewal",
    "notice",
    "notice-suspended",
    "notice-withdrawn",
    "suspension",
    "resumption",
    "termination",
    "succession",
    "amendment",
    "close",
)
_party = st.sampled_from(["A", "B", "C"])


@st.composite
def events(draw: st.DrawFn, after: date, kinds: Sequence[str] = KINDS) -> dict[str, Any]:
    happened = after + timedelta(days=draw(st.integers(0, 9000)))
    later = happened + timedelta(days=draw(st.integers(0, 2000)))
    kind = draw(st.sampled_from(kinds))
    more: dict[str, Any] = {}
    if kind == "instrument":
        more = {"party": draw(_party), "type": draw(st.sampled_from(["ratification", "accession"]))}
    elif kind == "extension":
        more = draw(
            st.sampled_from([{"by": "P5Y"}, {"by": "P6M"}, {"until": later}, {"until": later, "end_day": "excluded"}])
        )
        if draw(st.integers(0, 3)) == 0:
            more = {**more, "from": happened + timedelta(days=draw(st.integers(-400, 400)))}
    elif kind == "notice":
        more = {"party": draw(_party)}
        if draw(st.integers(0, 3)) == 0:
            more["last_day"] = later
        if draw(st.booleans()):
            more["effect"] = draw(st.sampled_from(["non-renewal", "withdrawal"]))
    elif kind in ("suspension", "resumption"):
        more = _clean({"party": draw(st.sampled_from([None, "A"])), "articles": draw(st.sampled_from([None, "3"]))})
    elif kind == "termination":
        more = {"last_day": later}
    elif kind == "succession":
        more = {"from": draw(_party), "to": draw(st.sampled_from(["A", "D"]))}
    elif kind == "amendment":
        more = {
            "set": _clean(
                {
                    "term": draw(st.none() | periods | st.just(str(later))),
                    "renewal": draw(renewals()),
                    "notice": draw(notices()),
                    "counting": draw(countings),
                }
            ),
            "effective": later,
        }
    return {"kind": kind, "date": happened, **more}


@st.composite
def records(
    draw: st.DrawFn, with_events: bool = True, plain_start: bool = False, kinds: Sequence[str] = KINDS
) -> Record:
    """A record as texts may state it; `plain_start` gives it one known day of entry into force."""
    signed = draw(days)
    entered = signed + timedelta(days=draw(st.integers(0, 900)))
    entry: Any = (
        entered
        if plain_start
        else draw(
            st.sampled_from([None, entered, "signature", {"after": "all"}, {"after": 2, "wait": "P1M", "month": 1}])
        )
    )
    ends = entered + timedelta(days=draw(st.integers(1, 9000)))
    fields = {
        "parties": [{"name": "A"}, {"name": "B"}, {"name": "C"}][: draw(st.integers(1, 3))],
        "signed": draw(st.sampled_from([signed.isoformat(), signed.isoformat(), signed.isoformat()[:7], None])),
        "entry_into_force": entry.isoformat() if isinstance(entry, date) else entry,
        "term_from": None
        if plain_start
        else draw(st.sampled_from([None, None, "signature", "provisional", str(entered)])),
        "term": draw(st.sampled_from([None, "indefinite", str(ends)]) | periods),
        "end_day": draw(st.sampled_from([None, "included", "excluded"])),
        "counting": draw(countings),
        "renewal": draw(renewals()),
        "notice": draw(notices()),
        "prepare": draw(st.sampled_from([None, None, "P2M"])),
        "survival": draw(st.sampled_from([None, None, "P2Y", "indefinite"])),
        "events": draw(st.lists(events(entered, kinds), max_size=6)) if with_events else [],
    }
    return agreement(**_clean(fields))

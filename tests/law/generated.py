"""Agreements as texts and events may make them, as in a file, for hypothesis and for a plain source of chance alike.

A story is drawn first, so that amendments known before they take effect, parties that leave and return, gaps, and
agreements that fall with others come as often as plain ones.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from hypothesis import strategies as st
from law.oracle.days import day, last_day, length

Fields = dict[str, Any]
PERIODS = ("P1Y", "P5Y", "P10Y", "P6M", "P3Y", "P18M", "P2Y", "P120D", "P1Y6M", "P4Y")
NOTICES = ("P6M", "P3M", "P1Y", "P90D", "P1M", "P2Y", "P1M15D")
MONTH_ENDS = ("2015-08-31", "2016-02-29", "2019-01-31", "2020-02-29", "2012-03-01", "2000-02-29", "2018-11-30")


class Chance(NamedTuple):
    """Where choices come from."""

    pick: Callable[[Sequence[Any]], Any]
    number: Callable[[int, int], int]

    def maybe(self, one_in: int) -> bool:
        return self.number(1, one_in) == 1


class Case(NamedTuple):
    """Agreements, the first of which is asked about, a day, and what is known by then."""

    records: tuple[Fields, ...]
    day: str
    knowing: str
    assume: str


def plain_chance(seed: int) -> Chance:
    source = Random(seed)
    return Chance(source.choice, source.randint)


@st.composite
def drawn(draw: st.DrawFn, story: str | None = None) -> Case:
    """A case drawn by hypothesis."""
    chance = Chance(
        lambda options: draw(st.sampled_from(list(options))), lambda low, high: draw(st.integers(low, high))
    )
    return case(chance, story)


def case(chance: Chance, story: str | None = None) -> Case:
    """A case of one of the stories."""
    told = story or chance.pick(list(STORIES))
    start = day(chance.pick(MONTH_ENDS)) if chance.maybe(3) else near(chance, date(2010, 1, 1), 0, 5000)
    record = text(chance, start)
    others = STORIES[told](chance, record, start)
    asked = _asked(chance, record, start)
    knowing = asked if chance.number(1, 4) > 1 else near(chance, asked, 0, 900)
    assume = "day-before" if chance.maybe(5) else "anniversary"
    return Case((record, *others), asked.isoformat(), knowing.isoformat(), assume)


def text(chance: Chance, start: date) -> Fields:
    """What an agreement says of its time."""
    record: Fields = {"ref": "X-1", "title": "An agreement", "parties": _parties(chance)}
    record |= {"signed": start.isoformat(), "entry_into_force": chance.pick([start.isoformat(), "signature"])}
    term = chance.pick([*PERIODS, *PERIODS, "indefinite", near(chance, start, 100, 3000).isoformat()])
    record["term"] = term
    counting = chance.pick([None, None, "anniversary", "day-before"])
    record |= {"counting": counting} if counting else {}
    if term[0].isdigit() and chance.maybe(2):
        record["end_day"] = chance.pick(["included", "excluded"])
    mode = chance.pick([None, "none", "express", "tacit", "tacit", "tacit", "indefinite"])
    if mode:
        record["renewal"] = renewal(chance, mode, term)
    if chance.number(1, 4) > 1:
        record["notice"] = notice(chance)
    if chance.maybe(4):
        record["survival"] = chance.pick(["P1Y", "P2Y", "indefinite"])
    return record


def _parties(chance: Chance) -> list[Fields]:
    names = ["A", "B", "C", "D"][: chance.pick([2, 2, 3, 3, 4])]
    ours = chance.pick([None, "A", "B"])
    return [{"name": name, "us": True} if name == ours else {"name": name} for name in names]


def renewal(chance: Chance, mode: str, term: str) -> Fields:
    found: Fields = {"mode": mode}
    if mode == "tacit" and (chance.maybe(3) or length(term) is None):
        found["period"] = chance.pick(PERIODS)
    if mode == "tacit" and chance.maybe(5):
        found["times"] = chance.pick([1, 2, 4])
    return found


def notice(chance: Chance) -> Fields:
    found: Fields = {"period": chance.pick(NOTICES)}
    before = chance.pick([None, None, "end-of-period", "any-time", "end-of-year"])
    found |= {"before": before} if before else {}
    if chance.maybe(6):
        found["not_before"] = chance.pick(["P1Y", "P3Y"])
    if chance.maybe(8):
        found["ends"] = "all"
    return found


def near(chance: Chance, to: date, least: int, most: int) -> date:
    """A day so many days after another."""
    return to + timedelta(days=chance.number(least, most))


def _asked(chance: Chance, record: Fields, start: date) -> date:
    """A day on which much may change: about an end, an event, a last day for notice; or any."""
    turns = [start, *(day(event["date"]) for event in record["events"])]
    turns += [day(event["effective"]) for event in record["events"] if "effective" in event]
    period = length(record["term"])
    if period and period[0]:
        for count in (1, 2, 3):
            turns.append(last_day(start, (period[0] * count, period[1] * count), "anniversary"))
    if chance.maybe(3):
        return near(chance, start, 0, 6000)
    return max(near(chance, chance.pick(turns), -2, 2), start)


# --- stories


def _plain(chance: Chance, record: Fields, start: date) -> tuple[Fields, ...]:
    record["events"] = []
    return ()


def _noticed(chance: Chance, record: Fields, start: date) -> tuple[Fields, ...]:
    record["events"] = [_notice(chance, near(chance, start, 0, 2500))]
    if chance.maybe(3):
        kind = chance.pick(["notice-withdrawn", "notice-suspended"])
        given = day(record["events"][0]["date"])
        record["events"].append({"kind": kind, "date": near(chance, given, 0, 400).isoformat()})
    return ()


def _notice(chance: Chance, on: date, party: str | None = None) -> Fields:
    found: Fields = {"kind": "notice", "date": on.isoformat(), "party": party or chance.pick(["A", "A", "B"])}
    if chance.maybe(4):
        found["effect"] = chance.pick(["non-renewal", "withdrawal"])
    if chance.maybe(6):
        found["last_day"] = near(chance, on, 0, 900).isoformat()
    return found


def _extended(chance: Chance, record: Fields, start: date) -> tuple[Fields, ...]:
    on = near(chance, start, 0, 2500)
    record["events"] = []
    for _ in range(chance.number(1, 3)):
        by = {"by": chance.pick(["P1Y", "P6M", "P5Y"])}
        until = {"until": near(chance, on, 0, 1500).isoformat()}
        more = chance.pick([by, by, until])
        kind = {"kind": "renewal"} if chance.maybe(3) else {"kind": "extension", **more}
        record["events"].append({**kind, "date": on.isoformat()})
        on = near(chance, on, 1, 1500)
    return ()


def _ended(chance: Chance, record: Fields, start: date) -> tuple[Fields, ...]:
    on = near(chance, start, 0, 2500)
    record["events"] = [
        {"kind": "termination", "date": on.isoformat(), "last_day": near(chance, on, 0, 900).isoformat()},
        {"kind": chance.pick(["extension", "close"]), "date": near(chance, on, 300, 1500).isoformat()},
    ]
    if record["events"][1]["kind"] == "extension":
        record["events"][1]["by"] = "P1Y"
    return ()


def _amended(chance: Chance, record: Fields, start: date) -> tuple[Fields, ...]:
    """Clauses that change, known long before they do."""
    on = near(chance, start, 1, 1500)
    record["events"] = []
    for _ in range(chance.pick([1, 1, 2])):
        effective = near(chance, on, 0, 2000)
        record["events"].append(
            {"kind": "amendment", "date": on.isoformat(), "effective": effective.isoformat(), "set": _changed(chance)}
        )
        on = near(chance, on, 1, 900)
    if chance.maybe(2):
        record["events"].append(_notice(chance, near(chance, start, 1, 2500)))
    return ()


def _changed(chance: Chance) -> Fields:
    name = chance.pick(["term", "renewal", "renewal", "notice", "notice", "counting"])
    if name == "term":
        return {"term": chance.pick(PERIODS)}
    if name == "renewal":
        mode = chance.pick(["none", "express", "tacit", "tacit", "indefinite"])
        return {"renewal": {"mode": mode, **({"period": chance.pick(PERIODS)} if mode == "tacit" else {})}}
    if name == "notice":
        return {"notice": notice(chance)}
    return {"counting": chance.pick(["anniversary", "day-before"])}


def _left(chance: Chance, record: Fields, start: date) -> tuple[Fields, ...]:
    """Parties leave, return, and leave again."""
    record["notice"] = {"period": chance.pick(NOTICES), "before": chance.pick(["any-time", "end-of-year"])}
    record["parties"] = [{"name": name} for name in "ABCD"]
    if chance.maybe(2):
        record["parties"][0]["us"] = True
    on = near(chance, start, 1, 1500)
    record["events"] = []
    party = "A"
    for _ in range(chance.number(1, 3)):
        record["events"].append({"kind": "notice", "date": on.isoformat(), "party": party})
        on = near(chance, on, 1, 1200)
        if chance.number(1, 3) > 1:
            kind = chance.pick(["ratification", "acceptance", "accession", "notification"])
            record["events"].append({"kind": "instrument", "date": on.isoformat(), "party": party, "type": kind})
            on = near(chance, on, 1, 1200)
        party = chance.pick("AABC")
    return ()


def _gap(chance: Chance, record: Fields, start: date) -> tuple[Fields, ...]:
    """A new start after a time without an agreement."""
    record["term"], record["renewal"] = chance.pick(PERIODS), {"mode": "express"}
    end = last_day(start, length(record["term"]) or (0, 0), "anniversary")
    on = near(chance, end, -200, 200)
    begins = near(chance, end, 1, 400)
    record["events"] = [
        {"kind": "extension", "date": on.isoformat(), "from": begins.isoformat(), "by": chance.pick(PERIODS)}
    ]
    if chance.maybe(3):
        record["events"].append({"kind": "suspension", "date": near(chance, on, 1, 800).isoformat()})
    return ()


def _falls(chance: Chance, record: Fields, start: date) -> tuple[Fields, ...]:
    """An agreement that falls with another, of which any story is told."""
    begun = near(chance, start, -900, 900)
    parent = {**text(chance, begun), "ref": "TREATY", "title": "The treaty"}
    STORIES[chance.pick(["plain", "noticed", "ended", "left", "amended"])](chance, parent, begun)
    record["links"] = [{"kind": "falls-with", "ref": "TREATY"}]
    STORIES[chance.pick(["plain", "plain", "noticed", "extended"])](chance, record, start)
    return (parent,)


Story = Callable[[Chance, Fields, date], tuple[Fields, ...]]
STORIES: dict[str, Story] = {
    "plain": _plain,
    "noticed": _noticed,
    "extended": _extended,
    "ended": _ended,
    "amended": _amended,
    "left": _left,
    "gap": _gap,
    "falls": _falls,
}

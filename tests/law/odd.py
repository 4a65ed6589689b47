"""Agreements as hardly anybody makes them, as in a file: what the stories of `generated` do not draw.

Partial dates; notice to the end of a year, to a named day, in a window, by clauses that are amended; terms by event;
entry by instruments; terms that run before entry; agreed periods after gaps; chains of agreements that fall together.
"""

from datetime import date
from typing import Any

from law.generated import MONTH_ENDS, Chance, Fields, near
from law.oracle.days import day

PERIODS = ("P1Y", "P5Y", "P10Y", "P6M", "P3Y", "P18M", "P2Y", "P120D", "P4Y", "P1M")
NOTICES = ("P6M", "P3M", "P1Y", "P90D", "P1M", "P2Y", "P15M")
WAYS: tuple[Fields, ...] = (
    {},
    {"before": "end-of-period"},
    {"before": "any-time"},
    {"before": "any-time", "month": 1},
    {"before": "end-of-year"},
    {"before": "day", "day": "06-30"},
    {"before": "day", "day": "03-31", "by": "10-01"},
    {"window": "P6M"},
    {"window": "P1Y"},
)
COUNTINGS = ("anniversary", "day-before")


def odd(chance: Chance) -> tuple[tuple[Fields, ...], date]:
    """Agreements, the first of which is asked about, and a day."""
    records = _chain(chance, "X-1")
    start = day((records[0]["signed"] + "-01-01")[:10])
    turns = [day(str(value)) for record in records for event in record["events"] for value in _days(event)]
    return records, max(near(chance, chance.pick([start, *turns]), -2, chance.pick([2, 800])), start)


def _days(event: Fields) -> list[Any]:
    stated = [event.get(name) for name in ("date", "effective", "last_day", "until")]
    return [one for one in stated if one and len(one) == len("2020-01-01")]


def _chain(chance: Chance, ref: str) -> tuple[Fields, ...]:
    """An agreement, and those that it falls with, at up to two removes."""
    record = _record(chance, ref)
    if len(ref) > len("X-1-1-1") or not chance.maybe(4):
        return (record,)
    parents = _chain(chance, f"{ref}-1")
    record["links"] = [{"kind": "falls-with", "ref": parents[0]["ref"]}]
    return (record, *parents)


def _record(chance: Chance, ref: str) -> Fields:
    start = day(chance.pick(MONTH_ENDS)) if chance.maybe(4) else near(chance, date(2010, 1, 1), 0, 3000)
    names = "ABCD"[: chance.pick([2, 2, 3, 4])]
    ours = chance.pick([None, None, "A", "B"])
    parties = [{"name": name, **({"us": True} if name == ours else {})} for name in names]
    record: Fields = {"ref": ref, "title": ref, "parties": parties, "signed": start.isoformat()}
    record |= {"term": _term(chance, start)} if not chance.maybe(12) else {}
    record |= {"renewal": _renewal(chance)} if not chance.maybe(8) else {}
    record |= {"notice": _notice(chance)} if not chance.maybe(6) else {}
    record |= {"counting": chance.pick(COUNTINGS)} if chance.maybe(2) else {}
    record |= {"survival": chance.pick(["P1Y", "indefinite"])} if chance.maybe(4) else {}
    record["events"] = _enter(chance, record, start) + _events(chance, start, names)
    return record


def _enter(chance: Chance, record: Fields, start: date) -> list[Fields]:
    """How it enters into force: at once, later, on a day that is known in part, or by instruments."""
    way = chance.number(1, 6)
    record["entry_into_force"] = "signature" if way == 1 else near(chance, start, 0, 200).isoformat()
    if way == 4:
        record["signed"] = record["entry_into_force"] = chance.pick([f"{start:%Y}", f"{start:%Y-%m}"])
    if way == 5:
        record["entry_into_force"] = near(chance, start, 30, 700).isoformat()
        record["term_from"] = chance.pick(["signature", near(chance, start, 0, 100).isoformat()])
    if way != 6:
        return []
    record["entry_into_force"] = {"after": chance.pick(["all", 2]), "wait": chance.pick(["P30D", "P3M"])}
    arrived = [one["name"] for one in record["parties"] if not chance.maybe(8)]
    return [
        {"kind": "instrument", "date": near(chance, start, 1, 500).isoformat(), "party": name, "type": "ratification"}
        for name in arrived
    ]


def _term(chance: Chance, start: date) -> Any:
    dated, event = near(chance, start, 100, 3000).isoformat(), {"event": "completion of the works"}
    return chance.pick([*PERIODS, *PERIODS, "indefinite", dated, event])


def _renewal(chance: Chance) -> Fields:
    mode = chance.pick(["none", "express", "tacit", "tacit", "tacit", "indefinite"])
    if mode != "tacit":
        return {"mode": mode}
    return {"mode": mode, "period": chance.pick(PERIODS), **({"times": chance.number(1, 2)} if chance.maybe(3) else {})}


def _notice(chance: Chance) -> Fields:
    found: Fields = {"period": chance.pick(NOTICES), **chance.pick(WAYS)}
    found |= {"not_before": chance.pick(["P1Y", "P3Y"])} if chance.maybe(4) else {}
    found |= {"not_before_unit": "year"} if "not_before" in found and chance.maybe(2) else {}
    found |= {"counting": chance.pick(COUNTINGS)} if chance.maybe(6) else {}
    return found | ({"ends": "all"} if chance.maybe(8) else {})


def _events(chance: Chance, start: date, names: str) -> list[Fields]:
    found, on = [], near(chance, start, 0, 1500)
    for _ in range(chance.number(0, 4)):
        found.append({"date": on.isoformat(), **_event(chance, on, chance.pick(names), names)})
        on = near(chance, on, 0, 900)
    return found


def _event(chance: Chance, on: date, party: str, names: str) -> Fields:
    ahead = near(chance, on, 0, 900).isoformat()
    agreed = {"from": near(chance, on, -200, 1500).isoformat()} if chance.maybe(2) else {}
    return dict(
        chance.pick(
            [
                {"kind": "notice", "party": party},
                {"kind": "notice", "party": party, "effect": chance.pick(["non-renewal", "withdrawal"])},
                {"kind": "notice", "party": party, "last_day": ahead},
                {"kind": chance.pick(["notice-withdrawn", "notice-suspended", "notice-resumed"]), "party": party},
                {"kind": "notice-prolonged", "party": party, "last_day": ahead},
                {"kind": "extension", "by": chance.pick(PERIODS), **agreed},
                {"kind": "extension", "until": near(chance, on, 0, 2500).isoformat(), **agreed},
                {"kind": "extension", "indefinitely": True, **agreed},
                {"kind": "renewal"},
                {"kind": "termination", "last_day": ahead},
                {"kind": "suspension", "until": ahead},
                {"kind": "instrument", "party": chance.pick([*names, "E"]), "type": "accession"},
                {"kind": "succession", "from": party, "to": "S"},
                _amendment(chance, on, names),
                _amendment(chance, on, names),
                _amendment(chance, on, names),
            ]
        )
    )


def _amendment(chance: Chance, on: date, names: str) -> Fields:
    changes: tuple[Fields, ...] = (
        {"term": _term(chance, on)},
        {"renewal": _renewal(chance)},
        {"notice": _notice(chance)},
        {"counting": chance.pick(COUNTINGS)},
        {"parties": [{"name": name} for name in (*names, "E")]},
    )
    later = {"effective": near(chance, on, 0, 1500).isoformat()} if chance.maybe(2) else {}
    return {"kind": "amendment", "set": chance.pick(changes), **later}

"""Obligations of parties that are succeeded, leave and come back, and such as an amendment makes others of.

Vienna Convention on the Law of Treaties, arts. 57 and 70; the days are worked out by hand.
"""

from datetime import date
from typing import Any

import pytest
from agreements import agreement, day
from questions import promises
from saying import refusing

BOTH = {"entry_into_force": "2020-01-01", "term": "indefinite", "counting": "anniversary"}
THREE = {**BOTH, "parties": [{"name": "Alpha"}, {"name": "Beta"}, {"name": "Delta"}]}
YEARLY = {"id": "1", "text": "x", "kind": "recurring", "every": "P1Y", "from": "2021-06-01"}


def late(on: str, **fields: Any) -> list[str]:
    """The days that are overdue."""
    found = promises(agreement(**fields), day(on))
    return sorted(str(one.due) for promise in found for one in promise.late())


def ahead(on: str, through: str, **fields: Any) -> list[tuple[str, str]]:
    """What falls due from a day through another, and how that stands."""
    found = promises(agreement(**fields), day(on))
    return [(str(one.due), one.status) for promise in found for one in promise.between(day(on), day(through))]


@pytest.mark.parametrize(("on", "expected"), [("2021-12-31", []), ("2022-01-01", []), ("2024-01-01", ["2023-06-01"])])
def test_a_successor_takes_over_a_suspension(on: str, expected: list[str]) -> None:
    fields = {
        **BOTH,
        "parties": [{"name": "Alpha"}, {"name": "Beta"}],
        "events": [
            {"kind": "suspension", "date": "2021-01-01", "party": "Alpha"},
            {"kind": "succession", "date": "2022-01-01", "from": "Alpha", "to": "Gamma"},
            {"kind": "resumption", "date": "2023-01-01", "party": "Gamma"},
        ],
        "obligations": [{**YEARLY, "by": ["Alpha"]}],
    }
    assert late(on, **fields) == expected


LEFT_AND_BACK = [
    {"kind": "notice", "date": "2021-06-30", "party": "Delta", "effect": "withdrawal", "last_day": "2021-12-30"},
    {"kind": "instrument", "date": "2023-12-15", "party": "Delta", "type": "accession"},
]
EACH_HALF_YEAR = {
    "id": "1", "text": "d", "by": ["Delta"], "kind": "recurring", "every": "P6M", "from": "2021-06-30"
}  # fmt: skip


def test_a_party_that_comes_back_owes_nothing_of_the_time_it_was_out() -> None:
    fields = {**THREE, "events": LEFT_AND_BACK, "obligations": [EACH_HALF_YEAR]}
    assert late("2023-12-01", **fields) == ["2021-06-30", "2021-12-30"]
    assert late("2024-01-01", **fields) == ["2021-06-30", "2021-12-30", "2023-12-30"]
    (promise,) = promises(agreement(**fields), day("2024-01-01"))
    (out,) = promise.dropped(day("2022-06-30"), day("2022-06-30"))
    assert (out.binding.why, out.binding.party, out.binding.until) == ("left", "Delta", day("2021-12-30"))


def test_what_survives_binds_through_an_absence() -> None:
    fields = {
        **THREE,
        "survival": "P1Y",
        "events": LEFT_AND_BACK,
        "obligations": [{**EACH_HALF_YEAR, "survives": True}],
    }
    assert late("2024-01-01", **fields) == ["2021-06-30", "2021-12-30", "2022-06-30", "2022-12-30", "2023-12-30"]


def test_an_absence_goes_over_to_a_successor() -> None:
    succeeded = {"kind": "succession", "date": "2024-01-01", "from": "Delta", "to": "Gamma"}
    fields = {**THREE, "events": [*LEFT_AND_BACK, succeeded], "obligations": [EACH_HALF_YEAR]}
    assert late("2024-02-01", **fields) == ["2021-06-30", "2021-12-30", "2023-12-30"]


def test_others_owe_it_while_one_is_out() -> None:
    fields = {**THREE, "events": LEFT_AND_BACK, "obligations": [{**EACH_HALF_YEAR, "by": ["Delta", "Beta"]}]}
    assert len(late("2024-01-01", **fields)) == 6


MET = {"status": "met", "date": "2021-06-01", "occurrence": "2021-06-01"}


def amended(to: dict[str, Any], *occurrences: dict[str, Any]) -> dict[str, Any]:
    """From 2023 on the yearly obligation is another one."""
    event = {"kind": "amendment", "date": "2023-01-01", "set": {"obligations": [{"id": "1", "text": "x", **to}]}}
    return {**BOTH, "events": [event], "obligations": [{**YEARLY, "occurrences": list(occurrences)}]}


def test_what_was_met_before_an_amendment_is_not_what_it_asks_for() -> None:
    fields = amended({"kind": "once", "due": "2025-01-01"}, MET)
    assert late("2024-12-15", **fields) == ["2022-06-01"]
    assert ahead("2024-12-15", "2025-12-31", **fields) == [("2025-01-01", "due-soon")]
    met = {"status": "met", "date": "2024-12-20", "occurrence": "2025-01-01"}
    assert ahead("2024-12-31", "2025-12-31", **amended({"kind": "once", "due": "2025-01-01"}, MET, met)) == [
        ("2025-01-01", "met")
    ]


def test_what_was_due_before_an_amendment_stays_owed() -> None:
    fields = amended({"kind": "continuing"}, MET)
    assert late("2024-12-15", **fields) == ["2022-06-01"]
    before, since = promises(agreement(**fields), day("2024-12-15"))
    assert (before.binding.why, since.binding.why) == ("dropped", "in-force")
    undated = since.undated()
    assert undated is not None
    assert undated.status == "continuing"


def test_within_a_time_of_entry_into_force_though_the_term_runs_from_before() -> None:
    fields = {
        "entry_into_force": "2024-06-01", "term_from": "2024-01-01", "term": "P5Y", "counting": "anniversary",
        "obligations": [{"id": "1", "text": "x", "kind": "once", "within": "P90D", "of": "entry-into-force"}],
    }  # fmt: skip
    assert ahead("2024-01-01", "2025-12-31", **fields) == [("2024-08-30", "open")]


def test_a_rule_counts_from_no_day_where_only_the_month_is_stated() -> None:
    rule = {"id": "1", "text": "x", "kind": "recurring", "rrule": "FREQ=YEARLY"}
    (promise,) = promises(
        agreement(signed="2020-02", entry_into_force="signature", term="P5Y", obligations=[rule]), day("2024-01-01")
    )
    assert list(promise.between(date(2020, 1, 1), date(2030, 1, 1))) == []
    undated = promise.undated()
    assert undated is not None
    assert undated.status == "unknown-date"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"kind": "recurring", "rrule": "FREQ=HOURLY"}, "no recurrence rule of days"),
        ({"kind": "recurring", "rrule": "FREQ=DAILY;BYSETPOS=2;BYMONTHDAY=1", "from": "2020-01-01"}, "on no day"),
        ({"kind": "recurring", "rrule": "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2;COUNT=3"}, "falls on no day"),
        ({"kind": "once", "within": "P1Y"}, "go together"),
        ({"kind": "recurring", "every": "P1Y"}, "is missing"),
    ],
)
def test_what_would_fall_due_on_no_day_is_told(wrong: dict[str, Any], reason: str) -> None:
    with refusing(ValueError, reason):
        promises(agreement(**BOTH, obligations=[{"id": "1", "text": "x", **wrong}]), day("2024-01-01"))

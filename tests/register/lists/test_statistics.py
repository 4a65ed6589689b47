"""The numbers of a registry, counted by hand."""

from typing import Any

import pytest
from occasions import Add, occasion

from agreetrack.law.counts import DutyCount, Month, PartyCount, Statistics, YearCount
from agreetrack.model.errors import InvalidData
from agreetrack.register.lists.listing import Selection
from agreetrack.register.lists.statistics import counted, statistics
from agreetrack.store import Registry

DAY = "2026-11-22"


def found(registry: Registry, day: str = DAY, **wanted: Any) -> Statistics:
    return statistics(registry, occasion(day), Selection(**wanted))


def due(found: Statistics) -> dict[str, tuple[int, int]]:
    return {one.month: (one.acts, one.happens) for one in found.months if one.acts or one.happens}


def test_nothing_is_counted_where_nothing_is() -> None:
    none = counted((), occasion(DAY).day, 0)
    assert (none.total, none.counted, none.parties, none.ends.years) == (0, 0, (), ())
    assert set(none.status.values()) == set(none.kind.values()) == {0}
    assert [month.month for month in none.months] == [
        *("2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2027-04"),
        *("2027-05", "2027-06", "2027-07", "2027-08", "2027-09", "2027-10"),
    ]


def test_by_status_and_kind_every_name_stands(registry: Registry, agreement: Add) -> None:
    agreement(kind="treaty")
    agreement(ref="AB-2", kind="treaty", term="P20Y")
    agreement(ref="AB-3", term=None)
    agreement(ref="AB-4", entry_into_force=None, kind="protocol")
    numbers = found(registry)
    assert {name: count for name, count in numbers.status.items() if count} == {
        "expired": 1,
        "in-force": 2,
        "signed": 1,
    }
    assert list(numbers.status)[:2] == ["draft", "signed"]
    assert numbers.kind == {
        **dict.fromkeys(("agreement", "memorandum", "exchange-of-notes", "arrangement", "other"), 0),
        **{"treaty": 2, "protocol": 1, "not-stated": 1},
    }
    assert (numbers.presumed, numbers.suspended) == (1, 0)


def test_the_suspended_are_counted(registry: Registry, agreement: Add) -> None:
    agreement(term="P20Y", events=[{"kind": "suspension", "date": "2020-01-01"}])
    assert found(registry).suspended == 1


def test_a_party_is_the_same_by_code_name_or_alias(registry: Registry, agreement: Add) -> None:
    russia = {"name": "Russia", "code": "RU", "aliases": ["Россия"]}
    agreement(parties=[{"name": "Россия"}, {"name": "China"}])
    agreement(ref="AB-2", parties=[russia, {"name": "CHINA", "code": "CN"}])
    agreement(ref="AB-3", parties=[{"name": "Russian Federation", "code": "ru"}, {"name": "Japan"}])
    agreement(ref="AB-4", parties=[russia, {"name": "Russian Federation", "code": "RU"}])
    assert found(registry).parties == (
        PartyCount("Russia", "RU", 4),
        PartyCount("CHINA", "CN", 2),
        PartyCount("Japan", None, 1),
    )


@pytest.mark.parametrize(
    ("fields", "years", "without"),
    [
        ({}, (YearCount(2020, 1, 0),), {}),
        ({"term": "P20Y"}, (YearCount(2035, 1, 0),), {}),
        ({"term": "P20Y", "renewal": {"mode": "tacit"}}, (YearCount(2035, 1, 1),), {}),
        ({"renewal": {"mode": "tacit"}, "notice": {"period": "P6M"}}, (YearCount(2030, 1, 1),), {}),
        (
            {
                "renewal": {"mode": "tacit"},
                "notice": {"period": "P6M"},
                "events": [{"kind": "notice", "date": "2026-01-01", "party": "Aland"}],
            },
            (YearCount(2030, 1, 0),),
            {},
        ),
        ({"term": "indefinite"}, (), {"indefinite": 1}),
        ({"term": None}, (), {"unknown": 1}),
        ({"entry_into_force": None}, (), {"not_begun": 1}),
        ({"entry_into_force": None, "term": "indefinite"}, (), {"indefinite": 1}),
        ({"renewal": {"mode": "indefinite"}, "notice": {"period": "P6M"}}, (), {"until_notice": 1}),
    ],
)
def test_by_year_of_end(
    registry: Registry, agreement: Add, fields: dict[str, Any], years: tuple[YearCount, ...], without: dict[str, int]
) -> None:
    agreement(**fields)
    ends = found(registry).ends
    assert ends.years == years
    counts = {"indefinite": 0, "until_notice": 0, "not_begun": 0, "unknown": 0, **without}
    assert {name: getattr(ends, name) for name in counts} == counts


@pytest.mark.parametrize(
    ("day", "fields", "expected"),
    [
        # What lapses on the day by which it could still be extended is one matter.
        ("2019-11-22", {"renewal": {"mode": "express"}}, {"2020-02": (1, 0)}),
        # Notice by 2019-08-09, renewal on 2020-02-09: two matters in two months.
        (
            "2019-07-31",
            {"renewal": {"mode": "tacit"}, "notice": {"period": "P6M"}},
            {"2019-08": (1, 0), "2020-02": (0, 1)},
        ),
        ("2019-03-31", {"renewal": {"mode": "none"}}, {"2020-02": (0, 1)}),
        # Twelve months: from the month of the day through the eleventh after it.
        ("2019-03-01", {"renewal": {"mode": "none"}}, {"2020-02": (0, 1)}),
        ("2019-02-28", {"renewal": {"mode": "none"}}, {}),
        ("2020-02-09", {"renewal": {"mode": "none"}}, {"2020-02": (0, 1)}),
    ],
)
def test_by_month_the_next_act_and_the_next_happening_count(
    registry: Registry, agreement: Add, day: str, fields: dict[str, Any], expected: dict[str, tuple[int, int]]
) -> None:
    agreement(**fields)
    numbers = found(registry, day)
    assert due(numbers) == expected
    assert (len(numbers.months), numbers.months[0].month) == (12, day[:7])


def test_acts_without_a_day_are_counted_apart(registry: Registry, agreement: Add) -> None:
    agreement()
    agreement(ref="AB-2", entry_into_force={"after": "all"})
    agreement(ref="AB-3", term="P20Y")
    numbers = found(registry)
    assert numbers.undated_acts == 2
    assert due(numbers) == {}


def test_what_is_asked_about_is_counted_and_the_rest_is_known_of(registry: Registry, agreement: Add) -> None:
    agreement()
    agreement(ref="AB-2", kind="treaty", term="P20Y")
    numbers = found(registry, kind=("treaty",))
    assert (numbers.counted, numbers.total, numbers.ends.years) == (1, 2, (YearCount(2035, 1, 0),))
    assert found(registry, status=("expired",)).counted == 1


REPORT = {"id": "1", "text": "Report.", "kind": "recurring", "every": "P1Y", "from": "2024-03-01"}
LIST = {"id": "2", "text": "List.", "kind": "once"}


@pytest.mark.parametrize(
    ("obligations", "expected", "months"),
    [
        # Due on 1 March of 2024, 2025, 2026 and 2027; the months ahead end on 31 October 2027.
        ([REPORT], DutyCount(overdue=3, open=1), ["2027-03"]),
        (
            [
                {
                    **REPORT,
                    "occurrences": [
                        {"status": "met", "date": "2024-02-20", "occurrence": "2024-03-01"},
                        {"status": "waived", "date": "2025-02-20", "occurrence": "2025-03-01"},
                        {"status": "partly-met", "date": "2026-02-20", "occurrence": "2026-03-01"},
                        {"status": "partly-met", "date": "2026-11-01", "occurrence": "2027-03-01"},
                    ],
                }
            ],
            DutyCount(met=1, waived=1, overdue=1, partly_met=1),
            ["2027-03"],
        ),
        ([{**LIST, "due": "2026-12-01"}], DutyCount(open=1), ["2026-12"]),
        ([{**LIST, "due": "2026-11-22"}], DutyCount(open=1), ["2026-11"]),
        ([{**LIST, "due": "2026-11-21"}], DutyCount(overdue=1), []),
        ([{**LIST, "due": "2027-10-31"}], DutyCount(open=1), ["2027-10"]),
        ([{**LIST, "due": "2027-11-01"}], DutyCount(), []),
        ([LIST], DutyCount(unknown_date=1), []),
        ([{**LIST, "occurrences": [{"status": "met", "date": "2016-01-01"}]}], DutyCount(met=1), []),
        ([{**LIST, "kind": "continuing"}, {**LIST, "id": "3", "kind": "continuing"}], DutyCount(continuing=2), []),
    ],
)
def test_obligations_kept_late_and_open(
    registry: Registry, agreement: Add, obligations: list[Any], expected: DutyCount, months: list[str]
) -> None:
    agreement(term="P30Y", obligations=obligations)
    numbers = found(registry)
    assert numbers.obligations == expected
    assert [(one.month, one.duties) for one in numbers.months if one.duties] == [(month, 1) for month in months]


def test_obligations_of_agreements_that_are_not_asked_for_do_not_count(registry: Registry, agreement: Add) -> None:
    agreement(term="P30Y", obligations=[REPORT])
    agreement(ref="AB-2", term="P30Y", obligations=[REPORT], kind="treaty")
    agreement(ref="AB-3", obligations=[{**LIST, "kind": "continuing"}])
    assert found(registry, kind=("treaty",)).obligations == DutyCount(overdue=3, open=1)
    assert found(registry).obligations == DutyCount(overdue=6, open=2)


def test_a_text_that_no_law_can_read_is_named(registry: Registry, agreement: Add) -> None:
    agreement(term="P30Y", obligations=[REPORT])
    registry.path.write_text(registry.path.read_text().replace('"P1Y"', '"yearly"'))
    with pytest.raises(InvalidData) as told:
        found(registry)
    assert [problem.field for problem in told.value.problems] == ["obligations[0].every"]


@pytest.mark.parametrize(
    ("day", "first", "last"), [("0001-01-01", "0001-01", "0001-12"), ("9999-12-31", "9999-12", "10000-11")]
)
def test_the_ends_of_the_calendar(registry: Registry, agreement: Add, day: str, first: str, last: str) -> None:
    agreement()
    months = found(registry, day).months
    assert (months[0], months[-1].month) == (Month(first, 0, 0), last)

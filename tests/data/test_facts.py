"""The sample registry against what was reported of each agreement at the time.

The dates expected here were found apart from this program: from the texts, from what the parties announced,
or by counting on a calendar.
"""

from datetime import date, timedelta
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
from questions import standing

from agreetrack.model.periods import period
from agreetrack.model.record import Record
from agreetrack.store import Registry

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "agreements.json"


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    return {record.ref: record for record in Registry(SAMPLE).records()}


FACTS: list[tuple[str, str, dict[str, Any]]] = [
    # Five years from the day of signature; a Sunday, and not moved.
    (
        "MSK-ROSNANO-2015",
        "2019-12-01",
        {"status": "in-force", "expires": "2020-02-09", "rival_expires": "2020-02-08", "act.kind": "extend"},
    ),
    ("MSK-ROSNANO-2015", "2020-02-08", {"status": "in-force"}),
    ("MSK-ROSNANO-2015", "2020-02-09", {"status": "contested"}),
    ("MSK-ROSNANO-2015", "2020-02-10", {"status": "expired", "ends": "2020-02-09"}),
    # Only the years of signature are known, and no terms.
    ("MSK-ROSNANO-2014", "2026-11-22", {"status": "in-force", "presumed": True, "expires": None}),
    ("MSK-ROSNANO-2011", "2026-11-22", {"status": "in-force", "presumed": True, "expires": None}),
    # Twenty years, then five at a time: the window of the running period has closed.
    (
        "RU-CN-2001",
        "2026-11-22",
        {
            "status": "in-force",
            "in_force": "2002-02-28",
            "period": 2,
            "expires": "2027-02-28",
            "rival_expires": "2027-02-27",
            "notice_by": "2026-02-28",
            "rival_notice_by": "2026-02-27",
            "renews_to": "2032-02-28",
            "happens.kind": "renewal",
            "act.kind": "notice",
            "act.by": "2031-02-27",
            "act.or_by": "2031-02-28",
        },
    ),
    (
        "IN-BD-GANGES-1996",
        "2026-11-22",
        {
            "status": "in-force",
            "expires": "2026-12-12",
            "rival_expires": "2026-12-11",
            "days_left": 20,
            "act.kind": "extend",
            "act.by": "2026-12-11",
        },
    ),
    # The text counts the first day.
    ("EU-MU-2022", "2026-11-22", {"status": "in-force", "expires": "2026-12-20", "rival_expires": None}),
    (
        "US-UNESCO-1946",
        "2026-11-22",
        {"status": "ending", "ends": "2026-12-31", "out_from": "2027-01-01", "happens.date": "2026-12-31"},
    ),
    ("US-UNESCO-1946", "2025-07-21", {"status": "in-force", "ends": None, "expires": None}),
    # The end of a month has one reading only; provisionally applied from the day of signature.
    ("EU-UA-ROAD-2022", "2022-06-29", {"status": "provisional", "expires": "2023-06-30"}),
    ("EU-UA-ROAD-2022", "2023-07-01", {"expires": "2024-06-30", "rival_expires": None}),
    ("EU-UA-ROAD-2022", "2024-07-01", {"expires": "2025-06-30", "rival_expires": None}),
    ("EU-UA-ROAD-2022", "2025-07-01", {"expires": "2025-12-31", "rival_expires": None}),
    (
        "EU-UA-ROAD-2022",
        "2026-11-22",
        {"status": "provisional", "expires": "2027-03-31", "rival_expires": None},
    ),
    ("US-JP-SMA-2022", "2026-11-22", {"status": "in-force", "expires": "2027-03-31", "rival_expires": None}),
    # A notice given, suspended on its last day, withdrawn years later.
    ("JP-KR-GSOMIA-2016", "2019-08-22", {"status": "in-force", "notice_by": "2019-08-24"}),
    ("JP-KR-GSOMIA-2016", "2019-11-21", {"status": "ending", "ends": "2019-11-22"}),
    ("JP-KR-GSOMIA-2016", "2019-11-23", {"status": "in-force", "expires": "2020-11-22", "ends": None}),
    (
        "JP-KR-GSOMIA-2016",
        "2026-11-22",
        {
            "status": "in-force",
            "expires": "2026-11-22",
            "rival_expires": None,
            "happens.kind": "renewal",
            "happens.date": "2026-11-22",
            "renews_to": "2027-11-22",
            "act.by": "2027-08-24",
        },
    ),
    ("JP-KR-GSOMIA-2016", "2026-11-23", {"expires": "2027-11-22", "notice_by": "2027-08-24"}),
    # Ten years, then one extension, announced both as “until” and as “through” 5 February.
    ("NEW-START-2010", "2021-01-31", {"expires": "2021-02-05", "rival_expires": "2021-02-04"}),
    ("NEW-START-2010", "2026-01-31", {"expires": "2026-02-05", "rival_expires": "2026-02-04"}),
    ("NEW-START-2010", "2026-02-05", {"status": "contested"}),
    ("NEW-START-2010", "2026-11-22", {"status": "expired", "expires": "2026-02-05"}),
    ("START-1991", "2009-12-04", {"status": "in-force", "expires": "2009-12-05"}),
    ("START-1991", "2009-12-06", {"status": "expired", "expires": "2009-12-05"}),
    ("EU-MA-FISH-2019", "2023-07-17", {"status": "in-force", "expires": "2023-07-17", "rival_expires": None}),
    ("EU-MA-FISH-2019", "2023-07-18", {"status": "expired"}),
    # For earlier terms both days have been printed officially.
    ("EU-US-ST-1998", "2004-01-01", {"expires": "2008-10-14", "rival_expires": "2008-10-13"}),
    ("EU-US-ST-1998", "2026-11-22", {"expires": "2028-10-14", "rival_expires": "2028-10-13"}),
    (
        "UA-RU-1997",
        "2018-09-01",
        {"status": "in-force", "notice_by": "2018-10-01", "rival_notice_by": "2018-09-30"},
    ),
    (
        "UA-RU-1997",
        "2018-12-01",
        {"status": "ending", "ends": "2019-04-01", "expires": "2019-04-01", "rival_expires": "2019-03-31"},
    ),
    ("UA-RU-1997", "2019-04-01", {"status": "contested"}),
    ("UA-RU-1997", "2019-04-02", {"status": "expired"}),
    # Thirty years, and since then until somebody gives six months' notice.
    ("JP-US-NUCLEAR-1988", "2018-07-16", {"period": 1, "expires": "2018-07-16", "rival_expires": None}),
    ("JP-US-NUCLEAR-1988", "2026-11-22", {"status": "in-force", "expires": None, "notice_by": None}),
    ("US-CN-ST-1979", "2023-08-01", {"expires": "2023-08-27"}),
    ("US-CN-ST-1979", "2023-10-01", {"expires": "2024-02-27"}),
    ("US-CN-ST-1979", "2024-04-01", {"expires": "2024-08-27"}),
    # Signed after it took effect: nobody could know in October 2024.
    ("US-CN-ST-1979", "2024-10-01", {"status": "expired", "expires": "2024-08-27"}),
    ("US-CN-ST-1979", "2026-11-22", {"expires": "2029-08-27", "rival_expires": "2029-08-26"}),
    ("USMCA-2020", "2026-11-22", {"status": "in-force", "expires": "2036-07-01"}),
    ("ECT-1994-EU", "2024-06-26", {"status": "in-force", "ends": None}),
    (
        "ECT-1994-EU",
        "2025-01-01",
        {"status": "ending", "ends": "2025-06-27", "out_from": "2025-06-28", "binding_until": "2045-06-27"},
    ),
    ("ECT-1994-EU", "2026-11-22", {"status": "terminated", "binding_until": "2045-06-27"}),
    # 120 days from the signature, then as reported.
    ("BSGI-2022", "2022-08-01", {"status": "in-force", "expires": "2022-11-19"}),
    ("BSGI-2022", "2023-04-01", {"expires": "2023-05-18"}),
    ("BSGI-2022", "2023-06-01", {"expires": "2023-07-17"}),
    ("BSGI-2022", "2023-07-18", {"status": "terminated", "ends": "2023-07-17", "expires": "2023-07-17"}),
]


@pytest.mark.parametrize(("ref", "day", "expected"), FACTS, ids=[f"{ref} {day}" for ref, day, _ in FACTS])
def test_a_real_agreement_stands_as_reported(
    records: dict[str, Record], ref: str, day: str, expected: dict[str, Any]
) -> None:
    found = standing(records[ref], date.fromisoformat(day))
    assert {name: plain(attrgetter(name)(found)) for name in expected} == expected


def plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def test_a_protocol_signed_late_is_seen_for_the_time_before_by_who_knows_it(
    records: dict[str, Record],
) -> None:
    found = standing(records["US-CN-ST-1979"], date(2024, 10, 1), knowing=date(2024, 12, 13))
    assert (found.status, found.expires) == ("in-force", date(2029, 8, 27))


def test_gsomia_was_in_force_on_every_day(records: dict[str, Record]) -> None:
    days = (date(2016, 11, 23) + timedelta(days=n) for n in range(0, 3653, 7))
    assert {standing(records["JP-KR-GSOMIA-2016"], day).status for day in days} == {"in-force", "ending"}


def test_the_joint_review_of_2027_is_next(records: dict[str, Record]) -> None:
    (review,) = records["USMCA-2020"].obligations
    assert (review.kind, review.from_, review.every) == ("recurring", date(2026, 7, 1), period("P1Y"))
    assert [(outcome.occurrence, outcome.status) for outcome in review.occurrences] == [(date(2026, 7, 1), "met")]


def test_the_agreement_of_9_february_2015_is_complete(records: dict[str, Record]) -> None:
    record = records["MSK-ROSNANO-2015"]
    assert [party.name for party in record.parties] == [
        "Government of Moscow",
        "OAO Rosnano",
        "Fund for Infrastructure and Educational Programs",
    ]
    assert [person.name for person in record.signatories] == ["Sergei Sobyanin", "Anatoly Chubais"]
    kinds = [(one.id, one.kind) for one in record.obligations]
    assert kinds == [*((f"{n}", "continuing") for n in range(1, 6)), ("6", "once")]
    assert "list of preferred products" in record.obligations[5].text
    assert (record.obligations[5].due, record.obligations[5].within) == (None, None)
    names = {party.name for party in record.parties}
    assert all(one.by and names.issuperset(one.by) for one in record.obligations)


def test_each_agreement_with_rosnano_succeeds_the_one_before(records: dict[str, Record]) -> None:
    years = {year: records[f"MSK-ROSNANO-{year}"] for year in (2015, 2014, 2011)}
    assert [link.ref for link in years[2015].links] == ["MSK-ROSNANO-2014"]
    assert [link.ref for link in years[2014].links] == ["MSK-ROSNANO-2011"]
    assert years[2011].links == ()


def test_every_record_names_its_source_and_its_parties(records: dict[str, Record]) -> None:
    assert len(records) == 20
    assert all(record.source and len(record.parties) > 1 for record in records.values())

"""Entry into force: real formulas with the dates they give, and later joiners under each."""

from datetime import timedelta
from typing import Any

import pytest
from agreements import agreement, day
from questions import explain, standing

from agreetrack.law.entry import Instruments
from agreetrack.model.dates import PartialDay, earliest


def ratified(*arrivals: tuple[str, str], type_: str = "ratification") -> list[dict[str, Any]]:
    """Instruments as events: (party, day)."""
    return [{"kind": "instrument", "date": when, "party": party, "type": type_} for party, when in arrivals]


BOTH = ratified(("A", "2012-03-02"), ("B", "2012-06-13"))
SIXTY = ratified(*((f"P{number}", f"2014-{1 + number // 28:02d}-{1 + number % 28:02d}") for number in range(60)))
JOINER = ("J", "2020-01-31")
FORMULAS = [
    # rule, instruments, entry into force, entry into force for a party that accedes on 2020-01-31, name
    ({"after": "all"}, BOTH, "2012-06-13", "2020-01-31", "on the last notification"),
    ({"after": "all", "wait": "P30D"}, BOTH, "2012-07-13", "2020-03-01", "30 days after the last notification"),
    ({"after": "all", "month": 2}, BOTH, "2012-08-01", "2020-03-01", "first day of the second month following"),
    ({"after": "all", "month": 1}, BOTH, "2012-07-01", "2020-02-01", "first day of the month following"),
    (
        {"after": "all", "wait": "P3M", "month": 1},
        BOTH,
        "2012-10-01",
        "2020-05-01",
        "Council of Europe: three months, then the first of the next month",
    ),
    (
        {"after": 60, "wait": "P60D", "month": 1},
        SIXTY,
        "2014-06-01",
        "2020-04-01",
        "sixtieth instrument, 60 days, first of the next month",
    ),
    (
        {"after": 3},
        ratified(("C", "2015-05-01"), ("A", "2015-01-31"), ("B", "2015-02-28")),
        "2015-05-01",
        "2020-01-31",
        "on the third instrument, in whatever order they were recorded",
    ),
    (
        {"after": 2, "wait": "P1M"},
        ratified(("A", "2015-01-01"), ("B", "2015-01-31")),
        "2015-02-28",
        "2020-02-29",
        "a month",
    ),
]


@pytest.mark.parametrize(("rule", "instruments", "expected", "joined", "name"), FORMULAS)
def test_entry_by_instruments(rule: Any, instruments: Any, expected: str, joined: str, name: str) -> None:
    parties = [{"name": event["party"]} for event in instruments]
    accession = ratified(JOINER, type_="accession")
    record = agreement(signed="2010-01-01", entry_into_force=rule, parties=parties, events=[*instruments, *accession])
    found = standing(record, day("2026-01-01"))
    assert found.in_force == day(expected), name
    assert Instruments(record, record.events).own_entry("J") == day(joined), name
    assert Instruments(record, record.events).own_entry(parties[0]["name"]) == day(expected), name
    decisive = max(event["date"] for event in instruments)
    before = standing(record, day("2012-01-01"))
    assert (before.status, before.in_force) == ("signed", None), decisive


@pytest.mark.parametrize(
    ("stated", "expected"), [("signature", "2015-02-09"), ("2016-01-01", "2016-01-01"), (None, None)]
)
def test_entry_as_stated(stated: str | None, expected: str | None) -> None:
    record = agreement(signed="2015-02-09", **({"entry_into_force": stated} if stated else {}))
    found = Instruments(record, ()).entry
    assert found.day == (day(expected) if expected else None)
    assert Instruments(record, ()).own_entry("A") == found.day


def test_signature_of_an_unknown_day_gives_no_day_but_counts_for_the_status() -> None:
    record = agreement(signed="2014", entry_into_force="signature", term="P5Y")
    assert standing(record, day("2014-06-01")).status == "draft"
    found = standing(record, day("2014-12-31"))
    assert (found.status, found.presumed, found.in_force, found.expires) == ("in-force", True, None, None)


def test_signature_without_any_date_of_signature_is_no_entry() -> None:
    assert Instruments(agreement(entry_into_force="signature"), ()).entry.day is None


def test_who_is_missing_and_what_the_day_would_be() -> None:
    record = agreement(
        signed="2012-01-01", entry_into_force={"after": "all", "wait": "P3M", "month": 1}, events=BOTH[:1]
    )
    found = standing(record, day("2012-06-13"))
    assert found.status == "signed"
    assert found.missing == ("B",)
    assert found.act is not None
    assert (found.act.kind, found.act.by) == ("complete-entry", None)
    text = "\n".join(reason.text for reason in explain(record, day("2012-06-13")).reasons)
    assert "2012-10-01, if the last instrument arrived on 2012-06-13" in text
    assert Instruments(record, record.events).own_entry("B") is None


def test_a_number_of_instruments_says_how_many_more_are_needed() -> None:
    record = agreement(
        entry_into_force={"after": 2}, parties=[{"name": "A"}, {"name": "B"}, {"name": "C"}], events=BOTH[:1]
    )
    found = Instruments(record, record.events).entry
    assert (found.missing, found.outstanding, found.needed) == ((), 1, 2)


def test_an_acceding_party_does_not_hold_up_the_others() -> None:
    events = [*BOTH, *ratified(("C", "2012-12-01"), type_="accession")]
    parties = [{"name": "A"}, {"name": "B"}, {"name": "C"}]
    record = agreement(signed="2012-01-01", entry_into_force={"after": "all"}, parties=parties, events=events)
    assert standing(record, day("2013-01-01")).in_force == day("2012-06-13")
    assert Instruments(record, record.events).own_entry("C") == day("2012-12-01")


def test_a_successor_s_instrument_stands_for_its_predecessor_s() -> None:
    succession = {"kind": "succession", "date": "1991-12-26", "from": "USSR", "to": "Russia"}
    events = [succession, *ratified(("US", "1992-01-01"), ("Russia", "1994-12-05"))]
    fields = {
        "signed": "1991-07-31",
        "entry_into_force": {"after": "all"},
        "parties": [{"name": "US"}, {"name": "USSR"}],
    }
    found = standing(agreement(**fields, events=events), day("1995-01-01"))
    assert (found.status, found.in_force) == ("in-force", day("1994-12-05"))
    waiting = standing(agreement(**fields, events=events[:2]), day("1995-01-01"))
    assert waiting.missing == ("Russia",)


def test_without_parties_nothing_is_fulfilled() -> None:
    record = agreement(signed="2012-01-01", entry_into_force={"after": "all"}, parties=[])
    assert Instruments(record, record.events).entry.outstanding == 1


def test_a_day_past_the_calendar_is_none() -> None:
    events = ratified(("A", "9999-12-01"), ("B", "9999-12-02"))
    for rule in ({"after": "all", "month": 1}, {"after": "all", "wait": "P30D", "month": 1}):
        record = agreement(entry_into_force=rule, events=events)
        assert Instruments(record, record.events).entry.day is None


def test_the_earlier_of_two_instruments_of_one_party_counts() -> None:
    record = agreement(entry_into_force={"after": "all"}, events=[*BOTH, *ratified(("B", "2011-01-01"))])
    assert Instruments(record, record.events).entry.day == day("2012-03-02")


@pytest.mark.parametrize(
    ("rule", "last", "expected"),
    [
        ({}, "2016-03", "2016-03"),
        ({}, "2016", "2016"),
        ({"wait": "P1M"}, "2016-03", "2016-04"),
        ({"month": 2}, "2016-03", "2016-05"),
        ({"wait": "P10D"}, "2016-03", "2016"),  # in March or April
        ({"wait": "P3M"}, "2016", None),  # from April 2016 through March 2017
    ],
)
def test_where_the_last_instrument_has_no_day_the_month_or_year_is_stated_as_far_as_it_is_sure(
    rule: dict[str, Any], last: str, expected: str | None
) -> None:
    fields = {"entry_into_force": {"after": "all", **rule}, "term": "indefinite"}
    found = standing(agreement(**fields, events=ratified(("A", "2015-06-01"), ("B", last))), day("2018-01-01"))
    assert (found.status, found.in_force, found.in_force_stated) == ("in-force", None, expected)


def test_days_counted_from_a_month_are_whole_days() -> None:
    march = PartialDay.of("2016-03")
    assert str(march + timedelta(days=10)) == "2016-04-10"
    assert str(march - timedelta(days=31)) == "2016-02-29"
    assert march - day("2016-03-01") == timedelta(days=30)
    assert [str(earliest(one)) for one in (march, day("2016-03-05"))] == ["2016-03-01", "2016-03-05"]

"""Standings that combine clauses: what can be decided, what comes by itself, and what the morning's list shows."""

from typing import Any

import pytest
from agreements import DaysOff, agreement, day
from questions import explain, place, standing

from agreetrack.model.periods import Period

RU_CN: dict[str, Any] = {
    "signed": "2001-07-16",
    "entry_into_force": "2002-02-28",
    "term": "P20Y",
    "renewal": {"mode": "tacit", "period": "P5Y"},
    "notice": {"period": "P1Y"},
}
GSOMIA: dict[str, Any] = {
    "entry_into_force": "2016-11-23",
    "term": "P1Y",
    "renewal": {"mode": "tacit"},
    "notice": {"period": "P90D"},
    "counting": "day-before",
    "counting_basis": "practice",
}


def test_a_tacit_treaty_looks_to_the_next_open_window() -> None:
    found = standing(agreement(**RU_CN), day("2026-11-22"))
    assert (found.expires, found.rival_expires) == (day("2027-02-28"), day("2027-02-27"))
    assert (found.notice_by, found.rival_notice_by) == (day("2026-02-28"), day("2026-02-27"))
    assert (found.period, found.renews_to, found.rival_renews_to) == (2, day("2032-02-28"), day("2032-02-27"))
    assert found.act is not None
    assert (found.act.kind, found.act.by, found.act.or_by) == ("notice", day("2031-02-27"), day("2031-02-28"))
    assert found.happens is not None
    assert (found.happens.kind, found.happens.date, found.happens.days) == ("renewal", day("2027-02-27"), 97)
    assert found.ledger[-1].certain_since == day("2026-03-01")


@pytest.mark.parametrize(
    ("asked", "by", "or_by"),
    [
        ("2021-02-27", "2021-02-27", "2021-02-28"),
        ("2021-02-28", "2021-02-28", "2021-02-27"),  # still in time by one reading
        ("2021-03-01", "2026-02-27", "2026-02-28"),
        ("2000-01-01", None, None),  # a draft decides nothing
    ],
)
def test_the_act_is_the_earliest_reading_that_is_not_past(asked: str, by: str | None, or_by: str | None) -> None:
    act = standing(agreement(**RU_CN), day(asked)).act
    assert (act.by if act else None) == (day(by) if by else None)
    assert (act.or_by if act else None) == (day(or_by) if or_by else None)


CONTESTED = [
    # fields, day, status
    ({"term": "P5Y"}, "2020-02-08", "in-force"),
    ({"term": "P5Y"}, "2020-02-09", "contested"),
    ({"term": "P5Y"}, "2020-02-10", "expired"),
    ({"term": "P5Y", "counting": "anniversary"}, "2020-02-09", "in-force"),
    ({"term": "P5Y", "renewal": {"mode": "tacit"}}, "2020-02-09", "in-force"),
    ({"term": "P5Y", "renewal": {"mode": "tacit", "times": 1}}, "2020-02-09", "in-force"),
    ({"term": "P5Y", "renewal": {"mode": "tacit", "times": 1}}, "2025-02-09", "contested"),
    ({"term": "P5Y", "renewal": {"mode": "indefinite"}}, "2020-02-09", "in-force"),
    ({"term": "2020-02-09"}, "2020-02-09", "contested"),
    ({"term": "2020-02-29"}, "2020-02-29", "in-force"),
]


@pytest.mark.parametrize(("fields", "asked", "status"), CONTESTED)
def test_a_day_that_only_one_reading_covers_is_contested_where_it_ends_there(
    fields: dict[str, Any], asked: str, status: str
) -> None:
    found = standing(agreement(signed="2015-02-09", entry_into_force="signature", **fields), day(asked))
    assert found.status == status
    if status == "contested":
        assert found.act is not None
        assert (found.act.kind, found.act.by) == ("extend", day(asked))
        assert place(found, Period(0, 0)) == "decide"


def test_the_assumed_counting_can_be_day_before_and_its_rival_is_later() -> None:
    record = agreement(signed="2015-02-09", entry_into_force="signature", term="P5Y")
    found = standing(record, day("2020-02-09"), assume="day-before")
    assert (found.expires, found.rival_expires, found.status) == (day("2020-02-08"), day("2020-02-09"), "contested")
    text = "\n".join(one.text for one in explain(record, day("2020-02-01"), assume="day-before").reasons)
    assert "same-numbered day: through 2020-02-09" in text


def test_limited_renewals_end_with_an_extension_to_decide() -> None:
    fields = {**GSOMIA, "renewal": {"mode": "tacit", "times": 2}}
    last = standing(agreement(**fields), day("2019-01-01"))
    assert (last.period, last.notice_by, last.renews_to) == (3, None, None)
    assert last.act is not None
    assert (last.act.kind, last.act.by) == ("extend", day("2019-11-22"))
    before = standing(agreement(**fields), day("2018-10-01"))
    assert before.act is not None
    assert (before.act.kind, before.act.by) == ("extend", day("2019-11-22"))
    assert standing(agreement(**fields), day("2020-01-01")).status == "expired"


def test_a_notice_longer_than_the_renewals_looks_far_ahead() -> None:
    fields = {**GSOMIA, "notice": {"period": "P10Y"}}
    act = standing(agreement(**fields), day("2026-11-22")).act
    assert act is not None
    assert act.by == day("2026-11-22")
    limited = {**fields, "renewal": {"mode": "tacit", "times": 15}}
    act = standing(agreement(**limited), day("2026-11-22")).act
    assert act is not None
    assert (act.kind, act.by) == ("extend", day("2032-11-22"))
    endless = {**fields, "notice": {"period": "P9000Y"}}
    assert standing(agreement(**endless), day("2026-11-22")).act is None


def test_without_a_denunciation_clause_nothing_is_computed() -> None:
    fields = {name: value for name, value in GSOMIA.items() if name != "notice"}
    found = standing(agreement(**fields), day("2026-11-22"))
    assert (found.notice_by, found.act) == (None, None)
    sources = [one.source for one in explain(agreement(**fields), day("2026-11-22")).reasons]
    assert "Vienna Convention 56(2)" in sources


def test_when_a_note_has_to_leave_and_work_to_start() -> None:
    fields = {**RU_CN, "counting": "anniversary", "prepare": "P2M"}
    sent = standing(agreement(**{**fields, "notice": {"period": "P1Y", "transit": "P14D"}}), day("2020-06-01"))
    assert (sent.notice_by, sent.send_by) == (day("2021-02-28"), day("2021-02-12"))  # the 14th is a Sunday
    assert sent.act is not None
    assert (sent.act.start_by, sent.act.opens) == (day("2020-12-28"), day("2020-12-28"))
    dispatch = {"period": "P1Y", "transit": "P14D", "effective_on": "dispatch"}
    assert standing(agreement(**{**fields, "notice": dispatch}), day("2020-06-01")).send_by == day("2021-02-26")
    calendar = DaysOff({day("2021-02-26")})
    free = standing(agreement(**{**fields, "notice": dispatch}), day("2020-06-01"), calendar=calendar)
    assert free.send_by == day("2021-02-25")


YEAR_ENDS = [("P6M", "2026-01-01", "2026-06-30"), ("P3M", "2026-01-01", "2026-09-30")]


@pytest.mark.parametrize(("period", "asked", "by"), YEAR_ENDS)
def test_notice_to_the_end_of_a_calendar_year(period: str, asked: str, by: str) -> None:
    fields = {"entry_into_force": "2017-03-01", "term": "P10Y", "counting": "day-before", "renewal": {"mode": "tacit"}}
    record = agreement(**fields, notice={"period": period, "before": "end-of-year"})
    assert standing(record, day(asked)).notice_by == day(by)
    text = "\n".join(one.text for one in explain(record, day(asked)).reasons)
    assert "before the end of a calendar year" in text
    at_year_end = agreement(
        **{**fields, "entry_into_force": "2017-01-01"}, notice={"period": period, "before": "end-of-year"}
    )
    assert standing(at_year_end, day(asked)).notice_by == day(by)


def test_no_notice_day_before_the_calendar_begins() -> None:
    fields = {"entry_into_force": "0001-01-01", "term": "P1M", "counting": "day-before", "renewal": {"mode": "tacit"}}
    for notice in ({"period": "P9Y", "before": "end-of-year"}, {"period": "P9Y"}):
        assert standing(agreement(**fields, notice=notice), day("0001-01-02")).notice_by is None
    transit = {"period": "P1D", "transit": "P9Y"}
    assert standing(agreement(**fields, notice=transit), day("0001-01-02")).send_by is None


def test_the_end_of_the_calendar_is_no_end() -> None:
    found = standing(agreement(entry_into_force="9998-01-01", term="P5Y"), day("9999-01-01"))
    assert (found.status, found.expires) == ("in-force", None)
    renewing = agreement(entry_into_force="9990-01-01", term="P5Y", renewal={"mode": "tacit"}, notice={"period": "P1Y"})
    last = standing(renewing, day("9999-12-31"))
    assert (last.status, last.expires, last.renews_to) == ("in-force", None, None)
    dated = agreement(entry_into_force="9990-01-01", term="9999-12-31", renewal={"mode": "tacit", "period": "P1Y"})
    assert standing(dated, day("9999-12-31")).renews_to is None


def test_a_long_run_of_periods_stands_in_one_line() -> None:
    record = agreement(**{**GSOMIA, "term": "P1D", "renewal": {"mode": "tacit"}})
    ledger = standing(record, day("2026-11-22")).ledger
    assert [(span.number, span.periods) for span in ledger] == [
        (1, 1),
        (2, 3648),
        (3650, 1),
        (3651, 1),
        (3652, 1),
        (3653, 1),
    ]


def test_a_day_inside_a_run_of_periods_that_later_events_followed() -> None:
    confirmed = [{"kind": "renewal", "date": "2026-01-01"}]
    record = agreement(**GSOMIA, events=confirmed)
    found = standing(record, day("2020-06-01"), knowing=day("2026-11-22"))
    assert (found.period, found.expires, found.renews_to) == (4, day("2020-11-22"), day("2021-11-22"))


PLACES = [
    # fields, day, place within 90 days
    ({"term": "P5Y"}, "2019-12-01", "decide"),
    ({"term": "P5Y"}, "2019-11-10", "decide"),  # the 90th day is the earlier reading
    ({"term": "P5Y"}, "2019-11-09", None),
    ({"term": "P5Y"}, "2020-05-09", "passed"),
    ({"term": "P5Y"}, "2020-05-10", None),
    ({"term": "P5Y", "renewal": {"mode": "none"}}, "2019-12-01", "happens"),
    ({"term": "P5Y", "prepare": "P6M"}, "2019-06-01", "decide"),
    ({"term": "P5Y", "renewal": {"mode": "tacit"}, "notice": {"period": "P6M"}}, "2019-06-01", "decide"),
    ({"term": "P5Y", "renewal": {"mode": "tacit"}, "notice": {"period": "P6M"}}, "2019-12-01", "happens"),
    ({"term": "P5Y", "renewal": {"mode": "tacit"}, "notice": {"period": "P6M"}}, "2018-12-01", None),
    ({"term": "P5Y", "renewal": {"mode": "indefinite"}, "notice": {"period": "P6M"}}, "2019-06-01", "decide"),
    ({"term": "P5Y", "renewal": {"mode": "indefinite"}, "notice": {"period": "P6M"}}, "2020-06-01", None),
    ({"term": "P5Y", "renewal": {"mode": "tacit", "times": 1}}, "2024-12-01", "decide"),
    ({"term": "P5Y", "renewal": {"mode": "tacit", "period": "P1M"}}, "2024-12-01", "happens"),
    ({"term": "2020-02-29", "renewal": {"mode": "tacit"}}, "2019-12-01", "happens"),
    ({"term": "indefinite"}, "2019-12-01", None),
    ({}, "2019-12-01", None),
]


@pytest.mark.parametrize(("fields", "asked", "expected"), PLACES)
def test_where_the_morning_s_list_puts_it(fields: dict[str, Any], asked: str, expected: str | None) -> None:
    record = agreement(signed="2015-02-09", entry_into_force="signature", **fields)
    within = Period(0, 90)
    assert place(standing(record, day(asked)), within) == expected


def test_an_ended_agreement_without_a_last_day_has_not_passed() -> None:
    closed = agreement(
        signed="2015-02-09", entry_into_force="signature", term="P5Y", events=[{"kind": "close", "date": "2020-02-20"}]
    )
    assert place(standing(closed, day("2020-03-01")), Period(0, 90)) is None


SINCE_2015: dict[str, Any] = {"entry_into_force": "2015-05-01", "term": "P15Y"}
UNTIL_2027: dict[str, Any] = {"entry_into_force": "2015-05-01", "term": "2027-12-30"}
UNTIL_2030 = {"kind": "extension", "date": "2020-01-01", "until": "2030-12-15"}
TWO_YEARS = {"kind": "extension", "date": "2020-01-01", "by": "P2Y"}
TWENTY_YEARS = {"kind": "amendment", "date": "2021-06-01", "set": {"term": "P20Y"}}
LEFT = {"kind": "notice", "date": "2026-10-01", "party": "A", "effect": "withdrawal"}
ANY_TIME = {"notice": {"period": "P3M", "before": "any-time"}, "parties": [{"name": "A"}, {"name": "B"}]}


@pytest.mark.parametrize(
    ("fields", "doubt", "last_days"),
    [
        (SINCE_2015, "counting", "2030-05-01 2030-04-30"),
        (UNTIL_2027, "end-day", "2027-12-30 2027-12-29"),
        ({**UNTIL_2027, "events": [TWO_YEARS]}, "end-day", "2029-12-30 2029-12-29"),
        ({**UNTIL_2027, "events": [TWENTY_YEARS]}, "counting", "2035-05-01 2035-04-30"),
        ({**SINCE_2015, "events": [UNTIL_2030]}, "end-day", "2030-12-15 2030-12-14"),
        ({**SINCE_2015, "events": [UNTIL_2030, TWENTY_YEARS]}, "counting", "2035-05-01 2035-04-30"),
        ({**UNTIL_2027, **ANY_TIME, "events": [LEFT]}, "counting", "2027-01-01 2026-12-31"),
    ],
)
def test_two_readings_say_whether_the_counting_or_the_end_day_is_open(
    fields: dict[str, Any], doubt: str, last_days: str
) -> None:
    found = standing(agreement(**fields), day("2026-11-22"))
    assert (f"{found.expires} {found.rival_expires}", found.doubt) == (last_days, doubt)

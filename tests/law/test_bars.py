"""The life of an agreement: the windows for notice, suspensions, provisional application, and what comes after."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from agreements import agreement, day
from hypothesis import given, settings
from hypothesis import strategies as st
from questions import among, life, standing

from agreetrack.law.bars import Days, Life, NoticeWindow
from agreetrack.law.view import ALONE, Lookup

TACIT = {"term": "P2Y", "counting": "anniversary", "renewal": {"mode": "tacit"}, "notice": {"period": "P6M"}}


def seen(on: str, knowing: str | None = None, find: Lookup = ALONE, **fields: Any) -> Life:
    record = agreement(**{"signed": "2020-01-01", "entry_into_force": "signature", **fields})
    return life(record, day(on), day(knowing) if knowing else None, find=find)


def windows(found: Life) -> list[tuple[int, str, str]]:
    return [(one.period, one.opens.isoformat(), one.by.isoformat()) for one in found.notice_windows]


def test_the_standing_is_the_same_with_its_ledger() -> None:
    found = seen("2023-05-01", **TACIT)
    assert found.standing == standing(found.record, day("2023-05-01"))


def test_each_period_has_a_window_that_opens_where_the_one_before_closed() -> None:
    assert windows(seen("2023-05-01", **TACIT)) == [
        (1, "2020-01-01", "2021-07-01"),
        (2, "2021-07-02", "2023-07-01"),
        (3, "2023-07-02", "2025-07-01"),
    ]


def test_a_window_has_its_prudent_day_and_the_day_to_send() -> None:
    clause = {"period": "P6M", "transit": "P14D"}
    found = seen("2020-05-01", **{**TACIT, "counting": None, "notice": clause} | {"counting": "anniversary"})
    assert found.notice_windows[0] == NoticeWindow(
        period=1, opens=day("2020-01-01"), by=day("2021-07-01"), send_by=day("2021-06-17")
    )
    assumed = {name: value for name, value in TACIT.items() if name != "counting"}
    assert seen("2020-05-01", **assumed).notice_windows[0].rival_by == day("2021-06-30")


def test_a_time_without_notice_after_entry_opens_the_window_later_or_not_at_all() -> None:
    clause = {"period": "P6M", "not_before": "P1Y"}
    assert windows(seen("2020-05-01", **{**TACIT, "notice": clause}))[0] == (1, "2021-01-01", "2021-07-01")
    closed = {"period": "P6M", "not_before": "P2Y"}
    assert windows(seen("2020-05-01", **{**TACIT, "notice": closed})) == [(2, "2022-01-02", "2023-07-01")]


def test_where_notice_decides_nothing_there_is_no_window() -> None:
    assert not seen("2020-05-01", term="P2Y", notice={"period": "P6M"}, renewal={"mode": "none"}).notice_windows
    assert not seen("2020-05-01", term="P2Y", renewal={"mode": "tacit"}).notice_windows


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("1968-01-01", (1, "1969-01-17", "1970-01-17")),  # the next one
        ("1969-06-01", (1, "1969-01-17", "1970-01-17")),  # open: it belongs to the period that ended before
        ("1970-06-01", (2, "1979-01-17", "1980-01-17")),
    ],
)
def test_where_the_clause_opens_a_window_after_each_period_the_present_one_is_shown(
    on: str, expected: tuple[int, str, str]
) -> None:
    clause = {"period": "P1Y", "window": "P1Y"}
    fields = {**TACIT, "signed": "1959-01-17", "term": "P10Y", "notice": clause}
    assert windows(seen(on, **fields)) == [expected]


def test_a_window_after_the_end_is_none() -> None:
    ended = {"kind": "termination", "date": "2022-02-01", "last_day": "2022-03-01"}
    assert [one.period for one in seen("2022-02-15", **TACIT, events=[ended]).notice_windows] == [1]


def test_periods_after_the_end_have_no_window() -> None:
    left = {"kind": "notice", "date": "2021-01-01", "party": "A"}
    assert [one.period for one in seen("2026-02-15", **TACIT, events=[left]).notice_windows] == [1]


def test_periods_that_were_agreed_and_then_fell_away_have_no_window() -> None:
    agreed = {"kind": "extension", "date": "2020-05-01", "from": "2025-01-01", "by": "P2Y"}
    ended = {"kind": "termination", "date": "2020-06-01", "last_day": "2021-12-01"}
    assert [one.period for one in seen("2020-07-01", **TACIT, events=[agreed]).notice_windows] == [1, 2, 4, 5]
    assert [one.period for one in seen("2020-07-01", **TACIT, events=[agreed, ended]).notice_windows] == [1]


def test_many_short_periods_have_windows_where_they_stand_alone() -> None:
    monthly = {**TACIT, "term": "P1M", "notice": {"period": "P5D"}}
    found = seen("2023-05-15", **monthly)
    alone = {span.number for span in found.standing.ledger if span.kind == "period" and span.periods == 1}
    assert {one.period for one in found.notice_windows} == alone


def test_suspensions_are_kept_after_they_are_over_and_end_with_the_agreement() -> None:
    events = [
        {"kind": "suspension", "date": "2020-03-01", "articles": "3"},
        {"kind": "resumption", "date": "2020-05-01"},
        {"kind": "suspension", "date": "2021-01-01"},
    ]
    found = seen("2026-01-01", term="P2Y", counting="anniversary", events=events).suspensions
    assert [(one.since, one.until, one.articles) for one in found] == [
        (day("2020-03-01"), day("2020-04-30"), "3"),
        (day("2021-01-01"), day("2022-01-01"), None),
    ]


def test_a_suspension_after_the_end_is_none() -> None:
    late = {"kind": "suspension", "date": "2020-06-01", "effective": "2023-01-01"}
    assert seen("2026-01-01", term="P2Y", events=[late]).suspensions == ()


@pytest.mark.parametrize(
    ("entry", "events", "expected"),
    [
        (None, [], Days(day("2020-02-01"))),
        (None, [{"kind": "provisional-end", "date": "2020-06-01"}], Days(day("2020-02-01"), day("2020-05-31"))),
        ("2021-01-01", [], Days(day("2020-02-01"), day("2020-12-31"))),
    ],
)
def test_provisional_application_ends_at_the_latest_with_entry_into_force(
    entry: str | None, events: list[dict[str, Any]], expected: Days
) -> None:
    begun = {"kind": "provisional", "date": "2020-02-01"}
    fields = {"entry_into_force": entry} if entry else {}
    record = agreement(signed="2020-01-01", term="2029-12-31", events=[begun, *events], **fields)
    assert life(record, day("2022-01-01")).provisional == (expected,)


def test_provisional_application_after_entry_into_force_is_none() -> None:
    assert seen("2022-01-01", term="P9Y", events=[{"kind": "provisional", "date": "2020-02-01"}]).provisional == ()


@pytest.mark.parametrize(
    ("fields", "beyond"),
    [
        (TACIT, Days(day("2026-01-02"))),
        ({**TACIT, "renewal": {"mode": "tacit", "times": 3}}, Days(day("2026-01-02"), day("2028-01-01"))),
        ({**TACIT, "renewal": {"mode": "tacit", "times": 1}}, None),
        ({**TACIT, "renewal": {"mode": "express"}}, None),
        ({**TACIT, "renewal": {"mode": "indefinite"}, "term": "P9Y"}, Days(day("2029-01-02"))),
        ({"term": "indefinite"}, None),
        ({**TACIT, "events": [{"kind": "notice", "date": "2023-01-01", "party": "A"}]}, None),
    ],
)
def test_what_comes_by_itself_after_the_ledger(fields: dict[str, Any], beyond: Days | None) -> None:
    assert seen("2023-05-01", **fields).beyond == beyond


def falling(last: str, **fields: Any) -> Life:
    """An agreement that falls with another one, which lapses on a day."""
    treaty = agreement(ref="TREATY", entry_into_force="2015-01-01", term=last, end_day="included")
    return seen("2023-05-01", find=among(treaty), links=[{"kind": "falls-with", "ref": "TREATY"}], **fields)


def test_nothing_comes_by_itself_where_it_falls_with_another() -> None:
    assert falling("2025-01-01", **TACIT).beyond is None
    assert [one.period for one in falling("2025-01-01", **TACIT).notice_windows] == [1, 2]
    assert falling("2040-01-01", **TACIT).beyond == Days(day("2026-01-02"), day("2040-01-01"))


def test_a_draft_has_nothing_beyond() -> None:
    assert seen("2019-01-01", **TACIT).beyond is None


@settings(max_examples=100, deadline=None)
@given(
    st.dates(date(2015, 1, 1), date(2035, 1, 1)),
    st.sampled_from(["P1M", "P1Y", "P18M", "P5Y"]),
    st.sampled_from(["P5D", "P6M", "P1Y"]),
)
def test_windows_follow_one_another_without_a_day_between(on: date, term: str, notice: str) -> None:
    found = seen(on.isoformat(), **{**TACIT, "term": term, "notice": {"period": notice}}).notice_windows
    for one, after in pairwise(found):
        if after.period == one.period + 1:
            assert (after.opens - one.by).days == 1


def test_a_clause_that_opens_no_window_has_none() -> None:
    clause = {"period": "P6M", "window": "P1Y"}
    assert windows(seen("2020-05-01", **{**TACIT, "notice": clause, "renewal": {"mode": "none"}})) == []

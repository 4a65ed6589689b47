"""What events do to an agreement, one table or story for each kind."""

from typing import Any

import pytest
from agreements import agreement, day
from questions import explain, place, standing

from agreetrack.model.periods import Period

FIVE = {"signed": "2015-02-09", "entry_into_force": "signature", "term": "P5Y", "counting": "anniversary"}
TACIT = {**FIVE, "renewal": {"mode": "tacit"}, "notice": {"period": "P6M"}}


def event(kind: str, date: str, **more: Any) -> dict[str, Any]:
    """An event as it stands in a file."""
    if "from_" in more:
        more["from"] = more.pop("from_")
    return {"kind": kind, "date": date, **more}


EXTENSIONS = [
    # fields, extensions, day asked, expires, rival, status, period
    (FIVE, [event("extension", "2019-12-01", by="P5Y")], "2020-01-01", "2025-02-09", None, "in-force", 1),
    (FIVE, [event("extension", "2019-12-01", until="2024-06-30")], "2020-01-01", "2024-06-30", None, "in-force", 1),
    (
        FIVE,
        [event("extension", "2019-12-01", until="2024-06-15")],
        "2020-01-01",
        "2024-06-15",
        "2024-06-14",
        "in-force",
        1,
    ),
    (
        FIVE,
        [event("extension", "2019-12-01", until="2024-06-15", end_day="excluded")],
        "2020-01-01",
        "2024-06-14",
        None,
        "in-force",
        1,
    ),
    (
        FIVE,
        [event("extension", "2019-12-01", until="2024-06-15", end_day="included")],
        "2020-01-01",
        "2024-06-15",
        None,
        "in-force",
        1,
    ),
    # after an extension to a date later ends run from the day after, whose first day counts
    (
        FIVE,
        [event("extension", "2019-12-01", until="2024-06-30"), event("extension", "2024-06-01", by="P6M")],
        "2024-07-01",
        "2024-12-31",
        None,
        "in-force",
        1,
    ),
    (
        FIVE,
        [event("extension", "2019-12-01", until="2024-06-15"), event("extension", "2024-06-01", by="P6M")],
        "2024-07-01",
        "2024-12-15",
        "2024-12-14",
        "in-force",
        1,
    ),
    # recorded after the end: retroactive where known, expired where not
    (FIVE, [event("extension", "2020-03-01", by="P1Y")], "2020-03-01", "2021-02-09", None, "in-force", 1),
    (FIVE, [event("extension", "2020-03-01", by="P1Y")], "2020-02-20", "2020-02-09", None, "expired", 1),
    # with a start of its own: a new anchor, without and with a gap
    (
        FIVE,
        [event("extension", "2020-02-01", by="P5Y", from_="2020-02-09")],
        "2020-02-10",
        "2025-02-09",
        None,
        "in-force",
        2,
    ),
    (
        FIVE,
        [event("extension", "2020-02-01", by="P1Y", from_="2020-05-01")],
        "2020-05-01",
        "2021-05-01",
        None,
        "in-force",
        2,
    ),
    (
        FIVE,
        [event("extension", "2020-02-01", by="P1Y", from_="2020-05-01")],
        "2020-03-01",
        "2020-02-09",
        None,
        "expired",
        None,
    ),
    (
        FIVE,
        [event("extension", "2020-02-01", until="2021-12-31", from_="2020-05-01")],
        "2020-06-01",
        "2021-12-31",
        None,
        "in-force",
        2,
    ),
    # nothing to lengthen
    (FIVE, [event("extension", "2019-12-01", until="2018-01-01")], "2020-01-01", "2020-02-09", None, "in-force", 1),
    (
        FIVE,
        [event("extension", "2019-12-01", by="P1M", from_="2019-12-31")],
        "2020-01-01",
        "2020-02-09",
        None,
        "in-force",
        1,
    ),
    (
        FIVE,
        [event("extension", "2019-12-01", by="P1M", from_="2014-12-31")],
        "2020-01-01",
        "2020-02-09",
        None,
        "in-force",
        1,
    ),
    # a term that is not known gets an end, or cannot be reckoned
    (
        {**FIVE, "term": None},
        [event("extension", "2019-12-01", until="2024-06-30")],
        "2020-01-01",
        "2024-06-30",
        None,
        "in-force",
        1,
    ),
    ({**FIVE, "term": None}, [event("extension", "2019-12-01", by="P5Y")], "2020-01-01", None, None, "in-force", 1),
    (
        {**FIVE, "term": None},
        [event("extension", "2019-12-01", by="P5Y", from_="2020-01-01")],
        "2020-01-01",
        "2025-01-01",
        None,
        "in-force",
        2,
    ),
    # a term stated as a date
    (
        {**FIVE, "term": "2019-12-31"},
        [event("extension", "2019-12-01", by="P6M")],
        "2020-01-01",
        "2020-06-30",
        None,
        "in-force",
        1,
    ),
    ({**FIVE, "term": "2019-12-31", "end_day": "excluded"}, [], "2019-12-30", "2019-12-30", None, "in-force", 1),
    # tacit renewal goes on from the sum
    (TACIT, [event("extension", "2019-12-01", by="P1Y")], "2022-01-01", "2026-02-09", None, "in-force", 2),
    (TACIT, [event("extension", "2022-12-01", by="P1Y")], "2023-01-01", "2026-02-09", None, "in-force", 2),
]


@pytest.mark.parametrize(("fields", "happened", "asked", "expires", "rival", "status", "period"), EXTENSIONS)
def test_extensions(
    fields: Any, happened: Any, asked: str, expires: str | None, rival: str | None, status: str, period: int | None
) -> None:
    given = {name: value for name, value in fields.items() if value is not None}
    found = standing(agreement(**given, events=happened), day(asked))
    assert found.expires == (day(expires) if expires else None)
    assert found.rival_expires == (day(rival) if rival else None)
    assert (found.status, found.period) == (status, period)


def test_a_gap_is_named_and_the_new_start_comes_by_itself() -> None:
    record = agreement(**FIVE, events=[event("extension", "2020-02-01", by="P1Y", from_="2020-05-01")])
    found = standing(record, day("2020-03-01"))
    assert found.happens is not None
    assert (found.happens.kind, found.happens.date) == ("entry-into-force", day("2020-05-01"))
    assert [(span.kind, span.start, span.through) for span in found.ledger] == [
        ("period", day("2015-02-09"), day("2020-02-09")),
        ("gap", day("2020-02-10"), day("2020-04-30")),
        ("period", day("2020-05-01"), day("2021-05-01")),
    ]


RENEWALS = [
    # renewal clause, events, day asked, expires, renews_to, period
    ({"mode": "express"}, [event("renewal", "2020-01-01")], "2020-01-02", "2020-02-09", "2025-02-09", 1),
    ({"mode": "express"}, [event("renewal", "2020-01-01")], "2020-02-10", "2025-02-09", None, 2),
    ({"mode": "express", "period": "P2Y"}, [event("renewal", "2020-01-01")], "2020-02-10", "2022-02-09", None, 2),
    (None, [event("renewal", "2020-01-01")], "2020-02-10", "2025-02-09", None, 2),
    ({"mode": "tacit"}, [event("renewal", "2020-01-01")], "2020-02-10", "2025-02-09", "2030-02-09", 2),
    ({"mode": "tacit", "times": 1}, [], "2020-02-10", "2025-02-09", None, 2),
    ({"mode": "tacit", "times": 1}, [], "2020-01-01", "2020-02-09", "2025-02-09", 1),
    ({"mode": "tacit", "period": "P1D"}, [], "2040-01-01", "2040-01-01", "2040-01-02", 7267),
    ({"mode": "indefinite"}, [event("renewal", "2020-01-01")], "2020-02-10", None, None, 2),
]


@pytest.mark.parametrize(("renewal", "happened", "asked", "expires", "renews_to", "period"), RENEWALS)
def test_renewals(
    renewal: Any, happened: Any, asked: str, expires: str | None, renews_to: str | None, period: int
) -> None:
    fields = {**FIVE, "renewal": renewal} if renewal else FIVE
    found = standing(agreement(**fields, events=happened), day(asked))
    assert found.expires == (day(expires) if expires else None)
    assert found.renews_to == (day(renews_to) if renews_to else None)
    assert found.period == period


def test_a_tacit_renewal_of_unknown_length_goes_on_without_a_known_end() -> None:
    record = agreement(**{**FIVE, "term": "2020-02-09", "end_day": "included"}, renewal={"mode": "tacit"})
    found = standing(record, day("2020-02-10"))
    assert (found.status, found.expires, found.presumed, found.period) == ("in-force", None, True, 2)
    assert standing(record, day("2020-02-01")).renews_to is None


def test_an_express_renewal_of_an_unknown_term_has_no_effect_and_says_so() -> None:
    fields = {name: value for name, value in FIVE.items() if name != "term"}
    record = agreement(**fields, renewal={"mode": "express"}, events=[event("renewal", "2020-01-01")])
    assert standing(record, day("2020-02-10")).expires is None
    assert "cannot be reckoned" in _reasons(record, "2020-02-10")


def _reasons(record: Any, asked: str) -> str:
    return "\n".join(f"{one.label} {one.text} {one.source}" for one in explain(record, day(asked)).reasons)


NOTICES = [
    # fields beside TACIT, notice event, ends, rival expiry on 2019-09-01, effect on the status after the end
    ({}, event("notice", "2019-08-09", party="A"), "2020-02-09", "expired"),
    ({}, event("notice", "2019-08-10", party="A"), "2025-02-09", "expired"),
    ({"notice": None}, event("notice", "2020-02-09", party="A"), "2020-02-09", "expired"),
    ({"notice": None}, event("notice", "2020-02-10", party="A"), "2025-02-09", "expired"),
    ({}, event("notice", "2019-08-09", party="A", last_day="2019-12-31"), "2019-12-31", "expired"),
    ({}, event("notice", "2019-08-09", party="A", effect="withdrawal"), "2020-02-09", "terminated"),
    (
        {"notice": {"period": "P6M", "before": "any-time"}},
        event("notice", "2019-08-10", party="A"),
        "2020-02-10",
        "terminated",
    ),
    (
        {"notice": {"period": "P6M", "before": "any-time"}},
        event("notice", "2019-08-10", party="A", effect="non-renewal"),
        "2025-02-09",
        "expired",
    ),
    (
        {"notice": {"period": "P6M", "before": "end-of-year"}},
        event("notice", "2019-06-30", party="A"),
        "2019-12-31",
        "terminated",
    ),
    (
        {"notice": {"period": "P6M", "before": "end-of-year"}},
        event("notice", "2019-07-01", party="A"),
        "2020-12-31",
        "terminated",
    ),
    (
        {"notice": {"period": "P6M", "before": "any-time", "not_before": "P3Y"}},
        event("notice", "2016-01-01", party="A"),
        "2018-08-09",
        "terminated",
    ),
    ({"renewal": {"mode": "indefinite"}}, event("notice", "2016-01-01", party="A"), "2020-02-09", "expired"),
    ({"renewal": {"mode": "indefinite"}}, event("notice", "2021-01-01", party="A"), "2021-07-01", "terminated"),
    (
        {"renewal": {"mode": "indefinite"}, "notice": {"period": "P6M", "before": "end-of-period"}},
        event("notice", "2021-01-01", party="A"),
        "2021-07-01",
        "expired",
    ),
    ({"notice": {"period": "P9Y"}}, event("notice", "2016-02-10", party="A"), "2030-02-09", "expired"),
    ({"notice": {"period": "P9Y"}}, event("notice", "2016-02-09", party="A"), "2025-02-09", "expired"),
    ({"notice": {"period": "P12Y"}}, event("notice", "2016-02-10", party="A"), "2030-02-09", "expired"),
    ({"renewal": {"mode": "tacit", "times": 1}}, event("notice", "2024-12-01", party="A"), "2025-02-09", "expired"),
    ({"renewal": {"mode": "express"}}, event("notice", "2019-12-01", party="A"), "2020-02-09", "expired"),
]


@pytest.mark.parametrize(("more", "given", "ends", "after"), NOTICES)
def test_notice_ends_with_the_first_period_it_is_in_time_for(more: Any, given: Any, ends: str, after: str) -> None:
    fields = {name: value for name, value in {**TACIT, **more}.items() if value is not None}
    record = agreement(**fields, events=[given])
    found = standing(record, max(day(given["date"]), day("2016-01-01")))
    assert found.ends == day(ends)
    assert found.leaving[0].ends == day(ends)
    assert found.act is None
    assert found.status == ("ending" if found.ends >= found.day else after)
    later = standing(record, day("2031-01-01"))
    assert (later.status, later.expires) == (after, day(ends))


def test_a_late_notice_ends_a_later_period_and_the_running_one_still_renews() -> None:
    record = agreement(**TACIT, events=[event("notice", "2019-12-01", party="A")])
    found = standing(record, day("2020-01-01"))
    assert (found.expires, found.renews_to) == (day("2020-02-09"), day("2025-02-09"))
    assert (found.ends, found.out_from) == (day("2025-02-09"), day("2025-02-10"))
    assert found.happens is not None
    assert found.happens.kind == "renewal"
    assert explain(record, day("2020-01-01")).heading == "Why X-1 ends with 2025-02-09"


def test_notice_under_a_clause_without_an_end_to_compute() -> None:
    record = agreement(
        signed="2015-02-09",
        entry_into_force="signature",
        term="indefinite",
        events=[event("notice", "2019-01-01", party="A")],
    )
    found = standing(record, day("2019-02-01"))
    assert (found.status, found.ends, found.leaving[0].ends) == ("in-force", None, None)
    assert "no last day can be computed" in _reasons(record, "2019-02-01")


def test_notice_that_reaches_past_the_calendar() -> None:
    fields = {**TACIT, "term": "indefinite", "notice": {"period": "P9000Y"}}
    record = agreement(**fields, events=[event("notice", "2019-01-01", party="A")])
    assert standing(record, day("2019-02-01")).ends is None


THREE: dict[str, Any] = {**TACIT, "parties": [{"name": "A"}, {"name": "B"}, {"name": "C"}], "term": "indefinite"}


def test_parties_set_anew_after_one_left_are_counted_anew() -> None:
    happened = [
        event("notice", "2019-01-01", party="A"),
        event("amendment", "2021-01-01", set={"parties": [{"name": "B"}, {"name": "C"}]}),
    ]
    found = standing(agreement(**THREE, events=happened), day("2022-01-01"))
    assert (found.status, found.ends) == ("in-force", None)


def test_a_notice_of_somebody_unrecorded_ends_an_agreement_of_fewer_than_two_parties() -> None:
    record = agreement(**{**THREE, "parties": [{"name": "A"}]}, events=[event("notice", "2019-01-01", party="B")])
    assert standing(record, day("2020-01-01")).ends == day("2019-07-01")


def test_a_party_that_left_may_come_back_and_leave_again() -> None:
    happened = [
        event("notice", "2017-01-01", party="A"),
        event("instrument", "2023-01-01", party="A", type="accession"),
        event("notice", "2025-01-01", party="B"),
    ]
    back = standing(agreement(**THREE, events=happened), day("2026-06-01"))
    assert (back.status, [one.party for one in back.leaving]) == ("in-force", ["B"])
    again = [*happened, event("notice", "2025-02-01", party="A")]
    gone = standing(agreement(**THREE, events=again), day("2026-06-01"))
    assert (gone.status, gone.ends) == ("terminated", day("2025-08-01"))


def test_the_end_of_a_first_term_that_a_notice_waits_for_has_both_readings() -> None:
    fields = {"entry_into_force": "2009-05-31", "term": "P24M", "notice": {"period": "P3M"}}
    record = agreement(**fields, renewal={"mode": "indefinite"}, events=[event("notice", "2009-06-18", party="A")])
    found = standing(record, day("2011-05-31"), assume="day-before")
    assert (found.status, found.expires, found.rival_expires) == ("contested", day("2011-05-30"), day("2011-05-31"))
    yearly = agreement(
        **{**fields, "notice": {"period": "P3M", "before": "end-of-year"}},
        renewal={"mode": "indefinite"},
        events=[event("notice", "2009-06-18", party="A")],
    )
    assert standing(yearly, day("2010-01-01")).ends == day("2011-12-31")


def test_a_notice_of_an_open_ended_agreement_without_a_clause_is_a_withdrawal() -> None:
    given = event("notice", "2019-01-01", party="A", last_day="2019-12-31")
    record = agreement(signed="2015-02-09", entry_into_force="signature", term="indefinite", events=[given])
    assert standing(record, day("2020-01-01")).status == "terminated"


def test_no_notice_counts_before_it_is_permitted() -> None:
    fields = {**TACIT, "term": "P1Y", "notice": {"period": "P3M", "not_before": "P2Y"}}
    found = standing(agreement(**fields), day("2015-06-01"))
    assert found.notice_by is None
    assert found.act is not None
    assert found.act.by == day("2017-11-09")


def test_only_the_giver_leaves_while_two_remain() -> None:
    fields = {**TACIT, "parties": [{"name": "A"}, {"name": "B"}, {"name": "C"}], "survival": "P2Y"}
    record = agreement(**fields, events=[event("notice", "2019-08-01", party="A")])
    found = standing(record, day("2020-03-01"))
    assert (found.status, found.ends, found.renews_to) == ("in-force", None, day("2030-02-09"))
    assert [(one.party, one.ends, one.binding_until) for one in found.leaving] == [
        ("A", day("2020-02-09"), day("2022-02-09"))
    ]
    both = agreement(
        **fields, events=[event("notice", "2019-08-01", party="A"), event("notice", "2019-08-02", party="B")]
    )
    assert standing(both, day("2020-03-01")).status == "expired"
    ours = agreement(
        **{**fields, "parties": [{"name": "A", "us": True}, {"name": "B"}, {"name": "C"}]},
        events=[event("notice", "2019-08-01", party="A")],
    )
    assert standing(ours, day("2020-03-01")).ends == day("2020-02-09")
    all_ = agreement(
        **{**fields, "notice": {"period": "P6M", "ends": "all"}}, events=[event("notice", "2019-08-01", party="A")]
    )
    assert standing(all_, day("2020-03-01")).ends == day("2020-02-09")


def test_a_second_notice_of_the_same_party_counts_where_it_ends_earlier() -> None:
    fields = {**TACIT, "notice": {"period": "P6M", "before": "any-time"}}
    twice = [event("notice", "2019-01-01", party="A"), event("notice", "2019-02-01", party="A")]
    record = agreement(**fields, events=twice)
    assert standing(record, day("2019-03-01")).ends == day("2019-07-01")
    assert "leaves by an earlier notice" in _reasons(record, "2019-03-01")
    sooner = [event("notice", "2019-01-01", party="A"), event("notice", "2019-02-01", party="A", last_day="2019-03-31")]
    assert standing(agreement(**fields, events=sooner), day("2019-03-01")).ends == day("2019-03-31")


@pytest.mark.parametrize("back", ["notice-suspended", "notice-withdrawn"])
def test_a_notice_taken_back_in_time_has_no_effect(back: str) -> None:
    given = [event("notice", "2019-08-01", party="A"), event(back, "2020-02-09", party="A")]
    record = agreement(**TACIT, events=given)
    assert standing(record, day("2019-09-01")).status == "ending"
    found = standing(record, day("2020-03-01"))
    assert (found.status, found.expires, found.leaving) == ("in-force", day("2025-02-09"), ())
    assert found.ledger[1].certain_since == day("2020-02-09")


def test_a_notice_cannot_be_taken_back_after_its_effect_nor_by_another_party() -> None:
    given = event("notice", "2019-08-01", party="A")
    late = agreement(**TACIT, events=[given, event("notice-withdrawn", "2020-02-10")])
    assert standing(late, day("2020-03-01")).status == "expired"
    assert "after the end" in _reasons(late, "2020-03-01")
    other = agreement(**TACIT, events=[given, event("notice-withdrawn", "2019-09-01", party="B")])
    assert standing(other, day("2020-03-01")).status == "expired"
    assert "no notice that it could take back" in _reasons(other, "2020-03-01")


def test_termination_by_consent_ends_on_its_last_day() -> None:
    record = agreement(**TACIT, events=[event("termination", "2018-01-01", last_day="2018-06-30")])
    found = standing(record, day("2018-06-30"))
    assert (found.status, found.ends, found.out_from) == ("ending", day("2018-06-30"), day("2018-07-01"))
    assert standing(record, day("2018-07-01")).status == "terminated"
    later = agreement(**TACIT, events=[event("termination", "2018-01-01", last_day="2021-06-30")])
    assert standing(later, day("2020-01-01")).renews_to == day("2021-06-30")
    assert standing(later, day("2021-01-01")).ends == day("2021-06-30")
    express = agreement(**FIVE, events=[event("termination", "2018-01-01", last_day="2021-06-30")])
    assert standing(express, day("2020-01-01")).ends == day("2020-02-09")
    assert standing(express, day("2020-03-01")).status == "expired"


def test_closing_silences_an_ended_agreement() -> None:
    record = agreement(**FIVE, events=[event("close", "2020-03-01")])
    before, after = standing(record, day("2020-02-20")), standing(record, day("2020-03-01"))
    assert place(after, Period(0, 90)) is None
    assert before.act is not None
    assert before.act.kind == "close"
    assert after.closed
    assert after.act is None


def test_provisional_application_begins_and_ends() -> None:
    happened = [event("provisional", "2015-03-01"), event("provisional-end", "2016-01-01")]
    record = agreement(signed="2015-02-09", term="P5Y", events=happened)
    assert standing(record, day("2015-02-20")).status == "signed"
    assert standing(record, day("2015-12-31")).status == "provisional"
    assert standing(record, day("2016-01-01")).status == "signed"
    entered = agreement(signed="2015-02-09", entry_into_force="2015-06-01", term="P5Y", events=happened[:1])
    found = standing(entered, day("2015-07-01"))
    assert (found.status, found.expires) == ("in-force", day("2020-06-01"))
    assert [span.kind for span in found.ledger] == ["awaiting", "provisional", "period"]
    counted = agreement(signed="2015-02-09", term_from="provisional", term="P5Y", events=happened[:1])
    assert standing(counted, day("2016-01-01")).expires == day("2020-03-01")
    assert standing(counted, day("2021-01-01")).status == "expired"
    unstarted = agreement(signed="2015-02-09", term_from="provisional", term="P5Y")
    assert standing(unstarted, day("2016-01-01")).expires is None


def test_suspension_runs_to_the_day_before_resumption_and_the_term_runs_on() -> None:
    happened = [event("suspension", "2017-01-01"), event("resumption", "2017-03-01")]
    record = agreement(**FIVE, events=happened)
    asked = {text: standing(record, day(text)) for text in ("2016-12-31", "2017-01-01", "2017-02-28", "2017-03-01")}
    assert [found.suspended for found in asked.values()] == [False, True, True, False]
    assert {found.expires for found in asked.values()} == {day("2020-02-09")}
    assert "suspended from 2017-01-01" in _reasons(record, "2017-02-01")


def test_suspension_of_articles_or_by_one_party_is_not_of_the_whole() -> None:
    happened = [
        event("suspension", "2017-01-01", articles="3", until="2017-12-31"),
        event("suspension", "2017-01-01", party="A"),
        event("resumption", "2017-06-01", party="A"),
        event("resumption", "2017-07-01", party="B"),
    ]
    record = agreement(**FIVE, events=happened)
    found = standing(record, day("2017-02-01"))
    assert not found.suspended
    assert [(one.party, one.articles, one.until) for one in found.suspensions] == [
        (None, "3", day("2017-12-31")),
        ("A", None, None),
    ]
    assert len(standing(record, day("2017-08-01")).suspensions) == 1
    assert standing(record, day("2018-01-01")).suspensions == ()
    assert standing(record, day("2021-01-01")).suspensions == ()
    assert "nothing was suspended" in _reasons(record, "2018-01-01")


def test_succession_of_a_party_takes_over_its_notice() -> None:
    happened = [event("notice", "2019-08-01", party="A"), event("succession", "2019-09-01", from_="A", to="C")]
    found = standing(agreement(**TACIT, events=happened), day("2019-10-01"))
    assert found.leaving[0].party == "C"
    into_other = agreement(**TACIT, events=[event("succession", "2019-09-01", from_="A", to="B")])
    assert standing(into_other, day("2019-10-01")).status == "in-force"
    stranger = agreement(**TACIT, events=[event("succession", "2019-09-01", from_="Z", to="C")])
    assert standing(stranger, day("2019-10-01")).status == "in-force"


AMENDMENTS = [
    # amendment (set, effective), day asked, expires, period
    ({"term": "P7Y"}, "2018-01-01", "2019-01-01", "2022-02-09", 1),
    ({"term": "2021-12-31"}, "2018-01-01", "2019-01-01", "2021-12-31", 1),
    ({"term": "indefinite"}, "2018-01-01", "2019-01-01", None, 1),
    ({"term": "P7Y"}, "2021-01-01", "2021-06-01", "2027-02-09", 2),
    ({"renewal": {"mode": "tacit", "period": "P1Y"}}, "2018-01-01", "2020-02-10", "2021-02-09", 2),
    ({"renewal": {"mode": "none"}}, "2018-01-01", "2019-01-01", "2020-02-09", 1),
    ({"counting": "day-before"}, "2018-01-01", "2019-01-01", "2020-02-09", 1),
    ({"counting": "day-before"}, "2018-01-01", "2020-02-10", "2025-02-08", 2),
    ({"term": "P7Y"}, "2019-06-01", "2019-01-01", "2022-02-09", 1),
]


@pytest.mark.parametrize(("changed", "effective", "asked", "expires", "period"), AMENDMENTS)
def test_clauses_set_anew_hold_from_their_day(
    changed: Any, effective: str, asked: str, expires: str | None, period: int
) -> None:
    record = agreement(**TACIT, events=[event("amendment", "2017-06-01", effective=effective, set=changed)])
    found = standing(record, day(asked))
    assert found.expires == (day(expires) if expires else None)
    assert found.period == period


@pytest.mark.parametrize(
    ("fields", "happened", "expires"),
    [
        (FIVE, [event("amendment", "2018-06-01", set={"term": "P2Y"})], "2020-02-09"),
        ({**FIVE, "term": "indefinite"}, [event("amendment", "2020-06-01", set={"term": "P3Y"})], None),
        (
            FIVE,
            [
                event("extension", "2016-01-01", until="2025-12-31"),
                event("amendment", "2020-01-10", set={"term": "P4Y"}),
            ],
            "2025-12-31",
        ),
    ],
)
def test_a_new_term_that_would_be_over_already_has_no_effect(fields: Any, happened: Any, expires: str | None) -> None:
    record = agreement(**fields, events=happened)
    found = standing(record, day("2020-01-15"), knowing=day("2020-07-01"))
    assert found.expires == (day(expires) if expires else None)
    assert "would be over already" in _reasons(record, "2020-07-01")


def test_clauses_that_take_effect_later_do_not_hold_before() -> None:
    fields = {**TACIT, "term": "P1Y", "notice": {"period": "P3M"}}
    changed = event("amendment", "2016-02-01", effective="2020-02-01", set={"renewal": {"mode": "none"}})
    record = agreement(**fields, events=[changed])
    before = standing(record, day("2016-03-01"))
    assert (before.notice_by, before.renews_to) == (day("2016-11-09"), day("2018-02-09"))
    assert standing(record, day("2020-02-05")).renews_to is None


def test_a_renewal_was_certain_by_the_clause_of_its_time() -> None:
    changed = event("amendment", "2021-01-01", set={"notice": {"period": "P1Y"}})
    found = standing(agreement(**TACIT, events=[changed]), day("2021-06-01"))
    assert (found.notice_by, found.ledger[1].certain_since) == (day("2024-02-09"), day("2019-08-10"))


def test_entry_into_force_is_the_next_thing_under_provisional_application() -> None:
    record = agreement(
        signed="2022-01-01", entry_into_force="2023-01-01", term="P5Y", events=[event("provisional", "2022-02-01")]
    )
    happens = standing(record, day("2022-06-01")).happens
    assert happens is not None
    assert (happens.kind, happens.date) == ("entry-into-force", day("2023-01-01"))


def test_the_day_between_two_readings_before_a_gap_is_contested() -> None:
    fields = {name: value for name, value in FIVE.items() if name != "counting"}
    record = agreement(**fields, events=[event("extension", "2020-06-01", by="P5Y", from_="2020-05-01")])
    found = standing(record, day("2020-02-09"), knowing=day("2020-07-01"))
    assert found.status == "contested"
    assert found.happens is not None
    assert found.happens.kind == "expiry"


@pytest.mark.parametrize("start", [{}, {"from_": "2019-12-01"}])
def test_an_extension_that_states_nothing_moves_nothing(start: dict[str, str]) -> None:
    record = agreement(**FIVE, events=[event("extension", "2019-06-01", **start)])
    assert standing(record, day("2020-01-01")) == standing(agreement(**FIVE), day("2020-01-01"))


def test_a_new_start_ahead_lets_tacit_renewals_come_first() -> None:
    record = agreement(
        **{**TACIT, "term": "P1Y"}, events=[event("extension", "2015-06-01", by="P2Y", from_="2019-01-01")]
    )
    assert standing(record, day("2017-01-01")).status == "in-force"


def test_an_amended_term_keeps_earlier_extensions() -> None:
    happened = [
        event("extension", "2016-01-01", by="P1Y"),
        event("amendment", "2017-01-01", set={"term": "P7Y"}),
    ]
    assert standing(agreement(**TACIT, events=happened), day("2018-01-01")).expires == day("2023-02-09")
    dated = [happened[0], event("amendment", "2017-01-01", set={"term": "2021-12-31"})]
    assert standing(agreement(**TACIT, events=dated), day("2018-01-01")).expires == day("2022-12-31")


def test_amended_notice_parties_and_survival_hold_from_their_day() -> None:
    changed = {"notice": {"period": "P1Y"}, "parties": [{"name": "A"}, {"name": "B"}, {"name": "C"}], "survival": "P1Y"}
    happened = [
        event("amendment", "2017-01-01", set=changed),
        event("termination", "2018-01-01", last_day="2018-12-31"),
    ]
    record = agreement(**TACIT, events=happened)
    assert standing(record, day("2016-12-31")).notice_by == day("2019-08-09")
    assert standing(record, day("2016-12-31"), knowing=day("2017-06-01")).notice_by == day("2019-02-09")
    found = standing(record, day("2018-02-01"))
    assert found.notice_by == day("2019-02-09")
    assert found.binding_until == day("2019-12-31")


def test_what_survives_the_end() -> None:
    record = agreement(**FIVE, survival="P2Y")
    found = standing(record, day("2020-03-01"))
    assert found.binding_until == day("2022-02-09")
    assert found.happens is not None
    assert (found.happens.kind, found.happens.date) == ("survival-end", day("2022-02-09"))
    assert standing(record, day("2022-02-10")).happens is None
    assert standing(agreement(**FIVE, survival="indefinite"), day("2020-03-01")).binding_until == "indefinite"


def test_known_only_later_is_seen_with_knowing() -> None:
    record = agreement(**FIVE, events=[event("extension", "2020-06-01", by="P5Y")])
    assert standing(record, day("2020-03-01")).status == "expired"
    found = standing(record, day("2020-03-01"), knowing=day("2020-06-01"))
    assert (found.status, found.expires) == ("in-force", day("2025-02-09"))


def test_signed_after_it_took_effect() -> None:
    record = agreement(signed="2024-12-13", entry_into_force="2024-08-27", term="P5Y")
    assert standing(record, day("2024-10-01")).status == "draft"
    assert standing(record, day("2024-10-01"), knowing=day("2024-12-13")).status == "in-force"


def test_what_the_term_runs_from_stands_for_entry_only_where_none_is_stated() -> None:
    record = agreement(signed="2020-01-15", entry_into_force="2020-03-01", term_from="2020-01-01", term="P1Y")
    found = standing(record, day("2020-02-01"))
    assert (found.status, found.in_force, found.expires) == ("signed", day("2020-03-01"), day("2021-01-01"))
    unstated = agreement(signed="2020-01-15", term_from="2020-01-01", term="P1Y")
    assert standing(unstated, day("2020-02-01")).status == "in-force"
    from_signature = agreement(signed="2020-01-15", entry_into_force="2020-03-01", term_from="signature", term="P1Y")
    assert standing(from_signature, day("2020-04-01")).expires == day("2021-01-15")
    assert standing(agreement(term_from="signature", term="P1Y"), day("2020-04-01")).expires is None
    assert standing(agreement(), day("2020-04-01")).status == "draft"


def test_the_day_between_two_readings_is_contested_after_a_notice() -> None:
    fields = {name: value for name, value in TACIT.items() if name != "counting"}
    record = agreement(**fields, events=[event("notice", "2019-08-01", party="A")])
    asked = {text: standing(record, day(text)).status for text in ("2020-02-08", "2020-02-09", "2020-02-10")}
    assert list(asked.values()) == ["ending", "contested", "expired"]


def test_a_suspended_notice_may_be_withdrawn_later() -> None:
    given = event("notice", "2019-08-01", party="A")
    back = [event("notice-suspended", "2020-02-01"), event("notice-withdrawn", "2023-03-21")]
    record = agreement(**TACIT, events=[given, *back])
    assert standing(record, day("2024-01-01")).status == "in-force"
    assert "could take back" not in _reasons(record, "2024-01-01")


def test_events_of_the_calendar_s_first_day_are_judged() -> None:
    happened = [
        event("suspension", "0001-01-01"),
        event("resumption", "0001-01-01"),
        event("extension", "0001-01-01", by="P1Y", from_="0001-01-01"),
    ]
    record = agreement(term="indefinite", events=happened)
    found = standing(record, day("0001-06-01"))
    assert (found.status, found.expires, found.suspended) == ("in-force", None, False)


def test_a_period_agreed_beyond_a_termination_never_begins() -> None:
    happened = [event("renewal", "2019-06-01"), event("termination", "2019-07-01", last_day="2020-01-31")]
    found = standing(agreement(**FIVE, renewal={"mode": "express"}, events=happened), day("2019-08-01"))
    assert [(span.number, span.through) for span in found.ledger] == [(1, day("2020-01-31"))]
    assert (found.ends, found.renews_to) == (day("2020-01-31"), None)


def test_a_renewal_before_a_final_end_is_not_contested_between_its_readings() -> None:
    yearly = {
        "entry_into_force": "2015-02-09",
        "term": "P1Y",
        "renewal": {"mode": "tacit"},
        "notice": {"period": "P3Y"},
    }
    record = agreement(**yearly, events=[event("notice", "2016-06-01", party="A")])
    asked = {
        text: standing(record, day(text)).status for text in ("2018-02-09", "2019-02-09", "2020-02-09", "2020-02-10")
    }
    assert list(asked.values()) == ["ending", "ending", "contested", "expired"]


def test_a_withdrawal_on_the_day_of_a_renewal_has_the_readings_of_its_notice() -> None:
    daily = {"entry_into_force": "2013-09-30", "term": "P1D", "renewal": {"mode": "tacit"}}
    record = agreement(
        **daily, notice={"period": "P11M", "before": "any-time"}, events=[event("notice", "2014-08-11", party="A")]
    )
    found = standing(record, day("2015-07-11"))
    assert (found.expires, found.rival_expires, found.status) == (day("2015-07-11"), day("2015-07-10"), "contested")
    assert standing(record, day("2015-07-12")).status == "terminated"

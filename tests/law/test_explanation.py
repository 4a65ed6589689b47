"""Explanations as a lawyer would check them: the lines, and which event moved which date."""

from typing import Any

import pytest
from agreements import DaysOff, agreement, day
from questions import explain

FIVE: dict[str, Any] = {"signed": "2015-02-09", "entry_into_force": "signature", "term": "P5Y"}
LEFT_BY_ONE: dict[str, Any] = {
    **FIVE,
    "parties": [{"name": "A"}, {"name": "B"}, {"name": "C"}],
    "renewal": {"mode": "tacit"},
    "notice": {"period": "P6M"},
}
EXTENDED_AHEAD: dict[str, Any] = {
    "events": [{"kind": "extension", "date": "2019-03-01", "by": "P1Y", "from": "2020-02-10"}]
}


def lines(fields: dict[str, Any], asked: str) -> str:
    """An explanation as text, one reason a line."""
    explained = explain(agreement(**fields), day(asked))
    reasons = (" | ".join((one.label, one.text, one.source or "-")) for one in explained.reasons)
    return "\n".join((explained.heading, *reasons))


def test_a_tacitly_renewed_treaty() -> None:
    fields = {
        "signed": "2001-07-16",
        "entry_into_force": "2002-02-28",
        "term": "P20Y",
        "renewal": {"mode": "tacit", "period": "P5Y"},
        "notice": {"period": "P1Y"},
        "clauses": [{"article": "art. 25", "about": "term, renewal, notice", "words": "…for twenty years…"}],
    }
    assert lines(fields, "2026-11-22").splitlines() == [
        "Why X-1 is in force through 2027-02-28",
        "Start | 2002-02-28  entry into force | recorded",
        "Term | 20y + 5y from 2002-02-28 = 2027-02-28 | art. 25",
        "Rule | same-numbered day: ASSUMED, the text is silent or not recorded"
        " | Civil Code 191-192, 1182/71 art. 3, by analogy",
        "Renewal | tacit: no notice that stands was received by 2021-02-28 | none recorded",
        "Notice | 1y: 2026-02-28 + 1y = 2027-02-28, so 2026-02-28 is the last day | art. 25",
        "Rival | first day counts: through 2027-02-27, notice by 2026-02-27 | -",
        "Sunday | not moved (Civil Code 193 would say 2027-03-01) | CETS 076 art. 5, BGB 193",
        "Words | art. 25, term, renewal, notice: “…for twenty years…” | -",
    ]


def event(kind: str, date: str, **more: Any) -> dict[str, Any]:
    """An event as it stands in a file."""
    return {"kind": kind, "date": date, **more}


@pytest.mark.parametrize(
    ("fields", "asked", "expected"),
    [
        ({}, "2019-01-01", "Why X-1 is in force through 2020-02-09"),
        ({}, "2014-01-01", "Why X-1 is a draft"),
        ({}, "2020-02-09", "Why it is contested whether X-1 is still in force"),
        ({}, "2020-02-10", "Why X-1 expired after 2020-02-09"),
        ({"term": None}, "2020-02-10", "Why X-1 is presumed in force"),
        ({"term": "indefinite"}, "2020-02-10", "Why X-1 is in force without an end"),
        ({"entry_into_force": None}, "2019-01-01", "Why X-1 is signed and not yet in force"),
        (
            {"events": [event("termination", "2018-01-01", last_day="2018-12-31")]},
            "2018-02-01",
            "Why X-1 ends with 2018-12-31",
        ),
        (
            {"events": [event("termination", "2018-01-01", last_day="2018-12-31")]},
            "2019-02-01",
            "Why X-1 ended with 2018-12-31",
        ),
        (
            {"entry_into_force": None, "term": "2020-12-31", "events": [event("provisional", "2015-03-01")]},
            "2019-01-01",
            "Why X-1 is applied provisionally through 2020-12-31",
        ),
        (
            {"entry_into_force": None, "term": "indefinite", "events": [event("provisional", "2015-03-01")]},
            "2019-01-01",
            "Why X-1 is applied provisionally without an end",
        ),
    ],
)
def test_headings(fields: dict[str, Any], asked: str, expected: str) -> None:
    given = {name: value for name, value in {**FIVE, **fields}.items() if value is not None}
    assert lines(given, asked).splitlines()[0] == expected


@pytest.mark.parametrize(
    ("fields", "asked", "expected"),
    [
        ({"term": "9999-12-31", "end_day": "included"}, "2019-01-01", "Term | 9999-12-31; the day it runs from"),
        (
            {"signed": None, "entry_into_force": None, "term": "indefinite", "events": [event("close", "2020-01-01")]},
            "2019-01-01",
            "Start | not stated; in force on any day before the end | -",
        ),
        (
            {"events": [event("notice", "2019-01-01", party="A"), event("notice-withdrawn", "2019-02-01")]},
            "2019-03-01",
            "Event | notice by A of 2019-01-01 taken back on 2019-02-01, before its effect | recorded",
        ),
        (
            {"notice": {"period": "P6M", "before": "any-time"}, "term": "indefinite"},
            "2019-03-01",
            "Notice | 6m, at any time: no last day | recorded",
        ),
        (
            {"events": [event("extension", "2019-12-01", by="P5Y", basis="Protocol 1")]},
            "2020-01-01",
            "Event | extension of 2019-12-01: through 2025-02-09 (2025-02-08) | Protocol 1",
        ),
        (
            {"events": [event("extension", "2019-12-01", by="P5Y")]},
            "2020-01-01",
            "Term | 10y from 2015-02-09 = 2025-02-09 | recorded",
        ),
        (
            {"events": [event("extension", "2019-12-01", until="2024-06-30", note="by letter")]},
            "2020-01-01",
            "Event | extension of 2019-12-01: through 2024-06-30 | by letter",
        ),
        (
            {"events": [event("extension", "2019-12-01", until="2024-06-30")]},
            "2020-01-01",
            "Term | through 2024-06-30, a stated date | recorded",
        ),
        (
            {"events": [event("extension", "2019-12-01", until="2024-06-15")]},
            "2020-01-01",
            "Rule | the stated date is the last day: ASSUMED; it may be excluded (“until”) | -",
        ),
        (
            {"events": [event("extension", "2019-12-01", until="2024-06-15")]},
            "2020-01-01",
            "Rival | the date itself is excluded: through 2024-06-14 | -",
        ),
        (
            {
                "events": [
                    event("extension", "2019-12-01", until="2024-06-30"),
                    event("extension", "2024-06-01", by="P6M"),
                ]
            },
            "2024-07-01",
            "Term | 6m from 2024-07-01, the day after a stated date, = 2024-12-31 | recorded",
        ),
        (
            {
                "events": [
                    event("extension", "2019-12-01", until="2024-06-30"),
                    event("extension", "2024-06-01", by="P6M"),
                ]
            },
            "2024-07-01",
            "Rule | counted from the day after, the first day counts | -",
        ),
        (
            {"term": "2020-12-31"},
            "2020-01-01",
            "Rule | the stated date is the last day, or the day before it where the text excludes it | -",
        ),
        (
            {"renewal": {"mode": "express"}, "events": [event("renewal", "2020-01-15")]},
            "2020-03-01",
            "Term | 5y + 5y from 2015-02-09 = 2025-02-09 | recorded",
        ),
        (
            {"renewal": {"mode": "tacit"}, "events": [event("extension", "2019-12-01", by="P1Y")]},
            "2021-03-01",
            "Term | 11y from 2015-02-09 = 2026-02-09 | recorded",
        ),
        ({"renewal": {"mode": "tacit"}}, "2026-03-01", "Term | 5y + 2 × 5y from 2015-02-09 = 2030-02-09 | recorded"),
        ({"renewal": {"mode": "tacit"}}, "2026-03-01", "Renewal | tacit: it renews unless notice is given | recorded"),
        (
            {"renewal": {"mode": "tacit"}, "events": [event("renewal", "2020-02-01")]},
            "2021-03-01",
            "Event | renewal of 2020-02-01 confirms what comes by itself | recorded",
        ),
        ({"renewal": {"mode": "none"}}, "2019-03-01", "Renewal | none: it ends with its term | recorded"),
        (
            {"renewal": {"mode": "indefinite"}},
            "2021-03-01",
            "Term | first term through 2020-02-09 (2020-02-08); since then until notice | recorded",
        ),
        ({}, "2019-03-01", "Renewal | not stated; reckoned as ending unless the parties extend it | -"),
        (
            {"counting": "anniversary"},
            "2019-03-01",
            "Rule | same-numbered day: recorded, without saying whether by the text",
        ),
        (
            {"counting": "day-before", "counting_basis": "practice"},
            "2019-03-01",
            "Rule | the first day counts: the parties' practice",
        ),
        ({"counting": "anniversary", "counting_basis": "text"}, "2019-03-01", "Rule | same-numbered day: the text"),
        (
            {"entry_into_force": None, "term_from": "provisional"},
            "2019-03-01",
            "Term | 5y; the day it runs from is not known yet | recorded",
        ),
        ({"entry_into_force": None}, "2019-03-01", "Start | entry into force is not recorded yet | -"),
        ({"signed": None}, "2019-03-01", "Start | a day that is not known  in force on signature | recorded"),
        ({"term_from": "signature"}, "2019-03-01", "Anchor | 2015-02-09  the term runs from signature | recorded"),
        ({"term_from": "2016-01-01"}, "2019-03-01", "Anchor | 2016-01-01  the term runs from a stated day | recorded"),
        (
            {"events": [event("provisional", "2015-01-01"), event("provisional-end", "2015-02-09")]},
            "2019-03-01",
            "Provisional | 2015-02-09  it ends | recorded",
        ),
        (
            {"events": [event("extension", "2019-01-01", by="P1Y", **{"from": "9999-12-31"})]},
            "2019-03-01",
            "through no known day",
        ),
        (
            {"survival": "indefinite"},
            "2021-03-01",
            "Survival | obligations bind without limit after the end | recorded",
        ),
        (
            {"survival": "P2Y"},
            "2021-03-01",
            "Survival | 2y after the end: obligations bind through 2022-02-09 | recorded",
        ),
        (
            {"notice": {"period": "P6M"}, "renewal": {"mode": "express"}},
            "2019-03-01",
            "Notice | 6m before the end of a period",
        ),
        (
            {
                "events": [event("notice", "2019-12-01", party="A")],
                "notice": {"period": "P6M"},
                "renewal": {"mode": "tacit"},
            },
            "2020-01-01",
            "after the last day for that period: last day 2025-02-09 (2025-02-08)",
        ),
        (
            {"events": [event("notice", "2019-12-01", party="A")], "term": "indefinite"},
            "2020-01-01",
            "Leaving | A, last day a day that is not known | -",
        ),
        (
            {"events": [event("termination", "2018-01-01", last_day="2018-12-31")]},
            "2018-02-01",
            "Event | termination of 2018-01-01: last day 2018-12-31",
        ),
        (
            {"events": [event("amendment", "2018-01-01", effective="2018-03-01", set={"notice": {"period": "P1Y"}})]},
            "2018-04-01",
            "Event | amendment of 2018-01-01: notice anew from 2018-03-01 | recorded",
        ),
        (
            {"events": [event("succession", "2018-01-01", **{"from": "A", "to": "C"})]},
            "2018-04-01",
            "Event | succession of 2018-01-01: C in the place of A | recorded",
        ),
        (
            {"events": [event("suspension", "2018-01-01")]},
            "2018-02-01",
            "Event | suspended from 2018-01-01 through further notice",
        ),
        (
            {"term": {"event": "the works are finished"}},
            "2019-03-01",
            "Term | until “the works are finished”, which has no day | recorded",
        ),
        (
            {"entry_into_force": None, "term_from": "2016-01-01"},
            "2019-03-01",
            "Start | 2016-01-01  in force from the day that the term runs from | recorded",
        ),
        (
            {**EXTENDED_AHEAD, "notice": {"period": "P6M"}, "renewal": {"mode": "tacit"}},
            "2019-09-01",
            "Renewal | extended by agreement, through 2021-02-10 (2021-02-09) | recorded",
        ),
        (
            {"renewal": {"mode": "tacit", "times": 1}},
            "2021-03-01",
            "Renewal | tacit, and its renewals are used up | recorded",
        ),
    ],
)
def test_every_line_says_what_it_rests_on(fields: dict[str, Any], asked: str, expected: str) -> None:
    given = {name: value for name, value in {**FIVE, **fields}.items() if value is not None}
    assert expected in lines(given, asked)


@pytest.mark.parametrize(
    ("fields", "clause", "expected"),
    [
        # agreed on 2019-03-01, before the last day for notice: nobody can refuse it any more
        (EXTENDED_AHEAD, {"period": "P6M"}, "6m; none is possible for what is agreed already"),
        # the last day for notice, 2019-08-09, lies before the sixth anniversary of entry into force
        ({}, {"period": "P6M", "not_before": "P6Y"}, "6m; none is permitted yet"),
        # C105: within the year after each period, a year's notice
        ({}, {"period": "P1Y", "window": "P1Y"}, "1y, received from 2020-02-09 through 2021-02-09"),
        (
            {"term": "indefinite"},
            {"period": "P3M", "before": "end-of-year"},
            "3m before the end of a calendar year: 2019-09-30 is the last day",
        ),
        ({}, {"before": "end-of-period"}, "no notice period: 2020-02-09 is the last day"),
        (
            {"entry_into_force": None},
            {"period": "P3M", "before": "end-of-period"},
            "3m before the end of a period; when one ends is not known",
        ),
        # three months until 2019-11-01, when they become a year: then it is too late
        (
            {
                "events": [
                    {
                        "kind": "amendment",
                        "date": "2019-01-01",
                        "effective": "2019-11-01",
                        "set": {"notice": {"period": "P1Y"}},
                    }
                ]
            },
            {"period": "P3M"},
            "2019-10-31 is the last day, before another clause takes effect",
        ),
        (
            {"term": "indefinite"},
            {"period": "P3M", "day": "06-30"},
            "to go with 2020-06-30: 2020-03-31 is the last day",
        ),
        ({"term": "indefinite"}, {"day": "06-30", "by": "01-31"}, "to go with 2020-06-30: 2020-01-31 is the last day"),
    ],
)
def test_the_last_day_for_notice_says_by_which_clause(
    fields: dict[str, Any], clause: dict[str, Any], expected: str
) -> None:
    given = {**FIVE, "renewal": {"mode": "tacit"}, **fields, "notice": clause}
    text = lines({name: value for name, value in given.items() if value is not None}, "2019-09-01")
    assert f"Notice | {expected} | recorded" in text.splitlines()


@pytest.mark.parametrize(
    ("events", "asked", "expected"),
    [
        (
            [event("notice-prolonged", "2019-08-01", last_day="2020-06-30")],
            "2019-09-01",
            ["notice by A received 2019-05-01, prolonged: last day 2020-06-30"],
        ),
        # suspended 223 days before 2020-02-09, which run from 2019-08-01 on
        (
            [event("notice-suspended", "2019-07-01"), event("notice-resumed", "2019-08-01")],
            "2019-09-01",
            [
                "notice by A received 2019-05-01, suspended and resumed: last day 2020-03-11 (2020-03-10)",
                "notice by A of 2019-05-01 suspended on 2019-07-01, before its effect",
            ],
        ),
        (
            [event("notice-suspended", "2019-07-01"), event("notice-withdrawn", "2019-08-01")],
            "2019-09-01",
            [
                "notice by A of 2019-05-01 suspended on 2019-07-01, before its effect",
                "notice by A of 2019-05-01 taken back on 2019-08-01, before its effect",
            ],
        ),
        # by the later reading the notice takes effect with 2020-02-09: nobody is back before
        (
            [event("instrument", "2019-08-01", party="A", type="accession")],
            "2019-09-01",
            [
                "notice by A received 2019-05-01: last day 2020-02-09 (2020-02-08)",
                "A is a party again from 2020-02-10",
            ],
        ),
        (
            [event("instrument", "2021-03-01", party="A", type="accession")],
            "2022-01-01",
            ["A is a party again from 2021-03-01"],
        ),
    ],
)
def test_what_became_of_a_notice_is_told(events: list[dict[str, Any]], asked: str, expected: list[str]) -> None:
    given = [event("notice", "2019-05-01", party="A"), *events]
    text = lines({**LEFT_BY_ONE, "events": given}, asked)
    assert [one for one in text.splitlines() if one.startswith("Event")] == [
        f"Event | {said} | recorded" for said in expected
    ]


def test_a_notice_in_time_by_one_reading_is_told() -> None:
    fields = {**LEFT_BY_ONE, "events": [event("notice", "2019-08-09", party="A")]}
    said = "notice by A received 2019-08-09, in time by one reading only: last day 2020-02-09 (2025-02-08)"
    assert f"Event | {said} | recorded" in lines(fields, "2019-09-01")


def test_instruments_are_named_and_counted_from() -> None:
    instruments = [
        event("instrument", "2016-01-10", party="A", type="ratification"),
        event("instrument", "2016-03-10", party="B", type="approval"),
        event("suspension", "2016-12-01"),
    ]
    rule = {"after": "all", "wait": "P30D", "month": 1}
    text = lines({**FIVE, "entry_into_force": rule, "events": instruments}, "2017-01-01")
    assert "Instrument | 2016-03-10  approval by B | recorded" in text
    late = [*instruments, event("instrument", "2018-01-10", party="C", type="accession")]
    joined = lines({**FIVE, "entry_into_force": rule, "events": late}, "2019-01-01")
    assert "Instrument | 2018-01-10  accession by C; in force for it from 2018-03-01 | recorded" in joined
    assert (
        "Start | 2016-05-01  on the last party's instrument, 30d later, first day of month 1 after;"
        " counted from 2016-03-10 | recorded"
    ) in text


def test_a_condition_that_nobody_can_compute_is_waited_for() -> None:
    instruments = [event("instrument", "2016-01-10", party=party, type="ratification") for party in ("A", "B")]
    rule = {"after": "all", "also": "half of the tonnage"}
    text = lines({**FIVE, "entry_into_force": rule, "events": instruments}, "2017-01-01")
    assert "Start | waits: on the last party's instrument | recorded" in text
    assert "Condition | “half of the tonnage”, not met by what is recorded | recorded" in text
    assert "Would be" not in text


def test_a_rule_by_number_waits_and_says_when_it_would_be() -> None:
    text = lines({**FIVE, "entry_into_force": {"after": 3}, "parties": []}, "2017-01-01")
    assert "Start | waits: on instrument number 3 | recorded" in text
    assert "Would be | 2017-01-01, if the last instrument arrived on 2017-01-01 | -" in text
    far = lines({**FIVE, "entry_into_force": {"after": "all", "wait": "P9000Y"}}, "2017-01-01")
    assert "Missing | A, B" in far
    assert "Would be" not in far


def test_days_for_notice_are_explained() -> None:
    fields = {**FIVE, "term": "2027-02-28", "renewal": {"mode": "tacit", "period": "P1Y"}, "notice": {"period": "P6M"}}
    text = lines(fields, "2026-01-01")
    assert "Prudent | counted back from the last day instead: notice by 2026-08-28 | -" in text
    sent = {**FIVE, "counting": "anniversary", "renewal": {"mode": "tacit"}, "notice": {"period": "P1D"}}
    assert "Send | the note leaves by 2020-02-07, a working day, to arrive in time | -" in lines(sent, "2019-01-01")
    excluded = {**FIVE, "term": "2027-03-31", "end_day": "excluded"}
    assert "through 2027-03-30, the day before a stated date, which the text excludes" in lines(excluded, "2019-01-01")


def test_a_holiday_is_called_one() -> None:
    explained = explain(
        agreement(**{**FIVE, "term": "2027-01-08"}), day("2026-01-01"), calendar=DaysOff({day("2027-01-08")})
    )
    assert ("Holiday", "not moved (Civil Code 193 would say 2027-01-11)") in [one[:2] for one in explained.reasons]


def test_a_saturday_is_called_one() -> None:
    assert "Saturday | not moved" in lines({**FIVE, "counting": "day-before"}, "2019-01-01")


def test_the_other_reading_is_named_where_the_first_day_is_assumed_to_count() -> None:
    explained = explain(agreement(**FIVE), day("2019-01-01"), assume="day-before")
    assert ("Rival", "same-numbered day: through 2020-02-09", None) in explained.reasons


def test_the_last_day_for_notice_before_a_gap_is_called_so() -> None:
    extension = {"kind": "extension", "date": "2016-01-01", "from": "2016-06-01", "by": "P1Y"}
    tacit = {
        "kind": "amendment",
        "date": "2016-01-02",
        "effective": "2016-07-01",
        "set": {"renewal": {"mode": "tacit"}},
    }
    fields = {"entry_into_force": "2015-02-09", "term": "P1Y", "counting": "anniversary", "notice": {"period": "P15M"}}
    text = lines({**fields, "renewal": {"mode": "express"}, "events": [extension, tacit]}, "2016-08-01")
    assert "Notice | 2016-02-09 is the last day, before a time in which it is not in force | recorded" in text


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"after": "all"}, "on the last party's instrument"),
        ({"after": "all", "wait": "P30D"}, "on the last party's instrument, 30d later"),
        ({"after": "all", "month": 2}, "on the last party's instrument, first day of month 2 after"),
        (
            {"after": "all", "wait": "P30D", "month": 1},
            "on the last party's instrument, 30d later, first day of month 1 after",
        ),
        ({"after": 5}, "on instrument number 5"),
        ({"after": 5, "wait": "P3M"}, "on instrument number 5, 3m later"),
        ({"after": 5, "month": 2}, "on instrument number 5, first day of month 2 after"),
        ({"after": 5, "wait": "P3M", "month": 1}, "on instrument number 5, 3m later, first day of month 1 after"),
    ],
    ids=str,
)
def test_a_rule_of_entry_is_told_as_a_whole(rule: dict[str, Any], words: str) -> None:
    assert f"Start | waits: {words} | recorded" in lines({**FIVE, "entry_into_force": rule}, "2017-01-01").splitlines()


@pytest.mark.parametrize(
    ("fields", "heading"),
    [
        ({"term": "indefinite"}, "Why X-1 is applied provisionally without an end"),
        ({"term": {"event": "the bridge stands"}}, "Why X-1 is applied provisionally until “the bridge stands”"),
        ({"term": "P5Y", "term_from": "provisional"}, "Why X-1 is applied provisionally through 2020-02-09"),
        ({}, "Why X-1 is presumed in force"),
    ],
)
def test_what_is_applied_provisionally_is_explained_as_such(fields: dict[str, Any], heading: str) -> None:
    applied = {"signed": "2015-02-09", "events": [{"kind": "provisional", "date": "2015-02-09"}]}
    text = lines({**applied, **fields}, "2017-01-01")
    assert text.splitlines()[0] == heading


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("provisional", "Anchor | 2015-02-09  the term runs from provisional application | recorded"),
        ("signature", "Anchor | 2015-01-09  the term runs from signature | recorded"),
        ("2015-03-01", "Anchor | 2015-03-01  the term runs from a stated day | recorded"),
    ],
)
def test_what_the_term_runs_from_is_told(stated: str, said: str) -> None:
    fields = {"signed": "2015-01-09", "events": [{"kind": "provisional", "date": "2015-02-09"}], "term": "P5Y"}
    assert said in lines({**fields, "term_from": stated}, "2017-01-01").splitlines()

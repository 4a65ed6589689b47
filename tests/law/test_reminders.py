"""What there is to be warned of: days worked out by hand from DESIGN 3.3 and 3.5 and the codes cited there."""

from typing import Any

import pytest
from agreements import day
from questions import matters

from agreetrack.law.reminders import Matter
from agreetrack.model.coding import convert
from agreetrack.model.record import Watched
from agreetrack.model.validation import read_record

TACIT = {"mode": "tacit"}
PARTIES = [{"name": "A"}, {"name": "B"}]


def watched(**fields: Any) -> Watched:
    stated = {"ref": "X-1", "title": "An agreement", "parties": PARTIES, **fields}
    return convert(read_record(stated), Watched, from_attributes=True)


def found(on: str, ahead: int | None = 30, **fields: Any) -> list[Matter]:
    return matters(watched(**fields), day(on), ahead)[1]


def told(on: str, ahead: int | None = 30, **fields: Any) -> list[tuple[str, str, str | None]]:
    """What, on which day by the reading not yet past, and of what."""
    return [(one.what, one.by.isoformat(), one.id) for one in found(on, ahead, **fields)]


FIVE_YEARS = {"entry_into_force": "2022-02-28", "term": "P5Y", "counting": "anniversary"}
ENDED = {"entry_into_force": "2015-02-09", "term": "P5Y", "counting": "anniversary", "renewal": {"mode": "none"}}


@pytest.mark.parametrize(
    ("fields", "on", "expected"),
    [
        # tacit: notice six months before 28 February 2027 is 28 August by the prudent reading (DESIGN 3.3), 31 by ours
        (
            {**FIVE_YEARS, "renewal": TACIT, "notice": {"period": "P6M"}},
            "2026-08-01",
            [("notice", "2026-08-28", None), ("renewal", "2027-02-28", None)],
        ),
        # a note that takes ten days leaves on a Tuesday; without transit there is no day of its own
        (
            {**FIVE_YEARS, "renewal": TACIT, "notice": {"period": "P6M", "transit": "P10D"}},
            "2026-08-01",
            [("send-by", "2026-08-18", None), ("notice", "2026-08-28", None), ("renewal", "2027-02-28", None)],
        ),
        # once the note cannot leave in time any more, only the last day to receive it is told
        (
            {**FIVE_YEARS, "renewal": TACIT, "notice": {"period": "P6M", "transit": "P10D"}},
            "2026-08-20",
            [("notice", "2026-08-28", None), ("renewal", "2027-02-28", None)],
        ),
        # transit that only an amendment states
        (
            {
                **FIVE_YEARS,
                "renewal": TACIT,
                "events": [
                    {"kind": "amendment", "date": "2023-01-01", "set": {"notice": {"period": "P6M", "transit": "P10D"}}}
                ],
            },
            "2026-08-01",
            [("send-by", "2026-08-18", None), ("notice", "2026-08-28", None), ("renewal", "2027-02-28", None)],
        ),
        # preparation of two months before 28 August, told until it should have begun
        (
            {**FIVE_YEARS, "renewal": TACIT, "notice": {"period": "P6M"}, "prepare": "P2M"},
            "2026-06-28",
            [("start-by", "2026-06-28", None), ("notice", "2026-08-28", None), ("renewal", "2027-02-28", None)],
        ),
        (
            {**FIVE_YEARS, "renewal": TACIT, "notice": {"period": "P6M"}, "prepare": "P2M"},
            "2026-06-29",
            [("notice", "2026-08-28", None), ("renewal", "2027-02-28", None)],
        ),
        # express: the end is what can be put off; 29 February
        (
            {"entry_into_force": "2023-02-28", "term": "P1Y", "counting": "day-before", "renewal": {"mode": "express"}},
            "2024-02-01",
            [("expiry", "2024-02-27", None)],
        ),
        (
            {"entry_into_force": "2020-02-29", "term": "P4Y", "counting": "anniversary"},
            "2024-01-31",
            [("expiry", "2024-02-29", None)],
        ),
        # none: it ends, and nothing can be done
        (ENDED, "2020-01-01", [("expiry", "2020-02-09", None)]),
        # renewals used up: the last one ends; the one before it renews
        (
            {**FIVE_YEARS, "renewal": {"mode": "tacit", "period": "P1Y", "times": 1}, "notice": {"period": "P3M"}},
            "2027-06-01",
            [("expiry", "2028-02-28", None)],
        ),
        # until notice: the first term ends, notice before that; afterwards nothing has a day
        (
            {**FIVE_YEARS, "renewal": {"mode": "indefinite"}, "notice": {"period": "P6M"}},
            "2026-08-01",
            [("notice", "2026-08-28", None), ("first-term-end", "2027-02-28", None)],
        ),
        ({**FIVE_YEARS, "renewal": {"mode": "indefinite"}, "notice": {"period": "P6M"}}, "2028-01-01", []),
        # a notice that stands: both parties' agreement ends
        (
            {
                **FIVE_YEARS,
                "renewal": TACIT,
                "notice": {"period": "P6M"},
                "events": [{"kind": "notice", "date": "2026-03-01", "party": "A"}],
            },
            "2026-08-01",
            [("expiry", "2027-02-28", None)],
        ),
        # a party leaves while two others go on, and is bound for a year after that
        (
            {
                **FIVE_YEARS,
                "term": "P50Y",
                "survival": "P1Y",
                "parties": [*PARTIES, {"name": "C"}],
                "events": [
                    {
                        "kind": "notice",
                        "date": "2024-01-01",
                        "party": "C",
                        "effect": "withdrawal",
                        "last_day": "2024-12-31",
                    }
                ],
            },
            "2024-06-01",
            [("leaving", "2024-12-31", "C"), ("expiry", "2072-02-28", None)],
        ),
        (
            {
                **FIVE_YEARS,
                "term": "P50Y",
                "survival": "P1Y",
                "parties": [*PARTIES, {"name": "C"}],
                "events": [
                    {
                        "kind": "notice",
                        "date": "2024-01-01",
                        "party": "C",
                        "effect": "withdrawal",
                        "last_day": "2024-12-31",
                    }
                ],
            },
            "2025-06-01",
            [("survival-end", "2025-12-31", "C"), ("expiry", "2072-02-28", None)],
        ),
        # ended by consent: recorded, so only the end of survival is ahead
        (
            {
                **FIVE_YEARS,
                "survival": "P1Y",
                "events": [{"kind": "termination", "date": "2024-01-01", "last_day": "2024-02-29"}],
            },
            "2024-02-01",
            [("termination", "2024-02-29", None)],
        ),
        (
            {
                **FIVE_YEARS,
                "survival": "P1Y",
                "events": [{"kind": "termination", "date": "2024-01-01", "last_day": "2024-02-29"}],
            },
            "2024-03-01",
            [("survival-end", "2025-02-28", None)],
        ),
        # ran out, and nobody said a word; closed, a word was said
        (ENDED, "2020-02-10", [("unrecorded-end", "2020-02-09", None)]),
        ({**ENDED, "events": [{"kind": "close", "date": "2020-02-10"}]}, "2020-02-11", []),
        # signed and not in force: since its signature, or the last day that this can mean
        ({"signed": "2024-02-29", "term": "P5Y"}, "2026-01-01", [("entry-into-force", "2024-02-29", None)]),
        ({"signed": "2024-02", "term": "P5Y"}, "2026-01-01", [("entry-into-force", "2024-02-29", None)]),
        ({"signed": "2024", "term": "P5Y"}, "2026-01-01", [("entry-into-force", "2024-12-31", None)]),
        # a draft, an unknown term, an indefinite one: nothing
        ({"signed": "2030-01-01", "term": "P5Y"}, "2026-01-01", []),
        ({"entry_into_force": "2015-02-09"}, "2026-01-01", []),
        ({"entry_into_force": "2015-02-09", "term": "indefinite"}, "2026-01-01", []),
        ({"entry_into_force": "2030-01-01", "signed": "2020-01-01", "term": "P5Y"}, "2026-01-01", []),
    ],
)
def test_what_is_told_of_a_term(fields: dict[str, Any], on: str, expected: list[tuple[str, str, str | None]]) -> None:
    given = dict(fields)
    matched = told(on, **given)
    # a first term that is not yet begun lapses one day; only what has a lead time is of interest here
    assert [one for one in matched if one[0] != "expiry" or one in expected] == expected


RIVAL = {"entry_into_force": "2022-02-28", "term": "P5Y", "renewal": {"mode": "express"}}


@pytest.mark.parametrize(
    ("on", "due", "by", "or_by", "days"),
    [
        ("2027-02-01", "2027-02-27", "2027-02-27", "2027-02-28", 26),
        ("2027-02-27", "2027-02-27", "2027-02-27", "2027-02-28", 0),
        ("2027-02-28", "2027-02-27", "2027-02-28", "2027-02-27", 0),  # between the readings it is the same matter
    ],
)
def test_a_matter_keeps_its_name_on_the_day_between_two_readings(
    on: str, due: str, by: str, or_by: str, days: int
) -> None:
    (one,) = found(on, **RIVAL)
    assert (one.what, one.due, one.by, one.or_by, one.days) == ("expiry", day(due), day(by), day(or_by), days)


def test_an_end_by_two_readings_has_passed_by_the_later_one() -> None:
    (one,) = found("2027-03-01", **RIVAL)
    assert (one.what, one.due, one.by, one.days) == ("unrecorded-end", day("2027-02-27"), day("2027-02-28"), -1)


def test_what_can_be_done_has_its_last_working_day() -> None:
    (one,) = found("2020-01-01", **{**ENDED, "renewal": {"mode": "express"}})
    assert (one.by, one.work_by) == (day("2020-02-09"), day("2020-02-07"))  # a Sunday, and the Friday before
    (one,) = found("2020-01-01", **ENDED)
    assert one.work_by is None  # nothing to be done


REPORT = {"id": "report", "text": "Report", "kind": "recurring", "every": "P1M", "from": "2026-01-31", "owner": "Boris"}
IN_FORCE = {"entry_into_force": "2015-02-09", "term": "indefinite"}


@pytest.mark.parametrize(
    ("obligation", "on", "expected"),
    [
        (REPORT, "2026-01-01", ["2026-01-31"]),
        (REPORT, "2026-02-01", ["2026-01-31", "2026-02-28"]),  # anchored: the last day of a month that has no 31st
        (
            {**REPORT, "occurrences": [{"status": "met", "date": "2026-02-01", "occurrence": "2026-01-31"}]},
            "2026-02-01",
            ["2026-02-28"],
        ),
        (
            {**REPORT, "occurrences": [{"status": "partly-met", "date": "2026-02-01", "occurrence": "2026-01-31"}]},
            "2026-02-01",
            ["2026-01-31", "2026-02-28"],
        ),
        (
            {**REPORT, "occurrences": [{"status": "waived", "date": "2026-02-01", "occurrence": "2026-01-31"}]},
            "2026-02-01",
            ["2026-02-28"],
        ),
        (  # met before its day
            {**REPORT, "occurrences": [{"status": "met", "date": "2026-01-20", "occurrence": "2026-02-28"}]},
            "2026-02-01",
            ["2026-01-31"],
        ),
        ({"id": "report", "text": "x", "kind": "once", "due": "2026-02-28"}, "2026-01-28", []),
        ({"id": "report", "text": "x", "kind": "once", "due": "2026-02-28"}, "2026-01-29", ["2026-02-28"]),
        ({"id": "report", "text": "x", "kind": "once", "due": "2016-02-29"}, "2026-01-29", ["2016-02-29"]),
        ({"id": "report", "text": "x", "kind": "once"}, "2026-01-29", []),
        ({"id": "report", "text": "x", "kind": "continuing"}, "2026-01-29", []),
    ],
)
def test_what_is_told_of_an_obligation(obligation: dict[str, Any], on: str, expected: list[str]) -> None:
    stated = found(on, **IN_FORCE, obligations=[obligation])
    assert [(one.what, one.id, one.by.isoformat()) for one in stated] == [
        ("obligation", "report", due) for due in expected
    ]
    amended = {"kind": "amendment", "date": "2016-01-01", "set": {"obligations": [obligation]}}
    by_amendment = found(on, **IN_FORCE, events=[amended])
    assert [one.by.isoformat() for one in by_amendment] == [due for due in expected if due > "2016-01-01"]


def test_an_obligation_has_its_owner_and_while_it_is_ahead_its_last_working_day() -> None:
    late, ahead = found("2026-02-01", **IN_FORCE, obligations=[REPORT])
    assert (late.owner, late.text, late.work_by, late.name) == ("Boris", "Report", None, "obligation-overdue")
    assert (ahead.work_by, ahead.name) == (day("2026-02-27"), "obligation")  # 28 February 2026 is a Saturday


def test_obligations_are_not_looked_at_where_nobody_asks() -> None:
    assert found("2026-02-01", ahead=None, **IN_FORCE, obligations=[REPORT]) == []


def test_answers_do_not_change_what_there_is() -> None:
    answer = {"what": "expiry", "due": "2020-02-09", "date": "2020-01-01", "decided": "Let it lapse"}
    assert told("2020-01-02", **ENDED, acknowledged=[answer]) == told("2020-01-02", **ENDED)


LEAVES = {"kind": "notice", "date": "2023-01-01", "party": "C", "effect": "withdrawal", "last_day": "2024-12-31"}
THREE = {
    **FIVE_YEARS,
    "parties": [*PARTIES, {"name": "C"}],
    "renewal": {"mode": "none"},
    "survival": "P1Y",
}


@pytest.mark.parametrize(
    ("events", "on", "expected"),
    [
        # a party had left years before: that the others' term ran out is recorded nowhere
        ([LEAVES], "2027-03-01", [("unrecorded-end", "2027-02-28", None), ("survival-end", "2028-02-28", None)]),
        # the agreement ended before the party's last day: its leaving has no effect any more
        (
            [LEAVES, {"kind": "termination", "date": "2023-06-01", "last_day": "2023-12-31"}],
            "2023-07-01",
            [("termination", "2023-12-31", None)],
        ),
        (
            [LEAVES, {"kind": "termination", "date": "2023-06-01", "last_day": "2023-12-31"}],
            "2024-01-01",
            [("survival-end", "2024-12-31", None)],
        ),
        # a notice taken back
        ([LEAVES, {"kind": "notice-withdrawn", "date": "2023-02-01"}], "2024-06-01", [("expiry", "2027-02-28", None)]),
        # on its last day, and the day after
        ([LEAVES], "2024-12-31", [("leaving", "2024-12-31", "C"), ("expiry", "2027-02-28", None)]),
        ([LEAVES], "2025-01-01", [("survival-end", "2025-12-31", "C"), ("expiry", "2027-02-28", None)]),
        ([LEAVES], "2026-01-01", [("expiry", "2027-02-28", None)]),
    ],
)
def test_a_party_that_leaves_others_who_go_on(
    events: list[dict[str, Any]], on: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert told(on, **THREE, events=events) == expected


def amended(notice: dict[str, Any], effective: str) -> dict[str, Any]:
    return {"kind": "amendment", "date": "2023-01-01", "effective": effective, "set": {"notice": notice}}


@pytest.mark.parametrize(
    ("stated", "amendment", "sends"),
    [
        ({"period": "P6M", "transit": "P10D"}, amended({"period": "P6M"}, "2023-01-01"), []),
        ({"period": "P6M", "transit": "P10D"}, amended({"period": "P6M"}, "2027-06-01"), ["2026-08-18"]),
        ({"period": "P6M"}, amended({"period": "P6M", "transit": "P10D"}, "2027-06-01"), []),
        ({"period": "P6M"}, amended({"period": "P6M", "transit": "P10D"}, "2026-08-01"), ["2026-08-18"]),
    ],
)
def test_the_day_to_send_follows_the_clause_that_holds(
    stated: dict[str, Any], amendment: dict[str, Any], sends: list[str]
) -> None:
    matched = told("2026-08-01", **FIVE_YEARS, renewal=TACIT, notice=stated, events=[amendment])
    assert [by for what, by, _id in matched if what == "send-by"] == sends


APPLIED = {"kind": "provisional", "date": "2024-06-01"}


@pytest.mark.parametrize(
    ("fields", "on", "expected"),
    [
        # applied provisionally, and still not in force
        ({"signed": "2024-02-29", "events": [APPLIED]}, "2024-07-01", [("entry-into-force", "2024-02-29", None)]),
        # a term that runs from provisional application ends, and can be put off
        (
            {"signed": "2024-02-29", "term": "P1Y", "term_from": "provisional", "events": [APPLIED]},
            "2024-07-01",
            [("expiry", "2025-05-31", None)],
        ),
        # a gap before a new start: nothing is unrecorded
        (
            {**ENDED, "events": [{"kind": "extension", "date": "2020-01-15", "by": "P5Y", "from": "2020-06-01"}]},
            "2020-03-01",
            [],
        ),
        # neither after a notice that ended it, nor after consent
        (
            {
                **ENDED,
                "renewal": TACIT,
                "notice": {"period": "P6M"},
                "events": [{"kind": "notice", "date": "2019-01-01", "party": "A"}],
            },
            "2020-02-10",
            [],
        ),
        (
            {**ENDED, "events": [{"kind": "termination", "date": "2020-01-01", "last_day": "2020-02-09"}]},
            "2020-02-10",
            [],
        ),
        # consent that was recorded later than what is asked about is not known
        (
            {**ENDED, "events": [{"kind": "termination", "date": "2020-03-01", "last_day": "2020-02-09"}]},
            "2020-02-10",
            [("unrecorded-end", "2020-02-09", None)],
        ),
        # survival without end has no day
        (
            {
                **ENDED,
                "survival": "indefinite",
                "events": [{"kind": "termination", "date": "2019-01-01", "last_day": "2019-02-28"}],
            },
            "2019-06-01",
            [],
        ),
    ],
)
def test_what_is_told_in_between(fields: dict[str, Any], on: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert told(on, **fields) == expected

"""What is owed and by when, through the life of an agreement, against days worked out by hand."""

from datetime import date
from typing import Any

import pytest
from agreements import agreement, day
from questions import promises
from saying import sentence

from agreetrack.law.binding_reasons import binding_answer
from agreetrack.law.obligations import Owed, Promise, duty

QUARTERLY = {"id": "q", "text": "Report.", "kind": "recurring", "every": "P3M", "from": "2015-03-31"}
ONCE = {"id": "o", "text": "Draw up a list.", "kind": "once"}
RULED = {"id": "r", "text": "Meet.", "kind": "recurring", "rrule": "FREQ=YEARLY"}
LASTING = {"id": "c", "text": "Cooperate.", "kind": "continuing"}
TERMINATED = {"kind": "termination", "date": "2015-06-01", "last_day": "2015-12-31"}


def obliged(*obligations: dict[str, Any], **fields: Any) -> list[Promise]:
    """The obligations, seen on 1 January 2016 unless told otherwise, of an agreement of 9 February 2015, 5 years."""
    asked, knowing = fields.pop("asked", "2016-01-01"), fields.pop("knowing", None)
    stated = {"signed": "2015-02-09", "entry_into_force": "signature", "term": "P5Y", "counting": "anniversary"}
    record = agreement(**{**stated, **fields}, obligations=list(obligations))
    return promises(record, day(asked), day(knowing) if knowing else None)


def rows(found: list[Promise], first: str = "0001-01-01", last: str = "9999-12-31") -> list[str]:
    return [f"{one.due} {one.status}" for each in found for one in each.between(day(first), day(last))]


def dropped(found: list[Promise], first: str, last: str) -> list[str]:
    return [
        f"{one.due} {sentence(binding_answer(one.binding))}"
        for each in found
        for one in each.dropped(day(first), day(last))
    ]


def undated(found: list[Promise]) -> list[str | None]:
    return [one.status if (one := each.undated()) else None for each in found]


# Recurring


def test_what_recurs_falls_due_while_the_agreement_is_in_force() -> None:
    found = obliged(QUARTERLY, asked="2019-10-01")
    assert rows(found, "2019-06-01") == ["2019-06-30 overdue", "2019-09-30 overdue", "2019-12-31 open"]
    assert dropped(found, "2019-12-01", "2020-07-01") == [
        "2020-03-31 no: ended on 2020-02-09",
        "2020-06-30 no: ended on 2020-02-09",
    ]


def test_nothing_falls_due_before_entry_into_force() -> None:
    found = obliged(QUARTERLY, entry_into_force="2015-07-01")
    assert rows(found, last="2016-01-01") == ["2015-09-30 overdue", "2015-12-31 overdue"]
    assert dropped(found, "2015-01-01", "2015-12-31") == [
        "2015-03-31 no: only from 2015-07-01 on",
        "2015-06-30 no: only from 2015-07-01 on",
    ]
    assert rows(obliged(QUARTERLY, entry_into_force=None)) == []


def test_it_falls_due_while_the_agreement_is_provisionally_applied() -> None:
    applied = [{"kind": "provisional", "date": "2015-06-01"}, {"kind": "provisional-end", "date": "2015-10-01"}]
    found = obliged(QUARTERLY, entry_into_force=None, events=applied)
    assert rows(found) == ["2015-06-30 overdue", "2015-09-30 overdue"]


def test_nothing_falls_due_in_a_suspension_and_its_days_are_named() -> None:
    held = [{"kind": "suspension", "date": "2015-05-01"}, {"kind": "resumption", "date": "2015-10-01"}]
    found = obliged(QUARTERLY, events=held)
    assert rows(found, last="2015-12-31") == ["2015-03-31 overdue", "2015-12-31 overdue"]
    assert dropped(found, "2015-01-01", "2015-12-31") == [
        "2015-06-30 no: suspended from 2015-05-01 through 2015-09-30",
        "2015-09-30 no: suspended from 2015-05-01 through 2015-09-30",
    ]


def test_nothing_falls_due_in_a_gap_and_its_days_are_named() -> None:
    anew = {"kind": "extension", "date": "2020-07-01", "from": "2020-07-01", "by": "P5Y"}
    found = obliged(QUARTERLY, asked="2020-08-01", events=[anew])
    assert rows(found, "2019-12-01", "2020-12-31") == ["2019-12-31 overdue", "2020-09-30 open", "2020-12-31 open"]
    assert dropped(found, "2020-01-01", "2020-12-31") == [
        "2020-03-31 no: not in force from 2020-02-10 through 2020-06-30",
        "2020-06-30 no: not in force from 2020-02-10 through 2020-06-30",
    ]


def test_an_extension_brings_more_occurrences_counted_from_the_same_first_day() -> None:
    extended = {"kind": "extension", "date": "2020-01-10", "by": "P1Y"}
    found = obliged(QUARTERLY, asked="2020-01-15", events=[extended])
    assert rows(found, "2020-01-01") == [
        "2020-03-31 open",
        "2020-06-30 open",
        "2020-09-30 open",
        "2020-12-31 open",
    ]
    known_before = obliged(QUARTERLY, asked="2020-01-15", knowing="2020-01-09", events=[extended])
    assert rows(known_before, "2020-01-01") == []


def test_after_the_end_what_fell_due_before_stays_owed_and_what_survives_goes_on() -> None:
    found = obliged(QUARTERLY, events=[TERMINATED], asked="2016-02-01")
    assert rows(found, "2015-07-01") == ["2015-09-30 overdue", "2015-12-31 overdue"]
    surviving = obliged({**QUARTERLY, "survives": True}, events=[TERMINATED], asked="2016-02-01", survival="P6M")
    assert rows(surviving, "2015-12-01") == ["2015-12-31 overdue", "2016-03-31 open", "2016-06-30 open"]


def test_an_end_by_two_readings_is_counted_by_the_later_one() -> None:
    yearly = {**QUARTERLY, "every": "P1Y", "from": "2016-02-09"}
    assert rows(obliged(yearly, counting=None), "2019-06-01") == ["2020-02-09 open"]
    assert rows(obliged(yearly, counting="day-before"), "2019-06-01") == []


def test_a_tacit_renewal_goes_on_without_an_end() -> None:
    yearly = {**QUARTERLY, "every": "P1Y"}
    found = obliged(yearly, renewal={"mode": "tacit"})
    assert rows(found, "2050-01-01", "2051-12-31") == ["2050-03-31 open", "2051-03-31 open"]


def test_a_file_that_is_closed_owes_nothing_but_keeps_what_was_recorded() -> None:
    met = {"status": "met", "date": "2015-04-01", "occurrence": "2015-03-31"}
    closed = [TERMINATED, {"kind": "close", "date": "2016-01-15"}]
    found = obliged({**QUARTERLY, "occurrences": [met]}, events=closed, asked="2016-02-01")
    assert rows(found) == ["2015-03-31 met"]
    assert duty(found) is None


def test_a_rule_without_a_first_day_is_counted_from_entry_into_force() -> None:
    assert rows(obliged(RULED), last="2017-12-31") == ["2015-02-09 overdue", "2016-02-09 open", "2017-02-09 open"]
    pending = obliged(RULED, entry_into_force=None)
    assert (rows(pending), undated(pending)) == ([], ["unknown-date"])
    assert undated(obliged(RULED)) == [None]


# Once


@pytest.mark.parametrize(
    ("stated", "fields", "expected"),
    [
        ({"due": "2015-12-31"}, {}, ["2015-12-31 overdue"]),
        ({"due": "2016-01-01"}, {}, ["2016-01-01 due-soon"]),
        ({"due": "2016-01-31"}, {}, ["2016-01-31 due-soon"]),
        ({"due": "2016-02-01"}, {}, ["2016-02-01 open"]),
        # Nothing is owed before entry into force, and after the end only what survives.
        ({"due": "2015-02-08"}, {}, []),
        ({"due": "2020-02-10"}, {}, []),
        ({"due": "2020-02-10", "survives": True}, {}, ["2020-02-10 open"]),
        ({"within": "P1Y", "of": "signature"}, {}, ["2016-02-09 open"]),
        (
            {"within": "P1M", "of": "signature"},
            {"signed": "2015-01-31", "entry_into_force": "2015-02-01"},
            ["2015-02-28 overdue"],
        ),
        ({"within": "P1Y", "of": "entry-into-force"}, {"entry_into_force": "2016-02-29"}, ["2017-02-28 open"]),
        ({"within": "P1Y", "of": "entry-into-force"}, {"signed": "2015-02"}, []),
        ({"within": "P1Y", "of": "entry-into-force"}, {"entry_into_force": None}, []),
        # Counted from the end, it is owed after it, by the earlier reading of the end.
        ({"within": "P30D", "of": "end"}, {}, ["2020-03-10 open"]),
        ({"within": "P30D", "of": "end"}, {"counting": None}, ["2020-03-09 open"]),
        ({"within": "P30D", "of": "end"}, {"events": [TERMINATED]}, ["2016-01-30 due-soon"]),
        ({"within": "P30D", "of": "end"}, {"renewal": {"mode": "tacit"}}, []),
        ({"within": "P30D", "of": "end"}, {"renewal": {"mode": "tacit", "times": 1}}, ["2025-03-11 open"]),
        ({"within": "P30D", "of": "end"}, {"term": None}, []),
        ({"within": "P9999Y", "of": "signature"}, {}, []),
    ],
)
def test_what_is_to_be_done_once(stated: dict[str, Any], fields: dict[str, Any], expected: list[str]) -> None:
    assert rows(obliged({**ONCE, **stated}, **fields)) == expected


def test_a_day_counted_from_the_end_moves_with_it() -> None:
    returned = {**ONCE, "within": "P30D", "of": "end"}
    extended = {"kind": "extension", "date": "2019-06-01", "by": "P5Y"}
    assert rows(obliged(returned, asked="2019-05-01", events=[extended])) == ["2020-03-10 open"]
    assert rows(obliged(returned, asked="2019-06-01", events=[extended])) == ["2025-03-11 open"]


def test_a_party_that_joined_later_counts_from_its_own_entry_into_force() -> None:
    parties = [{"name": name} for name in "ABC"]
    arrived = [
        {"kind": "instrument", "type": "ratification", "party": party, "date": when}
        for party, when in (("A", "2015-03-01"), ("B", "2015-03-15"), ("C", "2015-10-31"))
    ]
    report = {**ONCE, "within": "P1M", "of": "entry-into-force"}
    fields = {"parties": parties, "signed": None, "entry_into_force": {"after": 2}, "events": arrived}
    assert rows(obliged(report, **fields)) == ["2015-04-15 overdue"]
    assert rows(obliged({**report, "by": ["C"]}, **fields)) == ["2015-11-30 overdue"]
    assert rows(obliged({**report, "by": ["B", "C"]}, **fields)) == ["2015-04-15 overdue"]


def test_an_unknown_day_is_another_thing_than_none() -> None:
    assert undated(obliged(ONCE, LASTING, QUARTERLY)) == ["unknown-date", "continuing", None]
    assert undated(obliged({**ONCE, "due": "2016-05-01"})) == [None]
    assert rows(obliged(ONCE, LASTING)) == []


def test_what_is_due_once_in_a_suspension_is_not_due_and_is_told() -> None:
    held = [{"kind": "suspension", "date": "2015-05-01"}]
    found = obliged({**ONCE, "due": "2015-06-30"}, events=held)
    assert rows(found) == []
    assert dropped(found, "2015-01-01", "2016-01-01") == ["2015-06-30 no: suspended since 2015-05-01"]
    assert dropped(found, "2015-07-01", "2016-01-01") == []


# What was recorded


def reported(status: str, when: str, occurrence: str | None = None) -> dict[str, Any]:
    return {"status": status, "date": when, **({"occurrence": occurrence} if occurrence else {})}


def test_what_was_recorded_of_each_occurrence() -> None:
    outcomes = [
        reported("met", "2015-04-02", "2015-03-31"),
        reported("partly-met", "2015-07-01", "2015-06-30"),
        reported("waived", "2015-09-01", "2015-09-30"),
    ]
    (found,) = obliged({**QUARTERLY, "occurrences": outcomes})
    listed = list(found.between(day("2015-01-01"), day("2015-12-31")))
    assert [one.status for one in listed] == ["met", "partly-met", "waived", "overdue"]
    assert [one.is_finished for one in listed] == [True, False, True, False]
    assert [one.is_late for one in listed] == [False, True, False, True]
    assert [f"{one.due}" for one in found.late()] == ["2015-06-30", "2015-12-31"]


def test_what_was_met_in_part_is_over_once_it_is_met() -> None:
    both = [reported("met", "2015-07-01", "2015-06-30"), reported("partly-met", "2015-07-01", "2015-06-30")]
    assert rows(obliged({**QUARTERLY, "occurrences": both}), "2015-06-01", "2015-06-30") == ["2015-06-30 met"]


def test_before_the_day_of_a_report_nobody_knows_of_it() -> None:
    met = {**QUARTERLY, "occurrences": [reported("met", "2015-04-02", "2015-03-31")]}
    assert rows(obliged(met, asked="2015-04-01"), last="2015-03-31") == ["2015-03-31 overdue"]
    assert rows(obliged(met, asked="2015-04-02"), last="2015-03-31") == ["2015-03-31 met"]
    assert rows(obliged(met, asked="2015-04-01", knowing="2015-05-01"), last="2015-03-31") == ["2015-03-31 met"]


def test_what_was_recorded_stays_whatever_moves() -> None:
    met = {**QUARTERLY, "occurrences": [reported("met", "2015-04-02", "2015-03-30")]}
    assert rows(obliged(met), "2015-03-01", "2015-04-30") == ["2015-03-30 met", "2015-03-31 overdue"]
    partly = {**QUARTERLY, "occurrences": [reported("partly-met", "2015-04-02")]}
    (found,) = obliged(partly, asked="2015-05-01")
    assert [f"{one.due} {one.status}" for one in found.late()] == ["2015-03-31 overdue", "2015-04-02 partly-met"]
    once = {**ONCE, "within": "P30D", "of": "end", "occurrences": [reported("met", "2020-03-01", "2020-03-10")]}
    extended = [{"kind": "extension", "date": "2020-02-01", "by": "P5Y"}]
    assert rows(obliged(once, asked="2021-01-01", events=extended)) == ["2020-03-10 met"]
    before_entry = {**ONCE, "due": "2015-01-01", "occurrences": [reported("met", "2015-01-01")]}
    assert rows(obliged(before_entry)) == ["2015-01-01 met"]


def test_what_is_over_is_not_late() -> None:
    (met,) = obliged({**ONCE, "due": "2015-06-30", "occurrences": [reported("met", "2015-07-01")]})
    (owed,) = obliged({**ONCE, "due": "2015-06-30"})
    (lasting,) = obliged(LASTING)
    assert [len(list(one.late())) for one in (met, owed, lasting)] == [0, 1, 0]
    (waived,) = obliged({**LASTING, "occurrences": [reported("waived", "2015-07-01")]})
    assert waived.undated() is not None
    assert undated([waived]) == ["waived"]


def test_nothing_is_late_on_the_calendar_s_first_day() -> None:
    (found,) = obliged(QUARTERLY, asked="0001-01-01", knowing="2016-01-01")
    assert list(found.late()) == []


# Amendments


def amended(*obligations: dict[str, Any], when: str = "2015-07-15") -> dict[str, Any]:
    return {"kind": "amendment", "date": "2015-06-01", "effective": when, "set": {"obligations": list(obligations)}}


def test_an_amendment_s_obligations_hold_from_its_effective_day() -> None:
    monthly = {**QUARTERLY, "every": "P1M", "from": "2015-01-15"}
    found = obliged(QUARTERLY, asked="2015-06-01", events=[amended(monthly)])
    assert rows(found, last="2015-09-30") == [
        "2015-03-31 overdue",
        "2015-06-30 due-soon",
        "2015-07-15 open",
        "2015-08-15 open",
        "2015-09-15 open",
    ]
    assert rows(obliged(QUARTERLY, asked="2015-05-31", events=[amended(monthly)]), "2015-07-01", "2015-12-31") == [
        "2015-09-30 open",
        "2015-12-31 open",
    ]


def test_what_an_amendment_drops_is_owed_until_then() -> None:
    found = obliged(QUARTERLY, {**ONCE, "due": "2015-12-01"}, LASTING, events=[amended(LASTING)])
    assert rows(found) == ["2015-03-31 overdue", "2015-06-30 overdue"]
    assert dropped(found, "2015-10-01", "2016-01-01") == ["2015-12-01 no: dropped by an amendment, from 2015-07-15 on"]
    assert [sentence(binding_answer(one.binding)) for one in found] == [
        "no: dropped by an amendment, from 2015-07-15 on",
        "no: dropped by an amendment, from 2015-07-15 on",
        "yes: in force through 2020-02-09",
    ]


def test_what_an_amendment_adds_is_owed_from_then_on() -> None:
    yearly = {**QUARTERLY, "id": "new"}
    found = obliged(events=[amended(yearly)], asked="2015-07-01")
    assert [one.id for one in found] == ["new"]
    assert rows(found, last="2016-01-01") == ["2015-09-30 open", "2015-12-31 open"]
    assert sentence(binding_answer(found[0].binding)) == "no: only from 2015-07-15 on"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("2015-05-31", "2015-12-01"), ("2015-06-01", "2016-06-01"), ("2015-08-01", "2016-06-01")],
)
def test_an_amendment_moves_the_day_of_what_is_due_once(asked: str, expected: str) -> None:
    stated, moved = {**ONCE, "due": "2015-12-01"}, {**ONCE, "due": "2016-06-01"}
    found = obliged(stated, asked=asked, events=[amended(moved)])
    assert rows(found) == [f"{expected} open"]


def test_what_fell_due_before_an_amendment_and_was_met_stays_met() -> None:
    met = {**QUARTERLY, "occurrences": [reported("met", "2015-04-02", "2015-03-31")]}
    yearly = {**QUARTERLY, "every": "P1Y", "from": "2015-12-01"}
    found = obliged(met, events=[amended(yearly)])
    assert rows(found, last="2016-01-01") == ["2015-03-31 met", "2015-06-30 overdue", "2015-12-01 overdue"]


def test_an_amendment_after_the_end_changes_nothing() -> None:
    later = {**amended(), "date": "2017-01-01", "effective": "2017-01-01"}
    found = obliged(QUARTERLY, events=[TERMINATED, later], asked="2018-01-01")
    assert rows(found, "2015-12-01") == ["2015-12-31 overdue"]


# The next one


def test_the_duty_is_the_first_that_is_still_owed() -> None:
    outcomes = [reported("met", "2015-04-02", "2015-03-31"), reported("partly-met", "2015-07-01", "2015-06-30")]
    found = duty(obliged({**QUARTERLY, "occurrences": outcomes}, {**ONCE, "due": "2016-03-01"}))
    assert found is not None
    assert (found.id, found.due, found.days) == ("q", date(2015, 6, 30), -185)
    ahead = duty(obliged({**ONCE, "due": "2016-03-01"}, LASTING))
    assert ahead is not None
    assert (ahead.id, ahead.text, ahead.due, ahead.days) == ("o", "Draw up a list.", date(2016, 3, 1), 60)
    assert duty(obliged(ONCE, LASTING)) is None
    assert duty([]) is None


def test_a_row_has_the_owner_of_the_obligation_or_else_of_the_agreement() -> None:
    record = agreement(owner="desk", obligations=[LASTING, {**LASTING, "id": "d", "owner": "anna"}])
    owed = [Owed(record, one) for each in promises(record, day("2016-01-01")) if (one := each.undated())]
    assert [one.owner for one in owed] == ["desk", "anna"]

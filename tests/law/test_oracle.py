"""The law against the oracle, and what asking it may not do, over generated agreements of every story."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from law.asking import asked
from law.cases import said_of
from law.generated import STORIES, Case, drawn
from law.oracle import Open, answer

thorough = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def told(case: Case) -> dict[str, Any]:
    """What the oracle says, as JSON has it; a case that it leaves open is none."""
    try:
        found = answer(case.records, date.fromisoformat(case.day), date.fromisoformat(case.knowing), case.assume)
    except Open:
        assume(False)
    return dict(json.loads(json.dumps(found, default=str)))


def given_by_the_law(case: Case) -> dict[str, Any]:
    return asked(case.records, case.day, case.knowing, case.assume)


@pytest.mark.parametrize("story", STORIES)
def test_the_law_answers_as_the_oracle(story: str) -> None:
    @thorough
    @given(drawn(story))
    def holds(case: Case) -> None:
        wanted = told(case)
        assert said_of(given_by_the_law(case), wanted) == wanted

    holds()


@thorough
@given(st.lists(drawn(), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_asked_in_any_order_the_answers_are_the_same(asked_: Sequence[Case], chance: Any) -> None:
    first = [given_by_the_law(case) for case in asked_]
    order = list(range(len(asked_)))
    chance.shuffle(order)
    again = {index: given_by_the_law(asked_[index]) for index in order}
    assert [again[index] for index in range(len(asked_))] == first


@thorough
@given(drawn())
def test_a_standing_agrees_with_itself(case: Case) -> None:
    found = given_by_the_law(case)
    for name in ("expires", "notice_by", "renews_to", "ends"):
        rival = found[f"rival_{name}"]
        assert rival is None or rival != found[name], name
    if found["rival_notice_by"] and found["notice_by"]:
        assert found["rival_notice_by"] < found["notice_by"], "prudence never makes a notice late"
    if found["status"] == "ending":
        assert found["ends"] >= case.day
    if found["status"] in ("expired", "terminated") and found["expires"] and found["period"]:
        assert found["expires"] < case.day
    if found["renews_to"]:
        assert found["out_from"] is None or found["ends"], "while it renews there is no first day out"
    if found["act"] and found["act"]["by"]:
        assert found["act"]["by"] >= case.day
    if found["happens"]:
        assert found["happens"]["date"] >= case.day
    if found["ends"] and found["expires"]:
        assert found["expires"] <= found["ends"]


@thorough
@given(drawn("plain"), st.randoms(use_true_random=False))
def test_events_of_different_days_are_judged_alike_in_whatever_order_they_stand(case: Case, chance: Any) -> None:
    record = dict(case.records[0])
    days = sorted({f"201{chance.randint(0, 9)}-0{chance.randint(1, 9)}-15" for _ in range(4)})
    kinds = [{"kind": "extension", "by": "P1Y"}, {"kind": "notice", "party": "A"}, {"kind": "notice-withdrawn"}]
    events = [{**kind, "date": on} for kind, on in zip([*kinds, {"kind": "suspension"}], days, strict=False)]
    mixed = list(events)
    chance.shuffle(mixed)
    one, other = ({**record, "events": some} for some in (events, mixed))
    assert asked([one], case.day, case.knowing) == asked([other], case.day, case.knowing)

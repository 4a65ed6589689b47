"""A protocol that falls with its treaty ends with it."""

from typing import Any

import pytest
from agreements import agreement, day
from questions import among, explain, place, standing

from agreetrack.model.periods import Period

FIVE: dict[str, Any] = {"entry_into_force": "2015-02-09", "term": "P5Y", "counting": "anniversary"}
ENDLESS: dict[str, Any] = {
    "entry_into_force": "2016-01-01",
    "term": "indefinite",
    "links": [{"kind": "falls-with", "ref": "TREATY"}],
}
YEARLY = {**ENDLESS, "term": "P1Y", "renewal": {"mode": "tacit"}}
THEN_OPEN = {**ENDLESS, "term": "P9Y", "renewal": {"mode": "indefinite"}}
NOTICE = {"kind": "termination", "date": "2018-01-01", "last_day": "2018-12-31"}


@pytest.mark.parametrize(
    ("parent", "child", "asked", "expires", "status", "happens"),
    [
        # the treaty lapses unless it is extended: its end is foreseen for the protocol
        (FIVE, ENDLESS, "2019-12-01", "2020-02-09", "in-force", "expiry"),
        (FIVE, YEARLY, "2019-12-01", "2020-01-01", "in-force", "renewal"),
        (FIVE, YEARLY, "2020-01-15", "2020-02-09", "in-force", "expiry"),
        (FIVE, THEN_OPEN, "2019-12-01", "2020-02-09", "in-force", "expiry"),
        (FIVE, {**ENDLESS, "term": "P2Y"}, "2016-12-01", "2018-01-01", "in-force", "expiry"),
        # once it is over, the protocol is over too
        (FIVE, ENDLESS, "2020-02-10", "2020-02-09", "expired", None),
        # an end that is set is final
        ({**FIVE, "events": [NOTICE]}, ENDLESS, "2018-06-01", "2018-12-31", "ending", "termination"),
        ({**FIVE, "events": [NOTICE]}, ENDLESS, "2019-01-01", "2018-12-31", "terminated", None),
        # a treaty that goes on binds nobody
        ({**FIVE, "renewal": {"mode": "tacit"}}, ENDLESS, "2019-12-01", None, "in-force", None),
        ({"signed": "2015-02-09"}, ENDLESS, "2019-12-01", None, "in-force", None),
    ],
)
def test_a_protocol_ends_with_its_treaty(
    parent: dict[str, Any], child: dict[str, Any], asked: str, expires: str | None, status: str, happens: str | None
) -> None:
    find = among(agreement(ref="TREATY", **parent))
    found = standing(agreement(**child), day(asked), find=find)
    assert found.expires == (day(expires) if expires else None)
    assert found.status == status
    assert (found.happens.kind if found.happens else None) == happens
    text = "\n".join(one.text for one in explain(agreement(**child), day(asked), find=find).reasons)
    ends = standing(agreement(**parent), day(asked)).expires
    assert ("with TREATY" in text) == bool(expires and ends == found.expires)


def test_nothing_can_be_decided_for_a_protocol_that_its_treaty_cuts_short() -> None:
    child = agreement(**{**ENDLESS, "term": "P9Y", "renewal": {"mode": "express"}})
    found = standing(child, day("2019-12-01"), find=among(agreement(ref="TREATY", **FIVE)))
    assert found.act is None
    assert place(found, Period(0, 90)) == "happens"


LEFT = {"kind": "notice", "date": "2017-01-01", "party": "Ruritania", "last_day": "2017-12-31"}
BACK = {"kind": "instrument", "date": "2019-01-01", "party": "Ruritania", "type": "accession"}
THREE = [{"name": "Ruritania", "code": "RR"}, {"name": "B"}, {"name": "C"}]


@pytest.mark.parametrize(
    ("happened", "own", "asked", "leaves"),
    [
        ([LEFT], [], "2018-06-01", "2017-12-31"),
        ([LEFT], [], "2016-12-31", None),
        ([LEFT], [{**LEFT, "party": "RR", "last_day": "2017-06-30"}], "2018-06-01", "2017-06-30"),
        # returning to the treaty does not return to the protocol; an instrument of its own does
        ([LEFT, BACK], [], "2020-01-01", "2017-12-31"),
        ([LEFT, BACK], [{**BACK, "party": "RR"}], "2020-01-01", None),
    ],
)
def test_who_leaves_the_treaty_leaves_the_protocol(happened: Any, own: Any, asked: str, leaves: str | None) -> None:
    treaty = agreement(**{**FIVE, "term": "indefinite", "parties": THREE, "events": happened}, ref="TREATY")
    parties = [{"name": "Kingdom of Ruritania", "code": "rr"}, {"name": "B"}, {"name": "C"}]
    protocol = agreement(**ENDLESS, parties=parties, events=own)
    found = standing(protocol, day(asked), find=among(treaty))
    assert [one.ends for one in found.leaving] == ([day(leaves)] if leaves else [])
    assert found.status == "in-force"


def test_who_leaves_the_treaty_is_said_to_leave_its_protocol() -> None:
    three = {"parties": [{"name": "A"}, {"name": "B"}, {"name": "C"}]}
    left = {**FIVE, **three, "renewal": {"mode": "tacit"}, "notice": {"period": "P6M"}}
    notice = {"kind": "notice", "date": "2019-05-01", "party": "A"}
    find = among(agreement(ref="TREATY", **left, events=[notice]))
    texts = [one.text for one in explain(agreement(**ENDLESS, **three), day("2019-06-01"), find=find).reasons]
    assert "A leaves with the agreement that this one falls with: last day 2020-02-09" in texts


def test_links_that_lead_back_are_told_as_they_are_recorded() -> None:
    protocol = agreement(**ENDLESS)
    treaty = agreement(ref="TREATY", **FIVE, links=[{"kind": "falls-with", "ref": "X-1"}])
    explained = explain(protocol, day("2019-06-01"), find=among(protocol, treaty))
    said = "the links to TREATY lead back to it; they are left out of account"
    assert [one.text for one in explained.reasons if one.label == "Remark"] == [said]

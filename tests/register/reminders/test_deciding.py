"""Which deadlines an acknowledgement or a decision takes: what is told of, what was chosen, all days of one act."""

from typing import Any

import pytest
from occasions import Add, occasion, on
from saying import sentence, sentences

from agreetrack.model.errors import NoSuchRef, Refused
from agreetrack.register.reminders.acknowledging import Chosen, acknowledge
from agreetrack.register.reminders.lead_times import LeadTimes
from agreetrack.store import Registry

LEADS = LeadTimes()
ALL = Chosen()
NOTICED = {
    "entry_into_force": "2022-02-28",
    "term": "P5Y",
    "counting": "anniversary",
    "renewal": {"mode": "tacit"},
    "notice": {"period": "P6M", "transit": "P10D"},
    "prepare": "P3M",
}
"""Prepared from 28 May 2026, sent by 18 August, received by 28 August; renews on 28 February 2027."""


@pytest.mark.parametrize(
    ("day", "chosen", "decided", "expected"),
    [
        # what is told of, each at its own lead time
        (
            "2026-05-27",
            ALL,
            None,
            [("start-by", "2026-05-28", 1), ("send-by", "2026-08-18", 90), ("notice", "2026-08-28", 180)],
        ),
        ("2026-05-27", Chosen(what="send-by"), None, [("send-by", "2026-08-18", 90)]),
        ("2026-08-30", ALL, None, [("notice", "2026-08-28", 1)]),  # between the readings
        ("2026-08-20", Chosen(due=on("2026-08-28")), None, [("notice", "2026-08-28", 30)]),
        ("2026-08-30", Chosen(due=on("2026-08-31")), None, [("notice", "2026-08-28", 1)]),  # by the other reading
        # a decision closes all days of one act, where nothing is told of and where one of them is
        *(
            (day, ALL, "So be it", [(what, due, "So be it") for what, due in days])
            for day, days in (
                ("2026-01-01", [("start-by", "2026-05-28"), ("send-by", "2026-08-18"), ("notice", "2026-08-28")]),
                ("2026-05-27", [("start-by", "2026-05-28"), ("send-by", "2026-08-18"), ("notice", "2026-08-28")]),
                ("2026-08-20", [("notice", "2026-08-28")]),
                # where the renewal alone is told of, the notice of the next period, five years on, stays open
                ("2026-09-01", [("renewal", "2027-02-28")]),
            )
        ),
        ("2026-01-01", Chosen(what="renewal"), "Noted", [("renewal", "2027-02-28", "Noted")]),
        ("2026-05-27", Chosen(due=on("2026-08-28")), "Noted", [("notice", "2026-08-28", "Noted")]),
    ],
)
def test_what_is_answered(
    registry: Registry,
    agreement: Add,
    day: str,
    chosen: Chosen,
    decided: str | None,
    expected: list[tuple[str, str, Any]],
) -> None:
    agreement(**NOTICED)
    changed = acknowledge(registry, occasion(day), "AB-1", LEADS, chosen, decided)
    given = [(one.what, str(one.due), one.decided or one.lead) for one in changed.record.acknowledged]
    assert sorted(given, key=str) == sorted(expected, key=str)
    assert (changed.seq, len(sentences(changed.told))) == (2, len(expected))


def test_a_late_obligation_that_is_decided_leaves_the_act_open(registry: Registry, agreement: Add) -> None:
    agreement(**NOTICED, obligations=[{"id": "plan", "text": "Plan", "kind": "once", "due": "2024-02-29"}])
    changed = acknowledge(registry, occasion("2024-03-07"), "AB-1", LEADS, ALL, "Dropped by consent")
    assert [(one.what, one.id) for one in changed.record.acknowledged] == [("obligation", "plan")]


@pytest.mark.parametrize(
    ("fields", "day", "reason"),
    [
        ({"events": [{"kind": "close", "date": "2020-02-10"}]}, "2020-02-11", "there is nothing to be reminded of"),
        ({"term": None}, "2020-02-11", "there is nothing to be reminded of"),
        ({}, "2019-01-01", "nothing of that is told of yet; next is expiry on 2020-02-08, in 403 days"),
        ({}, "2021-01-01", "there is nothing to be reminded of"),  # the end is half a year past
    ],
)
def test_where_there_is_nothing_to_answer(
    registry: Registry, agreement: Add, fields: dict[str, Any], day: str, reason: str
) -> None:
    agreement(**fields)
    with pytest.raises(Refused) as refused:
        acknowledge(registry, occasion(day), "AB-1", LEADS, ALL)
    assert sentence(refused.value) == f"AB-1: {reason}"
    with pytest.raises(NoSuchRef):
        acknowledge(registry, occasion(day), "XY", LEADS, ALL)

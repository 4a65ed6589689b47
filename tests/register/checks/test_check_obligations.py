"""What `check` finds in obligations: a day that is not known is another thing than none."""

from typing import Any

import pytest
from occasions import Add, occasion
from saying import sentence

from agreetrack.register.checks.check import check
from agreetrack.store import Registry

IN_ORDER = {"term": "P30Y", "renewal": {"mode": "express"}}
ONCE = {"id": "1", "text": "Draw up a list.", "kind": "once"}
LASTING = {"id": "0", "text": "Cooperate.", "kind": "continuing"}
UNKNOWN = "the day on which obligation “1” is due is not known"


def found(registry: Registry, day: str = "2026-11-22") -> list[tuple[str, str, str]]:
    findings = check(registry, occasion(day))
    return [
        (one.severity, one.field, sentence(one.problem)) for one in findings if "obligation" in sentence(one.problem)
    ]


@pytest.mark.parametrize(
    ("stated", "fields", "told"),
    [
        (ONCE, {}, UNKNOWN),
        ({**ONCE, "due": "2027-01-01"}, {}, None),
        ({**ONCE, "occurrences": [{"status": "met", "date": "2020-01-01"}]}, {}, None),
        ({**ONCE, "occurrences": [{"status": "partly-met", "date": "2020-01-01"}]}, {}, None),
        ({**ONCE, "within": "P1Y", "of": "signature"}, {}, None),
        ({**ONCE, "within": "P1Y", "of": "signature"}, {"signed": "2015"}, "“1” is counted from signature, which"),
        ({**ONCE, "within": "P1Y", "of": "entry-into-force"}, {"entry_into_force": None}, None),
        (
            {**ONCE, "within": "P1Y", "of": "entry-into-force"},
            {"signed": "2015-02"},
            "“1” is counted from entry into force",
        ),
        ({**ONCE, "within": "P1Y", "of": "end"}, {}, None),
        ({**ONCE, "within": "P1Y", "of": "end"}, {"term": "indefinite", "renewal": None}, None),
        ({**ONCE, "within": "P1Y", "of": "end"}, {"term": None}, "“1” is counted from the end, which is not known"),
        ({"id": "1", "text": "x", "kind": "recurring", "rrule": "FREQ=YEARLY"}, {"entry_into_force": None}, None),
        # An agreement that has ended is still asked about, until its file is closed.
        (ONCE, {"term": "P5Y"}, UNKNOWN),
        (ONCE, {"term": "P5Y", "events": [{"kind": "close", "date": "2021-01-01"}]}, None),
    ],
)
def test_an_obligation_of_unknown_day_is_listed(
    registry: Registry, agreement: Add, stated: dict[str, Any], fields: dict[str, Any], told: str | None
) -> None:
    agreement(**{**IN_ORDER, **fields}, obligations=[LASTING, stated])
    if told is None:
        assert found(registry) == []
    else:
        ((severity, field, problem),) = found(registry)
        assert (severity, field) == ("warning", "obligations[1].due")
        assert told in problem
        assert "agreetrack edit AB-1" in problem


def test_one_that_an_amendment_set_is_named_by_its_event(registry: Registry, agreement: Add) -> None:
    events = [
        {"kind": "suspension", "date": "2016-01-01", "until": "2016-02-01"},
        {"kind": "amendment", "date": "2017-01-01", "set": {"obligations": [LASTING, ONCE]}},
    ]
    agreement(**IN_ORDER, events=events)
    ((_severity, field, _problem),) = found(registry)
    assert field == "events[1].set.obligations"

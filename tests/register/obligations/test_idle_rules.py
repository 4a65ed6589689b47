"""Rules that name no day from the day on which their agreement begins to bind."""

from typing import Any

import pytest
from occasions import Add, occasion
from saying import refusing

from agreetrack.model.errors import InvalidData
from agreetrack.model.record import Record
from agreetrack.model.validation import read_record, write_record
from agreetrack.register.obligations.idle_rules import idle_rules
from agreetrack.register.records.adding import add
from agreetrack.register.records.editing import edit
from agreetrack.store import Registry

ON_MONDAYS: dict[str, Any] = {"id": "1", "text": "x", "kind": "recurring", "rrule": "FREQ=DAILY;INTERVAL=7;BYDAY=MO"}
STATED = {"title": "T", "parties": [{"name": "X"}, {"name": "Y"}], "signed": "2015-02-09"}
MONDAY, TUESDAY = "2015-02-09", "2015-02-10"


def read(record: Record, **fields: Any) -> Record:
    """The record with further fields, as a file may hold it."""
    return read_record({**write_record(record), **fields})


def test_such_a_rule_is_refused_when_a_record_is_added(registry: Registry, agreement: Add) -> None:
    with refusing(InvalidData, match=r"obligations\[0\].rrule: “FREQ=DAILY;INTERVAL=7;BYDAY=MO” falls on no day"):
        add(registry, occasion(), {**STATED, "entry_into_force": TUESDAY, "obligations": [ON_MONDAYS]})
    agreement(entry_into_force=MONDAY, obligations=[ON_MONDAYS])


def test_another_beginning_of_the_agreement_may_leave_a_rule_without_days(registry: Registry, agreement: Add) -> None:
    agreement(entry_into_force=MONDAY, obligations=[ON_MONDAYS])
    with refusing(InvalidData, match="falls on no day"):
        edit(registry, occasion(), "AB-1", {"entry_into_force": TUESDAY})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"entry_into_force": TUESDAY}, ["obligations[0].rrule"]),
        ({"entry_into_force": MONDAY}, []),
        # What it is counted from is not known yet, or not to the day.
        ({"signed": MONDAY}, []),
        ({"entry_into_force": "signature", "signed": "2015-02"}, []),
        ({"entry_into_force": {"after": "all"}}, []),
        # Provisional application comes first.
        ({"entry_into_force": TUESDAY, "events": [{"kind": "provisional", "date": "2015-02-02"}]}, []),
    ],
)
def test_it_is_counted_from_when_the_agreement_binds(
    registry: Registry, agreement: Add, fields: dict[str, Any], expected: list[str]
) -> None:
    agreement(**{"signed": "2015-01-01", "entry_into_force": None, **fields})
    ruled = read(registry.find("AB-1"), obligations=[ON_MONDAYS])
    assert [problem.field for problem in idle_rules(ruled, occasion())] == expected


def test_what_an_amendment_sets_has_its_place_too(registry: Registry, agreement: Add) -> None:
    agreement(entry_into_force=TUESDAY)
    amendment = {"kind": "amendment", "date": "2016-01-01", "set": {"obligations": [{**ON_MONDAYS, "id": "2"}]}}
    extension = {"kind": "extension", "date": "2015-12-01", "by": "P5Y"}
    ruled = read(registry.find("AB-1"), events=[extension, amendment])
    assert [problem.field for problem in idle_rules(ruled, occasion())] == ["events[1].set.obligations[0].rrule"]

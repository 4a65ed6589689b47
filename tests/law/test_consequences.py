"""What stays owed under an agreement whose end is known, and until when.

What had fallen due stays owed after the end (Vienna Convention on the Law of Treaties, art. 70).
"""

from typing import Any

import pytest
from agreements import agreement, day
from questions import view

from agreetrack.law.consequences import still_owed

OPEN = {"entry_into_force": "2015-02-09", "term": "indefinite", "counting": "anniversary", "notice": {"period": "P6M"}}
LEAVES = {"kind": "notice", "date": "2026-03-01", "party": "A"}
YEARLY = {"id": "1", "text": "Report", "kind": "recurring", "every": "P1Y", "from": "2026-06-01"}
SECRECY = {"id": "1", "text": "Keep secret", "kind": "continuing"}
ONCE = {"id": "1", "text": "Pay", "kind": "once", "due": "2026-01-31"}
PAID = {"status": "met", "date": "2026-01-30"}


def owed(obligation: dict[str, Any], **fields: Any) -> list[tuple[str | None, str | None]]:
    """Of what stays owed once A's notice is received: the first day by which, and until when it binds."""
    record = agreement(**{**OPEN, "events": [LEAVES], "obligations": [obligation], **fields})
    found = still_owed(record, view(day("2026-03-01")))
    return [(str(one.due) if one.due else None, str(one.until) if one.until else None) for one in found]


@pytest.mark.parametrize(
    ("obligation", "survival", "expected"),
    [
        (YEARLY, None, [("2026-06-01", "2026-09-01")]),
        ({**YEARLY, "from": "2026-12-01"}, None, []),  # the first falls due only after the end
        ({**YEARLY, "from": "2026-12-01", "survives": True}, "P2Y", [("2026-12-01", "2028-09-01")]),
        (SECRECY, None, [(None, "2026-09-01")]),
        ({**SECRECY, "survives": True}, "P2Y", [(None, "2028-09-01")]),
        ({**SECRECY, "survives": True}, "indefinite", [(None, "indefinite")]),
        ({**SECRECY, "occurrences": [{"status": "waived", "date": "2020-01-01"}]}, None, []),
        (ONCE, None, [("2026-01-31", "2026-09-01")]),  # overdue, and not released by the end
        ({**ONCE, "occurrences": [PAID]}, None, []),  # met: though the agreement binds, nothing of it is owed
        ({**ONCE, "occurrences": [{**PAID, "status": "partly-met"}]}, None, [("2026-01-31", "2026-09-01")]),
    ],
)
def test_what_stays_owed_and_until_when(
    obligation: dict[str, Any], survival: str | None, expected: list[tuple[str | None, str | None]]
) -> None:
    assert owed(obligation, **({"survival": survival} if survival else {})) == expected


def test_nothing_is_told_of_what_is_owed_while_the_agreement_goes_on() -> None:
    assert owed(YEARLY, events=[]) == []

"""The tables of law: each line an agreement, a day, what holds on it, and the source."""

import pytest
from law.asking import asked
from law.cases import TABLES, Case, cases, said_of

ALL = [case for table in sorted(TABLES.glob("*.txt")) for case in cases(table.stem)]


@pytest.mark.parametrize("case", ALL, ids=[case.place for case in ALL])
def test_what_holds(case: Case) -> None:
    found = asked(case.records, case.day, case.knowing, case.assume)
    assert said_of(found, case.holds) == case.holds, case.source

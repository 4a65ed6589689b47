"""What bears upon the dates of a record: its own changes, and those of all that it ever fell with."""

from typing import Any

import pytest
from occasions import Add, occasion, on

from agreetrack.register.lists import annals
from agreetrack.register.lists.annals import Annals
from agreetrack.register.records.editing import edit
from agreetrack.register.records.removing import remove
from agreetrack.store import Registry


def fall(*refs: str) -> list[dict[str, str]]:
    return [{"kind": "falls-with", "ref": ref} for ref in refs]


def states(registry: Registry, ref: str) -> list[tuple[str, str, str | None]]:
    """By state the title and the term of a record, and the term then of the treaty that it falls with."""
    found = Annals(registry)
    (life,) = found.lives_of([ref])
    told = []
    for record, find in found.states(life):
        treaty = find("T")
        told.append((record.title, str(record.term), str(treaty.term) if treaty else None))
    return told


@pytest.fixture
def treaty(registry: Registry, agreement: Add) -> Registry:
    agreement(ref="T")
    agreement(ref="P", title="Fish", term="P1Y", links=fall("T"))
    return registry


def change(registry: Registry, ref: str, **fields: Any) -> None:
    edit(registry, occasion(), ref, fields)


def test_nothing_was_before_the_first_word(treaty: Registry) -> None:
    assert states(treaty, "P") == []


def test_what_is_said_in_other_words_is_no_other_state(treaty: Registry) -> None:
    change(treaty, "P", title="Fisheries")
    change(treaty, "T", title="Friendship")
    assert states(treaty, "P") == []


def test_a_change_of_the_treaty_is_another_state_of_what_falls_with_it(treaty: Registry) -> None:
    change(treaty, "P", title="Fisheries")
    change(treaty, "T", term="P6Y")
    change(treaty, "P", term="P2Y")
    change(treaty, "T", term="P7Y")
    assert states(treaty, "P") == [
        ("Fisheries", "P2Y", "P6Y"),
        ("Fisheries", "P1Y", "P6Y"),
        ("Fisheries", "P1Y", "P5Y"),
    ]
    assert [term for _title, term, _treaty in states(treaty, "T")] == ["P6Y", "P5Y"]


def test_the_treaty_that_was_removed_bears_upon_it_still(treaty: Registry) -> None:
    remove(treaty, occasion(), "T")
    assert states(treaty, "P") == [("Fish", "P1Y", "P5Y")]
    assert states(treaty, "T")[0][1] == "P5Y"


def test_the_number_counts_the_changes_of_all_that_it_falls_with(registry: Registry, agreement: Add) -> None:
    agreement(ref="A", events=[{"kind": "extension", "date": "2016-01-01", "by": "P1Y"}], restricted=True)
    agreement(ref="B", links=fall("A"))
    agreement(ref="C", links=fall("B"), events=[{"kind": "extension", "date": "2030-01-01", "by": "P1Y"}])
    found = Annals(registry)
    assert [found.sequence(ref, on("2026-11-22"))[0] for ref in "ABC"] == [1 + 1, 2 + 1, 3 + 1]
    assert found.sequence("C", on("2030-01-01"))[0] == 3 + 2
    assert found.sequence("NOWHERE", on("2030-01-01")) == (0, None)
    assert [found.was_restricted(ref) for ref in ("C", "NOWHERE")] == [True, False]


def test_each_life_is_looked_at_once(registry: Registry, agreement: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    agreement(ref="0")
    for number in range(1, 12):
        agreement(ref=f"{number}", links=fall(*(f"{one}" for one in range(number))))
    edit(registry, occasion(), "0", {"title": "Another"})
    looked_at = []
    real = annals._borne
    monkeypatch.setattr(annals, "_borne", lambda life: looked_at.append(life.last.ref) or real(life))
    found = Annals(registry)
    assert {found.sequence(f"{number}", on("2026-11-22"))[0] for number in range(12)} == {13}
    assert sorted(looked_at) == sorted(f"{number}" for number in range(12))

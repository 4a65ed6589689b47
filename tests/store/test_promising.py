"""Reading obligations: the agreements that are wanted, whole enough to judge them, from any layout."""

import json
from datetime import date
from pathlib import Path

import pytest
from saying import sentence
from tinydb import TinyDB

from agreetrack.model.errors import InvalidData
from agreetrack.model.obligations import Obligation, Outcome
from agreetrack.model.periods import period
from agreetrack.model.record import Promising, Record
from agreetrack.store import Registry

REPORT = Obligation(
    id="1",
    text="Отчёт",
    kind="recurring",
    every=period("P1Y"),
    from_=date(2020, 1, 1),
    occurrences=(Outcome(status="met", date=date(2020, 1, 2), occurrence=date(2020, 1, 1)),),
)


@pytest.fixture
def three(changing, registry: Registry) -> Registry:
    with changing() as transaction:
        transaction.put(Record(ref="A", title="a", obligations=(REPORT,), notes="n"))
        transaction.put(Record(ref="B", title="b"))
        transaction.put(
            Record(ref="C", title="c", tags=("sea",), obligations=(REPORT, Obligation(id="2", text="x", kind="once")))
        )
    return registry


def test_every_agreement_is_read_with_its_obligations(three: Registry) -> None:
    found = three.promising()
    assert {type(one) for one in found} == {Promising}
    assert [(one.ref, one.title, len(one.obligations)) for one in found] == [
        ("A", "a", 1),
        ("B", "b", 0),
        ("C", "c", 2),
    ]
    assert found[0].obligations == (REPORT,)


def test_a_file_that_something_else_wrote_gives_the_same(three: Registry, path: Path) -> None:
    before = three.promising()
    with TinyDB(path) as database:
        database.table("agreements").insert({"ref": "by-hand", "title": "é"})
    assert three.promising()[:-1] == before


def test_many_blocks_give_every_agreement_once(changing, registry: Registry) -> None:
    with changing() as transaction:
        for number in range(400):
            transaction.put(Record(ref=f"A-{number}", title="a" * 900, obligations=(REPORT,)))
    assert [one.ref for one in registry.promising()] == [f"A-{number}" for number in range(400)]


def test_an_empty_registry_promises_nothing(changing, registry: Registry, three: Registry) -> None:
    with changing() as transaction:
        for ref in ("A", "B", "C"):
            transaction.remove(ref)
    assert registry.promising() == []


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"id": "1", "text": "x", "kind": "sometimes"}, "sometimes"),
        ({"id": "1", "text": "x", "kind": "once", "due": "2020-02-30"}, "2020-02-30"),
        ({"id": "1", "text": "x", "kind": "once", "dew": "2020-02-03"}, "no such field"),
    ],
)
def test_a_broken_obligation_is_named_with_its_place(path: Path, registry: Registry, broken: dict, told: str) -> None:
    document = {"ref": "A", "title": "a", "obligations": [broken]}
    path.write_text(json.dumps({"agreements": {"1": document}}), encoding="utf-8")
    with pytest.raises(InvalidData) as raised:
        registry.promising()
    assert [problem.ref for problem in raised.value.problems] == ["A"]
    assert "obligations[0]" in raised.value.problems[0].field
    assert told in sentence(raised.value.problems[0])


def test_lines_broken_by_hand_are_read_all_the_same(three: Registry, path: Path) -> None:
    before = three.promising()
    text = path.read_text(encoding="utf-8")
    for here, by_hand in (('"2": {', '"2":\n{'), ('["sea"]\n,', '["sea"] ,')):
        assert here in text
        path.write_text(text.replace(here, by_hand), encoding="utf-8")
        assert three.promising() == before


def test_pieces_that_end_anywhere_give_the_same(three: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    before = three.promising()
    for size in (1, 37, 300):
        monkeypatch.setattr("agreetrack.store.reading.BLOCK", size)
        assert three.promising() == before

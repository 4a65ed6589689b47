"""The ledger of warnings sent: in the registry file, beside the agreements, apart from their history."""

import json
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from saying import refusing
from tinydb import TinyDB

from agreetrack.model.errors import AgreetrackError, InvalidData
from agreetrack.model.record import Record
from agreetrack.store import Registry, reading, writing
from agreetrack.store.ledger import Name, Told

NIGHT = date(2026, 11, 22)
NOTICE = Told(ref="RU-CN-2001", what="notice", due=date(2026, 12, 11), lead=30, at=NIGHT, to=("anna@example.org",))
REPORT = Told(ref="EU-MU-2022", what="obligation", id="report", due=date(2024, 2, 29), lead=-7, at=NIGHT, to=("x",))


def put(registry: Registry, *entries: Told, day: date = NIGHT) -> None:
    registry.tell(lambda told: [*told, *entries], day)


def test_an_empty_ledger(two: Registry, path: Path) -> None:
    before = path.read_bytes()
    assert two.told() == []
    assert path.read_bytes() == before


def test_what_was_told_is_there_again(two: Registry) -> None:
    put(two, NOTICE, REPORT)
    assert two.told() == [NOTICE, REPORT]
    assert NOTICE.name == Name("RU-CN-2001", "notice", None, date(2026, 12, 11))
    two.tell(lambda told: [replace(one, lead=7) for one in told if one.id], NIGHT)
    assert two.told() == [replace(REPORT, lead=7)]


def test_it_is_no_change_of_the_agreements(two: Registry, path: Path) -> None:
    rows, records = two.history(), two.records()
    put(two, NOTICE)
    assert (two.history(), two.records()) == (rows, records)
    with TinyDB(path) as database:
        assert database.table("told").all()[0]["what"] == "notice"


def test_changes_and_undo_leave_it(two: Registry, changing) -> None:
    put(two, NOTICE)
    with changing() as transaction:
        transaction.put(Record(ref="RU-CN-2001", title="New"))
    with changing() as transaction:
        transaction.undo()
    with changing() as transaction:
        transaction.remove("RU-CN-2001")
    with changing() as transaction:
        transaction.undo()
    assert two.told() == [NOTICE]


def test_a_new_ref_takes_it_along_and_back(two: Registry, changing) -> None:
    put(two, NOTICE, REPORT)
    with changing() as transaction:
        transaction.put(Record(ref="RU-CN-2021", title="Добрососедство"), replaces="RU-CN-2001")
    assert [one.ref for one in two.told()] == ["RU-CN-2021", "EU-MU-2022"]
    with changing() as transaction:
        transaction.undo()
    assert two.told() == [NOTICE, REPORT]


def test_a_new_ref_without_a_ledger(two: Registry, changing) -> None:
    with changing() as transaction:
        transaction.put(Record(ref="RU-CN-2021", title="x"), replaces="RU-CN-2001")
    assert two.told() == []


def test_a_ref_used_again_inherits_nothing(two: Registry, changing) -> None:
    put(two, NOTICE, REPORT)
    with changing() as transaction:
        transaction.remove("RU-CN-2001")
    assert two.told() == [REPORT]
    with changing() as transaction:
        transaction.put(Record(ref="RU-CN-2001", title="Another one"))
    assert two.told() == [REPORT]


def test_a_ref_used_again_in_the_same_change_inherits_nothing(two: Registry, changing) -> None:
    put(two, NOTICE)
    with changing() as transaction:
        transaction.remove("RU-CN-2001")
        transaction.put(Record(ref="RU-CN-2001", title="Another one"))
    assert two.told() == []


def test_a_ref_taken_over_from_one_that_was_removed_brings_its_own(two: Registry, changing) -> None:
    put(two, NOTICE, REPORT)
    with changing() as transaction:
        transaction.remove("RU-CN-2001")
    with changing() as transaction:
        transaction.put(Record(ref="RU-CN-2001", title="Fisheries"), replaces="EU-MU-2022")
    assert two.told() == [replace(REPORT, ref="RU-CN-2001")]


def test_refs_that_change_places_take_it_along(two: Registry, changing) -> None:
    put(two, NOTICE, REPORT)
    with changing() as transaction:
        transaction.put(Record(ref="X", title="Добрососедство"), replaces="RU-CN-2001")
        transaction.put(Record(ref="RU-CN-2001", title="Fisheries"), replaces="EU-MU-2022")
        transaction.put(Record(ref="EU-MU-2022", title="Добрососедство"), replaces="X")
    assert two.told() == [replace(NOTICE, ref="EU-MU-2022"), replace(REPORT, ref="RU-CN-2001")]


def test_each_that_comes_back_has_its_own_again(two: Registry, changing) -> None:
    """Removed, added anew and told anew, then taken back step by step and done again."""
    anew = replace(NOTICE, lead=7)
    put(two, NOTICE)
    with changing() as transaction:
        transaction.remove("RU-CN-2001")
    with changing() as transaction:
        transaction.put(Record(ref="RU-CN-2001", title="Another one"))
    put(two, anew)
    found = []
    for redo in (False, False, True, True, False):
        with changing() as transaction:
            transaction.redo() if redo else transaction.undo()
        found.append(two.told())
    assert found == [[], [NOTICE], [], [anew], []]


@pytest.mark.parametrize(
    ("due", "at", "day", "stays"),
    [
        (date(2026, 12, 11), NIGHT, date(2028, 1, 15), True),  # 400 days after its day
        (date(2026, 12, 11), NIGHT, date(2028, 1, 16), False),
        (date(2016, 2, 29), NIGHT, date(2027, 12, 27), True),  # 400 days after it was told
        (date(2016, 2, 29), NIGHT, date(2027, 12, 28), False),
        (date.max, NIGHT, date.max, True),
        (date.min, NIGHT, NIGHT, True),
    ],
)
def test_what_is_long_past_leaves_it(two: Registry, due: date, at: date, day: date, stays: bool) -> None:
    put(two, replace(NOTICE, due=due, at=at), day=day)
    assert bool(two.told()) == stays


def test_a_file_of_another_program_gets_one(path: Path, registry: Registry) -> None:
    with TinyDB(path) as database:
        database.table("agreements").insert({"ref": "A", "title": "a"})
        database.table("told").insert(json.loads(json.dumps({**_stated(NOTICE), "ref": "A"})))
    assert [one.ref for one in registry.told()] == ["A"]
    put(registry, REPORT)
    assert [one.ref for one in registry.told()] == ["A", "EU-MU-2022"]
    assert path.read_bytes().startswith(b'{"meta": {"1": {"format":2')


def _stated(one: Told) -> dict[str, object]:
    return {"ref": one.ref, "what": one.what, "due": str(one.due), "lead": one.lead, "at": str(one.at), "to": one.to}


def test_a_ledger_longer_than_a_piece_of_the_file(two: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [replace(NOTICE, ref=f"A-{number}") for number in range(300)]
    put(two, *many)
    monkeypatch.setattr(reading, "BLOCK", 64)
    assert two.told() == many


def test_a_damaged_one_is_told(two: Registry, path: Path) -> None:
    put(two, NOTICE)
    path.write_bytes(path.read_bytes().replace(b'"lead":30', b'"lead":"x'))
    with pytest.raises(InvalidData):
        two.told()
    path.write_bytes(path.read_bytes().replace(b'"lead":"x', b'"lead":""'))
    with refusing(InvalidData, match=r"is damaged, .*: entry 1 of table “told”: .*lead"):
        two.told()


def test_a_file_cut_off_before_its_history_is_told(two: Registry, path: Path) -> None:
    put(two, NOTICE)
    text = path.read_bytes()
    path.write_bytes(text.replace(b'"history": {\n', b'"histury": {\n'))
    assert [one.ref for one in two.told()] == ["RU-CN-2001"]  # parsed whole, as a file of another program is


def test_it_is_written_under_the_lock_of_the_writers(
    two: Registry, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "PATIENCE", 0.0)
    monkeypatch.setattr(writing.locked.__wrapped__, "__defaults__", (0.0,))
    with writing.locked(path), refusing(AgreetrackError, match="somebody else is changing"):
        put(two, NOTICE)
    assert two.told() == []


def test_a_disk_that_fails_leaves_the_file_as_it_was(
    two: Registry, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    with refusing(AgreetrackError, match="the disk is full"):
        put(two, NOTICE)
    assert path.read_bytes() == before

"""Every record in all its versions, as far as the history tells."""

from datetime import UTC, datetime
from pathlib import Path

from agreetrack.model.periods import period
from agreetrack.model.record import Record
from agreetrack.store import Registry
from agreetrack.store.versions import KeptLife, KeptVersion, Removal


def told(life: KeptLife) -> list[tuple[str, int]]:
    return [(version.record.title, version.seq) for version in life.versions]


def test_a_life_holds_each_version_with_its_change(two: Registry, changing) -> None:
    with changing("edit", day=2) as transaction:
        transaction.put(Record(ref="EU-MU-2022", title="Fishing", restricted=True))
    first, second = two.lives()
    assert [told(first), told(second)] == [[("Добрососедство", 1)], [("Fisheries", 1), ("Fishing", 2)]]
    assert [version.record.tags for version in second.versions] == [("fish", "sea"), ()]
    assert [version.record.restricted for version in second.versions] == [False, True]
    assert second.versions[1].at == datetime(2026, 1, 2, 12, tzinfo=UTC)
    assert second.removal is None
    assert second.last.title == "Fishing"


def test_what_was_removed_and_came_back_has_two_lives(two: Registry, changing) -> None:
    with changing("remove", day=2) as transaction:
        transaction.remove("EU-MU-2022")
    with changing("add", day=3) as transaction:
        transaction.put(Record(ref="EU-MU-2022", title="Again"))
    lives = [life for life in two.lives() if life.last.ref == "EU-MU-2022"]
    assert sorted(told(life) for life in lives) == [[("Again", 3)], [("Fisheries", 1)]]
    assert {life.removal for life in lives} == {None, Removal(2, datetime(2026, 1, 2, 12, tzinfo=UTC))}


def test_an_undo_that_brings_a_record_back_begins_another_life(two: Registry, changing) -> None:
    with changing("remove", day=2) as transaction:
        transaction.remove("EU-MU-2022")
    with changing("undo", day=3) as transaction:
        transaction.undo()
    lives = [life for life in two.lives() if life.last.ref == "EU-MU-2022"]
    assert [told(life) for life in lives] == [[("Fisheries", 3)], [("Fisheries", 1)]]


def test_what_a_record_was_after_a_change(two: Registry, changing) -> None:
    with changing("edit", day=2) as transaction:
        transaction.put(Record(ref="RU-CN-2001", title="b"))
    with changing("edit", day=3) as transaction:
        transaction.put(Record(ref="EU-MU-2022", title="c"))
    with changing("remove", day=4) as transaction:
        transaction.remove("RU-CN-2001")
    (life,) = (life for life in two.lives() if life.removal)
    found = [life.after(seq) for seq in range(5)]
    assert [record and record.title for record in found] == [None, "Добрососедство", "b", "b", None]


def test_a_file_without_history_has_the_present_versions(path: Path) -> None:
    path.write_text('{"agreements": {"1": {"ref": "A", "title": "t"}}}', encoding="utf-8")
    (life,) = Registry(path).lives()
    assert life == KeptLife((KeptVersion(life.last),))
    assert (life.versions[0].seq, life.versions[0].at) == (0, None)


def test_a_history_that_begins_later_than_the_record(path: Path, changing) -> None:
    path.write_text('{"agreements": {"1": {"ref": "A", "title": "t"}}}', encoding="utf-8")
    with changing("edit") as transaction:
        transaction.put(Record(ref="A", title="u"))
    (life,) = Registry(path).lives()
    assert told(life) == [("t", 0), ("u", 1)]


def test_a_change_outside_of_the_history_hides_what_was_before(two: Registry, changing, path: Path) -> None:
    for number in range(2):
        with changing("edit", day=number + 2) as transaction:
            transaction.put(Record(ref="EU-MU-2022", title=f"Fish {number}"))
    path.write_bytes(
        path.read_bytes().replace(b'"ref":"EU-MU-2022","title":"Fish 1"', b'"ref":"EU-MU-2022","title":"Fish 2"')
    )
    assert told(two.lives()[1]) == [("Fish 2", 3)]


def test_what_was_no_record_in_the_history_hides_what_was_before(two: Registry, changing, path: Path) -> None:
    for number in range(2):
        with changing("edit", day=number + 2) as transaction:
            transaction.put(Record(ref="EU-MU-2022", title="Fish", term=period(f"P{number + 1}Y")))
    assert [version.record.term for version in two.lives()[1].versions] == [None, period("P1Y"), period("P2Y")]
    whole = path.read_bytes()
    for term in (b'"P1M1"', b"1234"):
        path.write_bytes(whole.replace(b'"P1Y"', term))
        assert [version.record.term for version in two.lives()[1].versions] == [period("P2Y")]


def test_a_record_that_somebody_deleted_from_the_file(two: Registry, changing, path: Path) -> None:
    with changing("remove") as transaction:
        transaction.remove("RU-CN-2001")
    text = path.read_text(encoding="utf-8")
    rows = text[text.index('"history": {') :]
    path.write_text('{"agreements": {}, ' + rows, encoding="utf-8")
    assert [told(life) for life in two.lives()] == [[("Добрососедство", 1)]]

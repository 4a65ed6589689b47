"""A registry that was there and is lost, wholly or in part, is never taken for an empty or a new one."""

import errno
import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from saying import refusing, sentence
from tinydb import TinyDB

from agreetrack.model.errors import AgreetrackError, InvalidData, LostRegistry, NoSuchRef
from agreetrack.model.record import Record
from agreetrack.store import Author, Registry
from agreetrack.store.outbox import outbox
from agreetrack.store.restoring import accept, lost

BO = Author("bo", datetime(2026, 1, 9, 12, tzinfo=UTC), "restore")
READING: dict[str, Callable[[Registry], object]] = {
    "listing": Registry.listing,
    "records": Registry.records,
    "refs": Registry.refs,
    "history": Registry.history,
    "told": Registry.told,
    "settings": Registry.settings,
    "seq": Registry.seq,
    "find": lambda registry: registry.find("RU-CN-2001"),
}


def seen(path: Path, seq: int) -> None:
    """A night saw the registry with this many changes."""
    with outbox(path) as box:
        box.keep(seq=seq)


def write(registry: Registry, ref: str, create: bool = True) -> None:
    with registry.change(BO, create=create) as transaction:
        transaction.put(Record(ref=ref, title="t"))


CHANGING: dict[str, Callable[[Registry], object]] = {
    "add": lambda registry: write(registry, "NEW"),
    "change": lambda registry: write(registry, "NEW", create=False),
    "tell": lambda registry: registry.tell(lambda told: told, date(2026, 1, 1)),
}


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def gone(path: Path) -> None:
    path.unlink()


def without_agreements(path: Path) -> None:
    tables = json.loads(path.read_text())
    del tables["agreements"]
    path.write_text(json.dumps(tables))


@pytest.mark.parametrize(
    ("loss", "said"),
    [
        (emptied, "“{path}” is empty, its changes had come to 1; put the latest copy of the registry in its place"),
        (gone, "the registry “{path}” is gone, its changes had come to 1; put it back, or the latest copy of it"),
        (
            without_agreements,
            "“{path}” has no table of agreements, its changes had come to 1; put the latest copy of the registry in "
            "its place",
        ),
    ],
)
@pytest.mark.parametrize("asked", [*READING.values(), *CHANGING.values()], ids=[*READING, *CHANGING])
def test_what_is_lost_is_told_by_whatever_asks(
    two: Registry, path: Path, loss: Callable[[Path], None], said: str, asked: Callable[[Registry], object]
) -> None:
    seen(path, 1)
    loss(path)
    left = path.read_bytes() if path.exists() else None
    with pytest.raises(LostRegistry) as caught:
        asked(two)
    assert sentence(caught.value) == said.format(path=path)
    assert (caught.value.path, caught.value.seen, caught.value.exit_code) == (path, 1, 4)
    assert (path.read_bytes() if path.exists() else None) == left
    assert (two.exists(), two.begins()) == (True, False)


def test_a_table_of_agreements_that_is_missing_is_noticed_without_a_night(two: Registry, path: Path) -> None:
    without_agreements(path)
    for asked in READING.values():
        with refusing(LostRegistry, match="has no table of agreements, its changes had come to 1"):
            asked(two)
    with pytest.raises(LostRegistry):
        write(two, "NEW")


@pytest.mark.parametrize("text", ["{}", '{"meta": {}}', '{"agreements": {}}', '{"agreements": {}, "history": {}}'])
def test_a_file_of_tinydb_without_a_change_is_an_empty_registry(registry: Registry, path: Path, text: str) -> None:
    path.write_text(text)
    assert registry.listing() == []
    write(registry, "NEW", create=False)
    assert registry.refs() == ["NEW"]


def test_our_own_layout_without_its_agreements_is_lost(two: Registry, path: Path) -> None:
    text = path.read_bytes()
    start, end = text.index(b'"agreements"'), text.index(b'"history": {')
    path.write_bytes(text[:start] + text[end:])
    for asked in READING.values():
        with refusing(LostRegistry, match="has no table of agreements"):
            asked(two)


def test_nothing_and_an_empty_file_begin_a_registry_where_there_never_was_one(registry: Registry, path: Path) -> None:
    assert (registry.exists(), registry.begins()) == (False, True)
    with pytest.raises(NoSuchRef):
        write(registry, "NEW", create=False)
    path.touch()
    assert (registry.exists(), registry.begins()) == (True, True)
    assert registry.settings() == {}
    with refusing(LostRegistry, match="begin a new one with add or import"):
        write(registry, "NEW", create=False)
    write(registry, "NEW")
    assert (registry.refs(), registry.begins()) == (["NEW"], False)


def test_the_change_that_begins_one_makes_the_night_see_it_later(registry: Registry, path: Path) -> None:
    """A night that had nothing to see leaves nothing that says there was a registry."""
    with outbox(path):
        pass
    assert (registry.exists(), registry.begins()) == (False, True)


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b", "file/agreements.json"])
def test_a_place_that_cannot_be_looked_at_begins_none(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    assert not Registry(tmp_path / name).begins()


# Older than it was


@pytest.fixture
def older(two: Registry, path: Path) -> Registry:
    """A copy of the first of three changes stands where a night saw all three."""
    copy = path.read_bytes()
    write(two, "B")
    write(two, "C")
    seen(path, two.seq())
    path.write_bytes(copy)
    return Registry(path)


@pytest.mark.parametrize("asked", READING.values(), ids=READING)
def test_an_older_file_is_read_and_says_so(older: Registry, path: Path, asked: Callable[[Registry], object]) -> None:
    assert older.older is None
    asked(older)
    assert isinstance(older.older, LostRegistry)
    assert sentence(older.older) == (
        f"“{path}” is older than it was: its changes come to 1, and had come to 3; put the latest copy of the registry "
        "in its place"
    )
    assert (older.older.found, older.older.seen) == (1, 3)


def test_an_older_file_is_not_changed(older: Registry, path: Path) -> None:
    before = path.read_bytes()
    for create in (True, False):
        with refusing(LostRegistry, match="is older than it was"):
            write(older, "D", create)
        with refusing(LostRegistry, match="is older than it was"):
            older.trial(BO, create)
    with refusing(LostRegistry, match="is older than it was"):
        older.tell(lambda told: told, date(2026, 1, 1))
    assert path.read_bytes() == before


def test_a_file_that_another_program_stripped_of_its_history_is_older(two: Registry, path: Path) -> None:
    seen(path, 1)
    tables = json.loads(path.read_text())
    path.write_text(json.dumps({"agreements": tables["agreements"]}))
    assert len(two.refs()) == 2
    assert two.older is not None
    assert two.older.found == 0


def test_the_latest_file_put_back_is_as_good_as_ever(older: Registry, two: Registry, path: Path) -> None:
    latest = path.read_bytes().replace(b'"seq":1', b'"seq":3')
    path.write_bytes(latest)
    older.refs()
    assert older.older is None
    write(older, "D")
    assert older.seq() == 4


def test_a_file_of_tinydb_that_a_night_saw_is_not_older(registry: Registry, path: Path) -> None:
    with TinyDB(path) as database:
        database.table("agreements").insert({"ref": "A", "title": "a"})
    seen(path, 0)
    assert (registry.refs(), registry.older) == (["A"], None)
    path.unlink()
    with refusing(LostRegistry, match="is gone"):
        registry.refs()


def test_a_link_leads_to_the_nights_of_the_file(two: Registry, path: Path, tmp_path: Path) -> None:
    seen(path, 5)
    link = Registry(tmp_path / "link.json")
    link.path.symlink_to(path)
    link.refs()
    assert link.older is not None
    path.unlink()
    with refusing(LostRegistry, match=r"the registry “.*link.json” is gone"):
        link.refs()


# Going on


def test_what_is_older_is_gone_on_from_above_all_that_was_seen(older: Registry, path: Path) -> None:
    told = lost(path)
    assert told is not None
    assert accept(path, BO, told).seq == 4
    assert (lost(path), older.seq(), older.refs()) == (None, 4, ["RU-CN-2001", "EU-MU-2022"])
    last = older.history()[-1]
    assert (last.seq, last.who, last.table, last.ref) == (4, "bo", "meta", None)
    assert [(one.field, one.before, one.after) for one in last.changes] == [("seq", 1, 4)]
    write(older, "D")
    assert older.seq() == 5


def test_what_was_gone_on_from_is_nothing_that_undo_takes_back(older: Registry, path: Path) -> None:
    told = lost(path)
    assert told is not None
    accept(path, BO, told)
    with older.change(BO) as transaction:
        assert sorted(transaction.undo(1).refs) == ["EU-MU-2022", "RU-CN-2001"]
    with older.change(BO) as transaction:
        transaction.redo()
    assert older.refs() == ["RU-CN-2001", "EU-MU-2022"]
    with older.change(BO) as transaction:
        transaction.undo(1)
    with refusing(AgreetrackError, match="no change to take back"), older.change(BO) as transaction:
        transaction.undo()


@pytest.mark.parametrize("loss", [emptied, gone])
def test_where_nothing_is_left_an_empty_registry_goes_on(
    two: Registry, path: Path, loss: Callable[[Path], None]
) -> None:
    seen(path, 7)
    loss(path)
    told = lost(path)
    assert told is not None
    assert accept(path, BO, told).seq == 8
    assert (two.refs(), [row.seq for row in two.history()]) == ([], [8])
    write(two, "NEW", create=False)
    assert two.seq() == 9


@pytest.mark.parametrize("night", [None, 6])
def test_where_the_agreements_are_lost_the_history_goes_on(two: Registry, path: Path, night: int | None) -> None:
    if night:
        seen(path, night)
    without_agreements(path)
    told = lost(path)
    assert told is not None
    last = accept(path, BO, told).seq
    assert last == (night or 1) + 1
    assert (two.refs(), [row.seq for row in two.history()], lost(path)) == ([], [1, 1, last], None)


def test_what_was_not_told_is_not_accepted(older: Registry, path: Path) -> None:
    told = lost(path)
    assert told is not None
    emptied(path)
    with refusing(AgreetrackError, match="was changed just now; nothing was done"):
        accept(path, BO, told)
    path.write_bytes(b"{")
    with refusing(InvalidData, match="is damaged"):
        lost(path)


def test_what_is_whole_is_not_accepted(two: Registry, path: Path) -> None:
    assert lost(path) is None
    with refusing(AgreetrackError, match="was changed just now; nothing was done"):
        accept(path, BO, LostRegistry("x", path, 1, 3))


def test_where_the_nights_cannot_be_read_nobody_can_say_that_nothing_is_lost(older: Registry, path: Path) -> None:
    nights = path.with_name(".agreements.json.sending")
    nights.unlink()
    assert lost(path) is None
    nights.mkdir()
    with refusing(AgreetrackError, match=r"\.sending” cannot be read: Is a directory"):
        lost(path)


def test_a_file_that_cannot_be_seen_is_not_missing(older: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_named: object) -> os.stat_result:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", fail)
        assert (older.exists(), older.begins()) == (True, False)
        with refusing(AgreetrackError, match=r"agreements\.json” cannot be read: Input/output error"):
            older.refs()

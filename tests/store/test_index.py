"""The index beside the registry: when it is made, by whom it is trusted, who may read it, and that nothing needs it."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from agreetrack.model.record import Listed, Record, Watched
from agreetrack.store import Author, Registry, index
from agreetrack.store.index import asking, conditions, keeping, seal
from agreetrack.store.index.outline import Find, Outline
from agreetrack.store.index.seal import Identity, Seal, Source, was_left_alone

DAY = date(2026, 11, 22)
ANNA = Author("anna", datetime(2026, 11, 22, 8, tzinfo=UTC), "test")
SECOND = 1_000_000_000


class Judge:
    """Finds that everything stays as it is for ten days, and remembers what it was asked."""

    def __init__(self, day: date = DAY, basis: str = "law") -> None:
        self.day = day
        self.basis = basis
        self.judged: list[str] = []

    def __call__(self, _stated: Mapping[str, Any]) -> "Judge":
        return self

    def outlines(self, records: Iterable[Watched], find: Find) -> Iterator[Outline | None]:
        for record in records:
            self.judged.append(record.ref)
            assert find("nothing") is None
            is_odd = record.title == "odd"
            yield None if is_odd else Outline(judged=self.day, until=self.day + timedelta(10))


@pytest.fixture(autouse=True)
def everything_is_asked_of_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST", 1)


def kept(path: Path, judge: Judge | None = None) -> Registry:
    return Registry(path, judging=judge or Judge())


def put(registry: Registry, *refs: str, title: str = "An agreement") -> None:
    with registry.change(ANNA, create=True) as transaction:
        for ref in refs:
            transaction.put(Record(ref=ref, title=title))


def index_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.index")


def to_read(path: Path, day: date = DAY) -> list[str] | None:
    """The refs of what has to be read to know what is due on a day; None where the index cannot be trusted."""
    registry = Registry(path)
    with registry.still():
        found = registry.index()
        asked = conditions.due(day, day, day)
        return None if found is None else [one.ref for one in found.sought(Listed, asked).records]


def test_a_change_makes_the_index_and_judges_what_it_writes(path: Path) -> None:
    put(kept(path), "A", "B")
    assert to_read(path) == []
    assert to_read(path, DAY + timedelta(9)) == []
    assert to_read(path, DAY + timedelta(10)) == to_read(path, DAY - timedelta(1)) == ["A", "B"]
    judge = Judge()
    put(kept(path, judge), "C")
    assert judge.judged == ["C"]


def test_a_change_judges_again_some_of_what_is_stale(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(kept(path), "A", "B", "C", "D")
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    judge = Judge(DAY + timedelta(20))
    put(kept(path, judge), "E")
    assert judge.judged == ["A", "B", "E"]
    assert to_read(path, judge.day) == ["C", "D"]


def test_a_large_registry_without_an_index_gets_one_that_judges_little(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(Registry(path), "A", "B", "C")
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    put(kept(path), "D")
    assert to_read(path) == ["A", "B", "C"]


def test_other_rows_move_with_what_is_before_them(path: Path) -> None:
    put(kept(path), "A", "B", "C")
    with kept(path).change(ANNA) as transaction:
        transaction.put(Record(ref="A", title="A much longer title than before"))
        transaction.remove("B")
    assert to_read(path, DAY + timedelta(10)) == ["A", "C"]
    kept(path).tell(lambda told: told, DAY)
    assert to_read(path, DAY) == []


def test_what_cannot_be_judged_is_always_read(path: Path) -> None:
    put(kept(path), "A")
    put(kept(path), "B", title="odd")
    assert to_read(path) == ["B"]


def test_rows_of_another_basis_do_not_count(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(kept(path), "A", "B")
    monkeypatch.setattr(keeping, "AT_ONCE", 1)
    put(kept(path, Judge(basis="another law")), "C")
    assert to_read(path) == ["B"]


def test_without_a_judge_or_one_that_can_judge_there_is_none(path: Path) -> None:
    put(Registry(path), "A")
    assert not index_of(path).exists()
    put(Registry(path, judging=lambda _stated: None), "B")
    assert not index_of(path).exists()
    Registry(path).tend()
    Registry(path, judging=lambda _stated: None).tend()
    assert not index_of(path).exists()


def test_a_python_without_sqlite_does_without(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(kept(path), "A")
    monkeypatch.setitem(__import__("sys").modules, "sqlite3", None)
    index.is_possible.cache_clear()
    try:
        put(kept(path), "B")
        kept(path).tend()
        assert to_read(path) is None
    finally:
        index.is_possible.cache_clear()
    assert Registry(path).refs() == ["A", "B"]


def test_two_agreements_of_one_ref_have_no_index(path: Path) -> None:
    put(Registry(path), "A", "B")
    path.write_bytes(path.read_bytes().replace(b'"B"', b'"a"'))
    kept(path).tell(lambda told: told, DAY)
    assert not index_of(path).exists()


def test_only_what_is_held_still_has_an_index(path: Path) -> None:
    put(kept(path), "A")
    assert Registry(path).index() is None


def test_the_index_finds_a_record_however_its_ref_is_written(path: Path) -> None:
    put(kept(path), "RU-CN", "Ё-1")
    registry = Registry(path)
    with registry.still():
        found = registry.index()
        assert found is not None
        named = [found.find(ref) for ref in ("ru-cn", "ё-1", "none")]
    assert [one and one.ref for one in named] == ["RU-CN", "Ё-1", None]


def test_a_registry_that_changes_while_it_is_read_is_read_in_full(path: Path) -> None:
    put(kept(path), "A", "B")
    registry = Registry(path)
    with registry.still():
        found = registry.index()
        assert found is not None
        os.utime(path)
        with pytest.raises(conditions.Unusable):
            found.find("A")
        path.write_bytes(b"{}")
        with pytest.raises(conditions.Unusable):
            found.find("A")


def test_a_row_that_names_another_place_is_noticed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(kept(path), "A", "B")
    registry = Registry(path)
    with registry.still():
        found = registry.index()
        assert found is not None
        at = Registry(path)._reading
        with at() as reading:
            text = reading.at([(0, 30)])
        assert text[0].startswith(b'"1": {')
        monkeypatch.setattr(found._reading, "at", lambda places: [b'"7": {"ref":"B","title":"x"}' for _one in places])
        with pytest.raises(conditions.Unusable):
            found.find("B")


def test_the_index_lies_beside_what_a_link_names(path: Path, tmp_path: Path) -> None:
    put(kept(path), "A")
    link = tmp_path / "link.json"
    link.symlink_to(path)
    put(kept(link), "B")
    assert not index_of(link).exists()
    assert to_read(link) == to_read(path) == []


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_who_may_read_the_registry_may_read_its_index(path: Path, mode: int) -> None:
    put(kept(path), "A")
    path.chmod(mode)
    put(kept(path), "B")
    assert stat.S_IMODE(index_of(path).stat().st_mode) == mode
    if os.geteuid() == 0:
        os.chown(path, -1, 12345)
        put(kept(path), "C")
        assert index_of(path).stat().st_gid == 12345


def test_an_index_that_cannot_be_written_refuses_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_what: Any) -> None:
        raise OSError(28, "No space left on device")

    put(kept(path), "A")
    monkeypatch.setattr(keeping, "replace_beside", full)
    put(kept(path), "B")
    assert (to_read(path), Registry(path).refs()) == (None, ["A", "B"])


def test_who_dies_between_the_two_loses_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(_keeping: Any) -> None:
        raise KeyboardInterrupt

    put(kept(path), "A")
    with monkeypatch.context() as patch:
        patch.setattr(keeping.Keeping, "keep", dies)
        with pytest.raises(KeyboardInterrupt):
            put(kept(path), "B")
    assert (to_read(path), Registry(path).refs()) == (None, ["A", "B"])
    put(kept(path), "C")
    assert to_read(path) == []


def test_what_is_written_is_not_vouched_for_where_it_cannot_be_told_apart(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def to_the_second(number: int) -> Identity:
        found = os.fstat(number)
        return Identity(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime // 1 * SECOND)

    monkeypatch.setattr(keeping, "identity", to_the_second)
    put(kept(path), "A")
    assert not index_of(path).exists()

    def fails(_number: int) -> Identity:
        raise OSError

    monkeypatch.setattr(keeping, "identity", fails)
    put(kept(path), "A")
    assert not index_of(path).exists()


def test_many_writers_leave_an_index_of_what_they_left(path: Path) -> None:
    put(kept(path), "A")
    writers = [Thread(target=put, args=(kept(path), f"W{number}")) for number in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert to_read(path) == []
    assert len(to_read(path, DAY + timedelta(10)) or ()) == 7


FILE = Identity(1, 2, 3, 4, 5 * SECOND)
SOURCE = Source(FILE, 7, 2)


@pytest.mark.parametrize(
    ("source", "more", "holds"),
    [
        (SOURCE, {}, True),
        (SOURCE, {"is_vouched": False}, False),
        (SOURCE, {"is_vouched": False, "made": 7 * SECOND + 1}, True),
        (SOURCE, {"is_vouched": False, "made": 7 * SECOND}, False),
        (SOURCE, {"form": 0}, False),
        (Source(FILE, 8, 2), {}, False),
        (Source(FILE, 7, 3), {}, False),
        *(
            (
                Source(Identity(*(9 if n == place else one for n, one in enumerate((1, 2, 3, 4, 5 * SECOND)))), 7, 2),
                {},
                False,
            )
            for place in range(5)
        ),
    ],
)
def test_a_seal_holds_for_one_file_as_it_was(source: Source, more: dict[str, Any], holds: bool) -> None:
    stated = {"source": SOURCE, "basis": "law", "made": 0, "is_vouched": True, **more}
    assert Seal(**stated).holds(source) is holds


def test_a_file_was_left_alone_when_two_seconds_are_over() -> None:
    assert [was_left_alone(FILE, now * SECOND) for now in (4, 5, 7, 8)] == [False, False, False, True]


@pytest.fixture
def left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "_LEFT_ALONE", 0)


@pytest.mark.usefixtures("left_alone")
def test_tending_makes_an_index_where_there_is_none(path: Path) -> None:
    put(Registry(path), "A", "B")
    kept(path).tend()
    assert to_read(path) == []
    before = index_of(path).read_bytes()
    kept(path).tend()
    assert index_of(path).read_bytes() == before


def test_tending_makes_none_of_a_file_that_may_be_changing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(Registry(path), "A")
    monkeypatch.setattr(seal, "_LEFT_ALONE", 10**19)
    kept(path).tend()
    assert not index_of(path).exists()


@pytest.mark.usefixtures("left_alone")
def test_tending_makes_none_of_what_is_in_doubt(path: Path) -> None:
    put(Registry(path), "A")
    path.write_bytes(path.read_bytes().replace(b'"An agreement"', b'"an agreement"'))
    kept(path).tend()
    assert not index_of(path).exists()


def test_tending_judges_again_what_is_stale_where_that_is_much(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(kept(path), "A", "B", "C")
    later = Judge(DAY + timedelta(20))
    kept(path, later).tend()
    assert later.judged == []
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    kept(path, later).tend()
    assert later.judged == ["A", "B", "C"]
    assert to_read(path, later.day) == []


def test_tending_leaves_no_index_of_what_was_changed_meanwhile(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(kept(path), "A", "B", "C")
    monkeypatch.setattr(keeping, "AT_ONCE", 0)
    before = index_of(path).read_bytes()

    class Slow(Judge):
        def outlines(self, records: Iterable[Watched], find: Find) -> Iterator[Outline | None]:
            os.utime(path)
            return super().outlines(records, find)

    kept(path, Slow(DAY + timedelta(20))).tend()
    assert index_of(path).read_bytes() == before


def test_tending_waits_for_nobody(path: Path) -> None:
    put(kept(path), "A")
    later = Judge(DAY + timedelta(20))
    with kept(path).change(ANNA):
        kept(path, later).tend()
    assert later.judged == []


def test_where_most_is_wanted_all_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(kept(path), "A")
    put(kept(path), "B", "C", title="odd")
    assert to_read(path) == ["B", "C"]
    monkeypatch.setattr(asking, "MOST", 0.5)
    assert to_read(path) == ["A", "B", "C"]


def test_a_judge_finds_what_it_asks_for_by_its_ref(path: Path) -> None:
    class Curious(Judge):
        def outlines(self, records: Iterable[Watched], find: Find) -> Iterator[Outline | None]:
            assert [one and one.ref for one in map(find, ("a", "B", "C"))] == ["A", "B", None]
            return super().outlines(records, find)

    put(kept(path), "A")
    put(kept(path, Curious()), "B")
    assert to_read(path) == []

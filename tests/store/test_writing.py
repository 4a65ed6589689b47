import errno
import multiprocessing
import os
import resource
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agreetrack.model.errors import AgreetrackError
from agreetrack.model.record import Record
from agreetrack.store import Author, Registry, writing

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from agreetrack.model.record import Record
from agreetrack.store import Author, Registry

registry = Registry(Path(sys.argv[1]))
number = 0
while True:
    with registry.change(Author("w", datetime(2026, 1, 1, tzinfo=UTC), "add"), create=True) as transaction:
        number += 1
        transaction.put(Record(ref=transaction.new_ref(2015), title="x" * 200_000))
    print(transaction.seq, flush=True)
"""


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_and_its_folder_are_for_their_owner(tmp_path: Path):
    path = tmp_path / "new" / "deep" / "agreements.json"
    author = Author("anna", datetime(2026, 1, 1, tzinfo=UTC), "add")
    with Registry(path).change(author, create=True) as transaction:
        transaction.put(Record(ref="a", title="t"))
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)
    assert sorted(os.listdir(path.parent)) == [".agreements.json.lock", "agreements.json"]


def test_an_existing_mode_is_kept(two: Registry, path: Path, changing):
    path.chmod(0o664)
    with changing() as transaction:
        transaction.remove("RU-CN-2001")
    assert mode(path) == 0o664


def test_a_symbolic_link_stays_one(two: Registry, path: Path, tmp_path: Path):
    link = tmp_path / "elsewhere" / "link.json"
    link.parent.mkdir()
    link.symlink_to(path)
    author = Author("anna", datetime(2026, 1, 1, tzinfo=UTC), "remove")
    with Registry(link).change(author) as transaction:
        transaction.remove("RU-CN-2001")
    assert link.is_symlink()
    assert two.refs() == ["EU-MU-2022"]
    assert os.listdir(link.parent) == ["link.json"]


def test_what_a_dead_writer_left_is_cleared_away(two: Registry, path: Path, changing):
    left = path.with_name(".agreements.json.new")
    left.write_text("half")
    with changing():
        assert not left.exists()


def test_another_writer_is_waited_for_only_so_long(two: Registry, path: Path):
    with (
        writing.locked(path),
        pytest.raises(AgreetrackError, match="somebody else is changing"),
        writing.locked(path, patience=0),
    ):
        pass


def test_another_writer_that_ends_in_time_is_waited_for(two: Registry, path: Path, monkeypatch):
    waits = []

    def flock(_number: int, _how: int) -> None:
        waits.append(len(waits))
        if len(waits) < 3:
            raise BlockingIOError

    monkeypatch.setattr(writing.fcntl, "flock", flock)
    monkeypatch.setattr(writing.time, "sleep", lambda seconds: waits.append(-1))
    with writing.locked(path):
        pass
    assert waits == [0, -1, 2]


@pytest.mark.parametrize(
    ("number", "answer"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "no permission to change"),
        (errno.EROFS, "no permission to change"),
        (errno.EIO, "cannot be written: Input/output error"),
    ],
)
@pytest.mark.parametrize("call", ["open", "fsync"])
def test_a_disk_that_fails_leaves_the_file_as_it_was(two, path, changing, monkeypatch, number, answer, call):
    before = path.read_bytes()

    def fail(*_arguments: object) -> int:
        raise OSError(number, os.strerror(number))

    context = changing()
    transaction = context.__enter__()
    transaction.remove("RU-CN-2001")
    monkeypatch.setattr(writing.os, call, fail)
    with pytest.raises(AgreetrackError, match=answer):
        context.__exit__(None, None, None)
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert sorted(os.listdir(path.parent)) == [".agreements.json.lock", "agreements.json"]


def test_a_full_disk_in_the_middle_of_the_text(two: Registry, path: Path):
    before = path.read_bytes()
    ended = subprocess.run(
        [sys.executable, "-c", WRITER, str(path)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "the disk is full" in ended.stderr
    assert path.read_bytes() == before
    assert sorted(os.listdir(path.parent)) == [".agreements.json.lock", "agreements.json"]


def test_a_read_only_file_is_not_replaced(two: Registry, path: Path, changing, monkeypatch):
    monkeypatch.setattr(writing.os, "access", lambda *_arguments: False)
    with pytest.raises(AgreetrackError, match="no permission"), changing() as transaction:
        transaction.remove("RU-CN-2001")
    assert len(two.refs()) == 2


def test_a_folder_where_no_lock_or_folder_can_be_made(tmp_path: Path, changing, path: Path, monkeypatch):
    author = Author("anna", datetime(2026, 1, 1, tzinfo=UTC), "add")
    (tmp_path / "file").touch()
    with (
        pytest.raises(AgreetrackError, match="cannot be written"),
        Registry(tmp_path / "file" / "agreements.json").change(author, create=True),
    ):
        pass
    for name in ("x" * 300, "a\0b"):
        with (
            pytest.raises(AgreetrackError, match="cannot be written"),
            Registry(tmp_path / name).change(author, create=True),
        ):
            pass


@pytest.mark.parametrize("name", ["loop", "there", "loop/agreements.json"])
def test_a_circle_of_links_is_not_written_over(tmp_path: Path, name: str):
    author = Author("anna", datetime(2026, 1, 1, tzinfo=UTC), "add")
    for link, leads_to in (("loop", "loop"), ("there", "back"), ("back", "there")):
        (tmp_path / link).symlink_to(tmp_path / leads_to)
    with (
        pytest.raises(AgreetrackError, match="cannot be written"),
        Registry(tmp_path / name).change(author, create=True),
    ):
        pass
    assert sorted(os.listdir(tmp_path)) == ["back", "loop", "there"]
    assert (tmp_path / "loop").is_symlink()


def test_a_folder_is_not_written_over(tmp_path: Path):
    author = Author("anna", datetime(2026, 1, 1, tzinfo=UTC), "add")
    with (
        pytest.raises(AgreetrackError, match="is not a file"),
        Registry(tmp_path).change(author, create=True),
    ):
        pass


def test_a_file_system_that_cannot_make_sure_of_a_folder(two: Registry, path: Path, changing, monkeypatch):
    def fail(_number: int) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    with changing() as transaction:
        transaction.remove("RU-CN-2001")
        monkeypatch.setattr(writing, "_make_sure_of", lambda _folder: None)
    monkeypatch.undo()
    monkeypatch.setattr(writing.os, "fsync", fail)
    writing._make_sure_of(path.parent)
    assert two.refs() == ["EU-MU-2022"]


def test_a_writer_killed_at_any_moment_leaves_a_whole_file(path: Path):
    registry = Registry(path)
    last = 0
    for lines in (1, 2, 3, 2, 1):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        told = [int(writer.stdout.readline()) for _line in range(lines)]
        writer.kill()
        writer.communicate()
        rows = registry.history()
        assert rows[-1].seq >= told[-1] > last
        assert len(registry.records()) == len(rows)
        last = told[-1]
    with registry.change(Author("w", datetime(2026, 1, 1, tzinfo=UTC), "add")):
        pass
    assert sorted(os.listdir(path.parent)) == [".agreements.json.lock", "agreements.json"]


def add_ten(path: str) -> None:
    for _number in range(10):
        author = Author("w", datetime(2026, 1, 1, tzinfo=UTC), "add")
        with Registry(Path(path)).change(author, create=True) as transaction:
            transaction.put(Record(ref=transaction.new_ref(2015), title="t"))


def test_four_writers_at_once_lose_nothing(path: Path):
    spawning = multiprocessing.get_context("spawn")
    writers = [spawning.Process(target=add_ten, args=(str(path),)) for _number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    registry = Registry(path)
    assert sorted(registry.refs()) == [f"2015-{number:03}" for number in range(1, 41)]
    assert [row.seq for row in registry.history()] == list(range(1, 41))

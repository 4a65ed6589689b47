import errno
import fcntl
import multiprocessing
import os
import pwd
import resource
import stat
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from saying import refusing

from agreetrack.model.errors import AgreetrackError, Unwritable
from agreetrack.model.record import Record
from agreetrack.store import Author, Registry, replacing, writing
from agreetrack.store.outbox import outbox

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


def test_another_writer_is_waited_for_only_so_long(two: Registry, path: Path):
    with (
        writing.locked(path),
        refusing(AgreetrackError, match="somebody else is changing"),
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
    with refusing(AgreetrackError, match=answer):
        context.__exit__(None, None, None)
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert sorted(os.listdir(path.parent)) == [".agreements.json.lock", "agreements.json"]


def test_a_closing_that_fails_takes_nothing_back(two: Registry, path: Path, changing, monkeypatch):
    closed = []

    def close(number: int) -> None:
        closed.append(number)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch, changing() as transaction:
        transaction.remove("RU-CN-2001")
        patch.setattr(writing.os, "close", close)
    for number in closed:
        os.close(number)
    assert closed
    assert two.refs() == ["EU-MU-2022"]


def test_a_lock_of_which_nothing_can_be_seen_is_none(two: Registry, path: Path, changing, monkeypatch):
    def fail(*_arguments: object) -> os.stat_result:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    said = "Input/output error; nothing was done"
    with monkeypatch.context() as patch:
        patch.setattr(writing.os, "fstat", fail)
        with refusing(AgreetrackError, match=said):
            writing.open_beside(path, "lock", os.O_RDWR)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", fail)
        with refusing(AgreetrackError, match=said):
            writing._refuse_second_name(path)


def test_a_full_disk_in_the_middle_of_the_text(two: Registry, path: Path):
    before = path.read_bytes()
    ended = subprocess.run(
        [sys.executable, "-c", WRITER, str(path)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "registry.disk-full" in ended.stderr
    assert path.read_bytes() == before
    assert sorted(os.listdir(path.parent)) == [".agreements.json.lock", "agreements.json"]


def test_a_read_only_file_is_not_replaced(two: Registry, path: Path, changing, monkeypatch):
    monkeypatch.setattr(writing.os, "access", lambda *_arguments: False)
    with refusing(AgreetrackError, match="no permission"), changing() as transaction:
        transaction.remove("RU-CN-2001")
    assert len(two.refs()) == 2


def test_a_folder_where_no_lock_or_folder_can_be_made(tmp_path: Path, changing, path: Path, monkeypatch):
    author = Author("anna", datetime(2026, 1, 1, tzinfo=UTC), "add")
    (tmp_path / "file").touch()
    with (
        refusing(AgreetrackError, match="cannot be written"),
        Registry(tmp_path / "file" / "agreements.json").change(author, create=True),
    ):
        pass
    for name in ("x" * 300, "a\0b"):
        with (
            refusing(AgreetrackError, match="cannot be written"),
            Registry(tmp_path / name).change(author, create=True),
        ):
            pass


@pytest.mark.parametrize("name", ["loop", "there", "loop/agreements.json"])
def test_a_circle_of_links_is_not_written_over(tmp_path: Path, name: str):
    author = Author("anna", datetime(2026, 1, 1, tzinfo=UTC), "add")
    for link, leads_to in (("loop", "loop"), ("there", "back"), ("back", "there")):
        (tmp_path / link).symlink_to(tmp_path / leads_to)
    with (
        refusing(AgreetrackError, match="cannot be written"),
        Registry(tmp_path / name).change(author, create=True),
    ):
        pass
    assert sorted(os.listdir(tmp_path)) == ["back", "loop", "there"]
    assert (tmp_path / "loop").is_symlink()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch):
    def fail(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "mkdir", fail)
    with refusing(AgreetrackError, match="there is no permission to change"):
        writing.make_folder(tmp_path / "new" / "agreements.json")


def test_a_folder_is_not_written_over(tmp_path: Path):
    author = Author("anna", datetime(2026, 1, 1, tzinfo=UTC), "add")
    with (
        refusing(AgreetrackError, match="is not a file"),
        Registry(tmp_path).change(author, create=True),
    ):
        pass


@pytest.mark.parametrize(
    ("number", "answer"),
    [
        (errno.ENOLCK, "has no lock to give: its lock service does not answer.* on a local disk or on NFS version 4"),
        (errno.ENOSYS, "cannot lock files, and two writers would write over each other.* on a local disk"),
        (errno.EOPNOTSUPP, "cannot lock files, and two writers would write over each other.* NFS version 4 with locks"),
        (errno.EBADF, "locks only what may be written, and “.*/.agreements.json.lock” may not.*have its owner"),
        (errno.EIO, "cannot be locked: Input/output error; nothing was done.* on a local disk"),
        (errno.EROFS, "no permission to change"),
        (errno.EACCES, "no permission to change"),
    ],
)
def test_where_nothing_can_be_locked_nothing_is_done(two: Registry, path, changing, monkeypatch, number, answer):
    before = path.read_bytes()

    def refuse(_number: int, _how: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(writing.fcntl, "flock", refuse)
    with refusing(AgreetrackError, match=answer), changing():
        pytest.fail("the lock was given")
    with outbox(path) as box, refusing(AgreetrackError, match=answer):  # whoever sends goes on without it
        box.keep(seq=1)
    assert path.read_bytes() == before


def test_the_lock_is_opened_for_writing_as_locks_on_a_network_want_it(two: Registry, path: Path, monkeypatch):
    opened = []
    monkeypatch.setattr(
        writing.fcntl, "flock", lambda number, _how: opened.append(fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE)
    )
    with writing.locked(path):
        pass
    assert opened == [os.O_RDWR]


def test_a_registry_with_a_second_name_is_not_parted_from_it(two: Registry, path: Path, changing):
    before = path.read_bytes()
    os.link(path, path.with_name("second.json"))
    with refusing(AgreetrackError, match="one of several names of the same file"), changing() as transaction:
        transaction.remove("RU-CN-2001")
    assert path.read_bytes() == before
    path.with_name("second.json").unlink()
    with changing() as transaction:
        transaction.remove("RU-CN-2001")


def refused_for(monkeypatch, *ways: int) -> None:
    """Let somebody else's lock be opened in none of these ways."""
    really = os.open

    def refuse(name: Path, flags: int, *more: int) -> int:
        if str(name).endswith(".lock") and flags & os.O_ACCMODE in ways:
            raise PermissionError(errno.EACCES, "Permission denied")
        return really(name, flags, *more)

    monkeypatch.setattr(writing.os, "open", refuse)


def test_a_lock_that_may_only_be_read_locks_where_that_is_enough(two: Registry, path: Path, changing, monkeypatch):
    refused_for(monkeypatch, os.O_RDWR)
    with changing() as transaction:
        transaction.remove("RU-CN-2001")
    assert two.refs() == ["EU-MU-2022"]


def test_a_lock_that_somebody_made_for_himself_is_told_with_the_mend(two: Registry, path: Path, changing, monkeypatch):
    refused_for(monkeypatch, os.O_RDWR, os.O_RDONLY)
    owner = pwd.getpwuid(os.geteuid()).pw_name
    with (
        refusing(AgreetrackError, match=f"was made by {owner} for nobody else; .* {owner} makes mends it"),
        changing(),
    ):
        pass


def test_a_folder_in_which_no_lock_can_be_made(two: Registry, path: Path, changing, monkeypatch):
    path.with_name(".agreements.json.lock").unlink()
    refused_for(monkeypatch, os.O_RDWR, os.O_RDONLY)
    with refusing(AgreetrackError, match="no permission to change"), changing():
        pass


def test_what_a_change_could_not_keep_is_remarked(two: Registry, path: Path, monkeypatch):
    monkeypatch.setattr(writing, "replace", lambda *_arguments: ("somebody is left out",))
    told: list[str] = []
    with Registry(path, told.append).change(Author("anna", datetime(2026, 1, 1, tzinfo=UTC), "edit")) as transaction:
        transaction.remove("RU-CN-2001")
    Registry(path, told.append).tell(lambda entries: entries, date(2026, 1, 1))
    Registry(path).tell(lambda entries: entries, date(2026, 1, 1))
    assert told == ["somebody is left out"] * 2


@pytest.mark.parametrize("what", ["a link", "a second name", "a folder"])
def test_a_lock_that_leads_elsewhere_is_not_used(two: Registry, path: Path, tmp_path: Path, changing, what: str):
    lock, elsewhere = path.with_name(".agreements.json.lock"), tmp_path / "private"
    elsewhere.write_text("x")
    elsewhere.chmod(0o600)
    path.chmod(0o666)
    lock.unlink()
    {"a link": lock.symlink_to, "a second name": lock.hardlink_to, "a folder": lambda _: lock.mkdir()}[what](elsewhere)
    with refusing(AgreetrackError, match=r"cannot be written|not a file of its own"), changing():
        pass
    assert mode(elsewhere) == 0o600


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


def test_a_rehearsal_leaves_everything_as_it_was(two: Registry, path: Path) -> None:
    before, names = path.read_bytes(), sorted(path.parent.iterdir())
    status = path.stat()
    two.rehearse()
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == (before, names)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (status.st_ino, status.st_mtime_ns)


def test_a_rehearsal_waits_for_nobody(two: Registry, path: Path) -> None:
    with writing.locked(path):
        two.rehearse()


@pytest.mark.parametrize("call", ["open", "fsync", "posix_fallocate"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_rehearsal_finds_out_that_there_is_no_room(
    two: Registry, path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    before, names = path.read_bytes(), sorted(path.parent.iterdir())
    real = os.open

    def full(*given: object) -> int:
        if call == "open" and not str(given[0]).endswith(".new"):
            return real(*given)
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(replacing.os, call, full)
    with refusing(Unwritable, match="the disk is full"):
        two.rehearse()
    monkeypatch.undo()
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == (before, names)


def test_a_file_system_that_cannot_set_room_aside_is_no_full_one(
    two: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_given: object) -> None:
        raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))

    monkeypatch.setattr(replacing.os, "posix_fallocate", unknown)
    two.rehearse()

"""A file gets a new text in one step, and keeps its links, its mode and what is written on it."""

import errno
import fcntl
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from agreetrack.store import replacing
from agreetrack.store.replacing import make_sure_of, replace_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with a text, alone in its folder."""
    path = tmp_path / "file"
    path.write_text("old")
    return path


@pytest.fixture
def narrow() -> Iterator[None]:
    mask = os.umask(0o027)
    yield
    os.umask(mask)


def test_the_text_is_another_one_and_nothing_lies_beside_it(file: Path):
    assert replace_file(file, [b"new", b" text"]) == ()
    assert (file.read_text(), os.listdir(file.parent)) == ("new text", ["file"])


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o606, 0o777])
def test_the_mode_is_kept_whatever_the_mask(file: Path, narrow: None, mode: int):
    file.chmod(mode)
    replace_file(file, [b"new"], 0o600)
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_a_new_file_gets_the_mode_asked_for_less_the_mask(tmp_path: Path, narrow: None):
    for name, mode, expected in (("private", 0o600, 0o600), ("answer", 0o666, 0o640)):
        replace_file(tmp_path / name, [b"new"], mode)
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == expected


def test_links_to_it_stay_links_also_where_it_is_missing_yet(file: Path, tmp_path: Path):
    for name, leads_to in (("link", "file"), ("far", "link"), ("early", "later")):
        (tmp_path / name).symlink_to(leads_to)
        replace_file(tmp_path / name, [name.encode()])
        assert (tmp_path / name).is_symlink()
    assert (file.read_text(), (tmp_path / "later").read_text()) == ("far", "early")


def test_a_circle_of_links_is_not_replaced(tmp_path: Path):
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OSError, match="Too many levels"):
        replace_file(tmp_path / "loop", [b"new"])
    assert (tmp_path / "loop").is_symlink()


def test_a_file_that_may_not_be_written_is_left_alone(file: Path, monkeypatch):
    monkeypatch.setattr(replacing.os, "access", lambda *_arguments: False)
    with pytest.raises(PermissionError):
        replace_file(file, [b"new"])
    assert file.read_text() == "old"


@pytest.mark.parametrize("call", ["fsync", "fchmod", "rename"])
def test_what_fails_leaves_the_file_as_it_was(file: Path, monkeypatch, call: str):
    def fail(*_arguments: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(replacing.os, call, fail)
    if call == "rename":
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="Input/output error"):
        replace_file(file, [b"new"])
    assert (file.read_text(), os.listdir(file.parent)) == ("old", ["file"])


def test_text_and_folder_are_on_the_disk_before_it_is_done(file: Path, monkeypatch):
    synced = []
    monkeypatch.setattr(replacing.os, "fsync", lambda number: synced.append(stat.S_IFMT(os.fstat(number).st_mode)))
    replace_file(file, [b"new"])
    assert synced == [stat.S_IFREG, stat.S_IFDIR]


def test_a_file_system_that_cannot_make_sure_of_a_folder(file: Path, monkeypatch):
    def fail(_number: int) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(replacing.os, "fsync", fail)
    make_sure_of(file.parent)


def test_what_a_dead_writer_left_is_cleared_away_and_nothing_else(file: Path):
    others = {".file.new", ".file.old.new", ".other.0123abcd.new", "file.0123abcd.new", ".file.0123abcd.new.txt"}
    for name in (*others, ".file.0123abcd.new", ".file._z9k3m2a.new"):
        (file.parent / name).write_text("half")
    replace_file(file, [b"new"])
    assert set(os.listdir(file.parent)) == {"file", *others}


def test_what_a_living_writer_writes_is_left_to_it(file: Path):
    left = file.parent / ".file.0123abcd.new"
    with left.open("w") as living:
        fcntl.flock(living, fcntl.LOCK_EX)
        replace_file(file, [b"new"])
        assert left.exists()


def test_what_cannot_be_taken_away_is_left(file: Path):
    (file.parent / ".file.0123abcd.new").mkdir()
    replace_file(file, [b"new"])
    assert file.read_text() == "new"


def test_a_new_file_that_somebody_takes_for_one_that_was_left_is_begun_again(file: Path, monkeypatch):
    """Between making it and locking it, another writer takes it away, or is about to."""
    moments = iter(["taken away", "about to be", "ours"])

    def flock(_number: int, _how: int) -> None:
        (fresh,) = (entry for entry in file.parent.iterdir() if entry.name.endswith(".new"))
        moment = next(moments)
        if moment != "ours":
            fresh.unlink()
        if moment == "about to be":
            raise BlockingIOError

    monkeypatch.setattr(replacing.fcntl, "flock", flock)
    replace_file(file, [b"new"])
    assert (file.read_text(), list(moments)) == ("new", [])


def test_a_file_system_without_locks_still_takes_answers(file: Path, monkeypatch):
    def flock(_number: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(replacing.fcntl, "flock", flock)
    replace_file(file, [b"new"])
    assert file.read_text() == "new"


@pytest.mark.parametrize("name", ["x" * 200, "договор" * 18])
def test_a_long_name_leaves_room_for_the_name_beside_it(tmp_path: Path, name: str):
    replace_file(tmp_path / name, [b"new"])
    assert os.listdir(tmp_path) == [name]


def test_what_is_written_on_a_file_stays_on_it(file: Path):
    try:
        os.setxattr(file, "user.xdg.comment", b"mine")
    except OSError:
        pytest.skip("no attributes on this file system")
    replace_file(file, [b"new"])
    assert os.getxattr(file, "user.xdg.comment") == b"mine"

"""Documents beside a registry: kept whole or not at all, never overwritten, and nothing outside their folder."""

import errno
import hashlib
import os
import resource
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from saying import refusing

from agreetrack.model.errors import AgreetrackError, InvalidData
from agreetrack.model.record import Record
from agreetrack.store import Registry, documents
from agreetrack.store.documents import Documents, fingerprint

TREATY = "Договор".encode() * 1000
SHA256 = hashlib.sha256(TREATY).hexdigest()


@pytest.fixture
def kept(two: Registry, path: Path) -> Documents:
    return Documents(path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "treaty.pdf"
    file.write_bytes(TREATY)
    return file


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def under(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_a_copy_lies_under_its_sha256(kept: Documents, file: Path, path: Path) -> None:
    taken = kept.keep(file)
    assert (taken.sha256, taken.size, taken.is_new) == (SHA256, len(TREATY), True)
    place = path.with_name("agreements.json.documents") / SHA256[:2] / SHA256
    assert kept.path(SHA256) == kept.path(SHA256.upper()) == place
    assert place.read_bytes() == file.read_bytes() == TREATY
    assert kept.state(SHA256) == kept.state(SHA256.upper()) == "kept"
    assert kept.all() == [SHA256]
    assert fingerprint(file) == SHA256


def test_what_is_kept_is_for_its_owner_and_not_for_writing(kept: Documents, file: Path) -> None:
    place = kept.path(kept.keep(file).sha256)
    assert (mode(kept.folder), mode(place.parent), mode(place)) == (0o700, 0o700, 0o400)


def test_who_shares_the_registry_shares_its_documents(kept: Documents, file: Path, path: Path) -> None:
    path.chmod(0o660)
    place = kept.path(kept.keep(file).sha256)
    assert (mode(kept.folder), mode(place.parent), mode(place)) == (0o770, 0o770, 0o440)


def test_documents_are_opened_and_closed_with_the_registry(kept: Documents, file: Path, path: Path, changing) -> None:
    place = kept.path(kept.keep(file).sha256)
    for bits, folder, document in ((0o664, 0o775, 0o444), (0o600, 0o700, 0o400)):
        path.chmod(bits)
        with changing() as transaction:
            transaction.put(Record(ref=transaction.new_ref(2015), title="t"))
        assert (mode(kept.folder), mode(place.parent), mode(place)) == (folder, folder, document)
    with changing() as transaction:
        transaction.put(Record(ref=transaction.new_ref(2015), title="t"))
    assert (mode(kept.folder), mode(place)) == (0o700, 0o400)


def test_what_is_no_document_or_no_longer_there_is_not_shared(kept: Documents, file: Path, path: Path) -> None:
    place = kept.path(kept.keep(file).sha256)
    other = place.with_name("0" * 64)
    other.symlink_to(path)
    path.chmod(0o660)
    kept.share()
    assert (mode(place), mode(path)) == (0o440, 0o660)
    shutil.rmtree(kept.folder)
    kept.share()
    assert kept.is_shared()


def test_a_registry_of_another_group_keeps_documents_without_it(
    kept: Documents, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object) -> None:
        raise PermissionError(errno.EPERM, "not yours to give")

    monkeypatch.setattr(os, "fchown", refused)
    assert kept.keep(file).is_new


def test_the_folder_lies_beside_the_registry_that_a_link_leads_to(kept: Documents, tmp_path: Path, path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.json"
    link.parent.mkdir()
    link.symlink_to(path)
    assert Documents(link).folder == kept.folder


def test_the_same_contents_are_kept_once(kept: Documents, file: Path) -> None:
    place = kept.path(kept.keep(file).sha256)
    before = place.stat()
    other = file.with_name("copy.pdf")
    other.write_bytes(TREATY)
    assert not kept.keep(other).is_new
    assert (place.stat().st_ino, place.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert under(kept.folder) == [SHA256[:2], f"{SHA256[:2]}/{SHA256}"]


@pytest.mark.parametrize("size", [0, 1, documents.BLOCK, documents.BLOCK + 1, 3 * documents.BLOCK])
def test_files_of_every_size_are_copied_in_blocks(kept: Documents, file: Path, size: int) -> None:
    file.write_bytes(b"x" * size)
    taken = kept.keep(file)
    assert (taken.size, kept.path(taken.sha256).stat().st_size) == (size, size)


def test_a_big_file_is_never_in_memory_as_a_whole(kept: Documents, file: Path) -> None:
    import tracemalloc

    with file.open("wb") as sparse:
        sparse.truncate(64 << 20)
    tracemalloc.start()
    kept.keep(file)
    assert tracemalloc.get_traced_memory()[1] < 8 << 20
    tracemalloc.stop()


def test_nothing_that_lies_there_is_overwritten(kept: Documents, file: Path) -> None:
    place = kept.path(kept.keep(file).sha256)
    place.chmod(0o600)
    place.write_bytes(b"forged")
    assert kept.state(SHA256) == "changed"
    with refusing(AgreetrackError, match="is not what its name says; move it away"):
        kept.keep(file)
    assert place.read_bytes() == b"forged"
    assert under(kept.folder) == [SHA256[:2], f"{SHA256[:2]}/{SHA256}"]


def test_what_is_missing_is_kept_again(kept: Documents, file: Path) -> None:
    assert kept.state(SHA256) == "missing"
    place = kept.path(kept.keep(file).sha256)
    place.unlink()
    assert kept.state(SHA256) == "missing"
    assert kept.keep(file).is_new
    assert kept.state(SHA256) == "kept"


@pytest.mark.parametrize("text", ["", "abc", "../../etc/passwd", "g" * 64, "a" * 63, "a" * 64 + "\n", "/" + "a" * 63])
def test_only_a_sha256_names_a_document(kept: Documents, text: str) -> None:
    for asked in (kept.path, kept.state):
        with refusing(InvalidData, match="is no SHA-256"):
            asked(text)


# What may be attached


def a_link(place: Path) -> None:
    place.symlink_to(__file__)


def a_dangling_link(place: Path) -> None:
    place.symlink_to("nowhere")


def a_pipe(place: Path) -> None:
    os.mkfifo(place)


def a_socket(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(str(place))


def a_folder(place: Path) -> None:
    place.mkdir()


def nothing(place: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (a_link, "is a symbolic link; name the file that it leads to"),
        (a_dangling_link, "is a symbolic link"),
        (a_pipe, "is a device, a pipe or the like"),
        (a_socket, "is a device, a pipe or the like"),
        (a_folder, "is a folder; name the files in it"),
        (nothing, "there is no file"),
    ],
)
def test_only_a_plain_file_is_attached(
    kept: Documents, tmp_path: Path, make: Callable[[Path], None], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make(Path("it"))
    for attached in (kept.keep, fingerprint):
        with refusing(AgreetrackError, match=says):
            attached(Path("it"))
    assert not kept.folder.exists()


def test_a_device_is_not_attached(kept: Documents) -> None:
    with refusing(AgreetrackError, match="is a device"):
        kept.keep(Path("/dev/zero"))


def test_a_name_that_no_file_can_have_is_told(kept: Documents) -> None:
    with refusing(AgreetrackError, match="cannot be read"):
        kept.keep(Path("a\0b"))


def test_a_file_that_becomes_a_pipe_meanwhile_is_refused(
    kept: Documents, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = os.lstat(file)
    file.unlink()
    os.mkfifo(file)
    monkeypatch.setattr(os, "lstat", lambda _path: seen)
    with refusing(AgreetrackError, match="is a device, a pipe"):
        kept.keep(file)


def test_a_file_without_permission_is_told(kept: Documents, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_arguments: object, **_more: object) -> int:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(os, "open", refused)
    with refusing(AgreetrackError, match="there is no permission to read"):
        kept.keep(file)


def test_a_file_that_cannot_be_read_to_its_end_is_not_kept(
    kept: Documents, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_number: int, _size: int) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "read", broken)
        with refusing(AgreetrackError, match=r"treaty.pdf.*cannot be read: Input/output error"):
            kept.keep(file)
    assert under(kept.folder) == []


def test_a_file_that_somebody_writes_to_is_not_kept(
    kept: Documents, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = os.read

    def meanwhile(number: int, size: int) -> bytes:
        block = read(number, size)
        if block == TREATY:
            with file.open("ab") as other:
                other.write(b"more")
        return block

    monkeypatch.setattr(os, "read", meanwhile)
    with refusing(AgreetrackError, match="was changed while it was read"):
        kept.keep(file)
    assert under(kept.folder) == []


# Where it is kept


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOSPC, "the disk is full; “.*treaty.pdf” was not attached"),
        (errno.EDQUOT, "the disk is full"),
        (errno.EACCES, "no permission to write into “.*agreements.json.documents”"),
        (errno.EROFS, "no permission to write into"),
        (errno.EIO, "cannot be kept in .*: Broken"),
    ],
)
@pytest.mark.parametrize("call", ["mkdir", "fsync", "rename"])
def test_a_disk_that_fails_keeps_nothing(
    kept: Documents, file: Path, monkeypatch: pytest.MonkeyPatch, number: int, says: str, call: str
) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise OSError(number, "Broken")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with refusing(AgreetrackError, match=says):
            kept.keep(file)
    assert kept.all() == []
    assert [name for name in under(kept.folder) if name != SHA256[:2]] == []
    assert kept.keep(file).is_new


def test_a_disk_that_is_full_in_the_middle_keeps_nothing(kept: Documents, file: Path) -> None:
    file.write_bytes(b"x" * (3 * documents.BLOCK))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 * documents.BLOCK, limits[1]))
    try:
        with refusing(AgreetrackError, match="the disk is full"):
            kept.keep(file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert under(kept.folder) == []


def test_a_folder_that_cannot_be_made_sure_of_is_no_failure(
    kept: Documents, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def only_files(number: int) -> None:
        if stat.S_ISDIR(os.fstat(number).st_mode):
            raise OSError(errno.EINVAL, "not here")
        fsync(number)

    monkeypatch.setattr(os, "fsync", only_files)
    assert kept.keep(file).is_new


def test_the_copy_is_made_sure_of_before_it_is_put_in_its_place(
    kept: Documents, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    for name in ("fsync", "rename"):
        call = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *a, _n=name, _c=call, **k: (done.append(_n), _c(*a, **k)))
    kept.keep(file)
    assert done == ["fsync", "rename", "fsync", "fsync"]


def test_what_somebody_died_over_is_cleared_away(kept: Documents, file: Path) -> None:
    kept.folder.mkdir()
    (kept.folder / ".new").write_text("half")
    kept.keep(file)
    assert under(kept.folder) == [SHA256[:2], f"{SHA256[:2]}/{SHA256}"]


def test_what_somebody_died_over_is_cleared_away_by_the_next_change(kept: Documents, changing) -> None:
    kept.folder.mkdir()
    (kept.folder / ".new").write_text("half")
    with changing() as transaction:
        transaction.remove("RU-CN-2001")
    assert under(kept.folder) == []


def test_a_process_that_is_killed_while_it_copies_leaves_no_document(kept: Documents, file: Path, path: Path) -> None:
    killed = """
import os, signal, sys
from pathlib import Path
from agreetrack.store.documents import Documents
os.fsync = lambda number: os.kill(os.getpid(), signal.SIGKILL)
Documents(Path(sys.argv[1])).keep(Path(sys.argv[2]))
"""
    ended = subprocess.run([sys.executable, "-c", killed, str(path), str(file)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert (kept.all(), kept.state(SHA256)) == ([], "missing")
    assert kept.keep(file).is_new
    assert under(kept.folder) == [SHA256[:2], f"{SHA256[:2]}/{SHA256}"]


# Nothing outside the folder


@pytest.mark.parametrize("name", ["", SHA256[:2]])
@pytest.mark.parametrize("what", ["link", "file"])
def test_a_folder_that_leads_elsewhere_is_not_followed(
    kept: Documents, file: Path, tmp_path: Path, name: str, what: str
) -> None:
    outside = tmp_path / "outside"
    (outside / SHA256[:2]).mkdir(parents=True)
    for folder in (outside, outside / SHA256[:2]):
        (folder / SHA256).write_bytes(TREATY)
    before = under(outside)
    place = kept.folder / name
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(outside) if what == "link" else place.write_text("")
    with refusing(AgreetrackError, match="a link or a file where a folder belongs"):
        kept.keep(file)
    assert kept.state(SHA256) == "not-plain"
    assert under(outside) == before
    if name:
        assert kept.all() == []
    else:
        with refusing(AgreetrackError, match="cannot be read"):
            kept.all()


@pytest.mark.parametrize("make", [a_link, a_dangling_link, a_pipe, a_folder])
def test_a_document_that_is_no_plain_file_is_none(kept: Documents, file: Path, make: Callable[[Path], None]) -> None:
    place = kept.path(SHA256)
    place.parent.mkdir(parents=True)
    make(place)
    assert kept.state(SHA256) == "not-plain"
    with refusing(AgreetrackError, match="is not what its name says"):
        kept.keep(file)


@pytest.mark.parametrize(("call", "number"), [("open", errno.EACCES), ("read", errno.EIO)])
def test_a_document_that_cannot_be_read_is_told_apart(
    kept: Documents, file: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    kept.keep(file)

    def fail(*_arguments: object, **_more: object) -> None:
        raise OSError(number, "no")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        assert kept.state(SHA256) == "unreadable"


def test_only_documents_are_counted(kept: Documents, file: Path) -> None:
    assert kept.all() == []
    place = kept.path(kept.keep(file).sha256)
    (kept.folder / "README").write_text("")
    (place.parent / "notes").write_text("")
    (kept.folder / "zz").symlink_to(place.parent)
    assert kept.all() == [SHA256]

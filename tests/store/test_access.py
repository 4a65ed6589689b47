"""Who may read and write the file that takes another one's place: nobody who could not before."""

import errno
import os
import stat
import struct
from pathlib import Path

import pytest
from saying import refusing, sentence

from agreetrack.model.errors import Unwritable
from agreetrack.store import access
from agreetrack.store.access import access_of, as_they_are, give, name_of, name_of_group, of_folder, reading_only
from agreetrack.store.replacing import replace_file

LIST, DEFAULT = "system.posix_acl_access", "system.posix_acl_default"
TAGS = {"owner": 0x01, "user": 0x02, "group": 0x04, "named": 0x08, "mask": 0x10, "others": 0x20}
IS_ROOT = os.geteuid() == 0
only_root = pytest.mark.skipif(not IS_ROOT, reason="only root gives files away")


def packed(text: str) -> bytes:
    """The attribute for a list such as `owner:6 user:4:1000 group:4 mask:6 others:0`."""
    entries = b""
    for entry in text.split():
        who, *ids, bits = entry.split(":") if entry.count(":") == 1 else [entry.split(":")[i] for i in (0, 2, 1)]
        entries += struct.pack("<HHI", TAGS[who], int(bits), int(ids[0]) if ids else 0xFFFFFFFF)
    return struct.pack("<I", 2) + entries


def said(path: Path, attribute: str = LIST) -> str:
    """The list of a file in that form; the mode alone where it has none."""
    try:
        text = os.getxattr(path, attribute)
    except OSError:
        return f"{stat.S_IMODE(path.stat().st_mode):03o}"
    names = {tag: name for name, tag in TAGS.items()}
    entries = struct.iter_unpack("<HHI", text[4:])
    return " ".join(f"{names[tag]}:{bits}" + (f":{id}" if id != 0xFFFFFFFF else "") for tag, bits, id in entries)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file"
    path.write_text("old")
    return path


@pytest.fixture
def listed(file: Path) -> Path:
    """A file with an access list."""
    return with_list(file, "owner:6 user:6:4002 group:6 named:4:4003 mask:6 others:0")


def with_list(file: Path, text: str, attribute: str = LIST) -> Path:
    try:
        os.setxattr(file, attribute, packed(text))
    except OSError:
        pytest.skip("no access lists on this file system")
    return file


@pytest.fixture
def lists(tmp_path: Path) -> None:
    """A file system with access lists."""
    other = tmp_path / "other"
    other.touch()
    with_list(other, "owner:6 group:6 mask:6 others:0").unlink()


@pytest.fixture
def without_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system without them."""

    def refuse(*_arguments: object) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(access.os, "setxattr", refuse)


@pytest.fixture
def stranger(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file can be left neither to its owner nor to its group."""

    def refuse(*_arguments: int) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(access.os, "fchown", refuse)


@pytest.fixture
def member(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file can be left to its group, and not to its owner."""
    really = os.fchown

    def refuse(number: int, owner: int, group: int) -> None:
        if owner >= 0:
            raise PermissionError(errno.EPERM, "Operation not permitted")
        really(number, owner, group)

    monkeypatch.setattr(access.os, "fchown", refuse)


@only_root
def test_owner_and_group_are_kept_where_both_can_be_had(file: Path):
    os.chown(file, 4001, 4100)
    file.chmod(0o664)
    assert replace_file(file, [b"new"]) == ()
    found = file.stat()
    assert (found.st_uid, found.st_gid, said(file)) == (4001, 4100, "664")


@only_root
def test_the_group_alone_is_kept_where_the_owner_cannot_be_had(file: Path, member: None, in_the_group: None):
    os.chown(file, 4001, 4100)
    file.chmod(0o660)
    assert replace_file(file, [b"new"]) == ()
    found = file.stat()
    assert (found.st_uid, found.st_gid, said(file)) == (os.geteuid(), 4100, "660")


@pytest.fixture
def in_the_group(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody is in every group, so that nobody loses as an owner what the group has."""
    monkeypatch.setattr(access, "_is_member", lambda owner, group: True)


@only_root
@pytest.mark.parametrize(
    ("before", "after", "is_told"),
    [
        (0o660, "owner:6 user:6:4001 group:0 mask:6 others:0", True),  # the writer's own group is another one
        (0o640, "owner:6 user:6:4001 group:0 mask:6 others:0", True),
        (0o664, "owner:6 user:6:4001 group:4 mask:6 others:4", True),  # what both could, both can
        (0o666, "666", False),
        (0o606, "owner:6 user:6:4001 group:0 mask:6 others:0", True),  # the old group was kept out, and is no more
        (0o600, "owner:6 user:6:4001 group:0 mask:6 others:0", False),
    ],
)
def test_where_neither_can_be_had_nobody_is_let_in_and_the_owner_keeps_access(
    file: Path, lists: None, stranger: None, before: int, after: str, is_told: bool
):
    os.chown(file, 4001, 4100)
    file.chmod(before)
    told = replace_file(file, [b"new"])
    assert said(file) == after
    assert ["left to the group 4100" in sentence(one) for one in told] == [True] * is_told


@only_root
@pytest.mark.parametrize(
    ("before", "after"), [(0o660, "600"), (0o640, "600"), (0o664, "644"), (0o666, "666"), (0o606, "600")]
)
def test_where_there_are_no_lists_the_mode_lets_nobody_in_and_who_is_left_out_is_said(
    file: Path, stranger: None, without_lists: None, before: int, after: str
):
    os.chown(file, 4001, 4100)
    file.chmod(before)
    told = replace_file(file, [b"new"])
    assert said(file) == after
    lost = [] if before == 0o666 else ["left to 4001, who owned it", "left to the group 4100"]
    assert [any(part in sentence(one) for one in told) for part in lost] == [True] * len(told) == [True] * len(lost)


@only_root
def test_an_owner_outside_of_the_group_keeps_access_by_name(file: Path, lists: None, member: None):
    os.chown(file, 4001, 4100)
    file.chmod(0o660)
    assert replace_file(file, [b"new"]) == ()
    assert (file.stat().st_gid, said(file)) == (4100, "owner:6 user:6:4001 group:6 mask:6 others:0")


@only_root
def test_a_disk_that_fails_over_a_list_is_no_answer(file: Path, member: None, monkeypatch: pytest.MonkeyPatch):
    def fail(*_arguments: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    os.chown(file, 4001, 4100)
    file.chmod(0o660)
    monkeypatch.setattr(access.os, "setxattr", fail)
    with pytest.raises(OSError, match="Input/output error"):
        replace_file(file, [b"new"])


@pytest.mark.parametrize(("owner", "is_member"), [(0, True), (4_000_000_000, False)])
def test_who_is_in_a_group_is_asked_of_the_system(owner: int, is_member: bool):
    assert access._is_member(owner, 0) is is_member


@only_root
def test_an_access_list_is_kept(listed: Path):
    os.chown(listed, 4001, 4100)
    before = said(listed)
    assert replace_file(listed, [b"new"]) == ()
    assert said(listed) == before == "owner:6 user:6:4002 group:6 named:4:4003 mask:6 others:0"


@only_root
def test_a_list_names_the_owner_and_the_group_that_cannot_be_had(listed: Path, stranger: None):
    """Who was let in as owner or group is let in by name; the writer's own group is not."""
    os.chown(listed, 4001, 4100)
    assert replace_file(listed, [b"new"]) == ()
    assert said(listed) == ("owner:6 user:6:4001 user:6:4002 group:0 named:4:4003 named:6:4100 mask:6 others:0")


@only_root
def test_a_list_names_the_owner_that_cannot_be_had(listed: Path, member: None):
    os.chown(listed, 4002, 4003)
    assert replace_file(listed, [b"new"]) == ()
    assert said(listed) == "owner:6 user:6:4002 group:6 named:4:4003 mask:6 others:0"


@only_root
def test_a_group_that_is_named_too_keeps_both(file: Path, stranger: None):
    with_list(file, "owner:6 group:4 named:2:4100 mask:6 others:4")
    os.chown(file, os.geteuid(), 4100)
    replace_file(file, [b"new"])
    assert said(file) == "owner:6 group:4 named:6:4100 mask:6 others:4"


def test_what_a_folder_lets_in_by_default_does_not_widen_a_file(file: Path):
    file.chmod(0o660)
    with_list(file.parent, "owner:7 user:7:4002 group:7 mask:7 others:5", DEFAULT)
    replace_file(file, [b"new"])
    assert said(file) == "660"


def test_a_list_that_cannot_be_kept_refuses_the_change(listed: Path, monkeypatch):
    def refuse(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(access.os, "setxattr", refuse)
    with refusing(Unwritable, match=r"the access list \(ACL\) of .* cannot be kept .*setfacl -b"):
        replace_file(listed, [b"new"])
    assert (listed.read_text(), os.listdir(listed.parent)) == ("old", ["file"])


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (as_they_are, "owner:6 user:6:4002 group:6 named:4:4003 mask:6 others:0"),
        (reading_only, "owner:4 user:4:4002 group:4 named:4:4003 mask:4 others:0"),
        (of_folder, "owner:7 user:7:4002 group:7 named:5:4003 mask:7 others:0"),
    ],
)
def test_files_of_another_kind_are_for_the_same_people(listed: Path, tmp_path: Path, form, expected: str):
    other = tmp_path / "other"
    with other.open("w") as opened:
        assert give(opened.fileno(), access_of(listed), form) == ()
    assert said(other) == expected


def test_a_system_without_lists_has_modes(listed: Path, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(access, "_HAS_ATTRIBUTES", False)
    assert [entry.bits for entry in access_of(listed).entries] == [6, 6, 0]
    replace_file(listed, [b"new"])
    assert said(listed) == "660"


@pytest.mark.parametrize("call", ["getxattr", "fchown"])
def test_a_disk_that_fails_is_no_answer(file: Path, monkeypatch, call: str):
    def fail(*_arguments: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(access.os, call, fail)
    found = access_of(file) if call == "fchown" else None
    with pytest.raises(OSError, match="Input/output error"), file.open("w") as opened:
        give(opened.fileno(), found._replace(owner=4001) if found else access_of(file))


def test_accounts_are_called_by_name_where_they_have_one():
    assert (name_of(0), name_of_group(0)) == ("root", "root")
    assert (name_of(4_000_000_000), name_of_group(4_000_000_000)) == ("4000000000", "4000000000")

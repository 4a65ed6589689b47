"""A registry that several accounts share: what one of them writes, the others go on reading and writing, nobody else.

The accounts are numbers without a login: anna (the owner), boris and carol in the group `STAFF`, dora outside of it.
"""

import os
import stat
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

STAFF, OTHERS = 4100, 4200
LIST = "system.posix_acl_access"
Typed = Callable[..., subprocess.CompletedProcess[str]]


class Account(NamedTuple):
    """An account by its number and its groups, the first of which is the one that its new files get."""

    uid: int
    groups: tuple[int, ...]


AS_ACCOUNT = Path(__file__).with_name("as_account.py")
ANNA = Account(4001, (4001, STAFF))
BORIS = Account(4002, (4002, STAFF))
CAROL = Account(4003, (STAFF,))
DORA = Account(4004, (OTHERS,))


@pytest.fixture(scope="session")
def accounts() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root becomes other accounts")


@pytest.fixture
def folder(accounts: None) -> Iterator[Path]:
    """A folder of the group's, in which each of its members may make files; others see what it holds."""
    with tempfile.TemporaryDirectory() as name:
        os.chown(name, ANNA.uid, STAFF)
        os.chmod(name, 0o775)
        yield Path(name)


@pytest.fixture
def typed(folder: Path) -> Typed:
    """Type a command line as an account, on the group's registry."""

    def type_(who: Account, *words: str, umask: str = "077") -> subprocess.CompletedProcess[str]:
        home = folder / f"home-{who.uid}"
        if not home.exists():
            home.mkdir(0o700)
            os.chown(home, who.uid, who.groups[0])
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "AGREETRACK_DB": str(folder / "agreements.json"),
            "AGREETRACK_USER": str(who.uid),
            "PYTHONPATH": os.environ.get("PYTHONPATH", str(Path(__file__).resolve().parents[2])),
        }
        groups = ",".join(str(group) for group in who.groups)
        line = [sys.executable, str(AS_ACCOUNT), str(who.uid), groups, umask, *words]
        return subprocess.run(line, env=environment, cwd="/", capture_output=True, text=True, check=False)

    return type_


@pytest.fixture
def shared(folder: Path, typed: Typed) -> Path:
    """Anna's registry, opened to the group."""
    path = folder / "agreements.json"
    assert typed(ANNA, "add", "--ref", "RU-CN", "--title", "Friendship", "--party", "Russia").returncode == 0
    os.chown(path, ANNA.uid, STAFF)
    path.chmod(0o660)
    return path


def access(path: Path) -> tuple[int, int, str]:
    found = path.stat()
    return found.st_uid, found.st_gid, f"{stat.S_IMODE(found.st_mode):03o}"


def put_list(path: Path, *entries: tuple[int, int, int]) -> None:
    """Give a file an access list of (tag, bits, id) as acl(5) numbers them."""
    try:
        os.setxattr(path, LIST, struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries))
    except OSError:
        pytest.skip("no access lists on this file system")


@pytest.mark.parametrize(("umask", "mode"), [("077", 0o660), ("002", 0o664)])
def test_a_colleague_writes_and_the_group_keeps_it(shared: Path, typed: Typed, umask: str, mode: int):
    assert typed(ANNA, "edit", "RU-CN", "--owner", "anna@example.org").returncode == 0
    shared.chmod(mode)
    for who, tag in ((BORIS, "one"), (CAROL, "two"), (ANNA, "three"), (BORIS, "four")):
        done = typed(who, "edit", "RU-CN", "--tag", tag, umask=umask)
        if done.returncode:  # the lock was made when the registry was Anna's alone, who mends it
            assert f"was made by {ANNA.uid} for nobody else; nothing was done" in done.stderr
            assert typed(ANNA, "edit", "RU-CN", "--notes", "seen").returncode == 0
            done = typed(who, "edit", "RU-CN", "--tag", tag, umask=umask)
        assert (done.returncode, access(shared)) == (0, (who.uid, STAFF, f"{mode:03o}")), done.stderr
    assert access(shared.with_name(".agreements.json.lock"))[1:] == (STAFF, f"{mode:03o}")
    assert len(typed(CAROL, "history", "--json").stdout.splitlines()) >= 7
    assert (typed(DORA, "list").returncode == 0) == (mode == 0o664)
    assert typed(DORA, "edit", "RU-CN", "--tag", "no").returncode == 1


def test_what_lies_beside_it_gets_its_access_whatever_the_umask(shared: Path, typed: Typed, folder: Path):
    typed(ANNA, "edit", "RU-CN", "--tag", "one")
    document = folder / "treaty.pdf"
    document.write_bytes(b"treaty")
    document.chmod(0o644)
    assert typed(BORIS, "attach", "RU-CN", str(document)).returncode == 0
    assert typed(BORIS, "remind").returncode == 0
    kept = sorted((folder / "agreements.json.documents").rglob("*"))
    assert [access(path)[1:] for path in kept] == [(STAFF, "770"), (STAFF, "440")]
    for name in (".agreements.json.lock", ".agreements.json.sending"):
        assert access(folder / name)[1:] == (STAFF, "660")
    assert typed(CAROL, "remind").returncode == 0
    assert typed(CAROL, "attach", "RU-CN", str(Path(__file__))).returncode == 0


def test_documents_follow_when_the_registry_is_opened_and_closed(shared: Path, typed: Typed, folder: Path):
    shared.chmod(0o600)
    document = folder / "treaty.pdf"
    document.write_bytes(b"treaty")
    document.chmod(0o644)
    assert typed(ANNA, "attach", "RU-CN", str(document)).returncode == 0
    kept = [folder / "agreements.json.documents", *sorted((folder / "agreements.json.documents").rglob("*"))]
    assert [access(path)[2] for path in kept] == ["700", "700", "400"]
    for mode, expected in ((0o660, ["770", "770", "440"]), (0o640, ["750", "750", "440"])):
        shared.chmod(mode)
        assert typed(ANNA, "edit", "RU-CN", "--notes", oct(mode)).returncode == 0
        assert [access(path)[1:] for path in kept] == [(STAFF, mode) for mode in expected]


def test_a_lock_that_lets_others_only_read_still_locks(shared: Path, typed: Typed, folder: Path):
    (folder / ".agreements.json.lock").chmod(0o644)
    done = typed(BORIS, "edit", "RU-CN", "--tag", "one")
    assert (done.returncode, access(shared)[1:]) == (0, (STAFF, "660")), done.stderr


def test_who_may_only_read_makes_nothing_that_shuts_the_others_out(shared: Path, typed: Typed, folder: Path):
    shared.chmod(0o640)
    (folder / ".agreements.json.lock").unlink()
    done = typed(BORIS, "edit", "RU-CN", "--tag", "one")
    assert (done.returncode, "no permission to change" in done.stderr) == (1, True)
    assert not (folder / ".agreements.json.lock").exists()
    assert typed(BORIS, "list").returncode == 0


def test_a_stranger_who_may_write_lets_nobody_in_and_says_whom_he_left_out(shared: Path, typed: Typed, folder: Path):
    folder.chmod(0o777)
    (folder / ".agreements.json.lock").chmod(0o666)
    shared.chmod(0o662)
    shared.chmod(0o666)
    done = typed(DORA, "edit", "RU-CN", "--tag", "one")
    assert (done.returncode, access(shared)) == (0, (DORA.uid, OTHERS, "666"))
    assert "could not be left" not in done.stderr
    os.chown(shared, ANNA.uid, STAFF)
    shared.chmod(0o676)
    done = typed(DORA, "edit", "RU-CN", "--tag", "two")
    assert (done.returncode, access(shared)) == (0, (DORA.uid, OTHERS, "666")), done.stderr
    assert f"could not be left to the group {STAFF}" in done.stderr


def test_an_access_list_lets_the_same_people_in_after_anybodys_change(shared: Path, typed: Typed, folder: Path):
    """Dora is named in the list; Anna, and Boris of the group, have what they had after she wrote."""
    folder.chmod(0o777)
    put_list(shared, (1, 6, 2**32 - 1), (2, 6, DORA.uid), (4, 6, 2**32 - 1), (16, 6, 2**32 - 1), (32, 0, 2**32 - 1))
    stranger = Account(4005, (OTHERS,))
    assert typed(ANNA, "edit", "RU-CN", "--notes", "begin").returncode == 0
    for who in (DORA, BORIS, ANNA, DORA, CAROL):
        done = typed(who, "edit", "RU-CN", "--notes", f"by {who.uid}")
        assert done.returncode == 0, done.stderr
        assert typed(stranger, "list").returncode == 1
        assert typed(stranger, "edit", "RU-CN", "--notes", "no").returncode == 1


def test_an_answer_keeps_the_group(shared: Path, typed: Typed, folder: Path):
    answer = folder / "list.csv"
    answer.touch()
    os.chown(answer, ANNA.uid, STAFF)
    answer.chmod(0o664)
    assert typed(BORIS, "list", "-o", str(answer)).returncode == 0
    assert access(answer) == (BORIS.uid, STAFF, "664")

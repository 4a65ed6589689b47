"""A registry that was there and is lost or older, as typed: what looks, what changes, and the way on."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from test_session import on_terminal

Agreetrack = Callable[..., Any]
SAMPLE = Path(__file__).parents[2] / "data" / "agreements.json"
ADD = ("add", "--ref", "AB-1", "--title", "T", "--party", "A", "--party", "B", "--start", "2026-01-01", "--term", "1y")
LOOKING = [
    ("list",),
    ("list", "--expiring", "--json"),
    ("show", "RU-CN"),
    ("explain", "RU-CN"),
    ("timeline",),
    ("obligations",),
    ("stats",),
    ("history",),
    ("export", "json"),
]
CHECK = ("check",)
CHANGING = [
    ADD,
    ("edit", "RU-CN", "--notes", "x"),
    ("remove", "RU-CN", "--yes"),
    ("ack", "IN-BD"),
    ("snooze", "IN-BD", "--until", "+3d"),
    ("extend", "IN-BD", "--by", "1y"),
    ("import", str(SAMPLE), "--update"),
    ("undo",),
    ("undo", "--dry-run"),
    ("config", "owner", "anna@example.org"),
]
REMINDING = [("remind",), ("remind", "--json"), ("remind", "--dry-run"), ("remind", "--command", "true")]


@pytest.fixture
def registry(agreetrack: Agreetrack, tmp_path: Path) -> Path:
    """The sample registry with some changes, seen by a night."""
    path = tmp_path / "agreements.json"
    copyfile(SAMPLE, path)
    assert agreetrack("edit", "RU-CN", "--notes", "x").code == 0
    assert agreetrack("edit", "RU-CN", "--notes", "y").code == 0
    assert agreetrack("remind").code == 0
    return path


@pytest.fixture
def copy(registry: Path) -> bytes:
    """The sample as it was before its changes."""
    return SAMPLE.read_bytes()


def way_on(path: Path) -> str:
    return f"To go on from what is left: agreetrack --db {path} restore --accept\n"


@pytest.mark.parametrize("words", [*LOOKING, CHECK, *CHANGING, *REMINDING], ids=" ".join)
@pytest.mark.parametrize(
    "left", [b"", b"{}", b'{"meta": {}}', None], ids=["empty", "no table", "no agreements", "gone"]
)
def test_a_lost_registry_is_no_empty_one(
    agreetrack: Agreetrack, registry: Path, words: tuple[str, ...], left: bytes | None
) -> None:
    registry.write_bytes(left or b"")
    if left is None:
        registry.unlink()
    run = agreetrack(*words)
    assert (run.stdout, run.code) == ("", 4)
    assert "its changes had come to 3; put" in run.stderr
    assert run.stderr.endswith(way_on(registry))
    assert (registry.read_bytes() if registry.exists() else None) == left


def test_an_empty_file_is_no_registry_but_one_can_be_begun_in_it(agreetrack: Agreetrack, tmp_path: Path) -> None:
    path = tmp_path / "agreements.json"
    path.touch()
    for words in (*LOOKING, CHECK, *CHANGING[1:6], *CHANGING[7:], *REMINDING):
        run = agreetrack(*words)
        assert (run.stdout, run.code) == ("", 4), words
        assert "is empty; put a copy of the registry in its place, or begin a new one with add or import" in run.stderr
    run = agreetrack(*ADD)
    assert run.code == 0
    assert f"the file was empty, and a new registry was begun in it: {path}\n" in run.stderr
    path.write_bytes(b"")
    assert agreetrack("import", str(SAMPLE), "--dry-run").code == 0
    assert path.read_bytes() == b""
    run = agreetrack("import", str(SAMPLE))
    assert run.code == 0
    assert f"the file was empty, and a new registry was begun in it: {path}\n" in run.stderr
    assert "a new registry" not in agreetrack("edit", "RU-CN", "--notes", "x").stderr


def test_where_the_default_place_was_lost_nobody_is_told_to_begin(
    agreetrack: Agreetrack, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AGREETRACK_DB")
    assert agreetrack("import", str(SAMPLE)).code == 0
    assert agreetrack("remind").code == 0
    (path,) = home.rglob("agreements.json")
    path.unlink()
    for words in (*LOOKING, CHECK, ADD, ("remind",)):
        run = agreetrack(*words)
        assert (run.stdout, run.code) == ("", 4)
        assert "is gone" in run.stderr


@pytest.mark.parametrize("words", LOOKING, ids=" ".join)
def test_an_older_registry_is_looked_at_with_a_warning(
    agreetrack: Agreetrack, registry: Path, copy: bytes, words: tuple[str, ...]
) -> None:
    registry.write_bytes(copy)
    run = agreetrack(*words)
    other = agreetrack("--db", str(SAMPLE), *words)
    assert (run.stdout, run.code) == (other.stdout, other.code)
    assert f"agreetrack: “{registry}” is older than it was: its changes come to 1, and had come to 3; put" in run.stderr
    assert run.stderr.endswith(way_on(registry))
    assert run.stderr.count("is older") == 1


def test_the_loss_is_the_first_that_a_check_finds(agreetrack: Agreetrack, registry: Path, copy: bytes) -> None:
    registry.write_bytes(copy)
    run = agreetrack("check")
    told = f"“{registry}” is older than it was: its changes come to 1, and had come to 3; put the latest copy of"
    assert (run.code, " ".join(run.stdout.split()).startswith(f"error {told}")) == (4, True)
    assert run.stderr.endswith(way_on(registry))
    first, *others = json.loads(agreetrack("check", "--json").stdout)
    assert (first["ref"], first["severity"], first["problem"].startswith(told)) == (None, "error", True)
    assert others == json.loads(agreetrack("--db", str(SAMPLE), "check", "--json").stdout)


def test_an_empty_table_of_agreements_is_none_that_was_lost(agreetrack: Agreetrack, tmp_path: Path) -> None:
    for words in (ADD, ("remind",), ("remove", "AB-1", "--yes"), ("remind",)):
        assert agreetrack(*words).code == 0
    for words in (*LOOKING, CHECK, *REMINDING):
        if words[0] not in ("show", "explain"):
            assert agreetrack(*words).code == 0, words


@pytest.mark.parametrize("words", [*CHANGING, *REMINDING], ids=" ".join)
def test_an_older_registry_is_neither_changed_nor_reminded_of(
    agreetrack: Agreetrack, registry: Path, copy: bytes, words: tuple[str, ...]
) -> None:
    registry.write_bytes(copy)
    run = agreetrack(*words)
    assert (run.stdout, run.code) == ("", 4)
    assert run.stderr.count("is older than it was") == 1
    assert run.stderr.endswith(way_on(registry))
    assert registry.read_bytes() == copy


def test_completion_says_nothing_of_it(agreetrack: Agreetrack, registry: Path) -> None:
    registry.write_bytes(b"")
    run = agreetrack("--complete", "bash", "agreetrack", "show", "RU")
    assert (run.stderr, run.code) == ("", 0)


# Going on


def test_an_older_registry_is_gone_on_from_once_that_is_accepted(
    agreetrack: Agreetrack, registry: Path, copy: bytes
) -> None:
    registry.write_bytes(copy)
    run = agreetrack("restore", "--accept", "--dry-run")
    assert (run.stdout, run.code) == ("", 0)
    assert "would be gone on from: the registry as of change 1\n" in run.stderr
    assert registry.read_bytes() == copy
    run = agreetrack("restore", "--accept")
    assert (run.stdout, run.code) == ("", 0)
    assert "gone on from: the registry as of change 1; this is change 4\n" in run.stderr
    assert agreetrack("list").stderr == agreetrack("--db", str(SAMPLE), "list").stderr
    told = agreetrack("history").stdout.splitlines()[-2:]
    assert (told[0].split(), told[1].strip()) == (
        ["4", "2026-11-22", "08:30", "anna", "agreetrack", "restore", "--accept", "registry"],
        "it was gone on from change 1; what was recorded since is lost",
    )
    row = json.loads(agreetrack("history", "--json").stdout)[-1]
    assert (row["seq"], row["ref"]) == (4, None)
    run = agreetrack("undo", "4")
    assert (run.stderr, run.code) == (
        "agreetrack: change 4 tells that the registry was lost, which nothing takes back\n",
        4,
    )
    assert agreetrack("edit", "RU-CN", "--notes", "z").code == 0
    assert agreetrack("remind").code == 0
    assert "nothing is lost" in agreetrack("restore", "--accept").stderr


@pytest.mark.parametrize(("keys", "code"), [(b"n\n", 1), (b"y\n", 0)])
def test_on_a_terminal_it_is_asked_whether_that_is_meant(
    agreetrack: Agreetrack, started: Mapping[str, str], registry: Path, copy: bytes, keys: bytes, code: int
) -> None:
    registry.write_bytes(copy)
    shown, given = on_terminal(["restore", "--accept"], started, keys)
    assert b"Give up what is not there, and go on from the registry as of change 1?" in shown
    assert (given, registry.read_bytes() == copy) == (code, code == 1)


@pytest.mark.parametrize("left", [b"", None], ids=["empty", "gone"])
def test_where_nothing_is_left_an_empty_registry_goes_on_once_that_is_accepted(
    agreetrack: Agreetrack, registry: Path, left: bytes | None
) -> None:
    registry.write_bytes(b"")
    if left is None:
        registry.unlink()
    run = agreetrack("restore", "--accept", "--yes")
    assert "gone on from: an empty registry; this is change 4\n" in run.stderr
    assert agreetrack("list", "--json")[::2] == ("[]\n", 0)
    assert agreetrack(*ADD).code == 0
    assert agreetrack("undo").code == 0
    assert agreetrack("undo").code == 1


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("restore",), 2, "say what to go on from"),
        (("restore", "--accept", "--db", "nowhere.json"), 3, "there is no registry"),
        (("restore", "--accept"), 0, "nothing is lost of"),
    ],
)
def test_what_there_is_not_to_accept(
    agreetrack: Agreetrack, registry: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    before = registry.read_bytes()
    run = agreetrack(*words)
    assert (run.stdout, run.code) == ("", code)
    assert sentence in run.stderr
    assert registry.read_bytes() == before


def test_an_empty_file_that_no_night_saw_is_begun_not_accepted(agreetrack: Agreetrack, tmp_path: Path) -> None:
    (tmp_path / "agreements.json").touch()
    run = agreetrack("restore", "--accept")
    assert (run.stdout, run.code) == ("", 4)
    assert "begin a new one with add or import" in run.stderr
    assert "nothing is lost" in agreetrack("restore", "--accept", env={"AGREETRACK_DB": None}).stderr

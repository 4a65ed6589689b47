"""`attach` and `open` as they are typed, on a terminal and in a pipe."""

import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

Agreetrack = Callable[..., Any]
ADD = ("add", "--ref", "A-1", "--title", "Water", "--party", "X", "--party", "Y", "--start", "2022-02-20", "--term")
SHA256 = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"
"""That of "hello" and a line break."""

OPENER = """#!/bin/sh
printf '%s\\n' "$@" > "$OPENED"
exit "${OPENER_CODE:-0}"
"""


@pytest.fixture
def typed(agreetrack: Agreetrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Agreetrack:
    """In a folder with `treaty.txt`, a registry with the agreement A-1, and an opener that notes what it is given."""
    monkeypatch.chdir(tmp_path)
    Path("treaty.txt").write_text("hello\n")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("open", "xdg-open"):
        (programs / name).write_text(OPENER)
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setenv("OPENED", str(tmp_path / "opened"))
    assert agreetrack(*ADD, "30y", "--renewal", "express").code == 0
    return agreetrack


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path.resolve() / "agreements.json.documents" / SHA256[:2] / SHA256


def opened(tmp_path: Path) -> list[str]:
    return (tmp_path / "opened").read_text().splitlines()


def test_attaching_tells_what_holds_and_how_to_take_it_back(typed: Agreetrack, place: Path) -> None:
    run = typed("attach", "a", "treaty.txt", "--source", "file 17")
    assert run.code == 0
    assert run.stdout.startswith("A-1  Water\nIN FORCE through ")
    assert run.stdout.endswith("attached “treaty.txt”, 6 B\n")
    assert run.stderr == "take it back with: agreetrack undo\n"
    assert place.read_text() == "hello\n"
    assert Path("treaty.txt").exists()
    shown = typed("show", "A-1").stdout
    assert "DOCUMENTS\n  treaty.txt  file 17\n" in shown
    record = json.loads(typed("show", "A-1", "--json").stdout)
    assert record["documents"] == [{"name": "treaty.txt", "sha256": SHA256, "source": "file 17"}]


def test_attaching_again_changes_nothing(typed: Agreetrack, place: Path) -> None:
    typed("attach", "A-1", "treaty.txt")
    assert typed("attach", "A-1", "treaty.txt") == ("", "it is attached already, as “treaty.txt”\n", 0)
    place.unlink()
    assert typed("attach", "A-1", "treaty.txt") == ("", "“treaty.txt” was missing, and is kept again\n", 0)
    run = typed("attach", "A-1", "treaty.txt", "--json")
    assert json.loads(run.stdout)["ref"] == "A-1"


def test_undo_leaves_the_file_and_check_tells_of_it(typed: Agreetrack, place: Path) -> None:
    typed("attach", "A-1", "treaty.txt")
    assert typed("undo").code == 0
    assert place.exists()
    run = typed("check")
    assert (run.stdout, run.code) == ("", 0)
    assert run.stderr == f"nothing to mend\nkept documents that no record names: 1, the first: {place}\n"
    assert typed("undo", "--redo").code == 0
    assert typed("check") == ("", "nothing to mend\n", 0)


def test_check_finds_what_is_missing(typed: Agreetrack, place: Path) -> None:
    typed("attach", "A-1", "treaty.txt")
    place.unlink()
    run = typed("check", "--json")
    assert run.code == 1
    (finding,) = json.loads(run.stdout)
    assert (finding["ref"], finding["severity"], finding["field"]) == ("A-1", "error", "documents[0]")
    assert finding["problem"].endswith("attach it again: agreetrack attach A-1 FILE")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["A-1"], 2, "name the files to attach, or one address with --url"),
        (["A-1", "treaty.txt", "--url", "https://a.org/x"], 2, "name the files to attach, or one address with --url"),
        (["A-1", "treaty.txt", "treaty.txt", "--name", "x"], 2, "--name goes with one document"),
        (["A-1", "treaty.txt", "--name", " "], 2, "a document needs a name: --name TEXT"),
        (["A-1", "--url", "file:///etc/passwd"], 2, "“file:///etc/passwd” is no web address"),
        (["B", "treaty.txt"], 3, "no agreement “B”"),
        (["A-1", "nowhere.txt"], 1, "there is no file “nowhere.txt”; check its name"),
        (["A-1", "bin"], 1, "“bin” is a folder; name the files in it"),
        (["A-1", "/dev/null"], 1, "“/dev/null” is a device"),
        (["A-1", "treaty.txt", "../"], 1, "is a folder"),
    ],
)
def test_what_cannot_be_attached_is_told_and_the_record_stays(
    typed: Agreetrack, tmp_path: Path, words: list[str], code: int, says: str
) -> None:
    before = (tmp_path / "agreements.json").read_bytes()
    run = typed("attach", *words)
    assert (run.stdout, run.code) == ("", code)
    assert run.stderr.startswith(f"agreetrack: {says}") or says in run.stderr
    assert "Traceback" not in run.stderr
    assert (tmp_path / "agreements.json").read_bytes() == before


def test_another_version_needs_a_name_of_its_own(typed: Agreetrack) -> None:
    typed("attach", "A-1", "treaty.txt")
    Path("treaty.txt").write_text("hello again\n")
    run = typed("attach", "A-1", "treaty.txt")
    assert run.code == 4
    assert "there is another document “treaty.txt” already; give this one a name of its own: --name TEXT" in run.stderr
    assert typed("attach", "A-1", "treaty.txt", "--name", "second").code == 0


def test_a_full_disk_is_told_and_the_record_stays(typed: Agreetrack, started: Mapping[str, str]) -> None:
    """By a limit on the size of files, which the system tells in the same way."""
    Path("big.pdf").write_bytes(b"x" * 3_000_000)
    before = Path("agreements.json").read_bytes()
    limited = (
        "import resource, signal, sys; from agreetrack.cli.app import main;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20));"
        "sys.exit(main(['attach', 'A-1', 'big.pdf']))"
    )
    run = subprocess.run([sys.executable, "-c", limited], env=started, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == "agreetrack: the disk is full; “big.pdf” was not attached, make room and do it again\n"
    assert Path("agreements.json").read_bytes() == before
    assert list(Path("agreements.json.documents").rglob("*")) == []


# Opening


def test_the_systems_opener_gets_the_path_as_one_word(typed: Agreetrack, tmp_path: Path, place: Path) -> None:
    typed("attach", "A-1", "treaty.txt")
    assert typed("open", "A-1") == ("", "", 0)
    (link,) = map(Path, opened(tmp_path))
    assert (link.name, link.resolve()) == ("treaty.txt", place)
    assert link.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["treaty.txt", "--name", "Text in Russian"], "Text in Russian.txt"),
        (["treaty.txt", "--name", "Договор о дружбе.txt"], "Договор о дружбе.txt"),
    ],
)
def test_what_is_opened_has_its_name_and_the_right_ending(
    typed: Agreetrack, tmp_path: Path, place: Path, words: list[str], name: str
) -> None:
    assert typed("attach", "A-1", *words).code == 0
    assert typed("open", "A-1") == ("", "", 0)
    (link,) = map(Path, opened(tmp_path))
    assert link.name == name
    assert link.resolve() == place


def test_where_no_folder_can_be_made_the_kept_file_itself_is_opened(
    typed: Agreetrack, tmp_path: Path, place: Path
) -> None:
    typed("attach", "A-1", "treaty.txt")
    assert typed("open", "A-1", env={"XDG_CACHE_HOME": "/dev/null"}) == ("", "", 0)
    assert opened(tmp_path) == [str(place)]


def test_no_shell_reads_a_path_or_an_address(typed: Agreetrack, tmp_path: Path, monkeypatch: Any) -> None:
    folder = tmp_path / "a $(touch harm); `touch harm` 'b"
    folder.mkdir()
    monkeypatch.setenv("AGREETRACK_DB", str(folder / "r.json"))
    typed(*ADD, "5y")
    typed("attach", "A-1", "treaty.txt")
    typed("attach", "A-1", "--url", "https://a.org/$(touch${IFS}harm);x", "--name", "web")
    assert typed("open", "A-1", "treaty.txt").code == 0
    assert str(Path(opened(tmp_path)[0]).resolve()).startswith(str(folder.resolve()))
    assert typed("open", "A-1", "web").code == 0
    assert opened(tmp_path) == ["https://a.org/$(touch${IFS}harm);x"]
    assert not list(tmp_path.rglob("harm"))


def test_the_path_is_printed_for_other_programs(typed: Agreetrack, tmp_path: Path, place: Path) -> None:
    typed("attach", "A-1", "treaty.txt")
    typed("attach", "A-1", "--url", "https://a.org/x", "--name", "web")
    assert typed("open", "A-1", "treaty.txt", "--print-path") == (f"{place}\n", "", 0)
    assert typed("open", "A-1", SHA256[:6], "--print-path") == (f"{place}\n", "", 0)
    assert typed("open", "A-1", "web", "--print-path") == ("https://a.org/x\n", "", 0)
    assert not (tmp_path / "opened").exists()


def test_without_an_opener_the_path_is_told(typed: Agreetrack, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed("attach", "A-1", "treaty.txt")
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(sys, "platform", "linux")
    told = f"agreetrack: there is no program here that opens documents (xdg-open); it is here: {place}\n"
    assert typed("open", "A-1") == ("", told, 1)


def test_each_system_has_its_opener(typed: Agreetrack, monkeypatch: pytest.MonkeyPatch) -> None:
    typed("attach", "A-1", "treaty.txt")
    asked: list[str] = []
    monkeypatch.setattr(shutil, "which", lambda name: asked.append(name))
    for system in ("linux", "darwin"):
        monkeypatch.setattr(sys, "platform", system)
        typed("open", "A-1")
    assert asked == ["xdg-open", "open"]


def test_an_opener_that_fails_is_told(typed: Agreetrack, place: Path, tmp_path: Path) -> None:
    typed("attach", "A-1", "treaty.txt")
    run = typed("open", "A-1", env={"OPENER_CODE": "3"})
    assert (run.stdout, run.code) == ("", 1)
    assert run.stderr.endswith(f"could not open it (exit code 3); it is here: {place}\n")
    for program in (tmp_path / "bin").iterdir():
        program.write_text("#!/nowhere/at/all\n")
    run = typed("open", "A-1")
    assert run.stderr.endswith(f"could not open it (No such file or directory); it is here: {place}\n")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["A-1"], 3, "A-1 has several; say which: “treaty.txt”, “web”"),
        (["A-1", "map"], 3, "A-1 has no document “map”; it has “treaty.txt”, “web”"),
        (["B"], 3, "no agreement “B”"),
        (["A-1", "treaty.txt", "web"], 2, "“web” is one word too many"),
    ],
)
def test_what_is_not_there_is_not_opened(
    typed: Agreetrack, tmp_path: Path, words: list[str], code: int, says: str
) -> None:
    typed("attach", "A-1", "treaty.txt")
    typed("attach", "A-1", "--url", "https://a.org/x", "--name", "web")
    run = typed("open", *words)
    assert (run.stdout, run.code) == ("", code)
    assert run.stderr.startswith(f"agreetrack: {says}")
    assert not (tmp_path / "opened").exists()


@pytest.mark.parametrize("words", [[], ["--print-path"]])
def test_a_changed_document_is_not_opened(typed: Agreetrack, tmp_path: Path, place: Path, words: list[str]) -> None:
    typed("attach", "A-1", "treaty.txt")
    place.chmod(0o600)
    place.write_text("forged")
    run = typed("open", "A-1", *words)
    assert (run.stdout, run.code) == ("", 1)
    assert run.stderr.startswith(f"agreetrack: A-1: “treaty.txt” was changed: “{place}” is not what was attached")
    assert not (tmp_path / "opened").exists()


@pytest.mark.parametrize("sha256", ["../../../../etc/passwd", "a" * 63, "g" * 64])
def test_a_record_that_leads_out_of_the_folder_is_refused(typed: Agreetrack, tmp_path: Path, sha256: str) -> None:
    typed("attach", "A-1", "treaty.txt")
    registry = tmp_path / "agreements.json"
    registry.write_text(registry.read_text().replace(SHA256, sha256))
    run = typed("open", "A-1")
    assert (run.stdout, run.code) == ("", 4)
    assert "documents[0].sha256: must be 64 hexadecimal digits" in run.stderr
    assert typed("check").code == 1


def test_on_a_terminal_names_do_no_harm(typed: Agreetrack, started: Mapping[str, str], tmp_path: Path) -> None:
    Path("a\x1b[2Jb.txt").write_text("x")
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "agreetrack", "attach", "A-1", "a\x1b[2Jb.txt"]
    with subprocess.Popen(words, env={**started, "TERM": "xterm"}, stdout=theirs, stderr=theirs, stdin=theirs) as run:
        os.close(theirs)
        told = b""
        while True:
            try:
                block = os.read(ours, 4096)
            except OSError:
                break
            if not block:
                break
            told += block
    os.close(ours)
    assert run.returncode == 0
    assert "attached “a\\x1b[2Jb.txt”, 1 B" in told.decode()
    assert b"\x1b[2J" not in told

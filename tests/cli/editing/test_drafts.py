"""What was typed into an editor and not kept is found again, and nothing else is."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agreetrack.cli.editing.drafts import mark_of
from agreetrack.cli.session import Session

Agreetrack = Callable[..., Any]
ADD = ("add", "--ref", "A-1", "--title", "Water", "--party", "X", "--party", "Y")
TOLD = "what was typed in an earlier edit of {} was not kept, and is in {}; delete it once it is not needed\n"
INTERRUPT = "os.kill(os.getpid(), signal.SIGINT)"
NOBODY = 2**22 + 7  # more than the kernel gives to a process


@pytest.fixture
def edited(agreetrack: Agreetrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Any]:
    """Edits A-1 with an editor that runs a Python script over the text."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert agreetrack(*ADD).code == 0

    def edit(script: str = "") -> Any:
        path = tmp_path / "editor.py"
        path.write_text(f"import os, sys, signal\npath = sys.argv[1]\ntext = open(path).read()\n{script}\n")
        return agreetrack("edit", "A-1", env={"EDITOR": f"{sys.executable} {path}"})

    return edit


def left(tmp_path: Path) -> list[Path]:
    return sorted(tmp_path.glob("agreetrack-*.toml"))


def mark(tmp_path: Path, ref: str = "A-1", registry: str = "agreements.json") -> str:
    return mark_of(tmp_path / registry, ref)


def put(tmp_path: Path, text: str, process: int = NOBODY) -> Path:
    path = tmp_path / f"agreetrack-{process}-{mark(tmp_path)}-abc_12.toml"
    path.write_text(text)
    return path


def test_what_a_broken_off_edit_left_is_told_by_the_next(edited: Agreetrack, tmp_path: Path) -> None:
    run = edited("open(path, 'w').write(text.replace('title', 'titel'))")
    (draft,) = left(tmp_path)
    assert run.code == 4
    assert edited().stderr.startswith(TOLD.format("A-1", draft))
    assert left(tmp_path) == [draft]
    draft.unlink()
    assert "earlier edit" not in edited().stderr


def test_ctrl_c_in_the_editor_says_where_the_text_is_kept(edited: Agreetrack, tmp_path: Path) -> None:
    run = edited("open(path, 'a').write('# typed')\nsignal.signal(signal.SIGINT, signal.SIG_DFL)\n" + INTERRUPT)
    (draft,) = left(tmp_path)
    assert (run.code, run.stderr) == (
        130,
        f"agreetrack: interrupted\nnothing was changed, your text is in {draft}\n",
    )


def test_ctrl_c_before_anything_is_typed_leaves_no_file(edited: Agreetrack, tmp_path: Path) -> None:
    run = edited("signal.signal(signal.SIGINT, signal.SIG_DFL)\n" + INTERRUPT)
    assert (run.code, run.stderr, left(tmp_path)) == (130, "agreetrack: interrupted\n", [])


def test_ctrl_c_that_the_editor_takes_for_its_own_ends_nothing(edited: Agreetrack) -> None:
    run = edited("os.kill(os.getppid(), signal.SIGINT)\nopen(path, 'w').write(text.replace('Water', 'Ice'))")
    assert (run.code, "Ice" in run.stdout) == (0, True)


def test_who_breaks_off_after_a_mistake_is_told_where_the_text_is(
    edited: Agreetrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session, "can_ask", True)
    run = edited("open(path, 'w').write(text.replace('title', 'titel'))")  # and nothing is there to answer with
    (draft,) = left(tmp_path)
    assert run.code == 1
    assert f"stopped; nothing was changed\nnothing was changed, your text is in {draft}\n" in run.stderr


def test_a_draft_of_a_process_that_was_killed_is_told(
    edited: Agreetrack, started: dict[str, str], tmp_path: Path
) -> None:
    script = tmp_path / "killer.py"
    script.write_text(
        "import os, signal, sys\nopen(sys.argv[1], 'a').write('notes = \"typed\"\\n')\n"
        "os.kill(os.getppid(), signal.SIGKILL)\n"
    )
    environment = {**started, "EDITOR": f"{sys.executable} {script}", "TMPDIR": str(tmp_path)}
    words = [sys.executable, "-m", "agreetrack", "edit", "A-1"]
    assert subprocess.run(words, env=environment, check=False).returncode == -9
    (draft,) = left(tmp_path)
    assert edited().stderr.startswith(TOLD.format("A-1", draft))


@pytest.mark.parametrize("text", ['ref = "B-1"\ntitle = "Ice"\n', "", "title = "])
def test_a_draft_of_the_agreement_is_told_whatever_was_typed_into_it(
    edited: Agreetrack, tmp_path: Path, text: str
) -> None:
    draft = put(tmp_path, text)
    assert TOLD.format("A-1", draft) in edited().stderr


@pytest.mark.parametrize(
    ("process", "ref", "registry", "rest"),
    [
        (NOBODY, "B-1", "agreements.json", "abc.toml"),  # another agreement's
        (NOBODY, "A-1", "others.json", "abc.toml"),  # another registry's
        (os.getppid(), "A-1", "agreements.json", "abc.toml"),  # an editor is open on it
        (1, "A-1", "agreements.json", "abc.toml"),  # somebody else's process
        (10**30, "A-1", "agreements.json", "abc.toml"),  # no process at all
        (NOBODY, "A-1", "agreements.json", "notes for A-1.toml"),  # none of ours
    ],
)
def test_what_is_no_draft_of_it_is_left_alone(
    edited: Agreetrack, tmp_path: Path, process: int, ref: str, registry: str, rest: str
) -> None:
    path = tmp_path / f"agreetrack-{process}-{mark(tmp_path, ref, registry)}-{rest}"
    path.write_text('ref = "A-1"\ntitle = "Ice"\n')
    (tmp_path / f"agreetrack-{NOBODY}-{mark(tmp_path)}-link.toml").symlink_to(path)
    (tmp_path / f"agreetrack-{NOBODY}-{mark(tmp_path)}-folder.toml").mkdir()
    assert "earlier edit" not in edited().stderr
    assert "Ice" in path.read_text()


def test_a_draft_that_nothing_was_typed_into_is_cleared_away(edited: Agreetrack, tmp_path: Path) -> None:
    edited(f"open({str(tmp_path / 'seen')!r}, 'w').write(text)")
    draft = put(tmp_path, (tmp_path / "seen").read_text())
    assert "earlier edit" not in edited().stderr
    assert not draft.exists()


@pytest.mark.parametrize("names", [{"EDITOR": "  "}, {"EDITOR": ""}, {"VISUAL": " ", "EDITOR": "\t"}])
def test_an_editor_of_blanks_is_none(agreetrack: Agreetrack, names: dict[str, str]) -> None:
    agreetrack(*ADD)
    run = agreetrack("edit", "A-1", env=names)
    assert (run.code, "or set $EDITOR" in run.stderr) == (2, True)


def test_on_a_terminal_there_is_always_one(
    agreetrack: Agreetrack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    agreetrack(*ADD)
    editor = tmp_path / "vi"
    editor.write_text('#!/bin/sh\nsed -i s/Water/Ice/ "$1"\n')
    editor.chmod(0o700)
    monkeypatch.setattr(Session, "can_ask", True)
    run = agreetrack("edit", "A-1", env={"EDITOR": "  ", "PATH": f"{tmp_path}:{os.environ['PATH']}"})
    assert (run.code, "Ice" in run.stdout) == (0, True)

"""Where it cannot be written down that a warning was given, it is given, says that it may come again, and exits 1."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from test_shared_by_accounts import AS_ACCOUNT

SAMPLE = Path(__file__).parents[2] / "data" / "agreements.json"
WORDS = ("--as-of", "2026-11-22", "remind")
DUE = "Sun 2026-11-22: 7 new reminders\n"
AGAIN = "This may come again: it cannot be written down that it was told."
REPEAT = "This may be a repeat: an earlier run was cut off."
Night = Callable[[], "subprocess.CompletedProcess[str]"]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that others may look into, with the sample registry that others may read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        copyfile(SAMPLE, folder / "agreements.json")
        (folder / "agreements.json").chmod(0o644)
        yield folder


@pytest.fixture
def night(folder: Path, started: Mapping[str, str]) -> Night:
    """Run `remind` as cron of an account that owns nothing here."""
    if os.geteuid() != 0:
        pytest.skip("only root becomes other accounts")
    places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(folder))
    environment = {**started, **places, "AGREETRACK_DB": str(folder / "agreements.json")}
    line = [sys.executable, str(AS_ACCOUNT), "4001", "4000", "022", *WORDS]
    return lambda: subprocess.run(line, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)


def test_in_a_folder_that_is_read_only_every_night_tells_everything(folder: Path, night: Night) -> None:
    path = folder / "agreements.json"
    before = path.read_bytes(), sorted(folder.iterdir())
    for _each in range(2):
        run = night()
        assert run.returncode == 1
        assert run.stdout.startswith(DUE)
        assert run.stdout.count(AGAIN) == 7
        assert run.stderr == (
            f"agreetrack: “{path}” cannot be written (Permission denied), so that what was told may come again\n"
        )
    assert (path.read_bytes(), sorted(folder.iterdir())) == before


def test_a_registry_that_may_only_be_read_in_a_folder_for_all(folder: Path, night: Night) -> None:
    folder.chmod(0o777)
    run = night()
    assert (run.returncode, run.stdout.count(AGAIN)) == (1, 7)
    assert [path.name for path in folder.iterdir()] == ["agreements.json"]


def test_where_the_outbox_alone_can_be_written_the_next_night_says_that_it_repeats(folder: Path, night: Night) -> None:
    (folder / "agreements.json").chmod(0o666)
    for name in ("sending", "lock"):
        (folder / f".agreements.json.{name}").touch()
        (folder / f".agreements.json.{name}").chmod(0o666)
    for repeats in (0, 7):
        run = night()
        assert (run.returncode, run.stdout.count(AGAIN), run.stdout.count(REPEAT)) == (1, 7, repeats)
    folder.chmod(0o777)
    run = night()
    assert (run.returncode, run.stdout.count(AGAIN), run.stdout.count(REPEAT)) == (0, 0, 7)
    assert night().stdout == ""


@pytest.mark.parametrize(
    ("most", "named"),
    [
        (8, ["agreements.json"]),  # enough for the outbox, not for the registry
        (0, [".agreements.json.sending", "agreements.json"]),
    ],
)
def test_where_there_is_no_room_the_night_tells_everything(
    started: Mapping[str, str], tmp_path: Path, most: int, named: list[str]
) -> None:
    path = tmp_path / "agreements.json"
    copyfile(SAMPLE, path)
    before = path.read_bytes()

    def run(most: int | str) -> "subprocess.CompletedProcess[str]":
        """Run it where files may have so many blocks (of 512 bytes or 1 kB)."""
        line = ["sh", "-c", f'ulimit -f {most}; exec "$@"', "sh", sys.executable, "-m", "agreetrack", *WORDS]
        return subprocess.run(line, env=started, stdin=subprocess.DEVNULL, capture_output=True, text=True)

    for _each in range(2):
        full = run(most)
        assert full.returncode == 1
        assert full.stdout.startswith(DUE)
        assert full.stdout.count(AGAIN) == 7
        assert full.stderr.splitlines() == [
            f"agreetrack: “{tmp_path / name}” cannot be written (File too large), so that what was told may come again"
            for name in named
        ]
        assert path.read_bytes() == before
    mended = run("unlimited")
    assert (mended.stdout[: len(DUE)], mended.returncode, mended.stderr) == (DUE, 0, "")
    assert run("unlimited").stdout == ""


def test_what_a_second_name_of_the_registry_holds_up_is_told(agreetrack: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "agreements.json"
    copyfile(SAMPLE, path)
    (tmp_path / "other.json").hardlink_to(path)
    run = agreetrack(*WORDS)
    assert (run.code, run.stdout.startswith(DUE), run.stdout.count(AGAIN)) == (1, True, 7)
    assert run.stderr == (
        f"agreetrack: “{path}” cannot be written (it has other names, hard links; remove them), so that what was told "
        "may come again\n"
    )


def test_what_a_link_in_the_place_of_the_outbox_holds_up_is_told(
    agreetrack: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "agreements.json"
    copyfile(SAMPLE, path)
    outbox = tmp_path / ".agreements.json.sending"
    outbox.touch()
    (tmp_path / "other").hardlink_to(outbox)
    run = agreetrack(*WORDS)
    assert (run.code, run.stdout.startswith(DUE), run.stdout.count(AGAIN)) == (1, True, 7)
    assert run.stderr == (
        f"agreetrack: “{outbox}” cannot be written (it is a link or the like; remove it), so that what was told may "
        "come again\n"
    )

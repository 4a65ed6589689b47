"""What is written for cron and systemd, run as they run it: an empty environment, names that sh would trip over."""

import os
import re
import select
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from vixie import handed_on

from agreetrack.cli.schedule.crontab import crontab_line, install_crontab, planned_crontab
from agreetrack.cli.schedule.plan import SchedulePlan
from agreetrack.cli.schedule.systemd import install_units, systemd_units
from agreetrack.model.errors import AgreetrackError

Agreetrack = Callable[..., Any]
ADD = (
    "add",
    "--ref",
    "МИД-1",
    "--title",
    "Вода",
    "--party",
    "X",
    "--party",
    "Y",
    "--start",
    "2020-01-31",
    "--term",
    "9y",
)
TOP = str(Path(__file__).resolve().parents[2])
NASTY = [
    "plain",
    "two words",
    'it\'s "quoted"',
    "100%",
    r"50\%",
    "back\\slash\\",
    "$HOME ${x} `id`",
    "a;b&c|d#e",
    "-dash",
    "договоры №1",
    "tab\there",
    "*?[a]{b,c}~!",
]


@pytest.fixture(params=NASTY)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder whose name sh, cron and systemd would read more into."""
    folder = tmp_path / request.param
    folder.mkdir()
    return folder


def program_in(folder: Path, then: str = "") -> str:
    """A script that is agreetrack, under a name like the folder's."""
    script = folder / f"agreetrack {folder.name}"
    script.write_text(f'#!/bin/sh\n"{sys.executable}" -m agreetrack "$@"{then}\n')
    script.chmod(0o755)
    return str(script)


def made(agreetrack: Agreetrack, folder: Path) -> SchedulePlan:
    """A plan for a registry, a configuration and a program in the folder, all of which have such names."""
    db, config = folder / f"{folder.name}.json", folder / f"{folder.name}.toml"
    assert agreetrack("--db", str(db), *ADD).code == 0
    config.write_text('date_format = "dd.mm.yyyy"\n')
    return SchedulePlan(
        executable=(program_in(folder),),
        db=db,
        config=config,
        environment={"LANG": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONPATH": TOP},
    )


def run_as_cron(line: str, instead: str, home: Path) -> "subprocess.CompletedProcess[bytes]":
    """The command of a line with other words for `remind`, in the environment that cron gives."""
    command = handed_on(line)
    assert command.endswith(" remind")
    known = ["SHELL=/bin/sh", "PATH=/usr/bin:/bin", f"HOME={home}", "LOGNAME=anna"]
    words = ["/usr/bin/env", "-i", *known, "/bin/sh", "-c", command.removesuffix("remind") + instead]
    return subprocess.run(words, cwd=home, stdin=subprocess.DEVNULL, capture_output=True, check=False)


def test_the_line_of_cron_works_in_an_empty_environment(agreetrack: Agreetrack, folder: Path, home: Path) -> None:
    line = crontab_line(made(agreetrack, folder))
    listed = run_as_cron(line, "list", home)
    assert listed.returncode == 0, listed.stderr.decode()
    assert "МИД-1" in listed.stdout.decode()
    assert run_as_cron(line, "config date_format", home).stdout == b"dd.mm.yyyy\n"


def test_the_line_of_cron_starts_a_module_of_this_python(agreetrack: Agreetrack, tmp_path: Path, home: Path) -> None:
    db = tmp_path / "r.json"
    agreetrack("--db", str(db), *ADD)
    plan = SchedulePlan(executable=(sys.executable, "-m", "agreetrack"), db=db, environment={"PYTHONPATH": TOP})
    assert "МИД-1" in run_as_cron(crontab_line(plan), "list", home).stdout.decode()


# A program `crontab`

CRONTAB = r"""#!/bin/sh
kept="${0%/*}/kept"
case "$1" in
-l) test -e "$kept" || { echo "no crontab for anna" >&2; exit 1; }; cat "$kept" ;;
-) cat >"$kept" ;;
esac
"""


@pytest.fixture
def crontab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a program `crontab`, the first on PATH, keeps its crontab."""
    program = tmp_path / "bin" / "crontab"
    program.parent.mkdir()
    program.write_text(CRONTAB)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    return program.parent / "kept"


def test_a_plan_is_kept_by_the_program_crontab(agreetrack: Agreetrack, folder: Path, crontab: Path) -> None:
    plan = made(agreetrack, folder)
    crontab.write_bytes(b"# mine \xff\n")
    for _night in range(2):
        install_crontab(planned_crontab(plan))
    begin, end = (f"# agreetrack remind: {word} {plan.db}\n" for word in ("begin", "end"))
    assert crontab.read_bytes() == b"# mine \xff\n" + f"{begin}{crontab_line(plan)}\n{end}".encode()


def test_the_first_crontab_of_a_person_is_made(agreetrack: Agreetrack, tmp_path: Path, crontab: Path) -> None:
    change = planned_crontab(made(agreetrack, tmp_path))
    assert (change.before, crontab.exists()) == (b"", False)
    install_crontab(change)
    assert crontab.read_bytes() == change.after


def test_a_computer_without_crontab_says_so(
    agreetrack: Agreetrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = made(agreetrack, tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AgreetrackError, match="there is no program “crontab” here"):
        planned_crontab(plan)


# systemd

systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no program systemd-analyze")


def verified(folder: Path, runtime: Path) -> "subprocess.CompletedProcess[str]":
    """What systemd says of all units in the folder, and how it understood them."""
    return subprocess.run(
        ["systemd-analyze", "--user", "--man=no", "verify", *map(str, sorted(folder.iterdir()))],
        env={**os.environ, "XDG_RUNTIME_DIR": str(runtime), "SYSTEMD_LOG_LEVEL": "debug", "SYSTEMD_COLORS": "0"},
        capture_output=True,
        text=True,
        check=False,
    )


def command(dump: str) -> list[str]:
    """The words of the command that systemd runs, its own escapes for dollars undone."""
    line = next(value for value in understood(dump, "Command Line") if "agreetrack" in value)
    plain = re.sub(r"\\([\\$`t])", lambda sign: {"\\": r"\\", "t": "\t"}.get(sign[1], sign[1]), line)
    return [word.replace("$$", "$") for word in shlex.split(plain)]


def understood(dump: str, name: str) -> list[str]:
    """The values of a name in what systemd prints of units."""
    return [line.partition(": ")[2] for line in dump.splitlines() if line.strip().startswith(f"{name}: ")]


@systemd
def test_systemd_understands_the_units(agreetrack: Agreetrack, folder: Path, tmp_path: Path) -> None:
    plan = made(agreetrack, folder)
    units, runtime = tmp_path / "units", tmp_path / "runtime"
    runtime.mkdir()
    install_units(plan, units)
    found = verified(units, runtime)
    service = next(name for name in systemd_units(plan) if name.endswith(".service"))
    assert found.returncode == 0, found.stderr
    assert [line for line in found.stderr.splitlines() if line.startswith(str(units))] == []  # lines it complains of
    assert command(found.stdout)[-len(plan.words) :] == list(plan.words)
    assert understood(found.stdout, "Environment") == [f"{name}={value}" for name, value in plan.variables.items()]
    assert f"Reminders of agreements in “{plan.db}”" in understood(found.stdout, "Description")
    assert understood(found.stdout, "Persistent") == ["yes"]
    assert understood(found.stdout, "Unit") == [service]
    assert understood(found.stdout, "OnCalendar") == ["*-*-* 06:30:00"]


@systemd
def test_systemd_complains_of_a_program_that_is_missing(tmp_path: Path) -> None:
    units, runtime = tmp_path / "units", tmp_path / "runtime"
    runtime.mkdir()
    install_units(SchedulePlan(executable=("/nowhere/agreetrack",), db=tmp_path / "r.json"), units)
    assert "/nowhere/agreetrack is not executable" in verified(units, runtime).stderr


# The cron of this computer

WANTED = "AGREETRACK_TEST_CRON"


@pytest.fixture
def cron() -> Iterator[None]:
    """Cron at work, and the person's crontab as it was once the test is over."""
    if not os.environ.get(WANTED):
        pytest.skip(f"takes a minute and changes your crontab for it; set {WANTED}=1 to run it as root")
    if shutil.which("cron") is None or shutil.which("crontab") is None:
        pytest.skip("there is no cron on this computer")
    before = subprocess.run(["crontab", "-l"], capture_output=True, check=False)
    daemon = subprocess.Popen(["cron", "-f"])
    try:
        yield
    finally:
        daemon.terminate()
        daemon.wait()
        back = ["crontab", "-r"] if before.returncode else ["crontab", "-"]
        subprocess.run(back, input=before.stdout, check=False)


def test_real_cron_runs_the_line(cron: None, agreetrack: Agreetrack, tmp_path: Path, home: Path) -> None:
    folder = tmp_path / r"it's 100% \% $HOME; договор"
    folder.mkdir()
    plan = made(agreetrack, folder)
    told = tmp_path / "told"
    os.mkfifo(told)
    program_in(folder, then=f' >"{told}" 2>&1')
    change = planned_crontab(plan)
    every_minute = change.after.replace(b"30 6 * * * ", b"* * * * * ").replace(b" remind\n", b" list --json\n")
    install_crontab(change._replace(after=every_minute))
    with open(os.open(told, os.O_RDONLY | os.O_NONBLOCK), "rb") as pipe:
        assert select.select([pipe], [], [], 130)[0], "cron ran nothing"
        os.set_blocking(pipe.fileno(), True)
        assert "МИД-1" in pipe.read().decode()

"""What is written for cron and systemd, and how an earlier plan in a crontab is replaced."""

import os
import pwd
import shlex
import subprocess
import sys
from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vixie import handed_on

from agreetrack.cli.schedule.crontab import CrontabChange, crontab_line, install_crontab, planned_crontab
from agreetrack.cli.schedule.plan import SchedulePlan, plan_of
from agreetrack.cli.schedule.systemd import install_units, systemd_units, unit_name, units_folder
from agreetrack.cli.session import Session
from agreetrack.model.errors import AgreetrackError, UsageError

UTF8 = {"LANG": "C.UTF-8", "PYTHONUTF8": "1"}
PLAN = SchedulePlan(
    executable=("/opt/agreetrack/bin/agreetrack",),
    db=Path("/srv/Treaties 100%/agreements.json"),
    config=Path("/etc/agreetrack.toml"),
    options=("--mail",),
    at=time(22, 5),
    environment=UTF8,
)
LINE = (
    "5 22 * * * LANG=C.UTF-8 PYTHONUTF8=1 AGREETRACK_CONFIG=/etc/agreetrack.toml /opt/agreetrack/bin/agreetrack "
    r"--db '/srv/Treaties 100'\%'/agreements.json' remind --mail"
)
BEGIN = "# agreetrack remind: begin /srv/Treaties 100%/agreements.json\n"
END = "# agreetrack remind: end /srv/Treaties 100%/agreements.json\n"
BLOCK = f"{BEGIN}{LINE}\n{END}".encode()


def plan(*words: str, **more: Any) -> SchedulePlan:
    return SchedulePlan(executable=words or ("/bin/a",), db=more.pop("db", Path("/r.json")), **more)


# The line for cron


def test_the_line_sets_all_that_cron_does_not() -> None:
    assert crontab_line(PLAN) == LINE


def test_the_line_of_little() -> None:
    assert crontab_line(plan()) == "30 6 * * * /bin/a --db /r.json remind"
    assert crontab_line(plan("/bin/python3", "-m", "agreetrack", at=time(0, 0))) == (
        "0 0 * * * /bin/python3 -m agreetrack --db /r.json remind"
    )


lines = st.text(st.characters(codec="utf-8", exclude_characters="\n\r\0"), max_size=20)


@given(st.lists(lines | st.text("%\\'\"$; a", max_size=12), max_size=5), lines)
def test_cron_and_sh_give_the_words_back(options: list[str], value: str) -> None:
    made = plan(options=tuple(options), environment={"NAME": value})
    command = crontab_line(made)
    for read in (handed_on(command), command.split(" ", 5)[5]):  # and as a cron does that leaves `%` alone
        assert shlex.split(read) == [f"NAME={value}", *made.words]


@pytest.mark.parametrize("text", ["a\nb", "a\rb", "\udcff"])
def test_what_no_line_can_hold_is_refused(text: str) -> None:
    for refused in (
        lambda: plan("/bin/" + text),
        lambda: plan(db=Path("/" + text)),
        lambda: plan(config=Path("/" + text)),
        lambda: plan(options=(text,)),
        lambda: plan(environment={"LANG": text}),
    ):
        with pytest.raises(UsageError, match="cannot be written into a timetable"):
            refused()


def test_a_line_that_cron_would_cut_off_is_refused() -> None:
    fixed = len(crontab_line(plan(db=Path("/п")))) - len("30 6 * * * ") + len("п".encode()) - 1
    most = 998 - fixed
    assert crontab_line(plan(db=Path("/п" + "x" * most)))
    with pytest.raises(UsageError, match="would have 999 bytes, and cron reads 998; use systemd, or shorter paths"):
        crontab_line(plan(db=Path("/п" + "x" * (most + 1))))


# The crontab


class Program:
    """A program `crontab` that keeps a crontab, or answers as it is told."""

    def __init__(self, content: bytes | None = None, refuses: str = "") -> None:
        self.content, self.refuses = content, refuses

    def __call__(self, words: list[str], **streams: Any) -> "subprocess.CompletedProcess[bytes]":
        def answer(code: int, stdout: bytes = b"", stderr: str = "") -> "subprocess.CompletedProcess[bytes]":
            return subprocess.CompletedProcess(words, code, stdout, stderr.encode())

        assert streams["env"]["LC_ALL"] == "C"
        if self.refuses and words[1] != "-l":
            return answer(1, stderr=self.refuses)
        if words == ["crontab", "-"]:
            self.content = streams["input"]
            return answer(0)
        return answer(1, stderr="no crontab for anna\n") if self.content is None else answer(0, self.content)


OTHERS = b"MAILTO=anna\r\n\t# \xff \x0c 100%\n0 1 * * * true\n"
CRONTABS = [
    # before, after
    (None, BLOCK),
    (b"", BLOCK),
    (OTHERS, OTHERS + BLOCK),
    (b"0 1 * * * true", b"0 1 * * * true\n" + BLOCK),
    (OTHERS + BLOCK, OTHERS + BLOCK),
    (BLOCK + OTHERS, BLOCK + OTHERS),
    (OTHERS + BLOCK.replace(b"5 22", b"#1 1") + OTHERS, OTHERS + BLOCK + OTHERS),
    (BLOCK.replace(b"100%", b"200%") + OTHERS, BLOCK.replace(b"100%", b"200%") + OTHERS + BLOCK),
    (OTHERS + BLOCK.rstrip(), OTHERS + BLOCK),
]


@pytest.mark.parametrize(("before", "after"), CRONTABS)
def test_everything_else_in_a_crontab_stays_byte_for_byte(before: bytes | None, after: bytes) -> None:
    program = Program(before)
    change = planned_crontab(PLAN, program)
    assert change == CrontabChange(before or b"", after)
    assert program.content == before
    install_crontab(change, program)
    assert program.content == after
    again = planned_crontab(PLAN, program)
    assert not again.is_needed


def test_a_crontab_that_is_right_is_not_written_again() -> None:
    program = Program(BLOCK, refuses="no")
    install_crontab(planned_crontab(PLAN, program), program)


@pytest.mark.parametrize("mangled", [BEGIN, BEGIN + LINE + "\n", BEGIN + LINE + "\n0 1 * * * true\n" + END])
def test_lines_of_an_earlier_plan_that_are_not_whole_are_left_to_the_person(mangled: str) -> None:
    program = Program(mangled.encode())
    with pytest.raises(AgreetrackError, match="but not its end two lines below"):
        planned_crontab(PLAN, program)


def test_a_crontab_that_changed_meanwhile_is_not_overwritten() -> None:
    program = Program(OTHERS)
    change = planned_crontab(PLAN, program)
    program.content = b"# mine\n"
    with pytest.raises(AgreetrackError, match="changed by somebody else meanwhile"):
        install_crontab(change, program)
    assert program.content == b"# mine\n"


def failing(code: int, stderr: str) -> Callable[..., Any]:
    return lambda words, **streams: subprocess.CompletedProcess(words, code, b"", stderr.encode())


def raising(error: OSError) -> Callable[..., Any]:
    def run(words: list[str], **streams: Any) -> None:
        raise error

    return run


FAILURES = [
    (
        failing(1, "You (anna) are not allowed to use this program (crontab)\nSee crontab(1)\n"),
        r"the crontab cannot be read, so nothing was written: You \(anna\) are not allowed .*\\nSee crontab\(1\)",
    ),
    (failing(3, ""), "nothing was written: exit code 3"),
    (raising(FileNotFoundError()), "there is no program “crontab” here; install cron, or use systemd"),
    (raising(PermissionError(13, "Permission denied")), "“crontab” cannot be run: Permission denied"),
]


@pytest.mark.parametrize(("run", "told"), FAILURES)
def test_a_crontab_that_cannot_be_read_is_not_taken_for_an_empty_one(run: Callable[..., Any], told: str) -> None:
    with pytest.raises(AgreetrackError, match=told):
        planned_crontab(PLAN, run)


def test_a_refusal_is_told() -> None:
    program = Program(OTHERS, refuses='"-":0: bad minute\n')
    with pytest.raises(AgreetrackError, match='crontab refuses it: "-":0: bad minute'):
        install_crontab(planned_crontab(PLAN, program), program)
    assert program.content == OTHERS


# The units of systemd


def test_the_units() -> None:
    assert unit_name(PLAN) == "agreetrack-remind-2355cfc4"
    assert systemd_units(PLAN) == {
        "agreetrack-remind-2355cfc4.service": """\
# Written by agreetrack remind --install.
[Unit]
Description=Reminders of agreements in “/srv/Treaties 100%%/agreements.json”

[Service]
Type=oneshot
Environment="LANG=C.UTF-8"
Environment="PYTHONUTF8=1"
Environment="AGREETRACK_CONFIG=/etc/agreetrack.toml"
ExecStart="/opt/agreetrack/bin/agreetrack" "--db" "/srv/Treaties 100%%/agreements.json" "remind" "--mail"
""",
        "agreetrack-remind-2355cfc4.timer": """\
# Written by agreetrack remind --install.
[Unit]
Description=Reminders of agreements in “/srv/Treaties 100%%/agreements.json”, every day

[Timer]
OnCalendar=*-*-* 22:05:00
Persistent=true
RandomizedDelaySec=60

[Install]
WantedBy=timers.target
""",
    }


WORDS = [
    # word, as it stands in ExecStart, as it stands in Environment
    ("a b;%", '"a b;%%"', '"N=a b;%%"'),
    ("$HOME ${x}", '"$$HOME $${x}"', '"N=$HOME ${x}"'),
    ('it\'s "\\n"', '"it\'s \\"\\\\n\\""', '"N=it\'s \\"\\\\n\\""'),
    ("договор", '"договор"', '"N=договор"'),
    ("a\tb\x7f", '"a\\x09b\\x7f"', '"N=a\\x09b\\x7f"'),
    ("", '""', '"N="'),
]


@pytest.mark.parametrize(("word", "command", "variable"), WORDS)
def test_words_are_quoted_as_systemd_reads_them(word: str, command: str, variable: str) -> None:
    service, _timer = systemd_units(plan(options=(word,), environment={"N": word})).values()
    assert f'ExecStart="/bin/a" "--db" "/r.json" "remind" {command}\n' in service
    assert f"Environment={variable}\n" in service


@pytest.mark.parametrize("program", ['/o"pt/a', "/o'pt/a", "/o$pt/a", "/o\\pt/a", "/o\tpt/a"])
def test_a_program_that_systemd_cannot_name_is_started_by_sh(program: str) -> None:
    service, _timer = systemd_units(plan(program)).values()
    assert 'ExecStart="/bin/sh" "-c" "exec \\"$$@\\"" "sh" "/o' in service


def test_two_registries_have_units_of_their_own() -> None:
    assert unit_name(plan(db=Path("/a.json"))) != unit_name(plan(db=Path("/b.json")))
    assert unit_name(plan(options=("--mail",))) == unit_name(plan())


def test_the_units_are_written_as_a_whole_and_replace_earlier_ones(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "systemd" / "user"
    steps = install_units(plan(at=time(1, 0)), folder)
    assert install_units(plan(at=time(2, 0)), folder) == steps
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == systemd_units(plan(at=time(2, 0)))
    assert {oct(path.stat().st_mode)[-3:] for path in folder.iterdir()} == {"644"}
    name = unit_name(plan())
    assert steps == (
        f"systemctl --user daemon-reload && systemctl --user enable --now {name}.timer",
        "loginctl enable-linger",
    )


def test_units_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(AgreetrackError, match=r"the units cannot be written to .*: Not a directory"):
        install_units(plan(), tmp_path / "file" / "user")
    (tmp_path / f"{unit_name(plan())}.service").mkdir()
    with pytest.raises(AgreetrackError, match=r"the units cannot be written to .*: Is a directory"):
        install_units(plan(), tmp_path)
    assert not list(tmp_path.glob("*.new"))


def test_the_folder_of_units(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    assert units_folder({"XDG_CONFIG_HOME": "/srv/config"}) == Path("/srv/config/systemd/user")
    assert units_folder({}) == home / ".config" / "systemd" / "user"

    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    with pytest.raises(AgreetrackError, match="there is no home directory"):
        units_folder({})


# The plan


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that was typed by its name alone, found by PATH through a symbolic link."""
    real, link = tmp_path / "real", tmp_path / "bin" / "agreetrack"
    link.parent.mkdir()
    real.write_text("#!/bin/sh\n")
    real.chmod(0o755)
    link.symlink_to(real)
    monkeypatch.setenv("PATH", str(link.parent))
    monkeypatch.setattr(sys, "argv", ["agreetrack", "remind", "--install"])
    return link


@pytest.fixture
def account(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An account whose home is the one of the test, with nothing in the environment but its name."""
    entry = pwd.struct_passwd(("anna", "x", os.getuid(), 0, "", str(home), "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwuid", lambda number: entry)
    for name in ("XDG_CONFIG_HOME", "AGREETRACK_USER", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return home


def test_the_plan_of_a_plain_session(script: Path, account: Path, tmp_path: Path) -> None:
    found = plan_of(Session([]), ("--mail",), time(5, 0))
    assert found == SchedulePlan(
        executable=(str(script),),
        db=tmp_path / "agreements.json",
        config=None,
        options=("--mail",),
        at=time(5, 0),
        environment=UTF8,
    )


def test_a_registry_is_named_absolutely_and_its_links_are_kept(
    script: Path, account: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "agreements.json")
    monkeypatch.chdir(tmp_path)
    session = Session([])
    session.state("db", "link.json")
    assert plan_of(session).db == tmp_path / "link.json"


CONFIGURED = [
    # what is set, where the configuration is
    ({"AGREETRACK_CONFIG": "office.toml"}, "office.toml"),
    ({"XDG_CONFIG_HOME": "{here}/xdg"}, "xdg/agreetrack/config.toml"),
    ({"HOME": "{here}/other"}, "other/.config/agreetrack/config.toml"),
]


@pytest.mark.parametrize(("environment", "where"), CONFIGURED)
def test_a_configuration_that_cron_would_not_find_is_named(
    script: Path,
    account: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    where: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in environment.items():
        monkeypatch.setenv(name, value.format(here=tmp_path))
    found = plan_of(Session([]))
    assert found.config == tmp_path / where
    assert found.variables["AGREETRACK_CONFIG"] == str(tmp_path / where)


def test_an_account_without_an_entry_has_its_configuration_named(
    script: Path, account: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(number: int) -> None:
        raise KeyError(number)

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    assert plan_of(Session([])).config == account / ".config" / "agreetrack" / "config.toml"


@pytest.mark.parametrize("typed", ["-c", "/usr/bin/pytest", "{top}/agreetrack/__main__.py", "agreetrack-missing"])
def test_a_program_that_is_no_script_of_ours_is_started_as_a_module(
    account: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    top = Path(__file__).resolve().parents[2]
    monkeypatch.setattr(sys, "argv", [typed.format(top=top)])
    found = plan_of(Session([]))
    assert found.executable == (sys.executable, "-m", "agreetrack")
    assert found.environment["PYTHONPATH"] == str(top)


def test_a_script_in_this_folder_is_named_absolutely(
    script: Path, account: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(script.parent.parent)
    monkeypatch.setattr(sys, "argv", ["bin/agreetrack"])
    assert plan_of(Session([])).executable == (str(script),)


LANGUAGES = [
    ({"LANG": "ru_RU.UTF-8"}, "ru_RU.UTF-8"),
    ({"LANG": "ru_RU.UTF-8", "LC_ALL": "de_DE.utf8"}, "de_DE.utf8"),
    ({"LANG": "ru_RU.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8", "LC_ALL": ""}, "fr_FR.UTF-8"),
    ({"LANG": "ru_RU.KOI8-R"}, "C.UTF-8"),
    ({}, "C.UTF-8"),
]


@pytest.mark.parametrize(("environment", "language"), LANGUAGES)
def test_the_language_is_the_person_s_in_utf_8(
    script: Path, account: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert plan_of(Session([])).environment["LANG"] == language


def test_a_program_that_gets_the_reminders_is_looked_for_where_the_person_has_it(
    script: Path, account: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AGREETRACK_USER", "anna")
    assert plan_of(Session([])).environment == {**UTF8, "AGREETRACK_USER": "anna"}
    for options in (("--command", "notify"), ("--command=notify",)):
        assert plan_of(Session([]), options).environment == {
            **UTF8,
            "AGREETRACK_USER": "anna",
            "PATH": str(script.parent),
        }

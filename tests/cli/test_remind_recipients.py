"""To whom `remind` tells what it prints: unattended runs, programs and names, each once; a look takes nothing."""

import json
import os
import pty
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from test_shared_by_accounts import AS_ACCOUNT

from agreetrack.cli.session import Session

Agreetrack = Callable[..., Any]
SAMPLE = Path(__file__).parents[2] / "data" / "agreements.json"
DUE = 7
"""So many warnings of the sample are due on 22 November 2026."""
ALL = "Sun 2026-11-22: 7 reminders\n"
TOLD = "Sun 2026-11-22: 7 new reminders\n"


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    path = tmp_path / "agreements.json"
    copyfile(SAMPLE, path)
    return path


@pytest.fixture
def attended(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Say whether a person is there."""
    return lambda is_so: monkeypatch.setattr(Session, "is_attended", is_so)


@pytest.fixture
def on_host(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Be on another computer from now on."""
    real = os.uname()
    return lambda name: monkeypatch.setattr(os, "uname", lambda: os.uname_result((real[0], name, *real[2:])))


def count(run: Any) -> int:
    """How many warnings a run gave as JSON."""
    assert run.code == 0, run.stderr
    return len(json.loads(run.stdout))


# Real processes: what their streams are


class Streams:
    """Streams of a process: a terminal (all share one), a pipe, or nothing."""

    def __init__(self, stack: ExitStack) -> None:
        self._ours, self._theirs = pty.openpty()
        for end in (self._ours, self._theirs):
            stack.callback(os.close, end)
        self._kinds = {"tty": self._theirs, "pipe": subprocess.PIPE, "null": subprocess.DEVNULL}

    def run(self, words: tuple[str, ...], environment: Mapping[str, str], kinds: tuple[str, str, str]) -> str:
        """What a run printed, wherever that went, line breaks as they were written."""
        stdin, stdout, stderr = (self._kinds[kind] for kind in kinds)
        line = [sys.executable, "-m", "agreetrack", "--as-of", "2026-11-22", "remind", *words]
        process = subprocess.Popen(
            line, env=environment, stdin=stdin, stdout=stdout, stderr=stderr, text=True, start_new_session=True
        )
        shown, _said = process.communicate()
        assert process.returncode == 0
        return shown if stdout == subprocess.PIPE else self._on_terminal()

    def _on_terminal(self) -> str:
        os.write(self._theirs, b"END\n")
        shown = b""
        while not shown.endswith(b"END\r\n"):
            shown += os.read(self._ours, 1 << 16)
        return shown.decode().replace("\r\n", "\n").removesuffix("END\n")


@pytest.fixture
def streams() -> Any:
    with ExitStack() as stack:
        yield Streams(stack)


@pytest.mark.parametrize(
    "kinds",
    [
        ("tty", "tty", "tty"),
        ("tty", "pipe", "tty"),  # remind | less
        ("tty", "pipe", "null"),  # remind 2>/dev/null | less
        ("null", "pipe", "tty"),  # remind </dev/null | less
        ("null", "tty", "null"),
    ],
    ids="-".join,
)
def test_who_looks_takes_nothing_from_cron(
    started: Mapping[str, str], registry: Path, streams: Streams, kinds: tuple[str, str, str]
) -> None:
    before = registry.read_bytes()
    for _evening in range(2):
        assert ALL in streams.run((), started, kinds)
        assert registry.read_bytes() == before
        assert not registry.with_name(".agreements.json.sending").exists()
    assert TOLD in streams.run((), started, ("null", "pipe", "pipe"))
    assert ALL in streams.run((), started, kinds)
    assert streams.run((), started, ("null", "pipe", "pipe")) == ""


@pytest.mark.parametrize(
    "kinds", [("null", "pipe", "pipe"), ("null", "pipe", "null"), ("pipe", "pipe", "pipe")], ids="-".join
)
def test_a_run_without_a_terminal_is_told_once(
    started: Mapping[str, str], registry: Path, streams: Streams, kinds: tuple[str, str, str]
) -> None:
    assert TOLD in streams.run((), started, kinds)
    assert streams.run((), started, kinds) == ""


def test_streams_that_are_closed_are_no_terminal(started: Mapping[str, str], registry: Path) -> None:
    line = f"exec {sys.executable} -m agreetrack --as-of 2026-11-22 remind <&- 2>&-"
    for shown in (True, False):
        run = subprocess.run(["sh", "-c", line], env=started, stdout=subprocess.PIPE, text=True, check=True)
        assert (TOLD in run.stdout) is shown


def test_a_program_that_a_person_starts_is_told_all_the_same(
    started: Mapping[str, str], registry: Path, streams: Streams, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    for size in (DUE, 0):
        taken.write_text("[]")
        streams.run(("--command", f"dd status=none of={taken}"), started, ("tty", "tty", "tty"))
        assert len(json.loads(taken.read_text())) == size


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder with the sample registry that all accounts may write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        copyfile(SAMPLE, folder / "agreements.json")
        (folder / "agreements.json").chmod(0o666)
        yield folder


@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes other accounts")
def test_two_logins_are_two_recipients(started: Mapping[str, str], open_folder: Path) -> None:
    registry = open_folder / "agreements.json"
    places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(open_folder))
    found = []
    for uid in (4001, 4002, 4001, 4002):
        line = [sys.executable, str(AS_ACCOUNT), str(uid), "4000", "0", "--as-of", "2026-11-22", "remind"]
        environment = {**started, **places, "AGREETRACK_DB": str(registry)}
        run = subprocess.run(
            line, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        assert (run.stderr, run.returncode) == ("", 0)
        found.append(TOLD in run.stdout)
    assert found == [True, True, False, False]
    assert {key for one in ledger(registry) for key in one["to"]} == {
        f"as:{uid}@{os.uname().nodename}".casefold() for uid in (4001, 4002)
    }


def ledger(registry: Path) -> list[dict[str, Any]]:
    return list(json.loads(registry.read_text()).get("told", {}).values())


# Who is who


def test_two_computers_two_programs_two_names_and_a_look_each_get_every_warning_once(
    agreetrack: Agreetrack, registry: Path, on_host: Callable[[str], None], attended: Callable[[bool], None]
) -> None:
    ways = [
        ("archive", ()),
        ("desk.example.org", ()),
        ("archive", ("--as", "hall")),
        ("archive", ("--as", "Дежурный")),
        ("archive", ("--command", "true")),
        ("archive", ("--command", "true now")),
    ]

    def told(host: str, words: tuple[str, ...]) -> bool:
        on_host(host)
        before = len(ledger(registry)), json.dumps(ledger(registry))
        assert agreetrack("remind", *words).code == 0
        return (len(ledger(registry)), json.dumps(ledger(registry))) != before

    for way in ways:
        attended(True)
        assert count(agreetrack("remind", "--json")) == DUE
        attended(False)
        assert told(*way)
    assert [told(*way) for way in ways] == [False] * len(ways)
    assert len({key for one in ledger(registry) for key in one["to"]}) == len(ways)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("night", "night"),
        ("night", " Night "),
        ("ДЕЖУРНЫЙ", unicodedata.normalize("NFD", "дежурный")),
    ],
)
def test_one_name_is_one_recipient_however_it_is_written(
    agreetrack: Agreetrack, registry: Path, name: str, other: str
) -> None:
    assert count(agreetrack("remind", "--json", "--as", name)) == DUE
    assert count(agreetrack("remind", "--json", "--as", other)) == 0
    assert agreetrack("remind", "--as", other, "--command", "false").code == 0  # there is nothing to hand over


def test_an_account_that_moves_to_another_computer_can_keep_its_name(
    agreetrack: Agreetrack, registry: Path, on_host: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 4001)
    on_host("old")
    assert count(agreetrack("remind", "--json")) == DUE
    on_host("new")
    assert count(agreetrack("remind", "--json", "--as", "4001@old")) == 0
    assert count(agreetrack("remind", "--json")) == DUE


def test_an_address_and_a_name_that_look_alike_are_two(agreetrack: Agreetrack, registry: Path) -> None:
    agreetrack("remind", "--as", "anna@example.org")
    registry.write_text(registry.read_text().replace('"as:anna@example.org"', '"anna@example.org"'))
    assert count(agreetrack("remind", "--json", "--as", "anna@example.org")) == DUE


def test_of_a_command_nothing_stands_in_the_registry(agreetrack: Agreetrack, registry: Path) -> None:
    assert agreetrack("remind", "--command", "true --token SECRET").code == 0
    assert "SECRET" not in registry.read_text()
    assert "SECRET" not in registry.with_name(".agreements.json.sending").read_text()
    assert [key.partition(":")[0] for one in ledger(registry) for key in one["to"]] == ["command"] * DUE


@pytest.mark.parametrize("channel", ["stdout", "terminal", "command"])
def test_what_was_told_before_recipients_had_names_is_told_again(
    agreetrack: Agreetrack, registry: Path, channel: str
) -> None:
    agreetrack("remind", "--as", "x")
    registry.write_text(registry.read_text().replace('"as:x"', f'"{channel}"'))
    for words in ((), ("--command", "true"), ("--as", channel)):
        assert count(agreetrack("remind", "--dry-run", "--json", *words)) == DUE


def test_each_has_signs_of_life_of_its_own(agreetrack: Agreetrack, registry: Path) -> None:
    agreetrack("config", "heartbeat", "daily")
    assert agreetrack("remind", "--as", "A").stdout.startswith(TOLD)
    agreetrack("remind", "--as", "B", "--as-of", "2026-11-23")
    assert agreetrack("remind", "--as", "A", "--as-of", "2026-11-23").stdout.startswith("Nothing new, 20 agreements")
    assert agreetrack("remind", "--as", "A", "--as-of", "2026-11-23").stdout == ""
    assert agreetrack("remind", "--as", "B", "--as-of", "2026-11-24").stdout.startswith("Nothing new, 20 agreements")


def test_a_day_of_the_past_takes_nothing_from_those_who_were_told_since(agreetrack: Agreetrack, registry: Path) -> None:
    for name in ("A", "B"):
        assert count(agreetrack("remind", "--json", "--as", name)) == DUE
    assert count(agreetrack("remind", "--json", "--as", "A", "--as-of", "2026-10-01")) > 0
    for name in ("A", "B"):
        assert count(agreetrack("remind", "--json", "--as", name)) == 0


def test_what_is_open_still_bears_the_day_on_which_that_recipient_was_told(
    agreetrack: Agreetrack, registry: Path
) -> None:
    agreetrack("remind", "--as", "A")
    agreetrack("remind", "--as", "B", "--as-of", "2026-11-23")
    for name, day in (("A", "2026-11-22"), ("B", "2026-11-23")):
        shown = agreetrack("remind", "--as", name, "--open", "--as-of", "2026-11-24").stdout
        (line,) = [line for line in shown.splitlines() if "EU-MU-2022" in line]
        assert re.findall(r"EU-MU-2022 +(\S+) ", line) == [day]


# What a look shows


def test_a_look_says_that_it_is_one(agreetrack: Agreetrack, registry: Path, attended: Callable[[bool], None]) -> None:
    attended(True)
    run = agreetrack("remind", "--exit-code")
    assert (run.stdout.partition("\n")[0] + "\n", run.code) == (ALL, 10)
    assert run.stderr == "a look: 7 not answered, 20 agreements watched; nothing counts as told\n"
    assert ALL[:-1] in agreetrack("remind", "--markdown").stdout
    run = agreetrack("remind", "--dry-run")
    assert (run.stdout.partition("\n")[0] + "\n", run.stderr) == (
        ALL,
        "dry run: nothing was sent, and nothing counts as told\n",
    )


def test_a_look_shows_what_was_told_and_leaves_out_what_was_answered(
    agreetrack: Agreetrack, registry: Path, attended: Callable[[bool], None]
) -> None:
    agreetrack("remind")
    agreetrack("ack", "EU-UA")
    attended(True)
    shown = json.loads(agreetrack("remind", "--json", "--open").stdout)
    assert [one["state"] for one in shown] == ["new"] * (DUE - 1)
    assert "EU-UA-ROAD-2022" not in {one["ref"] for one in shown}
    for ref in {one["ref"] for one in shown}:
        assert agreetrack("ack", ref, "--decided", "Seen").code == 0
    run = agreetrack("remind")
    assert (run.stdout, run.code) == ("", 0)
    assert run.stderr.startswith("a look: 0 not answered")


def test_by_a_name_a_look_shows_what_that_name_was_not_told(
    agreetrack: Agreetrack, registry: Path, attended: Callable[[bool], None]
) -> None:
    agreetrack("remind", "--as", "hall")
    before = registry.read_bytes()
    attended(True)
    run = agreetrack("remind", "--as", "Hall")
    assert (run.stdout, run.code) == ("", 0)
    assert run.stderr == "a look: 0 not told to Hall, 20 agreements watched; nothing counts as told\n"
    assert agreetrack("remind", "--as", "desk").stdout.startswith(TOLD)
    assert "Still open, not acknowledged: 7" in agreetrack("remind", "--as", "hall", "--open").stdout
    assert registry.read_bytes() == before


def test_a_look_has_no_signs_of_life(agreetrack: Agreetrack, registry: Path, attended: Callable[[bool], None]) -> None:
    agreetrack("config", "heartbeat", "daily")
    attended(True)
    assert agreetrack("remind", "--as-of", "1990-01-02").stdout == ""


def test_a_look_needs_no_permission_to_write(
    agreetrack: Agreetrack, registry: Path, attended: Callable[[bool], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def reading_alone(path: Any, flags: int, *given: Any, **more: Any) -> int:
        assert not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT), f"{path} was opened for writing"
        return real(path, flags, *given, **more)

    attended(True)
    monkeypatch.setattr(os, "open", reading_alone)
    assert ALL in agreetrack("remind").stdout


# As it is typed


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\x1bb", "x" * 101])
def test_a_name_is_one_line(agreetrack: Agreetrack, registry: Path, name: str) -> None:
    run = agreetrack("remind", "--as", name)
    assert (run.stdout, run.code) == ("", 2)
    assert run.stderr.startswith("agreetrack: --as: give a name of one line, of 1 to 100 letters and signs")


def test_mail_goes_to_addresses_not_to_names(agreetrack: Agreetrack, registry: Path) -> None:
    run = agreetrack("remind", "--mail", "--as", "hall")
    assert (run.stdout, run.code) == ("", 2)
    assert "--mail tells addresses; leave --as out" in run.stderr


def test_a_line_for_cron_repeats_the_name(agreetrack: Agreetrack, registry: Path) -> None:
    run = agreetrack("remind", "--as", "night watch", "--markdown", "--install")
    assert run.stdout.rstrip().endswith("remind --markdown '--as=night watch'")
    run = agreetrack("remind", "--as", "night", "--command", "a b", "--install", "--systemd")
    assert '"--as=night" "--command=a b"' in run.stdout

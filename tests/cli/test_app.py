"""From a command line to its exit code: help, wrong words, failures, streams."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from agreetrack import __version__
from agreetrack.cli.session import Session
from agreetrack.cli.table import COMMANDS
from agreetrack.model.errors import InvalidData
from agreetrack.store import writing

Agreetrack = Callable[..., Any]
ADD = ("add", "--ref", "A", "--title", "Water", "--party", "X", "--party", "Y", "--start", "2022-02-20", "--term", "5y")


def process(environment: Mapping[str, str], *words: str, **how: Any) -> subprocess.CompletedProcess[bytes]:
    """Run agreetrack as a process of its own."""
    how = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
    return subprocess.run([sys.executable, "-m", "agreetrack", *words], env=environment, **how)


@pytest.mark.parametrize("words", [[], ["-h"], ["--help"], ["--db", "x.json", "-h"]])
def test_help_shows_every_command_in_its_panel_at_80_columns(agreetrack: Agreetrack, words: list[str]) -> None:
    run = agreetrack(*words)
    assert (run.code, run.stderr) == (0, "")
    assert max(map(len, run.stdout.splitlines())) <= 80
    for entry in COMMANDS.values():
        assert f"  {entry.name} " in run.stdout
        assert f"\n{entry.panel}\n" in run.stdout
    assert run.stdout.index("agreetrack list --expiring") < run.stdout.index("\nLook\n")


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_the_help_of_a_command_leads_with_examples(agreetrack: Agreetrack, name: str, option: str) -> None:
    run = agreetrack(name, option)
    assert (run.code, run.stderr) == (0, "")
    assert run.stdout.startswith(f"Usage: agreetrack {name} [OPTIONS]")
    example, options = run.stdout.index(f"\n  agreetrack {name}"), run.stdout.index("Everywhere:")
    assert example < options
    for common in ("--db FILE", "--as-of DATE", "--knowing DATE", "--lang CODE"):
        assert common in run.stdout[options:]
    assert "\\b" not in run.stdout


def test_every_module_of_commands_stands_in_the_table() -> None:
    folder = Path(import_module("agreetrack.cli.commands").__file__ or "").parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert modules == {entry.module for entry in COMMANDS.values()}


@pytest.mark.parametrize("words", [["--version"], ["--db", "x.json", "--version"]])
def test_the_version(agreetrack: Agreetrack, words: list[str]) -> None:
    assert agreetrack(*words) == (f"agreetrack {__version__}\n", "", 0)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["lsit"], "there is no command “lsit”; did you mean list?"),
        (["ls"], "there is no command “ls”; did you mean list?"),
        (["delete", "X"], "there is no command “delete”; did you mean remove?"),
        (["rm", "X", "--yes"], "there is no command “rm”; did you mean remove?"),
        (["version"], "there is no command “version”; did you mean --version?"),
        (
            ["help"],
            "there is no command “help”; agreetrack -h shows those there are, agreetrack COMMAND -h how one is used",
        ),
        (["help", "extend"], "there is no command “help”; type agreetrack extend -h"),
        (["LIST"], "there is no command “LIST”; did you mean list?"),
        (["frobnicate"], "there is no command “frobnicate”; agreetrack -h shows those there are"),
        (["\x1b[2J"], r"there is no command “\x1b[2J”; agreetrack -h shows those there are"),
        (["list", "--expring"], "there is no option --expring; did you mean --expiring?\nSee: agreetrack list -h"),
        (["list", "--exp"], "there is no option --exp; did you mean --expiring?\nSee: agreetrack list -h"),
        (["list", "-x"], "there is no option -x\nSee: agreetrack list -h"),
        (["-v"], "there is no option -v; did you mean --version?\nSee: agreetrack -h"),
        (["list", "-v"], "there is no option -v\nSee: agreetrack list -h"),
        (["--expiring", "list"], "there is no option --expiring before the command; put it after\nSee: agreetrack -h"),
        (["--as-off", "today"], "there is no option --as-off; did you mean --as-of?\nSee: agreetrack -h"),
        (["list", "--sort"], "--sort needs a value: --sort ORDER\nSee: agreetrack list -h"),
        (["list", "--json=x"], "--json takes no value\nSee: agreetrack list -h"),
        (["show"], "REF is missing\nSee: agreetrack show -h"),
        (["show", "A", "B"], "“B” is one word too many; agreetrack show -h shows what goes there"),
        (["--db", "x.json"], "name a command; agreetrack -h shows those there are\nSee: agreetrack -h"),
        (
            ["extend", "A", "--end-day", "x"],
            "--end-day: x is not one of included, excluded\nSee: agreetrack extend -h",
        ),
        (["list", "--format", "xml"], "“xml” is no format; choose one of: table, tsv, csv, json, md"),
        (["list", "\udcff"], r"“\xff” is not text in the encoding of this terminal"),
        (["--show-completion", "tcsh"], "name the shell, one of: bash, zsh, fish"),
    ],
)
def test_a_wrong_word_is_told_and_runs_nothing(
    agreetrack: Agreetrack, tmp_path: Path, words: list[str], told: str
) -> None:
    assert agreetrack(*words) == ("", f"agreetrack: {told}\n", 2)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_one_problem_is_told_once(agreetrack: Agreetrack) -> None:
    run = agreetrack("add", "--ref", "a b", "--title", "T", "--party", "A", "--party", "B")
    assert run == ("", "agreetrack: a b: ref: “a b” holds a space; write it in one word, such as RU-CN-2001\n", 4)


def test_problems_of_data_are_told_one_a_line(agreetrack: Agreetrack, tmp_path: Path) -> None:
    (tmp_path / "agreements.json").write_text(
        '{"agreements": {"1": {"ref": "A", "title": "x\\u001b[2J", "term": "5"}, "2": {"ref": 3, "tittle": ""}}}',
        encoding="utf-8",
    )
    run = agreetrack("show", "A")
    assert (run.code, run.stdout) == (4, "")
    first, *problems = run.stderr.splitlines()
    assert first.startswith("agreetrack: ")
    assert problems
    assert all(line.startswith("  ") for line in problems)


def test_what_nobody_thought_of_is_one_sentence_without_a_traceback(
    agreetrack: Agreetrack, monkeypatch: pytest.MonkeyPatch
) -> None:
    import agreetrack.cli.group as group

    def broken(entry: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(group, "load", broken)
    run = agreetrack("list")
    assert (run.code, run.stdout) == (1, "")
    assert run.stderr == (
        "agreetrack: this should not have happened (ZeroDivisionError: by zero); "
        "AGREETRACK_DEBUG=1 shows where it arose\n"
    )
    assert "Traceback" in agreetrack("list", env={"AGREETRACK_DEBUG": "1"}).stderr


@pytest.mark.parametrize(
    ("raised", "code", "told"),
    [
        (KeyboardInterrupt(), 130, "agreetrack: interrupted\n"),
        (BrokenPipeError(), 0, ""),
        (MemoryError(), 1, "agreetrack: this should not have happened (MemoryError); "),
    ],
)
def test_how_a_command_may_be_stopped(
    agreetrack: Agreetrack, monkeypatch: pytest.MonkeyPatch, raised: BaseException, code: int, told: str
) -> None:
    import agreetrack.cli.group as group

    def stopped(entry: object) -> None:
        raise raised

    monkeypatch.setattr(group, "load", stopped)
    run = agreetrack("list")
    assert (run.code, run.stdout) == (code, "")
    assert run.stderr.startswith(told)
    assert told or not run.stderr


@pytest.mark.parametrize("words", [["-h"], ["--version"], ["list"], ["list", "--json"], ["config"]])
def test_a_full_disk_is_told(agreetrack: Agreetrack, started: Mapping[str, str], words: list[str]) -> None:
    agreetrack(*ADD)
    with open("/dev/full", "wb") as full:
        run = process(started, *words, stdout=full)
    assert run.returncode == 1
    assert run.stderr.splitlines()[-1] == b"agreetrack: the answer cannot be written: No space left on device"
    assert b"Exception ignored" not in run.stderr


@pytest.mark.parametrize("words", [["-h"], ["list"], ["list", "--json"]])
def test_a_reader_that_leaves_is_no_failure(
    agreetrack: Agreetrack, started: Mapping[str, str], words: list[str]
) -> None:
    agreetrack(*ADD)
    reading, writing = os.pipe()
    os.close(reading)
    run = process(started, *words, stdout=writing)
    os.close(writing)
    assert run.returncode == 0
    assert b"agreetrack:" not in run.stderr
    assert b"BrokenPipe" not in run.stderr


def test_closed_streams_are_no_failure(agreetrack: Agreetrack, started: Mapping[str, str]) -> None:
    agreetrack(*ADD)
    command = f"exec {sys.executable} -m agreetrack list --json >&- 2>&-"
    assert subprocess.run(["sh", "-c", command], env=started).returncode == 0


@pytest.mark.parametrize("encoding", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}])
def test_every_text_can_be_written_in_every_encoding(
    agreetrack: Agreetrack, started: Mapping[str, str], encoding: dict[str, str]
) -> None:
    agreetrack(*ADD)
    agreetrack("edit", "A", "--title", "Вода")
    for words in (["show", "A"], ["list", "--json"], ["show", "“Вода”"]):
        run = process({**started, **encoding}, *words)
        assert run.returncode in (0, 3)
        assert b"should not have happened" not in run.stderr
        assert run.stdout or run.returncode
    assert "Вода".encode() in process({**started, **encoding}, "list", "--json").stdout


def test_an_interrupt_while_a_process_waits_is_code_130(
    agreetrack: Agreetrack, started: Mapping[str, str], tmp_path: Path
) -> None:
    waiting = "import time, sys; print('.', flush=True); time.sleep(30)"
    code = (
        "import sys; from agreetrack.cli import app\n"
        f"def wait(words):\n    {waiting}\n"
        "app._run = wait\nsys.exit(app.main(['list']))"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", code], env=started, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdout is not None
    running.stdout.readline()
    running.send_signal(signal.SIGINT)
    _out, told = running.communicate(timeout=20)
    assert (running.returncode, told) == (130, b"agreetrack: interrupted\n")


NEVER = {"rich", "tinydb", "tomllib", "tomlkit", "asyncio", "logging", "csv", "email", "getpass"}


@pytest.mark.parametrize(
    ("words", "more"),
    [
        (["--version"], {"typer", "msgspec", "dataclasses", "platformdirs"}),
        (["-h"], {"typer", "msgspec", "platformdirs"}),
        (["list", "--json"], set()),
        (["list", "--expiring"], set()),
        (["list", "--csv"], set()),
        (["show", "A"], set()),
        (["explain", "A"], set()),
        (["extend", "-h"], set()),
        (["--complete", "fish", "show", "A"], set()),
        (["--complete", "fish", "li"], {"typer", "msgspec", "platformdirs"}),
    ],
)
def test_what_is_not_needed_is_not_imported(
    agreetrack: Agreetrack, started: Mapping[str, str], words: list[str], more: set[str]
) -> None:
    agreetrack(*ADD)
    command = (
        "import sys; from agreetrack.cli.app import main; main(); sys.stdout.flush();"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", command, *words], env=started, capture_output=True, text=True)
    imported = set(run.stderr.splitlines()[-1].split())
    unwanted = (NEVER | more) - ({"csv"} if "--csv" in words else set())
    assert imported & unwanted == set()


WRITERS = {
    *(f"store.{name}" for name in ("transaction", "staging", "reversal", "contents", "writing", "replacing", "access")),
    *("cli.events", "cli.fields", "cli.reading.terms", "register.changing", "model.merging"),
}
"""What only a command that changes something needs."""
LOOKED_AT = {"model.validation", "model.consistency", "law.obligations", "law.binding", "law.recurrence"}
"""What only a command needs that looks at a whole agreement, or at its obligations."""
TYPED = {"cli.reading.periods", "cli.reading.days", "cli.reading.numerals"}
"""What reads periods and days, where one was typed."""
LISTS = {"register.listing", "register.duties", "register.watching", "register.index.seeking", "register.importing"}
ASKING = {"cli.asking", "cli.prompts", "cli.editing.editor", "cli.editing.page", "cli.reading.documents"}
SEARCH, WHY = {"register.searching"}, {"law.explain", "law.explain.reckoning"}


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [
        (["list", "--expiring"], WRITERS | TYPED | WHY | SEARCH | LOOKED_AT | {"law.reminders"}),
        (["list", "--json"], WRITERS | TYPED | WHY | SEARCH | LOOKED_AT | {"law.reminders", "display.listing"}),
        (["list", "A"], WRITERS | TYPED | WHY | LOOKED_AT),
        (["list", "--expiring", "--within", "6m"], WRITERS | WHY | SEARCH | LOOKED_AT | {"cli.reading.days"}),
        (["show", "A"], WRITERS | TYPED | WHY | SEARCH | {"store.history"}),
        (["explain", "A"], WRITERS | TYPED | SEARCH | {"store.history", "display.standing"}),
        (["obligations", "--overdue"], WRITERS | TYPED | WHY | SEARCH | {"model.validation", "law.reminders"}),
        (["stats"], WRITERS | TYPED | WHY | SEARCH | {"model.validation", "law.reminders"}),
        (["timeline"], WRITERS | TYPED | WHY | SEARCH | {"model.validation", "law.reminders"}),
        (["history"], WRITERS | TYPED | WHY | SEARCH | {"law.standing", "law.obligations"}),
        (["remind"], WHY | SEARCH | {"store.transaction", "store.reversal", "cli.events", "cli.fields"}),
        (["add", "--title", "B", "--party", "C"], WHY | LISTS | ASKING),
        (["edit", "A", "--tag", "new"], WHY | LISTS | ASKING),
    ],
)
def test_a_command_does_not_pay_for_what_others_need(
    agreetrack: Agreetrack, started: Mapping[str, str], words: list[str], unwanted: set[str]
) -> None:
    agreetrack(*ADD)
    command = (
        "import sys; from agreetrack.cli.app import main; main(); sys.stdout.flush();"
        "print(*(name.removeprefix('agreetrack.') for name in sys.modules), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", command, *words], env=started, capture_output=True, text=True)
    imported = set(run.stderr.splitlines()[-1].split())
    assert {"cli.session", "store.registry"} <= imported
    assert imported & unwanted == set()


def test_a_command_imports_no_other_command(agreetrack: Agreetrack, started: Mapping[str, str]) -> None:
    agreetrack(*ADD)
    command = (
        "import sys; from agreetrack.cli.app import main; main();"
        "print(*(name for name in sys.modules if name.startswith('agreetrack.cli.commands.')))"
    )
    run = subprocess.run([sys.executable, "-c", command, "history"], env=started, capture_output=True, text=True)
    assert run.stdout.splitlines()[-1] == "agreetrack.cli.commands.history"


@pytest.mark.parametrize(
    ("moment", "code", "told"),
    [
        ("app._flushed = interrupt", 130, ""),
        ("errors.tell_error = interrupt; app._run = interrupt", 130, ""),
        ("app._run = interrupt", 130, "agreetrack: interrupted\n"),
        ("import atexit; atexit.register(interrupt)", 0, ""),
        ("threading.Thread(target=lambda: (main.join(), interrupt())).start()", 0, ""),
    ],
)
def test_an_interrupt_at_the_end_is_silent(started: Mapping[str, str], moment: str, code: int, told: str) -> None:
    program = f"""
import os, signal, sys, threading
from agreetrack.cli import app, errors
main = threading.main_thread()
def interrupt(*_what):
    os.kill(os.getpid(), signal.SIGINT)
    signal.sigtimedwait([signal.SIGUSR1], 0.0)
{moment}
sys.exit(app.main())
"""
    run = subprocess.run([sys.executable, "-c", program, "--version"], env=started, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (code, told)


MADE = "The change was made all the same; take it back with: agreetrack undo 2\n"


@pytest.mark.parametrize("words", ["edit A --tag x", "edit A --tag x --json", "undo --json", "oblige A x --once"])
def test_an_answer_that_does_not_arrive_hides_no_change(
    agreetrack: Agreetrack, started: Mapping[str, str], words: str
) -> None:
    agreetrack(*ADD)
    with open("/dev/full", "wb") as full:
        run = process(started, *words.split(), stdout=full)
    told = run.stderr.decode()
    assert (run.returncode, told.count("the answer cannot be written"), told.endswith(MADE)) == (1, 1, True)


@pytest.mark.parametrize(
    ("failure", "code", "told"),
    [
        (ValueError("odd"), 1, "agreetrack: this should not have happened (ValueError: odd); AGREETRACK_DEBUG=1 shows"),
        (InvalidData("the page is damaged"), 4, "agreetrack: the page is damaged\n"),
        (KeyboardInterrupt(), 130, "agreetrack: interrupted\n"),
        (OSError(28, "No space left on device"), 1, "agreetrack: the answer cannot be written: No space left"),
    ],
)
def test_whatever_fails_after_the_change(
    agreetrack: Agreetrack, monkeypatch: pytest.MonkeyPatch, failure: BaseException, code: int, told: str
) -> None:
    agreetrack(*ADD)

    def fails(*_words: object) -> None:
        raise failure

    monkeypatch.setattr(Session, "report", fails)
    run = agreetrack("edit", "A", "--tag", "x")
    assert (run.code, run.stderr.startswith(told), run.stderr.endswith(MADE)) == (code, True, True)
    assert agreetrack("undo", "2").code == 0


def test_what_fails_before_the_change_does_not_say_so(agreetrack: Agreetrack, monkeypatch: pytest.MonkeyPatch) -> None:
    agreetrack(*ADD)

    def fails(*_what: object) -> None:
        raise ValueError("odd")

    monkeypatch.setattr(writing, "replace", fails)
    run = agreetrack("edit", "A", "--tag", "x")
    assert (run.code, "was made" in run.stderr) == (1, False)


def test_an_interrupt_tells_whether_the_change_was_made(
    agreetrack: Agreetrack, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreetrack(*ADD)
    for interrupted, made in (("before", False), ("after", True)):
        replace = writing.replace

        def stopped(*what: Any, when: str = interrupted, doing: Callable[..., Any] = replace) -> None:
            if when == "after":
                doing(*what)
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(writing, "replace", stopped)
            run = agreetrack("edit", "A", "--tag", interrupted)
        assert (run.code, run.stderr.endswith(MADE)) == (130, made)
        assert ("tags" in agreetrack("export", "json").stdout) == made


def test_on_a_terminal_the_help_stands_in_panels(started: Mapping[str, str]) -> None:
    command = "import sys; sys.stdout.isatty = lambda: True; from agreetrack.cli.app import main; sys.exit(main(%r))"
    shown = {}
    for words in ([], ["-h"], ["--db", "x.json", "--help"]):
        run = subprocess.run(
            [sys.executable, "-c", command % words],
            env={**started, "COLUMNS": "80", "TERM": "xterm", "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            check=True,
        )
        shown[tuple(words)] = run.stdout
    assert len(set(shown.values())) == 1
    page = shown[()]
    assert all(len(line) <= 80 for line in page.splitlines())
    assert [line.split()[1] for line in page.splitlines() if line.startswith("╭")][:2] == ["Look", "Record"]

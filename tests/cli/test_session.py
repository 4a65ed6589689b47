"""Which registry, which day, which person; and what is asked and told."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

Agreetrack = Callable[..., Any]
ADD = ("add", "--title", "Water", "--party", "X", "--party", "Y", "--start", "2022-02-20", "--term", "5y")


def refs(run: Any) -> list[str]:
    return [row["ref"] for row in json.loads(run.stdout)]


def test_the_registry_is_the_nearest_that_is_named(agreetrack: Agreetrack, tmp_path: Path) -> None:
    places = {name: str(tmp_path / f"{name}.json") for name in ("option", "environment", "configured")}
    for name, place in places.items():
        agreetrack("--db", place, *ADD, "--ref", name)
    agreetrack("config", "db", places["configured"])
    assert refs(agreetrack("list", "--json", env={"AGREETRACK_DB": None})) == ["configured"]
    assert refs(agreetrack("list", "--json", env={"AGREETRACK_DB": ""})) == ["configured"]
    named = {"AGREETRACK_DB": places["environment"]}
    assert refs(agreetrack("list", "--json", env=named)) == ["environment"]
    assert refs(agreetrack("--db", places["option"], "list", "--json", env=named)) == ["option"]
    assert refs(agreetrack("--db", places["environment"], "list", "--db", places["option"], "--json")) == ["option"]


def test_nothing_named_means_the_data_directory(agreetrack: Agreetrack, home: Path) -> None:
    agreetrack(*ADD, env={"AGREETRACK_DB": None})
    assert (home / "agreetrack" / "agreements.json").is_file()


@pytest.mark.parametrize("name", ["list", "show X", "explain X", "check", "history", "undo", "extend X --by 5y"])
def test_a_named_registry_that_is_missing_is_told_and_not_made(
    agreetrack: Agreetrack, tmp_path: Path, name: str
) -> None:
    run = agreetrack(*name.split())
    assert (run.code, run.stdout, list(tmp_path.glob("*.json"))) == (3, "", [])
    assert run.stderr == (
        f"agreetrack: there is no registry “{tmp_path / 'agreements.json'}” (AGREETRACK_DB); "
        "check its name, or begin one with add or import\n"
    )


@pytest.mark.parametrize(
    ("name", "code", "stdout"),
    [
        ("list", 0, ""),
        ("list --expiring", 0, ""),
        ("list --json", 0, "[]\n"),
        ("check", 0, ""),
        ("check --json", 0, "[]\n"),
        ("history --json", 0, "[]\n"),
        ("show X", 3, ""),
        ("history X", 3, ""),
        ("undo", 3, ""),
    ],
)
def test_the_default_place_may_be_empty(agreetrack: Agreetrack, home: Path, name: str, code: int, stdout: str) -> None:
    run = agreetrack(*name.split(), env={"AGREETRACK_DB": None})
    assert (run.code, run.stdout) == (code, stdout)
    assert ("agreetrack add" if code == 0 else "begin one with add") in run.stderr
    assert not (home / "agreetrack").exists()


def test_an_empty_name_is_no_registry(agreetrack: Agreetrack) -> None:
    assert agreetrack("--db", "", "list").code == 2
    assert agreetrack("--db", "a\0b", "list").code == 2


@pytest.mark.parametrize(
    ("options", "days"),
    [
        ([], 90),
        (["--as-of", "2027-02-19"], 1),
        (["--as-of", "19.02.2027"], 1),
        (["--as-of", "+89d"], 1),
        (["--as-of", "2020-01-01", "--as-of", "2027-02-19"], 1),
    ],
)
def test_the_day_is_today_unless_another_is_asked_about(agreetrack: Agreetrack, options: list[str], days: int) -> None:
    agreetrack(*ADD, "--ref", "A")
    for words in ((*options, "list", "--json"), ("list", *options, "--json")):
        assert json.loads(agreetrack(*words).stdout)[0]["days_left"] == days


def test_the_day_nearer_the_end_wins(agreetrack: Agreetrack) -> None:
    agreetrack(*ADD, "--ref", "A")
    run = agreetrack("--as-of", "2020-01-01", "list", "--as-of", "2027-02-19", "--json")
    assert json.loads(run.stdout)[0]["days_left"] == 1


def test_what_is_known_may_be_another_day_than_the_one_asked_about(agreetrack: Agreetrack) -> None:
    agreetrack(*ADD, "--ref", "A")
    agreetrack("extend", "A", "--by", "5y", "--on", "2026-06-01")
    row = ("list", "--json", "--as-of", "2026-05-01")
    assert json.loads(agreetrack(*row).stdout)[0]["expires"] == "2027-02-20"
    assert json.loads(agreetrack(*row, "--knowing", "+1m").stdout)[0]["expires"] == "2032-02-20"


@pytest.mark.parametrize("option", ["--as-of", "--knowing"])
def test_a_day_that_is_not_understood_is_told_with_its_option(agreetrack: Agreetrack, option: str) -> None:
    agreetrack(*ADD)
    run = agreetrack(option, "03/04/2025", "list")
    assert run.code == 2
    assert run.stderr.startswith(f"agreetrack: {option}: “03/04/2025” can be 2025-04-03 or 2025-03-04")


def test_the_history_names_person_moment_and_command_as_typed(agreetrack: Agreetrack) -> None:
    agreetrack(*ADD, "--ref", "A", "--notes", "two words")
    row = json.loads(agreetrack("history", "--json").stdout)[0]
    assert (row["who"], row["at"]) == ("anna", "2026-11-22T08:30:00Z")
    assert row["command"].startswith("agreetrack add --title Water")
    assert row["command"].endswith("--notes 'two words'")


@pytest.mark.parametrize(
    ("environment", "who"),
    [
        ({"AGREETRACK_USER": "boris"}, "boris"),
        ({"AGREETRACK_USER": None, "LOGNAME": "vera"}, "vera"),
        ({"AGREETRACK_USER": None, "LOGNAME": None, "USER": "grete"}, "grete"),
    ],
)
def test_the_person_is_named_or_logged_in(agreetrack: Agreetrack, environment: dict[str, str | None], who: str) -> None:
    agreetrack(*ADD, env=environment)
    assert json.loads(agreetrack("history", "--json").stdout)[0]["who"] == who


def test_without_a_name_the_account_is_asked(agreetrack: Agreetrack, monkeypatch: pytest.MonkeyPatch) -> None:
    import pwd

    bare: dict[str, str | None] = {"AGREETRACK_USER": None, "LOGNAME": None, "USER": None}
    agreetrack(*ADD, env=bare)
    assert json.loads(agreetrack("history", "--json").stdout)[0]["who"] == pwd.getpwuid(os.getuid()).pw_name

    def nobody(number: int) -> Any:
        raise KeyError(number)

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    agreetrack(*ADD, "--allow-duplicates", env=bare)
    assert json.loads(agreetrack("history", "--json").stdout)[-1]["who"] == str(os.getuid())


def test_a_change_tells_what_holds_and_how_to_take_it_back(agreetrack: Agreetrack, tmp_path: Path) -> None:
    other = str(tmp_path / "other one.json")
    run = agreetrack("--db", other, *ADD, "--ref", "A")
    assert "IN FORCE" in run.stdout
    assert run.stderr == (f"a new registry was made: {other}\ntake it back with: agreetrack --db '{other}' undo\n")
    assert agreetrack("extend", "A", "--by", "5y", "--db", other).stderr.count("a new registry") == 0


def test_a_change_as_json_is_one_document_on_stdout(agreetrack: Agreetrack) -> None:
    run = agreetrack(*ADD, "--ref", "A", "--json")
    assert json.loads(run.stdout)["expires"] == "2027-02-20"
    assert "take it back with: agreetrack undo" in run.stderr


def test_what_needs_a_yes_wants_it_in_words_where_nobody_can_be_asked(agreetrack: Agreetrack) -> None:
    agreetrack(*ADD, "--ref", "A")
    run = agreetrack("remove", "A", input="y\n")
    assert (run.code, run.stdout) == (2, "")
    assert "--yes" in run.stderr
    assert agreetrack("remove", "A", "--yes").code == 0


def test_a_language_without_texts_is_refused(agreetrack: Agreetrack) -> None:
    for words in (("--lang", "tlh", "list"), ("list", "--lang=tlh"), ("--lang", "../../x", "list")):
        run = agreetrack(*words)
        assert run.code == 2
        assert "there are no texts in" in run.stderr
    run = agreetrack("config", "mail_lang", "zz")
    assert run.stderr.startswith("agreetrack: mail_lang: there are no texts in “zz”; ")
    agreetrack(*ADD)
    assert agreetrack("list", "--lang", "en").code == 0
    assert agreetrack("config", "lang", "en").code == 0
    assert agreetrack("list").code == 0


def on_terminal(words: list[str], environment: Mapping[str, str], keys: bytes = b"") -> tuple[bytes, int]:
    """What a terminal of 120 columns shows, and the exit code."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "agreetrack", *words],
        env={**environment, "TERM": "xterm", "COLUMNS": "120"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        close_fds=True,
    )
    os.close(theirs)
    os.write(ours, keys)
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    return shown, process.wait()


def test_a_terminal_gets_colours_and_its_width_a_pipe_plain_text(
    agreetrack: Agreetrack, started: Mapping[str, str]
) -> None:
    agreetrack(*ADD, "--ref", "A-LONG-REF-2022")
    agreetrack("edit", "A-LONG-REF-2022", "--title", "Water " * 30)
    shown, code = on_terminal(["list", "--as-of", "2026-11-22"], started)
    assert code == 0
    assert b"\x1b[38;5;31mA-LONG-REF-2022" in shown
    assert shown.count(b"Water") == 30
    piped = subprocess.run(
        [sys.executable, "-m", "agreetrack", "list", "--as-of", "2026-11-22"], env=started, capture_output=True
    )
    assert b"\x1b" not in piped.stdout
    assert ("Water " * 30).strip().encode() in piped.stdout


@pytest.mark.parametrize("plain", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colours_can_be_declined(agreetrack: Agreetrack, started: Mapping[str, str], plain: dict[str, str]) -> None:
    agreetrack(*ADD, "--ref", "A")
    environment = {**started, **plain}
    command = "import os,sys; os.environ.update(%r); from agreetrack.cli.app import main; sys.exit(main(['list']))"
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", command % plain], env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    shown = os.read(ours, 65536)
    process.wait()
    os.close(ours)
    assert b"\x1b[" not in shown


@pytest.mark.parametrize(("keys", "code", "left"), [(b"n\n", 1, ["A"]), (b"y\n", 0, [])])
def test_on_a_terminal_the_person_is_asked(
    agreetrack: Agreetrack, started: Mapping[str, str], keys: bytes, code: int, left: list[str]
) -> None:
    agreetrack(*ADD, "--ref", "A")
    shown, given = on_terminal(["remove", "A"], started, keys)
    assert (given, refs(agreetrack("list", "--json"))) == (code, left)
    assert "Remove A, “Water”?".encode() in shown

"""`stats` as it is typed, over the agreements that come with the package."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

Agreetrack = Callable[..., Any]
SHIPPED = Path(__file__).resolve().parent.parent.parent / "data" / "agreements.json"


@pytest.fixture
def look(agreetrack: Agreetrack, monkeypatch: pytest.MonkeyPatch) -> Agreetrack:
    monkeypatch.setenv("AGREETRACK_DB", str(SHIPPED))
    return agreetrack


def test_the_numbers_of_a_morning(look: Agreetrack) -> None:
    run = look("stats")
    assert (run.stderr, run.code) == ("20 agreements\n", 0)
    assert run.stdout.startswith("20 agreements on Sun 2026-11-22\n\nSTATUS\n")
    assert "\nin force           9  #########\npresumed in force  2  ##\n" in run.stdout
    assert "\nUnited States               8  ########\n" in run.stdout
    assert "\n2026-12         2            1 " in run.stdout


def test_the_months_agree_with_the_list(look: Agreetrack) -> None:
    """What is due within the months that a list covers is in its bars, as often as in the list or more."""
    rows = json.loads(look("list", "--within", "39d", "--json").stdout)
    months = json.loads(look("stats", "--json").stdout)["months"][:2]
    assert sum(month["acts"] + month["happens"] for month in months) == len(rows) == 4


def test_the_json_has_every_name(look: Agreetrack) -> None:
    run = look("stats", "--json")
    found = json.loads(run.stdout)
    assert list(found)[:8] == ["day", "total", "counted", "suspended", "presumed", "status", "kind", "parties"]
    assert list(found["ends"]) == ["years", "indefinite", "until_notice", "not_begun", "unknown"]
    assert list(found["ends"]["years"][0]) == ["year", "count", "renewing"]
    duties = ["met", "partly_met", "waived", "overdue", "open", "continuing", "unknown_date"]
    assert list(found["obligations"]) == duties
    assert list(found["months"][0]) == ["month", "acts", "happens", "duties"]
    assert list(found)[8:] == ["ends", "obligations", "months", "undated_acts"]
    assert (found["day"], found["total"], found["status"]["in-force"]) == ("2026-11-22", 20, 11)
    assert found["parties"][0] == {"name": "United States", "code": "US", "count": 8}
    assert (
        sum(year["count"] for year in found["ends"]["years"])
        + sum(found["ends"][name] for name in ("indefinite", "until_notice", "not_begun", "unknown"))
        == 20
    )


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (["--party", "russia"], 5),
        (["--status", "in-force,ending", "--kind", "treaty"], 2),
        (["--tag", "clusters"], 1),
        (["--owner", "nobody"], 0),
        (["--unknown"], 5),
        (["china", "russia"], 1),
    ],
)
def test_the_filters_are_those_of_the_list(look: Agreetrack, filters: list[str], count: int) -> None:
    listed = json.loads(look("list", *filters, "--json").stdout)
    run = look("stats", *filters, "--json")
    assert json.loads(run.stdout)["counted"] == len(listed) == count
    assert run.stderr == look("list", *filters).stderr


def test_nothing_that_fits_is_one_line(look: Agreetrack) -> None:
    run = look("stats", "--owner", "nobody")
    assert (run.stdout, run.code) == ("0 agreements on Sun 2026-11-22\n", 0)
    assert run.stderr == "0 of 20 agreements; left out: 20 by the filters\n"


def test_where_there_is_nothing_yet_it_says_how_to_begin(agreetrack: Agreetrack) -> None:
    nothing = {"AGREETRACK_DB": None}
    run = agreetrack("stats", env=nothing)
    assert (run.stdout, run.code) == ("", 0)
    assert "Begin with: agreetrack add" in run.stderr
    assert json.loads(agreetrack("stats", "--json", env=nothing).stdout)["total"] == 0
    assert agreetrack("stats").code == 3


@pytest.mark.parametrize("words", [["--status", "dead"], ["--kind", "novel"], ["--sort", "due"]])
def test_a_wrong_word_is_told(look: Agreetrack, words: list[str]) -> None:
    run = look("stats", *words)
    assert (run.stdout, run.code) == ("", 2)


def test_another_day_is_counted_too(look: Agreetrack) -> None:
    found = json.loads(look("stats", "--as-of", "2015-03-01", "--json").stdout)
    assert (found["day"], found["months"][0]["month"], found["months"][-1]["month"]) == (
        *("2015-03-01", "2015-03", "2016-02"),
    )


@pytest.mark.parametrize(("width", "terminal"), [(60, "dumb"), (80, "xterm-256color")])
def test_a_terminal_is_not_overrun(started: Mapping[str, str], width: int, terminal: str) -> None:
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "agreetrack", "--db", str(SHIPPED), "stats", "--as-of", "2026-11-22"]
    environment = {**started, "TERM": terminal, "COLUMNS": str(width), "LINES": "40"}
    with subprocess.Popen(words, env=environment, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL) as run:
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
    text = told.decode()
    assert run.returncode == 0
    assert ("\x1b[" in text) is (terminal != "dumb")
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert ("─╮╭─ KIND ─" in plain) is (width >= 80)

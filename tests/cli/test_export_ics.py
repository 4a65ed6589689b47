"""`export ics`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

Agreetrack = Callable[..., Any]


@pytest.fixture
def kept(agreetrack: Agreetrack) -> Agreetrack:
    words = ("--title", "Water", "--party", "X", "--party", "Y", "--start", "2022-02-20", "--counting", "anniversary")
    agreetrack("add", "--ref", "A", *words, "--term", "5y", "--renewal", "none", "--tag", "sea")
    agreetrack(
        "add", "--allow-duplicates", "--ref", "B", *words, "--term", "8y", "--renewal", "none", "--allow-duplicates"
    )
    return agreetrack


def events(text: str) -> list[tuple[str, str, int, str]]:
    found = Calendar.from_ical(text).walk("VEVENT")
    return [(str(one["uid"]), str(one.decoded("dtstart")), one["sequence"], str(one["status"])) for one in found]


def test_a_calendar_of_two_years_goes_to_stdout(kept: Agreetrack) -> None:
    run = kept("export", "ics")
    assert (run.code, run.stderr) == (0, "")
    assert events(run.stdout) == [("A.end-1@agreetrack", "2027-02-20", 1, "CONFIRMED")]
    assert "TRIGGER:-P180D\r\n" in run.stdout
    assert run.stdout == kept("export", "ics", "-o", "-").stdout


@pytest.mark.parametrize(
    ("words", "refs"),
    [
        (["--within", "5y"], ["A", "B"]),
        (["--within", "30d"], []),
        (["--within", "5y", "--tag", "sea"], ["A"]),
        (["--within", "5y", "b"], ["B"]),
        (["--as-of", "2028-03-01"], ["B"]),
        (["--as-of", "2028-02-28", "--within", "1y"], []),
    ],
)
def test_what_is_asked_for(kept: Agreetrack, words: list[str], refs: list[str]) -> None:
    run = kept("export", "ics", *words)
    assert run.code == 0
    assert [uid[0] for uid, *_more in events(run.stdout)] == refs


def test_a_file_and_what_is_told_of_it(kept: Agreetrack, tmp_path: Path) -> None:
    path = tmp_path / "agreements.ics"
    run = kept("export", "ics", "-o", str(path))
    assert (run.stdout, run.stderr) == ("", f"1 events of 2 agreements written to {path}\n")
    kept("terminate", "A", "--last-day", "2026-12-31", "--on", "2026-11-22")
    kept("remove", "B", "--yes")
    run = kept("export", "ics", "--within", "5y", "-o", str(path))
    assert run.stderr == f"2 events of 2 agreements, 1 of them cancelled written to {path}\n"
    assert events(path.read_text(encoding="utf-8")) == [
        ("A.end-1@agreetrack", "2026-12-31", 4, "CONFIRMED"),
        ("B.end-1@agreetrack", "2030-02-20", 4, "CANCELLED"),
    ]
    assert events(kept("export", "ics", "A").stdout) == [("A.end-1@agreetrack", "2026-12-31", 4, "CONFIRMED")]


def test_lead_times_are_the_configured_ones(kept: Agreetrack) -> None:
    kept("config", "lead_times", "45")
    assert kept("export", "ics").stdout.count("TRIGGER") == 1
    assert "TRIGGER:-P45D\r\n" in kept("export", "ics").stdout


def test_within_goes_with_a_calendar_alone(kept: Agreetrack) -> None:
    for form in ("csv", "json"):
        run = kept("export", form, "--within", "1y")
        assert (run.code, run.stdout) == (2, "")
        assert "--within goes with ics alone" in run.stderr
    run = kept("export", "ics", "--within", "soon")
    assert (run.code, run.stdout) == (2, "")
    assert "--within: “soon” is not a period" in run.stderr


def test_a_ref_that_nothing_is_called(kept: Agreetrack) -> None:
    run = kept("export", "ics", "Z")
    assert (run.code, run.stdout) == (3, "")


def test_an_empty_default_registry_gives_an_empty_calendar(agreetrack: Agreetrack) -> None:
    run = agreetrack("export", "ics", env={"AGREETRACK_DB": None})
    assert (run.code, events(run.stdout)) == (0, [])

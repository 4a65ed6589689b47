"""The setting `countries`: whose holidays the last day for sending a note is moved back over."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("holidays", reason="agreetrack[calendars] is not installed")

Agreetrack = Callable[..., Any]
ADD = ("add", "--ref", "A", "--title", "Water", "--party", "X", "--party", "Y", "--start", "2019-01-01")
NOTICE = ("--renewal", "tacit", "--renewal-period", "1y", "--notice", "1m")


def settle(agreetrack: Agreetrack, countries: str) -> None:
    run = agreetrack("config", "countries", countries) if countries else agreetrack("config", "--unset", "countries")
    assert run.code == 0, run.stderr


SENT_BY = [
    # countries, last day of the term, last day for notice a month before, the day by which the note leaves, why
    ("", "2024-05-30", "2024-04-30", "2024-04-30", "a Tuesday"),
    ("RU", "2024-05-30", "2024-04-30", "2024-04-27", "29 and 30 April are off, Saturday the 27th is worked"),
    ("ru, cn", "2024-05-30", "2024-04-30", "2024-04-26", "China rests on that Saturday"),
    ("", "2026-02-11", "2026-01-11", "2026-01-09", "a Sunday"),
    ("RU", "2026-02-11", "2026-01-11", "2025-12-30", "New Year: 31 December through 11 January"),
    ("CN", "2025-11-08", "2025-10-08", "2025-09-30", "Golden Week"),
    ("DE-BY", "2025-07-19", "2025-06-19", "2025-06-18", "Corpus Christi in Bavaria"),
    ("DE-BE", "2025-07-19", "2025-06-19", "2025-06-19", "not in Berlin"),
    ("RU", "2027-01-31", "2026-12-31", "2026-12-30", "a month's last day, off in place of 4 January"),
]


@pytest.mark.parametrize(("countries", "end", "notice_by", "send_by", "why"), SENT_BY)
def test_the_note_leaves_on_a_day_that_is_worked_in_all_of_the_countries(
    agreetrack: Agreetrack, countries: str, end: str, notice_by: str, send_by: str, why: str
) -> None:
    agreetrack(*ADD, "--term", end, "--end-day", "included", *NOTICE)
    settle(agreetrack, countries)
    shown = json.loads(agreetrack("show", "A", "--json", "--as-of", "2023-01-01").stdout)
    assert (shown["notice_by"], shown["send_by"]) == (notice_by, send_by), why


def test_the_explanation_names_the_countries(agreetrack: Agreetrack) -> None:
    agreetrack(*ADD, "--term", "2024-05-30", "--end-day", "included", *NOTICE)
    settle(agreetrack, "RU, CN")
    run = agreetrack("explain", "A", "--as-of", "2024-01-01")
    assert "the note leaves by 2024-04-26, a working day in RU, CN, to arrive in time" in run.stdout


def test_a_long_list_lets_through_what_has_to_be_sent_before_holidays(agreetrack: Agreetrack) -> None:
    agreetrack(*ADD, "--term", "2026-02-11", "--end-day", "included", *NOTICE)
    asked = ("list", "--expiring", "--json", "--as-of", "2025-12-20", "--within")
    for countries in ("RU", "RU, CN"):
        settle(agreetrack, countries)
        assert [row["ref"] for row in json.loads(agreetrack(*asked, "10d").stdout)] == ["A"]
        assert json.loads(agreetrack(*asked, "9d").stdout) == []


UNKNOWN = "countries: there is no country “UK”; did you mean GB (United Kingdom)?\n"


def test_an_unknown_country_is_not_settled(agreetrack: Agreetrack) -> None:
    agreetrack(*ADD)
    assert agreetrack("config", "countries", "RU, UK") == ("", f"agreetrack: {UNKNOWN}", 2)


def test_one_that_a_file_holds_is_told_whatever_is_listed(agreetrack: Agreetrack, tmp_path: Path) -> None:
    agreetrack(*ADD)
    settle(agreetrack, "RU, UA")
    registry = tmp_path / "agreements.json"
    registry.write_text(registry.read_text().replace("RU, UA", "RU, UK"))
    assert agreetrack("list") == ("", f"agreetrack: {UNKNOWN}", 4)


def test_a_missing_library_is_told_whatever_is_listed(agreetrack: Agreetrack, monkeypatch: pytest.MonkeyPatch) -> None:
    agreetrack(*ADD)
    settle(agreetrack, "RU")
    monkeypatch.setitem(sys.modules, "holidays", None)
    run = agreetrack("list")
    assert (run.stdout, run.code) == ("", 1)
    assert run.stderr == (
        "agreetrack: countries: holidays count here, and the library that knows them is missing; type: "
        "pip install 'agreetrack[calendars]'\n"
    )
    settle(agreetrack, "")
    assert agreetrack("list").code == 0


IMPORTED = [
    # countries, whether the agreement has a day for sending, whether the library is imported
    ("", True, False),
    ("RU", False, False),
    ("RU", True, True),
]


@pytest.mark.parametrize(("countries", "sends", "imported"), IMPORTED)
def test_the_library_is_imported_for_a_day_that_it_is_needed_for(
    agreetrack: Agreetrack, started: Mapping[str, str], countries: str, sends: bool, imported: bool
) -> None:
    agreetrack(*ADD, "--term", "2027-05-30", *(NOTICE if sends else ()))
    settle(agreetrack, countries)
    program = "import sys; from agreetrack.cli.app import main; main(['list']); print('holidays' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], env=started, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == str(imported)

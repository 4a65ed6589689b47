"""`timeline`, over the agreements that come with the package."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from agreetrack.cli.session import Session

Agreetrack = Callable[..., Any]
SHIPPED = Path(__file__).resolve().parent.parent.parent / "data" / "agreements.json"


@pytest.fixture
def look(agreetrack: Agreetrack, monkeypatch: pytest.MonkeyPatch) -> Agreetrack:
    monkeypatch.setenv("AGREETRACK_DB", str(SHIPPED))
    return agreetrack


@pytest.fixture
def at_80(look: Agreetrack, monkeypatch: pytest.MonkeyPatch) -> Agreetrack:
    """On a terminal of 80 columns without colours."""
    monkeypatch.setattr(Session, "is_terminal", True)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    return look


AT_80 = """\
                   2022      2023      2024      2025      2026      2027
                   ┴─────────┴─────────┴─────────┴─────────┴────────▾┴──────────
JP-KR-GSOMIA-2016  ◂━━━━━━━━┯━━━━━━━━━┯━━━━━━━━━┯━━━━━━━━━┯━━━━━━━n━│═══════n━━▸
IN-BD-GANGES-1996  ◂━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━│?
EU-MU-2022                  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━│━
US-UNESCO-1946     ◂━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━│━

│ 2026-11-22  ━ in force  ═ notice open  n notice by  ┯ new period  ? assumed
◂▸ beyond
"""


def refs(run: Any) -> list[str]:
    return [row["ref"] for row in json.loads(run.stdout)]


def test_what_is_due_on_a_terminal(at_80: Agreetrack) -> None:
    run = at_80("timeline", "--expiring")
    assert run.stdout == AT_80
    assert run.stderr == "4 of 20 agreements; left out: 14 not due, 2 of unknown term\n"
    assert run.code == 0


def test_the_filters_are_those_of_list(look: Agreetrack) -> None:
    for words in (
        ["china"],
        ["china", "russia"],
        ["--party", "moscow", "--unknown"],
        ["--tag", "clusters"],
        ["--status", "ending,expired", "--sort", "due"],
        ["--kind", "protocol"],
        ["--owner", "nobody"],
        ["--within", "6m"],
    ):
        drawn, listed = look("timeline", *words, "--json"), look("list", *words, "--json")
        assert refs(drawn) == refs(listed), words
        assert drawn.stderr == listed.stderr


@pytest.mark.parametrize("word", ["RU-CN-2001", "ru-cn", "RU"])
def test_a_ref_or_its_beginning_shows_one_closely(look: Agreetrack, word: str) -> None:
    run = look("timeline", word)
    assert run.stdout.startswith("RU-CN-2001  Treaty of Good-Neighbourliness and Friendly Cooperation\nIN FORCE")
    assert "2022-02-28  renewal" in run.stdout
    assert "notice by 2031-02-27/28" in run.stdout
    assert (run.code, run.stderr) == (0, "")


def test_what_is_no_ref_is_looked_for(look: Agreetrack) -> None:
    assert refs(look("timeline", "MSK", "--json")) == ["MSK-ROSNANO-2011", "MSK-ROSNANO-2014", "MSK-ROSNANO-2015"]
    assert refs(look("timeline", "friendship", "--json")) == ["RU-CN-2001", "UA-RU-1997"]


def test_a_word_that_neither_names_nor_finds_is_told(look: Agreetrack) -> None:
    run = look("timeline", "RU-CN-2O01")
    assert (run.code, run.stdout) == (3, "")
    assert "RU-CN-2001" in run.stderr
    assert look("timeline", "no such", "words").code == 0


def test_the_days_to_show(look: Agreetrack) -> None:
    run = look("timeline", "RU-CN-2001", "--from", "2026-01-01", "--to", "2026-12-31")
    assert run.stdout.splitlines()[6].split() == ["2026", "Apr", "Jul", "Oct"]
    assert look("timeline", "RU-CN-2001", "--from", "+90d").code == 0
    assert look("timeline", "--to", "1990-01-01").code == 0


def test_days_in_the_wrong_order_are_refused(look: Agreetrack) -> None:
    run = look("timeline", "--from", "2027-01-01", "--to", "2026-01-01")
    assert (run.code, run.stdout) == (2, "")
    assert (
        run.stderr == "agreetrack: --to 2026-01-01 comes before --from 2027-01-01; type the earlier day after --from\n"
    )
    assert look("timeline", "--from", "2026").stderr.startswith("agreetrack: --from: ")
    assert look("timeline", "--within", "soon").stderr.startswith("agreetrack: --within: ")


def test_the_names_of_the_json(look: Agreetrack) -> None:
    (one,) = json.loads(look("timeline", "RU-CN-2001", "--json").stdout)
    assert list(one) == ["ref", "title", "now", "spans", "notice_windows", "suspensions", "provisional", "beyond"]
    assert one["now"] == "2026-11-22"
    assert one["notice_windows"][-1] == {
        "period": 3,
        "opens": "2026-03-01",
        "by": "2031-02-28",
        "rival_by": "2031-02-27",
        "send_by": "2031-02-27",
    }
    assert one["spans"] == json.loads(look("show", "RU-CN-2001", "--json").stdout)["ledger"]


def test_the_line_of_the_day_is_that_of_as_of(look: Agreetrack) -> None:
    assert "│ 2019-12-01" in look("timeline", "--as-of", "2019-12-01").stdout


def test_an_agreement_that_falls_with_another_ends_with_it(agreetrack: Agreetrack) -> None:
    agreetrack(
        "add",
        "--ref",
        "T-1",
        "--title",
        "Treaty",
        "--party",
        "A",
        "--party",
        "B",
        "--start",
        "2025-01-01",
        "--term",
        "3y",
    )
    agreetrack(
        "add",
        "--ref",
        "P-1",
        "--title",
        "Protocol",
        "--party",
        "A",
        "--party",
        "B",
        "--start",
        "2025-01-01",
        "--term",
        "1y",
    )
    assert agreetrack("edit", "P-1", "--renewal", "tacit", "--link", "falls-with:T-1").code == 0
    rows = {row["ref"]: row for row in json.loads(agreetrack("timeline", "--json").stdout)}
    assert rows["P-1"]["beyond"] is None
    assert rows["P-1"]["spans"][-1]["through"] == rows["T-1"]["spans"][-1]["through"] == "2028-01-01"


def test_before_the_first_agreement_it_says_how_to_begin(agreetrack: Agreetrack, tmp_path: Path) -> None:
    unnamed = {"AGREETRACK_DB": None}
    run = agreetrack("timeline", env=unnamed)
    assert (run.code, run.stdout) == (0, "")
    assert run.stderr.startswith("There are no agreements yet.")
    assert agreetrack("timeline", "--json", env=unnamed).stdout == "[]\n"
    assert agreetrack("timeline", "--db", str(tmp_path / "other.json")).code == 3


def test_an_emptied_registry_says_how_to_begin(agreetrack: Agreetrack) -> None:
    agreetrack("add", "--ref", "T-1", "--title", "Treaty", "--party", "A", "--party", "B")
    agreetrack("remove", "T-1", "--yes")
    run = agreetrack("timeline", "word")
    assert (run.code, run.stdout) == (0, "")
    assert run.stderr.startswith("There are no agreements yet.")


def test_output_that_is_not_utf_8_is_drawn_in_ascii(started: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "agreetrack", "--db", str(SHIPPED), "timeline", "--as-of", "2026-11-22"]
    run = subprocess.run(command, env={**started, "PYTHONIOENCODING": "ascii"}, capture_output=True, check=True)
    assert run.stdout.isascii()
    assert b"#####|####" in run.stdout

"""The Russian sample registry tells the same of the agreements that stand in the English one too."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from conftest import Run

DATA = Path(__file__).resolve().parents[2] / "data"
DAYS = ("2012-05-09", "2018-09-30", "2022-12-31", "2026-11-22", "2027-03-01")
NAMED = {"title", "parties", "party", "tags", "owner", "with", "duty", "outstanding"}
"""What is said in the language of the registry."""
LATIN = re.compile(r"[A-Za-z]*[a-z][A-Za-z]*")

Agreetrack = Callable[..., Run]


def without_names(value: Any) -> Any:
    if isinstance(value, dict):
        return {field: without_names(part) for field, part in value.items() if field not in NAMED}
    return [without_names(part) for part in value] if isinstance(value, list) else value


@pytest.fixture
def standings(agreetrack: Agreetrack, tmp_path: Path) -> Callable[[str, str], dict[str, dict[str, Any]]]:
    def asked(name: str, day: str) -> dict[str, dict[str, Any]]:
        copy(DATA / name, tmp_path / name)
        rows = json.loads(agreetrack("list", "--json", "--db", str(tmp_path / name), "--as-of", day).stdout)
        return {row["ref"]: without_names(row) for row in rows}

    return asked


@pytest.mark.parametrize("day", DAYS)
def test_both_samples_tell_the_same_days(standings: Callable[[str, str], dict[str, dict[str, Any]]], day: str) -> None:
    russian, english = standings("agreements.ru.json", day), standings("agreements.json", day)
    assert len(russian) == 12
    assert russian == {ref: english[ref] for ref in russian}


def test_nothing_in_it_is_wrong(agreetrack: Agreetrack, tmp_path: Path) -> None:
    copy(DATA / "agreements.ru.json", tmp_path / "agreements.json")
    run = agreetrack("check")
    assert (run.code, run.stderr) == (0, "errors: 0, warnings: 5\n")


def test_it_names_everything_in_russian() -> None:
    for record in json.loads((DATA / "agreements.ru.json").read_text("utf-8"))["agreements"].values():
        texts = [record["title"], record["source"], record.get("notes", ""), *record["tags"]]
        texts += [party["name"] for party in record["parties"]] + [one["text"] for one in record.get("obligations", [])]
        assert [text for text in texts if LATIN.search(text)] == []

"""The life of agreements as it is typed: links from both sides, the file's time, and the way back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Agreetrack = Callable[..., Any]


@pytest.fixture
def typed(agreetrack: Agreetrack, tmp_path: Path) -> Agreetrack:
    """Types a command against a registry with a treaty for five years and a protocol that falls with it."""

    def typing(*words: str, **more: Any) -> Any:
        return agreetrack("--db", str(tmp_path / "office.json"), *words, **more)

    parties = ("--party", "Aland", "--party", "Borduria")
    treaty = ("add", "--ref", "TREATY", "--title", "Friendship", *parties, "--start", "2022-01-10", "--term", "5y")
    assert typing(*treaty).code == 0
    protocol = (
        "add",
        "--ref",
        "PROTOCOL",
        "--title",
        "Fish",
        *parties,
        "--start",
        "2023-03-01",
        "--term",
        "indefinite",
    )
    assert typing(*protocol, "--link", "falls-with:TREATY").code == 0
    return typing


def test_a_protocol_falls_with_its_treaty_in_every_answer(typed: Agreetrack) -> None:
    due = json.loads(typed("list", "--expiring", "--json").stdout)
    assert [(row["ref"], row["expires"], row["rival_expires"]) for row in due] == [
        ("PROTOCOL", "2027-01-10", "2027-01-09"),
        ("TREATY", "2027-01-10", "2027-01-09"),
    ]
    assert "with TREATY, foreseen: last day 2027-01-10" in typed("explain", "PROTOCOL").stdout
    after = json.loads(typed("show", "PROTOCOL", "--json", "--as-of", "2027-02-01").stdout)
    assert (after["status"], after["ends"]) == ("expired", "2027-01-10")
    typed("extend", "TREATY", "--by", "5y")
    assert json.loads(typed("show", "PROTOCOL", "--json").stdout)["expires"] == "2032-01-10"
    assert json.loads(typed("list", "--expiring", "--json").stdout) == []


def test_links_are_shown_from_both_sides(typed: Agreetrack) -> None:
    assert "PROTOCOL" in typed("show", "TREATY").stdout
    assert "TREATY" in typed("show", "PROTOCOL").stdout


def test_agreements_do_not_fall_with_each_other_nor_with_what_is_not_there(typed: Agreetrack) -> None:
    run = typed("edit", "TREATY", "--link", "falls-with:PROTOCOL")
    assert (run.code, run.stdout) == (4, "")
    assert "TREATY: links[0].ref: it would fall with PROTOCOL, which falls with it, at once or through" in run.stderr
    typed("remove", "TREATY", "--yes")
    assert json.loads(typed("show", "PROTOCOL", "--json").stdout)["expires"] is None


def test_the_record_as_the_file_held_it(typed: Agreetrack) -> None:
    typed("extend", "TREATY", "--by", "5y", "--on", "2026-11-20")
    now = json.loads(typed("show", "TREATY", "--json").stdout)
    assert now["expires"] == "2032-01-10"
    history = json.loads(typed("history", "TREATY", "--json").stdout)
    day = history[-1]["at"][:10]
    assert json.loads(typed("show", "TREATY", "--json", "--known-on", day).stdout) == now
    run = typed("show", "TREATY", "--known-on", "2001-01-01")
    assert (run.code, run.stdout) == (3, "")
    assert "the file held no “TREATY” on 2001-01-01" in run.stderr


def test_undoing_everything_gives_back_the_empty_registry_and_redoing_the_full_one(typed: Agreetrack) -> None:
    typed("extend", "TREATY", "--by", "5y", "--on", "2026-11-20")
    typed("notice", "PROTOCOL", "--party", "Aland", "--on", "2026-11-21", "--last-day", "2026-12-31")
    full = typed("export", "json").stdout
    taken_back = 0
    while typed("undo").code == 0:
        taken_back += 1
    assert taken_back == 4
    assert json.loads(typed("export", "json").stdout) == []
    while typed("undo", "--redo").code == 0:
        taken_back -= 1
    assert (taken_back, typed("export", "json").stdout) == (0, full)

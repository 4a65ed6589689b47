"""`history`, `undo` and `check`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Agreetrack = Callable[..., Any]


@pytest.fixture
def kept(agreetrack: Agreetrack) -> Agreetrack:
    words = ("--title", "Water", "--party", "X", "--party", "Y", "--start", "2022-02-20", "--term", "5y")
    agreetrack("add", "--ref", "A", *words, "--renewal", "none")
    agreetrack("extend", "A", "--by", "1y", "--on", "2026-06-01")
    return agreetrack


def expires(run: Any) -> list[str]:
    return [row["expires"] for row in json.loads(run.stdout)]


def test_the_history_tells_who_changed_what(kept: Agreetrack) -> None:
    run = kept("history", "a")
    assert (run.code, run.stderr) == (0, "")
    assert "2026-11-22 08:30  anna  agreetrack extend A --by 1y --on 2026-06-01" in run.stdout
    rows = json.loads(kept("history", "--json").stdout)
    assert [(row["seq"], row["who"], row["ref"]) for row in rows] == [(1, "anna", "A"), (2, "anna", "A")]
    assert rows[1]["changes"][0]["field"].startswith("events")


def test_the_latest_change_is_taken_back_and_done_again(kept: Agreetrack) -> None:
    run = kept("undo")
    assert run.code == 0
    assert "IN FORCE through Sat 2027-02-20" in run.stdout
    assert run.stderr == (
        "taken back: change 2 by anna: agreetrack extend A --by 1y --on 2026-06-01 (A)\n"
        "take this back with: agreetrack undo --redo\n"
    )
    run = kept("undo", "--redo", "--json")
    assert (run.code, expires(run)) == (0, ["2028-02-20"])
    assert run.stderr == "done again: change 2 (A)\ntake this back with: agreetrack undo\n"
    assert len(json.loads(kept("history", "--json").stdout)) == 4


def test_a_rehearsal_changes_nothing(kept: Agreetrack, tmp_path: Path) -> None:
    before = (tmp_path / "agreements.json").read_bytes()
    run = kept("undo", "--dry-run")
    assert (run.code, run.stdout) == (0, "")
    assert run.stderr.startswith("would be taken back: change 2 by anna: agreetrack extend A")
    assert (tmp_path / "agreements.json").read_bytes() == before
    kept("undo")
    assert kept("undo", "--redo", "--dry-run").stderr == "would be done again: change 2 (A)\n"


def test_an_undo_that_removes_the_agreement_says_so_alone(kept: Agreetrack) -> None:
    kept("undo")
    run = kept("undo")
    assert (run.code, run.stdout) == (0, "")
    assert "taken back: change 1" in run.stderr
    assert kept("undo", "--json").code == 1


def test_there_may_be_nothing_to_take_back(kept: Agreetrack) -> None:
    for words in (["undo"], ["undo"]):
        assert kept(*words).code == 0
    for words in (["undo"], ["undo", "--dry-run"]):
        run = kept(*words)
        assert (run.code, run.stdout, run.stderr.count("\n")) == (1, "", 1)


def test_of_a_change_of_many_agreements_the_refs_are_told(kept: Agreetrack) -> None:
    several = [{"ref": f"B-{number}", "title": "Air", "parties": [{"name": "C"}]} for number in range(5)]
    kept("import", "-", input=json.dumps(several))
    assert "(B-0, B-1, B-2 and 2 more)" in kept("undo").stderr
    assert sorted(kept("undo", "--redo").stdout.split()) == [f"B-{number}" for number in range(5)]


def test_an_empty_registry_has_no_history(agreetrack: Agreetrack, tmp_path: Path) -> None:
    (tmp_path / "agreements.json").write_text('{"agreements": {}}')
    run = agreetrack("history")
    assert run == ("", "nothing was changed yet\n", 0)
    assert agreetrack("check") == ("", "nothing to mend\n", 0)
    assert "agreetrack add" in agreetrack("list").stderr


def test_check_tells_what_to_look_at(kept: Agreetrack) -> None:
    kept("add", "--ref", "B", "--title", "Air", "--party", "X")
    run = kept("check")
    assert (run.code, "warning  B  parties: only one party is stated" in run.stdout) == (0, True)
    assert run.stderr.startswith("errors: 0, warnings: ")


def test_check_fails_where_there_are_errors(kept: Agreetrack) -> None:
    linked = {"ref": "B", "title": "Air", "parties": [{"name": "C"}], "links": [{"kind": "related", "ref": "C"}]}
    kept("import", "-", "--dangling-links", input=json.dumps([linked]))
    run = kept("check", "--json")
    found = json.loads(run.stdout)
    assert {"ref", "severity", "field", "problem"} == set(found[0])
    assert (run.code, "error" in {finding["severity"] for finding in found}) == (1, True)

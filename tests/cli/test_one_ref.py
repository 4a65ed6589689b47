"""One ref is one ref however it is written, in every command; what only looks like it is told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Agreetrack = Callable[..., Any]
WHOLE, PARTED = "РФ-КИТАЙ-1", "рф-китаи\u0306-1"
FACTS = ("--title", "Water", "--party", "X", "--party", "Y", "--start", "2020-01-01", "--renewal", "none")


@pytest.fixture
def kept(agreetrack: Agreetrack) -> Agreetrack:
    assert agreetrack("add", "--ref", WHOLE, *FACTS, "--term", "5y").code == 0
    return agreetrack


def imported(typed: Agreetrack, *refs: str, more: tuple[str, ...] = ()) -> Any:
    records = [{"ref": ref, "title": "Air", "parties": [{"name": "X"}]} for ref in refs]
    return typed("import", "-", *more, input=json.dumps(records))


def test_a_ref_is_found_and_refused_in_either_writing(kept: Agreetrack) -> None:
    assert kept("show", PARTED).code == 0
    assert kept("show", PARTED[:9]).code == 0
    again = kept("add", "--ref", PARTED, *FACTS)
    assert (again.code, f"the ref “{WHOLE}” is used" in again.stderr) == (4, True)
    assert json.loads(kept("list", "--json").stdout)[0]["ref"] == WHOLE


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_an_import_knows_it_in_either_writing(kept: Agreetrack, more: tuple[str, ...]) -> None:
    run = imported(kept, PARTED, more=more)
    assert (run.code, "exists already, as “Water”" in run.stderr) == (4, True)
    run = imported(kept, "Ё-1", "Е\u0308-1", more=more)
    assert (run.code, "is given twice" in run.stderr) == (4, True)
    run = imported(kept, PARTED, more=(*more, "--update", "--clear"))
    assert (run.code, "0 new, 1 replaced" in run.stdout) == (0, True)


def test_a_ref_may_be_written_in_another_way(kept: Agreetrack) -> None:
    run = kept("edit", WHOLE, "--ref", PARTED)
    assert (run.code, json.loads(kept("list", "--json").stdout)[0]["ref"]) == (0, PARTED)
    assert "looks like" not in run.stderr + run.stdout


class TestLinks:
    @pytest.fixture
    def linked(self, kept: Agreetrack) -> Agreetrack:
        assert kept("add", "--ref", "B", *FACTS, "--term", "9y", "--link", f"falls-with:{PARTED}").code == 0
        return kept

    def test_a_link_leads_to_the_agreement_in_either_writing(self, linked: Agreetrack) -> None:
        assert json.loads(linked("show", "B", "--json").stdout)["expires"] == "2025-01-01"
        assert "B" in linked("show", WHOLE).stdout
        assert "there is no agreement" not in linked("check").stdout
        calendar = linked("export", "ics", "B", "--as-of", "2024-12-01").stdout
        assert "20250101" in calendar.replace("-", "")

    def test_a_change_of_the_parent_is_seen_at_once(self, linked: Agreetrack) -> None:
        linked("extend", WHOLE, "--by", "1y", "--on", "2024-06-01")
        run = linked("edit", "B", "--tag", "x", "--json")
        assert json.loads(run.stdout)["expires"] == "2026-01-01"

    def test_links_follow_a_new_ref_and_are_told_of_when_it_goes(self, linked: Agreetrack) -> None:
        run = linked("edit", WHOLE, "--ref", "A")
        assert "the links to it follow the new ref, in B" in run.stdout
        assert json.loads(linked("show", "B", "--json").stdout)["links"] == [{"kind": "falls-with", "ref": "A"}]
        linked("edit", "B", "--unset", "links", "--link", "related:a")
        assert "links to it remain in B" in linked("remove", "A", "--yes").stderr

    def test_a_link_to_itself_is_refused_in_either_writing(self, kept: Agreetrack) -> None:
        run = kept("edit", WHOLE, "--link", f"related:{PARTED}")
        assert (run.code, "itself" in run.stderr) == (4, True)

    def test_what_is_succeeded_is_not_asked_after(self, kept: Agreetrack) -> None:
        assert "nothing is recorded since" in kept("check").stdout
        kept("add", "--ref", "B", *FACTS, "--term", "indefinite", "--link", f"succeeds:{PARTED}")
        assert "nothing is recorded since" not in kept("check").stdout


def test_a_ref_that_stands_twice_in_the_file_is_found(kept: Agreetrack, tmp_path: Path) -> None:
    imported(kept, "B")
    file = tmp_path / "agreements.json"
    file.write_text(file.read_text(encoding="utf-8").replace('{"ref":"B"', f'{{"ref":"{PARTED}"'), encoding="utf-8")
    assert "stands twice in the file" in kept("check").stdout


class TestLookAlikes:
    LATIN, CYRILLIC = "PE-1", "РЕ-1"
    TOLD = "looks like “{}”, and is another one"

    @pytest.fixture
    def latin(self, agreetrack: Agreetrack) -> Agreetrack:
        assert agreetrack("add", "--ref", self.LATIN, *FACTS, "--term", "5y").code == 0
        return agreetrack

    def test_one_is_told_of_when_it_is_added(self, latin: Agreetrack) -> None:
        run = latin("add", "--ref", self.CYRILLIC, *FACTS, "--term", "5y", "--allow-duplicates")
        assert (run.code, self.TOLD.format(self.LATIN) in run.stderr) == (0, True)
        run = latin("add", "--ref", "X-1", *FACTS, "--term", "5y", "--json", "--allow-duplicates")
        assert "looks like" not in run.stdout + run.stderr

    def test_one_is_told_of_when_it_is_given(self, latin: Agreetrack) -> None:
        latin("add", "--ref", "X-1", *FACTS, "--term", "5y", "--allow-duplicates")
        run = latin("edit", "X-1", "--ref", "Pe-l", "--json")
        assert (run.code, self.TOLD.format(self.LATIN) in run.stderr) == (0, True)

    @pytest.mark.parametrize("more", [(), ("--dry-run",)])
    def test_one_is_told_of_when_it_is_imported(self, latin: Agreetrack, more: tuple[str, ...]) -> None:
        run = imported(latin, self.CYRILLIC, "О-7", "O-7", "Z", more=more)
        assert run.code == 0
        assert [line.split(", and is")[0] for line in run.stderr.splitlines() if "looks" in line] == [
            f"the ref “{self.CYRILLIC}” looks like “{self.LATIN}”",
            "the ref “О-7” looks like “O-7”",
            "the ref “O-7” looks like “О-7”",
        ]
        assert "looks like" not in imported(latin, "Z-9", more=more).stderr

    def test_check_lists_them(self, latin: Agreetrack) -> None:
        imported(latin, self.CYRILLIC)
        found = [(one["ref"], one["severity"], one["field"]) for one in json.loads(latin("check", "--json").stdout)]
        assert (self.LATIN, "warning", "ref") in found
        assert (self.CYRILLIC, "warning", "ref") in found

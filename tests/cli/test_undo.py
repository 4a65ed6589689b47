"""Whose change an undo takes back, what stands in its way, and that it does what it says."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agreetrack.cli.session import Session

Agreetrack = Callable[..., Any]
BORIS = {"AGREETRACK_USER": "boris"}
FACTS = ("--title", "Water", "--party", "X", "--party", "Y", "--start", "2022-02-20", "--term", "9y")


@pytest.fixture
def typed(agreetrack: Agreetrack) -> Agreetrack:
    """Change 1 is Anna's, change 2 Boris's, and so on."""
    assert agreetrack("add", "--ref", "A", *FACTS).code == 0
    assert agreetrack("edit", "A", "--owner", "o", env=BORIS).code == 0
    return agreetrack


def record(typed: Agreetrack) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(typed("export", "json", "A").stdout)[0]
    return found


def all_of(typed: Agreetrack) -> Any:
    """All records, in no order, nor the entries of their lists."""

    def unordered(value: Any) -> Any:
        if isinstance(value, list):
            return sorted((unordered(part) for part in value), key=str)
        return {name: unordered(part) for name, part in value.items()} if isinstance(value, dict) else value

    return unordered(json.loads(typed("export", "json").stdout))


class TestWhose:
    def test_it_is_ones_own_latest(self, typed: Agreetrack) -> None:
        typed("edit", "A", "--tag", "t")
        typed("edit", "A", "--place", "Oslo", env=BORIS)
        assert "taken back: change 3 by anna: agreetrack edit A --tag t (A)" in typed("undo").stderr
        assert "taken back: change 4 by boris: agreetrack edit A --place Oslo (A)" in typed("undo", env=BORIS).stderr
        assert "taken back: change 2 by boris" in typed("undo", env=BORIS).stderr
        assert record(typed).keys().isdisjoint({"tags", "place", "owner"})
        assert "taken back: change 1 by anna" in typed("undo").stderr

    def test_where_none_is_ones_own_the_latest_is_named(self, typed: Agreetrack) -> None:
        run = typed("undo", env={"AGREETRACK_USER": "carla"})
        assert (run.code, run.stderr) == (
            1,
            "agreetrack: no change of yours is left to take back; the latest is change 2 by boris, agreetrack edit A "
            "--owner o; if that one is meant: agreetrack undo 2\n",
        )

    def test_somebody_elses_needs_a_yes(self, typed: Agreetrack) -> None:
        run = typed("undo", "2")
        assert (run.code, "Take back change 2 by boris, agreetrack edit A --owner o (A)? Nobody can" in run.stderr) == (
            2,
            True,
        )
        assert "owner" in record(typed)
        assert "taken back: change 2 by boris" in typed("undo", "2", "--yes").stderr
        assert "owner" not in record(typed)

    def test_on_a_terminal_it_is_asked_for(self, typed: Agreetrack, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Session, "can_ask", True)
        assert typed("undo", "2", input="n\n").code == 1
        assert "owner" in record(typed)
        assert typed("undo", "2", input="y\n").code == 0
        assert "owner" not in record(typed)

    def test_ones_own_needs_none(self, typed: Agreetrack) -> None:
        typed("edit", "A", "--tag", "t")
        typed("edit", "A", "--place", "Oslo")
        assert typed("undo", "3").code == 0
        assert ("tags" in record(typed), record(typed)["place"]) == (False, "Oslo")


class TestWhich:
    @pytest.mark.parametrize(
        ("words", "code", "says"),
        [
            (["9"], 3, "there is no change 9"),
            (["0"], 3, "there is no change 0"),
            (["two"], 2, "N"),
            (["2", "--redo"], 2, "leave the number out"),
        ],
    )
    def test_a_number_that_is_none_is_refused(self, typed: Agreetrack, words: list[str], code: int, says: str) -> None:
        run = typed("undo", *words)
        assert (run.code, says in run.stderr) == (code, True)

    def test_a_change_is_taken_back_once(self, typed: Agreetrack) -> None:
        typed("undo", "2", "--yes")
        run = typed("undo", "2", "--yes")
        assert (run.code, "change 2 was taken back already" in run.stderr) == (4, True)

    def test_an_undo_has_a_number_too(self, typed: Agreetrack) -> None:
        typed("undo", env=BORIS)
        run = typed("undo", "3")
        assert (run.code, "Do change 2 again, which boris took back" in run.stderr) == (2, True)
        run = typed("undo", "3", "--yes")
        assert run.stderr == "done again: change 2 (A)\ntake this back with: agreetrack undo 4\n"
        assert record(typed)["owner"] == "o"
        assert "change 3 was taken back already" in typed("undo", "3", "--yes").stderr
        assert "taken back: change 2 by boris" in typed("undo", "4", "--yes").stderr
        assert "change 4 was taken back already" in typed("undo", "4", "--yes").stderr

    def test_a_redo_is_of_ones_own_undo(self, typed: Agreetrack) -> None:
        typed("edit", "A", "--tag", "t")
        typed("undo")
        typed("edit", "A", "--place", "Oslo", env=BORIS)
        assert "no undo to take back" in typed("undo", "--redo", env=BORIS).stderr
        assert "done again: change 3 (A)" in typed("undo", "--redo").stderr
        assert (record(typed)["tags"], record(typed)["place"]) == (["t"], "Oslo")
        typed("undo")
        typed("edit", "A", "--notes", "n")
        assert "no undo to take back" in typed("undo", "--redo").stderr


RESTING = [
    # what Anna does, what Boris does then, what of his rests on hers
    ("edit A --place Oslo", "edit A --place Rome", "4"),
    ("edit A --unset owner", "edit A --owner new", "4"),
    ("edit A --notice 6m", "edit A --notice 3m", "4"),
    ("edit A --tag t", "edit A --unset tags", "4"),
    ("edit A --term 8y", "extend A --by 1y --on 2026-06-01", "4"),
    ("edit A --party Z", "notice A --party Z --on 2026-06-01 --last-day 2027-01-01", "4"),
    ("extend A --by 1y --on 2026-06-01", "close A --on 2035-01-01 --as-of 2035-01-01", "4"),
    ("oblige A report --due 2027-01-01", "met A 1", "4"),
    ("add --ref B --title T --party X --party Y", "edit B --tag t", "4"),
    ("add --ref B --title T --party X --party Y", "edit A --link related:b", "4"),
    ("add --ref B --title T --party X --party Y", "remove B --yes", "4"),
    ("edit A --ref B", "add --ref A --title T --party X --party Y", "4"),
    ("edit A --ref B", "edit B --ref C", "4"),
    ("remove A --yes", "add --ref a --title T --party X --party Y", "4"),
]
APART = [
    ("edit A --place Oslo", "edit A --notes n"),
    ("edit A --tag t", "edit A --tag s"),
    ("edit A --party Z", "edit A --party W"),
    ("edit A --notice-transit 5d --notice 6m", "edit A --owner new"),
    ("edit A --place Oslo", "extend A --by 1y --on 2026-06-01"),
    ("extend A --by 1y --on 2026-06-01", "edit A --tag t"),
    ("oblige A report --due 2027-01-01", "oblige A pay --due 2027-01-01"),
    ("edit A --ref B", "edit B --tag t"),
    ("edit A --tag t", "edit A --ref B"),
    ("remove A --yes", "add --ref B --title T --party X --party Y"),
    ("ack A --decided no --as-of 2031-02-01", "edit A --tag t"),
]


class TestWhatRestsOnIt:
    @pytest.fixture
    def done(self, typed: Agreetrack) -> Callable[[str, str], None]:
        """Change 3 is Anna's, change 4 Boris's."""

        def do(hers: str, his: str) -> None:
            assert typed(*hers.split()).code == 0
            assert typed(*his.split(), env=BORIS).code == 0

        return do

    @pytest.mark.parametrize(("hers", "his", "number"), RESTING)
    def test_it_is_named_and_nothing_is_done(
        self, typed: Agreetrack, done: Agreetrack, tmp_path: Path, hers: str, his: str, number: str
    ) -> None:
        done(hers, his)
        before = (tmp_path / "agreements.json").read_bytes()
        for words in ((), ("--dry-run",), ("3",)):
            run = typed("undo", *words)
            assert (run.code, run.stdout) == (4, "")
            assert f"change 3 cannot be taken back by itself: change {number} by boris rests on it" in run.stderr
            assert f"take that back first: agreetrack undo {number}" in run.stderr
        assert (tmp_path / "agreements.json").read_bytes() == before
        assert typed("undo", number, "--yes").code == 0
        assert typed("undo", "3").code == 0

    @pytest.mark.parametrize(("hers", "his"), APART)
    def test_the_rest_of_what_came_later_stays(self, typed: Agreetrack, done: Agreetrack, hers: str, his: str) -> None:
        start = all_of(typed)
        done(hers, his)
        both = all_of(typed)
        assert typed("undo", "--dry-run").stderr.startswith("would be taken back: change 3 by anna")
        assert typed("undo").code == 0
        without_hers = all_of(typed)
        assert typed("undo", "4", "--yes").code == 0
        assert all_of(typed) == start
        assert typed("undo", "--redo").code == 0
        assert all_of(typed) == without_hers
        assert typed("undo", "--redo").code == 0
        assert all_of(typed) == both

    def test_many_are_counted(self, typed: Agreetrack) -> None:
        typed("edit", "A", "--place", "Oslo")
        for place in "PQRS":
            typed("edit", "A", "--place", place, env=BORIS)
        run = typed("undo")
        assert "change 3 cannot be taken back by itself: changes 4, 5, 6 and 1 more rest on it" in run.stderr
        assert "beginning with the latest, by boris (agreetrack edit A --place S): agreetrack undo 7\n" in run.stderr

    def test_what_was_taken_back_does_not_rest_on_it(self, typed: Agreetrack) -> None:
        typed("edit", "A", "--place", "Oslo")
        typed("edit", "A", "--place", "Rome", env=BORIS)
        typed("undo", env=BORIS)
        assert typed("undo").code == 0
        assert "place" not in record(typed)

    def test_a_record_that_makes_no_sense_without_it_is_refused(self, typed: Agreetrack) -> None:
        typed("edit", "A", "--party", "Z")
        typed("oblige", "A", "report", "--by", "Z", env=BORIS)
        run = typed("undo")
        assert (run.code, "something else came since" in run.stderr) == (4, True)


def test_all_of_an_import_is_taken_back_or_none(typed: Agreetrack) -> None:
    several = [{"ref": f"B-{number}", "title": "Air", "parties": [{"name": "C"}]} for number in range(3)]
    typed("import", "-", input=json.dumps(several))
    typed("edit", "B-1", "--tag", "t", env=BORIS)
    run = typed("undo")
    assert (run.code, "change 4 by boris rests on it" in run.stderr) == (4, True)
    assert len(json.loads(typed("list", "--json").stdout)) == 4
    typed("undo", env=BORIS)
    assert "(B-0, B-1, B-2)" in typed("undo").stderr
    assert len(json.loads(typed("list", "--json").stdout)) == 1


def test_settings_are_taken_back_as_records_are(typed: Agreetrack) -> None:
    typed("config", "counting", "day-before")
    typed("config", "owner", "Anna <a@example.org>", env=BORIS)
    assert "(settings)" in typed("undo").stderr
    typed("undo", "--redo")
    typed("config", "counting", "anniversary", env=BORIS)
    run = typed("undo")
    assert (run.code, "by boris rests on it" in run.stderr) == (4, True)


class TestWhatCameBackSince:
    """Of the same agreement others took back, or did again, what rests on what is to be done."""

    @pytest.fixture
    def do(self, typed: Agreetrack) -> Callable[[str, str], Any]:
        def do(who: str, words: str) -> Any:
            return typed(*words.split(), env={"AGREETRACK_USER": who})

        return do

    def refused(self, do: Agreetrack, tmp_path: Path, words: str, sentence: str) -> None:
        before = (tmp_path / "agreements.json").read_bytes()
        for more in (" --dry-run", " --yes"):
            run = do("carla", words + more)
            assert (run.code, run.stdout) == (4, "")
            assert sentence in run.stderr
        assert (tmp_path / "agreements.json").read_bytes() == before

    def test_a_ref_that_another_got_of_those_that_come_back(
        self, typed: Agreetrack, do: Agreetrack, tmp_path: Path
    ) -> None:
        both = [{"ref": ref, "title": "New", "parties": [{"name": "X"}, {"name": "Y"}]} for ref in "AB"]
        assert typed("import", "--update", "-", input=json.dumps(both), env={"AGREETRACK_USER": "carla"}).code == 0
        assert do("carla", "undo").code == 0
        assert do("anna", "edit A --ref B").code == 0
        self.refused(do, tmp_path, "undo --redo", "change 4 cannot be taken back by itself: change 5 by anna rests on")
        assert do("anna", "undo 5").code == 0
        assert do("carla", "undo --redo").code == 0
        assert [(one["ref"], one["title"]) for one in all_of(typed)] == [("A", "New"), ("B", "New")]

    def test_a_ref_that_came_back_by_an_undo(self, do: Agreetrack, tmp_path: Path) -> None:
        for words in ("add --ref B --title T --party X --party Y", "remove B --yes"):
            assert do("anna", words).code == 0
        for words in ("add --ref b --title S --party X --party Y", "remove b --yes", "undo"):
            assert do("boris", words).code == 0
        self.refused(do, tmp_path, "undo 4", "change 7 by boris rests on it (agreetrack undo); take that back first")
        assert do("boris", "undo 7").code == 0
        assert do("anna", "undo").code == 0

    def test_the_same_field_that_an_undo_changed(self, typed: Agreetrack, do: Agreetrack, tmp_path: Path) -> None:
        assert do("boris", "edit A --place Moscow").code == 0
        assert do("carla", "edit A --place Kazan").code == 0
        assert do("carla", "undo").code == 0
        assert do("boris", "undo").code == 0
        self.refused(do, tmp_path, "undo --redo", "change 5 cannot be taken back by itself: change 6 by boris rests on")
        assert do("boris", "undo 6").code == 0
        assert do("carla", "undo --redo").code == 0
        assert record(typed)["place"] == "Kazan"

    def test_the_same_setting_that_an_undo_changed(self, do: Agreetrack, tmp_path: Path) -> None:
        for words in ("config countries CN", "config countries RU", "undo"):
            assert do("boris", words).code == 0
        assert do("anna", "undo 3 --yes").code == 0
        self.refused(do, tmp_path, "undo 5", "change 5 cannot be taken back by itself: change 6 by anna rests on it")

"""Damage and what stands twice, as a person meets it: told with its place, never carried on in silence."""

import json
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from agreetrack.store import replacing

Agreetrack = Callable[..., tuple[str, str, int]]
SAMPLE = Path(__file__).parents[2] / "data" / "agreements.json"


@pytest.fixture
def registry(home: Path, tmp_path: Path) -> Path:
    path = tmp_path / "agreements.json"
    shutil.copy(SAMPLE, path)
    return path


def damage(registry: Path, old: str, new: str) -> bytes:
    text = registry.read_text("utf-8")
    assert old in text
    registry.write_text(text.replace(old, new, 1), "utf-8")
    return registry.read_bytes()


def errors(run: tuple[str, str, int]) -> set[tuple[str | None, str]]:
    found = {(one["ref"], one["field"]) for one in json.loads(run[0]) if one["severity"] == "error"}
    assert run[2] == (1 if found else 0)
    return found


def test_what_is_as_agreetrack_wrote_it_has_no_errors(agreetrack: Agreetrack, registry: Path):
    assert errors(agreetrack("check", "--json")) == set()


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("2002-02-28", "2002-02-29", ("RU-CN-2001", "entry_into_force")),
        ("2002-02-28", "2002-02-08", ("RU-CN-2001", "")),
        ('"who":"', '"who":"a', (None, "history.1")),
    ],
)
def test_check_names_a_digit_that_is_another_one(agreetrack: Agreetrack, registry: Path, old, new, place):
    damage(registry, old, new)
    assert place in errors(agreetrack("check", "--json"))


def test_check_goes_on_behind_a_line_that_cannot_be_read(agreetrack: Agreetrack, registry: Path):
    damage(registry, '"RU-CN-2001","title":"', '"RU-CN-2001","title:"')
    damage(registry, '"ref":"EU-MU-2022","title":', '"ref":"EU-MU-2022","titel":')
    said = agreetrack("check", "--json")
    found = errors(said)
    assert {("EU-MU-2022", "titel"), ("EU-MU-2022", "title"), (None, "")} < found
    assert any(ref and ref.startswith("agreement ") for ref, _field in found)
    assert "MSK-ROSNANO-2015" in said[0]


CARRYING = {
    "add": ("add", "--title", "T", "--party", "Russia"),
    "edit": ("edit", "EU-MU-2022", "--owner", "Anna <anna@example.org>"),
    "extend": ("extend", "MSK-ROSNANO-2015", "--by", "5y", "--retroactive"),
    "remove": ("remove", "EU-MU-2022", "--yes"),
    "undo": ("undo", "--yes"),
    "import": ("import", "more.json"),
    "config": ("config", "counting", "day-before"),
}


@pytest.mark.parametrize("words", CARRYING.values(), ids=CARRYING)
@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('"term":"P20Y"', '"term":"P2OY"', "RU-CN-2001: term"),
        ('"term":"P20Y"', '"term":"P20Y","term":"P5Y"', "“term” stands twice"),
        ('"4": {"ref":"RU-CN', '"3": {"ref":"RU-CN', "agreement 3 twice"),
        ('"who":"', '"who":7,"what":"', "entry 1 of table “history”"),
    ],
)
def test_nobody_carries_on_what_makes_no_sense(
    agreetrack: Agreetrack, registry: Path, tmp_path: Path, monkeypatch, words: tuple[str, ...], old, new, place
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "more.json").write_text('[{"title": "T", "parties": [{"name": "Russia"}, {"name": "China"}]}]')
    assert agreetrack("add", "--ref", "MINE-1", "--title", "T", "--party", "Russia")[2] == 0
    before = damage(registry, old, new)
    stdout, stderr, code = agreetrack(*words)
    assert (stdout, code) == ("", 4), stderr
    assert place in stderr
    assert registry.read_bytes() == before


def test_what_somebody_corrected_in_an_editor_is_kept_and_told(agreetrack: Agreetrack, registry: Path):
    damage(registry, '"term":"P20Y"', '"term":"P30Y"')
    run = agreetrack("add", "--title", "T", "--party", "Russia", "--party", "China")
    assert (run[2], "changed outside of agreetrack, or damaged: agreement " in run[1]) == (0, True)
    assert json.loads(agreetrack("show", "RU-CN-2001", "--json")[0])["term"] == "P30Y"
    run = agreetrack("add", "--title", "T2", "--party", "Russia", "--party", "China")
    assert "outside of agreetrack" not in run[1]


def test_nothing_that_stands_twice_is_imported(agreetrack: Agreetrack, home: Path, tmp_path: Path):
    file = tmp_path / "in.json"
    file.write_text('[{"ref": "A", "title": "a"}, {"ref": "B", "title": "b", "title": "c"}]')
    stdout, stderr, code = agreetrack("import", str(file))
    assert (stdout, code) == ("", 4)
    assert "record 2: “title” stands twice" in stderr
    assert not (tmp_path / "agreements.json").exists()


@pytest.mark.parametrize("form", ["json", "csv", "ics"])
def test_signs_that_hide_in_a_text_are_seen_in_what_is_exported(agreetrack: Agreetrack, home: Path, form: str):
    title = "Water\u200b\u2060\ufeff\U000e0041"
    words = ("--party", "Russia", "--party", "China", "--entry-into-force", "2022-01-01", "--term", "P5Y")
    assert agreetrack("add", "--ref", "A-1", "--title", title, *words)[2] == 0
    text = agreetrack("export", form)[0].replace("\r\n ", "")
    tag = r"\udb40\udc41" if form == "json" else r"\U000e0041"
    shown = "Water" + r"\u200b\u2060\ufeff" + tag
    assert (shown if form != "ics" else shown.replace("\\", r"\\")) in text
    assert not set("\u200b\u2060\ufeff\U000e0041") & set(text.removeprefix("\ufeff"))  # the CSV says that it is UTF-8


def test_a_registry_with_a_second_name_is_read_and_not_changed(agreetrack: Agreetrack, registry: Path, tmp_path: Path):
    os.link(registry, tmp_path / "second.json")
    assert agreetrack("list")[2] == 0
    stdout, stderr, code = agreetrack("add", "--title", "T", "--party", "Russia")
    assert (stdout, code) == ("", 1)
    assert "one of several names of the same file (hard links), which a change would part; nothing was done" in stderr


def test_an_answer_clears_what_one_that_was_cut_off_left(agreetrack: Agreetrack, registry: Path, tmp_path: Path):
    (tmp_path / ".list.csv.0123abcd.new").write_text("half")
    answer = tmp_path / "list.csv"
    answer.touch(0o640)
    answer.chmod(0o640)
    assert agreetrack("list", "-o", str(answer))[2] == 0
    assert sorted(path.name for path in tmp_path.glob("*list.csv*")) == ["list.csv"]
    assert stat.S_IMODE(answer.stat().st_mode) == 0o640


def test_an_answer_that_cannot_be_left_to_its_group_says_so(
    agreetrack: Agreetrack, registry: Path, tmp_path: Path, monkeypatch
):
    monkeypatch.setattr(replacing, "replace_file", lambda *_what: ("somebody is left out",))
    assert agreetrack("list", "-o", str(tmp_path / "list.csv"))[1].startswith("somebody is left out\n")


def test_an_answer_is_not_written_over_a_circle_of_links(agreetrack: Agreetrack, registry: Path, tmp_path: Path):
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    stdout, stderr, code = agreetrack("list", "-o", str(tmp_path / "loop.csv"))
    assert (stdout, code, "cannot be written" in stderr) == ("", 1, True)
    assert (tmp_path / "loop.csv").is_symlink()


@pytest.mark.parametrize("words", ["list", "check", "history", "remind", "config counting", "edit A --tag t"])
def test_a_registry_that_is_linked_to_itself_is_not_missing(agreetrack: Agreetrack, tmp_path: Path, words: str):
    (tmp_path / "agreements.json").symlink_to("agreements.json")
    stdout, stderr, code = agreetrack(*words.split())
    assert (stdout, code, "Too many levels of symbolic links" in stderr) == ("", 1, True)
    assert (tmp_path / "agreements.json").is_symlink()

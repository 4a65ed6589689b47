"""`list`, `show` and `explain`, over the agreements that come with the package."""

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Agreetrack = Callable[..., Any]
SHIPPED = Path(__file__).resolve().parent.parent.parent / "data" / "agreements.json"
DUE = ["IN-BD-GANGES-1996", "EU-MU-2022", "US-UNESCO-1946", "JP-KR-GSOMIA-2016"]


@pytest.fixture
def look(agreetrack: Agreetrack, monkeypatch: pytest.MonkeyPatch) -> Agreetrack:
    monkeypatch.setenv("AGREETRACK_DB", str(SHIPPED))
    return agreetrack


def refs(run: Any) -> list[str]:
    return [row["ref"] for row in json.loads(run.stdout)]


def test_a_morning(look: Agreetrack) -> None:
    run = look("list", "--expiring")
    assert run.code == 0
    decide, happens = run.stdout.index("\nDECIDE\n"), run.stdout.index("\nHAPPENS BY ITSELF\n")
    for ref, place in zip(DUE, (decide, decide, happens, happens), strict=True):
        assert run.stdout.index(ref) > place
    assert run.stderr.startswith("4 of 20 agreements; left out: ")


def test_looking_further_ahead(look: Agreetrack) -> None:
    ahead = set(refs(look("list", "--expiring", "--within", "6m", "--json")))
    assert ahead == {*DUE, "RU-CN-2001", "US-JP-SMA-2022", "EU-UA-ROAD-2022"}
    assert set(refs(look("list", "--within", "6m", "--json"))) == ahead


def test_without_filters_everything_is_shown_on_any_day(look: Agreetrack) -> None:
    for day in ("1900-01-01", "2026-11-22", "2200-01-01"):
        run = look("list", "--as-of", day, "--json")
        assert (len(refs(run)), run.stderr) == (20, "20 agreements\n")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (["china"], ["RU-CN-2001", "US-CN-ST-1979"]),
        (["china", "russia"], ["RU-CN-2001"]),
        (["--party", "moscow", "--unknown", "2014"], ["MSK-ROSNANO-2014"]),
        (["--tag", "clusters"], ["MSK-ROSNANO-2015"]),
        (["--status", "ending"], ["US-UNESCO-1946"]),
        (["--status", "ending,contested"], ["US-UNESCO-1946"]),
        (["--owner", "nobody"], []),
        (["rosnano", "--sort", "signed"], ["MSK-ROSNANO-2011", "MSK-ROSNANO-2014", "MSK-ROSNANO-2015"]),
    ],
)
def test_filters(look: Agreetrack, filters: list[str], expected: list[str]) -> None:
    run = look("list", *filters, "--json")
    assert (run.code, refs(run)) == (0, expected)
    assert run.stderr == f"{len(expected)} of 20 agreements; left out: {20 - len(expected)} by the filters\n"


def test_kinds_are_chosen_too(look: Agreetrack) -> None:
    rows = json.loads(look("list", "--kind", "treaty,protocol", "--json").stdout)
    assert {row["kind"] for row in rows} == {"treaty", "protocol"}


def test_every_format_shows_the_same_agreements(look: Agreetrack) -> None:
    wanted = refs(look("list", "--json"))
    assert refs(look("list", "--format", "json")) == wanted
    for words in (["--csv"], ["--format", "csv"]):
        rows = csv.DictReader(io.StringIO(look("list", *words).stdout, newline=""))
        assert [row["ref"] for row in rows] == wanted
    tsv = look("list", "--format", "tsv", "--columns", "ref,in_force").stdout.splitlines()
    assert (tsv[0], [line.split("\t")[0] for line in tsv[1:]]) == ("ref\tin_force", wanted)
    table = look("list", "--format", "table", "--columns", "ref,in-force").stdout.splitlines()
    assert [line.split()[0] for line in table[1:]] == wanted
    assert all(ref in look("list", "--format", "md").stdout for ref in wanted)


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.csv", "\ufeffref,title,"),
        ("a.CSV", "\ufeffref,title,"),
        ("a.tsv", "ref\ttitle\t"),
        ("a.json", '[\n{"ref"'),
        ("a.md", "| ref | title |"),
        ("a.txt", "ref  "),
    ],
)
def test_a_file_is_written_in_the_format_of_its_ending(
    look: Agreetrack, tmp_path: Path, name: str, begins: str
) -> None:
    file = tmp_path / name
    run = look("list", "-o", str(file))
    assert (run.code, run.stdout) == (0, "")
    assert f"written to {file}" in run.stderr
    assert file.read_text("utf-8").startswith(begins)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "home"])


def test_a_format_that_is_said_wins_over_the_ending(look: Agreetrack, tmp_path: Path) -> None:
    look("list", "--json", "--output", str(tmp_path / "a.txt"))
    assert (tmp_path / "a.txt").read_text().startswith("[")
    assert look("list", "--json", "-o", "-").stdout.startswith("[")


def test_a_file_is_replaced_with_its_permissions(look: Agreetrack, tmp_path: Path) -> None:
    file, link = tmp_path / "a.json", tmp_path / "link.json"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    assert look("list", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert (file.stat().st_mode & 0o777, len(json.loads(file.read_text()))) == (0o640, 20)
    mask = os.umask(0o027)
    try:
        look("list", "-o", str(tmp_path / "new.json"))
    finally:
        os.umask(mask)
    assert (tmp_path / "new.json").stat().st_mode & 0o777 == 0o640


def test_a_file_that_cannot_be_written_is_told(look: Agreetrack, tmp_path: Path) -> None:
    for name in ("missing/a.json", "x" * 300 + ".json"):
        run = look("list", "-o", str(tmp_path / name))
        assert (run.code, run.stdout, run.stderr.count("\n")) == (1, "", 1)
        assert "cannot be written" in run.stderr
    full = look("list", "-o", "/dev/full", "--json")
    assert (full.code, "No space left" in full.stderr) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_a_file_that_cannot_be_finished_stays_as_it_was(
    look: Agreetrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: str, target: Path) -> None:
        raise OSError(28, "No space left on device")

    file = tmp_path / "a.json"
    file.write_text("old")
    monkeypatch.setattr(os, "replace", full)
    run = look("list", "-o", str(file))
    assert (run.code, "No space left" in run.stderr, file.read_text()) == (1, True, "old")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "home"]


def test_the_registry_is_not_written_over(look: Agreetrack) -> None:
    before = SHIPPED.read_bytes()
    run = look("list", "-o", str(SHIPPED))
    assert (run.code, "is the registry itself" in run.stderr) == (2, True)
    assert SHIPPED.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--json", "--csv"], "one answer has one format"),
        (["--json", "--format", "csv"], "one answer has one format"),
        (["-o", "a.xls"], "no format goes with that ending; use one of .txt, .tsv, .csv, .json, .md"),
        (["-o", "a"], "no format goes with that ending"),
        (["--columns", "ref,nosuch"], "“nosuch” is no column of this format; choose one of: ref, title"),
        (["--csv", "--columns", "next"], "“next” is no column of this format"),
        (["--columns", ","], "name at least one of"),
        (["--json", "--columns", "ref"], "JSON always has every name"),
        (["--status", "alive"], "“alive” is no status; choose one of: draft"),
        (["--kind", "pact"], "“pact” is no kind of agreement; choose one of: treaty"),
        (["--sort", "size"], "“size” is no order; choose one of: due"),
        (["--within", "soon"], "--within: “soon” is not a period"),
        (["--within", "0d"], "--within: “0d” is no time at all"),
    ],
)
def test_what_cannot_be_listed_is_refused(look: Agreetrack, words: list[str], told: str) -> None:
    run = look("list", *words)
    assert (run.code, run.stdout) == (2, "")
    assert told in run.stderr


def test_looking_changes_nothing(look: Agreetrack) -> None:
    before = (SHIPPED.read_bytes(), SHIPPED.stat().st_mtime_ns, sorted(SHIPPED.parent.iterdir()))
    for words in (["list"], ["list", "--expiring"], ["show", "RU-CN"], ["explain", "RU-CN"], ["check"]):
        look(*words)
    assert (SHIPPED.read_bytes(), SHIPPED.stat().st_mtime_ns, sorted(SHIPPED.parent.iterdir())) == before


def test_one_agreement_by_the_beginning_of_its_ref(look: Agreetrack) -> None:
    run = look("show", "ru-cn")
    assert (run.code, run.stderr) == (0, "")
    assert "IN FORCE through Sun 2027-02-28 (or 02-27: counting not stated); period 2" in run.stdout
    whole = json.loads(look("show", "ru-cn", "--json").stdout)
    assert (whole["ref"], whole["expires"], whole["term"]) == ("RU-CN-2001", "2027-02-28", "P20Y")


def test_one_agreement_names_those_that_link_to_it(look: Agreetrack) -> None:
    assert "MSK-ROSNANO-2015" in look("show", "MSK-ROSNANO-2014").stdout


@pytest.mark.parametrize("name", ["show", "explain"])
@pytest.mark.parametrize(
    ("word", "told"),
    [("MSK", "names several agreements"), ("RU-CM-2001", "did you mean RU-CN-2001"), ("", "no agreement")],
)
def test_a_ref_that_names_none_or_several(look: Agreetrack, name: str, word: str, told: str) -> None:
    run = look(name, word)
    assert (run.code, run.stdout, told in run.stderr) == (3, "", True)


def test_the_dates_of_an_agreement_are_explained(look: Agreetrack) -> None:
    run = look("explain", "RU-CN-2001")
    assert (run.code, run.stderr) == (0, "")
    assert run.stdout.startswith("Why RU-CN-2001 is in force through 2027-02-28\n")
    for word in ("Start", "Term", "Rule", "ASSUMED", "Renewal", "Notice", "Rival", "2027-02-27"):
        assert word in run.stdout

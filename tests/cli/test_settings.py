"""The office's settings as typed: kept in the registry, the same for all who use it, in the history, undone."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from agreetrack.cli.session import Session
from agreetrack.model.errors import AgreetrackError
from agreetrack.store import writing

Agreetrack = Callable[..., Any]
ADD = ("add", "--title", "Water", "--party", "X", "--party", "Y", "--start", "2022-02-20")
TERM = ("--term", "5y", "--renewal", "tacit", "--notice", "3m")
AS_ASSUMED, AS_SETTLED = "2027-02-20", "2027-02-19"


@pytest.fixture
def registry(agreetrack: Agreetrack, tmp_path: Path) -> Path:
    assert agreetrack(*ADD, "--ref", "A-1", *TERM).code == 0
    return tmp_path / "agreements.json"


@pytest.fixture
def file(home: Path) -> Path:
    path = home / "agreetrack" / "config.toml"
    path.parent.mkdir()
    return path


def expires(agreetrack: Agreetrack, env: Mapping[str, str] | None = None) -> list[str]:
    return [row["expires"] for row in json.loads(agreetrack("list", "--json", env=env).stdout)]


OFFICE = [
    ("counting", "day-before"),
    ("countries", "RU, cn, DE-BY"),
    ("owner", "Анна Петрова <anna@example.org>"),
    ("department", "law@example.org"),
    ("second", "second@example.org"),
    ("lead_times", "7, 180,0"),
    ("treaty_lead_times", "7"),
    ("obligation_lead_times", "0"),
    ("heartbeat", "weekly"),
    ("mail_lang", "en"),
    ("mail_date_format", "dd.mm.yyyy"),
]


@pytest.mark.parametrize(("key", "value"), OFFICE)
def test_what_changes_a_date_a_recipient_or_a_mail_stands_in_the_registry(
    agreetrack: Agreetrack, registry: Path, home: Path, key: str, value: str
) -> None:
    run = agreetrack("config", key, value)
    assert (run.code, run.stdout) == (0, "")
    assert f"{key} is set in {registry}, for all who use it\ntake it back with: agreetrack undo\n" in run.stderr
    assert json.loads(registry.read_text())["settings"] == {"1": {key: value}}
    assert not (home / "agreetrack").exists()
    assert agreetrack("config", key).stdout == f"{value}\n"
    assert f'{key} = "{value}"  # set in the registry' in agreetrack("config").stdout


def test_two_colleagues_with_their_own_configurations_see_the_same(
    agreetrack: Agreetrack, registry: Path, tmp_path: Path
) -> None:
    agreetrack("config", "counting", "day-before")
    agreetrack("config", "lead_times", "120")
    seen = []
    for name, text in (
        ("anna", 'counting = "anniversary"\nlead_times = "45"\ndate_format = "dd.mm.yyyy"\n'),
        ("boris", 'countries = "RU"\nowner = "boris@example.org"\n'),
        ("cron", ""),
    ):
        path = tmp_path / f"{name}.toml"
        path.write_text(text)
        env = {"AGREETRACK_CONFIG": str(path), "AGREETRACK_USER": name}
        words = (("list", "--json"), ("list", "--expiring", "--json"), ("show", "A-1", "--json"))
        looks = (("remind", "--dry-run", "--json"), ("export", "ics"), ("explain", "A-1", "--json"))
        seen.append([agreetrack(*asked, env=env).stdout for asked in (*words, *looks)])
    assert AS_SETTLED in seen[0][0]
    assert seen[0] == seen[1] == seen[2]


def test_what_is_set_moves_the_dates_of_all_and_back(agreetrack: Agreetrack, registry: Path) -> None:
    assert expires(agreetrack) == [AS_ASSUMED]
    agreetrack("config", "counting", "day-before", env={"AGREETRACK_USER": "boris"})
    assert expires(agreetrack) == [AS_SETTLED]
    run = agreetrack("undo", "2", "--yes")
    assert (run.code, run.stdout) == (0, "")
    assert "agreetrack config counting day-before (settings)" in run.stderr
    assert expires(agreetrack) == [AS_ASSUMED]
    agreetrack("undo", "--redo")
    assert expires(agreetrack) == [AS_SETTLED]
    agreetrack("config", "--unset", "counting")
    assert expires(agreetrack) == [AS_ASSUMED]


def test_each_takes_back_what_is_ones_own_and_nothing_that_others_rest_on(
    agreetrack: Agreetrack, registry: Path
) -> None:
    boris = {"AGREETRACK_USER": "boris"}
    agreetrack("config", "owner", "boris@example.org", env=boris)
    agreetrack("config", "counting", "day-before")
    agreetrack("config", "counting", "anniversary", env=boris)
    run = agreetrack("undo", "3", "--yes")
    assert (run.code, run.stdout) == (4, "")
    assert "counting" in run.stderr
    agreetrack("undo", env=boris)
    agreetrack("undo")
    assert json.loads(registry.read_text())["settings"] == {"1": {"owner": "boris@example.org"}}
    assert "agreetrack config owner boris@example.org (settings)" in agreetrack("undo", "2", "--yes").stderr
    assert "settings" not in json.loads(registry.read_text())


def test_the_history_tells_it_in_sentences(agreetrack: Agreetrack, registry: Path) -> None:
    agreetrack("config", "counting", "day-before")
    agreetrack("config", "counting", "anniversary")
    agreetrack("config", "--unset", "counting")
    lines = agreetrack("history").stdout.splitlines()
    assert [line.strip() for line in lines if line.startswith("    ")][1:] == [
        "counting was set to day-before",
        "counting was changed from day-before to anniversary",
        "counting has its default again; it was anniversary",
    ]
    assert lines[2].endswith("  settings")
    rows = json.loads(agreetrack("history", "--json").stdout)
    assert rows[1] == {
        "seq": 2,
        "at": "2026-11-22T08:30:00Z",
        "who": "anna",
        "command": "agreetrack config counting day-before",
        "ref": None,
        "changes": [{"field": "counting", "before": None, "after": "day-before"}],
    }
    assert len(json.loads(agreetrack("history", "A-1", "--json").stdout)) == 1


def test_nothing_is_written_where_nothing_changes(agreetrack: Agreetrack, registry: Path) -> None:
    agreetrack("config", "heartbeat", "daily")
    before = registry.read_bytes()
    assert agreetrack("config", "heartbeat", "daily").stderr == "nothing was changed\n"
    assert agreetrack("config", "--unset", "counting").stderr == "counting was not set\n"
    assert registry.read_bytes() == before


@pytest.mark.parametrize("words", [("counting", "day-before"), ("--unset", "owner")])
def test_without_a_registry_there_is_nowhere_to_keep_them(
    agreetrack: Agreetrack, home: Path, words: tuple[str, ...]
) -> None:
    for env in (None, {"AGREETRACK_DB": None}):
        run = agreetrack("config", *words, env=env)
        assert (run.code, run.stdout, run.stderr.count("\n")) == (3, "", 1)
        assert "begin one with add or import" in run.stderr
    assert agreetrack("config", "counting").stdout == "anniversary\n"
    assert list(home.iterdir()) == []


def test_a_registry_keeps_its_own_whatever_is_imported(agreetrack: Agreetrack, registry: Path, tmp_path: Path) -> None:
    agreetrack("config", "counting", "day-before")
    agreetrack("config", "countries", "RU,CN")
    other = {"AGREETRACK_DB": str(tmp_path / "other.json")}
    run = agreetrack("import", str(registry), env=other)
    assert run.code == 0
    assert "its settings were not taken over, and differ from those that hold here: counting, countries" in run.stderr
    assert expires(agreetrack, env=other) == [AS_ASSUMED]
    agreetrack("config", "counting", "day-before", env=other)
    agreetrack("config", "countries", "cn, ru", env=other)
    assert "settings" not in agreetrack("import", str(registry), "--update", env=other).stderr


def test_what_an_unattended_run_prints_is_written_as_settled_and_what_a_person_looks_at_as_that_one_likes(
    agreetrack: Agreetrack, registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreetrack("config", "date_format", "dd.mm.yyyy")
    asked = ("remind", "--as-of", "2027-01-20", "--open")
    assert ".2027" not in agreetrack(*asked, "--dry-run").stdout
    monkeypatch.setattr(Session, "is_attended", True)
    assert ".2027" in agreetrack(*asked).stdout
    monkeypatch.setattr(Session, "is_attended", False)
    agreetrack("config", "--unset", "date_format")
    agreetrack("config", "mail_date_format", "dd.mm.yyyy")
    for _night in range(2):
        assert ".2027" in agreetrack(*asked).stdout
    monkeypatch.setattr(Session, "is_attended", True)
    assert ".2027" not in agreetrack(*asked).stdout


# What a personal configuration says of the office


def test_what_a_personal_configuration_says_otherwise_is_told_in_one_line(
    agreetrack: Agreetrack, registry: Path, file: Path
) -> None:
    file.write_text('counting = "day-before"\nheartbeat = "off"\nowner = "anna@example.org"\n')
    told = f"agreetrack: {file}: what it says of counting, owner no longer counts, the registry settles that; type: "
    for words in (("list", "--json"), ("remind", "--dry-run", "--json"), ("show", "A-1")):
        run = agreetrack(*words)
        assert run.code == 0
        assert run.stderr.startswith(told + "agreetrack config --take-over\n")
        assert run.stderr.count("no longer counts") == 1
    assert expires(agreetrack) == [AS_ASSUMED]
    for words in (("history",), ("config",), ("config", "within"), ("config", "counting", "day-before")):
        assert "no longer counts" not in agreetrack(*words).stderr
    assert "says of owner no longer counts" in agreetrack("list").stderr


def test_it_is_taken_over_once_on_request_and_taken_back_as_one(
    agreetrack: Agreetrack, registry: Path, file: Path
) -> None:
    file.write_text('# mine\ncounting = "day-before"  # old\nwithin = "P6M"\nowner = "Anna <anna@example.org>"\n')
    run = agreetrack("config", "--take-over")
    assert (run.code, run.stdout) == (0, "")
    assert run.stderr == (
        f'counting = "day-before" stands in {registry} now\n'
        f'owner = "Anna <anna@example.org>" stands in {registry} now\n'
        "take it back with: agreetrack undo\n"
    )
    assert file.read_text() == '# mine\nwithin = "P6M"\n'
    assert expires(agreetrack) == [AS_SETTLED]
    assert agreetrack("list").stderr.count("\n") == 1
    assert len({row["seq"] for row in json.loads(agreetrack("history", "--json").stdout)}) == 2
    assert agreetrack("config", "--take-over").stderr == f"there is nothing to take over in {file}\n"
    agreetrack("undo")
    assert expires(agreetrack) == [AS_ASSUMED]
    assert "settings" not in json.loads(registry.read_text())


def test_what_the_registry_says_otherwise_is_listed_and_stays(
    agreetrack: Agreetrack, registry: Path, file: Path
) -> None:
    agreetrack("config", "counting", "anniversary")
    agreetrack("config", "countries", "ru,CN")
    file.write_text('counting = "day-before"\ncountries = "CN, RU"\nheartbeat = "weekly"\n')
    run = agreetrack("config", "--take-over")
    assert run.code == 0
    assert run.stderr == (
        f'heartbeat = "weekly" stands in {registry} now\n'
        "countries: the registry says the same\n"
        'counting: the registry says "anniversary", and that holds; "day-before" was not taken over, it is a comment '
        "in your file now; to have it for all, type: agreetrack config counting day-before\n"
        "take it back with: agreetrack undo\n"
    )
    settled = {"counting": "anniversary", "countries": "ru,CN", "heartbeat": "weekly"}
    assert json.loads(registry.read_text())["settings"] == {"1": settled}
    assert file.read_text() == '# not taken over: counting = "day-before"\n'
    assert agreetrack("config", "--take-over").stderr == f"there is nothing to take over in {file}\n"


def test_without_a_registry_nothing_is_taken_out_of_the_file(agreetrack: Agreetrack, file: Path) -> None:
    text = 'counting = "day-before"\n'
    file.write_text(text)
    run = agreetrack("config", "--take-over")
    assert (run.code, file.read_text()) == (3, text)
    assert "begin one with add or import" in run.stderr


def test_a_country_that_is_none_is_not_taken_over(agreetrack: Agreetrack, registry: Path, file: Path) -> None:
    pytest.importorskip("holidays", reason="agreetrack[calendars] is not installed")
    text = 'countries = "UK"\nowner = "anna@example.org"\n'
    file.write_text(text)
    before = registry.read_bytes()
    run = agreetrack("config", "--take-over")
    assert (run.code, file.read_text(), registry.read_bytes()) == (4, text, before)
    assert "there is no country “UK”" in run.stderr


def test_a_file_that_cannot_be_written_is_told_after_the_registry_has_it(
    agreetrack: Agreetrack, registry: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('counting = "day-before"\n')
    replace = writing.replace

    def refusing(path: Path, *what: Any) -> tuple[str, ...]:
        if path == file:
            raise AgreetrackError("the disk is full")
        return replace(path, *what)

    monkeypatch.setattr(writing, "replace", refusing)
    run = agreetrack("config", "--take-over")
    assert (run.code, run.stdout) == (1, "")
    assert run.stderr == (
        "agreetrack: the registry has them now, as change 2, but they still stand in the configuration: "
        "the disk is full\n"
        "The change was made all the same; take it back with: agreetrack undo 2\n"
    )
    assert expires(agreetrack) == [AS_SETTLED]
    monkeypatch.setattr(writing, "replace", replace)
    assert agreetrack("config", "--take-over").stderr == "counting: the registry says the same\n"
    assert file.read_text() == ""


@pytest.mark.parametrize("words", [("--take-over", "counting"), ("--take-over", "--unset"), ("--take-over", "a", "b")])
def test_a_taking_over_takes_no_key(agreetrack: Agreetrack, words: tuple[str, ...]) -> None:
    run = agreetrack("config", *words)
    assert (run.code, run.stdout) == (2, "")
    assert "--take-over takes no key" in run.stderr


def test_config_shows_what_stands_in_ones_own_file_in_vain(agreetrack: Agreetrack, registry: Path, file: Path) -> None:
    file.write_text('counting = "day-before"\n')
    shown = agreetrack("config").stdout
    assert 'counting = "anniversary"  # default\n# counting = "day-before"  # in your own file, without effect' in shown


# A broken table


def broken(registry: Path, agreetrack: Agreetrack, document: str) -> None:
    agreetrack("config", "heartbeat", "daily")
    registry.write_text(registry.read_text().replace('{"heartbeat":"daily"}', document))


BROKEN = [
    ('{"counting":"backwards"}', "settings.counting: it must be one of: anniversary, day-before"),
    ('{"countries":"Russia"}', "settings.countries: it must be ISO 3166 codes"),
    ('{"lead_times":[30,7]}', "settings.lead_times: it must be a text in quotes"),
    ('{"owner":"Anna"}', "settings.owner: it must be one mail address"),
    ('{"countin":"day-before"}', "settings.countin: there is no such key; did you mean counting?"),
    ('{"within":"P6M"}', "settings.within: there is no such key; there are: counting"),
]


@pytest.mark.parametrize(("document", "told"), BROKEN)
def test_a_broken_setting_is_told_with_its_place_and_mended(
    agreetrack: Agreetrack, registry: Path, document: str, told: str
) -> None:
    broken(registry, agreetrack, document)
    for words in (("list",), ("remind",), ("config",), ("show", "A-1"), ("extend", "A-1", "--by", "1y")):
        run = agreetrack(*words)
        assert (run.code, run.stdout) == (4, "")
        assert f"the settings in the registry “{registry}” are not in order" in run.stderr
        assert told in run.stderr
    (name,) = json.loads(document)
    assert agreetrack("config", "--unset", name).code == 0
    assert agreetrack("list").code == 0


@pytest.mark.parametrize(("document", "told"), BROKEN)
def test_check_lists_it_beside_the_rest(agreetrack: Agreetrack, registry: Path, document: str, told: str) -> None:
    agreetrack(*ADD, "--ref", "A-2", "--allow-duplicates")
    broken(registry, agreetrack, document)
    run = agreetrack("check", "--json")
    found = json.loads(run.stdout)
    field, _, problem = told.partition(": ")
    assert run.code == 1
    assert (found[0]["ref"], found[0]["severity"], found[0]["field"]) == (None, "error", field)
    assert found[0]["problem"].startswith(problem)
    assert "A-2" in {one["ref"] for one in found}
    assert told in " ".join(agreetrack("check").stdout.split())


def test_check_lists_a_country_that_is_none(agreetrack: Agreetrack, registry: Path) -> None:
    pytest.importorskip("holidays", reason="agreetrack[calendars] is not installed")
    broken(registry, agreetrack, '{"countries":"RU, UK"}')
    assert agreetrack("list").code == 4
    found = json.loads(agreetrack("check", "--json").stdout)
    assert found[0]["field"] == "settings.countries"
    assert "there is no country “UK”" in found[0]["problem"]


def test_check_lists_a_table_that_is_not_one_document(agreetrack: Agreetrack, registry: Path) -> None:
    agreetrack("config", "heartbeat", "daily")
    registry.write_text(registry.read_text().replace('"1": {"heartbeat":"daily"}', '"2": {"heartbeat":"daily"}'))
    run = agreetrack("check")
    assert run.code == 1
    assert "must hold one document, number 1" in " ".join(run.stdout.split())
    assert agreetrack("list").code == 4


# Together with others


def test_a_change_that_rests_on_what_was_settled_otherwise_meanwhile_is_refused(
    agreetrack: Agreetrack, registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Session.occasion

    def and_then_somebody_settles(session: Session) -> Any:
        occasion = found(session)
        monkeypatch.setattr(Session, "occasion", found)
        agreetrack("config", "counting", "day-before")
        return occasion

    monkeypatch.setattr(Session, "occasion", and_then_somebody_settles)
    run = agreetrack("extend", "A-1", "--by", "1y")
    assert (run.code, run.stdout) == (1, "")
    assert "the settings were changed just now; nothing was done, do it again" in run.stderr
    assert agreetrack("extend", "A-1", "--by", "1y").code == 0


def test_settings_and_agreements_changed_at_once_are_all_there(
    agreetrack: Agreetrack, registry: Path, started: Mapping[str, str]
) -> None:
    words = [("config", key, value) for key, value in OFFICE if key != "countries"]
    words += [(*ADD, "--allow-duplicates", "--ref", f"B-{number}") for number in range(4)]
    running = [
        subprocess.Popen([sys.executable, "-m", "agreetrack", *each], env=started, stderr=subprocess.PIPE, stdout=-3)
        for each in words
    ]
    ended = [(each, one.communicate()[1].decode(), one.returncode) for each, one in zip(words, running, strict=True)]
    for each, told, code in ended:
        assert code == 0 or "the settings were changed just now" in told, (each, told)
    tables = json.loads(registry.read_text())
    done = [each for each, _told, code in ended if code == 0]
    assert tables["settings"]["1"] == {each[1]: each[2] for each in done if each[0] == "config"}
    refs = {document["ref"] for document in tables["agreements"].values()}
    assert refs == {"A-1", *(each[-1] for each in done if each[0] == "add")}
    assert [row["seq"] for row in tables["history"].values()] == list(range(1, len(done) + 2))

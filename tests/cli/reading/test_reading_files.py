"""What people write, in a file to import and in the editor: read as at the options."""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Agreetrack = Callable[..., Any]
PARTIES = [{"name": "Москва"}, {"name": "Роснано"}]


@pytest.fixture(autouse=True)
def _drafts_go_to_the_folder_of_the_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture
def record(agreetrack: Agreetrack) -> Callable[[], dict[str, Any]]:
    """The only record, as it stands in the file."""

    def reading() -> dict[str, Any]:
        (found,) = json.loads(agreetrack("export", "json").stdout)
        return dict(found)

    return reading


STATED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"signed": "9 февраля 2015 г."}, {"signed": "2015-02-09"}),
    ({"signed": "«9» февраля 2015 года"}, {"signed": "2015-02-09"}),
    ({"signed": "09.02.2015"}, {"signed": "2015-02-09"}),
    ({"signed": "2015 год"}, {"signed": "2015"}),
    ({"signed": "yesterday"}, {"signed": "2026-11-21"}),
    ({"entry_into_force": "с даты подписания"}, {"entry_into_force": "signature"}),
    ({"entry_into_force": {"after": "все", "wait": "30 дней"}}, {"entry_into_force": {"after": "all", "wait": "P30D"}}),
    ({"term": "сроком на пять лет"}, {"term": "P5Y"}),
    ({"term": "бессрочно"}, {"term": "indefinite"}),
    ({"term": {"event": "5 лет"}}, {"term": {"event": "5 лет"}}),
    ({"term": "до 31.12.2027 включительно"}, {"term": "2027-12-31", "end_day": "included"}),
    ({"end_day": "не включая", "term": "2027-12-31"}, {"term": "2027-12-31", "end_day": "excluded"}),
    ({"kind": "соглашение"}, {"kind": "agreement"}),
    ({"restricted": "да"}, {"restricted": True}),
    ({"notice": {"period": "3 месяца", "day": "30.06.2015"}}, {"notice": {"period": "P3M", "day": "06-30"}}),
    ({"renewal": {"mode": "нет"}}, {"renewal": {"mode": "none"}}),
    ({"parties": ["Россия=RU", "Китай"]}, {"parties": [{"name": "Россия", "code": "RU"}, {"name": "Китай"}]}),
    (
        {"obligations": [{"id": "1", "text": "Отчёт", "kind": "recurring", "every": "1 год", "from": "31.01.2016"}]},
        {"obligations": [{"id": "1", "text": "Отчёт", "kind": "recurring", "every": "P1Y", "from": "2016-01-31"}]},
    ),
    (
        {"events": [{"kind": "extension", "date": "1 июня 2019 г.", "until": "31.12.2021 включительно"}]},
        {"events": [{"kind": "extension", "date": "2019-06-01", "until": "2021-12-31", "end_day": "included"}]},
    ),
    (
        {"events": [{"kind": "amendment", "date": "2019-06-01", "set": {"term": "10 лет"}}]},
        {"events": [{"kind": "amendment", "date": "2019-06-01", "set": {"term": "P10Y"}}]},
    ),
    (
        {"events": [{"kind": "succession", "date": "2016 год", "from": "Москва", "to": "Правительство Москвы"}]},
        {"events": [{"kind": "succession", "date": "2016", "from": "Москва", "to": "Правительство Москвы"}]},
    ),
]


@pytest.mark.parametrize(("written", "stated"), STATED, ids=[str(written) for written, _stated in STATED])
def test_a_file_of_json_is_understood(
    agreetrack: Agreetrack, record: Callable[[], dict[str, Any]], written: dict[str, Any], stated: dict[str, Any]
) -> None:
    document = {"ref": "A", "title": "Кластеры", "parties": PARTIES, "signed": "2015-02-09", **written}
    run = agreetrack("import", "-", input=json.dumps([document]))
    assert run.code == 0, run.stderr
    found = record()
    assert {name: found.get(name) for name in stated} == stated


def test_a_file_of_a_spreadsheet_is_understood(
    agreetrack: Agreetrack, record: Callable[[], dict[str, Any]], tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        "ref;title;parties;signed;entry_into_force;term;kind;restricted\n"
        "A;Кластеры;Россия=RU, Китай;9 февраля 2015 г.;с даты подписания;до 31.12.2027;соглашение;да\n".replace(
            ", ", "|"
        )
    )
    file.write_text(file.read_text().replace("Россия=RU|Китай", '"Россия=RU; Китай"'))
    run = agreetrack("import", str(file))
    assert run.code == 0, run.stderr
    assert "line 2: “до 31.12.2027” is read as in force through 2027-12-31" in run.stderr
    found = record()
    del found["ref"], found["title"]
    assert found == {
        "parties": [{"name": "Россия", "code": "RU"}, {"name": "Китай"}],
        "signed": "2015-02-09",
        "entry_into_force": "signature",
        "term": "2027-12-31",
        "kind": "agreement",
        "restricted": True,
    }


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"signed": "03/04/2015"}, "signed: “03/04/2015” can be 2015-04-03 or 2015-03-04"),
    ({"term": "2027 год"}, "term: “2027 год” can mean through 2027-12-31, or 2027 years"),
    ({"restricted": "иногда"}, "restricted: “иногда” is neither yes nor no"),
    ({"restricted": "maybe"}, "restricted: must be true or false"),
    ({"kind": "traety"}, "did you mean “treaty”?"),
    ({"parties": ["=RU", "Китай"]}, "parties[0]"),
    ({"events": [{"kind": "close", "date": "31 апреля 2019 г."}]}, "events[0].date: “31 апреля 2019 г.”"),
]


@pytest.mark.parametrize(("written", "told"), WRONG, ids=[str(written) for written, _told in WRONG])
def test_what_has_two_meanings_or_none_is_refused_with_its_place(
    agreetrack: Agreetrack, written: dict[str, Any], told: str
) -> None:
    document = {"ref": "A", "title": "Кластеры", "parties": PARTIES, **written}
    run = agreetrack("import", "-", input=json.dumps([document]))
    assert (run.code, run.stdout) == (4, "")
    assert told in run.stderr.replace("\n", " ")
    assert "A (record 1)" in run.stderr


def test_all_that_is_wrong_is_told_and_each_of_it_once(agreetrack: Agreetrack) -> None:
    document = {"ref": "A", "title": "", "parties": PARTIES, "signed": "03/04/2015", "term": "до востребования"}
    run = agreetrack("import", "-", input=json.dumps([document, {"ref": "B", "titel": "x"}]))
    lines = [line.strip() for line in run.stderr.splitlines() if "(record " in line]
    assert [line.split(": ")[1] for line in lines] == ["signed", "term", "title", "titel", "title"]


def test_the_editor_understands_it_too(
    agreetrack: Agreetrack, record: Callable[[], dict[str, Any]], tmp_path: Path
) -> None:
    agreetrack(
        "add", "--ref", "A", "--title", "Кластеры", "--party", "Москва", "--party", "Роснано", "--signed", "2014"
    )
    script = tmp_path / "editor.py"
    editor = {"EDITOR": f"{sys.executable} {script}", "VISUAL": ""}
    script.write_text(
        "import sys\npath = sys.argv[1]\ntext = open(path).read()\n"
        'text = text.replace(\'signed = "2014"\', \'signed = "«9» февраля 2015 г."\\nterm = "до 31.12.2027"\')\n'
        "open(path, 'w').write(text)\n"
    )
    run = agreetrack("edit", "A", env=editor)
    assert run.code == 0, run.stderr
    assert (record()["signed"], record()["term"]) == ("2015-02-09", "2027-12-31")
    assert "through 2027-12-30" in run.stderr
    script.write_text(
        "import sys\npath = sys.argv[1]\ntext = open(path).read()\n"
        "open(path, 'w').write(text.replace('2015-02-09', '03/04/2015'))\n"
    )
    run = agreetrack("edit", "A", env=editor)
    assert (run.code, run.stdout) == (4, "")
    assert "can be 2015-04-03 or 2015-03-04" in run.stderr.replace("\n", " ")

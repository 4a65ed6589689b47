"""The commands that keep records, as they are typed."""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agreetrack.cli.session import Session

Agreetrack = Callable[..., Any]
ADD = ("add", "--ref", "AB-1", "--title", "Cooperation", "--party", "Aland=AL", "--party", "Borduria")


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return tmp_path / "office.json"


@pytest.fixture
def typed(agreetrack: Agreetrack, registry: Path) -> Agreetrack:
    """Types a command against the test's own registry; as of 2015-03-01 unless told otherwise."""

    def typing(*words: str, **more: Any) -> Any:
        day = () if "--as-of" in words else ("--as-of", "2015-03-01")
        return agreetrack("--db", str(registry), *day, *words, **more)

    return typing


@pytest.fixture(autouse=True)
def _drafts_go_to_the_folder_of_the_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture
def record(typed: Agreetrack) -> Callable[[], dict[str, Any]]:
    """The record of AB-1 as it stands in the file."""

    def reading() -> dict[str, Any]:
        (found,) = json.loads(typed("export", "json", "AB-1").stdout)
        return dict(found)

    return reading


def assert_refused(run: Any, code: int, *says: str) -> None:
    assert (run.code, run.stdout) == (code, "")
    assert "Traceback" not in run.stderr
    for words in says:
        assert words in run.stderr.replace("\n", " ")


# add


def test_add_answers_with_the_standing_and_how_to_undo_it(typed: Agreetrack, registry: Path) -> None:
    run = typed(*ADD, "--start", "9 Feb 2015", "--term", "5 years")
    assert run.code == 0
    assert "AB-1" in run.stdout
    assert "2020-02-09" in run.stdout
    assert str(registry) in run.stdout.replace("\n", "") + run.stderr.replace("\n", "")
    assert "undo" in run.stdout + run.stderr


def test_add_keeps_what_each_option_says(typed: Agreetrack, record: Callable[[], dict[str, Any]]) -> None:
    words = """--us Aland --kind agreement --number 7 --signed 09.02.2015 --place Moscow
        --entry-into-force-after all --entry-into-force-wait 30d --entry-into-force-month 2
        --term-from signature --term 31.03.2027 --end-day included --counting anniversary --counting-basis text
        --renewal tacit --renewal-period 1y6m --renewal-times 3 --notice 6m --notice-before any-time
        --notice-not-before 1y --notice-effective-on dispatch --notice-to depositary --notice-ends all
        --notice-transit 10d --prepare 3m --survival indefinite --link related:XY-1 --file-no 12-3
        --department Treaties --approval-needed Parliament --approval-given 2015-02-01 --depositary Aland
        --language en --language ru --registration UN-1 --binding legal --owner Anna --tag a --tag b
        --lead-time 90 --lead-time 30 --notes N --source S --restricted"""
    typed("add", "--ref", "XY-1", "--title", "Air", "--party", "X", "--party", "Y")
    run = typed(*ADD, *words.split(), "--signatory", "Anna; Minister; AL", "--clause", "1; term; five years; more")
    assert run.code == 0, run.stderr
    assert record() == {
        "ref": "AB-1",
        "title": "Cooperation",
        "kind": "agreement",
        "number": "7",
        "parties": [{"name": "Aland", "code": "AL", "us": True}, {"name": "Borduria"}],
        "signatories": [{"name": "Anna", "office": "Minister", "party": "Aland"}],
        "signed": "2015-02-09",
        "place": "Moscow",
        "entry_into_force": {"after": "all", "wait": "P30D", "month": 2},
        "term_from": "signature",
        "term": "2027-03-31",
        "end_day": "included",
        "counting": "anniversary",
        "counting_basis": "text",
        "renewal": {"mode": "tacit", "period": "P1Y6M", "times": 3},
        "notice": {
            "period": "P6M",
            "before": "any-time",
            "not_before": "P1Y",
            "effective_on": "dispatch",
            "to": "depositary",
            "ends": "all",
            "transit": "P10D",
        },
        "prepare": "P3M",
        "survival": "indefinite",
        "clauses": [{"article": "1", "about": "term", "words": "five years; more"}],
        "links": [{"kind": "related", "ref": "XY-1"}],
        "file_no": "12-3",
        "department": "Treaties",
        "approval": {"needed": "Parliament", "given": "2015-02-01"},
        "depositary": "Aland",
        "languages": ["en", "ru"],
        "registration": "UN-1",
        "binding": "legal",
        "restricted": True,
        "owner": "Anna",
        "tags": ["a", "b"],
        "lead_times": [90, 30],
        "notes": "N",
        "source": "S",
    }


def test_add_as_json_prints_one_document(typed: Agreetrack) -> None:
    run = typed(*ADD, "--start", "2015-02-09", "--json")
    document = json.loads(run.stdout)
    assert (document["ref"], document["in_force"], document["expires"]) == ("AB-1", "2015-02-09", None)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--term", "0y"], 2, ("--term",)),
        (["--term", "soon"], 2, ("--term", "indefinite")),
        (["--term", "-5y"], 2, ("--term: “-5y”", "without a sign")),
        (["--term", "+5y"], 2, ("--term: “+5y”", "without a sign")),
        (["--term", "1.5y"], 2, ("--term: “1.5y” is not a period",)),
        (["--term", "P1.5Y"], 2, ("is not a period",)),
        (["--term", "99999999y"], 2, ("“99999999y” is too long for a period; its numbers go up to 999,999",)),
        (["--renewal-times", "1000000"], 2, ("--renewal-times: “1000000” is more than 999,999",)),
        (["--renewal-times", "x"], 2, ("--renewal-times: “x” is not a whole number",)),
        (["--term", "2027-02-30"], 2, ("2027-02-28",)),
        (["--entry-into-force", "never"], 2, ("is not a date", "or the word signature")),
        (["--owner", " "], 2, ("--owner is empty", "--unset owner")),
        (["--tag", "a", "--tag", ""], 2, ("--tag is empty",)),
        (["--signatory", ";;"], 2, ("NAME; OFFICE; PARTY",)),
        (["--clause", "3"], 2, ("ARTICLE; ABOUT; WORDS",)),
        (["--clause", ";;"], 2, ("ARTICLE; ABOUT; WORDS",)),
        (["--signed", "03/04/2025"], 2, ("--signed", "2025-04-03", "2025-03-04")),
        (["--signed", "2015-02-30"], 2, ("--signed",)),
        (["--renewal", "maybe"], 2, ("--renewal: maybe",)),
        (["--us", "Cordoba"], 2, ("Cordoba", "Aland")),
        (["--link", "beside:XY-1"], 2, ("succeeds",)),
        (["--lead-time", "soon"], 2, ("--lead-time", "whole number of days")),
        (["--start", "2015-02-09", "--signed", "2015-02-09"], 2, ("--start",)),
        (["--party", "=AL"], 2, ("--party",)),
        (["--title", " "], 4, ("title",)),
        (["--ref", "a b"], 4, ("ref",)),
        (["--renewal-period", "5y"], 4, ("renewal.mode",)),
    ],
)
def test_add_refuses_what_cannot_be(
    typed: Agreetrack, registry: Path, words: list[str], code: int, says: tuple[str, ...]
) -> None:
    assert_refused(typed(*ADD, *words), code, *says)
    assert not registry.exists()


def test_add_without_a_terminal_wants_a_title_and_a_party(typed: Agreetrack, registry: Path) -> None:
    assert_refused(typed("add"), 2, "--title")
    assert_refused(typed("add", "--title", "Cooperation"), 2, "--party")
    assert not registry.exists()


@pytest.fixture
def _somebody_can_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "can_ask", True)


@pytest.mark.usefixtures("_somebody_can_be_asked")
def test_add_typed_bare_asks_and_asks_again(typed: Agreetrack) -> None:
    answers = ["", "Cooperation", "", "=AL", "", "Aland=AL", "Borduria", "", "Ruritania", "al", "12-3", "contract", ""]
    answers += ["03/04/2015", "2015-02-09", "", "A;B;C;D", "Anna; Minister; bord", ""]
    answers += ["signature", "soon", "5y", "perhaps", "tacit", "6m", "", "", "", ""]
    run = typed("add", input="\n".join(answers) + "\n")
    assert run.code == 0, run.stderr
    (found,) = json.loads(typed("export", "json").stdout)
    assert found == {
        "ref": "2015-001",
        "title": "Cooperation",
        "number": "12-3",
        "parties": [{"name": "Aland", "code": "AL", "us": True}, {"name": "Borduria"}],
        "signed": "2015-02-09",
        "signatories": [{"name": "Anna", "office": "Minister", "party": "Borduria"}],
        "entry_into_force": "signature",
        "term": "P5Y",
        "renewal": {"mode": "tacit"},
        "notice": {"period": "P6M"},
    }


@pytest.mark.usefixtures("_somebody_can_be_asked")
def test_a_wrong_answer_costs_that_answer_alone(typed: Agreetrack) -> None:
    answers = ["Cooperation", "Aland", "=BO", "aland", "Borduria", *[""] * 8, "-5y", "5y", *[""] * 6]
    run = typed("add", input="\n".join(answers) + "\n")
    for told in ("“=BO” is not of the form", "“aland” stands here twice", "“-5y”"):
        assert told in run.stderr
    (found,) = json.loads(typed("export", "json").stdout)
    assert ([party["name"] for party in found["parties"]], found["term"]) == (["Aland", "Borduria"], "P5Y")


@pytest.mark.usefixtures("_somebody_can_be_asked")
def test_obligations_ties_and_entry_by_notifications_are_asked_for_too(
    typed: Agreetrack, record: Callable[[], dict[str, Any]]
) -> None:
    typed("add", "--ref", "OLD-2011", "--title", "Before", "--party", "Aland", "--party", "Borduria")
    answers = ["Сотрудничество", "Aland", "Borduria", "", "", "", "", "9 февраля 2015 г.", "", ""]
    answers += ["уведомления", "30 дней"]
    answers += [
        "5 лет",
        "нет",
        "",
        "Разработать перечень; aland; 31.12.2015",
        "Встречаться; bord, aland",
        "; ; ",
        "Once; ; once",
    ]
    answers += ["X; aland, Cordoba", "Late; ; soon", "", "succeeds", "succeeds:2012", "succeeds:old", *[""] * 4]
    run = typed("add", input="\n".join(answers) + "\n")
    assert run.code == 0, run.stderr
    (found,) = json.loads(typed("export", "json", "2015").stdout)
    assert found["entry_into_force"] == {"after": "all", "wait": "P30D"}
    assert (found["signed"], found["term"], found["renewal"]) == ("2015-02-09", "P5Y", {"mode": "none"})
    assert found["links"] == [{"kind": "succeeds", "ref": "OLD-2011"}]
    assert found["obligations"] == [
        {"id": "1", "text": "Разработать перечень", "kind": "once", "by": ["Aland"], "due": "2015-12-31"},
        {"id": "2", "text": "Встречаться", "kind": "continuing", "by": ["Borduria", "Aland"]},
        {"id": "3", "text": "Once", "kind": "once"},
    ]
    for told in (
        "“; ;” is not of the form TEXT; WHOSE; DUE",
        "“Cordoba” is none of the parties",
        "“soon” is not a date",
    ):
        assert told in run.stderr


@pytest.mark.usefixtures("_somebody_can_be_asked")
@pytest.mark.parametrize(("word", "code", "count"), [("y", 0, 2), ("n", 1, 1)])
def test_what_is_likely_there_already_is_asked_about_and_no_answer_lost(
    typed: Agreetrack, word: str, code: int, count: int
) -> None:
    typed(*ADD, "--signed", "2015-02-09")
    answers = ["Cooperation", "Aland=AL", "Borduria", "", "", "", "", "2015-02-09", *[""] * 11, word]
    run = typed("add", input="\n".join(answers) + "\n")
    assert (run.code, "Add it all the same? [y/N]" in run.stderr, "AB-1" in run.stderr) == (code, True, True)
    assert len(json.loads(typed("list", "--json").stdout)) == count


@pytest.mark.usefixtures("_somebody_can_be_asked")
def test_one_can_go_back_a_question_at_a_time(typed: Agreetrack) -> None:
    answers = ["<", "Wrong", "<", "Right", "Aland", "Wrong", "<", "Borduria", "", "", "7", "<", "<", "<", "Cordoba", ""]
    answers += ["al", "8", *[""] * 12]
    run = typed("add", input="\n".join(answers) + "\n")
    assert run.code == 0, run.stderr
    (found,) = json.loads(typed("export", "json").stdout)
    parties = [{"name": "Aland", "us": True}, {"name": "Borduria"}, {"name": "Cordoba"}]
    assert (found["title"], found["parties"], found["number"]) == ("Right", parties, "8")


@pytest.mark.usefixtures("_somebody_can_be_asked")
def test_what_keys_send_never_ends_up_in_a_title(typed: Agreetrack) -> None:
    keys = "\x1b[D\x1b[1;5C\x1bOA\x1b[3~"
    answers = [f"Co{keys}operation\x07 of\x0bborders", "Aland", "Borduria", *[""] * 15]
    run = typed("add", input="\n".join(answers) + "\n")
    assert run.code == 0, run.stderr
    (found,) = json.loads(typed("export", "json").stdout)
    assert found["title"] == "Cooperation of borders"


@pytest.mark.usefixtures("_somebody_can_be_asked")
@pytest.mark.parametrize(("word", "code"), [("да", 0), ("Yes", 0), ("maybe\ny", 0), ("нет", 1), ("", 1)])
def test_a_yes_is_understood_in_russian_too(typed: Agreetrack, word: str, code: int) -> None:
    typed(*ADD)
    run = typed("remove", "AB-1", input=f"{word}\n")
    assert (run.code, "“maybe” is neither yes nor no" in run.stderr) == (code, "maybe" in word)


@pytest.mark.usefixtures("_somebody_can_be_asked")
def test_add_that_is_left_adds_nothing(typed: Agreetrack, registry: Path) -> None:
    run = typed("add", input="Cooperation\nAland\n")
    assert (run.code, "nothing was changed" in run.stderr) == (1, True)
    assert not registry.exists()


def test_a_ref_that_is_used_names_its_record(typed: Agreetrack, registry: Path) -> None:
    typed(*ADD)
    before = registry.read_bytes()
    assert_refused(typed(*ADD), 4, "AB-1", "Cooperation")
    assert registry.read_bytes() == before


# edit


def test_edit_sets_fields_and_adds_to_lists(typed: Agreetrack, record: Callable[[], dict[str, Any]]) -> None:
    typed(*ADD, "--tag", "a", "--notice", "6m")
    run = typed("edit", "ab", "--party", "Cordoba", "--party", "Borduria=BO", "--tag", "b", "--us", "al")
    assert run.code == 0, run.stderr
    found = record()
    assert found["parties"] == [
        {"name": "Aland", "code": "AL", "us": True},
        {"name": "Borduria", "code": "BO"},
        {"name": "Cordoba"},
    ]
    assert found["tags"] == ["a", "b"]
    typed("edit", "ab", "--unset", "tags", "--tag", "c", "--unset", "notice")
    assert (record()["tags"], "notice" in record()) == (["c"], False)


def test_edit_gives_a_new_ref_and_restricts(typed: Agreetrack) -> None:
    typed(*ADD)
    run = typed("edit", "AB-1", "--ref", "XY-1", "--restricted", "--entry-into-force", "signature")
    assert run.code == 0, run.stderr
    (found,) = json.loads(typed("export", "json").stdout)
    assert (found["ref"], found["restricted"], found["entry_into_force"]) == ("XY-1", True, "signature")
    typed("edit", "XY-1", "--not-restricted", "--entry-into-force-after", "2")
    (found,) = json.loads(typed("export", "json").stdout)
    assert ("restricted" in found, found["entry_into_force"]) == (False, {"after": 2})


def test_edit_that_leaves_too_few_parties_says_so(typed: Agreetrack) -> None:
    typed(*ADD)
    assert "only one party is stated" not in typed("edit", "AB-1", "--tag", "a").stdout
    assert_refused(typed("edit", "AB-1", "--unset", "parties"), 4, "no party would be left")
    assert "only one party is stated" in typed("edit", "AB-1", "--unset", "parties", "--party", "Aland").stdout


def test_edit_refuses_what_cannot_be(typed: Agreetrack, registry: Path) -> None:
    typed(*ADD)
    before = registry.read_bytes()
    assert_refused(typed("edit", "AB-1", "--unset", "title"), 4, "title")
    assert_refused(typed("edit", "AB-1", "--unset", "tittle"), 2, "did you mean “title”")
    assert_refused(typed("edit", "XY", "--title", "T"), 3, "XY")
    assert_refused(typed("edit", "AB-1", "--renewal-times", "2"), 4, "renewal.mode")
    assert_refused(typed("edit", "AB-1"), 2, "$EDITOR")
    assert registry.read_bytes() == before


def editor(tmp_path: Path, script: str) -> dict[str, str]:
    """The environment with an editor that runs a Python script over the text."""
    path = tmp_path / "editor.py"
    path.write_text(f"import sys\npath = sys.argv[1]\ntext = open(path).read()\n{script}\n")
    return {"EDITOR": f"{sys.executable} {path}", "VISUAL": ""}


def test_edit_takes_what_the_editor_saves(
    typed: Agreetrack, record: Callable[[], dict[str, Any]], tmp_path: Path
) -> None:
    typed(*ADD)
    new = "'signed = 2015-02-09\\n' + text.replace('Cooperation', 'Сотрудничество')"
    run = typed("edit", "AB-1", env=editor(tmp_path, f"open(path, 'w').write({new})"))
    assert run.code == 0, run.stderr
    assert (record()["title"], record()["signed"]) == ("Сотрудничество", "2015-02-09")


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("open(path, 'w').write(text.replace('title', 'titel'))", "did you mean “title”"),
        ("open(path, 'w').write('title = ')", "TOML"),
        ("open(path, 'wb').write(b'\\xff')", "UTF-8"),
    ],
)
def test_edit_loses_no_text_that_is_wrong(
    typed: Agreetrack, registry: Path, tmp_path: Path, script: str, says: str
) -> None:
    typed(*ADD)
    before = registry.read_bytes()
    run = typed("edit", "AB-1", env=editor(tmp_path, script))
    assert_refused(run, 4, says)
    (draft,) = tmp_path.glob("agreetrack-*.toml")
    assert draft.name in run.stderr.replace("\n", "")
    assert registry.read_bytes() == before


@pytest.mark.usefixtures("_somebody_can_be_asked")
def test_a_wrong_text_can_be_mended_on_a_terminal(
    typed: Agreetrack, record: Callable[[], dict[str, Any]], tmp_path: Path
) -> None:
    typed(*ADD)
    script = """
if 'titel' in text:
    text = text.replace('titel', 'title').replace('Cooperation', 'Mended')
else:
    text = text.replace('title', 'titel')
open(path, 'w').write(text)"""
    run = typed("edit", "AB-1", env=editor(tmp_path, script), input="y\n")
    assert (run.code, "did you mean “title”" in run.stderr) == (0, True)
    assert record()["title"] == "Mended"


def test_edit_that_leaves_the_text_as_it_is_changes_nothing(typed: Agreetrack, registry: Path, tmp_path: Path) -> None:
    typed(*ADD)
    before = registry.read_bytes()
    for script in ("", "open(path, 'w').write('')"):
        assert typed("edit", "AB-1", env=editor(tmp_path, script)).code == 0
    assert registry.read_bytes() == before
    assert not list(tmp_path.glob("agreetrack-*.toml"))


def test_an_editor_that_fails_is_told(typed: Agreetrack, tmp_path: Path) -> None:
    typed(*ADD)
    assert_refused(typed("edit", "AB-1", env=editor(tmp_path, "sys.exit(3)")), 1, "code 3")
    assert_refused(typed("edit", "AB-1", env={"EDITOR": "no-such-editor", "VISUAL": ""}), 1, "no-such-editor")


def test_all_events_or_obligations_are_taken_out_only_with_a_yes(
    typed: Agreetrack, record: Callable[[], dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(*ADD, "--start", "2015-02-09", "--term", "5y")
    for text in ("Meet", "Report"):
        typed("oblige", "AB-1", text)
    typed("suspend", "AB-1", "--on", "2015-02-20")
    before = record()
    run = typed("edit", "AB-1", "--unset", "events", "--unset", "obligations")
    question = "Take all events (1) and all obligations (2) out of AB-1?"
    assert_refused(run, 2, f"{question} Nobody can be asked here; say --yes")
    assert typed("edit", "AB-1", "--unset", "events", "--dry-run").code == 0
    monkeypatch.setattr(Session, "can_ask", True)
    run = typed("edit", "AB-1", "--unset", "events", input="n\n")
    assert (run.code, "Take all events (1) out of AB-1? [y/N]" in run.stderr) == (1, True)
    assert record() == before
    assert typed("edit", "AB-1", "--unset", "obligations", input="y\n").code == 0
    assert typed("edit", "AB-1", "--unset", "events", "--yes").code == 0
    assert {"events", "obligations"}.isdisjoint(record())
    assert typed("edit", "AB-1", "--unset", "events").code == 0


# remove


def test_remove_wants_a_yes(typed: Agreetrack, registry: Path) -> None:
    typed(*ADD)
    before = registry.read_bytes()
    assert_refused(typed("remove", "AB-1"), 2, "--yes")
    assert registry.read_bytes() == before
    assert typed("remove", "AB-1", "--yes").code == 0
    assert_refused(typed("show", "AB-1"), 3, "AB-1")


# import and export


def test_what_export_writes_import_reads(typed: Agreetrack, agreetrack: Agreetrack, tmp_path: Path) -> None:
    typed(*ADD, "--start", "2015-02-09", "--term", "5y", "--notes", "=1+1; “ü”", "--tag", "x y")
    typed("notice", "AB-1", "--party", "AL", "--on", "2016-01-01", "--last-day", "2019-01-01")
    wanted = typed("export", "json").stdout
    for form in ("json", "csv"):
        file = tmp_path / f"out.{form}"
        assert typed("export", form, "-o", str(file)).code == 0
        other = str(tmp_path / f"{form}.registry")
        run = agreetrack("--db", other, "import", str(file))
        assert (run.code, "1 new" in run.stdout) == (0, True), run.stderr
        assert agreetrack("--db", other, "export", "json").stdout == wanted


def test_import_reads_what_is_piped_in(typed: Agreetrack) -> None:
    run = typed("import", "-", input='[{"ref": "AB-1", "title": "Cooperation", "parties": [{"name": "C"}]}]')
    assert run.code == 0, run.stderr
    assert typed("import", "-", input="ref,title,parties\nAB-2,Second,C\n").code == 0
    assert json.loads(typed("list", "--json").stdout)[1]["ref"] == "AB-2"


def test_import_tells_every_error_and_takes_nothing(typed: Agreetrack, registry: Path) -> None:
    typed(*ADD)
    before = registry.read_bytes()
    wrong = [
        {"ref": "N-1", "title": "A", "term": "P0Y"},
        {"ref": "AB-1", "title": "B", "parties": [{"name": "C"}]},
        {"titel": "C"},
    ]
    run = typed("import", "-", input=json.dumps(wrong))
    assert_refused(run, 4, "N-1", "term", "AB-1", "--update", "titel")
    assert registry.read_bytes() == before


def test_a_record_without_parties_is_imported_and_told(typed: Agreetrack, registry: Path) -> None:
    typed(*ADD)
    run = typed("import", "-", input='[{"ref": "N-1", "title": "A"}]')
    assert (run.code, "N-1: no party is stated" in run.stderr) == (0, True)
    assert "only one party is stated" in typed("import", "-", input=ONE_PARTY).stderr


ONE_PARTY = '[{"ref": "N-2", "title": "A", "parties": [{"name": "Alone"}]}]'


def test_import_update_and_dry_run(typed: Agreetrack, registry: Path) -> None:
    typed(*ADD)
    before = registry.read_bytes()
    parties = [{"name": "C"}]
    newer, fresh = {"ref": "AB-1", "title": "Newer"}, {"title": "Fresh", "signed": "2014"}
    new = json.dumps([{**newer, "parties": parties}, {**fresh, "parties": parties}])
    run = typed("import", "-", "--update", "--dry-run", input=new)
    assert "1 new, 1 replaced, 0 unchanged" in run.stdout
    assert registry.read_bytes() == before
    run = typed("import", "-", "--update", "--clear", "--json", input=new)
    assert json.loads(run.stdout) == {"new": ["2014-001"], "replaced": ["AB-1"], "unchanged": []}


def test_import_of_what_is_not_there(typed: Agreetrack, tmp_path: Path) -> None:
    assert_refused(typed("import", str(tmp_path / "none.json")), 1, "none.json", "cannot be read")


def test_export_never_writes_over_the_registry(typed: Agreetrack, registry: Path) -> None:
    typed(*ADD)
    before = registry.read_bytes()
    assert_refused(typed("export", "json", "-o", str(registry)), 2, "registry itself")
    assert registry.read_bytes() == before


def test_export_takes_only_words_that_there_are(typed: Agreetrack) -> None:
    typed(*ADD)
    assert_refused(typed("export", "json", "--status", "in-forse"), 2, "no status", "in-force")
    assert_refused(typed("export", "csv", "--kind", "pact"), 2, "no kind of agreement")


def test_export_leaves_a_file_as_it_was_where_it_cannot_be_written_whole(
    typed: Agreetrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(*ADD)
    file = tmp_path / "out.json"
    file.write_text("before")

    def full(*_paths: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    assert_refused(typed("export", "json", "-o", str(file)), 1, "out.json", "No space left")
    assert (file.read_text(), list(tmp_path.glob(".out*"))) == ("before", [])


def test_csv_opens_in_a_spreadsheet(typed: Agreetrack, tmp_path: Path) -> None:
    typed(*ADD, "--title", "Сотрудничество")
    file = tmp_path / "out.csv"
    typed("export", "csv", "-o", str(file))
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfref,")
    assert "Сотрудничество".encode() in content

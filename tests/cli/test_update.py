"""`import --update`: a file touches what it names, and never takes back in silence what somebody else did."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from agreetrack.cli.session import Session

Agreetrack = Callable[..., Any]
FACTS = ("--party", "Россия=RU", "--party", "Китай=CN", "--signed", "2001-07-16", "--entry-into-force", "2002-02-28")
TREATY = (*FACTS, "--term", "20y", "--renewal", "tacit", "--renewal-period", "5y", "--notice", "1y", "--owner", "anna")


@pytest.fixture
def typed(agreetrack: Agreetrack) -> Agreetrack:
    """Types commands into a registry with two treaties."""
    assert agreetrack("add", "--ref", "A-1", "--title", "Дружба", *TREATY, "--tag", "азия", "--tag", "мир").code == 0
    assert agreetrack("add", "--ref", "B-1", "--title", "Граница", *TREATY).code == 0
    return agreetrack


def record(typed: Agreetrack, ref: str = "A-1") -> dict[str, Any]:
    (found,) = json.loads(typed("export", "json", ref).stdout)
    return dict(found)


class Sheet:
    """What `export csv` gave, to be edited in a spreadsheet and taken in again."""

    def __init__(self, typed: Agreetrack) -> None:
        self._typed = typed
        text = typed("export", "csv").stdout
        self.rows = {row["ref"]: row for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))}

    def update(self, *more: str, only: tuple[str, ...] = (), input: str = "") -> Any:
        columns = only or tuple(next(iter(self.rows.values())))
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(self.rows.values())
        return update(self._typed, text.getvalue(), *more)


@pytest.fixture
def sheet(typed: Agreetrack) -> Sheet:
    return Sheet(typed)


def update(typed: Agreetrack, text: str, *more: str) -> Any:
    return typed("import", "-", "--update", *more, input=text)


# What the file names


def test_a_file_of_few_columns_touches_these_alone(typed: Agreetrack) -> None:
    before = record(typed)
    run = update(typed, "ref,owner\nA-1,boris\n")
    assert run.code == 0, run.stderr
    assert record(typed) == {**before, "owner": "boris"}
    assert "0 new, 1 replaced" in run.stdout


def test_a_part_of_a_field_leaves_its_other_parts(typed: Agreetrack) -> None:
    update(typed, "ref,renewal.times\nA-1,3\n")
    assert record(typed)["renewal"] == {"mode": "tacit", "period": "P5Y", "times": 3}
    update(typed, json.dumps([{"ref": "A-1", "renewal": {"period": "1 год"}}]))
    assert record(typed)["renewal"] == {"mode": "tacit", "period": "P1Y", "times": 3}


def test_an_absent_key_leaves_a_field_alone_and_null_takes_it_out(typed: Agreetrack) -> None:
    before = record(typed)
    assert update(typed, json.dumps([{"ref": "A-1", "place": "Москва"}])).code == 0
    assert record(typed) == {**before, "place": "Москва"}
    run = update(typed, json.dumps([{"ref": "A-1", "place": None}]), "--clear")
    assert run.code == 0, run.stderr
    assert record(typed) == before


def test_a_rule_and_a_day_of_entry_take_the_place_of_each_other(typed: Agreetrack) -> None:
    update(typed, json.dumps([{"ref": "A-1", "entry_into_force": {"after": "all", "wait": "P30D"}}]))
    assert record(typed)["entry_into_force"] == {"after": "all", "wait": "P30D"}
    update(typed, "ref,entry_into_force,entry_into_force.after,entry_into_force.wait\nA-1,28.02.2002,,\n")
    assert record(typed)["entry_into_force"] == "2002-02-28"
    update(typed, "ref,entry_into_force.after\nA-1,\n")
    assert record(typed)["entry_into_force"] == "2002-02-28"


def test_a_new_agreement_among_the_others_is_added(typed: Agreetrack) -> None:
    run = update(
        typed, "ref,title,parties,owner\nA-1,Дружба,Россия=RU; Китай=CN,\nC-1,Река,Россия; Индия,\n", "--clear"
    )
    assert run.code == 0, run.stderr
    assert "1 new, 1 replaced" in run.stdout
    assert record(typed, "C-1") == {"ref": "C-1", "title": "Река", "parties": [{"name": "Россия"}, {"name": "Индия"}]}


# What it would take out


def test_an_empty_cell_clears_only_where_somebody_says_so(typed: Agreetrack) -> None:
    before = record(typed)
    text = "ref,owner,notice.period,place\nA-1,,,\nB-1,anna,1y,\n"
    run = update(typed, text)
    assert (run.code, run.stdout) == (4, "")
    assert "A-1: owner: would be taken out" in run.stderr
    assert "A-1: notice: would be taken out" in run.stderr
    assert "B-1" not in run.stderr
    assert "--clear" in run.stderr
    assert record(typed) == before
    run = update(typed, text, "--dry-run")
    assert (run.code, "A-1: owner: would be taken out" in run.stderr) == (0, True)
    assert record(typed) == before
    assert update(typed, text, "--clear").code == 0
    del before["owner"], before["notice"]
    assert record(typed) == before


def test_on_a_terminal_it_is_asked(typed: Agreetrack, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    before = record(typed)
    file = tmp_path / "a.csv"
    file.write_text("ref,owner\nA-1,\n")
    monkeypatch.setattr(Session, "can_ask", True)
    run = typed("import", str(file), "--update", input="n\n")
    assert run.code != 0
    assert "A-1: owner: would be taken out" in run.stderr
    assert record(typed) == before
    assert typed("import", str(file), "--update", input="y\n").code == 0
    assert "owner" not in record(typed)


def test_events_that_a_file_would_lose_are_no_less_told(typed: Agreetrack) -> None:
    typed("extend", "A-1", "--by", "1y", "--on", "2020-01-01")
    run = update(typed, "ref,events\nA-1,[]\n")
    assert (run.code, "A-1: events: would be taken out" in run.stderr) == (4, True)
    assert len(record(typed)["events"]) == 1


def test_names_alone_do_not_take_the_codes_of_parties_away_in_silence(typed: Agreetrack) -> None:
    run = update(typed, "ref,parties\nA-1,Россия; Китай\n")
    assert (run.code, "A-1: parties[0].code: would be taken out" in run.stderr) == (4, True)
    assert record(typed)["parties"] == [{"name": "Россия", "code": "RU"}, {"name": "Китай", "code": "CN"}]
    assert update(typed, "ref,parties\nA-1,Россия=RU; Китай=CN; Индия\n").code == 0
    assert [party["name"] for party in record(typed)["parties"]] == ["Россия", "Китай", "Индия"]


# What others did meanwhile


def test_a_sheet_in_which_nothing_was_edited_changes_nothing(typed: Agreetrack, sheet: Sheet) -> None:
    typed("extend", "A-1", "--by", "1y", "--on", "2020-01-01")
    typed("edit", "A-1", "--owner", "boris", "--unset", "notice", "--tag", "вода")
    typed("edit", "B-1", "--ref", "B-2")
    before = record(typed), record(typed, "B-2")
    run = sheet.update()
    assert run.code == 0, run.stderr
    assert "0 new, 0 replaced, 2 unchanged" in run.stdout
    assert (record(typed), record(typed, "B-2")) == before


def test_what_was_edited_goes_in_beside_what_others_did(typed: Agreetrack, sheet: Sheet) -> None:
    typed("edit", "A-1", "--owner", "boris", "--tag", "вода")
    sheet.rows["A-1"] |= {"place": "Москва", "tags": "азия; мир; суша", "signed": "16.07.2001"}
    run = sheet.update()
    assert run.code == 0, run.stderr
    found = record(typed)
    assert (found["owner"], found["place"], found["signed"]) == ("boris", "Москва", "2001-07-16")
    assert set(found["tags"]) == {"азия", "мир", "вода", "суша"}
    assert "A-1: somebody else changed owner, tags meanwhile, and that is kept" in run.stderr


def test_an_old_sheet_takes_back_nothing_even_if_few_columns_are_left(typed: Agreetrack, sheet: Sheet) -> None:
    typed("edit", "A-1", "--owner", "boris")
    assert sheet.update(only=("ref", "owner", "change")).code == 0
    assert record(typed)["owner"] == "boris"


def test_what_both_changed_is_refused_with_both_values(typed: Agreetrack, sheet: Sheet) -> None:
    typed("edit", "A-1", "--owner", "boris")
    sheet.rows["A-1"]["owner"] = "vera"
    sheet.rows["B-1"]["owner"] = "vera"
    run = sheet.update()
    assert (run.code, run.stdout) == (4, "")
    assert "A-1: owner: you changed it to “vera”, and it was changed to “boris”" in run.stderr
    assert (record(typed)["owner"], record(typed, "B-1")["owner"]) == ("boris", "anna")


def test_a_cell_that_was_emptied_in_the_sheet_clears_by_consent(typed: Agreetrack, sheet: Sheet) -> None:
    sheet.rows["A-1"]["owner"] = ""
    run = sheet.update()
    assert (run.code, "A-1: owner: would be taken out" in run.stderr) == (4, True)
    assert sheet.update("--clear").code == 0
    assert "owner" not in record(typed)


def test_what_was_removed_meanwhile_does_not_come_back(typed: Agreetrack, sheet: Sheet) -> None:
    typed("remove", "B-1", "--yes")
    run = sheet.update()
    assert (run.code, "B-1 (line 3): was removed by somebody else since the file was written" in run.stderr) == (
        4,
        True,
    )
    assert json.loads(typed("list", "--json").stdout)[0]["ref"] == "A-1"


def test_a_sheet_of_another_registry_counts_by_what_it_names(
    typed: Agreetrack, sheet: Sheet, agreetrack: Agreetrack, tmp_path: Any
) -> None:
    other = ("--db", str(tmp_path / "other.json"))
    sheet.rows = {"A-1": {**sheet.rows["A-1"], "owner": "vera"}}
    for owner in ("x", "y", "z"):
        agreetrack(*other, "add", "--ref", f"{owner}-1", "--title", owner, "--party", "X", "--party", "Y")
    agreetrack(*other, "add", "--ref", "A-1", "--title", "Дружба", *TREATY, "--owner", "galina", "--place", "Пекин")
    elsewhere = Sheet(agreetrack)
    elsewhere.rows = sheet.rows
    elsewhere._typed = lambda *words, **more: agreetrack(*other, *words, **more)
    run = elsewhere.update(only=("ref", "owner", "tags", "change"))
    assert run.code == 0, run.stderr
    (found,) = json.loads(agreetrack(*other, "export", "json", "A-1").stdout)
    assert (found["owner"], found["place"], found["tags"]) == ("vera", "Пекин", ["азия", "мир"])


def test_a_mark_that_was_spoilt_is_refused(typed: Agreetrack, sheet: Sheet) -> None:
    sheet.rows["A-1"]["change"] = "17.02.2015"
    run = sheet.update()
    assert (run.code, "A-1 (line 2): change: “17.02.2015” is not what an export wrote there" in run.stderr) == (4, True)


def test_a_sheet_is_taken_in_anew_elsewhere(sheet: Sheet, agreetrack: Agreetrack, tmp_path: Any) -> None:
    other = ("--db", str(tmp_path / "other.json"))
    sheet._typed = lambda *words, **more: agreetrack(*other, *[w for w in words if w != "--update"], **more)
    assert sheet.update().code == 0
    assert len(json.loads(agreetrack(*other, "list", "--json").stdout)) == 2

"""What is too much to take in is refused in a sentence that names the limit, and nothing of it is kept."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agreetrack.cli.commands import import_
from agreetrack.formats import csv_records
from agreetrack.model import keeping

Agreetrack = Callable[..., Any]
Document = dict[str, Any]


def stated(**fields: Any) -> Document:
    return {"ref": "A", "title": "Ferry", "parties": [{"name": "Aland"}, {"name": "Borduria"}], **fields}


def accessions(count: int) -> list[Document]:
    return [
        {"kind": "instrument", "date": "2016-01-01", "party": f"Party {number}", "type": "accession"}
        for number in range(count)
    ]


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., str]:
    """Writes a file to be imported, and names it."""

    def writing(content: object, name: str = "new.json") -> str:
        text = content if isinstance(content, str) else json.dumps(content)
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return writing


@pytest.mark.parametrize("count", [50, 51, 1_234])
def test_of_very_many_problems_the_first_are_listed_and_the_rest_is_counted(
    agreetrack: Agreetrack, file: Callable[..., str], count: int
) -> None:
    run = agreetrack("import", file([stated(ref=f"A-{number}", term="x") for number in range(count)]))
    first, *listed = run.stderr.splitlines()
    assert (run.code, first) == (4, f"agreetrack: nothing was imported: {count} problems to mend")
    assert [line.partition(" ")[0] for line in (one.strip() for one in listed[:50])] == [f"A-{n}" for n in range(50)]
    assert listed[50:] == ([f"  and {count - 50:,} more; the first 50 are listed"] if count > 50 else [])


@pytest.mark.parametrize(
    ("module", "limit", "name", "content", "said"),
    [
        (csv_records, "MOST_COLUMNS", "new.csv", "ref,title,place,notes\n", "has 4 columns; a CSV has at most 3"),
        (csv_records, "LONGEST_CELL", "new.csv", "ref\nABCD\n", "line 2 of the CSV has a cell of 4 signs; a cell has"),
        (csv_records, "LONGEST_ROW", "new.csv", "ref\nAB,CD\n", "line 2 of the CSV has 4 signs in its cells; a row"),
        (keeping, "LONGEST_TEXT", "new.json", [stated(tags=["x"])], "title: has 5 signs; a text has at most 3"),
        (keeping, "MOST_ENTRIES", "new.json", [stated(tags=["x"] * 4)], "tags: has 4 entries; a list has at most"),
        (import_, "MOST_MEGABYTES", "new.json", " " * 3_000_001, "new.json” has more than 3 MB, the most that is"),
        (import_, "MOST_MEGABYTES", "new.csv", "ref," + "x" * 3_000_000, "new.csv” has more than 3 MB, the most that"),
    ],
)  # fmt: skip
def test_too_much_is_refused_with_the_limit(
    agreetrack: Agreetrack,
    home: Path,
    file: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    limit: str,
    name: str,
    content: object,
    said: str,
) -> None:
    monkeypatch.setattr(module, limit, 3)
    run = agreetrack("import", file(content, name))
    assert (run.code, said in run.stderr, run.stdout) == (4, True, "")
    assert not (home.parent / "agreements.json").exists()


def test_too_much_piped_in(agreetrack: Agreetrack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_, "MOST_MEGABYTES", 1)
    run = agreetrack("import", "-", input=" " * 1_000_001)
    assert (run.code, run.stderr) == (
        4,
        "agreetrack: what is piped in has more than 1 MB, the most that is imported at once; "
        "divide it into several files\n",
    )


@pytest.mark.parametrize("depth", [102, 5_000, 200_000])
@pytest.mark.parametrize("content", ["{}", '[{{"ref": "A", "title": "T", "parties": {}}}]'])
def test_json_that_is_too_deep(agreetrack: Agreetrack, file: Callable[..., str], content: str, depth: int) -> None:
    run = agreetrack("import", file(content.format(nested(depth))))
    assert (run.code, run.stderr) == (
        4,
        "agreetrack: lists and objects lie one within the other more than 100 deep; nothing was imported\n",
    )


def test_a_cell_that_is_too_deep(agreetrack: Agreetrack, file: Callable[..., str]) -> None:
    run = agreetrack("import", file("ref,title,parties\nA,T," + nested(5_000), "new.csv"))
    assert run.code == 4
    assert "A: parties: line 2: lists and objects lie one within the other more than 100 deep" in run.stderr


@pytest.mark.parametrize(
    ("leads", "said"),
    [
        (range(21), "lead_times: are 21; an agreement has at most 20 lead times"),
        ((30, 10_000), "lead_times[1]: must be a number of days before the date, from 0 to 9999"),
    ],
)
def test_lead_times_have_the_limits_of_the_settings(agreetrack: Agreetrack, leads: tuple[int, ...], said: str) -> None:
    typed = [word for lead in leads for word in ("--lead-time", str(lead))]
    run = agreetrack("add", "--ref", "A", "--title", "T", "--party", "B", "--party", "C", *typed)
    assert (run.code, said in run.stderr) == (4, True)
    settings = agreetrack("config", "lead_times", ",".join(map(str, leads)))
    assert (settings.code == 0, any(most in settings.stderr for most in ("9999", "1 to 20"))) == (False, True)


@pytest.mark.parametrize("export", ["json", "csv"])
def test_five_thousand_accessions_and_three_hundred_parties_go_in_and_out(
    agreetrack: Agreetrack, file: Callable[..., str], export: str
) -> None:
    parties = [{"name": f"State {number}"} for number in range(300)]
    given = file([stated(parties=parties, events=accessions(5_000), lead_times=[*range(19), 9_999])])
    assert agreetrack("import", given).code == 0
    again = agreetrack("import", file(agreetrack("export", export).stdout, f"again.{export}"), "--update")
    assert (again.code, again.stdout) == (0, "imported: 0 new, 0 replaced, 1 unchanged\n")


def test_a_sentence_names_some_of_very_many_parties(agreetrack: Agreetrack, file: Callable[..., str]) -> None:
    some = ", ".join(f"State {number}" for number in range(20))
    record = stated(parties=[{"name": f"State {number}"} for number in range(300)])
    stranger = {"kind": "notice", "date": "2016-01-01", "party": "Ruritania"}
    run = agreetrack("import", file([{**record, "events": [stranger]}]))
    assert f"“Ruritania” is not a party; the parties are: {some} and 280 more\n" in run.stderr
    assert agreetrack("import", file([record])).code == 0
    run = agreetrack("notice", "A", "--party", "Ruritania", "--on", "2016-01-01")
    named = ", ".join(f"“State {number}”" for number in range(20))
    assert (run.code, run.stderr) == (
        4,
        f"agreetrack: A: “Ruritania” is no party to it; its parties are {named} and 280 more\n",
    )

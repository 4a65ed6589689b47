"""Records to CSV and back: nothing is lost, nothing runs, and what a spreadsheet makes of it can be read."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from saying import refusing, sentence

from agreetrack.formats import csv_records
from agreetrack.formats.csv_records import COLUMNS, export_csv, import_csv
from agreetrack.model.clauses import (
    Approval,
    Clause,
    EntryRule,
    Link,
    NoticeClause,
    Party,
    Renewal,
    Signatory,
)
from agreetrack.model.coding import convert
from agreetrack.model.dates import PartialDay
from agreetrack.model.errors import InvalidData
from agreetrack.model.obligations import Obligation
from agreetrack.model.periods import period
from agreetrack.model.record import Record

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        "",
        "=1+1",
        "'=1",
        "''",
        "  -2",
        "＝A1",
        "\t@x",
        "\r",
        "a;b",
        "[x]",
        "\\x1b",
        "\\\\x1b",
        "\\\x1b",
        "\u202e",
        "\x00",
        "'s-Gravenhage",
    ]
)
STATED = TEXT.filter(lambda text: text.strip() or not text)
OPTIONAL = st.none() | STATED
PERIODS = st.sampled_from([None, period("P1Y"), period("P12M"), period("P2W")])
WORDS = st.lists(TEXT, max_size=3).map(tuple)
PARTIES = st.builds(Party, name=TEXT, code=OPTIONAL, aliases=WORDS, us=st.booleans())
RECORDS = st.builds(
    Record,
    ref=STATED,
    title=STATED,
    kind=st.sampled_from([None, "treaty"]),
    parties=st.lists(PARTIES, max_size=3).map(tuple),
    signed=st.sampled_from([None, PartialDay.of("2014"), date(2015, 2, 9)]),
    entry_into_force=st.sampled_from(
        [None, "signature", date(2015, 2, 9), EntryRule(after="all"), EntryRule(after=60, wait=period("P60D"), month=1)]
    ),
    renewal=st.none() | st.builds(Renewal, mode=st.just("tacit"), period=PERIODS, times=st.none() | st.integers(1, 9)),
    notice=st.none() | st.builds(NoticeClause, period=st.just(period("P6M")), transit=PERIODS),
    tags=WORDS,
    languages=WORDS,
    signatories=st.lists(st.builds(Signatory, name=TEXT, office=OPTIONAL), max_size=2).map(tuple),
    clauses=st.lists(st.builds(Clause, article=TEXT, about=TEXT, words=TEXT), max_size=2).map(tuple),
    approval=st.none() | st.builds(Approval, needed=STATED),
    restricted=st.booleans(),
    lead_times=st.none() | st.lists(st.integers(0, 400), max_size=3).map(tuple),
    notes=OPTIONAL,
)


def read_back(content: bytes) -> list[Record]:
    return [convert(document, Record) for _line, document in import_csv(content)]


@given(st.lists(RECORDS, max_size=3))
def test_a_record_survives_csv_unchanged(records: list[Record]) -> None:
    assert read_back(export_csv(records)) == records


@given(st.lists(RECORDS, min_size=1, max_size=2))
def test_no_cell_begins_as_a_formula_or_acts_on_a_terminal(records: list[Record]) -> None:
    text = export_csv(records).decode("utf-8-sig")
    assert not set(text) & {"\x00", "\x1b", "\x9b", "\x7f", "\u202e", "\u2066"}
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not [cell for cell in row if cell.lstrip()[:1] in tuple("=+-@＝＋－＠")]


def test_the_exact_bytes_of_an_export() -> None:
    record = Record(
        ref="A-1",
        title="Договор, первый",
        parties=(Party(name="Россия"), Party(name="Китай")),
        renewal=Renewal(mode="tacit", period=period("P5Y")),
        tags=("вода", "граница"),
        links=(Link(kind="succeeds", ref="A-0"),),
        obligations=(Obligation(id="o1", text="Писать", kind="continuing"),),
        notes="=SUM(A1)",
    )
    header, row, end = export_csv([record]).split(b"\r\n")
    assert end == b""
    assert header == b"\xef\xbb\xbf" + ",".join(COLUMNS).encode()
    cells = dict(zip(COLUMNS, next(csv.reader([row.decode()])), strict=True))
    assert {name: cell for name, cell in cells.items() if cell} == {
        "ref": "A-1",
        "title": "Договор, первый",
        "parties": "Россия; Китай",
        "renewal.mode": "tacit",
        "renewal.period": "P5Y",
        "tags": "вода; граница",
        "links": '[{"kind":"succeeds","ref":"A-0"}]',
        "obligations": '[{"id":"o1","text":"Писать","kind":"continuing"}]',
        "notes": "'=SUM(A1)",
    }


def test_the_columns_are_a_contract() -> None:
    assert (
        tuple(
            [
                "ref",
                "title",
                "kind",
                "number",
                "parties",
                "signed",
                "entry_into_force",
                "entry_into_force.after",
                "entry_into_force.wait",
                "entry_into_force.month",
                "entry_into_force.among",
                "entry_into_force.also",
                "entry_into_force.on",
                "term_from",
                "term",
                "term.event",
                "end_day",
                "counting",
                "counting_basis",
                "renewal.mode",
                "renewal.period",
                "renewal.times",
                "notice.period",
                "notice.before",
                "notice.day",
                "notice.by",
                "notice.month",
                "notice.window",
                "notice.not_before",
                "notice.not_before_unit",
                "notice.counting",
                "notice.counting_basis",
                "notice.effective_on",
                "notice.to",
                "notice.ends",
                "notice.transit",
                "prepare",
                "survival",
                "events",
                "links",
                "owner",
                "tags",
                "signatories",
                "place",
                "obligations",
                "clauses",
                "documents",
                "file_no",
                "department",
                "approval.needed",
                "approval.given",
                "depositary",
                "languages",
                "registration",
                "binding",
                "restricted",
                "lead_times",
                "notes",
                "source",
                "acknowledged",
            ]
        )
        == COLUMNS
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_what_a_spreadsheet_saves_can_be_read(delimiter: str, mark: bytes) -> None:
    lines = ("ref|title|signed|parties|restricted", "A|Договор|09.02.2015|Москва|TRUE", "", "B|Two||||")
    content = "\r\n".join(lines).replace("|||||", "||||").replace("|", delimiter)
    content = content.removesuffix(delimiter)
    assert import_csv(mark + content.encode()) == [
        (
            2,
            {
                "ref": "A",
                "title": "Договор",
                "signed": "09.02.2015",
                "parties": [{"name": "Москва"}],
                "restricted": True,
            },
        ),
        (4, {"ref": "B", "title": "Two"}),
    ]


def test_a_name_in_parentheses_of_its_own_keeps_its_apostrophe() -> None:
    assert import_csv(b"ref,title,place\nA,B,'s-Gravenhage\n") == [
        (2, {"ref": "A", "title": "B", "place": "'s-Gravenhage"})
    ]


def problems(content: str) -> list[str]:
    with pytest.raises(InvalidData) as caught:
        import_csv(content.encode())
    return [sentence(problem) for problem in caught.value.problems] or [sentence(caught.value)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("ref,titel\n", ["titel: no field of a record; did you mean “title”?"]),
        ("ref,ref\n", ["ref: this column is there more than once"]),
        ("ref,xyzzy\n", ["xyzzy: no field of a record"]),
        ("ref,renewal.times\nA,12345678\n", ["A: renewal.times: line 2: “12345678” is more than 999,999"]),
        ("ref,renewal.times\nA,x\n\nB,y\n", [
            "A: renewal.times: line 2: “x” is not a whole number",
            "B: renewal.times: line 4: “y” is not a whole number",
        ]),
        ("ref,events\nA,soon\n", ["A: events: line 2: this must be a list in JSON, such as [{…}]"]),
        ('ref,clauses\nA,"[{""article"":""1"",""article"":""2""}]"\n', [
            "A: clauses: line 2: this is not valid JSON: “article” stands twice"
        ]),
        ("ref,title\nA,B,C\n", ["line 2: there are more cells than columns"]),
        ("ref,entry_into_force,entry_into_force.after\nA,signature,all\n", [
            "A: entry_into_force.after: line 2: give either “entry_into_force” or its parts, not both"
        ]),
    ],
)  # fmt: skip
def test_every_problem_is_told_with_its_place(content: str, said: list[str]) -> None:
    assert problems(content) == said


@pytest.mark.parametrize("content", ["", "\n\n", "Настоящее;соглашение\n", "a,b\n1,2\n"])
def test_what_is_no_export_is_refused_in_one_sentence(content: str) -> None:
    (said,) = problems(content)
    assert said.startswith("the first line of the CSV names no fields of a record")


def test_columns_of_a_list_are_told_apart() -> None:
    (said,) = problems("ref,expires\n")
    assert "a column of a list" in said


def test_a_file_in_another_encoding_is_refused() -> None:
    with refusing(InvalidData, match="not in UTF-8"):
        import_csv("ref;title\nA;Договор\n".encode("cp1251"))


def test_an_open_quotation_is_refused_with_its_line() -> None:
    (said,) = problems('ref,title\nA,"open\n')
    assert said.startswith("line 2 of the CSV is broken")


def test_the_lines_of_rows_with_line_breaks_are_counted() -> None:
    found: list[tuple[int, dict[str, Any]]] = import_csv(b'ref,notes\nA,"one\ntwo"\nB,x\n')
    assert [line for line, _document in found] == [2, 4]


def test_what_a_person_writes_is_left_to_whoever_understands_it() -> None:
    ((_line, document),) = import_csv(
        "ref,signed,term,restricted,parties\nA,«9» февраля 2015 г.,5 лет,да,Россия=RU".encode()
    )
    assert document == {
        "ref": "A",
        "signed": "«9» февраля 2015 г.",
        "term": "5 лет",
        "restricted": "да",
        "parties": ["Россия=RU"],
    }


def test_a_name_with_the_sign_of_a_code_is_not_taken_for_one() -> None:
    record = convert({"ref": "A", "title": "T", "parties": [{"name": "X=Y"}]}, Record)
    assert read_back(export_csv([record])) == [record]


def test_a_cell_is_longer_than_the_reader_of_csv_takes_by_itself() -> None:
    ((_line, document),) = import_csv(b"ref,notes\nA," + b"x" * 200_000)
    assert len(document["notes"]) == 200_000


@pytest.mark.parametrize(
    ("limit", "content", "said"),
    [
        ("MOST_COLUMNS", "ref,title,place,notes\n", "the first line of the CSV has 4 columns; a CSV has at most 3"),
        ("LONGEST_CELL", "ref\nA\nABCD\n", "line 3 of the CSV has a cell of 4 signs; a cell has at most 3"),
        ("LONGEST_CELL", "ref,title\n", "line 1 of the CSV has a cell of 5 signs; a cell has at most 3"),
        ("LONGEST_ROW", "ref\nABC\nABC,D\n", "line 3 of the CSV has 4 signs in its cells; a row has at most 3"),
    ],
)
def test_what_is_too_large_is_refused_with_the_limit(
    monkeypatch: pytest.MonkeyPatch, limit: str, content: str, said: str
) -> None:
    monkeypatch.setattr(csv_records, limit, 3)
    assert problems(content) == [said]


def test_a_column_of_a_name_without_an_end_is_shown_by_its_beginning() -> None:
    assert problems("ref," + "x" * 5_000) == ["x" * 60 + ": no field of a record"]


def test_json_in_a_cell_is_as_deep_as_any_other() -> None:
    (said,) = problems("ref,title,events\nA,B," + "[" * 5_000 + "]" * 5_000)
    assert said == "A: events: line 2: lists and objects lie one within the other more than 100 deep"

"""The page that a record is edited on: every field that could be there, and what is wrong beside its line."""

import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

import pytest
import tomlkit
from msgspec import Struct
from msgspec.structs import fields

from agreetrack.cli.editing.page import ANSWERS, GROUPS, LISTS, NoToml, as_page, from_page
from agreetrack.cli.editing.places import MARK, Wrong, with_remarks, without_remarks
from agreetrack.model.errors import Problem
from agreetrack.model.events import Event
from agreetrack.model.record import Record
from agreetrack.model.validation import read_record

Agreetrack = Callable[..., Any]
DAY = date(2026, 11, 22)
PLAIN = {"ref": "AB-1", "title": "Cooperation", "parties": [{"name": "Aland"}, {"name": "Borduria"}]}
FULL: dict[str, Any] = {
    **PLAIN,
    "notes": 'Line\nbreak, “quotes” "plain", [bold], \u202e and 🕊',
    "signed": "2015-02",
    "renewal": {"mode": "tacit", "times": 2},
    "entry_into_force": {"after": 2, "wait": "P30D", "among": ["Aland"]},
    "term": {"event": "completion of the project"},
    "restricted": True,
    "lead_times": [90, 30],
    "events": [
        {"kind": "instrument", "date": "2015-03", "party": "Aland", "type": "approval"},
        {"kind": "amendment", "date": "2016-01-01", "set": {"notice": {"period": "P1Y"}, "renewal": {"mode": "none"}}},
    ],
    "obligations": [
        {"id": "1", "text": "Join efforts", "kind": "once", "occurrences": [{"status": "met", "date": "2017-01-01"}]}
    ],
    "acknowledged": [{"what": "notice", "due": "2017-01-01", "date": "2016-12-01", "lead": 30}],
}


@pytest.mark.parametrize("document", [PLAIN, FULL])
def test_a_record_comes_through_its_page_unchanged(document: dict[str, Any]) -> None:
    record = read_record(document)
    assert from_page(as_page(record), "AB-1", DAY) == (record, [])


def test_a_page_may_hold_plain_dates_and_what_the_options_understand() -> None:
    page = as_page(read_record(PLAIN)).replace('# signed = "2015-02-09"', "signed = 2015-02-09")
    page = page.replace('# term = "P5Y"', 'term = "до 31.12.2027"')
    record, told = from_page(page, "AB-1", DAY)
    assert (record.signed, record.term) == (date(2015, 2, 9), date(2027, 12, 31))
    assert "2027-12-30" in told[0]


def parts(kind: Any, path: str = "") -> Iterator[str]:
    """The paths of all fields that a kind of struct has, and of all structs within it."""
    for one in fields(kind):
        name = f"{path}.{one.encode_name}" if path else one.encode_name
        yield name
        yield from (part for struct in structs(one.type) for part in parts(struct, name))


def structs(annotation: Any) -> list[type[Struct]]:
    choices = get_args(annotation) if get_origin(annotation) in (Union, UnionType, tuple) else ()
    if choices := (*choices, *getattr(annotation, "objects", ())):
        return [struct for part in choices for struct in structs(part)]
    return [annotation] if isinstance(annotation, type) and issubclass(annotation, Struct) else []


def uncommented(page: str) -> dict[str, set[str]]:
    """The names of the lines that could be stated, by their list; "" for those in no list."""
    found: dict[str, set[str]] = {}
    table = ""
    for line in page.splitlines():
        if heading := re.fullmatch(r"# \[\[(\w+)\]\]", line):
            table = heading[1]
        elif stated := re.match(r"(?:# )?([\w.]+) = ", line):
            found.setdefault(table, set()).add(stated[1])
    return found


def test_every_field_that_could_be_there_is_on_the_page() -> None:
    offered = uncommented(as_page(Record(ref="AB-1", title="Cooperation")))
    expected = set(parts(Record))
    whole = {path for path in expected if any(other.startswith(f"{path}.") for other in expected)}
    simple = {path for path in expected if path.split(".")[0] not in (*LISTS, ANSWERS)}
    assert offered[""] - whole == simple - whole
    for name in LISTS:
        if name != "events":
            own = {path.split(".")[1] for path in expected if path.count(".") == 1 and path.startswith(f"{name}.")}
            assert offered[name] == own - {"occurrences"}, name


def test_every_field_has_its_place_on_the_page() -> None:
    assert sorted([*(name for _heading, names in GROUPS for name in names), *LISTS, ANSWERS]) == sorted(
        one.name for one in fields(Record)
    )


def test_every_kind_of_event_is_on_the_page() -> None:
    page = as_page(read_record(PLAIN))
    for kind in Event.__subclasses__():
        assert re.search(rf"^#   {kind.__struct_config__.tag}: basis, note", page, re.MULTILINE)


def test_each_line_that_is_commented_out_is_valid_once_it_is_not() -> None:
    page = as_page(Record(ref="AB-1", title="Cooperation"))
    for line in page.splitlines():
        if re.match(r"# [\w.]+ = ", line):
            assert tomlkit.parse(line[2:]).unwrap()


def test_what_is_no_toml_is_placed() -> None:
    with pytest.raises(NoToml, match="line 2") as caught:
        from_page('ref = "A"\ntitle = \n', "AB-1", DAY)
    assert caught.value.line == 2


PAGE = """\
ref = "A-1"
renewal.mode = "tacit"
renewal.period = "P1Y"

[approval]
given = "2015-01-01"

[[parties]]
name = "X"
[[events]]
kind = "renewal"
[[events]]
kind = "amendment"
[events.set]
term = "P5Y"
"""


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("ref", 1),
        ("renewal.period", 3),
        ("renewal.times", 2),
        ("renewal", 2),
        ("approval.given", 6),
        ("parties[0].name", 9),
        ("parties[0].code", 8),
        ("parties[4]", 8),
        ("events[0].date", 10),
        ("events[1].date", 12),
        ("events[1].set.term", 15),
        ("events[1].set.renewal.mode", 14),
        ("title", 1),
        ("", 1),
    ],
)
def test_what_is_wrong_stands_above_its_line(field: str, line: int) -> None:
    told = with_remarks(PAGE, [Wrong(Problem(field, "is\nwrong"))])
    assert told.splitlines()[line - 1] == f"{MARK}is wrong"
    assert without_remarks(told) == PAGE


def test_a_line_that_the_parser_names_is_that_line() -> None:
    told = with_remarks("a = 1\nb = \n", [Wrong(Problem("", "no value"), 2), Wrong(Problem("", "past the end"), 9)])
    assert told == f"a = 1\n{MARK}no value\nb = \n{MARK}past the end\n"
    assert with_remarks(told, [Wrong(Problem("a", "again"))]) == f"{MARK}again\na = 1\nb = \n"


def test_after_a_mistake_the_page_opens_again_with_the_message_beside_the_line(
    agreetrack: Agreetrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agreetrack.cli.session.Session.can_ask", True)
    agreetrack("add", "--ref", "A-1", "--title", "Water", "--party", "X", "--party", "Y", "--term", "5y")
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys\npath = sys.argv[1]\ntext = open(path).read()\nopen(path + '.seen', 'w').write(text)\n"
        "wrong, right = 'term = \"P5X\"', 'term = \"P6Y\"'\n"
        "text = text.replace(wrong, right) if wrong in text else text.replace('term = \"P5Y\"', wrong)\n"
        "open(path, 'w').write(text)\n"
    )
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    run = agreetrack("edit", "A-1", env={"EDITOR": f"{sys.executable} {script}"}, input="\n")
    assert run.code == 0, run.stderr
    (seen,) = tmp_path.glob("*.seen")
    lines = seen.read_text().splitlines()
    place = lines.index('term = "P5X"')
    assert lines[place - 1].startswith(f"{MARK}“P5X” is no term")
    assert "P6Y" in agreetrack("export", "json", "A-1").stdout

import errno
import gc
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from saying import refusing
from tinydb import TinyDB

from agreetrack.model.clauses import EndingEvent
from agreetrack.model.errors import AgreetrackError, InvalidData, LostRegistry, NoSuchRef
from agreetrack.model.events import Renewed
from agreetrack.model.facts import Fact
from agreetrack.model.record import Listed, Record
from agreetrack.store import Author, Registry
from agreetrack.store.decoding import undisturbed


def test_a_file_that_is_not_there(registry: Registry, path: Path):
    assert not registry.exists()
    for asking in (registry.listing, registry.records, registry.refs, registry.history):
        with refusing(NoSuchRef, match="there is no registry"):
            asking()
    assert not Registry(Path("a\0b")).exists()


def test_a_change_needs_the_file_unless_it_makes_one(registry: Registry, path: Path):
    author = Author("anna", datetime(2026, 1, 1, tzinfo=UTC), "extend")
    with refusing(NoSuchRef, match="there is no registry"), registry.change(author):
        pass
    assert os.listdir(path.parent) == []


def test_what_is_put_is_read_back(two: Registry):
    assert two.exists()
    assert two.refs() == ["RU-CN-2001", "EU-MU-2022"]
    assert [record.title for record in two.records()] == ["Добрососедство", "Fisheries"]
    listed = two.listing()
    assert [type(record) for record in listed] == [Listed, Listed]
    assert listed[1].tags == ("fish", "sea")


def test_each_agreement_stands_on_two_lines_of_its_own(two: Registry, path: Path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[1:7] == [
        '"agreements": {',
        '"1": {"ref":"RU-CN-2001","title":"Добрососедство"',
        "},",
        '"2": {"ref":"EU-MU-2022","title":"Fisheries","tags":["fish","sea"]',
        "}",
        "},",
    ]
    assert [line.partition(":")[0] for line in lines[7:11]] == ['"sums"', '"1"', "},", '"history"']


def test_what_the_first_line_does_not_hold_stands_in_the_second(changing, registry: Registry, path: Path):
    with changing() as transaction:
        transaction.put(Record(ref="A", title="a", notes="n", place="p"))
    assert '"1": {"ref":"A","title":"a"\n,"place":"p","notes":"n"}\n' in path.read_text(encoding="utf-8")
    assert registry.find("A").notes == "n"


def test_what_something_else_wrote_is_listed_too(two: Registry, path: Path):
    assert [bool(listed.events) for listed in two.listing()] == [False, False]
    with TinyDB(path) as database:
        database.table("agreements").insert({"ref": "by-hand", "title": "é"})
    assert [listed.title for listed in two.listing()] == ["Добрососедство", "Fisheries", "é"]


def test_lines_that_are_no_pairs_are_read_with_care(two: Registry, path: Path):
    text = path.read_bytes()
    path.write_bytes(
        text.replace(b'"title"', b'"title" ', 1).replace(b'"tags":["fish","sea"]\n', b'"tags":["fish","sea"]')
    )
    assert [listed.ref for listed in two.listing()] == ["RU-CN-2001", "EU-MU-2022"]
    assert [record.ref for record in two.records()] == ["RU-CN-2001", "EU-MU-2022"]


def test_plain_tinydb_opens_the_file(two: Registry, path: Path):
    with TinyDB(path) as database:
        assert database.tables() == {"meta", "agreements", "sums", "history"}
        assert database.table("agreements").get(doc_id=1) == {"ref": "RU-CN-2001", "title": "Добрососедство"}


def test_what_plain_tinydb_wrote_is_read_and_carried_on(two: Registry, path: Path, changing):
    with TinyDB(path) as database:
        database.table("agreements").insert({"ref": "by-hand", "title": "é"})
        database.table("colours").insert({"red": 1})
    assert two.refs() == ["RU-CN-2001", "EU-MU-2022", "by-hand"]
    assert two.find("by").title == "é"
    assert len(two.history()) == 2
    with changing() as transaction:
        assert transaction.refs() == two.refs()
        transaction.put(Record(ref="fourth", title="4"))
    assert path.read_text(encoding="utf-8").count("\n") == 22
    assert [row.seq for row in two.history()] == [1, 1, 2]
    assert two.find("by-hand").title == "é"
    with changing() as transaction:
        transaction.remove("fourth")
    with TinyDB(path) as database:
        assert database.table("colours").all() == [{"red": 1}]
    assert [row.seq for row in two.history()] == [1, 1, 2, 3]


def test_reading_imports_no_tinydb_and_changes_nothing(two: Registry, path: Path):
    before = path.stat()
    code = (
        "import sys; from pathlib import Path; from agreetrack.store import Registry; "
        "Registry(Path(sys.argv[1])).listing(); assert 'tinydb' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
    after = path.stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_refs_are_found_beside_a_title_that_is_not_in_order(two: Registry, path: Path, changing):
    with TinyDB(path) as database:
        database.table("agreements").insert({"ref": "by-hand", "title": 7})
    with changing() as transaction:
        transaction.put(Record(ref="EU-MU-2022", title="Fishing"), replaces="EU-MU-2022")
        assert transaction.refs() == ["RU-CN-2001", "EU-MU-2022", "by-hand"]
        with pytest.raises(InvalidData):
            transaction.titled()
        transaction.remove("by-hand")
        assert [one.title for one in transaction.titled()] == ["Добрососедство", "Fishing"]


def test_many_records_are_read_over_many_blocks(changing, registry: Registry, monkeypatch):
    with changing("import") as transaction:
        for number in range(50):
            transaction.put(Record(ref=f"R-{number}", title="x" * (number + 1)))
    for size in (1, 37, 300, 1000):
        monkeypatch.setattr("agreetrack.store.reading.BLOCK", size)
        assert registry.refs() == [f"R-{number}" for number in range(50)]
        assert registry.find("r-49").title == "x" * 50
    assert len({row.seq for row in registry.history()}) == 1


def test_garbage_collection_is_as_it_was_after_reading():
    with undisturbed():
        assert not gc.isenabled()
        with undisturbed():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_empty_file_is_a_registry_only_once_one_is_begun_in_it(registry: Registry, path: Path, changing):
    path.touch()
    for reading in (registry.listing, registry.history, registry.records, registry.told, registry.seq):
        with refusing(LostRegistry, match="is empty; put a copy of the registry in its place, or begin"):
            reading()
    with changing() as transaction:
        transaction.put(Record(ref="first", title="1"))
    assert registry.refs() == ["first"]
    with changing() as transaction:
        transaction.remove("FIRST")
    assert registry.refs() == []


@pytest.mark.parametrize("made", ["{}", '{"agreements": {"7": {"ref": "a", "title": "t"}}}', '{"meta": {}}'])
def test_a_file_without_a_stamp_is_read_and_stamped_by_the_next_change(registry, path: Path, changing, made):
    path.write_text(made)
    refs = registry.refs()
    assert path.read_text() == made
    with changing() as transaction:
        transaction.put(Record(ref="b", title="t"))
    assert registry.refs() == [*refs, "b"]
    assert path.read_text().startswith('{"meta": {"1": {"format":2,')


@pytest.mark.parametrize(
    ("word", "ref"),
    [
        ("RU-CN-2001", "RU-CN-2001"),
        ("ru-cn", "RU-CN-2001"),
        ("eu", "EU-MU-2022"),
        ("2015-00", "2015-001"),
        ("2015", "2015"),
        (" 2015 ", "2015"),
        ("\u0434\u043e\u0433-\u0438\u0306", "ДОГ-Й"),
    ],
)
def test_a_word_names_a_record_exactly_or_by_its_beginning(two: Registry, changing, word: str, ref: str):
    with changing() as transaction:
        for other in ("2015", "2015-001", "ДОГ-Й"):
            transaction.put(Record(ref=other, title=other))
        assert transaction.find(word).ref == ref
    assert two.find(word).ref == ref


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("R", "several agreements: R-1, R-2, R-3, R-4, R-5 and 2 more"),
        ("R-6", "several agreements: R-61, R-62"),
        ("S-61", "did you mean R-61"),
        ("zzzzzz", "no agreement “zzzzzz”; `agreetrack list`"),
        ("", "no agreement “”"),
    ],
)
def test_a_word_that_names_none_or_several(changing, registry: Registry, word: str, answer: str):
    with changing() as transaction:
        for number in (1, 2, 3, 4, 5, 61, 62):
            transaction.put(Record(ref=f"R-{number}", title="t"))
    with refusing(NoSuchRef, match=answer):
        registry.find(word)


def test_a_transaction_sees_what_it_did_before_anybody_else(two: Registry, changing):
    with changing() as transaction:
        transaction.put(Record(ref="new", title="t", events=()))
        transaction.put(Record(ref="new", title="better"))
        transaction.remove("RU-CN-2001")
        assert transaction.refs() == ["EU-MU-2022", "new"]
        assert [record.title for record in transaction.records()] == ["Fisheries", "better"]
        assert [record.title for record in transaction.listing()] == ["Fisheries", "better"]
        assert transaction.get("NEW") == Record(ref="new", title="better")
        assert transaction.get("RU-CN-2001") is None
        assert two.refs() == ["RU-CN-2001", "EU-MU-2022"]
        assert transaction.seq is None
    assert transaction.seq == 2
    assert two.refs() == ["EU-MU-2022", "new"]


def test_a_record_keeps_its_place_when_it_changes_or_gets_another_ref(two: Registry, changing):
    with changing() as transaction:
        transaction.put(Record(ref="RU-CN", title="other"), replaces="ru-cn-2001")
    assert two.refs() == ["RU-CN", "EU-MU-2022"]


def test_a_ref_is_unique_in_capitals_or_not(two: Registry, changing):
    with changing() as transaction:
        with refusing(InvalidData, match="the ref is taken by another agreement"):
            transaction.put(Record(ref="eu-mu-2022", title="t"), replaces="RU-CN-2001")
        with refusing(NoSuchRef, match="no agreement “nowhere”"):
            transaction.put(Record(ref="x", title="t"), replaces="nowhere")
        with pytest.raises(NoSuchRef):
            transaction.remove("nowhere")
        transaction.put(Record(ref="eu-mu-2022", title="now in small letters"))
    assert two.refs() == ["RU-CN-2001", "eu-mu-2022"]


def test_what_makes_no_sense_is_not_put(changing, registry: Registry):
    with (
        refusing(InvalidData, match="half of a character"),
        changing() as transaction,
    ):
        transaction.put(Record(ref="x", title="\ud800"))
    assert not registry.exists()


def test_nothing_is_written_where_nothing_changed(two: Registry, path: Path, changing):
    before = path.stat()
    with changing() as transaction:
        transaction.put(Record(ref="RU-CN-2001", title="Добрососедство"))
        transaction.put(Record(ref="passing", title="t"))
        transaction.remove("passing")
        transaction.new_ref(2015)
    assert transaction.seq is None
    assert path.stat() == before


def fail_after_a_change(changing) -> None:
    with changing() as transaction:
        transaction.remove("RU-CN-2001")
        raise ZeroDivisionError


def test_an_exception_leaves_the_file_as_it_was(two: Registry, path: Path, changing):
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError):
        fail_after_a_change(changing)
    assert path.read_bytes() == before


def test_made_refs_are_never_made_again(changing, registry: Registry):
    with changing() as transaction:
        transaction.put(Record(ref="2015-002", title="given"))
        assert transaction.new_ref(2015) == "2015-001"
        assert transaction.new_ref(2015) == "2015-003"
        assert transaction.new_ref(None) == "undated-001"
        assert transaction.new_ref(987) == "0987-001"
    with changing() as transaction:
        assert transaction.new_ref(2015) == "2015-004"
        transaction.put(Record(ref="2015-004", title="t"))
    with changing() as transaction:
        transaction.undo()
    with changing() as transaction:
        assert transaction.new_ref(2015) == "2015-005"
    assert registry.refs() == ["2015-002"]


DAMAGED = {
    "truncated": '{"meta": {"1": {"format":1}},\n"agreements": {\n"1": {"ref":"a"',
    "text": "Dear Sir or Madam",
    "array": '[{"ref": "a", "title": "t"}]',
    "export": '{"agreements": [{"ref": "a", "title": "t"}]}',
    "other TinyDB": '{"_default": {"1": {"a": 1}}}',
    "no documents": '{"agreements": {"1": 5}}',
    "strange numbers": '{"agreements": {"one": {}}}',
    "bytes": "\udcff\udcfe",
    "NaN": '{"agreements": {"1": {"ref": "a", "title": NaN}}}',
    "half a character": '{"agreements": {"1": {"ref": "a", "title": "\\ud800"}}}',
    "depth": "[" * 100_000,
    "stamp": '{"meta": {"1": {"format": "one"}}, "agreements": {}}',
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_or_foreign_file_is_told_and_left_alone(registry, path: Path, changing, text: str):
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    before = path.read_bytes()
    for asking in (registry.listing, registry.records, registry.refs):
        with pytest.raises(InvalidData):
            asking()
    with pytest.raises(InvalidData), changing() as transaction:
        transaction.put(Record(ref="a", title="t"))
    assert path.read_bytes() == before


@pytest.mark.parametrize("cut", range(2, 200, 7))
def test_a_file_cut_anywhere_is_an_error_or_whole(two: Registry, path: Path, cut: int):
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(InvalidData):
        two.listing()


def test_a_line_break_at_the_end_is_no_matter(two: Registry, path: Path):
    path.write_bytes(path.read_bytes()[:-1])
    assert len(two.listing()) == 2


@pytest.mark.parametrize(("old", "new"), [('"2": {', '"2" {'), ('"2": {', '"x": {')])
def test_a_slip_in_an_editor_is_told(two: Registry, path: Path, changing, old: str, new: str):
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InvalidData), changing():
        pass


def test_a_newer_format_is_refused(two: Registry, path: Path, changing):
    path.write_text(path.read_text(encoding="utf-8").replace('"format":2', '"format":3'), encoding="utf-8")
    with refusing(InvalidData, match="is in format 3, this agreetrack knows up to 2"):
        two.listing()
    with refusing(InvalidData, match="install a newer agreetrack"), changing():
        pass


def test_an_edit_by_hand_is_read(two: Registry, path: Path, changing):
    text = path.read_text(encoding="utf-8")
    path.write_text("\ufeff" + text.replace("Fisheries", "Fish,\\nfresh"), encoding="utf-8")
    assert two.find("eu").title == "Fish,\nfresh"
    path.write_text(text.replace('{"ref":"EU', '{\n"ref":"EU').replace("Fisheries", "Fish"), encoding="utf-8")
    assert two.listing()[1].title == "Fish"
    assert len(two.history()) == 2
    with changing() as transaction:
        transaction.put(Record(ref="RU-CN-2001", title="t"))
    assert [record.title for record in two.records()] == ["t", "Fish"]


def test_a_file_that_shrinks_while_it_is_read(two: Registry, path: Path, monkeypatch):
    from agreetrack.store.reading import RegistryReading, opened

    with opened(path) as file:
        reading = RegistryReading(file, path, seen=0)
        monkeypatch.setattr(reading, "_size", lambda: 10**6)
        with refusing(ValueError, match="99"):
            list(reading._blocks())


def test_a_number_that_stands_twice_is_told(two: Registry, path: Path, changing):
    path.write_text(path.read_text(encoding="utf-8").replace('"2": {"ref', '"1": {"ref'), encoding="utf-8")
    with refusing(InvalidData, match="has agreement 1 twice"), changing():
        pass


def test_a_ref_that_stands_twice_is_told(two: Registry, path: Path, changing):
    text = path.read_text(encoding="utf-8").replace('{"ref":"RU-CN-2001","t', '{"ref":"eu-mu-2022","t')
    path.write_text(text, encoding="utf-8")
    with refusing(InvalidData, match="has the ref EU-MU-2022 twice, in agreements 1 and 2"), changing():
        pass


def test_every_problem_of_every_record_is_told_with_its_place(registry: Registry, path: Path, changing):
    path.write_text(
        '{"agreements": {"1": {"ref": "a", "title": 5, "term": "P0D"},'
        ' "4": {"title": "t", "events": [{"kind": "close", "date": "2015-02-30"}]}}}'
    )
    for asking in (registry.listing, registry.records):
        with refusing(InvalidData, match="4 problems") as caught:
            asking()
        assert [(problem.ref, problem.field) for problem in caught.value.problems] == [
            ("a", "title"),
            ("a", "term"),
            (Fact("places.agreement", number="4"), "ref"),
            (Fact("places.agreement", number="4"), "events[0].date"),
        ]
    with refusing(InvalidData, match="4 problems"), changing():
        pass
    path.write_text('{"agreements": {"1": {"ref": "a", "title": "t", "signed": 5}}}')
    with refusing(InvalidData, match="a: signed: must be a date"), changing() as transaction:
        transaction.listing()


def test_sense_is_checked_with_the_whole_record_only(registry: Registry, path: Path, changing):
    path.write_text('{"agreements": {"1": {"ref": "a", "title": "t", "term": {"event": " "}}}}')
    assert registry.listing()[0].term == EndingEvent(event=" ")
    with refusing(InvalidData, match=r"a: term\.event: is empty"):
        registry.records()
    with refusing(InvalidData, match=r"a: term\.event: is empty"), changing() as transaction:
        transaction.records()


def test_a_disk_that_fails_while_it_is_read_is_told(two: Registry, path: Path, monkeypatch):
    def fail(_number: int) -> os.stat_result:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    said = r"agreements\.json” cannot be read: Input/output error"
    with monkeypatch.context() as patch:
        patch.setattr(os, "fstat", fail)
        with refusing(AgreetrackError, match=said):
            two.refs()


def test_a_folder_is_no_registry(tmp_path: Path):
    with refusing(AgreetrackError, match="is not a file"):
        Registry(tmp_path).listing()


def test_a_pipe_is_no_registry(path: Path):
    os.mkfifo(path)
    with refusing(AgreetrackError, match="is not a file"):
        Registry(path).listing()


def test_a_path_that_cannot_be(tmp_path: Path):
    assert Registry(tmp_path / ("x" * 300)).exists()
    for name in ("x" * 300, "a\0b"):
        with refusing(AgreetrackError, match="cannot be read"):
            Registry(tmp_path / name).listing()


def test_no_permission_to_read(two: Registry, monkeypatch):
    def refuse(*_arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("agreetrack.store.reading.os.open", refuse)
    with refusing(AgreetrackError, match="no permission to read"):
        two.listing()


def test_the_events_of_a_record_come_back(changing, registry: Registry):
    record = Record(ref="a", title="t", events=(Renewed(date=date(2020, 1, 1), note="[bold]\x1b[2J\n"),))
    with changing() as transaction:
        transaction.put(record)
    assert registry.records() == [record]

"""Damage and edits: what does not fit its checksum is named, and nothing that makes no sense is carried on."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from saying import refusing, sentence
from tinydb import TinyDB

from agreetrack.model.errors import InvalidData
from agreetrack.model.record import Record
from agreetrack.store import Author, Registry
from agreetrack.store.ledger import Told
from agreetrack.store.survey import survey

NOTICE = Told(ref="RU-CN-2001", what="notice", due=date(2026, 12, 11), lead=30, at=date(2026, 11, 11), to=("a@b.org",))


@pytest.fixture
def whole(two: Registry, path: Path, changing) -> bytes:
    """The text of a registry with two agreements, settings, a warning told, and three rows of history."""
    two.tell(lambda _told: [NOTICE], day=date(2026, 11, 11))
    with changing("config", day=2) as transaction:
        transaction.settle({"owner": "Anna <anna@example.org>"})
    return path.read_bytes()


def named(path: Path) -> list[str]:
    """What a survey names: fields of damages, numbers of agreements that do not fit."""
    found = survey(path, path.read_bytes())
    return [*(damage.field for damage in found.damages), *sorted(found.unfit)]


def wrote(path: Path, ref: str = "NEW-1") -> list[str]:
    """The sentences told when one more agreement is added."""
    told: list[str] = []
    with Registry(path, told.append).change(Author("anna", datetime(2026, 1, 3, tzinfo=UTC), "add")) as transaction:
        transaction.put(Record(ref=ref, title="t"))
    return told


def test_what_agreetrack_wrote_fits(whole: bytes, path: Path):
    assert named(path) == []
    assert [sentence(one) for one in wrote(path)] == []
    assert named(path) == []


def test_a_bit_that_flips_anywhere_is_named_and_never_carried_on_in_silence(whole: bytes, path: Path):
    silent = []
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << place % 8
        path.write_bytes(damaged)
        try:
            is_named = bool(named(path))
        except InvalidData:
            is_named = True
        try:
            is_told = bool(wrote(path))
        except InvalidData:
            is_told = True
        if not (is_named and is_told):
            silent.append((place, is_named, is_told, bytes(damaged[max(0, place - 20) : place + 20])))
    assert silent == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        (b"Fisheries", b"Fisherius", "2"),
        (b'"lead":30', b'"lead":31', "told.1"),
        (b"anna@example", b"anne@example", "settings.1"),
        (b'"after":"Fisheries"', b'"after":"Fisherius"', "history.2"),
        (b'"seq":2', b'"seq":1', "meta"),
    ],
)
def test_a_change_that_makes_sense_is_named_told_once_and_kept(whole: bytes, path: Path, old, new, place: str):
    path.write_bytes(whole.replace(old, new, 1))
    assert named(path) == [place]
    (told,) = wrote(path)
    assert "outside of agreetrack, or damaged" in sentence(told)
    assert (named(path), wrote(path, "NEW-2")) == ([], [])


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [
        (b'"title":"Fisheries"', b'"title":12345678901', "EU-MU-2022: title"),
        (b'"tags":["fish","sea"]', b'"title":"x"          ', "agreement 2: title: stands twice"),
        (b'"lead":30', b'"leaf":30', "entry 1 of table “told”: .*lead"),
        (b'"lead":30', b'"what":""', "entry 1 of table “told”: what: stands twice"),
        (b'"who":"anna"', b'"who":  9999', "entry 1 of table “history”: .*who"),
        (b'"command":"add","ref"', b'"command":"add","seq"', "entry 1 of table “history”: seq: stands twice"),
        (b'"1": {"seq":1', b'"2": {"seq":1', "entry 2 of table “history”: stands twice"),
    ],
)
def test_a_change_that_makes_no_sense_refuses_every_change(whole: bytes, path: Path, old, new, answer: str):
    damaged = whole.replace(old, new, 1)
    path.write_bytes(damaged)
    assert named(path) != [] or b"title" in new  # the words of an agreement are read by `check`
    with pytest.raises(InvalidData) as raised:
        wrote(path)
    with pytest.raises(InvalidData):
        Registry(path).tell(lambda told: told, day=date(2026, 11, 12))
    said = "\n".join([sentence(raised.value), *map(sentence, raised.value.problems)])
    assert re.search(answer, said)
    assert path.read_bytes() == damaged


def tables(path: Path) -> dict[str, dict[str, Any]]:
    return json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("indent", [None, 1])
def test_what_another_program_changed_is_told_by_its_place(whole: bytes, path: Path, indent: int | None):
    changed = tables(path)
    changed["agreements"]["1"]["title"] = "Friendship"
    changed["agreements"]["7"] = {"ref": "BY-HAND", "title": "t"}
    changed["colours"] = {"1": {"red": 1}}
    path.write_text(json.dumps(changed, indent=indent), "utf-8")
    assert sorted(named(path)) == ["1", "7", "colours.1"]
    (told,) = wrote(path)
    assert "damaged: agreement 1, agreement 7, entry 1 of table “colours”; they make sense" in sentence(told)
    assert (named(path), wrote(path, "NEW-2")) == ([], [])
    assert tables(path)["colours"] == {"1": {"red": 1}}


def test_many_that_another_program_changed_are_counted(two: Registry, path: Path):
    with TinyDB(path) as database:
        database.table("agreements").insert_multiple({"ref": f"T-{number}", "title": "t"} for number in range(9))
    (told,) = wrote(path)
    assert "agreement 3, agreement 4, agreement 5, agreement 6, agreement 7 and 4 more" in sentence(told)


def test_what_another_program_took_away_is_told(two: Registry, path: Path):
    with TinyDB(path) as database:
        database.table("agreements").remove(doc_ids=[1])
    assert named(path) == ["agreements.1"]
    assert [sentence(one) for one in wrote(path)] == ["taken away outside of agreetrack, or damaged: agreement 1"]
    assert named(path) == []


def test_what_the_change_itself_replaces_or_removes_is_not_looked_at(two: Registry, path: Path, changing):
    path.write_bytes(path.read_bytes().replace(b'"title":"Fisheries"', b'"title":12345678901', 1))
    with changing("edit", day=2) as transaction:
        transaction.put(Record(ref="EU-MU-2022", title="Fish"))
    assert (transaction.remarks, named(path)) == ((), [])
    path.write_bytes(path.read_bytes().replace(b'"title":"Fish"', b'"title":123456', 1))
    with changing("remove", day=3) as transaction:
        transaction.remove("EU-MU-2022")
    assert (transaction.remarks, named(path)) == ((), [])


def test_a_history_that_became_shorter_is_not_carried_on(whole: bytes, path: Path):
    changed = tables(path)
    del changed["history"]["2"]
    path.write_text(json.dumps(changed), "utf-8")
    assert named(path) == ["history"]
    with pytest.raises(InvalidData) as raised:
        wrote(path)
    assert "history: 1 row is lost; restore a backup, or" in sentence(raised.value)
    del changed["sums"]
    path.write_text(json.dumps(changed), "utf-8")
    assert named(path) == ["sums"]
    assert "checksums of" in sentence(wrote(path)[0])
    assert named(path) == []


@pytest.mark.parametrize("title", [b"12345678901", b'"         "'])
def test_all_records_are_checked_for_a_change_that_asks_for_them(two: Registry, path: Path, changing, title: bytes):
    path.write_bytes(path.read_bytes().replace(b'"Fisheries"', title, 1))
    with refusing(InvalidData, match="EU-MU-2022: title"), changing() as transaction:
        transaction.records()


def test_one_record_is_found_in_lines_that_are_no_pairs(two: Registry, path: Path):
    text = path.read_bytes()
    path.write_bytes(text.replace(b',"tags":["fish","sea"]\n', b'\n,"tags":["fish","sea"]'))
    assert two.find("eu").tags == ("fish", "sea")
    path.write_bytes(text.replace(b',"tags":["fish","sea"]\n', b',"tags":["fish","sea"] '))
    assert two.find("eu").tags == ("fish", "sea")
    path.write_bytes(text.replace(b'"2": {"ref"', b'"2" :{"ref"'))
    assert two.find("eu").tags == ("fish", "sea")


# The format that had no checksums


def as_format_1(text: bytes) -> bytes:
    start, end = text.index(b'"sums": {'), text.index(b'"history": {')
    return text[:start].replace(b'"format":2', b'"format":1') + text[end:]


def test_a_file_of_format_1_is_read_and_gets_checksums_with_the_next_change(whole: bytes, path: Path):
    path.write_bytes(as_format_1(whole))
    registry = Registry(path)
    assert [listed.ref for listed in registry.listing()] == registry.refs() == ["RU-CN-2001", "EU-MU-2022"]
    assert (registry.find("eu").title, len(registry.history()), registry.told()) == ("Fisheries", 3, [NOTICE])
    assert registry.settings() == {"owner": "Anna <anna@example.org>"}
    assert named(path) == []
    (told,) = wrote(path)
    assert "was brought to format 2, which tells damage; older versions cannot read it any more" in sentence(told)
    assert (named(path), len(registry.history())) == ([], 4)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"title":"Fisheries"', b'"title":12345678901'),
        (b'"tags":["fish","sea"]', b'"title":"x"          '),
        (b'"lead":30', b'"leaf":30'),
        (b'"who":"anna"', b'"who":  9999'),
        (b'"1": {"seq":1', b'"2": {"seq":1'),
    ],
)
def test_nothing_that_makes_no_sense_gets_a_checksum(whole: bytes, path: Path, old: bytes, new: bytes):
    damaged = as_format_1(whole).replace(old, new, 1)
    path.write_bytes(damaged)
    with pytest.raises(InvalidData):
        wrote(path)
    assert path.read_bytes() == damaged


def test_a_history_that_an_editor_laid_out_anew_is_brought_back_into_lines(whole: bytes, path: Path):
    for text in (whole, as_format_1(whole)):
        path.write_bytes(
            text.replace(b'"1": {"seq":1', b'"1":\n {"seq":1').replace(b',"number":2}', b',\n"number":2\n}')
        )
        rows = Registry(path).history()
        assert len(wrote(path)) < 2
        assert Registry(path).history()[:-1] == rows
        assert named(path) == []


# What stands twice

READ = {
    "agreements": (Registry.refs, Registry.listing, Registry.records, lambda registry: registry.find("eu")),
    "told": (Registry.told,),
    "settings": (Registry.settings,),
    "history": (Registry.history, Registry.lives),
}


def refused(asked: Callable[[Registry], object], path: Path) -> str:
    with pytest.raises(InvalidData) as raised:
        asked(Registry(path))
    return "\n".join([sentence(raised.value), *map(sentence, raised.value.problems)])


@pytest.mark.parametrize(
    ("old", "new", "table", "answer"),
    [
        (b'"2": {"ref"', b'"1": {"ref"', "agreements", "has agreement 1 twice; correct it in an editor"),
        (b'"agreements": {', b'"agreements": {}, "agreements": {', "agreements", "has the table “agreements” twice"),
        (b'"title":"Fisheries"', b'"title":"a","title":"b"', "agreements", "agreement 2: “title” stands twice"),
        (b'"told": {', b'"settings": {', "told", "has the table “settings” twice"),
        (b'"owner":"Anna', b'"owner":"A","owner":"B', "settings", "entry 1 of table “settings”: “owner” stands twice"),
        (b'"lead":30', b'"lead":30,"lead":31', "told", "entry 1 of table “told”: lead: stands twice"),
        (b'"1": {"seq"', b'"2": {"seq"', "history", "entry 2 of table “history”: stands twice"),
        (b'"field":"title"', b'"field":"ref","field":"t"', "history", r"“history”: changes\[1\].field: stands twice"),
    ],
)
def test_what_stands_twice_is_an_error_with_its_place(whole: bytes, path: Path, old, new, table: str, answer: str):
    path.write_bytes(whole.replace(old, new, 1))
    for asked in READ[table]:
        assert re.search(answer, refused(asked, path))
    assert re.search(answer, refused(lambda registry: wrote(registry.path), path))
    assert named(path) != []


def test_a_history_that_cannot_be_read_hinders_an_undo_with_its_place(whole: bytes, path: Path, changing):
    path.write_bytes(whole.replace(b'"who":"anna"', b'"who":     7', 1))
    with refusing(InvalidData, match=r"the history in .* is damaged") as raised, changing() as transaction:
        transaction.undo(1)
    assert [sentence(problem.ref) for problem in raised.value.problems] == ["entry 1 of table “history”"]


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"\n}}\n", b"}}\n"), (b'},\n"history"', b'} ,\n"history"'), (b'},\n"told"', b'}\n,"told"')],
)
def test_lines_that_an_editor_laid_out_anew_hold_what_they_held(whole: bytes, path: Path, old: bytes, new: bytes):
    """Between the lines nothing was changed: all is read, and nothing is told."""
    path.write_bytes(whole.replace(old, new, 1))
    registry = Registry(path)
    assert (len(registry.history()), registry.told(), len(registry.refs())) == (3, [NOTICE], 2)
    assert (named(path), wrote(path)) == ([], [])


def test_a_row_that_stands_twice_is_an_error_where_there_are_no_checksums(whole: bytes, path: Path):
    path.write_bytes(as_format_1(whole).replace(b'"1": {"seq":1', b'"2": {"seq":1'))
    assert "the history in" in refused(Registry.history, path)


# Looking at all of it


def test_each_damage_of_a_text_that_cannot_be_read_as_a_whole_is_named(whole: bytes, path: Path):
    """Line by line, what can be read is read; a slip in one place hides no other."""
    damaged = whole
    for old, new in (
        (b'"title":"Fisheries"', b'"title":"Fisheries'),
        (b'"lead":30', b'"lead":"30'),
        (b'"who":"anna"', b'"who"="anna"'),
        (b'"3": {"seq":2', b'"2": {"seq":2'),
    ):
        damaged = damaged.replace(old, new, 1)
    path.write_bytes(damaged)
    found = survey(path, damaged)
    assert [number for number, _text in found.agreements] == ["1", "2"]
    assert found.agreements[0][1] == b'{"ref":"RU-CN-2001","title":"' + "Добрососедство".encode() + b'"\n}'
    assert [damage.field for damage in found.damages] == ["", "told.1", "history.1", "history.2"]
    assert "is damaged at agreement 2 (" in sentence(found.damages[0].fact)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        (b'"title":"Fisheries"', b'"title":"Fisheries', " at agreement 2 "),
        (b'"title":"Fisheries"', b'"title":"\xff"', " at agreement 2 "),
        (b'"told": {\n"1": {"ref"', b'"told": {\n"1": {"ref', " at entry 1 of table “told” "),
        (b'"history": {', b'"history": [', " at entry 1 of table “history” "),
        (b'"title":"Fisheries"', b'"title":NaN', " or no registry "),
    ],
)
def test_where_a_text_cannot_be_read_its_place_is_told(whole: bytes, path: Path, old: bytes, new: bytes, place: str):
    path.write_bytes(whole.replace(old, new, 1))
    assert f"is damaged{place}(" in refused(lambda registry: wrote(registry.path), path)


def test_a_file_that_never_was_in_lines_is_told_as_a_whole(path: Path):
    path.write_bytes(b'{"agreements": {"1": {"ref"')
    with refusing(InvalidData, match="is damaged or no registry"):
        survey(path, path.read_bytes())


def test_an_outbox_that_cannot_be_read_is_named(whole: bytes, path: Path):
    beside = path.with_name(".agreements.json.sending")
    for text, fields in (
        (b"\x00\x00", ["outbox"]),
        (b"", []),
        (b"[]", []),
        (b'{"seq":2}\n{"se', []),
        (b"{", ["outbox"]),
    ):
        beside.write_bytes(text)
        assert named(path) == fields

"""The table of settings: one document for all who use the registry, changed, taken back and told like a record."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from saying import refusing, sentence

from agreetrack.model.errors import AgreetrackError, InvalidData, NoSuchRef, Refused
from agreetrack.model.record import Record
from agreetrack.store import Author, Change, Registry
from agreetrack.store.ledger import Told
from agreetrack.store.reading import RegistryReading

DAY = date(2026, 1, 1)
BORIS = Author("boris", datetime(2026, 1, 9, tzinfo=UTC), "remove")


def settle(changing, day: int = 2, **values: str) -> None:
    with changing("config", day=day) as transaction:
        transaction.settle({**transaction.settings, **values})


def tables(path: Path) -> dict[str, dict[str, dict[str, object]]]:
    return json.loads(path.read_text("utf-8"))


def test_without_any_there_is_no_table(two: Registry, path: Path):
    assert two.settings() == {}
    assert "settings" not in tables(path)


def test_a_registry_that_is_not_there_has_none(registry: Registry):
    assert registry.settings() == {}


def test_what_is_settled_is_read_back_and_stands_right_after_the_agreements(two: Registry, path: Path, changing):
    two.tell(lambda _told: told(1), day=DAY)
    settle(changing, counting="day-before", owner="Анна <anna@example.org>")
    assert two.settings() == {"counting": "day-before", "owner": "Анна <anna@example.org>"}
    assert list(tables(path)) == ["meta", "agreements", "settings", "told", "sums", "history"]
    assert tables(path)["settings"] == {"1": {"counting": "day-before", "owner": "Анна <anna@example.org>"}}


def test_records_that_change_leave_them(two: Registry, changing):
    settle(changing, counting="day-before")
    with changing("edit", day=3) as transaction:
        transaction.put(Record(ref="RU-CN-2001", title="Treaty"))
    assert two.settings() == {"counting": "day-before"}


def test_the_history_tells_of_them_apart_from_the_agreements(two: Registry, changing):
    settle(changing, counting="day-before")
    row = two.history()[-1]
    assert (row.seq, row.who, row.command, row.table, row.ref) == (2, "anna", "config", "settings", None)
    assert row.changes == (Change("counting", None, "day-before"),)
    assert [row.seq for row in two.history("EU-MU-2022")] == [1]
    assert [len(life.versions) for life in two.lives()] == [1, 1]
    assert two.known_on("EU-MU-2022", DAY) == two.find("EU-MU-2022")


def test_the_rows_of_agreements_name_no_table(two: Registry, path: Path):
    assert all("table" not in row for row in tables(path)["history"].values())
    assert {row.table for row in two.history()} == {"agreements"}


def test_nothing_is_written_where_nothing_changes(two: Registry, path: Path, changing):
    settle(changing, counting="day-before")
    before = path.read_bytes()
    settle(changing, counting="day-before")
    assert path.read_bytes() == before


def test_a_record_and_a_setting_changed_by_one_command_are_one_change(two: Registry, changing):
    with changing("both", day=2) as transaction:
        transaction.put(Record(ref="N", title="New"))
        transaction.settle({"counting": "day-before"})
    assert [(row.seq, row.ref) for row in two.history()[-2:]] == [(2, "N"), (2, None)]
    with changing("undo", day=3) as transaction:
        assert transaction.undo().refs == ("N",)
    assert (two.refs(), two.settings()) == (["RU-CN-2001", "EU-MU-2022"], {})


def test_undo_and_redo(two: Registry, path: Path, changing):
    settle(changing, counting="day-before")
    settle(changing, day=3, owner="a@example.org")
    with changing("undo", day=4) as transaction:
        assert transaction.undo().refs == ()
    assert two.settings() == {"counting": "day-before"}
    with changing("undo", day=5) as transaction:
        transaction.undo()
    assert two.settings() == {}
    assert "settings" not in tables(path)
    with changing("redo", day=6) as transaction:
        transaction.redo()
    assert two.settings() == {"counting": "day-before"}
    assert two.history()[-1].redoes == 2


def test_an_undo_of_what_was_changed_outside_of_the_history_is_refused(two: Registry, path: Path, changing):
    settle(changing, counting="day-before")
    path.write_bytes(path.read_bytes().replace(b'{"counting":"day-before"}', b'{"counting":"anniversary"}'))
    with refusing(Refused, match="counting was changed outside of the history"), changing("undo") as transaction:
        transaction.undo()
    assert two.settings() == {"counting": "anniversary"}


def test_a_change_that_rests_on_other_settings_is_refused(two: Registry, path: Path, changing):
    stale = Registry(path)
    assert stale.settings() == {}
    settle(changing, counting="day-before")
    with refusing(AgreetrackError, match="the settings were changed"), stale.change(BORIS) as transaction:
        transaction.remove("EU-MU-2022")
    assert len(two.refs()) == 2
    assert stale.settings() == {"counting": "day-before"}
    with stale.change(BORIS) as transaction:
        transaction.remove("EU-MU-2022")
    assert two.refs() == ["RU-CN-2001"]


def test_a_change_of_ones_own_is_not_what_others_settled(two: Registry):
    assert two.settings() == {}
    for counting in ("day-before", "anniversary"):
        with two.change(BORIS) as transaction:
            transaction.settle({"counting": counting})
    assert two.settings() == {"counting": "anniversary"}


def told(count: int) -> list[Told]:
    return [Told(ref=f"A-{n}", what="expiry", due=DAY, lead=1, at=DAY, to=("a@example.org",)) for n in range(count)]


def test_to_read_them_no_other_table_is_read(two: Registry, changing, monkeypatch: pytest.MonkeyPatch):
    two.tell(lambda _told: told(3), day=DAY)
    settle(changing, counting="day-before")
    monkeypatch.setattr(RegistryReading, "others", lambda reading: pytest.fail("the other tables were read"))
    assert two.settings() == {"counting": "day-before"}


def test_a_ledger_without_settings(two: Registry):
    two.tell(lambda _told: told(3), day=DAY)
    assert two.settings() == {}


def test_they_are_found_wherever_they_stand(two: Registry, path: Path, changing):
    two.tell(lambda _told: told(3), day=DAY)
    settle(changing, counting="day-before")
    text = path.read_text("utf-8")
    table = '"settings": {\n"1": {"counting":"day-before"}\n},\n'
    path.write_text(text.replace(table, "").replace('"history": {', table + '"history": {'), "utf-8")
    assert two.settings() == {"counting": "day-before"}
    settle(changing, day=3, owner="a@example.org")
    assert list(tables(path)) == ["meta", "agreements", "settings", "told", "sums", "history"]


@pytest.mark.parametrize("indent", [None, 1])
def test_a_file_that_another_program_wrote_keeps_them(two: Registry, path: Path, changing, indent: int | None):
    settle(changing, counting="day-before")
    path.write_text(json.dumps(tables(path), indent=indent), "utf-8")
    assert two.settings() == {"counting": "day-before"}
    settle(changing, day=3, owner="a@example.org")
    assert two.settings() == {"counting": "day-before", "owner": "a@example.org"}


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('"1": {"counting":"anniversary"},\n"2": {"counting":"day-before"}', "one document"),
        ('"2": {"counting":"day-before"}', "one document"),
        ('"1": ["counting"]', "one document"),
        ('"1": {"counting":"anniversary","counting":"day-before"}', "“counting” stands twice"),
    ],
)
def test_a_table_that_is_not_one_document_is_told_with_its_place(
    two: Registry, path: Path, changing, table: str, told: str
):
    settle(changing, counting="anniversary")
    before = path.read_text("utf-8").replace('"1": {"counting":"anniversary"}', table)
    path.write_text(before, "utf-8")
    with refusing(InvalidData, match=told) as error:
        two.settings()
    assert str(path) in sentence(error.value)
    with refusing(InvalidData, match=told), changing("edit") as transaction:
        transaction.remove("EU-MU-2022")
    assert path.read_text("utf-8") == before


def test_a_damaged_file_is_told(two: Registry, path: Path):
    path.write_text("{", "utf-8")
    with refusing(InvalidData, match="damaged or no registry"):
        two.settings()


def test_a_registry_that_goes_away_is_missing_for_a_change(two: Registry, path: Path, changing):
    settle(changing, counting="day-before")
    path.unlink()
    with pytest.raises(NoSuchRef), two.change(BORIS) as transaction:
        transaction.settle({})

from datetime import UTC, date, datetime

import pytest
from saying import refusing, sentence

from agreetrack.model.coding import encode
from agreetrack.model.errors import AgreetrackError, InvalidData, NoSuchRef, Refused
from agreetrack.model.events import Renewed
from agreetrack.model.record import Record
from agreetrack.store import Change, Registry
from agreetrack.store.history import differences, reverted

STEPS = [
    ({}, {"ref": "a", "tags": ["x"]}),
    ({"ref": "a", "tags": ["x"]}, {}),
    ({"ref": "a"}, {"ref": "b", "title": "t"}),
    ({"tags": ["x"]}, {"tags": ["x", "y", "z"]}),
    ({"tags": ["x", "y", "z"]}, {"tags": ["x"]}),
    ({"tags": ["x", "y", "z"]}, {"tags": ["x", "Y", "z"]}),
    ({"tags": ["x", "y", "z"]}, {"tags": ["y", "z"]}),
    ({"tags": ["x", "y"]}, {"tags": ["a", "x", "y"]}),
    ({"tags": ["x"]}, {}),
    ({"lead_times": []}, {"lead_times": [30]}),
    ({"term": "P1Y", "odd": 1}, {"term": "P5Y"}),
]


@pytest.mark.parametrize(("before", "after"), STEPS)
def test_going_back_over_the_differences_gives_the_document_before(before, after):
    assert reverted(after, tuple(differences(before, after))) == before
    assert reverted(before, tuple(differences(after, before))) == after


def test_an_added_event_is_one_small_change():
    before, after = {"events": ["a", "b"]}, {"events": ["a", "b", "c"]}
    assert list(differences(before, after)) == [Change("events[2]", None, "c")]


@pytest.mark.parametrize(
    ("document", "change"),
    [
        ({"term": "P1Y"}, Change("term", "P2Y", "P5Y")),
        ({"tags": ["x"]}, Change("tags[1]", None, "y")),
        ({"tags": "x"}, Change("tags[0]", None, "y")),
    ],
)
def test_what_was_changed_outside_is_not_taken_back(document, change):
    with refusing(Refused, match="outside of the history"):
        reverted(document, [change])


def test_who_changed_what_when_with_which_command(two: Registry, changing):
    with changing("extend", day=2) as transaction:
        transaction.put(Record(ref="EU-MU-2022", title="Fisheries", tags=("fish", "sea", "tuna")))
    row = two.history()[-1]
    assert (row.seq, row.who, row.command, row.ref) == (2, "anna", "extend", "EU-MU-2022")
    assert row.at == datetime(2026, 1, 2, 12, tzinfo=UTC)
    assert row.changes == (Change("tags[2]", None, "tuna"),)


def test_the_history_of_one_record_follows_it_under_other_refs(two: Registry, changing):
    with changing(day=2) as transaction:
        transaction.put(Record(ref="RU", title="t"), replaces="RU-CN-2001")
    with changing(day=3) as transaction:
        transaction.remove("RU")
    assert [row.seq for row in two.history("ru")] == [1, 2, 3]
    assert [row.seq for row in two.history("ru-cn")] == [1, 2]
    assert [row.seq for row in two.history("eu")] == [1]
    with pytest.raises(NoSuchRef):
        two.history("nowhere")


def test_a_damaged_history_is_told_and_hinders_no_listing(two: Registry, path):
    path.write_text(path.read_text(encoding="utf-8").replace('"seq":1,"at"', '"seq":"x","at"'), encoding="utf-8")
    assert len(two.listing()) == 2
    with refusing(InvalidData, match=r"is damaged.* restore a backup") as raised:
        two.history()
    assert [sentence(problem.ref) for problem in raised.value.problems] == [
        "entry 1 of table “history”",
        "entry 2 of table “history”",
    ]


def exported(registry: Registry) -> bytes:
    return encode(registry.records())


def test_undo_and_redo_walk_through_all_changes(two: Registry, changing):
    states = [b"[]", exported(two)]
    with changing("extend") as transaction:
        transaction.put(Record(ref="RU-CN-2001", title="t", events=(Renewed(date=date(2022, 2, 28)),)))
    states.append(exported(two))
    with changing("edit") as transaction:
        transaction.put(Record(ref="RU", title="t"), replaces="RU-CN-2001")
        transaction.put(Record(ref="RU-CN-2001", title="another"))
    states.append(exported(two))
    with changing("remove") as transaction:
        transaction.remove("RU")
    states.append(exported(two))
    for _round in range(2):
        for state in reversed(states[:-1]):
            with changing("undo") as transaction:
                transaction.undo()
            assert exported(two) == state
        with refusing(AgreetrackError, match="no change to take back"), changing("undo") as transaction:
            transaction.undo()
        for state in states[1:]:
            with changing("undo") as transaction:
                transaction.redo()
            assert exported(two) == state
    rows = two.history()
    assert [row.seq for row in rows] == sorted(row.seq for row in rows)
    assert len({row.seq for row in rows}) == 4 + 2 * 8


def test_undo_tells_the_refs_and_what_it_takes_back(two: Registry, changing):
    with changing("undo") as transaction:
        assert transaction.undo().refs == ("RU-CN-2001", "EU-MU-2022")
    assert transaction.seq == 2
    assert {(row.undoes, row.redoes) for row in two.history()[2:]} == {(1, None)}
    with changing("undo") as transaction:
        assert transaction.redo().refs == ("RU-CN-2001", "EU-MU-2022")
    assert two.history()[-1].redoes == 1


def test_a_new_change_ends_what_can_be_redone(two: Registry, changing):
    with changing("undo") as transaction:
        transaction.undo()
    with changing("add") as transaction:
        transaction.put(Record(ref="x", title="t"))
    with refusing(AgreetrackError, match="no undo to take back"), changing("undo") as transaction:
        transaction.redo()


def test_refs_that_changed_places_change_back(two: Registry, changing):
    before = exported(two)
    with changing() as transaction:
        transaction.put(Record(ref="between", title="Добрососедство"), replaces="RU-CN-2001")
        transaction.put(Record(ref="RU-CN-2001", title="Fisheries"), replaces="EU-MU-2022")
        transaction.put(Record(ref="EU-MU-2022", title="Добрососедство"), replaces="between")
    with changing("undo") as transaction:
        transaction.undo()
    assert exported(two) == before


def written_by_hand(path, old: str, new: str) -> None:
    head, mark, history = path.read_text(encoding="utf-8").partition('"history"')
    path.write_text(head.replace(old, new) + mark + history, encoding="utf-8")


def test_an_undo_that_does_not_fit_the_file_is_refused(two: Registry, path, changing):
    written_by_hand(path, '"Fisheries"', '"Fish"')
    before = path.read_bytes()
    with (
        refusing(Refused, match="something else came since: title was changed"),
        changing() as transaction,
    ):
        transaction.undo()
    written_by_hand(path, "EU-MU-2022", "EU-MU")
    with refusing(Refused, match="no agreement “EU-MU-2022”"), changing() as transaction:
        transaction.undo()
    assert path.read_bytes() != before


def test_an_undo_that_brings_back_a_ref_that_is_taken_is_refused(two: Registry, path, changing):
    with changing("remove") as transaction:
        transaction.remove("RU-CN-2001")
    written_by_hand(path, "EU-MU-2022", "ru-cn-2001")
    with refusing(Refused, match="the ref is taken"), changing("undo") as transaction:
        transaction.undo()


def test_a_record_comes_back_beside_one_that_took_its_number(two: Registry, path, changing):
    with changing("remove") as transaction:
        transaction.remove("RU-CN-2001")
    written_by_hand(path, '"2": ', '"1": ')
    with changing("undo") as transaction:
        transaction.undo()
    assert two.refs() == ["EU-MU-2022", "RU-CN-2001"]


class TestKnownOn:
    def test_the_record_as_the_file_held_it(self, two: Registry, changing):
        for day in (3, 5):
            with changing(day=day) as transaction:
                transaction.put(Record(ref="EU-MU-2022", title=f"of day {day}"))
        titles = [two.known_on("eu", date(2026, 1, day)) for day in range(1, 6)]
        assert [record and record.title for record in titles] == [
            "Fisheries",
            "Fisheries",
            "of day 3",
            "of day 3",
            "of day 5",
        ]
        assert two.known_on("eu", date(2025, 12, 31)) is None
        assert two.known_on("EU-MU-2022", date.max) == two.find("eu")

    def test_under_another_ref(self, two: Registry, changing):
        with changing(day=2) as transaction:
            transaction.put(Record(ref="RU", title="t"), replaces="RU-CN-2001")
        for ref in ("RU", "RU-CN-2001"):
            known = two.known_on(ref, date(2026, 1, 1))
            assert known is not None
            assert known.title == "Добрососедство"
        assert two.known_on("RU-CN-2001", date(2026, 1, 2)) is None

    def test_removed_since(self, two: Registry, changing):
        with changing(day=2) as transaction:
            transaction.remove("RU-CN-2001")
        known = two.known_on("RU-CN-2001", date(2026, 1, 1))
        assert known is not None
        assert known.title == "Добрососедство"
        assert two.known_on("RU-CN-2001", date(2026, 1, 2)) is None
        assert two.known_on("RU-CN-2001", date(2025, 1, 2)) is None

    def test_another_record_of_its_number_is_not_it(self, two: Registry, changing):
        with changing(day=2) as transaction:
            transaction.remove("EU-MU-2022")
        with changing(day=3) as transaction:
            transaction.put(Record(ref="later", title="t"))
        assert two.known_on("later", date(2026, 1, 1)) is None

    def test_a_file_changed_without_history_is_told(self, two: Registry, path):
        written_by_hand(path, '"Fisheries"', '"Fish"')
        with refusing(Refused, match="title was changed outside"):
            two.known_on("eu", date(2025, 1, 1))
        written_by_hand(path, ',\n"2": {"ref":"EU-MU-2022","title":"Fish","tags":["fish","sea"]}', "")
        with refusing(Refused, match="was changed outside"):
            two.known_on("eu", date(2025, 1, 1))

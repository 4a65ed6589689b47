"""Taking changes back in any order, by several people: what stands is what the changes that stand made."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from saying import refusing

from agreetrack.model.clauses import Link, Party
from agreetrack.model.errors import AgreetrackError, InvalidData, NoSuchRef, Refused
from agreetrack.model.record import Record
from agreetrack.model.validation import write_record
from agreetrack.store import Author, Registry
from agreetrack.store.contents import Contents
from agreetrack.store.staging import Staging

AT = datetime(2026, 1, 1, 12, tzinfo=UTC)
FIELDS = ("place", "notes")

Step = tuple[str, str, Any]
people = st.sampled_from(["anna", "boris"])
steps = st.one_of(
    st.tuples(people, st.sampled_from(FIELDS), st.sampled_from("xyz")),
    st.tuples(people, st.just("tag"), st.sampled_from("abc")),
    st.tuples(people, st.sampled_from(["undo", "redo"]), st.none()),
    st.tuples(people, st.just("undo"), st.integers(2, 12)),
)


class Model:
    """What the changes that stand come to, by a fold over them in the order in which they were first made."""

    def __init__(self) -> None:
        self.made: dict[int, tuple[str, Any]] = {}
        self.standing: set[int] = set()

    def expected(self) -> tuple[dict[str, Any], set[str]]:
        values: dict[str, Any] = {}
        tags: set[str] = set()
        for seq in sorted(self.standing):
            field, value = self.made[seq]
            if field == "tag":
                tags.add(value)
            else:
                values[field] = value
        return values, tags

    def rests(self, seq: int) -> bool:
        """Whether a later change that stands changed the same."""
        field, value = self.made[seq]
        later = [self.made[one] for one in self.standing if one > seq]
        return any(other == field and (field != "tag" or other_value == value) for other, other_value in later)


def changed(record: Record, field: str, value: Any) -> Record:
    if field == "tag":
        return record if value in record.tags else replace(record, tags=(*record.tags, value))
    return replace(record, **{field: value})


def carry_out(registry: Registry, model: Model, step: Step) -> None:
    who, field, value = step
    with registry.change(Author(who, AT, field)) as transaction:
        if field not in ("undo", "redo"):
            transaction.put(changed(transaction.find("X"), field, value))
        else:
            reversal = (transaction.redo() if field == "redo" else transaction.undo(value)).reversal
            if reversal.what == "undoes":
                assert reversal.seq in model.standing
                assert not model.rests(reversal.seq)
                model.standing.remove(reversal.seq)
            else:
                assert reversal.seq not in model.standing
                model.standing.add(reversal.seq)
            assert value is not None or reversal.who == who
    if field not in ("undo", "redo") and transaction.seq is not None:
        model.made[transaction.seq] = (field, value)
        model.standing.add(transaction.seq)


@given(st.lists(steps, max_size=12))
@settings(deadline=None, max_examples=60)
def test_what_stands_is_what_the_changes_that_stand_made(walk: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        registry = Registry(Path(folder) / "agreements.json")
        with registry.change(Author("carla", AT, "add"), create=True) as transaction:
            transaction.put(Record(ref="X", title="t"))
        model = Model()
        for step in walk:
            before = registry.path.read_bytes()
            try:
                carry_out(registry, model, step)
            except AgreetrackError:
                assert registry.path.read_bytes() == before
            record = registry.find("X")
            values, tags = model.expected()
            assert {field: getattr(record, field) for field in FIELDS if getattr(record, field)} == values
            assert set(record.tags) == tags


@given(
    st.lists(st.tuples(people, st.sampled_from(FIELDS), st.sampled_from("xyz")), min_size=1, max_size=6), st.randoms()
)
@settings(deadline=None, max_examples=25)
def test_every_change_can_be_taken_back_once_what_rests_on_it_is(walk: list[Step], random: Any) -> None:
    with TemporaryDirectory() as folder:
        registry = Registry(Path(folder) / "agreements.json")
        with registry.change(Author("carla", AT, "add"), create=True) as transaction:
            transaction.put(Record(ref="X", title="t"))
        model = Model()
        for step in walk:
            carry_out(registry, model, step)
        while model.standing:
            seq = random.choice(sorted(model.standing))
            if model.rests(seq):
                with refusing(Refused, match="rest"):
                    carry_out(registry, model, ("anna", "undo", seq))
            else:
                carry_out(registry, model, ("anna", "undo", seq))
        assert registry.records() == [Record(ref="X", title="t")]


def test_a_record_is_followed_under_other_refs_and_back_from_its_removal(two: Registry, changing) -> None:
    with changing() as transaction:
        transaction.put(replace(transaction.find("EU"), place="Brussels"))
    with changing() as transaction:
        transaction.put(replace(transaction.find("EU"), ref="E-1"), replaces="EU-MU-2022")
    with changing() as transaction:
        transaction.remove("E-1")
    with refusing(Refused, match="change 2 cannot be taken back by itself: change 4 "), changing() as transaction:
        transaction.undo(2)
    with changing() as transaction:
        transaction.undo()
    with changing() as transaction:
        assert transaction.undo(2).refs == ("E-1",)
    assert two.find("E-1").place is None
    with changing() as transaction:
        assert transaction.get_since("EU-MU-2022", 2) == two.find("E-1")
        assert transaction.get_since("RU-CN-2001", 1) == two.find("RU")


def test_a_removal_ends_what_a_ref_named(two: Registry, changing) -> None:
    with changing() as transaction:
        transaction.remove("EU-MU-2022")
    with changing() as transaction:
        transaction.put(Record(ref="EU-MU-2022", title="another"))
    with changing() as transaction:
        assert transaction.get_since("EU-MU-2022", 1) is None
        assert transaction.get_since("EU-MU-2022", 3) == Record(ref="EU-MU-2022", title="another")


def test_a_record_is_known_as_it_was_after_a_change_and_as_it_is(two: Registry, changing: Any) -> None:
    def changed(name: str, **fields: Any) -> None:
        with changing() as transaction:
            transaction.put(replace(transaction.find(name), **fields), replaces=name)

    first = two.find("EU-MU-2022")
    changed("EU-MU-2022", place="Port Louis")
    changed("EU-MU-2022", ref="E-1", notes="renewed")
    with changing() as transaction:
        transaction.remove("RU-CN-2001")
    with changing() as transaction:
        assert transaction.since("eu-mu-2022", 1) == (write_record(first), two.find("E-1"))
        assert transaction.since("EU-MU-2022", 2)[0] == {**write_record(first), "place": "Port Louis"}
        assert transaction.since("E-1", 3) == (write_record(two.find("E-1")), two.find("E-1"))
        assert transaction.since("E-1", 99) == transaction.since("E-1", 3)
        document, now = transaction.since("RU-CN-2001", 3)
        assert (document, now) == ({"ref": "RU-CN-2001", "title": "Добрососедство"}, None)
        assert transaction.since("RU-CN-2001", 4) == (None, None)
        assert transaction.since("NO-1", 1) == (None, None)


def test_what_is_read_in_a_block_within_a_block_is_of_the_moment_of_the_outer_one(two: Registry, changing: Any) -> None:
    with two.still():
        with two.still():
            assert len(two.refs()) == 2
        with changing() as transaction:
            transaction.remove("RU-CN-2001")
        assert (len(two.refs()), two.seq()) == (2, 1)
    assert (len(two.refs()), two.seq()) == (1, 2)
    with pytest.raises(NoSuchRef), changing() as transaction:
        transaction.undo(7)


def test_two_that_took_the_same_away_rest_on_one_another(two: Registry, changing) -> None:
    for tags in (("fish", "sea", "tuna"), ("fish", "sea")):
        with changing() as transaction:
            transaction.put(replace(transaction.find("EU"), tags=tags))
    with refusing(Refused, match="change 2 cannot be taken back by itself: change 3 "), changing() as transaction:
        transaction.undo(2)


def test_an_undo_that_something_rests_on_is_not_done_again(two: Registry, changing) -> None:
    with changing() as transaction:
        transaction.put(replace(transaction.find("EU"), parties=(Party(name="A"),)))
    with changing() as transaction:
        transaction.undo()
    with changing() as transaction:
        transaction.put(replace(transaction.find("EU"), parties=(Party(name="A", code="A"),)))
    with refusing(Refused, match="change 3 cannot be taken back by itself: change 4 "), changing() as transaction:
        transaction.undo(3)


def test_no_two_records_get_one_ref_at_once(path: Path) -> None:
    staging = Staging(Contents(), path)
    with refusing(InvalidData, match="x: ref: the ref is taken by another agreement"):
        staging.set({"+1": {"ref": "X"}, "+2": {"ref": "x"}})
    assert not staging.changed


def test_links_to_others_hinder_no_removal(two: Registry, changing) -> None:
    with changing() as transaction:
        transaction.put(Record(ref="X", title="t"))
    with changing() as transaction:
        transaction.put(replace(transaction.find("EU"), links=(Link(kind="related", ref="RU-CN-2001"),)))
    with changing() as transaction:
        transaction.put(replace(transaction.find("RU"), links=(Link(kind="related", ref="x"),)))
    with changing() as transaction:
        transaction.put(replace(transaction.find("RU"), links=()))
    with changing() as transaction:
        assert transaction.undo(2).refs == ("X",)


def test_of_a_damaged_record_it_is_told_what_is_wrong_with_it(two: Registry, path: Path, changing) -> None:
    path.write_bytes(path.read_bytes().replace(b'["fish","sea"]', b'["fish",7]'))
    with changing() as transaction:
        assert transaction.listed("RU-CN-2001") is not None
        assert transaction.listed("nowhere") is None
        with refusing(InvalidData, match="tags"):
            transaction.listed("EU-MU-2022")

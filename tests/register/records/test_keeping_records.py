"""Adding, editing, removing, importing and exporting records."""

import json
from typing import Any

import pytest
from msgspec.structs import replace
from occasions import Add, occasion, on
from saying import refusing, sentences

from agreetrack.model.errors import InvalidData, NoSuchRef, Refused, UsageError
from agreetrack.model.facts import Fact
from agreetrack.model.validation import write_record
from agreetrack.register.lists.listing import Selection
from agreetrack.register.occasion import Occasion
from agreetrack.register.records.adding import add
from agreetrack.register.records.editing import edit, opened, rewrite
from agreetrack.register.records.exporting import records_to_export
from agreetrack.register.records.importing import Source, import_records, json_sources
from agreetrack.register.records.removing import remove
from agreetrack.store import Registry

TWO = [{"name": "Aland"}, {"name": "Borduria"}]


def rehearsal() -> Occasion:
    return replace(occasion(), rehearsal=True)


# Adding


def test_nothing_legal_is_guessed(registry: Registry) -> None:
    changed = add(registry, occasion(), {"title": "Cooperation", "parties": TWO, "signed": "2015-02-09"})
    assert (changed.before, changed.standing.status, changed.standing.expires) == (None, "signed", None)
    pending, unknown = sentences(changed.told)
    assert "agreetrack edit 2015-001 --entry-into-force DATE" in pending
    assert "agreetrack edit 2015-001 --term 5y" in unknown


def test_start_is_signature_and_entry_into_force(registry: Registry) -> None:
    fields = {"title": "Cooperation", "parties": TWO, "term": "P5Y"}
    record = add(registry, occasion(), fields, start=on("2015-02-09")).record
    assert (record.signed, record.entry_into_force) == (on("2015-02-09"), on("2015-02-09"))
    with refusing(UsageError, match="--start is signature and entry into force in one"):
        add(registry, occasion(), {**fields, "signed": "2015-02-09"}, start=on("2015-02-09"))


@pytest.mark.parametrize(("signed", "ref"), [("2015", "2015-001"), ("2014-06", "2014-001"), (None, "undated-001")])
def test_a_ref_is_made_from_the_year_of_signature(registry: Registry, signed: str | None, ref: str) -> None:
    stated = {"title": "A", "parties": TWO, **({"signed": signed} if signed else {})}
    assert add(registry, occasion(), stated).record.ref == ref


def test_a_made_ref_is_not_used_again(registry: Registry) -> None:
    add(registry, occasion(), {"title": "A", "parties": TWO, "signed": "2015"})
    remove(registry, occasion(), "2015-001")
    assert add(registry, occasion(), {"title": "B", "parties": TWO, "signed": "2015"}).record.ref == "2015-002"


def test_a_used_ref_is_refused_naming_its_record(registry: Registry, agreement: Add) -> None:
    agreement()
    before = registry.path.read_bytes()
    with refusing(Refused, match="“AB-1” is used: it is “Cooperation”"):
        add(registry, occasion(), {"ref": "ab-1", "title": "Other", "parties": TWO})
    assert registry.path.read_bytes() == before


def test_a_wrong_record_makes_no_file(registry: Registry) -> None:
    with pytest.raises(InvalidData):
        add(registry, occasion(), {"title": "", "parties": TWO, "term": "P0Y"})
    assert not registry.exists()


def test_no_party_is_refused(registry: Registry) -> None:
    with refusing(UsageError, match="say who the parties are: --party NAME"):
        add(registry, occasion(), {"title": "A"})
    assert not registry.exists()


def test_one_party_is_kept_and_told(registry: Registry) -> None:
    changed = add(registry, occasion(), {"title": "A", "parties": TWO[:1]}, start=on("2015-02-09"))
    assert any("only one party" in sentence for sentence in sentences(changed.told))


# Editing


def test_fields_and_parts_of_fields_are_set_and_taken_out(registry: Registry, agreement: Add) -> None:
    agreement(renewal={"mode": "tacit", "times": 2}, tags=["asia"], owner="Anna")
    stated = {"renewal.period": "P2Y", "notice.period": "P6M", "title": "New"}
    record = edit(registry, occasion(), "AB-1", stated, ["renewal.times", "tags", "owner"]).record
    document = write_record(record)
    assert document["renewal"] == {"mode": "tacit", "period": "P2Y"}
    assert (document["notice"], document["title"]) == ({"period": "P6M"}, "New")
    assert not {"tags", "owner"} & document.keys()


@pytest.mark.parametrize(("path", "one", "other"), [
    ("signed", "2014", "2014-12"), ("signed", "2014-12", "2014-12-31"), ("entry_into_force", "2014", "2014-12-31"),
    ("term", "P1Y", "P12M"), ("notice.period", "P14D", "P2W"), ("prepare", "P1M", "P01M"),
])  # fmt: skip
def test_other_words_for_the_same_length_or_day_are_another_text(
    registry: Registry, agreement: Add, path: str, one: str, other: str
) -> None:
    agreement()
    for stated in (one, other, one):
        record = edit(registry, occasion(), "AB-1", {path: stated}).record
        assert f'"{stated}"' in str(write_record(record)).replace("'", '"')
        assert f'"{stated}"'.encode() in registry.path.read_bytes().splitlines()[2]


def test_an_edit_that_cannot_be_leaves_the_file(registry: Registry, agreement: Add) -> None:
    agreement()
    before = registry.path.read_bytes()
    with pytest.raises(InvalidData) as caught:
        edit(registry, occasion(), "AB-1", {"term": "forever", "renewal.mode": "maybe"})
    assert [problem.field for problem in caught.value.problems] == ["term", "renewal.mode"]
    with refusing(UsageError, match="did you mean “owner”"):
        edit(registry, occasion(), "AB-1", {"ownr": "Anna"})
    assert registry.path.read_bytes() == before


def test_a_new_ref_takes_the_links_with_it(registry: Registry, agreement: Add) -> None:
    agreement()
    agreement(ref="AB-2", links=[{"kind": "succeeds", "ref": "AB-1"}])
    changed = edit(registry, occasion(), "AB-1", {"ref": "XY-1"})
    assert sentences(changed.told) == ("the links to it follow the new ref, in AB-2",)
    assert registry.find("AB-2").links[0].ref == "XY-1"
    with pytest.raises(NoSuchRef):
        registry.find("AB-1")


def test_a_new_ref_that_is_used_is_refused(registry: Registry, agreement: Add) -> None:
    agreement()
    agreement(ref="AB-2")
    with refusing(Refused, match="is used"):
        edit(registry, occasion(), "AB-1", {"ref": "ab-2"})


def test_an_edit_that_changes_nothing_writes_nothing(registry: Registry, agreement: Add) -> None:
    agreement()
    before = registry.path.read_bytes()
    changed = edit(registry, occasion(), "AB-1", {"term": "P5Y"})
    assert (sentences(changed.told), changed.seq) == ((), None)
    assert registry.path.read_bytes() == before


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(registry: Registry, agreement: Add) -> None:
    agreement()
    before = opened(registry, "AB-1")
    edit(registry, occasion(), "AB-1", {"owner": "Anna"})
    revised = replace(before.record, title="New")
    changed = rewrite(registry, occasion(), before, revised)
    assert (changed.record.owner, changed.record.title) == ("Anna", "New")
    assert sentences(changed.told) == ("somebody else changed owner meanwhile, and that is kept",)
    again = replace(before.record, title="Other")
    with refusing(Refused, match="somebody else changed the same"):
        rewrite(registry, occasion(), before, again)
    assert registry.find("AB-1") == changed.record


# Removing


def test_removing_tells_who_links_to_it(registry: Registry, agreement: Add) -> None:
    agreement()
    agreement(ref="AB-2", links=[{"kind": "related", "ref": "AB-1"}])
    assert sentences(remove(registry, occasion(), "AB-1").told) == ("links to it remain in AB-2",)


def test_nothing_is_removed_beside_a_broken_record(registry: Registry, agreement: Add) -> None:
    agreement()
    agreement(ref="AB-2")
    text = registry.path.read_text()
    place = text.index('"term":"P5Y"', text.index("AB-2"))
    registry.path.write_text(text[:place] + '"term":"P0Y"' + text[place + 12 :])
    with refusing(InvalidData, match="AB-2: term"):
        remove(registry, occasion(), "AB-1")


# Importing


def sources(*documents: Any) -> list[Source]:
    return json_sources(json.dumps(list(documents)).encode())


def test_all_forms_of_json_are_read(registry: Registry, agreement: Add) -> None:
    agreement()
    document = write_record(registry.find("AB-1"))
    for content in (
        json.dumps([document]).encode(),
        json.dumps({"agreements": [document]}).encode("utf-8-sig"),
        json.dumps(document).encode(),
        registry.path.read_bytes(),
    ):
        assert [source.document for source in json_sources(content)] == [document]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "nothing in it"),
        (b'[{"ref": "A"', "cut off"),
        (b"\xff\xfe[", "not UTF-8"),
        (b'{"users": []}', "holds no agreements"),
        (b"5", "holds no agreements"),
        (b"[" * 100_000, "more than 100 deep"),
        (b'[{"ref": "A"}, {"ref": "B", "ref": "C"}]', "record 2: “ref” stands twice.* nothing was imported"),
        (b'[{"parties": [{"name": "A"}, {"name": "B", "name": "C"}]}]', r"record 1: “parties\[1\].name” stands twice"),
        (b'{"agreements": [{"ref": "A", "ref": "B"}]}', "record 1: “ref” stands twice"),
        (b'{"agreements": {"2": {"ref": "A", "ref": "B"}}}', "entry 2 of table “agreements”: “ref” stands twice"),
        (b'{"agreements": {"2": {"ref": "A"}, "2": {"ref": "B"}}}', "the file: “agreements.2” stands twice"),
        (b'{"title": "A", "title": "B"}', "the file: “title” stands twice"),
        (b'[{"title": NaN}]', "NaN is no number of JSON"),
        (b'[{"title": "\\ud800"}]', "not valid JSON"),
    ],
)
def test_what_is_no_json_of_agreements_is_refused(content: bytes, says: str) -> None:
    with refusing(InvalidData, match=says):
        json_sources(content)


def test_an_import_is_all_or_nothing_and_tells_everything(registry: Registry, agreement: Add) -> None:
    agreement()
    before = registry.path.read_bytes()
    wrong = sources(
        {"ref": "N-1", "title": "Good", "parties": TWO},
        {"ref": "N-2", "title": "Bad", "parties": TWO, "term": "P0Y", "signed": "2015-02-30"},
        {"ref": "n-1", "title": "Twice", "parties": TWO},
        {"ref": "AB-1", "title": "There already", "parties": TWO},
        {"title": "Typo", "terms": "P5Y"},
        "no record",
    )
    with refusing(InvalidData, match="nothing was imported: 6 problems") as caught:
        import_records(registry, occasion(), wrong)
    assert [(problem.ref, problem.field) for problem in caught.value.problems] == [
        (Fact("places.of-ref", ref="N-2", place=Fact("places.record", n=2)), "signed"),
        (Fact("places.of-ref", ref="N-2", place=Fact("places.record", n=2)), "term"),
        ("n-1", "ref"),
        ("AB-1", "ref"),
        (Fact("places.of-ref", ref="undated-001", place=Fact("places.record", n=5)), "terms"),
        (Fact("places.record", n=6), ""),
    ]
    assert registry.path.read_bytes() == before


def test_update_replaces_and_counts(registry: Registry, agreement: Add) -> None:
    agreement()
    same = write_record(registry.find("AB-1"))
    agreement(ref="AB-2")
    documents = sources(
        same, {"ref": "AB-2", "title": "Newer", "parties": TWO}, {"title": "Fresh", "signed": "2015", "parties": TWO}
    )
    planned = import_records(registry, rehearsal(), documents, update=True)
    assert (planned.new, planned.replaced, planned.unchanged, planned.seq) == (
        ("2015-001",),
        ("AB-2",),
        ("AB-1",),
        None,
    )
    assert registry.find("AB-2").title == "Cooperation"
    done = import_records(registry, occasion(), documents, update=True, consents=["clear"])
    assert (done.new, done.replaced, done.unchanged, done.seq) == (("2015-001",), ("AB-2",), ("AB-1",), 3)


def test_a_dry_run_makes_no_file(registry: Registry) -> None:
    assert import_records(registry, rehearsal(), sources({"title": "A", "parties": TWO})).total == 1
    assert list(registry.path.parent.iterdir()) == []


def test_a_made_ref_gives_way_to_a_given_one(registry: Registry) -> None:
    documents = sources(
        {"title": "A", "signed": "2015", "parties": TWO}, {"ref": "2015-001", "title": "B", "parties": TWO}
    )
    assert import_records(registry, occasion(), documents).new == ("2015-002", "2015-001")


# Exporting


def test_export_chooses_by_ref_and_by_filter(registry: Registry, agreement: Add) -> None:
    agreement(tags=["asia"])
    agreement(ref="AB-2")
    agreement(ref="XY-1", tags=["asia"])

    def chosen(*words: str, **filters: Any) -> list[str]:
        records = records_to_export(registry, occasion(), words, Selection(**filters))
        return [record.ref for record in records]

    assert chosen() == ["AB-1", "AB-2", "XY-1"]
    assert chosen("xy", "ab-2") == ["AB-2", "XY-1"]
    assert chosen(tag=("asia",)) == ["AB-1", "XY-1"]
    assert chosen("AB-1", "AB-2", tag=("asia",)) == ["AB-1"]
    with pytest.raises(NoSuchRef):
        chosen("AB")

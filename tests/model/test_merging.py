"""What two people made of one record, brought together or refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreetrack.model.merging import Clash, merged, overlap, touched

A, B, C = ({"name": name} for name in "ABC")
DUTY = {"id": "1", "text": "report", "kind": "once"}
OTHER = DUTY | {"id": "2"}
DONE = {"occurrences": [{"status": "met"}]}

TOGETHER: list[tuple[str, Any, Any, Any, Any]] = [
    # field, what stood there, mine, theirs, both
    ("owner", "x", "y", "x", "y"),
    ("owner", "x", "x", None, None),
    ("owner", "x", None, "x", None),
    ("owner", None, "y", "y", "y"),
    ("notice", {"period": "P6M"}, {"period": "P3M"}, {"period": "P6M", "to": "x"}, {"period": "P3M", "to": "x"}),
    ("approval", {"needed": "a", "given": "b"}, {"needed": "a"}, {"given": "b"}, None),
    ("tags", ["a"], ["a", "mine"], ["a", "theirs"], ["a", "theirs", "mine"]),
    ("tags", None, ["mine"], ["theirs"], ["theirs", "mine"]),
    ("tags", ["a", "b"], ["b"], ["a", "b", "c"], ["b", "c"]),
    ("tags", ["a", "b"], None, ["a", "b", "c"], ["c"]),
    ("tags", ["a", "b"], ["a"], ["b"], []),
    ("tags", ["a"], ["a", "same"], ["a", "same"], ["a", "same"]),
    ("parties", [A, B], [A | {"us": True}, B], [A, B | {"code": "BO"}], [A | {"us": True}, B | {"code": "BO"}]),
    ("parties", [A, B], [A | {"us": True}, B], [A | {"code": "AL"}, B, C], [A | {"code": "AL", "us": True}, B, C]),
    ("parties", [A], [A | {"aliases": ["x"]}], [A | {"aliases": ["y"]}], [A | {"aliases": ["y", "x"]}]),
    ("links", [], [{"kind": "related", "ref": "X"}], [{"kind": "amends", "ref": "X"}],
     [{"kind": "amends", "ref": "X"}, {"kind": "related", "ref": "X"}]),
    ("obligations", [DUTY], [DUTY | {"owner": "x"}], [DUTY | DONE], [DUTY | DONE | {"owner": "x"}]),
    ("obligations", [DUTY, OTHER], [DUTY], [DUTY | DONE, OTHER], [DUTY | DONE]),
    ("acknowledged", [1], [1, 2], [1, 3], [1, 3, 2]),
]  # fmt: skip
CLASHES: list[tuple[str, Any, Any, Any, list[str]]] = [
    ("owner", "x", "y", "z", ["owner"]),
    ("owner", "x", None, "z", ["owner"]),
    ("owner", None, "y", "z", ["owner"]),
    ("renewal", {"mode": "none"}, {"mode": "tacit", "times": 1}, {"mode": "express"}, ["renewal.mode"]),
    ("entry_into_force", "signature", "2020-01-01", {"after": "all"}, ["entry_into_force"]),
    ("events", [], [{"kind": "close"}], [{"kind": "renewal"}], ["events"]),
    ("events", ["a", "b"], ["a", "b", "c"], ["A", "b"], ["events"]),
    ("tags", ["a", "b"], ["b", "a"], ["a", "b", "c"], ["tags"]),
    ("tags", ["a", "a"], ["a"], ["a", "a", "b"], ["tags"]),
    ("parties", [A, B], [{"name": "Mine"}, B], [{"name": "Theirs"}, B], ["parties"]),
    ("parties", [A, B], [{"name": "Mine"}, B], [A | {"code": "AL"}, B], ["parties[0]"]),
    ("parties", [A, B], [A | {"code": "X"}, B], [A | {"code": "Y"}, B], ["parties[0].code"]),
    ("parties", [A, B, C], [A, B], [C | {"code": "CO"}, B, A], ["parties[0]"]),
    ("obligations", [DUTY], None, [DUTY | DONE], ["obligations[0]"]),
    ("obligations", [DUTY], [DUTY | {"by": ["A"]}], [DUTY | {"by": ["B"]}], ["obligations[0].by"]),
]


def of(field: str, value: Any) -> dict[str, Any]:
    return {"ref": "X", "title": "t"} | ({} if value is None else {field: value})


@pytest.mark.parametrize(("field", "base", "mine", "theirs", "both"), TOGETHER)
def test_what_only_one_of_them_changed_is_kept(field: str, base: Any, mine: Any, theirs: Any, both: Any) -> None:
    found, clashes = merged(of(field, base), of(field, mine), of(field, theirs))
    assert (found, clashes) == (of(field, both), [])


@pytest.mark.parametrize(("field", "base", "mine", "theirs", "fields"), CLASHES)
def test_what_both_changed_clashes(field: str, base: Any, mine: Any, theirs: Any, fields: list[str]) -> None:
    _found, clashes = merged(of(field, base), of(field, mine), of(field, theirs))
    assert [clash.field for clash in clashes] == fields


def test_a_clash_tells_both_values() -> None:
    _found, clashes = merged(of("owner", "x"), of("owner", None), of("owner", "z"))
    assert clashes == [Clash("owner", None, "z")]


def test_other_fields_are_brought_together_beside_a_clash() -> None:
    base, mine, theirs = {"term": "P1Y"}, {"term": "P2Y", "place": "M"}, {"term": "P3Y", "owner": "o"}
    assert merged(base, mine, theirs) == ({"place": "M", "term": "P3Y", "owner": "o"}, [Clash("term", "P2Y", "P3Y")])


lists = st.lists(st.sampled_from("abcd"), unique=True)
documents = st.fixed_dictionaries(
    {},
    optional={
        "owner": st.sampled_from("xy"),
        "tags": lists,
        "notice": st.fixed_dictionaries(
            {"period": st.sampled_from(["P1M", "P2M"])}, optional={"to": st.just("parties")}
        ),
        "parties": st.lists(
            st.fixed_dictionaries({"name": st.sampled_from("ABC")}, optional={"code": st.sampled_from("xy")}),
            unique_by=lambda party: party["name"],
        ),
    },
)


@given(documents, documents)
def test_who_changed_nothing_hinders_nobody(base: dict[str, Any], changed: dict[str, Any]) -> None:
    assert merged(base, changed, base) == (changed, [])
    assert merged(base, base, changed) == (changed, [])
    assert merged(base, changed, changed) == (changed, [])


@given(documents, documents, documents)
def test_it_does_not_matter_who_comes_first(base: Any, mine: Any, theirs: Any) -> None:
    def unordered(found: dict[str, Any]) -> dict[str, Any]:
        return {name: sorted(map(str, part)) if isinstance(part, list) else part for name, part in found.items()}

    first, clashes = merged(base, mine, theirs)
    second, others = merged(base, theirs, mine)
    if not clashes and not others:
        assert unordered(first) == unordered(second)


TOUCHED = [
    ("owner", "x", "y", [("owner",)]),
    ("notice", {"period": "P6M"}, {"period": "P3M", "to": "x"}, [("notice", "period"), ("notice", "to")]),
    ("notice", None, {"period": "P3M"}, [("notice",)]),
    ("events[1]", None, {"kind": "close"}, [("events",)]),
    ("tags[1]", None, "b", [("tags", b'"b"')]),
    ("tags[1]", "a", "b", [("tags", b'"a"'), ("tags", b'"b"')]),
    ("tags", ["a", "b"], ["b"], [("tags", b'"a"')]),
    ("tags", ["a", "b"], ["b", "a"], [("tags",)]),
    ("tags", None, ["a", "a"], [("tags",)]),
    ("parties[0]", A, A | {"code": "AL"}, [("parties", ("a",), "code")]),
    ("parties", None, [A], [("parties", ("a",))]),
    ("parties[0]", A, A | {"aliases": ["x"]}, [("parties", ("a",), "aliases", b'"x"')]),
    ("obligations[0]", DUTY, DUTY | DONE, [("obligations", ("1",), "occurrences", b'{"status":"met"}')]),
]  # fmt: skip


@pytest.mark.parametrize(("field", "before", "after", "parts"), TOUCHED)
def test_the_parts_that_a_change_sets(field: str, before: Any, after: Any, parts: list[Any]) -> None:
    assert list(touched(field, before, after)) == parts


def test_a_part_lies_in_what_it_is_a_part_of() -> None:
    assert overlap(("notice",), ("notice", "period"))
    assert overlap(("notice", "period"), ("notice", "period"))
    assert not overlap(("notice", "to"), ("notice", "period"))
    assert not overlap(("term",), ("notice",))

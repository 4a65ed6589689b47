"""What a registry may hold, however much of it: every command answers, and says where it stops."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

Agreetrack = Callable[..., Any]
Document = dict[str, Any]
Kept = Callable[[Iterable[Document]], None]

DEEPER_THAN_THE_STACK = 1_100


@pytest.fixture
def kept(home: Path) -> Kept:
    """Writes a registry of these agreements, as another program would."""

    def writing(records: Iterable[Document]) -> None:
        table = {f"{number}": one for number, one in enumerate(records, 1)}
        (home.parent / "agreements.json").write_text(json.dumps({"agreements": table}), encoding="utf-8")

    return writing


def stated(ref: str, *parents: str, **fields: Any) -> Document:
    """An agreement that goes on by itself and falls with others, unless told otherwise."""
    return {
        "ref": ref,
        "title": f"Agreement {ref}",
        "parties": [{"name": "Aland"}, {"name": "Borduria"}],
        "signed": "2015-02-09",
        "entry_into_force": "signature",
        "term": "P12Y",
        "renewal": {"mode": "tacit", "period": "P1Y"},
        "notice": {"period": "P3M"},
        "links": [{"kind": "falls-with", "ref": parent} for parent in parents],
        **fields,
    }


def lattice() -> Iterator[Document]:
    """Seventeen layers of two, each of which falls with both of the layer above; the top lapses."""
    for layer in range(17):
        for side in "01":
            above = [f"L{layer - 1:02}-0", f"L{layer - 1:02}-1"] if layer else []
            yield stated(f"L{layer:02}-{side}", *above, renewal={"mode": "tacit" if layer else "none"})


def chain() -> Iterator[Document]:
    """Each falls with the one before it; the first one lapses."""
    yield stated("C0000", renewal={"mode": "none"})
    for number in range(1, DEEPER_THAN_THE_STACK):
        yield stated(f"C{number:04}", f"C{number - 1:04}")


LOOKS = (
    ("list",),
    ("list", "--expiring"),
    ("list", "--with-obligations"),
    ("show", "{last}"),
    ("explain", "{last}"),
    ("timeline",),
    ("obligations",),
    ("stats",),
    ("check",),
    ("remind", "--dry-run"),
    ("export", "ics"),
)


@pytest.mark.parametrize("command", LOOKS, ids=" ".join)
@pytest.mark.parametrize(
    ("family", "last"), [(lattice, "L16-1"), (chain, f"C{DEEPER_THAN_THE_STACK - 1:04}")], ids=["lattice", "chain"]
)
def test_agreements_that_fall_with_others_that_fall_with_others(
    agreetrack: Agreetrack, kept: Kept, family: Callable[[], Iterator[Document]], last: str, command: tuple[str, ...]
) -> None:
    kept(family())
    run = agreetrack(*(word.format(last=last) for word in command))
    assert (run.code, "should not have happened" in run.stderr) == (0, False)


@pytest.mark.parametrize("family", [lattice, chain])
def test_the_last_one_ends_with_the_first(
    agreetrack: Agreetrack, kept: Kept, family: Callable[[], Iterator[Document]]
) -> None:
    kept(family())
    rows = json.loads(agreetrack("list", "--json").stdout)
    assert {row["expires"] for row in rows} == {"2027-02-09"}


def test_a_circle_is_told(agreetrack: Agreetrack, kept: Kept) -> None:
    kept(
        [stated("A", "C", term="P20Y"), stated("B", "A"), stated("C", "B", renewal={"mode": "none"}), stated("D", "A")]
    )
    run = agreetrack("check", "--json")
    assert [(row["ref"], row["field"]) for row in json.loads(run.stdout) if row["severity"] == "error"] == [
        ("A", "links[0].ref"),
        ("B", "links[0].ref"),
        ("C", "links[0].ref"),
    ]
    assert "it falls with C, and C with it, at once or through others" in run.stdout
    assert run.code == 1

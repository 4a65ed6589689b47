"""Agreements that would fall with one another in a circle are refused, however the link is recorded."""

import json
from pathlib import Path
from typing import Any

import pytest
from occasions import Add, occasion
from saying import refusing, sentence

from agreetrack.model.errors import InvalidData
from agreetrack.register.records.adding import add
from agreetrack.register.records.editing import edit
from agreetrack.register.records.importing import Source, import_records
from agreetrack.store import Registry

ROUND = "it would fall with {}, which falls with it, at once or through others; leave out one of these links"


def fall(*refs: str) -> list[dict[str, str]]:
    return [{"kind": "falls-with", "ref": ref} for ref in refs]


@pytest.fixture
def chain(registry: Registry, agreement: Add) -> Registry:
    """B falls with A, and C with B."""
    agreement(ref="A")
    agreement(ref="B", links=fall("A"))
    agreement(ref="C", links=[{"kind": "related", "ref": "A"}, *fall("B")])
    return registry


@pytest.mark.parametrize(("ref", "whole"), [("B", "B"), ("C", "C"), ("c", "C")])
def test_an_edit_that_closes_a_circle(chain: Registry, ref: str, whole: str) -> None:
    with refusing(InvalidData, match=rf"^A: links\[1\].ref: {ROUND.format(whole)}"):
        edit(chain, occasion(), "A", {"links": [{"kind": "amends", "ref": "C"}, *fall(ref)]})
    assert chain.find("A").links == ()


def test_a_new_agreement_that_closes_a_circle_left_open(registry: Registry, agreement: Add) -> None:
    agreement(ref="A", links=fall("B"))
    stated = {"ref": "B", "title": "B", "parties": [{"name": "X"}, {"name": "Y"}], "links": fall("A")}
    with refusing(InvalidData, match=ROUND.format("A")):
        add(registry, occasion(), stated)


def stated(ref: str, *parents: str) -> Source:
    return Source(ref, {"ref": ref, "title": ref, "parties": [{"name": "X"}, {"name": "Y"}], "links": fall(*parents)})


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        ([stated("X", "Y"), stated("Y", "Z"), stated("Z", "X")], ["X: Y", "Y: Z", "Z: X"]),
        ([stated("X", "Y"), stated("Y"), stated("Z", "X", "Y")], []),
        ([stated("A", "C")], ["A: C"]),
        ([stated("A", "X"), stated("X", "C")], ["A: X", "X: C"]),
    ],
)
def test_an_import_that_closes_a_circle(chain: Registry, sources: list[Source], told: list[str]) -> None:
    problems: list[Any] = []
    try:
        import_records(chain, occasion(), sources, update=True)
    except InvalidData as error:
        problems = [(problem.ref, sentence(problem.fact)) for problem in error.problems]
    assert sorted(problems) == [(one[:1], ROUND.format(one[3:])) for one in told]


def test_a_circle_that_stands_in_the_file_hinders_no_other_change(chain: Registry) -> None:
    path = Path(chain.path)
    tables = json.loads(path.read_text(encoding="utf-8"))
    tables["agreements"]["1"]["links"] = fall("C")
    path.write_text(json.dumps(tables), encoding="utf-8")
    edit(chain, occasion(), "A", {"title": "Another"})
    edit(chain, occasion(), "B", {"links": [*fall("A"), {"kind": "related", "ref": "C"}]})
    with refusing(InvalidData, match=ROUND.format("C")):
        edit(chain, occasion(), "B", {"links": fall("A", "C")})
    edit(chain, occasion(), "B", {"links": []})

"""A party is named by its code, an alias, its name, or a part of one that no other has."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from agreetrack.model.calling import meant
from agreetrack.model.clauses import Party
from agreetrack.model.errors import UsageError
from agreetrack.model.facts import Fact

Agreetrack = Callable[..., Any]
MOSCOW = Party(name="Правительство Москвы", code="MSK", aliases=("Moscow",))
ROSNANO = Party(name="ОАО «РОСНАНО»", code="RN")
FUND = Party(name="Фонд инфраструктурных и образовательных программ", aliases=("РОСНАНО-Фонд",))
CHINA = Party(name="China", code="CN")
SOUTH = Party(name="South China Authority", code="SCA")
EVERYBODY = (MOSCOW, ROSNANO, FUND, CHINA, SOUTH)


@pytest.mark.parametrize(
    ("word", "party"),
    [
        ("MSK", MOSCOW),
        ("moscow", MOSCOW),
        ("москвы", MOSCOW),
        ("правительство  москвы", MOSCOW),
        ("«роснано»", ROSNANO),
        ("фонд", FUND),
        ("china", CHINA),  # called just so, though a part of another name
        ("south", SOUTH),
        ("CN", CHINA),
        ("RNO", None),  # no part of a name
        ("Ruritania", None),
        (" ", None),
    ],
)
def test_who_is_meant(word: str, party: Party | None) -> None:
    assert meant(word, EVERYBODY) == party


def test_who_cannot_be_told_is_asked_for() -> None:
    with pytest.raises(UsageError) as refused:
        meant("chin", EVERYBODY)
    codes = {"China": "CN", "South China Authority": "SCA"}
    named = tuple(Fact("names.quoted-with-code", name=name, code=code) for name, code in codes.items())
    assert refused.value.fact == Fact("parties.several-meant", word="chin", parties=named)


@pytest.fixture
def typed(agreetrack: Agreetrack) -> Agreetrack:
    """Types a command; an agreement of three parties is there."""
    parties = ("--party", "Правительство Москвы=MSK", "--party", "ОАО «РОСНАНО»", "--party", "Фонд программ")
    run = agreetrack("add", "--ref", "A", "--title", "T", *parties, "--us", "москвы", "--start", "2025-02-09")
    assert run.code == 0, run.stderr
    return agreetrack


def record(typed: Agreetrack) -> dict[str, Any]:
    return dict(json.loads(typed("export", "json", "A").stdout)[0])


LINES: list[tuple[str, Callable[[dict[str, Any]], Any], Any]] = [
    ("suspend A --party москвы --on 2026-01-01", lambda one: one["events"][0]["party"], "Правительство Москвы"),
    ("succeed A --from роснано --to Новое --on 2026-01-01", lambda one: one["events"][0]["from"], "ОАО «РОСНАНО»"),
    ("oblige A Meet --by роснано --to фонд", lambda one: one["obligations"][0]["by"], ["ОАО «РОСНАНО»"]),
    ("edit A --us фонд", lambda one: [party.get("us") for party in one["parties"]], [None, None, True]),
    ("edit A --signatory Чубайс;;роснано", lambda one: one["signatories"][0]["party"], "ОАО «РОСНАНО»"),
    (
        "edit A --unset entry_into_force --entry-into-force-after all --entry-into-force-among фонд",
        lambda one: one["entry_into_force"]["among"],
        ["Фонд программ"],
    ),
]


@pytest.mark.parametrize(("line", "field", "name"), LINES)
def test_a_part_of_a_name_is_recorded_as_the_name(
    typed: Agreetrack, line: str, field: Callable[[dict[str, Any]], Any], name: Any
) -> None:
    run = typed(*line.split())
    assert run.code == 0, run.stderr
    assert field(record(typed)) == name


@pytest.mark.parametrize(
    "line",
    [
        "suspend A --party о --on 2026-01-01",
        "oblige A Meet --by о",
        "edit A --us о",
        "edit A --signatory Чубайс;;о",
        "correct A 1 --party о",
    ],
)
def test_a_part_of_several_names_is_refused_with_them(typed: Agreetrack, line: str) -> None:
    assert typed("resume", "A", "--on", "2026-03-01").code == 4
    assert typed("suspend", "A", "--party", "MSK", "--on", "2026-01-01").code == 0
    before = record(typed)
    run = typed(*line.split())
    assert (run.code, "“о” can mean “Правительство Москвы” (MSK), “ОАО «РОСНАНО»”, “Фонд программ”" in run.stderr) == (
        2,
        True,
    )
    assert record(typed) == before


def test_who_joins_is_called_as_typed(typed: Agreetrack) -> None:
    assert typed("edit", "A", "--unset", "entry_into_force", "--entry-into-force-after", "all").code == 0
    run = typed("instrument", "A", "--party", "Фонд", "--type", "accession", "--on", "2026-01-01")
    assert (run.code, "“Фонд” joins as a new party" in run.stdout) == (0, True)


def test_what_was_typed_before_stays_as_it_is(typed: Agreetrack) -> None:
    (before,) = json.loads(typed("export", "json", "A").stdout)
    changed = {**before, "signatories": [{"name": "X", "party": "MSK"}]}
    assert typed("import", "--update", "-", input=json.dumps([changed])).code == 0
    assert typed("edit", "A", "--signatory", "Y").code == 0
    assert record(typed)["signatories"] == [{"name": "X", "party": "MSK"}, {"name": "Y"}]

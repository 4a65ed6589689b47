"""Looking for agreements by words and by refs."""

from collections.abc import Callable
from typing import Any

import pytest

Agreetrack = Callable[..., Any]


@pytest.fixture
def typed(agreetrack: Agreetrack) -> Agreetrack:
    """Types commands into a registry with three agreements."""
    first = ("add", "--ref", "MSK-ROSNANO-2015", "--title", "Соглашение о сотрудничестве и партнёрстве")
    parties = ("--party", "Правительство Москвы", "--party", "ОАО «Роснано»=RUSNANO", "--signed", "2015-02-09")
    more = (
        "--signatory",
        "Чубайс А.Б.; Председатель правления",
        "--notes",
        "Оригинал у секретаря",
        "--tag",
        "нано-центр",
    )
    assert agreetrack(*first, *parties, *more).code == 0
    agreetrack("oblige", "MSK-ROSNANO-2015", "Составить перечень инновационной продукции", "--once")
    other = ("add", "--ref", "MSK-HANOI-2022", "--title", "Friendship of “twin” cities — Moscow and Hanoi")
    assert agreetrack(*other, "--party", "Правительство Москвы", "--party", "Hanoi", "--number", "77‑15").code == 0
    assert agreetrack("add", "--ref", "RU-IN-2010", "--title", "Суд", "--party", "Россия", "--party", "Индия").code == 0
    return agreetrack


ROSNANO, HANOI, INDIA = "MSK-ROSNANO-2015", "MSK-HANOI-2022", "RU-IN-2010"


@pytest.mark.parametrize(
    ("words", "refs"),
    [
        (["партнерстве"], [ROSNANO]),
        (["ПАРТНЁРСТВЕ"], [ROSNANO]),
        (["партнёрство"], [ROSNANO]),
        (["сотрудничество"], [ROSNANO]),
        (["сотрудничеством"], [ROSNANO]),
        (["соглашения о сотрудничестве"], [ROSNANO]),
        (["Чубайс"], [ROSNANO]),
        (["чубайсом"], [ROSNANO]),
        (["председатель правления"], [ROSNANO]),
        (["инновационная продукция"], [ROSNANO]),
        (["оригинал"], [ROSNANO]),
        (["Роснано"], [ROSNANO]),
        (['ОАО "Роснано"'], [ROSNANO]),
        (["rusnano"], [ROSNANO]),
        (["нано–центр"], [ROSNANO]),
        (["нано центр"], [ROSNANO]),
        (["москва"], [HANOI, ROSNANO]),
        (["москва", "сотрудничество"], [ROSNANO]),
        (["'twin' cities - Moscow"], [HANOI]),
        (["77-15"], [HANOI]),
        (["msk-hanoi"], [HANOI]),
        (["cities"], [HANOI]),
        (["city"], []),
        (["суд"], [INDIA]),
        (["суда"], [INDIA]),
        (["судоходство"], []),
        (["сотрудник"], []),
        (["hanoi", "rosnano"], []),
    ],
)
def test_words_find(typed: Agreetrack, words: list[str], refs: list[str]) -> None:
    run = typed("list", *words, "--format", "tsv", "--columns", "ref")
    assert run.code == 0, run.stderr
    assert run.stdout.split()[1:] == refs


@pytest.mark.parametrize("name", ['"Роснано"', "роснано", "ОАО «РОСНАНО»", "rusnano"])
def test_a_party_is_found_in_either_writing(typed: Agreetrack, name: str) -> None:
    assert typed("list", "--party", name, "--format", "tsv", "--columns", "ref").stdout.split()[1:] == [ROSNANO]


def test_what_is_only_looked_for_does_not_change_the_answer(typed: Agreetrack) -> None:
    assert typed("list", "роснано", "--json").stdout == typed("list", "--party", "роснано", "--json").stdout
    expiring = ("list", "--expiring", "--within", "90y", "--json")
    assert typed(*expiring, "чубайс").stdout == typed(*expiring, "--party", "роснано").stdout


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("HANOI", "no agreement “HANOI”; did you mean MSK-HANOI-2022?"),
        ("hanoi-2022", "did you mean MSK-HANOI-2022?"),
        ("2022", "did you mean MSK-HANOI-2022?"),
        ("MSK-HANOY-2022", "did you mean MSK-HANOI-2022"),
        ("20", "did you mean MSK-ROSNANO-2015, MSK-HANOI-2022, RU-IN-2010?"),
        ("zzz", "`agreetrack list` shows the refs"),
    ],
)
def test_a_part_of_a_ref_suggests_it(typed: Agreetrack, word: str, told: str) -> None:
    run = typed("show", word)
    assert (run.code, run.stdout) == (3, "")
    assert told in run.stderr


def test_a_stemmer_is_imported_for_words_in_cyrillic_alone(typed: Agreetrack, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "snowballstemmer", None)
    assert typed("list", "hanoi").code == 0

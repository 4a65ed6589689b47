"""What is likely a mistake, typed at the command line: said at once, and never kept in silence."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Agreetrack = Callable[..., Any]
FACTS = ("--party", "Россия=RU", "--party", "Китай=CN", "--signed", "2001-07-16", "--entry-into-force", "2002-02-28")
TREATY = ("add", "--ref", "RU-CN-2001", "--title", "Договор о добрососедстве", *FACTS, "--term", "20y")
OTHERS = ("--party", "Россия=RU", "--party", "Индия=IN")


@pytest.fixture
def typed(agreetrack: Agreetrack) -> Agreetrack:
    """Types commands into a registry with one treaty."""
    assert agreetrack(*TREATY).code == 0
    return agreetrack


def records(typed: Agreetrack) -> dict[str, dict[str, Any]]:
    return {record["ref"]: record for record in json.loads(typed("export", "json").stdout)}


# Links


@pytest.mark.parametrize("ref", ["RU-CN", "ru-cn-2001", "RU"])
def test_a_link_is_written_as_the_whole_ref(typed: Agreetrack, ref: str) -> None:
    words = ("add", "--ref", "P-1", "--title", "Протокол", *OTHERS, "--link", f"amends:{ref}")
    assert typed(*words).code == 0
    assert records(typed)["P-1"]["links"] == [{"kind": "amends", "ref": "RU-CN-2001"}]


def test_a_link_that_leads_nowhere_is_refused(typed: Agreetrack) -> None:
    run = typed("add", "--ref", "P-1", "--title", "Протокол", *OTHERS, "--link", "amends:RU-CN-2010")
    assert (run.code, run.stdout) == (3, "")
    assert "no agreement “RU-CN-2010”; did you mean RU-CN-2001?" in run.stderr
    assert typed("edit", "RU-CN-2001", "--link", "related:P-1").code == 3
    assert list(records(typed)) == ["RU-CN-2001"]
    assert "links" not in records(typed)["RU-CN-2001"]


def test_a_link_that_several_refs_begin_with_is_refused(typed: Agreetrack) -> None:
    typed("add", "--ref", "RU-CN-2004", "--title", "Граница", *OTHERS)
    run = typed("add", "--ref", "P-1", "--title", "Протокол", *OTHERS, "--link", "amends:RU-CN")
    assert (run.code, run.stdout) == (3, "")
    assert "names several agreements" in run.stderr


def test_an_added_link_is_looked_up_and_one_that_is_there_stays(typed: Agreetrack) -> None:
    typed("add", "--ref", "P-1", "--title", "Протокол", *OTHERS)
    assert typed("edit", "RU-CN-2001", "--link", "related:p", "--link", "related:P-1").code == 0
    assert records(typed)["RU-CN-2001"]["links"] == [{"kind": "related", "ref": "P-1"}]
    assert typed("remove", "P-1", "--yes").code == 0
    assert typed("edit", "RU-CN-2001", "--tag", "азия").code == 0
    assert records(typed)["RU-CN-2001"]["links"] == [{"kind": "related", "ref": "P-1"}]


def test_a_ref_is_no_beginning_of_its_own_link(typed: Agreetrack) -> None:
    run = typed("add", "--ref", "RU-IN-2010", "--title", "Протокол", *OTHERS, "--link", "related:RU")
    assert run.code == 0
    assert records(typed)["RU-IN-2010"]["links"] == [{"kind": "related", "ref": "RU-CN-2001"}]


# The same agreement twice

TWICE: list[tuple[str, tuple[str, ...]]] = [
    ("the same words", ("--title", "Договор о добрососедстве", *FACTS)),
    ("other quotation marks", ("--title", "«Договор о  Добрососедстве»", *FACTS)),
    (
        "parties by code, in another order",
        ("--title", "Договор о добрососедстве", "--party", "CN", "--party", "Russia=RU", "--signed", "2001-07-16"),
    ),
]


@pytest.mark.parametrize(("why", "words"), TWICE, ids=[why for why, _words in TWICE])
def test_what_is_likely_there_is_not_added_twice(typed: Agreetrack, why: str, words: tuple[str, ...]) -> None:
    run = typed("add", *words)
    assert (run.code, run.stdout) == (4, "")
    assert "it is likely there already, as RU-CN-2001" in run.stderr
    assert "--allow-duplicates" in run.stderr
    assert list(records(typed)) == ["RU-CN-2001"]
    assert typed("add", *words, "--allow-duplicates").code == 0
    assert len(records(typed)) == 2


def test_the_same_number_is_the_same_agreement_but_not_of_another_day(agreetrack: Agreetrack) -> None:
    numbered = ("--number", "77-15/Р")
    assert agreetrack("add", "--title", "Кластеры", *OTHERS, "--signed", "2015-02-09", *numbered).code == 0
    run = agreetrack("add", "--title", "Инновации", "--party", "A", "--party", "B", "--number", "77–15/р")
    assert (run.code, "likely there already, as 2015-001" in run.stderr) == (4, True)
    assert agreetrack("add", "--title", "Другое", *OTHERS, "--signed", "2016-02-09", *numbered).code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("--title", "Договор о добрососедстве", *OTHERS, "--signed", "2001-07-16"),
        ("--title", "Договор о добрососедстве", "--party", "RU", "--party", "CN", "--signed", "2001-07-17"),
        ("--title", "Договор о добрососедстве", "--party", "RU", "--party", "CN"),
        ("--title", "Договор о границе", *FACTS),
    ],
)
def test_what_differs_is_another_agreement(typed: Agreetrack, words: tuple[str, ...]) -> None:
    assert typed("add", *words).code == 0


# What can hardly be meant

IMPLAUSIBLE: list[tuple[tuple[str, ...], str, str]] = [
    (("--signed", "2105-02-09"), "signed", "2105-02-09 lies more than two years ahead"),
    (("--signed", "2028-11-23"), "signed", "2028-11-23 lies more than two years ahead"),
    (("--signed", "2030"), "signed", "2030 lies more than two years ahead"),
    (("--signed", "1701-05-01"), "signed", "1701-05-01 lies before the year 1800"),
    (("--entry-into-force", "2051-02-09"), "entry_into_force", "2051-02-09 lies more than two years ahead"),
    (
        ("--signed", "2015-02-09", "--entry-into-force", "2014-02-09"),
        "entry_into_force",
        "entry into force, 2014-02-09, lies before signature, 2015-02-09",
    ),
    (("--start", "2015-02-09", "--term", "500y"), "term", "a term of more than 100 years"),
    (("--start", "2015-02-09", "--term", "2155-02-09"), "term", "a term of more than 100 years"),
    (("--start", "2015-02-09", "--term", "999999d"), "term", "a term of more than 100 years"),
]
PLAUSIBLE: list[tuple[str, ...]] = [
    ("--signed", "2028-11-22"),
    ("--signed", "2028"),
    ("--signed", "1800"),
    ("--signed", "2015", "--entry-into-force", "2015-01-01"),
    ("--start", "2015-02-09", "--term", "100y"),
    ("--start", "2015-02-09", "--term", "2115-02-09"),
    ("--start", "2015-02-09", "--term", "indefinite"),
    ("--term", "2155-02-09"),
]


@pytest.mark.parametrize(("words", "field", "told"), IMPLAUSIBLE)
def test_what_can_hardly_be_meant_is_told_at_once_and_listed(
    agreetrack: Agreetrack, words: tuple[str, ...], field: str, told: str
) -> None:
    run = agreetrack("add", "--ref", "A", "--title", "Кластеры", *OTHERS, *words)
    assert run.code == 0
    assert told in run.stderr
    found = json.loads(agreetrack("check", "--json").stdout)
    assert any(one["field"] == field and told in one["problem"] and one["severity"] == "warning" for one in found)
    run = agreetrack("edit", "A", "--tag", "x")
    assert told not in run.stderr  # told before, and not of this change


@pytest.mark.parametrize("words", PLAUSIBLE)
def test_what_can_be_meant_is_not_questioned(agreetrack: Agreetrack, words: tuple[str, ...]) -> None:
    run = agreetrack("add", "--ref", "A", "--title", "Кластеры", *OTHERS, *words)
    assert run.code == 0
    assert "look w" not in run.stderr + agreetrack("check").stdout


def test_a_wrong_year_is_told_when_it_is_edited(typed: Agreetrack) -> None:
    run = typed("edit", "RU-CN-2001", "--signed", "2100-07-16")
    assert run.code == 0
    assert "2100-07-16 lies more than two years ahead" in run.stderr
    assert "lies before signature, 2100-07-16" in run.stderr


@pytest.mark.parametrize(
    ("words", "field", "term"),
    [
        (("extend", "RU-CN-2001", "--by", "500y"), "events[0].by", "P500Y"),
        (("extend", "RU-CN-2001", "--until", "2126-12-31"), "events[0].until", "2126-12-31"),
        (("amend", "RU-CN-2001", "--set", "term=500y"), "events[0].set.term", "P500Y"),
    ],
)
def test_a_term_that_can_hardly_be_meant_is_told_whatever_brings_it(
    typed: Agreetrack, words: tuple[str, ...], field: str, term: str
) -> None:
    run = typed(*words, "--on", "2020-01-01")
    assert run.code == 0
    assert f"a term of more than 100 years can hardly be meant; look whether {term} is right" in run.stderr
    assert (field, "warning") in [
        (one["field"], one["severity"]) for one in json.loads(typed("check", "--json").stdout)
    ]


def test_one_wrong_year_is_told_once(agreetrack: Agreetrack) -> None:
    run = agreetrack("add", "--ref", "A", "--title", "Кластеры", *OTHERS, "--start", "2035-05-01")
    assert run.stderr.count("2035-05-01 lies more than two years ahead") == 1


def test_a_title_that_another_has_is_told_at_once_and_listed(typed: Agreetrack) -> None:
    run = typed("add", "--ref", "X", "--title", "Договор  о Добрососедстве", *OTHERS)
    assert run.code == 0
    assert "RU-CN-2001 has the same title" in run.stderr
    assert "RU-CN-2001 has the same title" in typed("check").stdout
    typed("edit", "X", "--title", "Граница")
    assert "same title" not in typed("check").stdout
    assert "RU-CN-2001 has the same title" in typed("edit", "X", "--title", "договор о добрососедстве").stderr


def test_a_ref_that_looks_like_another_is_told_at_once_and_listed(typed: Agreetrack) -> None:
    run = typed("add", "--ref", "RU-СN-2001", "--title", "Граница", *OTHERS)  # its С is Cyrillic
    assert run.code == 0
    assert "looks like “RU-CN-2001”" in run.stderr
    assert "looks like" in typed("check").stdout


# In a file to import

PROTOCOL = {"ref": "P-1", "title": "Протокол", "parties": [{"name": "Россия"}, {"name": "Китай"}]}


def imported(typed: Agreetrack, *documents: dict[str, Any], more: tuple[str, ...] = ()) -> Any:
    return typed("import", "-", *more, input=json.dumps(documents))


@pytest.mark.parametrize("ref", ["NO-1", "RU-CN"])
def test_a_link_of_a_file_that_leads_nowhere_is_refused(typed: Agreetrack, ref: str) -> None:
    linked = {**PROTOCOL, "links": [{"kind": "related", "ref": "ru-cn-2001"}, {"kind": "amends", "ref": ref}]}
    run = imported(typed, linked)
    assert (run.code, run.stdout) == (4, "")
    assert f"P-1: links[1].ref: there is no agreement “{ref}”" in run.stderr
    assert "links[0]" not in run.stderr
    assert "--dangling-links" in run.stderr
    assert list(records(typed)) == ["RU-CN-2001"]
    assert imported(typed, linked, more=("--dangling-links",)).code == 0
    again = {**linked, "tags": ["x"]}
    assert imported(typed, again, more=("--update",)).code == 0  # it was there before


def test_links_within_a_file_lead_where_they_should(typed: Agreetrack) -> None:
    first = {**PROTOCOL, "links": [{"kind": "related", "ref": "p-2"}]}
    second = {**PROTOCOL, "ref": "P-2", "title": "Другой протокол"}
    assert imported(typed, first, second).code == 0


@pytest.mark.parametrize("more", [(), ("--update",)])
def test_what_a_file_holds_twice_or_is_there_already_is_refused(typed: Agreetrack, more: tuple[str, ...]) -> None:
    one = {**PROTOCOL, "signed": "2010-05-05"}
    there = {
        "ref": "OTHER",
        "title": "Договор о добрососедстве",
        "parties": [{"name": "RU"}, {"name": "CN"}],
        "signed": "2001-07-16",
    }
    run = imported(typed, one, {**one, "ref": "P-2"}, there, more=more)
    assert (run.code, run.stdout) == (4, "")
    assert "P-2: ref: it is likely the same agreement as P-1" in run.stderr
    assert "OTHER: ref: it is likely the same agreement as RU-CN-2001" in run.stderr
    assert "--allow-duplicates" in run.stderr
    assert list(records(typed)) == ["RU-CN-2001"]
    run = imported(typed, one, {**one, "ref": "P-2"}, there, more=(*more, "--allow-duplicates"))
    assert run.code == 0
    assert "P-2: P-1 has the same title" in run.stderr


def test_what_can_hardly_be_meant_in_a_file_is_told_by_its_ref(typed: Agreetrack) -> None:
    run = imported(typed, {**PROTOCOL, "signed": "2105-05-05", "term": "P500Y"})
    assert run.code == 0
    assert "P-1: 2105-05-05 lies more than two years ahead" in run.stderr
    assert "P-1: a term of more than 100 years" in run.stderr

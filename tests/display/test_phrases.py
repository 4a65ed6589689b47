"""The phrasebook: each fact has its sentence, each sentence its fact, and the rooms below have no words."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

import agreetrack
from agreetrack.display import phrases, wording
from agreetrack.display.phrases import say
from agreetrack.display.phrases.phrase import N_, Phrase, counted, in_context
from agreetrack.model.dates import PartialDay
from agreetrack.model.facts import Fact, first_of

SOURCES = Path(agreetrack.__file__).parent
BOOK = Path(phrases.__file__).parent
WORDS = {"_", "ngettext", "pgettext"}
WITHOUT_WORDS = {"model", "store", "post", "law", "register", "formats"}


class Stated(NamedTuple):
    """A fact as a room states it: where, its code, and the names of its values."""

    where: str
    code: str
    names: frozenset[str]


@cache
def calls(name: str) -> list[tuple[str, ast.Call]]:
    """All calls of that name in the package, each with its place."""
    return [(where, call) for where, call in _calls() if getattr(call.func, "id", None) == name]


@cache
def _calls() -> list[tuple[str, ast.Call]]:
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(SOURCES.rglob("*.py"))}
    return [
        (f"{path.relative_to(SOURCES)}:{node.lineno}", node)
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    ]


def codes(node: ast.expr) -> list[str]:
    """The codes that a call states: written out, for a code that is put together cannot be looked up."""
    if isinstance(node, ast.IfExp):
        return [*codes(node.body), *codes(node.orelse)]
    assert isinstance(node, ast.Constant), ast.unparse(node)
    return [str(node.value)]


@cache
def stated() -> list[Stated]:
    found = []
    for where, call in calls("Fact"):
        names = [keyword.arg for keyword in call.keywords]
        assert None not in names, f"{where} hands values on unseen"
        found += [Stated(where, code, frozenset(map(str, names))) for code in codes(call.args[0])]
    return found


def book() -> dict[str, Phrase]:
    """Every phrase by its code."""
    found: dict[str, Phrase] = {}
    for path in BOOK.glob("*.py"):
        module = import_module(f"{phrases.__name__}.{path.stem}") if path.stem != "__init__" else phrases
        found |= {f"{path.stem}.{name}": phrase for name, phrase in getattr(module, "PHRASES", {}).items()}
    return found


def places(text: str) -> frozenset[str]:
    return frozenset(name for _text, name, _form, _way in Formatter().parse(text) if name)


BOOKED = book()


def wrong_places(fact: Stated) -> Iterator[str]:
    """What does not fit between a fact and its phrase."""
    phrase = BOOKED.get(fact.code)
    if phrase is None:
        yield f"{fact.where}: {fact.code} has no phrase"
        return
    if phrase.by and phrase.by not in fact.names:
        yield f"{fact.where}: {fact.code} is counted by {phrase.by}"
    for form in filter(None, (phrase.one, phrase.many)):
        left_out = {phrase.by} if form == phrase.one and phrase.many else set()
        if places(form) | left_out != fact.names | left_out:
            yield f"{fact.where}: {fact.code} states {sorted(fact.names)}, the phrase names {sorted(places(form))}"


def test_each_fact_has_a_phrase_with_a_place_for_each_of_its_values() -> None:
    assert [wrong for fact in stated() for wrong in wrong_places(fact)] == []


def test_each_phrase_tells_a_fact_that_is_stated_somewhere() -> None:
    assert BOOKED.keys() - {fact.code for fact in stated()} == set()


def test_no_sentence_stands_twice() -> None:
    sentences = [(phrase.context, phrase.one) for phrase in BOOKED.values()]
    assert sorted(one for one in set(sentences) if sentences.count(one) > 1) == []


@pytest.mark.parametrize("room", sorted(WITHOUT_WORDS))
def test_a_room_below_has_no_words(room: str) -> None:
    found = [where for name in WORDS for where, _call in calls(name) if where.startswith(f"{room}/")]
    assert found == []


CARRIERS = {"Problem": 1, "Finding": 3} | dict.fromkeys(
    ("AgreetrackError", "Busy", "InvalidData", "LostRegistry", "NoSuchRef", "Refused", "Unreadable", "Unwritable"), 0
)
"""What carries a fact, and in which place: no room below writes a sentence there."""


@pytest.mark.parametrize("room", sorted(WITHOUT_WORDS))
def test_a_room_below_raises_no_sentence_of_its_own(room: str) -> None:
    carried = [
        (where, call.args[place])
        for name, place in (CARRIERS | {"UsageError": 0, "Unfit": 0}).items()
        for where, call in calls(name)
        if where.startswith(f"{room}/") and len(call.args) > place
    ]
    assert [where for where, what in carried if isinstance(what, ast.Constant | ast.JoinedStr)] == []


OF_THE_COMMAND_LINE = re.compile(r"(^|\s)--[a-z]|\bagreetrack [a-z]+( |$)")


@pytest.mark.parametrize("room", sorted(WITHOUT_WORDS))
def test_a_room_below_names_no_option_and_no_command(room: str) -> None:
    found = []
    for path in sorted((SOURCES / room).rglob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        told = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}  # what is told to developers
        texts = (one for one in nodes if isinstance(one, ast.Constant) and id(one) not in told)
        found += [f"{path}:{one.lineno}" for one in texts if OF_THE_COMMAND_LINE.search(str(one.value))]
    assert found == []


# What a sentence does with the values


@pytest.fixture
def in_the_book(monkeypatch: pytest.MonkeyPatch) -> None:
    samples = {
        "told": N_("{what} on {day}"),
        "of": N_("of {names}"),
        "rows": counted("{count} row", "{count:,} rows"),
        "by": in_context("a day", "by"),
    }
    monkeypatch.setattr(phrases, "_subject", lambda name: samples)


@pytest.mark.usefixtures("in_the_book")
@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        (Fact("any.told", what="notice", day=date(2026, 11, 22)), "notice on 22.11.2026"),
        (Fact("any.told", what="notice", day=PartialDay.of("2014-06")), "notice on 2014-06"),
        (Fact("any.told", what=Fact("any.by"), day=date(2026, 11, 22)), "by on 22.11.2026"),
        (Fact("any.told", what=Path("a/b.json"), day="today"), "a/b.json on today"),
        (Fact("any.rows", count=1), "1 row"),
        (Fact("any.rows", count=12000), "12,000 rows"),
    ],
    ids=str,
)
def test_a_sentence_shows_the_values(fact: Fact, sentence: str) -> None:
    assert say(fact, "dd.mm.yyyy") == sentence


def test_a_sentence_names_no_more_than_anybody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    samples = {"of": N_("of {names}"), "and-more": BOOKED["names.and-more"]}
    monkeypatch.setattr(phrases, "_subject", lambda name: samples)
    names = tuple(f"P{number}" for number in range(25))
    assert say(Fact("any.of", names=names)) == f"of {', '.join(names[:20])} and 5 more"
    assert say(Fact("any.of", names=first_of(names, 3))) == "of P0, P1, P2 and 22 more"
    assert say(Fact("any.of", names=first_of(names[:3], 3))) == "of P0, P1, P2"


@pytest.mark.usefixtures("in_the_book")
def test_thousands_are_parted_as_the_language_parts_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "pgettext", lambda context, message: "\u00a0")
    assert say(Fact("any.rows", count=12000)) == "12\u00a0000 rows"
    assert say(Fact("any.rows", count=1200000)) == "1\u00a0200\u00a0000 rows"


def test_what_is_said_already_stays_as_it_is() -> None:
    assert say("a sentence with {braces}") == "a sentence with {braces}"


@pytest.mark.usefixtures("in_the_book")
def test_dates_are_written_as_chosen_for_all_texts() -> None:
    fact = Fact("any.told", what="notice", day=date(2026, 11, 22))
    with wording.speaking("en", "dd.mm.yyyy"):
        assert say(fact) == "notice on 22.11.2026"
    assert say(fact) == "notice on 2026-11-22"


def test_a_fact_shows_its_code_and_values_to_developers() -> None:
    assert str(Fact("registry.busy", path="a.json")) == "registry.busy(path='a.json')"

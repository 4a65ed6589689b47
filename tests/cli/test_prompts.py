"""Questions as a person meets them on a terminal: keys, what is pasted, completion, history, and a way back."""

import io
import json
import readline
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import count, takewhile
from pathlib import Path
from typing import Any

import pytest
from terminal import Terminal

from agreetrack.cli import prompts

QUESTION = "Whose"
LEFT, UP, HOME, TAB = "\x1b[D", "\x1b[A", "\x1b[H", "\t"
PASTE, PASTED = "\x1b[200~", "\x1b[201~"
FURTHER = "A further party, or nothing to go on: "


@pytest.fixture
def stored(tmp_path: Path) -> Callable[[], list[dict[str, Any]]]:
    """The agreements in the file."""

    def reading() -> list[dict[str, Any]]:
        return list(json.loads((tmp_path / "agreements.json").read_text())["agreements"].values())

    return reading


SIDES = ("Правительство Москвы=MSK", "ОАО «Роснано»=RN", "Фонд инфраструктурных и образовательных программ=ФИОП")
PRESS = "Сообщение Правительства Москвы от 9 февраля 2015 года"
DIRECTIONS = "Поддержка производств, обмен информацией, рабочие места, спрос на инновационную продукцию"
OBLIGATIONS = (
    "Развивать высокотехнологичные производства и инновационную инфраструктуру",
    "Участвовать в экспертизе проектов участников кластеров; москвы, роснано",
    "Участвовать в организации подготовки кадров; москвы, роснано",
    "Участвовать в реализации проектов образовательных учреждений; москвы, роснано",
    "Участвовать в мероприятиях по стимулированию спроса; москвы, роснано",
    "Создать список предпочитаемых продуктов и технологий; ; однократно",
)


def sitting(
    title: str, signed: str, term: str, tie: str | None, more: Mapping[str, Sequence[str]]
) -> list[tuple[str, str]]:
    """The questions in their order, each with the keys that answer it."""
    asked: list[tuple[str, str]] = [("What is agreed: ", title), ("A party (NAME, or NAME=CODE): ", SIDES[0])]
    asked += [(FURTHER, side) for side in SIDES[1:]] + [(FURTHER, ""), ("Which of them is this office's: ", f"П{TAB}")]
    asked += [("Its number: ", ""), ("What it is called", "соглаш\x7f\x7f\x7f\x7fглашение"), ("Signed on: ", signed)]
    asked += [("Where: ", "Москва" if term else "")]
    signed_by = [*more.get("signatories", ()), ""]
    asked += zip(
        ("Who signed (NAME; OFFICE; PARTY): ", *["Who else, or nothing to go on: "] * 9), signed_by, strict=False
    )
    asked += [("have sent theirs): ", f"sig{TAB}"), ("Term (5y, the last day, or indefinite): ", term)]
    asked += [("Renewal (none, express, tacit, indefinite): ", ""), ("Notice (6m): ", "")]
    promised = [*more.get("obligations", ()), ""]
    asked += zip(("An obligation (TEXT", *["A further obligation, or nothing to go on: "] * 9), promised, strict=False)
    if tie:
        asked += [("A tie to another agreement here", tie), ("A further tie, or nothing to go on: ", "")]
    notes = "" if term else DIRECTIONS
    return [*asked, ("Owner (Name <mail>): ", ""), ("Anything worth knowing: ", notes), ("facts are from: ", PRESS)]


def test_the_first_agreements_by_prompts_alone_in_one_sitting(
    started: Mapping[str, str], stored: Callable[[], list[dict[str, Any]]]
) -> None:
    signatories = (
        "Сергей Семёнович Собянин; мэр Москвы; москвы",
        "Анатолий Чубайс; председатель правления ООО «УК „Роснано“»; роснано",
    )
    more = {"signatories": signatories, "obligations": OBLIGATIONS}
    title = "Развитие инновационных территориальных кластеров в городе Москве"
    pasted = f"{PASTE}Развитие инновационных\nтерриториальных кластеров\n{PASTED}в городе Москвы{LEFT}\x1b[3~е\x05"
    for asked in (
        sitting("Соглашение 2011 года", "2011 год", "", None, {}),
        sitting("Соглашение 2014 года", "2014", "", f"succ{TAB}", {}),
        sitting(pasted, "9 февраля 2015 г.", "5 лет", "succeeds:2014", more),
    ):
        pages = Terminal("add", environment=started)
        for question, keys in asked:
            pages.until(question)
            pages.send(f"{keys}\r")
        code, shown = pages.ended()
        assert code == 0, shown
    first, second, third = stored()
    assert [one["ref"] for one in (first, second, third)] == ["2011-001", "2014-001", "2015-001"]
    assert (first["signed"], first["notes"], second["links"]) == (
        "2011",
        DIRECTIONS,
        [{"kind": "succeeds", "ref": "2011-001"}],
    )
    assert (third["title"], third["kind"], third["place"]) == (title, "agreement", "Москва")
    assert (third["signed"], third["entry_into_force"], third["term"]) == ("2015-02-09", "signature", "P5Y")
    assert third["links"] == [{"kind": "succeeds", "ref": "2014-001"}]
    assert [party.get("us") for party in third["parties"]] == [True, None, None]
    assert [one["party"] for one in third["signatories"]] == ["Правительство Москвы", "ОАО «Роснано»"]
    assert [(one["kind"], len(one.get("by", ()))) for one in third["obligations"]] == [
        ("continuing", 0),
        *[("continuing", 2)] * 4,
        ("once", 0),
    ]


def test_one_can_go_back_and_call_up_what_was_typed(
    started: Mapping[str, str], stored: Callable[[], list[dict[str, Any]]]
) -> None:
    pages = Terminal("add", environment=started)
    for question, keys in (
        ("What is agreed: ", "Water"),
        ("A party (NAME, or NAME=CODE): ", "Aland"),
        (FURTHER, ""),
        ("Which of them is this office's: ", ""),
        ("Its number: ", "7"),
        ("What it is called", "<"),
        ("Its number: ", f"{UP}{UP}{HOME}1"),
        ("What it is called", ""),
        *(
            (question, "")
            for question in ("Signed on: ", "Where: ", "Who signed", "In force from", "Term ", "Renewal ")
        ),
        *((question, "") for question in ("Notice ", "An obligation", "Owner ", "worth knowing: ", "facts are from: ")),
    ):
        pages.until(question)
        pages.send(f"{keys}\r")
    assert pages.ended()[0] == 0
    (found,) = stored()
    assert (found["title"], found["number"]) == ("Water", "17")


# Enter after Ctrl-C: an interrupt that comes just before the line is read is only seen with the next key.
@pytest.mark.parametrize("keys", ["\x03\r", "\x04"])
def test_who_leaves_adds_nothing(started: Mapping[str, str], tmp_path: Path, keys: str) -> None:
    pages = Terminal("add", environment=started)
    pages.until("What is agreed: ")
    pages.send("Water\r")
    pages.until("A party (NAME, or NAME=CODE): ")
    pages.send(keys)
    code, shown = pages.ended()
    assert (code, "agreetrack: stopped; nothing was changed" in shown) == (1, True)
    assert not (tmp_path / "agreements.json").exists()


@pytest.fixture
def _on_a_line_that_can_be_edited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompts, "_can_be_edited", lambda: True)


@pytest.mark.usefixtures("_on_a_line_that_can_be_edited")
@pytest.mark.parametrize(
    ("typed", "completed"), [("п", ["Правительство"]), ("", ["Правительство", "Borduria"]), ("x", [])]
)
def test_tab_completes_what_is_known(monkeypatch: pytest.MonkeyPatch, typed: str, completed: list[str]) -> None:
    def edited(prompt: str) -> str:
        complete = readline.get_completer()
        assert (prompt, complete is not None) == ("Whose: ", True)
        found = takewhile(bool, (complete(typed, state) for state in count()))
        return "|".join(str(word) for word in found)

    monkeypatch.setattr("builtins.input", edited)
    assert prompts.answer(QUESTION, ["Правительство", "Borduria"]) == "|".join(completed)
    assert readline.get_completer() is None


@pytest.mark.usefixtures("_on_a_line_that_can_be_edited")
def test_a_python_without_line_editing_asks_all_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "readline", None)
    monkeypatch.setattr("sys.stdin", io.StringIO("Borduria\n"))
    assert prompts.answer(QUESTION) == "Borduria"
    assert capsys.readouterr() == ("", "Whose: ")

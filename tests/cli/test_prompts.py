"""Questions as a person meets them on a terminal: keys, what is pasted, completion, history, and a way back."""

import io
import json
import readline
import sys
from collections.abc import Callable, Mapping
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


def test_an_agreement_by_prompts_alone_in_one_sitting(
    started: Mapping[str, str], stored: Callable[[], list[dict[str, Any]]]
) -> None:
    pages = Terminal("add", environment=started)
    for question, keys in (
        ("What is agreed: ", f"Сотудничество{LEFT * 10}р\x05 в {PASTE}области\nинноваций\n{PASTED}\r"),
        ("A party (NAME, or NAME=CODE): ", "Правительство Москвы=MSK\r"),
        (FURTHER, "ОАО РОСНАНО\r"),
        (FURTHER, "\r"),
        ("Which of them is this office's: ", f"П{TAB}\r"),
        ("Its number: ", "7\r"),
        ("Signed on: ", "<\r"),
        ("Its number: ", f"{UP}{UP}{HOME}1\r"),
        ("Signed on: ", "9 февраля 2015 г.\r"),
        ("Who signed (NAME; OFFICE; PARTY): ", "А. Чубайс; председатель; роснано\r"),
        ("Who else, or nothing to go on: ", "\r"),
        ("once all parties have sent theirs): ", f"sig{TAB}\r"),
        ("Term (5y, the last day, or indefinite): ", "5 лет\r"),
        ("Renewal (none, express, tacit, indefinite): ", "нет\r"),
        ("Notice (6m): ", "\r"),
        ("An obligation (TEXT; WHOSE; DUE: a day, or once): ", "Разработать перечень; москвы; 31.12.2027\r"),
        ("A further obligation, or nothing to go on: ", "\r"),
        ("Owner (Name <mail>): ", "\r"),
    ):
        pages.until(question)
        pages.send(keys)
    code, shown = pages.ended()
    assert (code, "2015-001" in shown) == (0, True)
    (found,) = stored()
    assert found["title"] == "Сотрудничество в области инноваций"
    assert found["parties"] == [{"name": "Правительство Москвы", "code": "MSK", "us": True}, {"name": "ОАО РОСНАНО"}]
    assert (found["number"], found["signed"], found["entry_into_force"]) == ("17", "2015-02-09", "signature")
    assert found["signatories"] == [{"name": "А. Чубайс", "office": "председатель", "party": "ОАО РОСНАНО"}]
    assert (found["term"], found["renewal"]) == ("P5Y", {"mode": "none"})
    assert found["obligations"][0]["by"] == ["Правительство Москвы"]


@pytest.mark.parametrize("keys", ["\x03", "\x04"])
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

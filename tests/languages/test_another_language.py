"""A language is one file: with a catalogue of every message no screen has a word that did not come from it.

In Russian, once everything is said in it, none has an English one.
"""

from collections.abc import Callable
from typing import Any

import pytest
from judging import COMPLETE
from pseudo import LANGUAGE
from screens import CHANGES, CODES, ON_A_TERMINAL, SCREENS, WRONG, Words, left_over

from agreetrack.cli.session import Session

Agreetrack = Callable[..., Any]
TERMINAL = {"NO_COLOR": "1", "TERM": "xterm", "PAGER": "cat"}

IN_A_PIPE = [*SCREENS, *CHANGES, *WRONG]
AT_WIDTHS = pytest.mark.parametrize("width", [60, 120])


def strange(run: Any, words: Words) -> list[str]:
    """The lines of an answer that have a word of no catalogue."""
    codes = CODES.get(words, set())
    return left_over(run.stdout, codes) + left_over(run.stderr, codes)


@pytest.mark.parametrize("words", IN_A_PIPE, ids=" ".join)
def test_no_screen_has_a_word_that_is_in_no_catalogue(foreign: Agreetrack, words: Words) -> None:
    assert foreign("config", "mail_lang", LANGUAGE).code == 0
    run = foreign(*words)
    assert run.code in ((1, 2, 3, 4) if words in WRONG else (0,))
    assert strange(run, words) == []


@AT_WIDTHS
@pytest.mark.parametrize("words", ON_A_TERMINAL, ids=" ".join)
def test_what_is_drawn_on_a_terminal_has_none_either(
    foreign: Agreetrack, monkeypatch: pytest.MonkeyPatch, words: Words, width: int
) -> None:
    monkeypatch.setattr(Session, "is_terminal", True)
    assert strange(foreign(*words, env={**TERMINAL, "COLUMNS": str(width)}), words) == []


@pytest.mark.parametrize("words", IN_A_PIPE if "ru" in COMPLETE else [], ids=" ".join)
def test_no_russian_screen_has_an_english_word(russian: Agreetrack, words: Words) -> None:
    assert russian("config", "mail_lang", "ru").code == 0
    assert strange(russian(*words), words) == []


@AT_WIDTHS
@pytest.mark.parametrize("words", ON_A_TERMINAL if "ru" in COMPLETE else [], ids=" ".join)
def test_what_is_drawn_in_russian_has_none_either(
    russian: Agreetrack, monkeypatch: pytest.MonkeyPatch, words: Words, width: int
) -> None:
    monkeypatch.setattr(Session, "is_terminal", True)
    assert strange(russian(*words, env={**TERMINAL, "COLUMNS": str(width)}), words) == []

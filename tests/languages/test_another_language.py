"""A language is one file: with a catalogue of every message no screen has a word that did not come from it.

In Russian none has an English one.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copy
from typing import Any

import pseudo
import pytest
import typed
from compiling import compile_one
from screens import CHANGES, CODES, ON_A_TERMINAL, SCREENS, WRONG, Words, left_over
from updating import TOP, languages, place, template

from agreetrack.cli.session import Session
from agreetrack.display import wording

Agreetrack = Callable[..., Any]
SAMPLE = TOP / "data/agreements.ru.json"


@pytest.fixture(scope="session")
def pseudo_catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("locale")
    pseudo.write(template(), folder)
    return folder


@pytest.fixture(scope="session")
def own_catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Those of the sources, compiled as they stand now."""
    folder = tmp_path_factory.mktemp("locale")
    for language in languages():
        target = folder / language / "LC_MESSAGES" / "agreetrack.mo"
        target.parent.mkdir(parents=True)
        compile_one(place(language), target)
    return folder


@pytest.fixture
def sample(agreetrack: Agreetrack, tmp_path: Path) -> Agreetrack:
    """Run a command line on a copy of the Russian sample registry."""
    copy(SAMPLE, tmp_path / "agreements.json")
    return agreetrack


@pytest.fixture
def foreign(sample: Agreetrack, pseudo_catalogues: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Agreetrack]:
    """The same in that language."""
    with _speaking(pseudo.LANGUAGE, pseudo_catalogues, monkeypatch):
        yield sample


@pytest.fixture
def russian(sample: Agreetrack, own_catalogues: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Agreetrack]:
    """The same in Russian."""
    with _speaking("ru", own_catalogues, monkeypatch):
        yield sample


@contextmanager
def _speaking(language: str, catalogues: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(wording, "CATALOGUES", catalogues)
    monkeypatch.setenv("AGREETRACK_LANG", language)
    wording._catalogue.cache_clear()
    yield
    wording._catalogue.cache_clear()


TERMINAL = {"NO_COLOR": "1", "TERM": "xterm", "PAGER": "cat"}

IN_A_PIPE = [*SCREENS, *CHANGES, *WRONG]
AT_WIDTHS = pytest.mark.parametrize("width", [60, 120])


def strange(run: Any, words: Words) -> list[str]:
    """The lines of an answer that have a word of no catalogue."""
    codes = CODES.get(words, set())
    return left_over(run.stdout, codes) + left_over(run.stderr, codes)


def english(run: Any, words: Words) -> list[str]:
    """The lines of an answer in Russian that have an English word.

    Where people are told what to type, words that are typed so may stand; nowhere else.
    """
    tells = not words or words[-1] == "-h" or words[0] == "config" or words in WRONG
    codes = CODES.get(words, set()) | (typed.CODES if tells else set())
    return left_over(typed.without_examples(run.stdout), codes) + left_over(run.stderr, codes)


@pytest.mark.parametrize("words", IN_A_PIPE, ids=" ".join)
def test_no_screen_has_a_word_that_is_in_no_catalogue(foreign: Agreetrack, words: Words) -> None:
    assert foreign("config", "mail_lang", pseudo.LANGUAGE).code == 0
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


@pytest.mark.parametrize("words", IN_A_PIPE, ids=" ".join)
def test_no_russian_screen_has_an_english_word(russian: Agreetrack, words: Words) -> None:
    assert russian("config", "mail_lang", "ru").code == 0
    assert english(russian(*words), words) == []


@AT_WIDTHS
@pytest.mark.parametrize("words", ON_A_TERMINAL, ids=" ".join)
def test_what_is_drawn_in_russian_has_none_either(
    russian: Agreetrack, monkeypatch: pytest.MonkeyPatch, words: Words, width: int
) -> None:
    monkeypatch.setattr(Session, "is_terminal", True)
    assert english(russian(*words, env={**TERMINAL, "COLUMNS": str(width)}), words) == []

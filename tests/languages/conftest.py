"""A language that nobody speaks, for a test: its catalogue lies in a folder of the test's own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copy
from typing import Any

import pseudo
import pytest
from compiling import compile_one
from updating import TOP, languages, place, template

from agreetrack.model import wording

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

"""A language that nobody speaks, for a test: its catalogue lies in a folder of the test's own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy
from typing import Any

import pseudo
import pytest
from updating import TOP, template

from agreetrack.model import wording

SAMPLE = TOP / "data/agreements.ru.json"


@pytest.fixture(scope="session")
def pseudo_catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("locale")
    pseudo.write(template(), folder)
    return folder


@pytest.fixture
def foreign(
    pseudo_catalogues: Path, agreetrack: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Any]]:
    """Run a command line in that language, on a copy of the Russian sample registry."""
    monkeypatch.setattr(wording, "CATALOGUES", pseudo_catalogues)
    wording._catalogue.cache_clear()
    copy(SAMPLE, tmp_path / "agreements.json")
    monkeypatch.setenv("AGREETRACK_LANG", pseudo.LANGUAGE)
    yield agreetrack
    wording._catalogue.cache_clear()

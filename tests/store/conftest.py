"""An empty folder with a registry that is not there yet, and what the tests write into it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agreetrack.model.record import Record
from agreetrack.store import Author, Registry, Transaction

Changing = Callable[..., AbstractContextManager[Transaction]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "agreements.json"


@pytest.fixture
def registry(path: Path) -> Registry:
    return Registry(path)


@pytest.fixture
def changing(registry: Registry) -> Changing:
    """A transaction that makes the file where it is missing, at noon of the given day of January 2026."""

    def change(command: str = "edit", day: int = 1) -> AbstractContextManager[Transaction]:
        return registry.change(Author("anna", datetime(2026, 1, day, 12, tzinfo=UTC), command), create=True)

    return change


@pytest.fixture
def two(changing: Changing, registry: Registry) -> Registry:
    with changing("add") as transaction:
        transaction.put(Record(ref="RU-CN-2001", title="Добрососедство"))
        transaction.put(Record(ref="EU-MU-2022", title="Fisheries", tags=("fish", "sea")))
    return registry

"""A registry of a test's own, and an agreement to put into it."""

from pathlib import Path
from typing import Any

import pytest
from occasions import Add, occasion

from agreetrack.register.records.importing import Source, import_records
from agreetrack.store import Registry


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return Registry(tmp_path / "agreements.json")


@pytest.fixture
def agreement(registry: Registry) -> Add:
    """Adds an agreement between Aland and Borduria, five years from 2015-02-09 unless told otherwise."""

    def adding(**fields: Any) -> str:
        stated = {
            "ref": "AB-1",
            "title": "Cooperation",
            "parties": [{"name": "Aland", "code": "AL"}, {"name": "Borduria"}],
            "signed": "2015-02-09",
            "entry_into_force": "signature",
            "term": "P5Y",
            **fields,
        }
        wanted = {name: value for name, value in stated.items() if value is not None}
        source = Source("given", wanted)
        (ref,) = import_records(registry, occasion(), [source], consents=("duplicates", "dangling-links")).new
        return ref

    return adding

"""What was settled for all who use the registry: one document, in a table beside the agreements."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Raw

from agreetrack.model.errors import InvalidData, reason_of
from agreetrack.model.facts import Fact
from agreetrack.model.strict_json import strictly
from agreetrack.store.layout import SETTINGS, place_of

NUMBER = 1
"""The number of the one document in the table."""

Settled = dict[str, Any]


def settled(table: Mapping[str, Raw], path: Path) -> Settled:
    """What the table settles, each under its name. Raises InvalidData where it is not one document."""
    if not table:
        return {}
    found: Settled | None = None
    if table.keys() == {str(NUMBER)}:
        found = _document(bytes(table[str(NUMBER)]), path)
    if not isinstance(found, dict):
        raise InvalidData(Fact("damage.settings-not-one", path=path))
    return found


def _document(text: bytes, path: Path) -> Any:
    """What a document holds. Raises InvalidData where it is damaged, or a name stands in it twice."""
    try:
        return strictly(text.decode())
    except ValueError as error:
        place = place_of(SETTINGS, str(NUMBER))
        raise InvalidData(Fact("damage.settings", path=path, place=place, reason=reason_of(error))) from None

"""What was settled for all who use the registry: one document, in a table beside the agreements."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Raw

from agreetrack.model.errors import InvalidData
from agreetrack.model.wording import _
from agreetrack.store import layout

NUMBER = 1
"""The number of the one document in the table."""

Settled = dict[str, Any]


def settled(table: Mapping[str, Raw], path: Path) -> Settled:
    """What the table settles, each under its name. Raises InvalidData where it is not one document."""
    if not table:
        return {}
    found: Settled | None = None
    if table.keys() == {str(NUMBER)}:
        found = layout.carefully(bytes(table[str(NUMBER)]), str(path))
    if not isinstance(found, dict):
        text = _("the table “settings” in “{path}” must hold one document, number 1; correct it in an editor")
        raise InvalidData(text.format(path=path))
    return found

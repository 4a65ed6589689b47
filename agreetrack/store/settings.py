"""What was settled for all who use the registry: one document, in a table beside the agreements."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Raw

from agreetrack.model.errors import InvalidData
from agreetrack.model.strict_json import strictly
from agreetrack.model.wording import _
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
        text = _("the table “settings” in “{path}” must hold one document, number 1; correct it in an editor")
        raise InvalidData(text.format(path=path))
    return found


def _document(text: bytes, path: Path) -> Any:
    """What a document holds. Raises InvalidData where it is damaged, or a name stands in it twice."""
    try:
        return strictly(text.decode())
    except ValueError as error:
        message = _("“{path}”, {place}: {reason}; correct it in an editor")
        place = place_of(SETTINGS, str(NUMBER))
        raise InvalidData(message.format(path=path, place=place, reason=error)) from None

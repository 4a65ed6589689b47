"""What was settled for all who use the registry: one document, in a table beside the agreements."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Raw

from agreetrack.model.errors import InvalidData
from agreetrack.model.wording import _
from agreetrack.store import layout
from agreetrack.store.history import Change, differences
from agreetrack.store.layout import SETTINGS, Contents

NUMBER = 1
"""The number of the one document in the table."""

Settled = dict[str, Any]


def settled(table: Mapping[str, Raw], path: Path) -> Settled:
    """What the table settles, each under its name. Raises InvalidData where it is not one document."""
    if not table:
        return {}
    if table.keys() != {str(NUMBER)}:
        text = _("the table “settings” in “{path}” must hold one document, number 1; correct it in an editor")
        raise InvalidData(text.format(path=path))
    found: Settled = layout.carefully(bytes(table[str(NUMBER)]), str(path))
    return found


class Settling:
    """The settings as one change of the registry finds and leaves them."""

    def __init__(self, contents: Contents, path: Path) -> None:
        self._contents = contents
        self.before = settled(contents.others.get(SETTINGS, {}), path)
        self.after = self.before

    @property
    def changes(self) -> tuple[Change, ...]:
        """What is changed, setting by setting."""
        return tuple(differences(self.before, self.after))

    def apply(self) -> None:
        """Bring what is settled now into the contents of the registry."""
        if self.after:
            self._contents.others[SETTINGS] = {str(NUMBER): self.after}
        else:
            self._contents.others.pop(SETTINGS, None)

"""The settings of a registry during one change of it."""

from pathlib import Path

from agreetrack.store.contents import Contents
from agreetrack.store.history import Change, differences
from agreetrack.store.layout import SETTINGS
from agreetrack.store.settings import NUMBER, settled


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
        if self.after == self.before:
            return
        if self.after:
            self._contents.others[SETTINGS] = {str(NUMBER): self.after}
        else:
            self._contents.others.pop(SETTINGS, None)

"""What the use cases give back: plain results, for whoever shows them."""

from msgspec import Struct

from agreetrack.law.consequences import Affected, Consequences
from agreetrack.law.findings import Standing
from agreetrack.model.errors import Said
from agreetrack.model.record import Record


class Changed(Struct, frozen=True):
    """A record that was changed: what held before (None when new) and what holds now, on the same day.

    `told` is what the person should know: what follows, and what was not as expected.
    `doubtful` is what can hardly be meant, and was kept all the same.
    `seq` is the number of the change in the file's history; None when nothing changed. `rehearsed`: nothing was
    written, and this is what else would follow.
    """

    record: Record
    before: Standing | None
    standing: Standing
    told: tuple[Said, ...] = ()
    seq: int | None = None
    rehearsed: Consequences | None = None
    doubtful: tuple[Said, ...] = ()


class Removed(Struct, frozen=True):
    """A record that was removed, what held of it, and the number of the change.

    `rehearsed`: nothing was written, and this is what would follow for others.
    """

    record: Record
    before: Standing
    told: tuple[Said, ...] = ()
    seq: int | None = None
    rehearsed: Consequences | None = None


class Imported(Struct, frozen=True):
    """What an import did, or would do (`seq` None): the refs that are new, replaced, and as they were.

    `told` is what the person should know; `affected` are, of what would only be done, the agreements of
    which other things would hold.
    """

    new: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    told: tuple[Said, ...] = ()
    seq: int | None = None
    affected: tuple[Affected, ...] = ()

    @property
    def total(self) -> int:
        """How many records were read."""
        return len(self.new) + len(self.replaced) + len(self.unchanged)

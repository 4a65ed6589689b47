"""Going on with a registry that was lost: from what is left of it, in full sight of the history."""

from pathlib import Path

from agreetrack.model.errors import AgreetrackError, LostRegistry
from agreetrack.model.facts import Fact
from agreetrack.store import writing
from agreetrack.store.files import target
from agreetrack.store.history import Author
from agreetrack.store.opening import remains
from agreetrack.store.transaction import Transaction


def lost(path: Path) -> LostRegistry | None:
    """What is to be said where the registry at a path is not the whole of what it was; None where it is.

    Raises AgreetrackError where that cannot be seen.
    """
    return remains(path, path)[1]


def accept(path: Path, author: Author, told: LostRegistry) -> Transaction:
    """The change that goes on from what is left of a lost registry, numbered above all that was seen of it.

    Raises AgreetrackError where it is not lost (any more) in the way that was told, or cannot be written.
    """
    file = target(path)
    with writing.locked(file):
        contents, now = remains(file, path)
        if now is None or now.fact != told.fact:
            raise AgreetrackError(Fact("registry.changed-just-now", path=path))
        transaction = Transaction(file, contents, author)
        transaction.go_on_above(told.seen or 0)
        transaction.commit()
    return transaction

"""Restoring a registry: for now, going on from what is left of one that was lost."""

from msgspec import Struct

from agreetrack.model.errors import LostRegistry
from agreetrack.model.facts import Fact
from agreetrack.store import Author, Registry
from agreetrack.store.restoring import accept, lost


class Accepted(Struct, frozen=True):
    """What a lost registry was gone on from: the number of the change that says so, and what else is to be told."""

    seq: int
    remarks: tuple[Fact, ...]


def what_is_lost(registry: Registry) -> LostRegistry | None:
    """How far the registry had come, and what is left; None where nothing was lost.

    Raises LostRegistry for an empty file where there never was more, NoSuchRef where there is none: a new registry is
    begun there in the ordinary way.
    """
    found = lost(registry.path)
    if found is not None and found.seen is None:
        raise found
    return found


def go_on(registry: Registry, author: Author, told: LostRegistry) -> Accepted:
    """Let changes be made again from what is left of it, above the highest number seen; the history tells of it.

    Raises AgreetrackError where it is not lost in the way that was told any more, or cannot be written.
    """
    change = accept(registry.path, author, told)
    return Accepted(change.seq or 0, change.remarks)

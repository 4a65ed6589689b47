"""One agreement as it is shown: the record, what holds, and the records that link to it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from agreetrack.law.findings import Standing
from agreetrack.model.errors import NoSuchRef
from agreetrack.model.facts import Fact
from agreetrack.model.record import Linked, Record
from agreetrack.model.refs import folded
from agreetrack.register.lists.judging import judged, lookup
from agreetrack.register.occasion import Occasion
from agreetrack.store import Registry

if TYPE_CHECKING:
    from agreetrack.law.explain import Explanation


class Shown(Struct, frozen=True):
    """A record and its standing; `linked_from` are the refs of records that link to it, and how.

    `titles` are those of the records at both ends of its links, by their folded refs.
    """

    record: Record
    standing: Standing
    linked_from: Sequence[tuple[str, str]]
    titles: Mapping[str, str]


def show(registry: Registry, word: str, occasion: Occasion, known_on: date | None = None) -> Shown:
    """The agreement that a word names; with `known_on` as the file held it at the end of that day in UTC.

    The file's time is another than law's: what holds is judged for the occasion's day either way. Raises NoSuchRef
    where there is none, or was none on that day.
    """
    record = registry.find(word) if known_on is None else _known_on(registry, word, known_on)
    found = judged(record, occasion, lookup(registry))
    own, named = folded(record.ref), {folded(link.ref) for link in record.links}
    linked_from, titles = [], {}
    for other in registry.read(Linked):
        kinds = [link.kind for link in other.links if folded(link.ref) == own]
        linked_from += [(other.ref, kind) for kind in kinds]
        if kinds or folded(other.ref) in named:
            titles[folded(other.ref)] = other.title
    return Shown(record, found, linked_from, titles)


def explained(registry: Registry, word: str, occasion: Occasion) -> "Explanation":
    """Why the dates of the agreement that a word names are what they are."""
    from agreetrack.law.explain import explain

    record = registry.find(word)
    return explain(record, occasion.view(lookup(registry)))


def _known_on(registry: Registry, word: str, day: date) -> Record:
    record = registry.known_on(word, day)
    if record is None:
        raise NoSuchRef(Fact("changes.not-held", ref=word, day=day))
    return record

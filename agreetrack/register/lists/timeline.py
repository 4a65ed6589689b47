"""The lives of agreements, as a timeline shows them: those that are asked for, or the one that a word names."""

from msgspec import Struct

from agreetrack.law.bars import Life, life
from agreetrack.law.view import Lookup
from agreetrack.model.errors import NoSuchRef
from agreetrack.model.record import Listed
from agreetrack.register.lists.judging import lookup
from agreetrack.register.lists.listing import Listing, Selection, select
from agreetrack.register.occasion import Occasion
from agreetrack.store import Registry


class Lives(Struct, frozen=True):
    """The lives in the order of the list; `listing` says what was counted and left out, None for one agreement."""

    lives: tuple[Life, ...]
    listing: Listing | None = None


def lives(registry: Registry, occasion: Occasion, selection: Selection) -> Lives:
    """The lives of the agreements that are asked for.

    A single word alone may name one: as its ref, or as a unique beginning of it. Raises NoSuchRef where it neither
    names nor finds any, and what `listing.select` raises.
    """
    unnamed = None
    if len(selection.words) == 1 and selection == Selection(words=selection.words, within=selection.within):
        try:
            return Lives((_life(registry.find(selection.words[0]), occasion, lookup(registry)),))
        except NoSuchRef as error:
            unnamed = error
    listing = select(registry, occasion, selection)
    if unnamed and not listing.rows and listing.total:
        raise unnamed
    find = lookup(registry)
    return Lives(tuple(_life(row.record, occasion, find) for row in listing.rows), listing)


def _life(record: Listed, occasion: Occasion, find: Lookup) -> Life:
    return life(record, occasion.view(find))

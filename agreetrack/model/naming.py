"""Names within a sentence: of very many the first ones, and how many more there are."""

from collections.abc import Iterable

from agreetrack.model.limits import NAMES_LISTED
from agreetrack.model.wording import _


def some_of(names: Iterable[str]) -> str:
    """The names, parted by commas; empty where there are none."""
    every = list(names)
    if len(every) <= NAMES_LISTED:
        return ", ".join(every)
    text = _("{names} and {count:,} more")
    return text.format(names=", ".join(every[:NAMES_LISTED]), count=len(every) - NAMES_LISTED)

"""How a sentence stands in the phrasebook: as English says it, translated when it is said.

A catalogue is made with `pybabel extract -k counted:1,2 -k in_context:1c,2`: `N_` is known to it.
"""

from collections.abc import Mapping
from typing import NamedTuple

from agreetrack.display.wording import _, ngettext, pgettext


class Phrase(NamedTuple):
    """A sentence with named places, `{path}`; where a number decides on its form (`by`), that for one and for many."""

    one: str
    many: str = ""
    by: str = ""
    context: str = ""

    def translated(self, values: Mapping[str, object]) -> str:
        """The form that goes with the values, in the chosen language, its places still open."""
        if self.many:
            count = values[self.by]
            assert isinstance(count, int)
            return ngettext(self.one, self.many, count)
        return pgettext(self.context, self.one) if self.context else _(self.one)


Phrases = Mapping[str, Phrase]
"""By its code each sentence on one subject."""


def N_(text: str) -> Phrase:
    """A sentence."""
    return Phrase(text)


def counted(one: str, many: str, by: str = "count") -> Phrase:
    """A sentence whose form goes with the number of that name."""
    return Phrase(one, many, by)


def in_context(context: str, text: str) -> Phrase:
    """A text that another language says differently elsewhere."""
    return Phrase(text, context=context)

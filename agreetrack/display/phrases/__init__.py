"""The phrasebook: of each fact the sentence that tells it, by subject.

A fact's code names the subject, which is a module here with `PHRASES`, and the sentence in it. A sentence has a place
for each of the fact's values.
"""

from datetime import date
from functools import cache
from importlib import import_module

from agreetrack.display.days import written_day
from agreetrack.display.lengths import length_short
from agreetrack.display.page import DateStyle
from agreetrack.display.phrases.phrase import Phrase, Phrases
from agreetrack.display.wording import chosen_dates, pgettext
from agreetrack.model.errors import Said
from agreetrack.model.facts import Fact, Value, first_of
from agreetrack.model.limits import NAMES_LISTED
from agreetrack.model.periods import Period


def say(said: Said, dates: DateStyle | None = None) -> str:
    """The sentence that tells a fact; one that was said already stays as it is.

    Its dates are written in that form, else in the one that is chosen for all texts.
    """
    if not isinstance(said, Fact):
        return said
    dates = dates or chosen_dates()
    shown = {name: _shown(value, dates) for name, value in said.values.items()}
    return phrase_of(said.code).translated(said.values).format(**shown)


def phrase_of(code: str) -> Phrase:
    """The phrase of a code. Raises KeyError where there is none."""
    subject, _dot, name = code.partition(".")
    return _subject(subject)[name]


@cache
def _subject(name: str) -> Phrases:
    phrases: Phrases = import_module(f"{__name__}.{name}").PHRASES
    return phrases


def _shown(value: Value, dates: DateStyle) -> object:
    """A value as a sentence names it; numbers are left to the sentence, which may part their thousands."""
    if isinstance(value, Fact):
        return say(value, dates)
    if isinstance(value, date):
        return written_day(value, dates)
    if isinstance(value, Period):
        return length_short(value)
    if isinstance(value, tuple):
        return _several(value, dates)
    if type(value) is int:
        return _Number(value)
    return "" if value is None else value


class _Number(int):
    """A number whose thousands are parted as the language parts them, where a sentence asks for that (`{count:,}`)."""

    def __format__(self, form: str) -> str:
        """The number in that form."""
        text = super().__format__(form)
        return text.replace(",", pgettext("between thousands", ",")) if "," in form else text


def _several(values: tuple[Value, ...], dates: DateStyle) -> str:
    """The values, parted by commas; of very many the first ones, and how many more there are."""
    if len(values) <= NAMES_LISTED:
        return ", ".join(str(_shown(one, dates)) for one in values)
    return str(_shown(first_of(values, NAMES_LISTED), dates))

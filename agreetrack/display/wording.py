"""The one door through which every text for people goes, so that it can be translated.

`_`, `ngettext` and `pgettext` are gettext's usual names. English is the source language; a catalogue for another
language lies in `agreetrack/locale/<language>/LC_MESSAGES/agreetrack.mo`, compiled from the `.po` beside it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gettext import NullTranslations

DateStyle = Literal["iso", "dd.mm.yyyy"]

SOURCE = "en"
"""The language of the messages themselves."""

CATALOGUES = Path(__file__).parent.parent / "locale"


class _Chosen:
    """How all texts are written, until something else is chosen."""

    language: str = SOURCE
    dates: DateStyle = "iso"


def speak(language: str | None, dates: DateStyle = "iso") -> None:
    """Choose the language of all texts, by default English, and the form of their dates."""
    _Chosen.language, _Chosen.dates = language or SOURCE, dates


def chosen_language() -> str:
    """The code of the language of texts."""
    return _Chosen.language


def chosen_dates() -> DateStyle:
    """The form of dates in texts."""
    return _Chosen.dates


@contextmanager
def speaking(language: str, dates: DateStyle = "iso") -> Iterator[None]:
    """All texts within the block are in that language, with dates in that form, those after it again as before."""
    before = _Chosen.language, _Chosen.dates
    speak(language, dates)
    try:
        yield
    finally:
        speak(*before)


def languages() -> list[str]:
    """The languages that there are texts in, by their codes, English first."""
    return [SOURCE, *sorted(place.parent.parent.name for place in CATALOGUES.glob("*/LC_MESSAGES/agreetrack.mo"))]


def marked(message: str) -> str:
    """The message as it stands, for a table: it goes through `_` where it is shown."""
    return message


def marked_in(context: str, message: str) -> str:
    """The same of a message that goes through `pgettext` with that context."""
    return message


def _(message: str) -> str:
    """The message in the chosen language, or as it stands where there is no translation."""
    catalogue = _catalogue(_Chosen.language)
    return catalogue.gettext(message) if catalogue else message


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a message that goes with a number."""
    catalogue = _catalogue(_Chosen.language)
    if catalogue:
        return catalogue.ngettext(one, many, count)
    return one if count == 1 else many


def pgettext(context: str, message: str) -> str:
    """A message that says something else in another context, as `by` a day and `by` a party."""
    catalogue = _catalogue(_Chosen.language)
    return catalogue.pgettext(context, message) if catalogue else message


@cache
def _catalogue(language: str) -> "NullTranslations | None":
    if language == SOURCE:
        return None
    import gettext

    return gettext.translation("agreetrack", CATALOGUES, [language], fallback=True)

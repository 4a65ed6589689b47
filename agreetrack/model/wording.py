"""The one door through which every text for people goes, so that it can be translated.

`_`, `ngettext` and `pgettext` are gettext's usual names. English is the source language; a catalogue for another
language lies in `agreetrack/locale/<language>/LC_MESSAGES/agreetrack.mo` and is looked up once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gettext import NullTranslations

DateStyle = Literal["iso", "dd.mm.yyyy"]


class _Chosen:
    """How all texts are written, until something else is chosen."""

    language: str | None = None
    dates: DateStyle = "iso"


def speak(language: str | None, dates: DateStyle = "iso") -> None:
    """Choose the language of all texts and the form of their dates; no language leaves it to the environment."""
    _Chosen.language, _Chosen.dates = language, dates
    _catalogue.cache_clear()


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


def _(message: str) -> str:
    """The message in the chosen language, or as it stands where there is no translation."""
    catalogue = _catalogue()
    return catalogue.gettext(message) if catalogue else message


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a message that goes with a number."""
    catalogue = _catalogue()
    if catalogue:
        return catalogue.ngettext(one, many, count)
    return one if count == 1 else many


def pgettext(context: str, message: str) -> str:
    """A message that says something else in another context, as `by` a day and `by` a party."""
    catalogue = _catalogue()
    return catalogue.pgettext(context, message) if catalogue else message


@cache
def _catalogue() -> "NullTranslations | None":
    places = Path(__file__).parent.parent / "locale"
    if not places.is_dir():
        return None
    import gettext

    return gettext.translation("agreetrack", places, [_Chosen.language] if _Chosen.language else None, fallback=True)

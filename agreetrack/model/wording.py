"""The one door through which every text for people goes, so that it can be translated.

`_` is gettext's usual name. English is the source language; a catalogue for another language
lies in `agreetrack/locale/<language>/LC_MESSAGES/agreetrack.mo` and is looked up once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

_chosen: list[str] = []


def speak(language: str | None) -> None:
    """Choose the language of all texts from here on; None leaves it to the environment."""
    _chosen[:] = [language] if language else []
    _translator.cache_clear()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """All texts within the block are in that language, those after it again as before."""
    before = next(iter(_chosen), None)
    speak(language)
    try:
        yield
    finally:
        speak(before)


def _(message: str) -> str:
    """The message in the chosen language, or as it stands where there is no translation."""
    return _translator()(message)


@cache
def _translator() -> Callable[[str], str]:
    places = Path(__file__).parent.parent / "locale"
    if not places.is_dir():
        return str
    import gettext

    catalogue = gettext.translation("agreetrack", places, _chosen or None, fallback=True)
    return catalogue.gettext

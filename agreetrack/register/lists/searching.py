"""How texts are compared when somebody looks for one: without capitals, ё, quotation marks and kinds of hyphen.

A word in Cyrillic finds its other forms too: `сотрудничество` finds «о сотрудничестве».
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from unicodedata import normalize

_QUOTES = re.compile("[\"'`´«»„“”‟‘’‚‛‹›\u00ad]+")
"""Quotation marks, and the hyphen that is seen only at the end of a line."""
_SPACES = re.compile(r"(?:[-‐‑‒–—―−]|[^\S\n])+")
_ENDS = re.compile(" ?\n ?")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_WORDS = re.compile(r"\w+")


def searchable(text: str) -> str:
    """The text as it is compared; lines stay apart, hyphens and several spaces are one space."""
    return _ENDS.sub("\n", _SPACES.sub(" ", _lettered(text))).strip(" ")


def _lettered(text: str) -> str:
    composed = text if text.isascii() else normalize("NFC", text)
    return _QUOTES.sub("", composed.casefold().replace("ё", "е"))


def searchable_each(texts: Iterable[str]) -> list[str]:
    """Each of very many texts as it is compared, at once; breaks of lines are spaces in them."""
    return searchable(_lines(texts)).split("\n")


def with_word_of(sought: str, texts: Iterable[str]) -> list[bool]:
    """Of each of very many texts whether it can be the sought one: the longest word of that stands in it."""
    word = max(searchable(sought).split(), key=len, default="")
    return [word in text for text in _lettered(_lines(texts)).split("\n")]


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(text.replace("\n", " ") for text in texts)


class Search:
    """What is looked for: each of the words has to be found somewhere."""

    def __init__(self, words: Iterable[str]) -> None:
        self._sought = [_Sought(searchable(word)) for word in words]

    def finds(self, text: str) -> bool:
        """Whether all of it stands in a searchable text."""
        return all(one.stands_in(text) for one in self._sought)


class _Sought:
    def __init__(self, word: str) -> None:
        self._word = word
        self._stems = _stems(word) if _CYRILLIC.search(word) else ()

    def stands_in(self, text: str) -> bool:
        if self._word in text:
            return True
        return bool(self._stems) and all(_has_form(stem, text) for stem in self._stems)


def _stems(words: str) -> tuple[str, ...]:
    stem = _stemmer()
    return tuple(stem(word) for word in _WORDS.findall(words))


def _has_form(stem: str, text: str) -> bool:
    """Whether a word of the text has this stem. A stem is the beginning of its words, so that few are looked at."""
    place = text.find(stem)
    while place >= 0:
        if place == 0 or not text[place - 1].isalnum():
            found = _WORDS.match(text, place)
            if found and _stemmer()(found[0]) == stem:
                return True
        place = text.find(stem, place + 1)
    return False


@lru_cache(maxsize=1)
def _stemmer() -> Callable[[str], str]:
    from snowballstemmer import stemmer

    return lru_cache(maxsize=10_000)(stemmer("russian").stemWord)

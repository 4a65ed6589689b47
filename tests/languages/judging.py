"""What is wrong with a translation that a machine can see."""

import re
from collections import Counter
from collections.abc import Iterator
from string import Formatter
from typing import NamedTuple

from babel.messages import Catalog
from babel.messages.catalog import Message

COMPLETE = ("ru",)
"""The languages in which everything is said: for one that stands here, a message without a translation is a fault."""

_TYPED = re.compile(r"(?<![\w-])--[a-z][a-z-]*|\bAGREETRACK_[A-Z_]+")
"""What is typed as it stands in every language: options, and names in the environment."""

_TWICE = re.compile(r"\b([^\W\d_]+) \1\b")
"""A word that stands there twice, one after the other."""


class Place(NamedTuple):
    """A place in a message that a value is put in, with its conversion and format."""

    name: str
    conversion: str
    form: str


def places(text: str) -> frozenset[Place]:
    """The places of a message. Raises ValueError where its braces do not match."""
    parsed = Formatter().parse(text)
    return frozenset(Place(name, way or "", form or "") for _text, name, form, way in parsed if name is not None)


def forms(words: object) -> tuple[str, ...]:
    """A message or a translation, in each of its forms."""
    return tuple(words) if isinstance(words, tuple | list) else (str(words),)


def missing(catalogue: Catalog) -> list[str]:
    """The messages that are not translated, or by a draft alone (`fuzzy`)."""
    found = [one for one in catalogue if one.id]
    return [named(one) for one in found if one.fuzzy or not all(forms(one.string))]


def named(message: Message) -> str:
    """A message for whoever looks for it: where it stands, and its words."""
    files = ", ".join(sorted({file for file, _line in message.locations}))
    return f"{files}: {forms(message.id)[0]}"


def misfits(catalogue: Catalog) -> list[str]:
    """What does not fit between a message and its translation, of those that are translated."""
    return [
        f"{named(one)}: {wrong}"
        for one in catalogue
        if one.id and all(forms(one.string)) and not one.fuzzy
        for wrong in _misfits(one, catalogue.num_plurals)
    ]


def _misfits(message: Message, plurals: int) -> Iterator[str]:
    said, translated = forms(message.id), forms(message.string)
    if len(translated) != (plurals if len(said) > 1 else 1):
        yield f"{len(translated)} forms where the language has {plurals}"
    for one in translated:
        yield from _misfits_of(said[-1], one)


def _misfits_of(said: str, translated: str) -> Iterator[str]:
    try:
        other = places(translated)
    except ValueError as error:
        yield f"“{translated}”: {error}"
        return
    if other != places(said):
        yield f"“{translated}” has other places"
    if Counter(_TYPED.findall(translated)) != Counter(_TYPED.findall(said)):
        yield f"“{translated}” has other options"
    if _TWICE.search(translated):
        yield f"“{translated}” has a word twice"
    if said.count("\n") != translated.count("\n") or _edges(said) != _edges(translated):
        yield f"“{translated}” begins, ends or breaks its lines otherwise"


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip(" \n"))], text[len(text.rstrip(" \n")) :]

"""Refs as they are compared: which texts are one and the same ref, and which ones only look so."""

from collections.abc import Iterable, Sequence
from unicodedata import normalize


def folded(ref: str) -> str:
    """The form in which two refs are the same ref: without capitals, a letter and its marks in one piece.

    Canonical caseless matching (The Unicode Standard, D145), written in NFC.
    """
    if ref.isascii():
        return ref.lower()
    return normalize("NFC", normalize("NFD", ref).casefold())


_HYPHENS = "‐‑‒–—―−"
_CAPITALS = {
    "A": "АΑ",
    "B": "ВΒ",
    "C": "СϹ",
    "E": "ЕΕ",
    "F": "Ϝ",
    "H": "НΗ",
    "I": "ІΙӀ1|",
    "J": "ЈͿ",
    "K": "КΚ",
    "M": "МΜϺ",
    "N": "Ν",
    "O": "ОΟ0",
    "P": "РΡ",
    "Q": "Ԛ",
    "S": "Ѕ",
    "T": "ТΤ",
    "W": "Ԝ",
    "X": "ХΧ",
    "Y": "УҮΥ",
    "Z": "Ζ",
    "Г": "Γ",
    "П": "Π",
    "Ф": "Φ",
    "3": "ЗӠ",
    "-": _HYPHENS,
}
_SMALL = {
    "a": "аα",
    "c": "сϲ",
    "d": "ԁ",
    "e": "е",
    "h": "һ",
    "i": "іι",
    "j": "јϳ",
    "k": "кκ",
    "l": "ӏ1|",
    "o": "оοσ0",
    "p": "рρ",
    "q": "ԛ",
    "s": "ѕ",
    "u": "υ",
    "v": "ν",
    "w": "ԝω",
    "x": "хχ",
    "y": "уүγ",
    "ф": "φ",
    "3": "зӡ",
    "6": "б",
    "-": _HYPHENS,
}
"""The signs that are drawn like another one, by that one: of the Latin, Cyrillic and Greek letters, the digits
and the hyphens (a part of the confusables of Unicode Technical Standard 39)."""


def _drawn_as(alike: dict[str, str]) -> dict[int, str]:
    return {ord(sign): shown for shown, signs in alike.items() for sign in signs}


_IN_CAPITALS, _IN_SMALL_LETTERS = _drawn_as(_CAPITALS), _drawn_as(_SMALL)


def _looks(refs: list[str]) -> list[tuple[str, str]]:
    """How each ref is drawn in capitals and in small letters, whatever its signs are."""
    text = "\n".join(ref.replace("\n", " ") for ref in refs)  # at once, as there may be very many
    parts = text if text.isascii() else normalize("NFKD", text)
    capitals, small = parts.upper().translate(_IN_CAPITALS), parts.lower().translate(_IN_SMALL_LETTERS)
    return list(zip(capitals.split("\n"), small.split("\n"), strict=True))[: len(refs)]


def look_alikes(refs: Sequence[str]) -> dict[str, list[str]]:
    """The other refs that each looks like, in capitals or in small letters; those alone that look like any."""
    drawn: dict[str, list[str]] = {}
    looks = dict(zip(refs, _looks(list(refs)), strict=True))
    for ref, forms in looks.items():
        for form in set(forms):
            drawn.setdefault(form, []).append(ref)
    found = {ref: dict.fromkeys((*drawn[capitals], *drawn[small])) for ref, (capitals, small) in looks.items()}
    return {ref: [one for one in alike if one != ref] for ref, alike in found.items() if len(alike) > 1}


def looking_like(ref: str, others: Iterable[str]) -> list[str]:
    """Those of the other refs that look like this one and are not it."""
    known = list(others)
    (capitals, small), *looks = _looks([ref, *known])
    alike = (one for one, look in zip(known, looks, strict=True) if look[0] == capitals or look[1] == small)
    return [one for one in alike if folded(one) != folded(ref)]

"""Refs and the words that name them: exactly, or by any unique beginning, in capitals or not."""

from collections.abc import Iterable
from difflib import get_close_matches

from agreetrack.model.errors import NoSuchRef
from agreetrack.model.facts import Fact, first_of
from agreetrack.model.refs import folded

UNDATED = "undated"
"""What stands for the year in a made ref where no year of signature is known."""

_NAMED_AT_MOST = 5


def resolve(word: str, refs: Iterable[str]) -> str:
    """The one ref that the word names: exactly, or as the only one that begins with it.

    Raises NoSuchRef where none or several begin with it, naming those that could be meant.
    """
    wanted = folded(word.strip())
    beginning = []
    known = []
    for ref in refs:
        form = folded(ref)
        if form == wanted:
            return ref
        known.append(ref)
        if wanted and form.startswith(wanted):
            beginning.append(ref)
    if len(beginning) == 1:
        return beginning[0]
    raise NoSuchRef(_several(word, beginning) if beginning else _none(word, known))


def _several(word: str, refs: list[str]) -> Fact:
    return Fact("refs.several", word=word, refs=first_of(sorted(refs), _NAMED_AT_MOST))


def _none(word: str, refs: list[str]) -> Fact:
    """That none begins with the word; the refs that hold it elsewhere, or else that are written much like it."""
    wanted = folded(word.strip())
    forms = {folded(ref): ref for ref in refs}
    near = [ref for form, ref in forms.items() if wanted and wanted in form]
    near = near or [forms[form] for form in get_close_matches(wanted, forms, n=3)]
    if near:
        return Fact("refs.near", word=word, refs=first_of(near, _NAMED_AT_MOST))
    return Fact("refs.none", word=word)

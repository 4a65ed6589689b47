"""The letter that is sent where nobody can be reminded, as the registry cannot be used."""

from collections.abc import Sequence
from html import escape

from agreetrack.display.plain import safe
from agreetrack.display.wording import _, chosen_language


def subject(name: str) -> str:
    """What it is about; `name` is that of the registry's file."""
    return _("Nobody is reminded: the registry of agreements “{name}” cannot be used").format(name=safe(name))


def text(said: Sequence[str]) -> str:
    """The letter, with the sentences that say what is wrong and how to mend it."""
    return "\n\n".join(_paragraphs(said)) + "\n"


def html(said: Sequence[str]) -> str:
    """The same as HTML."""
    paragraphs = "\n".join(f"<p>{escape(one)}</p>" for one in _paragraphs(said))
    return f'<!DOCTYPE html>\n<html lang="{escape(chosen_language())}">\n<body>\n{paragraphs}\n</body>\n</html>\n'


def _paragraphs(said: Sequence[str]) -> list[str]:
    return [
        _("Nobody is reminded of any agreement at present, whatever falls due."),
        *map(safe, said),
        _("This letter comes with every run until that is mended."),
    ]

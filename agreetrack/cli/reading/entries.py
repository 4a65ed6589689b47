"""One entry of a list in the short form in which it is typed: `Russia=RU`, `succeeds:RU-CN-2001`."""

from collections.abc import Callable
from typing import Any, get_args

from agreetrack.cli.reading.words import meant
from agreetrack.display.wording import _
from agreetrack.model.clauses import Link
from agreetrack.model.errors import UsageError

_SIGNATORY = ("name", "office", "party")
LINK_KINDS: tuple[str, ...] = get_args(Link.__annotations__["kind"])


def entry(path: str, word: str, option: str, form: str) -> Any:
    """The entry that a word states for the list at the path. Raises UsageError that names the option and the form."""
    reading = _ENTRIES.get(path)
    if reading is None:
        return word
    try:
        return reading(word)
    except ValueError:
        message = _("{option}: “{word}” is not of the form {form}")
        raise UsageError(message.format(option=option, word=word, form=form)) from None


def _party(word: str) -> dict[str, Any]:
    name, separator, code = word.rpartition("=")
    if not separator:
        return {"name": word.strip()}
    if not name.strip() or not code.strip():
        raise ValueError(word)
    return {"name": name.strip(), "code": code.strip()}


def _signatory(word: str) -> dict[str, str]:
    parts = [part.strip() for part in word.split(";")]
    if not parts[0] or len(parts) > len(_SIGNATORY):
        raise ValueError(word)
    return {name: part for name, part in zip(_SIGNATORY, parts, strict=False) if part}


def _clause(word: str) -> dict[str, str]:
    article, about, words = (part.strip() for part in word.split(";", 2))
    if not about or not words:
        raise ValueError(word)
    return {"article": article, "about": about, "words": words}


def _link(word: str) -> dict[str, str]:
    stated, separator, ref = word.partition(":")
    kind = meant(stated, LINK_KINDS)
    if not separator or not ref.strip() or kind is None:
        raise UsageError(
            _("--link: “{word}” is not KIND:REF; the kinds are {kinds}").format(word=word, kinds=", ".join(LINK_KINDS))
        )
    return {"kind": kind, "ref": ref.strip()}


def _document(word: str) -> dict[str, str]:
    name, separator, url = word.partition("=")
    if not separator or not name.strip() or not url.strip():
        raise ValueError(word)
    return {"name": name.strip(), "url": url.strip()}


def _days(word: str) -> int:
    try:
        return int(word)
    except ValueError:
        raise UsageError(_("--lead-time: “{word}” is not a whole number of days").format(word=word)) from None


_ENTRIES: dict[str, Callable[[str], Any]] = {
    "parties": _party,
    "signatories": _signatory,
    "clauses": _clause,
    "links": _link,
    "documents": _document,
    "lead_times": _days,
}

"""Words out of a few: kinds of agreement, yes and no, statuses and the like, in English or Russian.

Everything here raises UsageError and nothing else, whatever the text.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from agreetrack.display.wording import _
from agreetrack.model.errors import UsageError

_MEANINGS: Mapping[str, tuple[str, ...]] = {
    "treaty": ("договор",),
    "agreement": ("соглашение",),
    "memorandum": ("меморандум", "mou"),
    "protocol": ("протокол",),
    "exchange-of-notes": ("обмен нотами", "обмен письмами", "exchange of letters"),
    "arrangement": ("договорённость", "договоренность"),
    "other": ("иное", "другое", "прочее"),
    "included": ("включительно", "включая", "inclusive"),
    "excluded": ("не включая", "исключительно", "не включительно", "exclusive"),
    "none": ("нет",),
    "indefinite": (
        "бессрочно", "бессрочный", "бессрочная", "бессрочное", "indefinitely", "без срока",
        "на неопределённый срок", "на неопределенный срок",
    ),
    "signature": (
        "подписание", "с даты подписания", "со дня подписания", "с момента подписания", "дата подписания",
        "день подписания", "on signature", "upon signature", "from signature", "date of signature",
    ),
    "all": ("все", "всех"),
    "text": ("текст",),
    "practice": ("практика",),
}  # fmt: skip
"""Words of a record, each with what is written for it elsewhere."""
_MEANT = {written: word for word, all_written in _MEANINGS.items() for written in all_written}
_YES = ("yes", "y", "true", "да")
_NO = ("no", "n", "false", "нет")


def simplified(text: str) -> str:
    """What was written without what makes no difference: capitals, spaces too many, another minus."""
    return " ".join(text.replace("−", "-").casefold().split())


def meant(text: str, allowed: Collection[str]) -> str | None:
    """The one of the allowed words that is meant, in its own spelling or one of ours; None where none is."""
    if text in allowed:
        return text
    known = {word.casefold(): word for word in allowed}
    written = simplified(text)
    for form in (written, written.replace(" ", "-"), _MEANT.get(written, "")):
        if form in known:
            return known[form]
    return None


def choice(text: str, allowed: Iterable[str], what: str) -> str:
    """The one of the allowed words that was typed; `what` names it: `no status`."""
    known = list(allowed)
    word = meant(text, known)
    if word is not None:
        return word
    message = _("{text} is {what}; choose one of: {known}")
    raise UsageError(message.format(text=quoted(text), what=what, known=", ".join(known)))


def choices(texts: Sequence[str], allowed: Iterable[str], what: str) -> tuple[str, ...]:
    """All that was chosen: an option given again, or words with commas between them."""
    known = list(allowed)
    return tuple(choice(word, known, what) for text in texts for word in text.split(",") if word.strip())


def yes_or_no(text: str) -> bool:
    """Whether yes is meant: `да`, `yes`, `true`, or their opposites."""
    word = simplified(text)
    if word in _YES or word in _NO:
        return word in _YES
    raise UsageError(_("{text} is neither yes nor no").format(text=quoted(text)))


def quoted(text: str) -> str:
    """What was typed, in quotes, controls visible, cut where it is very long."""
    shown = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text[:60])
    return _("“{text}”").format(text=shown + ("…" if len(text) > 60 else ""))

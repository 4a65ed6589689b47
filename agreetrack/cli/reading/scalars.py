"""How the text of a field becomes the value that a record has for it; the day is what `today` and `+90d` count from."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from agreetrack.cli.errors import said
from agreetrack.cli.reading import days, periods, terms
from agreetrack.cli.reading.words import meant, quoted
from agreetrack.display.wording import _
from agreetrack.model.errors import UsageError
from agreetrack.model.limits import LARGEST_NUMBER

Reader = Callable[[str, date], Any]
"""Raises UsageError for what it cannot read."""


def text(text: str, _today: date) -> str:
    """The text itself."""
    return text


def number(text: str, _today: date) -> int:
    """A whole number."""
    if not re.fullmatch(r"\d+", text):
        raise UsageError(_("“{text}” is not a whole number").format(text=text))
    if len(text) > len(str(LARGEST_NUMBER)):
        raise UsageError(_("“{text}” is more than {most:,}").format(text=text[:60], most=LARGEST_NUMBER))
    return int(text)


def count_or_all(text: str, today: date) -> int | str:
    """A whole number, or `all`."""
    return meant(text, ("all",)) or number(text, today)


def period(text: str, _today: date) -> str:
    """A period in ISO form."""
    return str(periods.period(text))


def day(text: str, today: date) -> str:
    """A day in ISO form."""
    return days.day(text, today).isoformat()


def stated(text: str, today: date) -> str:
    """A day, month or year in ISO form."""
    return days.stated(text, today)


def day_of_year(text: str, today: date) -> str:
    """A day of every year: `06-30`, or a day of some year, of which the year counts for nothing."""
    if re.fullmatch(r"\d{2}-\d{2}", text):
        return text
    return days.day(text, today).isoformat()[5:]


def term(text: str, today: date) -> Any:
    """A period, `indefinite`, or a `LastDay`."""
    return terms.term(text, today)


def one_of(words: Sequence[str]) -> Reader:
    """A reading of these words alone."""

    def reading(text: str, _today: date) -> str:
        word = meant(text, words)
        if word is None:
            known = ", ".join(words)
            raise UsageError(_("{text} is not one of: {words}").format(text=quoted(text), words=known))
        return word

    return reading


def word_or(words: Sequence[str], otherwise: Reader) -> Reader:
    """A reading of these words, and of what is none of them."""

    def reading(text: str, today: date) -> Any:
        word = meant(text, words)
        if word is not None:
            return word
        try:
            return otherwise(text, today)
        except UsageError as error:
            if text.isalpha():
                sentence = _("{reason}; or the word {words}").format(reason=said(error), words=", ".join(words))
                raise UsageError(sentence) from None
            raise

    return reading

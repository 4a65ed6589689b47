"""Periods as people write them: `5y`, `1y6m`, `5 years`, `сроком на 5 (пять) лет`, `P5Y`.

Everything here raises UsageError and nothing else, whatever the text.
"""

import re
from collections.abc import Sequence

from agreetrack.cli.reading.numerals import with_digits
from agreetrack.cli.reading.words import quoted, simplified
from agreetrack.display.wording import _
from agreetrack.model.errors import UsageError
from agreetrack.model.limits import LARGEST_NUMBER
from agreetrack.model.periods import Period
from agreetrack.model.periods import period as iso_period

_UNITS = {
    "Y": ("y", "yr", "yrs", "year", "years", "г", "год", "года", "году", "лет", "л"),
    "M": ("m", "mo", "mon", "month", "months", "м", "мес", "месяц", "месяца", "месяцев"),
    "W": ("w", "wk", "week", "weeks", "н", "нед", "неделя", "недели", "недель", "неделю"),
    "D": ("d", "day", "days", "д", "дн", "день", "дня", "дней"),
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words}
# Patterns are compiled where they are used: most commands type no more than an ISO date.
_COUNTED = r"([0-9]+) *([^\W\d_]+)\.?(?: *(?:,|and|и)(?= *[0-9]))? *"
_BEFORE = (
    r"(?:(?:со? )?срок(?:ом)?(?: действия)?(?: на)?|на срок|на|в течение|"
    r"for (?:a|the) (?:term|period) of|(?:a|the) (?:term|period) of|for) +(?:срока? +)?"
)
_PLAIN = r"\b(?:календарн(?:ый|ых|ого)|полн(?:ый|ых|ого)|calendar|full) +(?=[^\W\d_])"
_WORKING = r"рабоч|working|business"


def period(text: str) -> Period:
    """The period that is typed as `5y`, `1y6m`, `5 years`, `на 5 лет` or `P5Y`; it is written as `P5Y` and the like."""
    words = simplified(text)
    if words.startswith("-"):
        raise UsageError(_("a period cannot be negative; type {text} without the minus").format(text=quoted(text)))
    if re.fullmatch(r"[0-9]+", words):
        units = ", ".join(f"{words[:6]}{unit}" for unit in "ymwd")
        raise UsageError(_("{text} of what? Type {units}").format(text=quoted(text), units=units))
    iso = words.upper() if re.fullmatch(r"p[0-9ymwd]*", words) else _iso(text, _counted(text, words))
    try:
        return iso_period(iso)
    except ValueError:
        raise UsageError(_wrong_period(text, re.findall("[0-9]+", words))) from None


def _counted(text: str, words: str) -> str:
    """The numbers and units alone: without `сроком на`, with digits for numerals."""
    if re.search(_WORKING, words):
        message = _("{text}: periods are counted in calendar days; type how many these are, such as 30d")
        raise UsageError(message.format(text=quoted(text)))
    plain = re.sub(_PLAIN, "", re.sub("^" + _BEFORE, "", words))
    found, contradicts = with_digits(plain)
    if contradicts:
        message = _("{text} gives two numbers, {one} and {other}; type the one that is meant")
        raise UsageError(message.format(text=quoted(text), one=contradicts[0], other=contradicts[1]))
    return found


def _wrong_period(text: str, counts: Sequence[str]) -> str:
    if counts and not any(count.strip("0") for count in counts):
        return _("{text} is no time at all; a period must be longer than nothing").format(text=quoted(text))
    if any(len(count) > len(str(LARGEST_NUMBER)) for count in counts):
        told = _("{text} is too long for a period; its numbers go up to {most:,}")
        return told.format(text=quoted(text), most=LARGEST_NUMBER)
    return _("{text} is not a period; type it as 5y, 18m, 1y6m, 90d or P5Y").format(text=quoted(text))


def _iso(text: str, words: str) -> str:
    counts: dict[str, str] = {}
    place = 0
    for found in re.finditer(_COUNTED, words):
        unit = _UNIT.get(found[2])
        if found.start() != place or unit is None or unit in counts:
            break
        counts[unit], place = found[1], found.end()
    if not words or place != len(words):
        raise UsageError(_wrong_period(text, ()))
    return "P" + "".join(f"{counts[unit]}{unit}" for unit in "YMWD" if unit in counts)

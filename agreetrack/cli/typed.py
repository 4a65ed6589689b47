"""Words that people type: days, stated dates, periods and choices. Nothing is guessed.

What can be read in two ways is refused with both readings, what is no date of the calendar with the last day
that the month has. Everything here raises UsageError and nothing else, whatever the text.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from agreetrack.law.counting import earlier, later
from agreetrack.model.errors import UsageError
from agreetrack.model.limits import LARGEST_NUMBER
from agreetrack.model.periods import Period
from agreetrack.model.periods import period as iso_period
from agreetrack.model.wording import _

_MONTHS = (
    ("january", "jan", "января", "январь", "янв"),
    ("february", "feb", "февраля", "февраль", "февр", "фев"),
    ("march", "mar", "марта", "март", "мар"),
    ("april", "apr", "апреля", "апрель", "апр"),
    ("may", "мая", "май"),
    ("june", "jun", "июня", "июнь", "июн"),
    ("july", "jul", "июля", "июль", "июл"),
    ("august", "aug", "августа", "август", "авг"),
    ("september", "sept", "sep", "сентября", "сентябрь", "сент", "сен"),
    ("october", "oct", "октября", "октябрь", "окт"),
    ("november", "nov", "ноября", "ноябрь", "нояб", "ноя"),
    ("december", "dec", "декабря", "декабрь", "дек"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1, "сегодня": 0, "завтра": 1, "вчера": -1}

# Patterns are compiled where they are used: most commands type no more than an ISO date.
_YEAR_FIRST = r"([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})"
_YEAR_LAST = r"([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{1,4})"
_DAY_MONTH = r"[«\"“]?([0-9]{1,2})(?:st|nd|rd|th)?[»\"”]?[ .-]*([^\W\d_]+)\.?,?(?:[ -]*([0-9]+))?"
_MONTH_DAY = r"([^\W\d_]+)\.? *([0-9]{1,2})(?:st|nd|rd|th)?(?:(?:, *| +)([0-9]+))?"
_YEAR_ENDING = r"(?<=[0-9]) *(?:года?|г\.?)$"
_MONTH_OF_YEAR = r"([0-9]{4})[-./]([0-9]{1,2})|([0-9]{1,2})[./]([0-9]{4})"
_NAMED_MONTH = r"([^\W\d_]+)\.?,? +([0-9]{4})"

_UNITS = {
    "Y": ("y", "yr", "yrs", "year", "years", "г", "год", "года", "лет"),
    "M": ("m", "mo", "mon", "month", "months", "мес", "месяц", "месяца", "месяцев"),
    "W": ("w", "wk", "week", "weeks", "нед", "неделя", "недели", "недель", "неделю"),
    "D": ("d", "day", "days", "дн", "день", "дня", "дней"),
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words}
_COUNTED = r"([0-9]+) *([^\W\d_]+)\.?(?: *(?:,|and|и)(?= *[0-9]))? *"


def day(text: str, relative_to: date) -> date:
    """The day that the text names; `+90d`, `-2m` and `today` are counted from `relative_to`."""
    words = _words(text)
    if words in _NEAR:
        return _moved(text, relative_to, Period(0, abs(_NEAR[words])), _NEAR[words] < 0)
    if words[:1] in ("+", "-") and words[1:]:
        return _moved(text, relative_to, iso_period(period(words[1:].strip())), words[0] == "-")
    return _absolute(text, words)


def stated(text: str, relative_to: date | None = None) -> str:
    """A date as an agreement states it, in ISO form: a day, or only its month or year (`2014-06`, `2014`)."""
    words = _words(text)
    if re.fullmatch(r"[0-9]{4}", words) and words != "0000":
        return words
    month = _month_of_year(words)
    if month is not None:
        _refuse_month(text, month[1])
        _refuse_year(text, month[0])
        return f"{month[0]:04}-{month[1]:02}"
    return (_absolute(text, words) if relative_to is None else day(text, relative_to)).isoformat()


def period(text: str) -> str:
    """A period in ISO form: `5y`, `1y6m`, `5 years`, `5 лет` and `P5Y` give `P5Y` and the like."""
    words = _words(text)
    if words.startswith("-"):
        raise UsageError(_("a period cannot be negative; type {text} without the minus").format(text=quoted(text)))
    if re.fullmatch(r"[0-9]+", words):
        units = ", ".join(f"{words[:6]}{unit}" for unit in "ymwd")
        raise UsageError(_("{text} of what? Type {units}").format(text=quoted(text), units=units))
    iso = words.upper() if words.startswith("p") else _iso(text, words)
    try:
        iso_period(iso)
    except ValueError:
        raise UsageError(_wrong_period(text, re.findall("[0-9]+", words))) from None
    return iso


def choice(text: str, allowed: Iterable[str], what: str) -> str:
    """The one of the allowed words that was typed, in capitals or not; `what` names it: `no status`."""
    known = list(allowed)
    word = text.strip().casefold()
    if word in known:
        return word
    message = _("{text} is {what}; choose one of: {known}")
    raise UsageError(message.format(text=quoted(text), what=what, known=", ".join(known)))


def choices(texts: Sequence[str], allowed: Iterable[str], what: str) -> tuple[str, ...]:
    """All that was chosen: an option given again, or words with commas between them."""
    known = list(allowed)
    return tuple(choice(word, known, what) for text in texts for word in text.split(",") if word.strip())


def quoted(text: str) -> str:
    """What was typed, in quotes, controls visible, cut where it is very long."""
    shown = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text[:60])
    return f"“{shown}{'…' if len(text) > 60 else ''}”"


def _words(text: str) -> str:
    return " ".join(text.replace("−", "-").casefold().split())


def _moved(text: str, start: date, by: Period, back: bool) -> date:
    if by.months == 0:
        try:
            return start + timedelta(-by.days if back else by.days)
        except OverflowError:
            raise UsageError(_outside(text)) from None
    found = earlier(start, by) if back else later(start, by)
    if found is None:
        raise UsageError(_outside(text))
    return found


def _outside(text: str) -> str:
    return _("{text} lies outside the calendar (years 1 to 9999)").format(text=quoted(text))


def _absolute(text: str, words: str) -> date:
    words = re.sub(_YEAR_ENDING, "", words)
    if found := re.fullmatch(_YEAR_FIRST, words):
        return _date(text, int(found[1]), int(found[3]), int(found[4]))
    if found := re.fullmatch(_YEAR_LAST, words):
        _refuse_short_year(text, found[4])
        return _year_last(text, int(found[1]), found[2], int(found[3]), int(found[4]))
    if (found := re.fullmatch(_DAY_MONTH, words)) and found[2] in _MONTH:
        return _named(text, found[3], _MONTH[found[2]], found[1])
    if (found := re.fullmatch(_MONTH_DAY, words)) and found[1] in _MONTH:
        return _named(text, found[3], _MONTH[found[1]], found[2])
    if re.fullmatch(r"[0-9]{4}", words) or _month_of_year(words):
        raise UsageError(_("{text} names no day; type the whole date, such as 2015-02-09").format(text=quoted(text)))
    raise UsageError(
        _("{text} is not a date; type it as 2015-02-09, 09.02.2015, 9 Feb 2015, today or +90d").format(
            text=quoted(text)
        )
    )


def _named(text: str, year: str | None, month: int, day_of_month: str) -> date:
    if year is None:
        raise UsageError(_("{text} has no year; add it, such as 9 Feb 2015").format(text=quoted(text)))
    _refuse_short_year(text, year)
    return _date(text, int(year), month, int(day_of_month))


def _year_last(text: str, first: int, sign: str, second: int, year: int) -> date:
    """Points put the day first; between strokes or hyphens the order is taken only where one remains."""
    if sign == "." or first == second or (first > 12 >= second):
        return _date(text, year, second, first)
    if second > 12 >= first:
        return _date(text, year, first, second)
    if first > 12:
        return _date(text, year, second, first)
    readings = _("{text} can be {one} or {other}; type the one that is meant")
    one, other = _date(text, year, second, first), _date(text, year, first, second)
    raise UsageError(readings.format(text=quoted(text), one=one, other=other))


def _date(text: str, year: int, month: int, day_of_month: int) -> date:
    _refuse_month(text, month)
    _refuse_year(text, year)
    last = monthrange(year, month)[1]
    if 1 <= day_of_month <= last:
        return date(year, month, day_of_month)
    message = _("{text} is not in the calendar; the last day of that month is {last}")
    raise UsageError(message.format(text=quoted(text), last=date(year, month, last)))


def _refuse_month(text: str, month: int) -> None:
    if not 1 <= month <= 12:
        message = _("{text} is not in the calendar: there is no month {month}; type it as 2015-02-09")
        raise UsageError(message.format(text=quoted(text), month=month))


def _refuse_year(text: str, year: int) -> None:
    if not 1 <= year <= 9999:
        raise UsageError(_outside(text))


def _refuse_short_year(text: str, year: str) -> None:
    if len(year) == 4:
        return
    message = _("{text}: type the year in four digits, such as {full}")
    raise UsageError(message.format(text=quoted(text), full=f"20{year[-2:]:0>2}"))


def _month_of_year(words: str) -> tuple[int, int] | None:
    """The year and month of `2014-06`, `06.2014`, `June 2014`."""
    if found := re.fullmatch(_MONTH_OF_YEAR, words):
        return int(found[1] or found[4]), int(found[2] or found[3])
    if (found := re.fullmatch(_NAMED_MONTH, re.sub(_YEAR_ENDING, "", words))) and found[1] in _MONTH:
        return int(found[2]), _MONTH[found[1]]
    return None


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

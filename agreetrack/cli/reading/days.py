"""Days as people write them, in English or Russian: `2015-02-09`, `«9» февраля 2015 года`, `+90d`. Nothing is guessed.

What can be read in two ways is refused with both readings, what is no date of the calendar with the last day
that the month has. Everything here raises UsageError and nothing else, whatever the text.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from agreetrack.cli.reading.periods import period
from agreetrack.cli.reading.words import quoted, simplified
from agreetrack.display.wording import _
from agreetrack.law.counting import earlier, later
from agreetrack.model.errors import UsageError
from agreetrack.model.periods import Period

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
_NEAR = {
    "today": 0, "tomorrow": 1, "yesterday": -1,
    "сегодня": 0, "завтра": 1, "послезавтра": 2, "вчера": -1, "позавчера": -2,
}  # fmt: skip

# Patterns are compiled where they are used: most commands type no more than an ISO date.
_YEAR_FIRST = r"([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})"
_YEAR_LAST = r"([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{1,4})"
_DAY_MONTH = r"[«\"“„]? ?([0-9]{1,2})(?:st|nd|rd|th)? ?[»\"”“]?[ .-]*([^\W\d_]+)\.?,?(?:[ -]*([0-9]+))?"
_MONTH_DAY = r"([^\W\d_]+)\.? *([0-9]{1,2})(?:st|nd|rd|th)?(?:(?:, *| +)([0-9]+))?"
_YEAR_ENDING = r"(?<=[0-9]) *(?:год[ау]?|г\.?)$"
_OF = r"^(?:от|of|on) (?=\S)"
_MONTH_OF_YEAR = r"([0-9]{4})[-./]([0-9]{1,2})|([0-9]{1,2})[./]([0-9]{4})"
_NAMED_MONTH = r"([^\W\d_]+)\.?,? +([0-9]{4})"


def day(text: str, relative_to: date) -> date:
    """The day that the text names; `+90d`, `-2m` and `today` are counted from `relative_to`."""
    words = simplified(text)
    if words in _NEAR:
        return _moved(text, relative_to, Period(0, abs(_NEAR[words])), _NEAR[words] < 0)
    if words[:1] in ("+", "-") and words[1:]:
        return _moved(text, relative_to, period(words[1:].strip()), words[0] == "-")
    return _absolute(text, words)


def stated(text: str, relative_to: date | None = None) -> str:
    """A date as an agreement states it, in ISO form: a day, or only its month or year (`2014-06`, `2014`)."""
    words = simplified(text)
    year = re.sub(_YEAR_ENDING, "", words)
    if re.fullmatch(r"[0-9]{4}", year) and year != "0000":
        return year
    month = _month_of_year(words)
    if month is not None:
        _refuse_month(text, month[1])
        _refuse_year(text, month[0])
        return f"{month[0]:04}-{month[1]:02}"
    return (_absolute(text, words) if relative_to is None else day(text, relative_to)).isoformat()


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
    words = re.sub(_OF, "", re.sub(_YEAR_ENDING, "", words))
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

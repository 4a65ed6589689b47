"""The term of an agreement as people write it: a period, its last day, or no end at all.

«до 31.12.2027» does not say whether that day is still in force. Offices mostly include it, so the question is left
open (`end_day` absent) and both readings are told; «включительно», «по» and “through” include the day, «не включая»
and “until” do not.
"""

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from agreetrack.cli.reading import days
from agreetrack.cli.reading.periods import period
from agreetrack.cli.reading.words import meant, quoted, simplified
from agreetrack.display.wording import _
from agreetrack.model.errors import UsageError


class LastDay(NamedTuple):
    """A last day; `end_day` as a record has it, None where nothing is said of it. `remark` tells of an open reading."""

    day: date
    end_day: Literal["included", "excluded"] | None = None
    remark: str | None = None


_BEFORE = r"(?:(?:действует|срок действия|valid) )?"
_TO = r"(?:(?:до|по|until|till|through|to) )?"
_NOT_INCLUDING = r"\(?(?:не включая(?: (?:этот день|эту дату|его))?|не включительно|исключительно|exclusive(?:ly)?)\)?"
_INCLUDING = r"\(?(?:включительно|включая(?: этот день)?|inclusive(?:ly)?|included)\)?"
_CLAUSES: tuple[tuple[Literal["included", "excluded"] | None, str], ...] = (
    ("excluded", rf"{_BEFORE}(?:(?:до|по),? )?не включая,? (?P<day>.+)"),
    ("excluded", rf"{_BEFORE}{_TO}(?P<day>.+?),? *{_NOT_INCLUDING}"),
    ("included", rf"{_BEFORE}{_TO}(?P<day>.+?),? *{_INCLUDING}"),
    ("included", rf"{_BEFORE}(?:по|through) (?P<day>.+)"),
    ("excluded", rf"{_BEFORE}(?:until|till) (?P<day>.+)"),
    (None, rf"{_BEFORE}(?:до|to) (?P<day>.+)"),
)
"""How a clause says whether its last day is in force, in the order in which they are looked for."""
_DATE_LIKE = r"\d[-./]\d|\d{4}"
_PERIOD_LIKE = r"[-+]?\s*(?:p[\dymwd.,]*|[\d.,\s]+[^\W\d_]+\.?)"
_A_YEAR = r"(?:(?P<head>до|по|на|until|till|through|to) )?(?P<year>[12][0-9]{3})(?P<unit> *(?:год[ау]?|г\.?))?"


def term(text: str, today: date) -> str | LastDay:
    """A period in ISO form, `indefinite`, or the last day. What has two readings is refused with both, `-5y` too."""
    words = simplified(text)
    if meant(text, ("indefinite",)):
        return "indefinite"
    if words[:1] in ("-", "+"):
        message = _("“{text}”: type a period without a sign (5y), or the last day itself (2027-03-31)")
        raise UsageError(message.format(text=text))
    _refuse_year(text, words)
    ending = _ending(text, words, today)
    if ending is not None:
        return ending
    try:
        return str(period(text))
    except UsageError as error:
        return LastDay(_day(text, words, today, error))


def last_day(text: str, today: date) -> LastDay:
    """A day on which something ends, with what is said of it: `31.12.2027 включительно`."""
    words = simplified(text)
    return _ending(text, words, today) or LastDay(days.day(text, today))


def _refuse_year(text: str, words: str) -> None:
    """Refuse `2027 год` and `до 2027 года`, which can be meant in two ways."""
    found = re.fullmatch(_A_YEAR, words)
    if found is None or not (found["head"] or found["unit"]):
        return
    year = int(found["year"])
    message = _("{text} can mean through {before} or through {last}; type the last day that is meant")
    if found["head"] in (None, "на"):
        message = _("{text} can mean through {last}, or {year} years; type the last day, or the period as P{year}Y")
    before, last = date(year - 1, 12, 31), date(year, 12, 31)
    raise UsageError(message.format(text=quoted(text), before=before, last=last, year=year))


def _ending(text: str, words: str, today: date) -> LastDay | None:
    """The last day, where the words begin or end as those of such a clause do."""
    for end_day, pattern in _CLAUSES:
        found = re.fullmatch(pattern, words)
        if found:
            day = days.day(found["day"], today)
            return LastDay(day, end_day, None if end_day else _remark(text, day))
    return None


def _remark(text: str, day: date) -> str:
    message = _(
        "{text} is read as in force through {day}, as offices mostly mean it; where that day is left out, it is in "
        "force through {before}: state which with --end-day included or excluded"
    )
    return message.format(text=quoted(text), day=day, before=day - timedelta(days=1))


def _day(text: str, words: str, today: date, no_period: UsageError) -> date:
    """The last day itself, or the reason why the text is neither that nor a period."""
    if re.fullmatch(_PERIOD_LIKE, words):
        raise no_period
    try:
        return days.day(text, today)
    except UsageError as error:
        if re.search(_DATE_LIKE, text):
            raise
        if text[:1].isdigit():
            raise no_period from None
        message = _("“{text}” is no term: give a period (5y), the last day (2027-03-31) or indefinite")
        raise UsageError(message.format(text=text)) from error

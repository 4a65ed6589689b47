"""Days as people read them: one, or two readings of the same day joined."""

from datetime import date

from agreetrack.display.page import DateStyle
from agreetrack.display.wording import _
from agreetrack.model.dates import is_date, is_whole


def written_day(day: date, style: DateStyle = "iso") -> str:
    """`2026-12-11`, or `11.12.2026`; a month or a year alone as it was stated."""
    if style == "iso" or not is_whole(day):
        return day.isoformat()
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def written_if_day(text: str, style: DateStyle = "iso") -> str:
    """A stated day as days are written; anything else (`2014`, `signature`, `P5Y`) as it is."""
    return written_day(date.fromisoformat(text), style) if is_date(text) else text


def without_year(day: date, style: DateStyle = "iso") -> str:
    """`12-11`, or `11.12`."""
    return day.isoformat()[5:] if style == "iso" else f"{day.day:02}.{day.month:02}"


def either(day: date, other: date | None, style: DateStyle = "iso") -> str:
    """Two readings joined, the earlier first, what they share said once.

    `2026-12-11/12`, `2027-02-28/03-01`, `2026-12-31/2027-01-01`; `11/12.12.2026`, `28.02/01.03.2027`.
    """
    if other is None or other == day:
        return written_day(day, style)
    first, second = sorted((day, other))
    if first.year != second.year:
        return f"{written_day(first, style)}/{written_day(second, style)}"
    same_month = first.month == second.month
    if style == "iso":
        return f"{first.isoformat()}/{second.isoformat()[8 if same_month else 5 :]}"
    start = f"{first.day:02}" if same_month else without_year(first, style)
    return f"{start}/{written_day(second, style)}"


def beside(day: date, other: date, style: DateStyle = "iso") -> str:
    """The other reading beside a day that is already written: without its year where that is the same."""
    return without_year(other, style) if day.year == other.year else written_day(other, style)


def weekday(day: date) -> str:
    """The day of the week in three letters."""
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return names[day.weekday()]

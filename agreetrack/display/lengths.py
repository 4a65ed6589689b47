"""Lengths of time as people read them."""

from agreetrack.display.wording import ngettext
from agreetrack.model.periods import Period


def length_words(period: Period) -> str:
    """A period in words, `1 year 6 months`."""
    years, months = divmod(period.months, 12)
    said = (
        ngettext("{count} year", "{count} years", years).format(count=years) if years else "",
        ngettext("{count} month", "{count} months", months).format(count=months) if months else "",
        days_words(period.days) if period.days else "",
    )
    return " ".join(part for part in said if part)


def length_short(period: Period) -> str:
    """A period where there is little room: `5y`, `1y 6m`, `120d`."""
    years, months = divmod(period.months, 12)
    said = (
        ngettext("{count}y", "{count}y", years).format(count=years) if years else "",
        ngettext("{count}m", "{count}m", months).format(count=months) if months else "",
        ngettext("{count}d", "{count}d", period.days).format(count=period.days) if period.days else "",
    )
    return " ".join(part for part in said if part)


def days_words(count: int) -> str:
    """A number of days: `1 day`, `12 days`."""
    return ngettext("{count} day", "{count} days", count).format(count=count)

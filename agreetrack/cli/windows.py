"""How far ahead a command looks, as it is typed."""

from datetime import date

from agreetrack.cli.errors import said
from agreetrack.cli.reading import periods
from agreetrack.cli.session import Session
from agreetrack.display.lengths import length_short
from agreetrack.law.counting import later
from agreetrack.model import limits
from agreetrack.model.errors import UsageError
from agreetrack.model.periods import Period
from agreetrack.model.wording import _


def window(session: Session, option: str, text: str | None) -> Period | None:
    """The time that an option was given, None where it was not; what is more than `YEARS_AHEAD` is cut, and told.

    Raises UsageError that names the option.
    """
    if text is None:
        return None
    try:
        asked = periods.period(text)
    except UsageError as error:
        raise UsageError(f"{option}: {said(error)}") from None
    most = Period(12 * limits.YEARS_AHEAD, 0)
    if (later(session.day, asked) or date.max) <= (later(session.day, most) or date.max):
        return asked
    told = _("{option}: {asked} is more than is looked at; these are the next {years} years")
    session.tell(told.format(option=option, asked=length_short(asked), years=limits.YEARS_AHEAD))
    return most

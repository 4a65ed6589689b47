"""How far ahead a command looks, as it is typed."""

from datetime import date

from agreetrack.cli.session import Session
from agreetrack.display.wording import _
from agreetrack.model import limits
from agreetrack.model.periods import Period


def window(session: Session, option: str, text: str | None) -> Period | None:
    """The time that an option was given, None where it was not; what is more than `YEARS_AHEAD` is cut, and told.

    Raises UsageError that names the option.
    """
    if text is None:
        return None
    from agreetrack.cli.recording import required_period
    from agreetrack.law.counting import later

    asked = required_period(option, text)
    most = Period(12 * limits.YEARS_AHEAD, 0)
    if (later(session.day, asked) or date.max) <= (later(session.day, most) or date.max):
        return asked
    from agreetrack.display.lengths import length_short

    told = _("{option}: {asked} is more than is looked at; these are the next {years} years")
    session.tell(told.format(option=option, asked=length_short(asked), years=limits.YEARS_AHEAD))
    return most

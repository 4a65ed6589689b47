"""From when an agreement is in force and its term runs: a day, signature or the like, or a rule of entry into force."""

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from agreetrack.model.clauses import EntryRule
from agreetrack.model.coding import convert
from agreetrack.model.dates import PartialDay, Read, full_date, is_date, is_day
from agreetrack.model.facts import Fact, Unfit


def read_entry(value: Any) -> "EntryIntoForce":
    """The day (or its month or year alone), the word or the rule. Raises ValueError for what is none of them."""
    if not isinstance(value, str):
        return value if isinstance(value, EntryRule) or is_day(value) else convert(value, EntryRule)
    if is_date(value):
        return full_date(value)
    if value == "signature":
        return "signature"
    if value[:4].isdigit():
        return PartialDay.of(value)
    raise _neither(value, ("signature",))


def read_term_from(value: Any) -> "TermFrom":
    """The day or the word. Raises ValueError for what is neither."""
    if value == "signature" or value == "provisional":
        return "signature" if value == "signature" else "provisional"
    if is_day(value):
        return value
    if isinstance(value, str) and is_date(value):
        return full_date(value)
    raise _neither(str(value), ("signature", "provisional"))


def _neither(text: str, words: tuple[str, ...]) -> Unfit:
    return Unfit(Fact("terms.no-date-or-word", text=text[:60], words=words))


if TYPE_CHECKING:
    EntryIntoForce = date | Literal["signature"] | EntryRule
    TermFrom = date | Literal["signature", "provisional"]
else:

    class EntryIntoForce(metaclass=Read):
        """A day as stated, `signature` or a rule."""

        objects = (EntryRule,)
        read = staticmethod(read_entry)

    class TermFrom(metaclass=Read):
        """A day, `signature` or `provisional`."""

        read = staticmethod(read_term_from)

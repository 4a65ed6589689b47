"""What somebody has to be warned of, as the law finds it: a matter, its day, and the lead time that has been reached.

A day is in the earlier reading until that has passed. Lead times are days before the day, inclusive; negative ones
are days after it.
"""

from datetime import date

from msgspec import Struct

from agreetrack.law.findings import Standing
from agreetrack.model.acknowledgements import What
from agreetrack.model.record import Watched


class Matter(Struct, frozen=True, kw_only=True):
    """One thing to be warned of.

    `what`, `id` (of the obligation, or the party that leaves) and `due` name it: when `due` moves, it is another
    matter. `due` is the earliest reading; `by` the reading not yet past, which `days` counts to (negative once it
    is), `or_by` the other one. `work_by` is the last working day on or before `by`, where something is to be done.
    """

    what: What
    due: date
    by: date
    or_by: date | None = None
    days: int
    id: str | None = None
    text: str | None = None
    """The text of an obligation."""
    owner: str | None = None
    """Whose desk the obligation is on, where that is not the agreement's owner."""
    work_by: date | None = None

    @property
    def name(self) -> str:
        """What JSON calls it: an obligation whose day has passed has a name of its own."""
        return "obligation-overdue" if self.what == "obligation" and self.days < 0 else self.what


class Reminder(Struct, frozen=True, kw_only=True):
    """A matter of one agreement at the lead time that has been reached: what one entry of a digest says.

    `told_on` is the day on which it was told before, where it is still open; `may_repeat` says that it may have been
    delivered before, by a run that was cut off; `may_come_again` that it cannot be kept that it was told; `escalated`
    that it is urgent and nobody acknowledged it so far.
    """

    record: Watched
    standing: Standing
    matter: Matter
    lead: int
    told_on: date | None = None
    may_repeat: bool = False
    may_come_again: bool = False
    escalated: bool = False

    @property
    def owner(self) -> str | None:
        """Whose desk it is on."""
        return self.matter.owner or self.record.owner


class Digest(Struct, frozen=True, kw_only=True):
    """What one recipient is told on a day: what is new, then what is open still and was not acknowledged.

    Both are sorted by urgency. `recipient` is `Name <mail>`, or None where it is whoever reads the output.
    `watched` agreements were looked at; a digest with nothing new is a sign of life. One of a look (`is_look`) has
    everything, whoever was told it.
    """

    day: date
    recipient: str | None = None
    new: tuple[Reminder, ...] = ()
    open: tuple[Reminder, ...] = ()
    watched: int = 0
    is_look: bool = False

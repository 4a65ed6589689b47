"""The way that a run of `remind` takes, as it was typed: what is told, in which form, and to whom."""

from msgspec import Struct

from agreetrack.cli.accounts import account
from agreetrack.cli.couriers import Form, mail, printer, program
from agreetrack.cli.session import Session
from agreetrack.display.wording import _
from agreetrack.model import recipients
from agreetrack.model.errors import UsageError
from agreetrack.model.recipients import LONGEST_NAME, NOBODY, Reader
from agreetrack.register.reminders.delivering import Deliver


class Way(Struct, frozen=True, kw_only=True):
    """One way: by mail, to a program (`command`), or printed; `name` is who is told, where that is not an address.

    Raises UsageError for two ways at once, and for a name that is none.
    """

    form: Form
    by_mail: bool
    command: str | None
    name: str | None
    with_open: bool

    def __post_init__(self) -> None:
        if self.by_mail and self.name is not None:
            raise UsageError(_("--mail tells addresses; leave --as out"))
        if self.name is not None and not (self.name.isprintable() and 0 < len(self.name) <= LONGEST_NAME):
            message = _("--as: give a name of one line, of 1 to {most} letters and signs")
            raise UsageError(message.format(most=LONGEST_NAME))

    @property
    def prints(self) -> bool:
        """Whether it is printed."""
        return not self.by_mail and self.command is None

    def is_look(self, session: Session) -> bool:
        """Whether a person looks at what is printed: that takes no warning away from those who are told."""
        return self.prints and session.is_attended

    def reader(self, session: Session) -> Reader | None:
        """Who reads it; None for mail. A program is known by its command line, what is printed by its account."""
        if self.by_mail:
            return None
        if self.name is not None:
            return recipients.called(self.name)
        if self.command is not None:
            return recipients.program(self.command)
        return NOBODY if session.is_attended else recipients.called(account())

    def courier(self, session: Session) -> Deliver:
        """Whoever hands it over. Raises UsageError and AgreetrackError where mail is not in order."""
        if self.by_mail:
            return mail(session)
        if self.command is not None:
            return program(session, self.command)
        return printer(session, self.form, self.with_open)

    @property
    def options(self) -> tuple[str, ...]:
        """The options that a line for cron repeats."""
        flags = (
            ("--mail", self.by_mail),
            ("--json", self.form == "json" and self.command is None),
            ("--markdown", self.form == "markdown"),
            ("--open", self.with_open),
        )
        valued = (("--as", self.name), ("--command", self.command))
        return (
            *(option for option, said in flags if said),
            *(f"{option}={value}" for option, value in valued if value is not None),
        )

"""What the commands that record an event have in common: their options, and the days among them.

Commands that only read name an agreement in the same way; how a day or a period is read is imported where one was
typed.
"""

from datetime import date
from typing import Annotated

import typer

from agreetrack.cli.completion import complete_ref
from agreetrack.cli.session import Session
from agreetrack.display.wording import _, marked
from agreetrack.model.dates import read_known_day
from agreetrack.model.errors import UsageError
from agreetrack.model.periods import Period

Ref = Annotated[
    str,
    typer.Argument(
        metavar="REF",
        help=marked("The agreement: its ref, or a unique beginning of it."),
        autocompletion=complete_ref,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help=marked("Print the new standing as JSON."))]


def _rehearse(context: typer.Context, rehearsal: bool) -> bool:
    if rehearsal:
        Session.of(context).rehearse()
    return rehearsal


DryRun = Annotated[
    bool,
    typer.Option("--dry-run", callback=_rehearse, help=marked("Show what would hold, and write nothing.")),
]


def day(session: Session, option: str, text: str | None) -> date | None:
    """The day that an option was given, None where it was not. Raises UsageError that names the option."""
    return None if text is None else required_day(session, option, text)


def required_day(session: Session, option: str, text: str) -> date:
    """The day that an option was given. Raises UsageError that names the option."""
    from agreetrack.cli.errors import said
    from agreetrack.cli.reading import days

    try:
        return days.day(text, session.day)
    except UsageError as error:
        raise UsageError(f"{option}: {said(error)}") from None


def on_day(session: Session, text: str | None) -> date:
    """The day on which it happened: as given (a month or year alone too), or the day that the command asks about."""
    if text is None:
        return session.day
    from agreetrack.cli.errors import said
    from agreetrack.cli.reading import days

    try:
        return read_known_day(days.stated(text, session.day))
    except UsageError as error:
        raise UsageError(f"--on: {said(error)}") from None


def period(option: str, text: str | None) -> Period | None:
    """The period that an option was given, None where it was not. Raises UsageError that names the option."""
    return None if text is None else required_period(option, text)


def required_period(option: str, text: str) -> Period:
    """The period that an option was given. Raises UsageError that names the option."""
    from agreetrack.cli.errors import said
    from agreetrack.cli.reading import periods

    try:
        return periods.period(text)
    except UsageError as error:
        raise UsageError(f"{option}: {said(error)}") from None


def required_party(name: str | None) -> str:
    """The party, or UsageError where none was given."""
    if not name:
        raise UsageError(_("say which party: --party NAME"))
    return name

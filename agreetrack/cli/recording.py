"""What the commands that record an event have in common: their options, and the days among them."""

from datetime import date
from typing import Annotated, Literal

import typer

from agreetrack.cli.completion import complete_ref
from agreetrack.cli.reading import days, periods, terms
from agreetrack.cli.session import Session
from agreetrack.model.dates import read_known_day
from agreetrack.model.errors import UsageError
from agreetrack.model.wording import _

Ref = Annotated[
    str,
    typer.Argument(
        metavar="REF",
        help=_("The agreement: its ref, or a unique beginning of it."),
        autocompletion=complete_ref,
    ),
]
On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help=_("When it happened; default: today, or the day of --as-of.")),
]
Effective = Annotated[
    str | None,
    typer.Option("--effective", metavar="DATE", help=_("When it takes effect, where that is another day.")),
]
Basis = Annotated[str | None, typer.Option("--basis", metavar="TEXT", help=_("The document that it rests on."))]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help=_("Anything worth remembering."))]
AsJson = Annotated[bool, typer.Option("--json", help=_("Print the new standing as JSON."))]
EndDay = Literal["included", "excluded"]
PartyName = Annotated[str | None, typer.Option("--party", metavar="NAME", help=_("The party: name, code or alias."))]


def _rehearse(context: typer.Context, rehearsal: bool) -> bool:
    if rehearsal:
        Session.of(context).rehearse()
    return rehearsal


DryRun = Annotated[
    bool,
    typer.Option("--dry-run", callback=_rehearse, help=_("Show what would hold, and write nothing.")),
]


def day(session: Session, option: str, text: str | None) -> date | None:
    """The day that an option was given, None where it was not. Raises UsageError that names the option."""
    if text is None:
        return None
    try:
        return days.day(text, session.day)
    except UsageError as error:
        raise UsageError(f"{option}: {error}") from None


def on_day(session: Session, text: str | None) -> date:
    """The day on which it happened: as given (a month or year alone too), or the day that the command asks about."""
    if text is None:
        return session.day
    try:
        return read_known_day(days.stated(text, session.day))
    except UsageError as error:
        raise UsageError(f"--on: {error}") from None


def last_day(session: Session, text: str | None, end_day: EndDay | None) -> tuple[date | None, EndDay | None]:
    """The day of `--until`, and whether it is itself in force: as `--end-day` or the words say."""
    if text is None:
        return None, end_day
    try:
        last = terms.last_day(text, session.day)
    except UsageError as error:
        raise UsageError(f"--until: {error}") from None
    if last.end_day and end_day and last.end_day != end_day:
        message = _("--end-day: it says “{word}”, and --until says “{other}”; state one of the two")
        raise UsageError(message.format(word=end_day, other=last.end_day))
    if last.remark and not end_day:
        session.tell(last.remark)
    return last.day, last.end_day or end_day


def period(option: str, text: str | None) -> str | None:
    """The period that an option was given, in ISO form. Raises UsageError that names the option."""
    if text is None:
        return None
    try:
        return periods.period(text)
    except UsageError as error:
        raise UsageError(f"{option}: {error}") from None


def required_party(name: str | None) -> str:
    """The party, or UsageError where none was given."""
    if not name:
        raise UsageError(_("say which party: --party NAME"))
    return name

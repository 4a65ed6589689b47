"""`agreetrack export`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from agreetrack.cli.completion import complete_ref
from agreetrack.cli.output import save
from agreetrack.cli.reading.choosing import OneOf
from agreetrack.cli.reading.words import choices
from agreetrack.cli.session import Session
from agreetrack.cli.windows import window
from agreetrack.display.phrases import say
from agreetrack.display.wording import _, marked
from agreetrack.law.findings import Status
from agreetrack.model.errors import UsageError
from agreetrack.model.record import Kind
from agreetrack.register.lists.listing import Selection
from agreetrack.register.records.exporting import Exported, exported
from agreetrack.store import Registry

Words = list[str] | None


def _filter(name: str, metavar: str | None, help: str) -> typer.models.OptionInfo:
    info: typer.models.OptionInfo = typer.Option(name, metavar=metavar, help=help)
    return info


def command(
    ctx: typer.Context,
    form: Annotated[
        Literal["csv", "json", "ics"],
        typer.Argument(metavar="csv|json|ics", help=marked("Which format."), click_type=OneOf(("csv", "json", "ics"))),
    ],
    refs: Annotated[
        Words,
        typer.Argument(metavar="[REF]...", help=marked("Only these agreements."), autocompletion=complete_ref),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help=marked("Write to a file instead of stdout.")),
    ] = None,
    status: Annotated[Words, _filter("--status", "STATUS", marked("Only of this status."))] = None,
    party: Annotated[Words, _filter("--party", "NAME", marked("Only with this party."))] = None,
    tag: Annotated[Words, _filter("--tag", "TAG", marked("Only with this tag."))] = None,
    kind: Annotated[Words, _filter("--kind", "KIND", marked("Only of this kind."))] = None,
    owner: Annotated[Words, _filter("--owner", "NAME", marked("Only of this owner."))] = None,
    unknown: Annotated[bool, _filter("--unknown", None, marked("Only those of unknown term."))] = False,
    within: Annotated[
        str | None,
        _filter("--within", "PERIOD", marked("Of ics: how far ahead; default: 2 years.")),
    ] = None,
) -> None:
    r"""Write the whole records out, for a spreadsheet or for another registry.

    \b
    agreetrack export csv -o agreements.csv
    agreetrack export json --tag asia > asia.json
    agreetrack export json RU-CN-2001
    agreetrack export ics -o agreements.ics --within 3y

    What export writes as csv or json, import reads. For what holds on a day: agreetrack list --csv.
    The calendar (ics) has the last days for notice, expiries, renewals and obligations, with their alarms.
    """
    session = Session.of(ctx)
    registry = session.registry(must_exist=True)
    selection = Selection(
        status=choices(status or (), get_args(Status), _("no status")),
        party=tuple(party or ()),
        tag=tuple(tag or ()),
        kind=choices(kind or (), get_args(Kind), _("no kind of agreement")),
        owner=tuple(owner or ()),
        unknown=unknown,
    )
    if form == "ics":
        with session.doing(_("making the calendar")):
            content, told = _calendar(session, registry, refs or (), selection, within)
    elif within is not None:
        raise UsageError(_("--within goes with ics alone; csv and json hold whole records, leave it out"))
    else:
        found = exported(registry, session.occasion(), refs or (), selection)
        content, told = _written(form, found), _("{count} agreements").format(count=len(found.records))
    if output is None or str(output) == "-":
        session.write(content)
        return
    save(session, output, content, registry)
    session.tell(_("{what} written to {path}").format(what=told, path=output))


def _calendar(
    session: Session, registry: Registry, refs: Sequence[str], selection: Selection, within: str | None
) -> tuple[bytes, str]:
    """The calendar, and what to say of it."""
    from agreetrack.formats.ics import calendar_ics
    from agreetrack.register.lists.calendar import TWO_YEARS, CalendarWanted, calendar
    from agreetrack.register.reminders.lead_times import settled

    occasion = session.occasion()
    wanted = CalendarWanted(within=window(session, "--within", within) or TWO_YEARS, words=refs, selection=selection)
    found = calendar(registry, occasion, wanted, settled(session.settings))
    cancelled = sum(entry.cancelled for entry in found.entries)
    text = _("{count} events of {agreements} agreements")
    if cancelled:
        text = _("{count} events of {agreements} agreements, {cancelled} of them cancelled")
    told = text.format(count=len(found.entries), agreements=found.agreements, cancelled=cancelled)
    dates = session.settings.mail_dates  # others read it, as they read mails
    return calendar_ics(found.entries, occasion.at, lambda fact: say(fact, dates)), told


def _written(form: str, found: Exported) -> bytes:
    if form == "csv":
        from agreetrack.formats.csv_records import export_csv

        return export_csv(*found)
    from agreetrack.formats.records import export_json

    return export_json(found.records)

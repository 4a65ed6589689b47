"""`agreetrack export`."""

from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from agreetrack.cli import typed
from agreetrack.cli.completion import complete_ref
from agreetrack.cli.output import save
from agreetrack.cli.session import Session
from agreetrack.law.findings import Status
from agreetrack.model.record import Kind, Record
from agreetrack.model.wording import _
from agreetrack.register.exporting import records_to_export
from agreetrack.register.listing import Selection

Words = list[str] | None


def _filter(name: str, metavar: str | None, help: str) -> typer.models.OptionInfo:
    info: typer.models.OptionInfo = typer.Option(name, metavar=metavar, help=help)
    return info


def command(
    ctx: typer.Context,
    form: Annotated[Literal["csv", "json"], typer.Argument(metavar="csv|json", help=_("Which format."))],
    refs: Annotated[
        Words,
        typer.Argument(metavar="[REF]...", help=_("Only these agreements."), autocompletion=complete_ref),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help=_("Write to a file instead of stdout.")),
    ] = None,
    status: Annotated[Words, _filter("--status", "STATUS", _("Only of this status."))] = None,
    party: Annotated[Words, _filter("--party", "NAME", _("Only with this party."))] = None,
    tag: Annotated[Words, _filter("--tag", "TAG", _("Only with this tag."))] = None,
    kind: Annotated[Words, _filter("--kind", "KIND", _("Only of this kind."))] = None,
    owner: Annotated[Words, _filter("--owner", "NAME", _("Only of this owner."))] = None,
    unknown: Annotated[bool, _filter("--unknown", None, _("Only those of unknown term."))] = False,
) -> None:
    r"""Write the whole records out, for a spreadsheet or for another registry.

    \b
    agreetrack export csv -o agreements.csv
    agreetrack export json --tag asia > asia.json
    agreetrack export json RU-CN-2001

    What export writes, import reads. For what holds on a day: agreetrack list --csv.
    """
    session = Session.of(ctx)
    registry = session.registry(must_exist=True)
    selection = Selection(
        status=typed.choices(status or (), get_args(Status), _("no status")),
        party=tuple(party or ()),
        tag=tuple(tag or ()),
        kind=typed.choices(kind or (), get_args(Kind), _("no kind of agreement")),
        owner=tuple(owner or ()),
        unknown=unknown,
    )
    records = records_to_export(registry, session.occasion(), refs or (), selection)
    content = _written(form, records)
    if output is None or str(output) == "-":
        session.write(content)
        return
    save(output, content, registry)
    session.tell(_("{count} agreements written to {path}").format(count=len(records), path=output))


def _written(form: str, records: list[Record]) -> bytes:
    if form == "csv":
        from agreetrack.formats.csv_records import export_csv

        return export_csv(records)
    from agreetrack.formats.records import export_json

    return export_json(records)

"""`agreetrack export`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from agreetrack.cli.completion import complete_ref
from agreetrack.cli.session import Session
from agreetrack.model.errors import AgreetrackError, UsageError
from agreetrack.model.record import Record
from agreetrack.model.wording import _
from agreetrack.register.exporting import records_to_export
from agreetrack.register.listing import Selection
from agreetrack.store import Registry

Words = list[str] | None


def _filter(name: str, help: str) -> typer.models.OptionInfo:
    info: typer.models.OptionInfo = typer.Option(name, help=help)
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
    status: Annotated[Words, _filter("--status", _("Only of this status."))] = None,
    party: Annotated[Words, _filter("--party", _("Only of this party."))] = None,
    tag: Annotated[Words, _filter("--tag", _("Only with this tag."))] = None,
    kind: Annotated[Words, _filter("--kind", _("Only of this kind."))] = None,
    owner: Annotated[Words, _filter("--owner", _("Only of this owner."))] = None,
    unknown: Annotated[bool, _filter("--unknown", _("Only those of unknown term."))] = False,
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
        status=tuple(status or ()),
        party=tuple(party or ()),
        tag=tuple(tag or ()),
        kind=tuple(kind or ()),
        owner=tuple(owner or ()),
        unknown=unknown,
    )
    records = records_to_export(registry, session.occasion(), refs or (), selection)
    content = _written(form, records)
    if output is None or str(output) == "-":
        session.write(content)
        return
    _write(output, content, registry)
    session.tell(_("{count} agreements written to {path}").format(count=len(records), path=output))


def _written(form: str, records: list[Record]) -> bytes:
    if form == "csv":
        from agreetrack.formats.csv_records import export_csv

        return export_csv(records)
    from agreetrack.formats.records import export_json

    return export_json(records)


def _write(output: Path, content: bytes, registry: Registry) -> None:
    """Write the file; never over the registry itself."""
    if output.exists() and registry.exists() and output.samefile(registry.path):
        raise UsageError(_("“{path}” is the registry itself; name another file").format(path=output))
    try:
        output.write_bytes(content)
    except OSError as error:
        raise AgreetrackError(
            _("“{path}” cannot be written: {reason}").format(path=output, reason=error.strerror)
        ) from None

"""`agreetrack obligations`."""

from pathlib import Path
from typing import Annotated

import typer

from agreetrack.cli.session import Session
from agreetrack.cli.windows import window
from agreetrack.display.wording import _, marked
from agreetrack.model import limits
from agreetrack.model.errors import UsageError
from agreetrack.register.obligations.duties import Duties, Wanted, duties

Texts = list[str] | None
_OF_ENDING = {".txt": "table", ".csv": "csv", ".json": "json"}
_MOST_TOLD = 3
"""Of days on which nothing falls due so many are told one by one."""


def command(
    ctx: typer.Context,
    overdue: Annotated[bool, typer.Option("--overdue", help=marked("Only what is late."))] = False,
    due: Annotated[
        str | None,
        typer.Option("--due", metavar="PERIOD", help=marked("Only what is late or falls due within: 60d, 6m, 1y.")),
    ] = None,
    party: Annotated[
        Texts, typer.Option("--party", metavar="NAME", help=marked("Only what this party owes, or is owed."))
    ] = None,
    owner: Annotated[Texts, typer.Option("--owner", metavar="NAME", help=marked("Only of this owner."))] = None,
    ref: Annotated[str | None, typer.Option("--ref", metavar="REF", help=marked("Only of this agreement."))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=marked("As JSON."))] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help=marked("As CSV."))] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help=marked("Write to a file, in the format of its ending.")),
    ] = None,
) -> None:
    r"""List what the parties promised, by date: what is late, what falls due in 90 days, what binds without a date.

    \b
    agreetrack obligations
    agreetrack obligations --overdue
    agreetrack obligations --due 60d --party Mexico
    agreetrack obligations --ref USMCA-2020 --due 1y --json
    agreetrack obligations -o obligations.csv

    Nothing falls due before entry into force, in a gap or a suspension, nor after the end unless it survives; what
    was due before stays owed. What was met in part counts as owed. Each row says whether it binds today, and why.
    """
    session = Session.of(ctx)
    if overdue and due is not None:
        raise UsageError(_("give either --overdue or --due PERIOD: what is late is in both"))
    chosen = _format(as_json, as_csv, output)
    wanted = Wanted(
        overdue=overdue,
        within=window(session, "--due", due),
        party=tuple(party or ()),
        owner=tuple(owner or ()),
        ref=ref,
    )
    registry = session.registry(must_exist=True)
    found = duties(registry, session.occasion(), wanted) if registry.exists() else Duties()
    if output is not None and str(output) != "-":
        from agreetrack.cli.output import save

        save(session, output, _written(found, chosen, to_file=True), registry)
        session.tell(_("written to {path}").format(path=output))
    elif chosen == "table":
        from agreetrack.display.screens.obligations import obligations

        session.show(obligations(found.rows, session.page), len(found.rows))
    else:
        session.write(_written(found, chosen))
    if registry.exists():
        _tell_counts(session, found)
    else:
        session.tell_how_to_begin()


def _format(as_json: bool, as_csv: bool, output: Path | None) -> str:
    if as_json and as_csv:
        raise UsageError(_("one answer has one format; leave one of --json and --csv out"))
    if as_json or as_csv:
        return "json" if as_json else "csv"
    if output is None or str(output) == "-":
        return "table"
    ending = output.suffix.casefold()
    if ending not in _OF_ENDING:
        message = _("“{path}”: no format goes with that ending; use one of {known}, or say --json or --csv")
        raise UsageError(message.format(path=output, known=", ".join(_OF_ENDING)))
    return _OF_ENDING[ending]


def _written(found: Duties, chosen: str, to_file: bool = False) -> bytes:
    if chosen == "json":
        from agreetrack.formats.json_ import obligations_json

        return obligations_json(found.rows)
    if chosen == "csv":
        from agreetrack.formats.obligations import obligations_csv

        return obligations_csv(found.rows, bom=to_file)
    from agreetrack.display.page import Page
    from agreetrack.display.screens.obligations import obligations

    return "".join(obligations(found.rows, Page())).encode()


def _tell_counts(session: Session, found: Duties) -> None:
    from agreetrack.display.screens.obligations import summary, unbound

    session.tell(summary(found.rows))
    if found.more_late:
        session.tell(
            _("more are late than these first {most}; ask for one party or agreement").format(most=limits.ROWS)
        )
    if found.more_ahead:
        text = _("more fall due than these first {most}; ask for a shorter time, one party or agreement")
        session.tell(text.format(most=limits.ROWS))
    for record, one in found.unbound[:_MOST_TOLD]:
        session.tell(unbound(record.ref, one))
    more = len(found.unbound) - _MOST_TOLD
    if len(found.unbound) == limits.ROWS:
        session.tell(_("and {count} more days, at the least, on which an obligation does not bind").format(count=more))
    elif more == 1:
        session.tell(_("and 1 more day on which an obligation does not bind"))
    elif more > 1:
        session.tell(_("and {count} more days on which an obligation does not bind").format(count=more))

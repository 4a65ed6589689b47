"""What `met`, `partly-met` and `waive` have in common: their options, and how they are carried out."""

from typing import Annotated

import typer

from agreetrack.cli.events import BASIS, NOTE, ON
from agreetrack.cli.recording import day, on_day
from agreetrack.cli.session import Session
from agreetrack.display.wording import marked
from agreetrack.register.obligations.outcomes import Report, Status, record_outcome

Id = Annotated[
    str, typer.Argument(metavar="ID", help=marked("The obligation, by its id: agreetrack show REF names them."))
]
Day = Annotated[
    str | None,
    typer.Option(
        "--occurrence", "--due", metavar="DATE", help=marked("The day on which it was due, where several are open.")
    ),
]
Evidence = Annotated[
    str | None,
    typer.Option(
        "--evidence", metavar="FILE", help=marked("What shows it: a file, of which a copy is kept, or a URL.")
    ),
]

On = Annotated[str | None, ON.info]
Basis = Annotated[str | None, BASIS.info]
Note = Annotated[str | None, NOTE.info]


def carry_out(
    ctx: typer.Context,
    status: Status,
    ref: str,
    id: str,
    *,
    occurrence: str | None,
    on: str | None,
    evidence: str | None,
    basis: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Record what became of an obligation, and print what holds now."""
    session = Session.of(ctx)
    report = Report(
        status=status,
        on=on_day(session, on),
        occurrence=day(session, "--occurrence", occurrence),
        evidence=evidence,
        basis=basis,
        note=note,
    )
    changed = record_outcome(session.registry(must_exist=True), session.occasion(), ref, id, report)
    session.report(changed, as_json)

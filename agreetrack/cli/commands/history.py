"""`agreetrack history`."""

from typing import Annotated

import typer

from agreetrack.cli.completion import complete_ref
from agreetrack.cli.session import Session
from agreetrack.display.wording import _, marked


def command(
    ctx: typer.Context,
    ref: Annotated[
        str | None,
        typer.Argument(metavar="[REF]", help=marked("Only of this agreement."), autocompletion=complete_ref),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=marked("The rows as JSON."))] = False,
) -> None:
    r"""Show who changed what, when and by which command, oldest first; times are UTC.

    \b
    agreetrack history
    agreetrack history RU-CN-2001
    agreetrack history --json
    """
    session = Session.of(ctx)
    registry = session.registry(must_exist=True)
    rows = registry.history(ref) if registry.exists() or ref is not None else []
    if as_json:
        from agreetrack.formats.json_ import history_json

        session.write(history_json(rows))
    else:
        from agreetrack.display.screens.history import history

        session.show([history(rows, session.page)], len(rows))
    if not registry.exists():
        session.tell_how_to_begin()
    elif not rows:
        session.tell(_("nothing was changed yet"))

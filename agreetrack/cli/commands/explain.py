"""`agreetrack explain`."""

from typing import Annotated

import typer

from agreetrack.cli.recording import Ref
from agreetrack.cli.session import Session
from agreetrack.display.screens.explanation import explanation
from agreetrack.display.wording import marked
from agreetrack.register.lists.showing import explained


def command(
    ctx: typer.Context,
    ref: Ref,
    as_json: Annotated[
        bool, typer.Option("--json", help=marked("The reasons as facts: codes with their days."))
    ] = False,
) -> None:
    r"""Explain the dates of one agreement: anchor, term, renewals, notice, rule, source, rival reading.

    \b
    agreetrack explain RU-CN-2001
    agreetrack explain RU-CN-2001 --as-of 2026-11-22
    agreetrack explain RU-CN-2001 --json
    """
    session = Session.of(ctx)
    registry = session.registry(must_exist=True)
    found = explained(registry, ref, session.occasion())
    if as_json:
        from agreetrack.formats.json_ import explanation_json

        session.write(explanation_json(found))
        return
    session.print(explanation(found, session.page))

"""`agreetrack show`."""

from typing import Annotated

import typer

from agreetrack.cli.recording import Ref, day
from agreetrack.cli.session import Session
from agreetrack.display.wording import marked
from agreetrack.register.lists import showing


def command(
    ctx: typer.Context,
    ref: Ref,
    known_on: Annotated[
        str | None,
        typer.Option("--known-on", metavar="DATE", help=marked("The record as this file held it on that day (UTC).")),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=marked("The whole record and its standing as JSON."))] = False,
) -> None:
    r"""Show one agreement: where it stands, what can be decided, what comes by itself, what it says.

    \b
    agreetrack show RU-CN-2001
    agreetrack show ru-cn --as-of 2026-11-22
    agreetrack show RU-CN-2001 --json
    agreetrack show RU-CN-2001 --known-on 2025-01-31

    Any unique beginning of the ref will do, in capitals or not. Three times can be asked about: --as-of is the
    day that is judged, --knowing leaves out what happened later, --known-on leaves out what was typed in later; the
    settings are those of today.
    """
    session = Session.of(ctx)
    held = day(session, "--known-on", known_on)
    shown = showing.show(session.registry(must_exist=True), ref, session.occasion(), held)
    if as_json:
        from agreetrack.formats.json_ import show_json

        session.write(show_json(shown.record, shown.standing))
        return
    from agreetrack.display.screens.standing import show

    stand_in = session.settings.value("owner")
    session.print(show(shown.record, shown.standing, session.page, shown.linked_from, stand_in, shown.titles))

"""`agreetrack explain`."""

import typer

from agreetrack.cli.recording import Ref
from agreetrack.cli.session import Session
from agreetrack.display.explanation import explanation
from agreetrack.register.showing import explained


def command(ctx: typer.Context, ref: Ref) -> None:
    r"""Explain the dates of one agreement: anchor, term, renewals, notice, rule, source, rival reading.

    \b
    agreetrack explain RU-CN-2001
    agreetrack explain RU-CN-2001 --as-of 2026-11-22
    """
    session = Session.of(ctx)
    registry = session.registry(must_exist=True)
    session.print(explanation(explained(registry, ref, session.occasion()), session.page))

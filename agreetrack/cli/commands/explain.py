"""`agreetrack explain`."""

import typer

from agreetrack.cli.recording import Ref
from agreetrack.cli.session import Session
from agreetrack.display.explanation import explanation
from agreetrack.law.explanation import explain


def command(ctx: typer.Context, ref: Ref) -> None:
    r"""Explain the dates of one agreement: anchor, term, renewals, notice, rule, source, rival reading.

    \b
    agreetrack explain RU-CN-2001
    agreetrack explain RU-CN-2001 --as-of 2026-11-22
    """
    session = Session.of(ctx)
    record = session.registry(must_exist=True).find(ref)
    asked = session.occasion()
    explained = explain(record, asked.day, asked.knowing, asked.assume, asked.holidays)
    session.print(explanation(explained, session.page))

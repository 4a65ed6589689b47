"""`agreetrack oblige`."""

from typing import Annotated, Literal

import typer

from agreetrack.cli.recording import AsJson, DryRun, Ref, day, period
from agreetrack.cli.session import Session
from agreetrack.model.wording import _
from agreetrack.register.promising import Pledge, oblige

Names = list[str] | None


def command(
    ctx: typer.Context,
    ref: Ref,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=_("What is promised."))],
    by: Annotated[
        Names, typer.Option("--by", metavar="NAME", help=_("A party that owes it; again for more; default: all."))
    ] = None,
    to: Annotated[
        Names, typer.Option("--to", metavar="NAME", help=_("A party that it is owed to; again for more."))
    ] = None,
    article: Annotated[
        str | None, typer.Option("--article", metavar="TEXT", help=_("The article that states it."))
    ] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help=_("Once: the day."))] = None,
    within: Annotated[
        str | None, typer.Option("--within", metavar="PERIOD", help=_("Once: how long after what --of names."))
    ] = None,
    of: Annotated[
        Literal["entry-into-force", "signature", "end"] | None,
        typer.Option("--of", help=_("What --within counts from.")),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help=_("Once, on a day that is not stated."))] = False,
    every: Annotated[
        str | None, typer.Option("--every", metavar="PERIOD", help=_("Again and again, counted from --from."))
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help=_("The first day on which it is due."))
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help=_("The last day on which it can be due."))
    ] = None,
    rrule: Annotated[
        str | None,
        typer.Option("--rrule", metavar="RULE", help=_("Again and again, by a rule of RFC 5545.")),
    ] = None,
    owner: Annotated[
        str | None, typer.Option("--owner", metavar="TEXT", help=_("Whose desk it is on: Name <mail>."))
    ] = None,
    survives: Annotated[bool, typer.Option("--survives", help=_("It binds on after the end."))] = False,
    id: Annotated[
        str | None, typer.Option("--id", metavar="TEXT", help=_("Its handle; default: the next number."))
    ] = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    r"""Add an obligation: what a party promised, to whom, and by when. Without a date it continues.

    \b
    agreetrack oblige RU-CN-2001 "Hold regular summits" --article 11
    agreetrack oblige MSK-ROSNANO-2015 "Draw up a list of preferred products" --once
    agreetrack oblige USMCA-2020 "Report on trade in dairy" --by CA --every 1y --from 2027-01-31
    agreetrack oblige EU-MU-2022 "Pay the contribution" --by EU --within 90d --of entry-into-force
    agreetrack oblige ECT-1994-EU "Protect investments made" --survives
    agreetrack oblige NEW-START-2010 "Exchange figures" --rrule "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1"

    What falls due on the 31st does so on the last day of a month that has none; a rule of RFC 5545 leaves such a
    month out. What of it was met is recorded with agreetrack met, partly-met and waive.
    """
    session = Session.of(ctx)
    pledge = Pledge(
        text=text,
        id=id,
        article=article,
        by=tuple(by or ()),
        to=tuple(to or ()),
        once=once,
        due=day(session, "--due", due),
        within=period("--within", within),
        of=of,
        every=period("--every", every),
        start=day(session, "--from", start),
        until=day(session, "--until", until),
        rrule=rrule,
        owner=owner,
        survives=survives,
    )
    session.report(oblige(session.registry(must_exist=True), session.occasion(), ref, pledge), as_json)

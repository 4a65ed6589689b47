"""`agreetrack oblige`."""

from datetime import date
from typing import Annotated, Literal, get_args

import typer
from msgspec.structs import replace

from agreetrack.cli.errors import said
from agreetrack.cli.prompts import answer
from agreetrack.cli.reading.choosing import OneOf
from agreetrack.cli.reading.words import meant
from agreetrack.cli.recording import AsJson, DryRun, Ref, day, period, required_day
from agreetrack.cli.session import Session
from agreetrack.display.wording import _, marked
from agreetrack.model.errors import UsageError
from agreetrack.register.obligations.promising import AlreadyDue, Base, Pledge, oblige

Names = list[str] | None


def command(
    ctx: typer.Context,
    ref: Ref,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=marked("What is promised."))],
    by: Annotated[
        Names, typer.Option("--by", metavar="NAME", help=marked("A party that owes it; again for more; default: all."))
    ] = None,
    to: Annotated[
        Names, typer.Option("--to", metavar="NAME", help=marked("A party that it is owed to; again for more."))
    ] = None,
    article: Annotated[
        str | None, typer.Option("--article", metavar="TEXT", help=marked("The article that states it."))
    ] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help=marked("Once: the day."))] = None,
    within: Annotated[
        str | None, typer.Option("--within", metavar="PERIOD", help=marked("Once: how long after what --of names."))
    ] = None,
    of: Annotated[
        Base | None,
        typer.Option("--of", help=marked("What --within counts from."), click_type=OneOf(get_args(Base))),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help=marked("Once, on a day that is not stated."))] = False,
    every: Annotated[
        str | None, typer.Option("--every", metavar="PERIOD", help=marked("Again and again, counted from --from."))
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help=marked("The first day on which it is due."))
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help=marked("The last day on which it can be due."))
    ] = None,
    met_through: Annotated[
        str | None,
        typer.Option(
            "--met-through",
            metavar="DATE",
            help=marked("Of days that have passed: the last one that was met, or none."),
        ),
    ] = None,
    rrule: Annotated[
        str | None,
        typer.Option("--rrule", metavar="RULE", help=marked("Again and again, by a rule of RFC 5545.")),
    ] = None,
    owner: Annotated[
        str | None, typer.Option("--owner", metavar="TEXT", help=marked("Whose desk it is on: Name <mail>."))
    ] = None,
    survives: Annotated[bool, typer.Option("--survives", help=marked("It binds on after the end."))] = False,
    id: Annotated[
        str | None, typer.Option("--id", metavar="TEXT", help=marked("Its handle; default: the next number."))
    ] = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    r"""Add an obligation: what a party promised, to whom, and by when. Without a date it continues.

    \b
    agreetrack oblige RU-CN-2001 "Hold regular summits" --article 11
    agreetrack oblige MSK-ROSNANO-2015 "Draw up a list of preferred products" --once
    agreetrack oblige USMCA-2020 "Report on trade in dairy" --by CA --every 1y --from 2027-01-31
    agreetrack oblige USMCA-2020 "Report on steel" --every 1y --from 2021-01-31 --met-through 2026-01-31
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
        met_through=_met_through(session, met_through) if met_through is not None else None,
    )
    registry, occasion = session.registry(must_exist=True), session.occasion()
    try:
        changed = oblige(registry, occasion, ref, pledge)
    except AlreadyDue as passed:
        changed = oblige(registry, occasion, ref, replace(pledge, met_through=_asked(session, passed)))
    session.report(changed, as_json)


Met = date | Literal["none"]


def _met_through(session: Session, text: str) -> Met:
    """The last day that was met, or that none was. Raises UsageError that names the option."""
    return "none" if meant(text, ("none",)) else required_day(session, "--met-through", text)


def _asked(session: Session, passed: AlreadyDue) -> Met:
    """What a person says of the days that have passed; asked until it can be understood, on a terminal alone."""
    if not session.can_ask:
        text = _("{reason}: --met-through DATE, or --met-through none")
        raise UsageError(text.format(reason=said(passed))) from None
    text = _("{count:,} of its days have passed, from {first} through {last}. It was met through (a day, or none)")
    question = text.format(count=passed.count, first=passed.first, last=passed.last)
    while True:
        try:
            return _met_through(session, answer(question))
        except UsageError as error:
            session.tell(said(error).removeprefix("--met-through: "))

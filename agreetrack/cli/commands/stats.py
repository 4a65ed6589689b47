"""`agreetrack stats`."""

from typing import Annotated, Any, get_args

import typer

from agreetrack.cli.reading.words import choices
from agreetrack.cli.session import Session
from agreetrack.display.wording import _, marked
from agreetrack.law.counts import Statistics
from agreetrack.law.findings import Status
from agreetrack.model.record import Kind
from agreetrack.register.lists.listing import Selection
from agreetrack.register.lists.statistics import counted, statistics

Texts = list[str] | None


def _option(name: str, metavar: str, help: str) -> Any:
    return typer.Option(name, metavar=metavar, help=help)


def command(
    ctx: typer.Context,
    words: Annotated[
        Texts,
        typer.Argument(
            metavar="[WORD]...", help=marked("Words to look for: in titles, parties, signatories, obligations…")
        ),
    ] = None,
    status: Annotated[Texts, _option("--status", "STATUS", marked("Only of this status."))] = None,
    party: Annotated[Texts, _option("--party", "NAME", marked("Only with this party."))] = None,
    tag: Annotated[Texts, _option("--tag", "TAG", marked("Only with this tag."))] = None,
    kind: Annotated[Texts, _option("--kind", "KIND", marked("Only of this kind."))] = None,
    owner: Annotated[Texts, _option("--owner", "NAME", marked("Only of this owner."))] = None,
    unknown: Annotated[
        bool, typer.Option("--unknown", help=marked("Only those whose term or renewal is not known."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=marked("The numbers as JSON, all of them."))] = False,
) -> None:
    r"""Count what is in the registry, and what the next twelve months bring.

    \b
    agreetrack stats
    agreetrack stats --party russia --status in-force
    agreetrack stats --as-of 2027-01-01 --json

    The filters are those of list. Of each agreement the next act and the next thing that comes by itself count in
    their months; where the act would keep just that from coming, it counts once, as an act. Agreements that renew
    by themselves count in the year in which their present period ends.
    """
    session = Session.of(ctx)
    selection = Selection(
        status=choices(status or (), get_args(Status), _("no status")),
        kind=choices(kind or (), get_args(Kind), _("no kind of agreement")),
        party=tuple(party or ()),
        tag=tuple(tag or ()),
        owner=tuple(owner or ()),
        unknown=unknown,
        words=tuple(words or ()),
    )
    registry = session.registry(must_exist=True)
    found = statistics(registry, session.occasion(), selection) if registry.exists() else counted((), session.day, 0)
    if as_json:
        from agreetrack.formats.json_ import stats_json

        session.write(stats_json(found))
    elif found.total:
        from agreetrack.display.screens.statistics import statistics as page_of

        session.print(page_of(found, session.page))
    _tell_counts(session, found)


def _tell_counts(session: Session, found: Statistics) -> None:
    from agreetrack.display.screens.summary import summary

    if found.total == 0:
        session.tell_how_to_begin()
    else:
        session.tell(summary(found.counted, found.total, {"filtered": found.total - found.counted}))

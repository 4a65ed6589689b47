"""`agreetrack timeline`."""

from datetime import date
from typing import Annotated, Any, get_args

import typer

from agreetrack.cli.completion import complete_ref
from agreetrack.cli.reading.words import choices
from agreetrack.cli.recording import day
from agreetrack.cli.session import Session
from agreetrack.cli.windows import window
from agreetrack.display.wording import _, marked
from agreetrack.law.findings import Status
from agreetrack.model.errors import UsageError
from agreetrack.model.record import Kind
from agreetrack.register.lists.listing import Listing, Selection
from agreetrack.register.lists.timeline import Lives, lives

Texts = list[str] | None


def _option(name: str, metavar: str, help: str) -> Any:
    return typer.Option(name, metavar=metavar, help=help)


def command(
    ctx: typer.Context,
    words: Annotated[
        Texts,
        typer.Argument(
            metavar="[REF | WORD]...",
            help=marked("One agreement, by its ref; or words to look for, as list does."),
            autocompletion=complete_ref,
        ),
    ] = None,
    first: Annotated[str | None, _option("--from", "DATE", marked("The first day to show."))] = None,
    last: Annotated[str | None, _option("--to", "DATE", marked("The last day to show."))] = None,
    expiring: Annotated[
        bool, typer.Option("--expiring", help=marked("Only what is to be decided or happens soon, or has just ended."))
    ] = False,
    within: Annotated[
        str | None, _option("--within", "PERIOD", marked("How far that looks: 30d, 6m, 1y; default: 90d."))
    ] = None,
    status: Annotated[Texts, _option("--status", "STATUS", marked("Only of this status."))] = None,
    party: Annotated[Texts, _option("--party", "NAME", marked("Only with this party."))] = None,
    tag: Annotated[Texts, _option("--tag", "TAG", marked("Only with this tag."))] = None,
    kind: Annotated[Texts, _option("--kind", "KIND", marked("Only of this kind."))] = None,
    owner: Annotated[Texts, _option("--owner", "NAME", marked("Only of this owner."))] = None,
    unknown: Annotated[
        bool, typer.Option("--unknown", help=marked("Only those whose term or renewal is not known."))
    ] = False,
    sort: Annotated[
        str | None,
        _option("--sort", "ORDER", marked("due, expires, signed, in-force, ref, title, status, party, owner.")),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=marked("The spans and their days as JSON."))] = False,
) -> None:
    r"""Show agreements as bars over time, or one in detail.

    \b
    agreetrack timeline
    agreetrack timeline RU-CN-2001
    agreetrack timeline --party china --status in-force
    agreetrack timeline --expiring --within 1y --from 2026-01-01 --to 2028-12-31

    The filters are those of list. A ref, or a unique beginning of one, shows that agreement closely: each period,
    notice window and event on a line of its own. The line of the day is that of --as-of.
    """
    session = Session.of(ctx)
    asked = _asked(session, first, last)
    selection = Selection(
        expiring=expiring or within is not None,
        within=window(session, "--within", within) or session.configuration.within,
        status=choices(status or (), get_args(Status), _("no status")),
        kind=choices(kind or (), get_args(Kind), _("no kind of agreement")),
        party=tuple(party or ()),
        tag=tuple(tag or ()),
        owner=tuple(owner or ()),
        unknown=unknown,
        words=tuple(words or ()),
        sort=sort,
    )
    registry = session.registry(must_exist=True)
    found = lives(registry, session.occasion(), selection) if registry.exists() else Lives((), Listing())
    if as_json:
        from agreetrack.formats.json_ import timeline_json

        session.write(timeline_json(found.lives))
    else:
        session.print(_drawn(session, found, asked))
    if found.listing is not None:
        _tell_counts(session, found.listing, len(found.lives))


def _asked(session: Session, first: str | None, last: str | None) -> tuple[date | None, date | None]:
    """The days to show from and to. Raises UsageError where the last comes before the first."""
    start, end = day(session, "--from", first), day(session, "--to", last)
    if start and end and end < start:
        message = _("--to {end} comes before --from {start}; type the earlier day after --from")
        raise UsageError(message.format(start=start.isoformat(), end=end.isoformat()))
    return start, end


def _drawn(session: Session, found: Lives, asked: tuple[date | None, date | None]) -> str:
    from agreetrack.display.timeline.page import closely, timeline

    if found.listing is None:
        return closely(found.lives[0], session.page, asked, session.encoding)
    return timeline(found.lives, session.page, asked, session.encoding)


def _tell_counts(session: Session, listing: Listing, shown: int) -> None:
    from agreetrack.display.screens.summary import summary

    if listing.total == 0:
        session.tell_how_to_begin()
        return
    later = "filtered" if listing.groups is None else "later"
    session.tell(summary(shown, listing.total, {later: listing.later, "unknown": listing.unknown}))

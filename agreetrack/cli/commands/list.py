"""`agreetrack list`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from agreetrack.cli.reading.words import choice, choices
from agreetrack.cli.session import Session
from agreetrack.cli.windows import window
from agreetrack.display.wording import _, marked
from agreetrack.law.findings import Status
from agreetrack.model.errors import UsageError
from agreetrack.model.record import Kind
from agreetrack.register.lists.listing import Listing, Selection, select

if TYPE_CHECKING:
    from agreetrack.display.page import Page

Texts = list[str] | None
FORMATS = ("table", "tsv", "csv", "json", "md")
_OF_ENDING = {".txt": "table", ".tsv": "tsv", ".csv": "csv", ".json": "json", ".md": "md"}


def _option(*names: str, help: str, metavar: str | None = None) -> Any:
    return typer.Option(*names, metavar=metavar, help=help)


def command(
    ctx: typer.Context,
    words: Annotated[
        Texts,
        typer.Argument(
            metavar="[WORD]...", help=marked("Words to look for: in titles, parties, signatories, obligations…")
        ),
    ] = None,
    expiring: Annotated[
        bool, _option("--expiring", help=marked("Only what is to be decided or happens soon, or has just ended."))
    ] = False,
    within: Annotated[
        str | None,
        _option("--within", metavar="PERIOD", help=marked("How far that looks: 30d, 6m, 1y; default: 90d.")),
    ] = None,
    with_obligations: Annotated[
        bool,
        _option("--with-obligations", help=marked("With what is first owed under each; its day counts as one to act.")),
    ] = False,
    status: Annotated[Texts, _option("--status", metavar="STATUS", help=marked("Only of this status."))] = None,
    party: Annotated[Texts, _option("--party", metavar="NAME", help=marked("Only with this party."))] = None,
    tag: Annotated[Texts, _option("--tag", metavar="TAG", help=marked("Only with this tag."))] = None,
    kind: Annotated[Texts, _option("--kind", metavar="KIND", help=marked("Only of this kind."))] = None,
    owner: Annotated[Texts, _option("--owner", metavar="NAME", help=marked("Only of this owner."))] = None,
    unknown: Annotated[
        bool, _option("--unknown", help=marked("Only those whose term or renewal is not known."))
    ] = False,
    sort: Annotated[
        str | None,
        _option(
            "--sort",
            metavar="ORDER",
            help=marked("due, expires, signed, in-force, ref, title, status, party, owner."),
        ),
    ] = None,
    columns: Annotated[
        str | None, _option("--columns", metavar="NAMES", help=marked("Which columns, with commas between."))
    ] = None,
    form: Annotated[
        str | None, _option("--format", metavar="FORMAT", help=marked("table, tsv, csv, json or md."))
    ] = None,
    as_json: Annotated[bool, _option("--json", help=marked("Short for --format json."))] = False,
    as_csv: Annotated[bool, _option("--csv", help=marked("Short for --format csv."))] = False,
    output: Annotated[
        Path | None,
        _option("--output", "-o", metavar="FILE", help=marked("Write to a file, in the format of its ending.")),
    ] = None,
) -> None:
    r"""List agreements: all of them, those that are due, or those you look for.

    \b
    agreetrack list --expiring
    agreetrack list --expiring --within 6m --as-of 2026-11-22
    agreetrack list china --status in-force
    agreetrack list --tag asia --json
    agreetrack list --expiring -o morning.csv
    agreetrack list --expiring --with-obligations

    Every filter has to hold; one given again, or with commas (--status draft,signed), widens status and kind.
    --within implies --expiring. What was counted and left out is told on stderr.
    """
    session = Session.of(ctx)
    chosen = _format(form, as_json, as_csv, output)
    selection = Selection(
        expiring=expiring or within is not None,
        with_obligations=with_obligations,
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
    names = _columns(columns, chosen, with_obligations)
    registry = session.registry(must_exist=True)
    listing = select(registry, session.occasion(), selection) if registry.exists() else Listing(groups=None)
    if output is not None and str(output) != "-":
        from agreetrack.cli.output import save

        save(session, output, _written(listing, chosen, names, to_file=True), registry)
        session.tell(_("written to {path}").format(path=output))
    elif chosen == "table":
        session.show(_table(listing, names, session.page), len(listing.rows))
    else:
        session.write(_written(listing, chosen, names))
    _tell_counts(session, listing)


def _format(form: str | None, as_json: bool, as_csv: bool, output: Path | None) -> str:
    """The one format that was asked for, in whichever way; a table otherwise."""
    wanted = {choice(form, FORMATS, _("no format"))} if form else set()
    wanted |= {name for name, said in (("json", as_json), ("csv", as_csv)) if said}
    if len(wanted) > 1:
        raise UsageError(_("one answer has one format; leave one of --format, --json and --csv out"))
    if wanted:
        return wanted.pop()
    if output is None or str(output) == "-":
        return "table"
    ending = output.suffix.casefold()
    if ending not in _OF_ENDING:
        message = _("“{path}”: no format goes with that ending; use one of {known}, or say --format")
        raise UsageError(message.format(path=output, known=", ".join(_OF_ENDING)))
    return _OF_ENDING[ending]


def _columns(columns: str | None, chosen: str, with_obligations: bool) -> tuple[str, ...] | None:
    """The names of columns that the format knows. Raises UsageError for another."""
    if columns is None:
        return _flat_columns(True) if with_obligations and chosen in ("csv", "tsv") else None
    if chosen == "json":
        raise UsageError(_("--columns: JSON always has every name; use --format tsv or csv to choose"))
    known: tuple[str, ...]
    if chosen == "table":
        from agreetrack.display.screens.listing import COLUMNS as known
    else:
        known = _flat_columns(with_obligations)
    names = choices([columns.replace("-", "_")], known, _("no column of this format"))
    if not names:
        raise UsageError(_("--columns: name at least one of: {known}").format(known=", ".join(known)))
    return names


def _flat_columns(with_obligations: bool) -> tuple[str, ...]:
    from agreetrack.formats.csv_ import DUTY_COLUMNS, LISTING_COLUMNS

    return LISTING_COLUMNS + DUTY_COLUMNS if with_obligations else LISTING_COLUMNS


def _table(listing: Listing, names: tuple[str, ...] | None, page: "Page") -> Iterator[str]:
    from agreetrack.display.screens import listing as display

    if listing.groups is None or names:
        return display.table(listing.rows, page, names)
    return display.expiring({str(name): rows for name, rows in listing.groups.items()}, page)


def _written(listing: Listing, chosen: str, names: tuple[str, ...] | None, to_file: bool = False) -> bytes:
    match chosen:
        case "json":
            from agreetrack.formats.json_ import listing_json

            return listing_json(listing.rows)
        case "csv":
            from agreetrack.formats.csv_ import listing_csv

            return listing_csv(listing.rows, names, bom=to_file)
        case "tsv":
            from agreetrack.formats.csv_ import listing_tsv

            return listing_tsv(listing.rows, names)
        case "md":
            from agreetrack.formats.markdown import listing_markdown

            return listing_markdown(listing.rows, names)
    from agreetrack.display.page import Page

    return "".join(_table(listing, names, Page())).encode()


def _tell_counts(session: Session, listing: Listing) -> None:
    from agreetrack.display.screens.summary import summary

    if listing.total == 0:
        session.tell_how_to_begin()
        return
    later = "filtered" if listing.groups is None else "later"
    left_out = {later: listing.later, "unknown": listing.unknown}
    session.tell(summary(len(listing.rows), listing.total, left_out))

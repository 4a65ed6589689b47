"""`agreetrack attach`."""

from pathlib import Path
from typing import Annotated

import typer

from agreetrack.cli.recording import AsJson, DryRun, Ref
from agreetrack.cli.session import Session
from agreetrack.display.wording import _, marked
from agreetrack.model.errors import UsageError
from agreetrack.register.documents.attaching import attach, attach_address
from agreetrack.register.results import Changed


def command(
    ctx: typer.Context,
    ref: Ref,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help=marked("The files; they stay where they are, copies are kept.")),
    ] = None,
    url: Annotated[
        str | None,
        typer.Option("--url", metavar="URL", help=marked("A web address instead of a file; nothing is fetched.")),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="TEXT", help=marked("What it is called; default: the name of the file.")),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="TEXT", help=marked("Where it comes from: an archive, a collection.")),
    ] = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    r"""Attach documents and evidence to an agreement: copies, kept beside the registry and never overwritten.

    \b
    agreetrack attach RU-CN-2001 treaty.pdf
    agreetrack attach RU-CN-2001 scan-17.pdf --name "Treaty, Russian text" --source "Legal department, file 17"
    agreetrack attach RU-CN-2001 --url https://treaties.un.org/doc/1.pdf --name "UNTS text"

    For agreements.json they lie in agreements.json.documents: move and back up the two together. What a
    document held is known by its SHA-256: agreetrack check tells which are missing or changed.
    """
    session = Session.of(ctx)
    if bool(files) == (url is not None):
        raise UsageError(_("name the files to attach, or one address with --url"))
    if name is not None and len(files or ()) > 1:
        raise UsageError(_("--name goes with one document; attach the files one by one"))
    registry = session.registry(must_exist=True)
    if url is not None:
        changed = attach_address(registry, session.occasion(), ref, url, name, source)
    else:
        changed = attach(registry, session.occasion(), ref, files or (), name, source)
    _report(session, changed, as_json)


def _report(session: Session, changed: Changed, as_json: bool) -> None:
    """The new standing; where the record is as it was, only what there is to tell."""
    if changed.seq is not None or changed.rehearsed is not None or as_json:
        session.report(changed, as_json)
        return
    for sentence in changed.told:
        session.tell(sentence)

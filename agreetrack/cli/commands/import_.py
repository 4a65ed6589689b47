"""`agreetrack import`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from agreetrack.cli.errors import listed, reason
from agreetrack.cli.reading.documents import Understood
from agreetrack.cli.recording import DryRun
from agreetrack.cli.session import Session
from agreetrack.display.phrases import say
from agreetrack.display.wording import _, marked
from agreetrack.law.consequences import Affected
from agreetrack.model.errors import AgreetrackError, Consent, InvalidData, NeedsConsent
from agreetrack.model.facts import Fact
from agreetrack.model.limits import MOST_MEGABYTES
from agreetrack.register.records.importing import Source, import_records, json_sources, settings_in
from agreetrack.register.results import Imported


def command(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help=marked("JSON or CSV; - reads what is piped in."))],
    update: Annotated[
        bool,
        typer.Option(
            "--update", help=marked("Bring agreements whose ref exists up to date; otherwise they are errors.")
        ),
    ] = False,
    clear: Annotated[
        bool, typer.Option("--clear", help=marked("With --update: take out what the file states as empty."))
    ] = False,
    allow_duplicates: Annotated[
        bool, typer.Option("--allow-duplicates", help=marked("Take in what is likely there already."))
    ] = False,
    dangling_links: Annotated[
        bool, typer.Option("--dangling-links", help=marked("Take in links to agreements that are not there."))
    ] = False,
    dry_run: DryRun = False,
    as_json: Annotated[bool, typer.Option("--json", help=marked("Print the refs as JSON."))] = False,
) -> None:
    r"""Take agreements in from a file: all of them, or none when anything is wrong.

    \b
    agreetrack import agreements.json --dry-run
    agreetrack import agreements.csv --update
    ssh office agreetrack export json | agreetrack import -

    JSON: an array of records, {"agreements": […]} or another registry. CSV: with the headers of export csv.
    With --update only what the file names is touched. In the column change it tells of which change it shows an
    agreement: then only what was edited in it since goes in, beside what others did meanwhile.
    """
    session = Session.of(ctx)
    content = _content(file)
    with session.doing(_("reading the file")):
        sources = [_understood(session, source) for source in _sources(file, content, update)]
    stated: dict[Consent, bool] = {"duplicates": allow_duplicates, "dangling-links": dangling_links, "clear": clear}
    consents = [one for one, given in stated.items() if given]
    imported = _imported(session, sources, update, consents)
    for sentence in listed([say(one) for one in imported.told]):
        session.tell(sentence)
    if as_json:
        from agreetrack.formats.json_ import import_json

        affected = imported.affected if dry_run else None
        session.write(import_json(imported.new, imported.replaced, imported.unchanged, affected))
    else:
        session.print(_summary(imported, dry_run))
        _show_affected(session, imported.affected)
    if dry_run:
        session.tell_of_rehearsal()
    if imported.seq is not None:
        session.tell_begun()
        session.tell(_("take it back with: {command}").format(command=session.command_line("undo")))
    _tell_settings(session, content)


def _show_affected(session: Session, affected: Sequence[Affected]) -> None:
    if affected:
        from agreetrack.display.screens import rehearsal

        session.print(rehearsal.affected(affected, session.page))


def _tell_settings(session: Session, content: bytes) -> None:
    """Tell what another registry settles otherwise than this one, which keeps its own settings."""
    differing = session.settings.differing(settings_in(content))
    if differing:
        text = _("its settings were not taken over, and differ from those that hold here: {keys}; see: {command}")
        session.tell(text.format(keys=", ".join(differing), command=session.command_line("config")))


def _imported(session: Session, sources: Sequence[Source], update: bool, consents: Sequence[Consent]) -> Imported:
    """What was imported; on a terminal it is asked whether what it would take out is to go, and just that goes."""
    registry, occasion = session.registry(), session.occasion()
    try:
        with session.doing(_("taking the agreements in")):
            return import_records(registry, occasion, sources, update, consents)
    except NeedsConsent as error:
        if error.consent != "clear" or not session.can_ask:
            raise
        announced = error.problems
    for sentence in listed([say(problem.placed) for problem in announced]):
        session.tell(sentence)
    session.confirm(_("Take this out?"), yes=False)
    with session.doing(_("taking the agreements in")):
        return import_records(registry, occasion, sources, update, consents, announced)


def _sources(name: str, content: bytes, update: bool) -> list[Source]:
    head = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if name.casefold().endswith((".csv", ".tsv")) or (head not in (b"[", b"{", b"") and not _is_json(name)):
        from agreetrack.formats.csv_records import import_csv

        return [
            Source(Fact("places.line", n=line), document) for line, document in import_csv(content, clearing=update)
        ]
    return json_sources(content)


def _understood(session: Session, source: Source) -> Source:
    """The source with its days, periods, words and parties as a record has them."""
    found = Understood(source.document, session.day)
    for sentence in found.told:
        session.tell(f"{say(source.place)}: {sentence}")
    return source._replace(document=found.document, problems=tuple(found.problems))


def _is_json(name: str) -> bool:
    return name.casefold().endswith(".json")


def _content(name: str) -> bytes:
    if name == "-":
        return _bounded(sys.stdin.buffer, _("what is piped in"))
    try:
        with Path(name).open("rb") as file:
            return _bounded(file, f"“{name}”")
    except OSError as error:
        raise AgreetrackError(_("“{path}” cannot be read: {reason}").format(path=name, reason=reason(error))) from None


def _bounded(file: BinaryIO, name: str) -> bytes:
    """What is in the file. Raises InvalidData as soon as more was read than an import may hold."""
    read, size = [], 0
    while piece := file.read(1 << 20):
        read.append(piece)
        size += len(piece)
        if size > MOST_MEGABYTES * 1_000_000:
            text = _("{name} has more than {most} MB, the most that is imported at once; divide it into several files")
            raise InvalidData(text.format(name=name, most=MOST_MEGABYTES))
    return b"".join(read)


def _summary(imported: Imported, dry_run: bool) -> str:
    counts = {"new": len(imported.new), "replaced": len(imported.replaced), "same": len(imported.unchanged)}
    if dry_run:
        return _("would be imported: {new} new, {replaced} replaced, {same} unchanged").format(**counts)
    return _("imported: {new} new, {replaced} replaced, {same} unchanged").format(**counts)

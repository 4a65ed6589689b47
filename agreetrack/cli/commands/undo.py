"""`agreetrack undo`."""

from collections.abc import Sequence
from typing import Annotated

import typer

from agreetrack.cli.session import Session
from agreetrack.law.findings import Judged
from agreetrack.model.record import Record
from agreetrack.model.wording import _
from agreetrack.register.changes import author_of
from agreetrack.register.judging import judged, lookup
from agreetrack.store.history import Reversal, to_redo, to_undo

SHOWN_WHOLE = 3
"""Of more agreements than this the refs alone are shown."""


def command(
    ctx: typer.Context,
    redo: Annotated[bool, typer.Option("--redo", help=_("Do again what the latest undo took back."))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Say what would be done, and do nothing."))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the new standings as JSON."))] = False,
) -> None:
    r"""Take back the latest change that was not taken back yet; one command is one change.

    \b
    agreetrack undo --dry-run
    agreetrack undo
    agreetrack undo --redo

    The history keeps both. What lies further back is corrected with edit.
    """
    session = Session.of(ctx)
    registry = session.registry(must_exist=True)
    history = registry.history()
    reversal = to_redo(history) if redo else to_undo(history)
    if dry_run:
        session.tell(_told(reversal, redo, done=False))
        return
    with registry.change(author_of(session.occasion())) as transaction:
        refs = transaction.redo() if redo else transaction.undo()
        records = [record for ref in refs if (record := transaction.get(ref)) is not None]
    session.tell(_told(reversal, redo, done=True))
    _report(session, records, as_json)
    session.tell(_the_way_back(session, redo))


def _told(reversal: Reversal, redo: bool, done: bool) -> str:
    first = reversal.rows[-1]
    refs = _named([row.ref or _("settings") for row in reversed(reversal.rows)])
    if redo:
        text = _("done again: change {seq} ({refs})") if done else _("would be done again: change {seq} ({refs})")
        return text.format(seq=reversal.seq, refs=refs)
    text = _("taken back: change {seq} by {who}: {command} ({refs})")
    if not done:
        text = _("would be taken back: change {seq} by {who}: {command} ({refs})")
    return text.format(seq=reversal.seq, who=first.who, command=first.command, refs=refs)


def _named(refs: Sequence[str]) -> str:
    named = ", ".join(refs[:SHOWN_WHOLE])
    more = len(refs) - SHOWN_WHOLE
    return _("{refs} and {count} more").format(refs=named, count=more) if more > 0 else named


def _report(session: Session, records: Sequence[Record], as_json: bool) -> None:
    """What holds now of the agreements that are there after it."""
    asked = session.occasion()
    find = lookup(session.registry())
    rows = [Judged(record, judged(record, asked, find)) for record in records]
    if as_json:
        from agreetrack.formats.json_ import listing_json

        session.write(listing_json(rows))
    elif len(rows) > SHOWN_WHOLE:
        session.print(" ".join(row.record.ref for row in rows))
    else:
        from agreetrack.display.standing import changed

        session.print("\n".join(changed(row.record, row.standing, (), session.page) for row in rows))


def _the_way_back(session: Session, redo: bool) -> str:
    words = ("undo",) if redo else ("undo", "--redo")
    return _("take this back with: {command}").format(command=session.command_line(*words))

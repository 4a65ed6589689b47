"""`agreetrack undo`."""

from collections.abc import Sequence
from typing import Annotated

import typer

from agreetrack.cli.reading.choosing import Number
from agreetrack.cli.session import Session
from agreetrack.display.wording import _, marked
from agreetrack.law.findings import Judged
from agreetrack.model.errors import UsageError
from agreetrack.register.records.undoing import Undone, foreseen, undo
from agreetrack.store.changes import Reversal

SHOWN_WHOLE = 3
"""Of more agreements than this the refs alone are shown."""


def command(
    ctx: typer.Context,
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="[N]",
            click_type=Number(),
            help=marked("The change of that number in the history, whoever made it."),
        ),
    ] = None,
    redo: Annotated[bool, typer.Option("--redo", help=marked("Do again what your latest undo took back."))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=marked("Say what would be done, and do nothing."))] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help=marked("Do not ask before somebody else's change is taken back."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=marked("Print the new standings as JSON."))] = False,
) -> None:
    r"""Take back your latest change that was not taken back yet, or any one by its number; one command is one change.

    \b
    agreetrack undo --dry-run
    agreetrack undo
    agreetrack undo 17
    agreetrack undo --redo

    What later changes rest on stays until these are taken back. The history keeps both.
    """
    session = Session.of(ctx)
    registry, occasion = session.registry(must_exist=True), session.occasion()
    if redo and number is not None:
        raise UsageError(_("--redo does your latest undo again; leave the number out, or --redo"))
    if dry_run or number is not None:
        reversal = foreseen(registry, occasion, number, redo).reversal
        if dry_run:
            session.tell(_told(reversal, done=False))
            return
        if reversal.who != occasion.who:
            session.confirm(_question(reversal), yes)
    undone = undo(registry, occasion, number, redo)
    session.tell(_told(undone.reversal, done=True))
    _report(session, undone.rows, as_json)
    session.tell(_the_way_back(session, undone, occasion.who))


def _told(reversal: Reversal, done: bool) -> str:
    if reversal.what == "redoes":
        text = _("done again: change {seq} ({refs})") if done else _("would be done again: change {seq} ({refs})")
    elif done:
        text = _("taken back: change {seq} by {who}: {command} ({refs})")
    else:
        text = _("would be taken back: change {seq} by {who}: {command} ({refs})")
    return text.format(seq=reversal.seq, who=reversal.who, command=reversal.command, refs=_refs(reversal))


def _question(reversal: Reversal) -> str:
    text = _("Take back change {seq} by {who}, {command} ({refs})?")
    if reversal.what == "redoes":
        text = _("Do change {seq} again, which {who} took back, {command} ({refs})?")
    return text.format(seq=reversal.seq, who=reversal.who, command=reversal.command, refs=_refs(reversal))


def _refs(reversal: Reversal) -> str:
    refs = [row.ref or _("settings") for row in reversal.rows]
    named = ", ".join(refs[:SHOWN_WHOLE])
    more = len(refs) - SHOWN_WHOLE
    return _("{refs} and {count} more").format(refs=named, count=more) if more > 0 else named


def _report(session: Session, rows: Sequence[Judged], as_json: bool) -> None:
    """What holds now of the agreements that are there after it."""
    if as_json:
        from agreetrack.formats.json_ import listing_json

        session.write(listing_json(rows))
    elif len(rows) > SHOWN_WHOLE:
        session.print(" ".join(row.record.ref for row in rows))
    else:
        from agreetrack.display.screens.standing import changed

        session.print("\n".join(changed(row.record, row.standing, (), session.page) for row in rows))


def _the_way_back(session: Session, undone: Undone, who: str) -> str:
    reversal = undone.reversal
    words = ["undo"] if reversal.author == who else ["undo", str(undone.seq)]
    if reversal.what == "undoes":
        words = ["undo", "--redo"]
    return _("take this back with: {command}").format(command=session.command_line(*words))

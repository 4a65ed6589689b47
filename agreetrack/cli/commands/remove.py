"""`agreetrack remove`."""

from typing import Annotated

import typer

from agreetrack.cli.recording import DryRun, Ref
from agreetrack.cli.session import Session
from agreetrack.display.wording import _, marked
from agreetrack.law.consequences import Consequences
from agreetrack.register.records.removing import remove
from agreetrack.register.results import Removed


def command(
    ctx: typer.Context,
    ref: Ref,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=marked("Do not ask."))] = False,
    dry_run: DryRun = False,
) -> None:
    r"""Take an agreement out of the registry. It asks first.

    \b
    agreetrack remove 2015-001
    agreetrack remove 2015-001 --yes

    What merely ended stays, and is closed: agreetrack close.
    """
    session = Session.of(ctx)
    registry = session.registry(must_exist=True)
    asked = None if yes or dry_run else registry.find(ref)
    if asked is not None:
        session.confirm(_("Remove {ref}, “{title}”?").format(ref=asked.ref, title=asked.title), yes)
        ref = asked.ref
    removed = remove(registry, session.occasion(), ref, asked)
    for sentence in removed.told:
        session.tell(sentence)
    if removed.rehearsed is not None:
        _show_rehearsed(session, removed, removed.rehearsed)
        return
    session.tell(
        _("{ref} is removed; it comes back with: {command}").format(
            ref=removed.record.ref, command=session.command_line("undo")
        )
    )


def _show_rehearsed(session: Session, removed: Removed, found: Consequences) -> None:
    from agreetrack.display.screens.rehearsal import rehearsed

    session.print(rehearsed(removed.record, removed.before, found, session.page))
    text = _("{ref}, “{title}”, would be removed")
    session.tell(text.format(ref=removed.record.ref, title=removed.record.title))
    session.tell_of_rehearsal()

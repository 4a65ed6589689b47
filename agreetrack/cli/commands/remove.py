"""`agreetrack remove`."""

from typing import Annotated

import typer

from agreetrack.cli.recording import Ref
from agreetrack.cli.session import Session
from agreetrack.model.wording import _
from agreetrack.register.removing import remove


def command(
    ctx: typer.Context,
    ref: Ref,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Do not ask."))] = False,
) -> None:
    r"""Take an agreement out of the registry. It asks first.

    \b
    agreetrack remove 2015-001
    agreetrack remove 2015-001 --yes

    What merely ended stays, and is closed: agreetrack close.
    """
    session = Session.of(ctx)
    registry = session.registry(must_exist=True)
    asked = None if yes else registry.find(ref)
    if asked is not None:
        session.confirm(_("Remove {ref}, “{title}”?").format(ref=asked.ref, title=asked.title), yes)
        ref = asked.ref
    removed = remove(registry, session.occasion(), ref, asked)
    for sentence in removed.told:
        session.tell(sentence)
    session.tell(
        _("{ref} is removed; it comes back with: {command}").format(
            ref=removed.record.ref, command=session.command_line("undo")
        )
    )

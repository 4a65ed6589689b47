"""`agreetrack restore`."""

from typing import Annotated

import typer

from agreetrack.cli.session import Session
from agreetrack.display.wording import _, marked
from agreetrack.model.errors import LostRegistry, UsageError
from agreetrack.register.records.restoring import go_on, what_is_lost


def command(
    ctx: typer.Context,
    accept: Annotated[
        bool, typer.Option("--accept", help=marked("Go on from the registry as it stands, though it is lost or older."))
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=marked("Say what would be done, and do nothing."))] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=marked("Do not ask."))] = False,
) -> None:
    r"""Go on with a registry that was lost: one that is gone, empty, or older than the nights saw it.

    \b
    agreetrack restore --accept --dry-run
    agreetrack restore --accept

    First put the latest copy of the file in its place, if there is one. What is not in it is given up by --accept:
    the next change gets a number above all that were seen, and the history tells of it.
    """
    session = Session.of(ctx)
    if not accept:
        raise UsageError(_("say what to go on from: --accept takes the registry as it stands"))
    registry = session.registry(must_exist=True)
    lost = what_is_lost(registry) if registry.exists() else None
    if lost is None:
        session.tell(_("nothing is lost of {path}; nothing was changed").format(path=registry.path))
        return
    session.tell(lost.fact)
    if dry_run:
        session.tell(_("would be gone on from: {what}").format(what=_left(lost)))
        return
    if session.can_ask:
        session.confirm(_("Give up what is not there, and go on from {what}?").format(what=_left(lost)), yes)
    accepted = go_on(registry, session.author(), lost)
    for sentence in accepted.remarks:
        session.tell(sentence)
    session.tell(_("gone on from: {what}; this is change {seq}").format(what=_left(lost), seq=accepted.seq))


def _left(lost: LostRegistry) -> str:
    """What is left of it."""
    if lost.found is None:
        return _("an empty registry")
    return _("the registry as of change {found}").format(found=lost.found)

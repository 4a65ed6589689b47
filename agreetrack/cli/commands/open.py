"""`agreetrack open`."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from agreetrack.cli.errors import reason
from agreetrack.cli.recording import Ref
from agreetrack.cli.session import Session
from agreetrack.display.wording import _, marked
from agreetrack.model.errors import AgreetrackError
from agreetrack.register.documents.attaching import located


def command(
    ctx: typer.Context,
    ref: Ref,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", help=marked("Which document: its name or SHA-256, or the beginning; not needed for one.")
        ),
    ] = None,
    print_path: Annotated[
        bool, typer.Option("--print-path", help=marked("Print where it lies, and open nothing."))
    ] = False,
) -> None:
    r"""Open a document of an agreement with the program that the system has for it.

    \b
    agreetrack open RU-CN-2001
    agreetrack open RU-CN-2001 treaty.pdf
    cp "$(agreetrack open RU-CN-2001 treaty.pdf --print-path)" copy.pdf

    One that is missing, or is not what was attached, is not opened.
    """
    session = Session.of(ctx)
    place, file_name = located(session.registry(must_exist=True), ref, name)
    if print_path:
        session.print(place)
    else:
        _open(place, file_name)


def _under_its_name(place: str, file_name: str | None) -> str:
    """A way to a kept document by its own name, whose ending tells programs what it is; else the place itself.

    It is a symbolic link in a folder of the user's own, so that no copy of a document is left behind.
    """
    if file_name is None:
        return place
    from platformdirs import user_cache_path

    link = user_cache_path("agreetrack") / "opened" / Path(place).name[:16] / file_name
    try:
        link.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        link.unlink(missing_ok=True)
        link.symlink_to(place)
    except OSError:
        return place
    return str(link)


def _open(place: str, file_name: str | None) -> None:
    """Hand a path or an address to the system's opener, as one word of its command line and past every shell."""
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    program = shutil.which(opener)
    if program is None:
        message = _("there is no program here that opens documents ({opener}); it is here: {place}")
        raise AgreetrackError(message.format(opener=opener, place=place))
    sys.stdout.flush()
    try:
        code = subprocess.run([program, _under_its_name(place, file_name)], check=False).returncode
    except OSError as error:
        raise AgreetrackError(_unopened(opener, place, reason(error))) from None
    if code:
        raise AgreetrackError(_unopened(opener, place, _("exit code {code}").format(code=code)))


def _unopened(opener: str, place: str, reason: str) -> str:
    message = _("{opener} could not open it ({reason}); it is here: {place}")
    return message.format(opener=opener, reason=reason, place=place)

"""A record in the person's own editor: nothing that was typed is lost, whatever is wrong with it."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from agreetrack.cli.session import Session
from agreetrack.model.errors import AgreetrackError, InvalidData, Refused, UsageError
from agreetrack.model.record import Record
from agreetrack.model.wording import _
from agreetrack.register.editing import as_toml, from_toml, rewrite
from agreetrack.register.results import Changed
from agreetrack.store import Registry


def edit_as_text(session: Session, registry: Registry, word: str) -> Changed:
    """Let the person change the record as TOML, and keep it once it is right.

    On a terminal a wrong text can be mended at once; elsewhere, and when they give up, it is left in a file.
    Raises InvalidData that names that file.
    """
    command = _editor(session)
    opened = registry.find(word)
    draft = _draft(opened)
    try:
        while True:
            _run(command, draft)
            try:
                changed = _kept(session, registry, opened, draft)
            except InvalidData as error:
                if isinstance(error, Refused) or not _goes_on(session, error):
                    raise
            else:
                draft.unlink(missing_ok=True)
                return changed
    except AgreetrackError as error:
        raise _left_in(draft, opened, error) from None


def _editor(session: Session) -> list[str]:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if named:
        try:
            return shlex.split(named)
        except ValueError:
            raise UsageError(_("$VISUAL or $EDITOR, “{text}”, is no command").format(text=named)) from None
    if session.can_ask:
        return ["vi"]
    raise UsageError(_("say what to change by options, such as --owner NAME, or set $EDITOR"))


def _draft(opened: Record) -> Path:
    number, name = tempfile.mkstemp(prefix="agreetrack-", suffix=".toml")
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.write(as_toml(opened))
    return Path(name)


def _run(command: list[str], draft: Path) -> None:
    try:
        code = subprocess.call([*command, str(draft)])
    except OSError as error:
        raise AgreetrackError(
            _("the editor “{name}” cannot be started: {reason}; set $EDITOR").format(
                name=command[0], reason=error.strerror
            )
        ) from None
    if code:
        raise AgreetrackError(_("the editor ended with code {code}").format(code=code))


def _kept(session: Session, registry: Registry, opened: Record, draft: Path) -> Changed:
    try:
        text = draft.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise AgreetrackError(_("the editor took the text away; nothing was changed")) from None
    except UnicodeDecodeError:
        raise InvalidData(_("the text is not UTF-8")) from None
    revised = from_toml(text, opened.ref) if _says_anything(text) else opened
    return rewrite(registry, session.occasion(), opened, revised)


def _says_anything(text: str) -> bool:
    return any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines())


def _goes_on(session: Session, error: InvalidData) -> bool:
    """Whether the person wants to mend it now: asked on a terminal only."""
    if not session.can_ask:
        return False
    import typer

    for problem in error.problems or (error,):
        session.tell(str(problem))
    return bool(typer.confirm(_("Go on editing?"), default=True, err=True))


def _left_in(draft: Path, opened: Record, error: AgreetrackError) -> AgreetrackError:
    """The error, saying where the text is; no file is left behind where nothing was typed into it."""
    if not draft.exists() or draft.read_bytes() == as_toml(opened).encode():
        draft.unlink(missing_ok=True)
        return error
    text = _("{reason}; nothing was changed, your text is in {path}").format(reason=error, path=draft)
    if isinstance(error, InvalidData):
        return InvalidData(text, error.problems if len(error.problems) > 1 else ())
    return AgreetrackError(text)

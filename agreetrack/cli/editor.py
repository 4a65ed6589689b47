"""A record in the person's own editor: nothing that was typed is lost, whatever is wrong with it."""

import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

from agreetrack.cli import drafts
from agreetrack.cli.errors import listed
from agreetrack.cli.reading.documents import understood
from agreetrack.cli.session import Session
from agreetrack.model.errors import AgreetrackError, InvalidData, Refused, UsageError
from agreetrack.model.wording import _
from agreetrack.register.editing import Opened, as_toml, from_toml, opened, rewrite
from agreetrack.register.results import Changed
from agreetrack.store import Registry


def edit_as_text(session: Session, registry: Registry, word: str) -> Changed:
    """Let the person change the record as TOML, and keep it once it is right.

    On a terminal a wrong text can be mended at once; elsewhere, and when they give up, it is left in a file.
    Raises InvalidData that names that file.
    """
    command = _editor(session)
    before = opened(registry, word)
    text = as_toml(before.record)
    _tell_of_left(session, before.record.ref, text)
    draft = drafts.draft(text)
    try:
        while True:
            _run(command, draft)
            try:
                changed = _kept(session, registry, before, draft)
            except InvalidData as error:
                if isinstance(error, Refused) or not _goes_on(session, error):
                    raise
            else:
                draft.unlink(missing_ok=True)
                return changed
    except AgreetrackError as error:
        raise _left_in(draft, text, error) from None


def _tell_of_left(session: Session, ref: str, text: str) -> None:
    """Tell of what was typed earlier and not kept, as the editor or the connection broke off."""
    for path in drafts.left(ref, text):
        told = _(
            "what was typed in an earlier edit of {ref} was not kept, and is in {path}; delete it once it is not needed"
        )
        session.tell(told.format(ref=ref, path=path))


def _editor(session: Session) -> list[str]:
    named = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip()
    if named:
        try:
            return shlex.split(named)
        except ValueError:
            raise UsageError(_("$VISUAL or $EDITOR, “{text}”, is no command").format(text=named)) from None
    if session.can_ask:
        return ["vi"]
    raise UsageError(_("say what to change by options, such as --owner NAME, or set $EDITOR"))


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


def _kept(session: Session, registry: Registry, before: Opened, draft: Path) -> Changed:
    try:
        text = draft.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise AgreetrackError(_("the editor took the text away; nothing was changed")) from None
    except UnicodeDecodeError:
        raise InvalidData(_("the text is not UTF-8")) from None
    ref = before.record.ref

    def meant(document: dict[str, Any]) -> dict[str, Any]:
        found, told = understood(document, session.day, ref)
        for sentence in told:
            session.tell(sentence)
        return found

    revised = from_toml(text, ref, meant) if _says_anything(text) else before.record
    return rewrite(registry, session.occasion(), before, revised)


def _says_anything(text: str) -> bool:
    return any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines())


def _goes_on(session: Session, error: InvalidData) -> bool:
    """Whether the person wants to mend it now: asked on a terminal only."""
    if not session.can_ask:
        return False
    import typer

    for line in listed([str(problem) for problem in error.problems or (error,)]):
        session.tell(line)
    return bool(typer.confirm(_("Go on editing?"), default=True, err=True))


def _left_in(draft: Path, opened: str, error: AgreetrackError) -> AgreetrackError:
    """The error, saying where the text is; no file is left behind where nothing was typed into it."""
    if not draft.exists() or draft.read_bytes() == opened.encode():
        draft.unlink(missing_ok=True)
        return error
    text = _("{reason}; nothing was changed, your text is in {path}").format(reason=error, path=draft)
    if isinstance(error, InvalidData):
        return InvalidData(text, [problem for problem in error.problems if str(problem) != str(error)])
    return AgreetrackError(text)

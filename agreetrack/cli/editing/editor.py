"""A record in the person's own editor: nothing that was typed is lost, whatever is wrong with it."""

import os
import shlex
import signal
import subprocess
from collections.abc import Iterable
from pathlib import Path

import typer

from agreetrack.cli.editing import drafts
from agreetrack.cli.editing.page import NoToml, as_page, from_page, says_anything
from agreetrack.cli.editing.places import Wrong, with_remarks, without_remarks
from agreetrack.cli.errors import listed, reason, said
from agreetrack.cli.prompts import agreed
from agreetrack.cli.session import Session
from agreetrack.display.phrases import say
from agreetrack.display.wording import _
from agreetrack.model.errors import AgreetrackError, InvalidData, Refused, UsageError
from agreetrack.register.records.editing import Opened, opened, rewrite
from agreetrack.register.results import Changed
from agreetrack.store import Registry


def edit_as_text(session: Session, registry: Registry, word: str) -> Changed:
    """Let the person change the record as TOML, and keep it once it is right.

    On a terminal a wrong text can be mended at once, each mistake told beside its line; elsewhere, and when they give
    up or break off, it is left in a file that is named.
    """
    command = _editor(session)
    before = opened(registry, word)
    text = as_page(before.record)
    mark = drafts.mark_of(registry.path, before.record.ref)
    _tell_of_left(session, before.record.ref, drafts.left(mark, text))
    draft = drafts.draft(text, mark)
    try:
        changed = _edited(session, registry, command, before, draft)
    except AgreetrackError as error:
        raise _left_in(draft, text, error) from None
    except (KeyboardInterrupt, typer.Abort) as stop:
        if _is_typed_into(draft, text):
            stop.add_note(_("nothing was changed, your text is in {path}").format(path=draft))
        raise
    draft.unlink(missing_ok=True)
    return changed


def _edited(session: Session, registry: Registry, command: list[str], before: Opened, draft: Path) -> Changed:
    while True:
        _run(command, draft)
        try:
            return _kept(session, registry, before, draft)
        except InvalidData as error:
            _mark(draft, error)
            if isinstance(error, Refused) or not _goes_on(session, error):
                raise


def _mark(draft: Path, error: InvalidData) -> None:
    """Write beside the lines of the text what is wrong with them."""
    if not error.problems or not draft.exists():
        return
    line = error.line if isinstance(error, NoToml) else None
    text = draft.read_text(encoding="utf-8-sig", errors="surrogateescape")
    told = with_remarks(text, [Wrong(problem, line) for problem in error.problems])
    draft.write_text(told, encoding="utf-8", errors="surrogateescape")


def _tell_of_left(session: Session, ref: str, paths: Iterable[Path]) -> None:
    """Tell of what was typed earlier and not kept, as the editor or the connection broke off."""
    for path in paths:
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
    """Let the editor run to its end. Raises KeyboardInterrupt where Ctrl-C ended it; else that is its own affair."""
    heard = signal.signal(signal.SIGINT, lambda *_heard: None)
    try:
        code = subprocess.call([*command, str(draft)])
    except OSError as error:
        raise AgreetrackError(
            _("the editor “{name}” cannot be started: {reason}; set $EDITOR").format(
                name=command[0], reason=reason(error)
            )
        ) from None
    finally:
        signal.signal(signal.SIGINT, heard)
    if code in (-signal.SIGINT, 128 + signal.SIGINT):
        raise KeyboardInterrupt
    if code:
        raise AgreetrackError(_("the editor ended with code {code}").format(code=code))


def _kept(session: Session, registry: Registry, before: Opened, draft: Path) -> Changed:
    try:
        text = draft.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise AgreetrackError(_("the editor took the text away; nothing was changed")) from None
    except UnicodeDecodeError:
        raise InvalidData(_("the text is not UTF-8")) from None
    revised = before.record
    if says_anything(text):
        revised, told = from_page(without_remarks(text), before.record.ref, session.day)
        for sentence in told:
            session.tell(sentence)
    return rewrite(registry, session.occasion(), before, revised)


def _goes_on(session: Session, error: InvalidData) -> bool:
    """Whether the person wants to mend it now: asked on a terminal only."""
    if not session.can_ask:
        return False
    for line in listed([say(problem.placed) for problem in error.problems] or [said(error)]):
        session.tell(line)
    return agreed(_("Go on editing?"), default=True)


def _is_typed_into(draft: Path, opened: str) -> bool:
    """Whether anything was typed into the text; one that was not is cleared away."""
    if draft.exists() and without_remarks(draft.read_text(encoding="utf-8", errors="surrogateescape")) != opened:
        return True
    draft.unlink(missing_ok=True)
    return False


def _left_in(draft: Path, opened: str, error: AgreetrackError) -> AgreetrackError:
    """The error, saying where the text is."""
    if not _is_typed_into(draft, opened):
        return error
    text = _("{reason}; nothing was changed, your text is in {path}").format(reason=said(error), path=draft)
    if isinstance(error, InvalidData):
        return InvalidData(text, [problem for problem in error.problems if say(problem.placed) != said(error)])
    return AgreetrackError(text)

"""`agreetrack edit`."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from agreetrack.cli.fields import FIELD_OPTIONS, stated_fields, with_field_options
from agreetrack.cli.recording import AsJson, DryRun, Ref
from agreetrack.cli.session import Session
from agreetrack.display.wording import _, marked
from agreetrack.model.record import Record
from agreetrack.register.records.editing import edit, lost_entries
from agreetrack.store import Registry

_LISTS = tuple(option.path for option in FIELD_OPTIONS if option.many)


@with_field_options
def command(
    ctx: typer.Context,
    ref: Ref,
    new_ref: Annotated[
        str | None, typer.Option("--ref", metavar="REF", help=marked("A new ref; links to it follow."))
    ] = None,
    us: Annotated[str | None, typer.Option("--us", metavar="NAME", help=marked("Which of the parties we are."))] = None,
    restricted: Annotated[
        bool | None,
        typer.Option("--restricted/--not-restricted", help=marked("Only the ref goes into mail, calendar and report.")),
    ] = None,
    unset: Annotated[
        list[str] | None,
        typer.Option("--unset", metavar="FIELD", help=marked("A field to take out, such as notice or renewal.times.")),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help=marked("Do not ask before all events or obligations are taken out."))
    ] = False,
    as_json: AsJson = False,
    dry_run: DryRun = False,
    **fields: Any,
) -> None:
    r"""Correct a record: fields by options, or without any the whole of it in your editor.

    \b
    agreetrack edit RU-CN-2001
    agreetrack edit RU-CN-2001 --owner "Anna <anna@example.org>" --tag asia
    agreetrack edit 2015-001 --ref MSK-ROSNANO-2015 --term 5y
    agreetrack edit RU-CN-2001 --unset tags --unset renewal.times

    What is given again for a list (parties, tags, links…) is added to it; --unset empties it first.
    The editor is $VISUAL or $EDITOR. What happened to an agreement is recorded, not edited: extend, notice…
    and corrected with agreetrack correct.
    """
    session = Session.of(ctx)
    registry = session.registry(must_exist=True)
    left_open: list[str] = []
    stated = stated_fields(fields, session.day, left_open.append)
    for sentence in left_open:
        session.tell(sentence)
    gone = [*(unset or ()), *(["end_day"] if left_open else ())]  # which was said of the term before
    if new_ref is not None:
        stated["ref"] = new_ref
    if restricted is not None:
        stated["restricted"] = restricted
    if not stated and not gone and us is None:
        from agreetrack.cli.editing.editor import edit_as_text

        changed = edit_as_text(session, registry, ref)
    else:
        asked = None if yes or dry_run else _asked(session, registry, ref, gone)
        more = {path: stated.pop(path) for path in _LISTS if path in stated}
        changed = edit(registry, session.occasion(), ref, stated, gone, more=more, us=us, asked=asked)
    session.report(changed, as_json)


def _asked(session: Session, registry: Registry, word: str, unset: Sequence[str]) -> Record | None:
    """The record of which all events or obligations may be taken out; None where none would be. Raises UsageError."""
    record = registry.find(word) if unset else None
    lost = lost_entries(record, unset) if record else {}
    if record is None or not lost:
        return None
    question = _("Take all events ({events}) and all obligations ({obligations}) out of {ref}?")
    if "obligations" not in lost:
        question = _("Take all events ({events}) out of {ref}?")
    elif "events" not in lost:
        question = _("Take all obligations ({obligations}) out of {ref}?")
    session.confirm(question.format(**lost, ref=record.ref), yes=False)
    return record

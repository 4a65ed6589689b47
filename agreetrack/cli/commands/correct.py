"""`agreetrack correct`."""

from typing import Annotated, Any

import typer

from agreetrack.cli.correction import options_of, read_correction, with_correction_options
from agreetrack.cli.reading.choosing import Number
from agreetrack.cli.recording import AsJson, DryRun, Ref
from agreetrack.cli.session import Session
from agreetrack.display.wording import _, marked
from agreetrack.model.errors import UsageError
from agreetrack.register.events.correcting import ChosenEvent, chosen, correct
from agreetrack.store import Registry


@with_correction_options
def command(
    ctx: typer.Context,
    ref: Ref,
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="[N]", click_type=Number(), help=marked("The number of the event: agreetrack show REF names it.")
        ),
    ] = None,
    unset: Annotated[
        list[str] | None, typer.Option("--unset", metavar="FIELD", help=marked("A field to take out; again for more."))
    ] = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
    **stated: Any,
) -> None:
    r"""Correct an event that was recorded wrongly, by the options of the command that recorded it.

    \b
    agreetrack correct RU-CN-2001
    agreetrack correct RU-CN-2001 2
    agreetrack correct RU-CN-2001 2 --on 2026-09-01
    agreetrack correct RU-CN-2001 2 --basis "Note 12-3" --unset last-day --dry-run

    Without a number it lists the events, with one alone it shows that event and its options. Only what is typed
    changes; the history keeps both. What never happened is taken back: agreetrack undo.
    """
    session = Session.of(ctx)
    registry = session.registry(must_exist=True)
    is_typed = bool(unset) or any(value not in (None, False, []) for value in stated.values())
    if number is None:
        if is_typed:
            raise UsageError(_("say which event, by its number: agreetrack correct {ref} lists them").format(ref=ref))
        _list(session, registry, ref, as_json)
        return
    found = chosen(registry, ref, number)
    if not is_typed:
        _show(session, found, as_json)
        return
    correction = read_correction(session, found, stated, unset or ())
    session.report(correct(registry, session.occasion(), found, correction), as_json)


def _list(session: Session, registry: Registry, ref: str, as_json: bool) -> None:
    record = registry.find(ref)
    _print(session, [*enumerate(record.events, 1)], as_json)
    if not record.events:
        session.tell(_("nothing is recorded of {ref} that happened to it").format(ref=record.ref))


def _show(session: Session, found: ChosenEvent, as_json: bool) -> None:
    _print(session, [(found.number, found.event)], as_json)
    text = _("say what to change: {options}")
    session.tell(text.format(options=", ".join(options_of(found.event))))


def _print(session: Session, events: list[Any], as_json: bool) -> None:
    if as_json:
        from agreetrack.formats.json_ import events_json

        session.write(events_json(events))
        return
    from agreetrack.display.screens.details import numbered

    session.print(numbered(events, session.page))

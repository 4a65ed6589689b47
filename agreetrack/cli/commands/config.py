"""`agreetrack config`."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from agreetrack.cli.errors import said
from agreetrack.cli.language import required_language
from agreetrack.cli.reading import periods
from agreetrack.cli.recording import DryRun
from agreetrack.cli.session import Session
from agreetrack.display.phrases import say
from agreetrack.display.plain import safe
from agreetrack.display.wording import _, marked
from agreetrack.model.errors import UsageError
from agreetrack.register.settings import configuration as personal
from agreetrack.register.settings import office
from agreetrack.register.settings.configuration import Configuration
from agreetrack.register.settings.keys import GROUPS, OFFICE, Home, key, refuse_wrong
from agreetrack.register.settings.office import Settings
from agreetrack.register.settings.places import configuration_place
from agreetrack.register.settings.taking_over import Difference, TakenOver, foreseen, take_over

Stated = Settings | Configuration


def command(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[KEY]", help=marked("One setting."))] = None,
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]", help=marked("What it shall be."))] = None,
    unset: Annotated[bool, typer.Option("--unset", help=marked("Back to the default."))] = False,
    take_over: Annotated[
        bool, typer.Option("--take-over", help=marked("Bring what your file says of the office into the registry."))
    ] = False,
    dry_run: DryRun = False,
) -> None:
    r"""Show the settings, or change one.

    \b
    agreetrack config
    agreetrack config within
    agreetrack config within 6m
    agreetrack config counting day-before
    agreetrack config --unset within
    agreetrack config --take-over

    What changes a date, a recipient or the words of a mail stands in the registry, for all who use it, with history
    and undo. The rest is yours: it stands in a TOML file, which AGREETRACK_CONFIG may name; its comments are kept.
    """
    session = Session.of(ctx)
    if take_over:
        _take_over(session, name, unset)
    elif unset:
        _unset(session, name, value)
    elif name is None:
        session.print(_all(session))
    elif value is None:
        session.print(_value(session, name) or "")
    else:
        _set(session, name, _meant(name, value))


def _value(session: Session, name: str) -> str | None:
    key(name)
    return office.read(session.registry()).value(name) if name in OFFICE else session.configuration.value(name)


def _meant(name: str, value: str) -> str:
    """The value as it is kept. Raises UsageError for a word that is no such value."""
    kind = key(name).kind
    if kind == "language":
        return required_language(value, name)
    try:
        return str(periods.period(value)) if kind == "period" else value
    except UsageError as error:
        raise UsageError(f"{name}: {said(error)}") from None


def _set(session: Session, name: str, value: str) -> None:
    if name in OFFICE:
        _settle(session, name, value)
        return
    path = configuration_place(session.environment)
    if session.is_rehearsal:
        refuse_wrong(name, value)
        session.tell(_("{key} would be set in {path}").format(key=name, path=path))
        session.tell_of_rehearsal()
        return
    personal.set_value(path, name, value, session.tell)
    session.tell(_("{key} is set in {path}").format(key=name, path=path))


def _settle(session: Session, name: str, value: str | None) -> None:
    """Let a setting hold for all who use the registry; None gives it its default back."""
    registry = session.registry()
    if session.is_rehearsal:
        _rehearse(session, name, value)
        return
    if office.settle(registry, session.author(), name, value) is None:
        _tell_unchanged(session, name, value)
        return
    text = _("{key} is set in {path}, for all who use it")
    if value is None:
        text = _("{key} has its default again in {path}, for all who use it")
    session.tell(text.format(key=name, path=registry.path))
    _tell_the_way_back(session)


def _tell_unchanged(session: Session, name: str, value: str | None) -> None:
    session.tell(_("{key} was not set").format(key=name) if value is None else _("nothing was changed"))


def _rehearse(session: Session, name: str, value: str | None) -> None:
    """Show what would hold of which agreements, were a setting of the office's kept."""
    registry = session.registry()
    settings = office.foreseen(registry, name, value)
    if settings is None:
        _tell_unchanged(session, name, value)
        return
    _show_affected(session, settings)
    text = _("{key} would be set in {path}, for all who use it")
    if value is None:
        text = _("{key} would have its default again in {path}, for all who use it")
    session.tell(text.format(key=name, path=registry.path))
    session.tell_of_rehearsal()


def _show_affected(session: Session, settings: office.Settings) -> None:
    from agreetrack.display.screens.rehearsal import affected
    from agreetrack.register.settings.others import affected_by

    session.print(affected(affected_by(session.registry(), session.occasion(), settings), session.page))


def _unset(session: Session, name: str | None, value: str | None) -> None:
    if name is None or value is not None:
        raise UsageError(_("--unset takes one key: agreetrack config --unset within"))
    path = configuration_place(session.environment)
    if name in OFFICE:
        _settle(session, name, None)
    elif session.is_rehearsal and personal.states(path, name):
        session.tell(_("{key} would have its default again").format(key=name))
        session.tell_of_rehearsal()
    elif personal.unset_value(path, name, session.tell):
        session.tell(_("{key} has its default again").format(key=name))
    elif name in session.registry().settings():
        _settle(session, name, None)
    else:
        key(name)
        session.tell(_("{key} was not set").format(key=name))


def _comment(line: str) -> str:
    """What is left in the configuration of a setting that the registry states otherwise."""
    return _("not taken over: {line}").format(line=line)


def _take_over(session: Session, name: str | None, unset: bool) -> None:
    if name is not None or unset:
        raise UsageError(_("--take-over takes no key: agreetrack config --take-over"))
    path, registry = configuration_place(session.environment), session.registry()
    if session.is_rehearsal:
        _rehearse_taking_over(session, foreseen(path, registry))
        return
    found = take_over(path, registry, session.author(), session.tell, _comment)
    for each, value in found.taken.items():
        session.tell(_("{line} stands in {path} now").format(line=_line(each, value), path=registry.path))
    for each in found.same:
        session.tell(_("{key}: the registry says the same").format(key=each))
    for one in found.differing:
        _tell_difference(session, one)
    if found.seq is not None:
        _tell_the_way_back(session)
    elif not (found.same or found.differing):
        session.tell(_("there is nothing to take over in {path}").format(path=path))


def _rehearse_taking_over(session: Session, found: TakenOver) -> None:
    """Show what would be taken over, and what would hold then."""
    registry = session.registry()
    if found.taken:
        _show_affected(session, office.Settings({**registry.settings(), **found.taken}))
    for each, value in found.taken.items():
        session.tell(_("{line} would stand in {path}").format(line=_line(each, value), path=registry.path))
    for one in found.differing:
        text = _("{key}: the registry says {settled}, and that holds; {own} would not be taken over")
        session.tell(text.format(key=one.name, settled=_quoted(one.settled), own=_quoted(one.own)))
    session.tell_of_rehearsal()


def _tell_difference(session: Session, one: Difference) -> None:
    text = _(
        "{key}: the registry says {settled}, and that holds; {own} was not taken over, it is a comment in your file "
        "now; to have it for all, type: {command}"
    )
    command = session.command_line("config", one.name, one.own)
    session.tell(text.format(key=one.name, settled=_quoted(one.settled), own=_quoted(one.own), command=command))


def _tell_the_way_back(session: Session) -> None:
    session.tell(_("take it back with: {command}").format(command=session.command_line("undo")))


def _all(session: Session) -> str:
    """Every setting as it would stand in its file, with what it is for and where its value comes from."""
    registry, configuration = session.registry(), session.configuration
    settled = office.read(registry)
    lines = [
        *_headed(_("For all who use the registry; a change stands in its history"), registry.path),
        *_groups("office", settled, _("set in the registry"), configuration.misplaced),
        "",
        *_headed(_("Your own"), configuration.path),
        *_groups("personal", configuration, _("set here"), {}),
    ]
    return "\n".join(lines)


def _headed(text: str, path: Path) -> Iterator[str]:
    yield f"# {text}"
    yield f"# {safe(str(path))}"


def _groups(home: Home, values: Stated, origin: str, misplaced: Mapping[str, str]) -> Iterator[str]:
    """The settings that stand in one place, by group; `misplaced` are those that another place states in vain."""
    for group in GROUPS:
        if group.home != home:
            continue
        yield from ("", f"# {say(group.heading).upper()}")
        for each in group.keys:
            yield from ("", f"# {say(each.documentation)}", _shown(each.name, values, origin))
            if each.name in misplaced:
                vain = _("in your own file, without effect; see --take-over")
                yield f"# {_line(each.name, misplaced[each.name])}  # {vain}"


def _shown(name: str, values: Stated, origin: str) -> str:
    value = values.value(name)
    if value is None:
        return f"# {name} ="
    return f"{_line(name, value)}  # {origin if name in values.stated else _('default')}"


def _line(name: str, value: str) -> str:
    """The setting as it stands in a file."""
    return f"{name} = {_quoted(value)}"


def _quoted(value: str) -> str:
    return '"' + safe(value).replace("\\", "\\\\").replace('"', '\\"') + '"'

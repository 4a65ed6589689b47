"""`agreetrack config`."""

from typing import Annotated

import typer

from agreetrack.cli import typed
from agreetrack.cli.session import Session, refuse_unspoken
from agreetrack.display.plain import safe
from agreetrack.model.errors import UsageError
from agreetrack.model.wording import _
from agreetrack.register import configuration as settings


def command(
    ctx: typer.Context,
    key: Annotated[str | None, typer.Argument(metavar="[KEY]", help=_("One setting."))] = None,
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]", help=_("What it shall be."))] = None,
    unset: Annotated[bool, typer.Option("--unset", help=_("Back to the default."))] = False,
) -> None:
    r"""Show your settings, or change one.

    \b
    agreetrack config
    agreetrack config within
    agreetrack config within 6m
    agreetrack config db ~/treaties/agreements.json
    agreetrack config --unset within

    They stand in a TOML file, which AGREETRACK_CONFIG may name; its comments are kept.
    """
    session = Session.of(ctx)
    path = settings.place(session.environment)
    if unset:
        _unset(session, key, value)
    elif key is None:
        session.print(_all(settings.read(path)))
    elif value is None:
        settings.key(key)
        session.print(settings.read(path).value(key) or "")
    else:
        kept = _meant(key, value)
        settings.set_value(path, key, kept)
        session.tell(_("{key} is set in {path}").format(key=key, path=path))


def _meant(key: str, value: str) -> str:
    """The value as the file states it. Raises UsageError for a word that is no such value."""
    known = settings.key(key)
    kind = known.kind
    if key == "countries" and known.check(value) is None:
        _refuse_unknown_countries(value)
    try:
        if kind == "language":
            refuse_unspoken(value)
        return typed.period(value) if kind == "period" else value
    except UsageError as error:
        raise UsageError(f"{key}: {error}") from None


def _refuse_unknown_countries(value: str) -> None:
    from agreetrack.register.keys import listed
    from agreetrack.register.working_days import refuse_unknown

    refuse_unknown(dict.fromkeys(listed(value.upper())))


def _unset(session: Session, key: str | None, value: str | None) -> None:
    if key is None or value is not None:
        raise UsageError(_("--unset takes one key: agreetrack config --unset within"))
    path = settings.place(session.environment)
    if settings.unset_value(path, key):
        session.tell(_("{key} has its default again").format(key=key))
    else:
        session.tell(_("{key} was not set").format(key=key))


def _all(configuration: settings.Configuration) -> str:
    """Every key as it would stand in the file, with what it is for and where its value comes from."""
    lines = [f"# {safe(str(configuration.path))}"]
    for group, keys in settings.settings(configuration):
        lines += ["", f"# {_(group.heading).upper()}"]
        for key, value, stated in keys:
            origin = _("set here") if stated else _("default")
            shown = f"{key.name} = {_quoted(value)}  # {origin}" if value is not None else f"# {key.name} ="
            lines += ["", f"# {_(key.documentation)}", shown]
    return "\n".join(lines)


def _quoted(value: str) -> str:
    return '"' + safe(value).replace("\\", "\\\\").replace('"', '\\"') + '"'

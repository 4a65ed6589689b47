"""`agreetrack check`."""

from collections.abc import Sequence
from typing import Annotated

import typer

from agreetrack.cli.session import Session
from agreetrack.display.phrases import say
from agreetrack.display.wording import _, marked
from agreetrack.model.errors import Finding
from agreetrack.register.checks.check import check
from agreetrack.register.checks.documents import unnamed
from agreetrack.register.checks.settings import setting_findings
from agreetrack.register.settings.office import Settings
from agreetrack.store import Registry
from agreetrack.store.documents import Documents


def command(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help=marked("The findings as JSON."))] = False,
) -> None:
    r"""Look through the whole registry for what is wrong, missing, or passed without a word.

    \b
    agreetrack check
    agreetrack check --json

    The exit code is 1 when there are errors, 4 when the registry is older than it was, 0 when there are warnings only.
    """
    session = Session.of(ctx)
    registry = session.registry(must_exist=True)
    found = _found(session, registry) if registry.exists() else []
    if as_json:
        from agreetrack.formats.json_ import check_json

        session.write(check_json(found, say))
    else:
        from agreetrack.display.screens.findings import findings

        session.show([findings(found, session.page)], len(found))
    if not registry.exists():
        session.tell_how_to_begin()
    else:
        session.tell(_counts(found))
        _tell_unnamed(session, registry)
    if any(finding.severity == "error" for finding in found):
        raise typer.Exit(registry.older.exit_code if registry.older else 1)


def _found(session: Session, registry: Registry) -> list[Finding]:
    """What is wrong with the settings, then with the agreements, which are judged by the defaults where some is."""
    wrong = setting_findings(registry)
    if wrong:
        session.settings = Settings()
    with session.doing(_("looking through the registry")):
        return [*wrong, *check(registry, session.occasion())]


def _tell_unnamed(session: Session, registry: Registry) -> None:
    """Tell of kept documents that no record names: no error, as an undone attach leaves such."""
    names = unnamed(registry)
    if names:
        text = _("kept documents that no record names: {count}, the first: {path}")
        session.tell(text.format(count=len(names), path=Documents(registry.path).path(names[0])))


def _counts(found: Sequence[Finding]) -> str:
    if not found:
        return _("nothing to mend")
    errors = sum(finding.severity == "error" for finding in found)
    told = _("errors: {errors}, warnings: {warnings}")
    return told.format(errors=errors, warnings=len(found) - errors)

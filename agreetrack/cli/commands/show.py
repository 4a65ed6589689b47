"""`agreetrack show`."""

from typing import Annotated

import typer
from msgspec import Struct

from agreetrack.cli.recording import Ref
from agreetrack.cli.session import Session
from agreetrack.law.standing import standing
from agreetrack.model.clauses import Link
from agreetrack.model.wording import _
from agreetrack.store import Registry
from agreetrack.store.reading import Reading, opened


def command(
    ctx: typer.Context,
    ref: Ref,
    as_json: Annotated[bool, typer.Option("--json", help=_("The whole record and its standing as JSON."))] = False,
) -> None:
    r"""Show one agreement: where it stands, what can be decided, what comes by itself, what it says.

    \b
    agreetrack show RU-CN-2001
    agreetrack show ru-cn --as-of 2026-11-22
    agreetrack show RU-CN-2001 --json

    Any unique beginning of the ref will do, in capitals or not.
    """
    session = Session.of(ctx)
    registry = session.registry(must_exist=True)
    record = registry.find(ref)
    asked = session.occasion()
    found = standing(record, asked.day, asked.knowing, asked.assume, asked.holidays)
    if as_json:
        from agreetrack.formats.json_ import show_json

        session.write(show_json(record, found))
        return
    from agreetrack.display.standing import show

    session.print(show(record, found, session.page, _linked_from(registry, record.ref)))


class _Linking(Struct):
    """A record's ref and links alone."""

    ref: str
    links: tuple[Link, ...] = ()


def _linked_from(registry: Registry, ref: str) -> list[tuple[str, str]]:
    """The records that link to this one, and how."""
    with opened(registry.path) as file:
        linking = Reading(file, registry.path).decoded(_Linking)
    return [(other.ref, link.kind) for other in linking for link in other.links if link.ref == ref]

"""What a registry knows and a person may want to type: parties, obligations, events, owners, tags.

Each is asked with the words that stand before: the first of them is the agreement, where a command has one. What
cannot be read offers nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agreetrack.cli.session import Session
    from agreetrack.model.record import Listed, Record

Known = Callable[["Session", Sequence[str]], Iterable[tuple[str, str]]]
"""Gives words, each with what it is."""


def parties(session: "Session", before: Sequence[str]) -> Iterable[tuple[str, str]]:
    """The parties of the agreement that was named, or else of all."""
    record = _record(session, before)
    every = [record] if record else _listing(session)
    return dict.fromkeys((party.name, party.code or "") for one in every for party in one.parties)


def obligations(session: "Session", before: Sequence[str]) -> Iterable[tuple[str, str]]:
    """The ids of the obligations of the agreement that was named, those that amendments set among them."""
    from agreetrack.register.obligations.promising import every_version

    record = _record(session, before)
    return dict((one.id, one.text) for _place, one in every_version(record)).items() if record else ()


def events(session: "Session", before: Sequence[str]) -> Iterable[tuple[str, str]]:
    """The numbers of the events of the agreement that was named."""
    record = _record(session, before)
    every = enumerate(record.events if record else (), 1)
    return [(str(number), f"{event.date} {event.__struct_config__.tag}") for number, event in every]


def owners(session: "Session", before: Sequence[str]) -> Iterable[tuple[str, str]]:
    """The owners of agreements."""
    return dict.fromkeys((record.owner, "") for record in _listing(session) if record.owner)


def tags(session: "Session", before: Sequence[str]) -> Iterable[tuple[str, str]]:
    """The tags of agreements."""
    return dict.fromkeys((tag, "") for record in _listing(session) for tag in record.tags)


def _listing(session: "Session") -> Sequence["Listed"]:
    from agreetrack.model.errors import AgreetrackError

    try:
        return session.registry().listing()
    except AgreetrackError:
        return ()


def _record(session: "Session", before: Sequence[str]) -> "Record | None":
    """The agreement that the first word names."""
    from agreetrack.model.errors import AgreetrackError

    try:
        return session.registry().find(before[0]) if before else None
    except AgreetrackError:
        return None


OF_OPTION: dict[str, Known] = {
    "--party": parties,
    "--by": parties,
    "--to": parties,
    "--from": parties,
    "--us": parties,
    "--owner": owners,
    "--tag": tags,
}
"""What an option of that name takes, where it takes a name."""

OF_ARGUMENT: dict[str, Known] = {"ID": obligations, "N": events}
"""What an argument behind an agreement takes, by the word that stands for it in the help."""

NAMING = frozenset({"NAME", "NAME[=CODE]", "DATE|NAME", "TEXT", "TAG"})
"""The words in the help of options that take a name."""

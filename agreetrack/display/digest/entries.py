"""What a digest says, piece by piece: the same for plain text, HTML and Markdown.

All of it is text on one line with its controls visible; what the mark-up around it takes for its own is for the
mark-up to escape.
"""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from agreetrack.display.days import written_day
from agreetrack.display.digest.words import (
    again,
    distance,
    last_working_day,
    name,
    named_day,
    other_reading,
    otherwise,
    repeat,
    statement,
)
from agreetrack.display.page import DateStyle
from agreetrack.display.plain import safe
from agreetrack.display.wording import _, ngettext
from agreetrack.law.reminders import Digest, Reminder
from agreetrack.model.addresses import address

Command = Callable[..., str]
"""The line to type for a command and its arguments: `command("ack", ref)`."""

URGENT = 7
"""What is due within so many days stands out."""


class DigestEntry(Struct, frozen=True):
    """What is new: how far off, about which agreement, what it says (most important first), and what to type.

    `title` is empty for a restricted agreement. `commands` are lines to type, each behind its label.
    """

    when: str
    distance: str
    days: int
    ref: str
    title: str
    said: tuple[str, ...]
    commands: tuple[tuple[str, str], ...]


class OpenEntry(Struct, frozen=True):
    """What was told before and not acknowledged, in brief; `told` is empty where the day of that is not known."""

    when: str
    distance: str
    days: int
    name: str
    ref: str
    title: str
    told: str


def entries(digest: Digest, style: DateStyle, command: Command) -> list[DigestEntry]:
    """What is new, in the order given; the days on which one obligation was missed are one entry."""
    return [
        DigestEntry(
            when=named_day(one.matter.by, style),
            distance=distance(one.matter),
            days=one.matter.days,
            ref=safe(one.record.ref),
            title=_title(one),
            said=tuple(said for said in _said(one, more, digest, style) if said),
            commands=tuple(_commands(one, command)),
        )
        for one, more in _gathered(digest.new)
    ]


def open_entries(digest: Digest, style: DateStyle) -> list[OpenEntry]:
    """What is open still, in the order given; the days on which one obligation was missed are one line."""
    return [
        OpenEntry(
            when=named_day(one.matter.by, style),
            distance=distance(one.matter),
            days=one.matter.days,
            name=f"{name(one)} +{len(more)}" if more else name(one),
            ref=safe(one.record.ref),
            title=_title(one),
            told="" if one.told_on is None else written_day(one.told_on, style),
        )
        for one, more in _gathered(digest.open)
    ]


def _gathered(reminders: Sequence[Reminder]) -> list[tuple[Reminder, list[Reminder]]]:
    """Each reminder; of those of one obligation that are overdue the first, with the later ones."""
    found: dict[object, tuple[Reminder, list[Reminder]]] = {}
    for one in reminders:
        matter = one.matter
        overdue = matter.what == "obligation" and matter.days < 0
        key = (one.record.ref, matter.id) if overdue else (one.record.ref, matter.what, matter.id, matter.due)
        if key in found:
            found[key][1].append(one)
        else:
            found[key] = (one, [])
    return list(found.values())


def _title(one: Reminder) -> str:
    return "" if one.record.restricted else safe(one.record.title)


def _said(one: Reminder, more: Sequence[Reminder], digest: Digest, style: DateStyle) -> Iterator[str]:
    yield statement(one, style)
    if more:
        text = _("Another day was missed since: {last}.")
        if len(more) > 1:
            text = ngettext(
                "{count} more day was missed since, the last one {last}.",
                "{count} more days were missed since, the last one {last}.",
                len(more),
            )
        yield text.format(count=len(more), last=named_day(more[-1].matter.by, style))
    yield other_reading(one, style)
    yield otherwise(one, style)
    yield last_working_day(one, style)
    if one.owner and not one.record.restricted and not _is_for(digest, one.owner):
        yield _("Owner: {owner}").format(owner=safe(one.owner))
    if one.escalated and one.told_on is not None:
        yield _("Nobody acknowledged it when it was told on {day}.").format(day=named_day(one.told_on, style))
    yield repeat(one)
    yield again(one)


def _commands(one: Reminder, command: Command) -> Iterator[tuple[str, str]]:
    if one.record.restricted:
        yield _("Restricted, look it up:"), safe(command("show", one.record.ref))
    yield _("Acknowledge:"), safe(command("ack", one.record.ref))


def _is_for(digest: Digest, owner: str) -> bool:
    """Whether the digest goes to the owner, however the two spell the address."""
    if digest.recipient is None:
        return False
    to, desk = address(digest.recipient), address(owner)
    return digest.recipient == owner if to is None or desk is None else to.key == desk.key


def headline(digest: Digest, style: DateStyle) -> str:
    """What the digest holds: of which day it is and how much is new; with nothing new, that somebody looked."""
    if not digest.new:
        return _("{said}.").format(said=sign_of_life(digest))
    day, count = named_day(digest.day, style), len(digest.new)
    if digest.is_look:
        said = ngettext("{day}: {count} reminder", "{day}: {count} reminders", count)
    else:
        said = ngettext("{day}: {count} new reminder", "{day}: {count} new reminders", count)
    return said.format(day=day, count=count)


def sign_of_life(digest: Digest) -> str:
    """That nothing is due, or nothing new, and among how many agreements; without a full stop."""
    count = digest.watched
    if digest.open:
        said = ngettext("Nothing new, {count} agreement watched", "Nothing new, {count} agreements watched", count)
    else:
        said = ngettext("Nothing due, {count} agreement watched", "Nothing due, {count} agreements watched", count)
    return said.format(count=count)


def open_heading(digest: Digest) -> str:
    """What stands over the open ones."""
    return _("Still open, not acknowledged: {count}").format(count=len(digest.open))


def closing() -> str:
    """What it means to acknowledge."""
    return _("ack REF silences a warning until its next lead time; with --decided TEXT it closes the deadline.")

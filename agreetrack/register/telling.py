"""To whom what has reached a lead time is told: what of it is new to each, and what is open still.

A warning is new to a recipient who was not told it at its lead time or a nearer one. What the ledger holds of a later
day than the one asked about does not count: a look ahead, or a clock that was wrong, spends nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from agreetrack.law.reminders import Digest, Reminder
from agreetrack.model.addresses import Address, address
from agreetrack.register.answers import Answer, answer_to
from agreetrack.register.watching import Reached
from agreetrack.store.ledger import Name, Told
from agreetrack.store.outbox import Sending


class Routes(Struct, frozen=True, kw_only=True):
    """Where warnings go: to one `channel` (whoever reads it), or by mail where that is None.

    `owner` gets what names no owner; `department` and `second` get what an owner cannot, and what nobody
    acknowledged, the department where an agreement names none with an address.
    """

    channel: str | None = None
    owner: Address | None = None
    department: Address | None = None
    second: Address | None = None

    @property
    def reader(self) -> Address | None:
        """Who gets the signs of life: whoever reads the channel, or the configured owner or department."""
        return Address(self.channel) if self.channel is not None else self.owner or self.department

    def owners(self, one: Reminder) -> list[Address]:
        """Whose desk a warning is on: the obligation's owner, or else the agreement's, where there is an address."""
        stated = [text for text in (one.matter.owner, one.record.owner) if text]
        found = next(filter(None, map(address, stated)), None) if stated else self.owner
        return [found] if found else []

    def superiors(self, one: Reminder) -> list[Address]:
        """Who gets what nobody acknowledged: the department and the second address; nobody else reads a channel."""
        if self.channel is not None:
            return []
        department = address(one.record.department or "") or self.department
        return [each for each in (department, self.second) if each]

    def stand_ins(self, one: Reminder) -> list[Address]:
        """Who gets what an owner cannot: the same, or else the configured owner."""
        if self.channel is not None or self.owner is None:
            return self.superiors(one)
        return self.superiors(one) or [self.owner]


class Telling(Struct, frozen=True):
    """A warning: to whom it is to be told now, and to whom it was told already at this lead time.

    `before` is the lead time (days) at which it was told before. `wanted` is everybody who has to know: nobody
    once it was acknowledged (`is_silenced`), and nobody where nobody has an address.
    """

    reminder: Reminder
    name: Name
    to: tuple[Address, ...]
    known: tuple[str, ...]
    before: int | None
    wanted: tuple[Address, ...]
    is_silenced: bool

    def is_new_to(self, recipient: Address) -> bool:
        """Whether it is to be told to that recipient now."""
        return any(each.key == recipient.key for each in self.to)

    def is_open_for(self, recipient: Address) -> bool:
        """Whether that recipient was told, and nobody acknowledged it."""
        return recipient.key in self.known and any(each.key == recipient.key for each in self.wanted)

    def sending(self, recipient: Address) -> Sending:
        """Its telling to one recipient."""
        return Sending(self.name, self.reminder.lead, recipient.key)

    def entry(self, day: date, *more: str) -> Told:
        """What the ledger holds once it was told on a day to these addresses too."""
        name, to = self.name, dict.fromkeys((*self.known, *more))
        return Told(**name._asdict(), lead=self.reminder.lead, at=day, to=tuple(to), before=self.before)


def tellings(
    found: Iterable[Reached],
    told: Iterable[Told],
    under_way: frozenset[Sending],
    routes: Routes,
    day: date,
    ahead: bool = False,
) -> list[Telling]:
    """What there is to tell of what has reached a lead time, decided and sleeping matters left out.

    `ahead` says that the day has not come: then what was told of days to come counts before the rest.
    """
    ledger = {one.name: one for one in sorted(counting(told, day, ahead), key=lambda one: one.ahead)}
    answered = ((one, answer_to(one.record, one.matter, day)) for one in found)
    return [
        _telling(one, answer, ledger.get(name_of(one)), under_way, routes)
        for one, answer in answered
        if not answer.decided and not answer.asleep
    ]


def counting(told: Iterable[Told], day: date, ahead: bool) -> Iterator[Told]:
    """What of the ledger counts on a day: nothing later, and what was told of days to come for those who look ahead."""
    return (one for one in told if one.at <= day and (ahead or not one.ahead))


def name_of(one: Reached) -> Name:
    """What names the matter in the ledger."""
    matter = one.matter
    return Name(one.record.ref, matter.what, matter.id, matter.due)


def _telling(
    one: Reached, answer: Answer, entry: Told | None, under_way: frozenset[Sending], routes: Routes
) -> Telling:
    lead = one.lead or 0
    if entry is not None and answer.woke is not None and entry.at < answer.woke:
        entry = None
    is_known = entry is not None and entry.lead <= lead
    before = None if entry is None else entry.before if is_known else entry.lead
    escalated = one.schedule.is_pressing(lead) and not answer.silences(before)
    reminder = Reminder(
        record=one.record,
        standing=one.standing,
        matter=one.matter,
        lead=lead,
        told_on=entry.at if entry else None,
        escalated=escalated,
    )
    name, known = name_of(one), entry.to if entry and is_known else ()
    silenced = answer.silences(lead)
    wanted = () if silenced else _recipients(reminder, routes)
    to = tuple(each for each in wanted if each.key not in known)
    repeats = any(Sending(name, lead, each.key) in under_way for each in to)
    return Telling(replace(reminder, may_repeat=repeats), name, to, known, before, wanted, silenced)


def _recipients(reminder: Reminder, routes: Routes) -> tuple[Address, ...]:
    """Everybody who is to be told, each once; empty where nobody has an address."""
    if routes.channel is not None:
        return (Address(routes.channel),)
    everybody = routes.owners(reminder) or routes.stand_ins(reminder)
    if reminder.escalated:
        everybody = [*everybody, *routes.superiors(reminder)]
    return tuple({each.key: each for each in everybody}.values())


class Sheet(Struct, frozen=True):
    """A digest, to whom it goes, and the warnings that are new in it."""

    to: Address
    digest: Digest
    new: tuple[Telling, ...]


def digests(found: Sequence[Telling], day: date, watched: int, routes: Routes) -> list[Sheet]:
    """What is new to each recipient, and with it what was told before and is open still."""
    recipients = {each.key: each for one in found for each in one.to}
    return [sheet_for(found, day, watched, each, routes) for each in recipients.values()]


def sheet_for(found: Sequence[Telling], day: date, watched: int, recipient: Address, routes: Routes) -> Sheet:
    """The digest of one recipient; with nothing new in it, a sign of life."""
    new = tuple(one for one in found if one.is_new_to(recipient))
    digest = Digest(
        day=day,
        recipient=None if routes.channel is not None else str(recipient),
        new=tuple(one.reminder for one in new),
        open=tuple(one.reminder for one in found if one.is_open_for(recipient)),
        watched=watched,
    )
    return Sheet(recipient, digest, new)

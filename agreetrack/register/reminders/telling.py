"""To whom what has reached a lead time is told: what of it is new to each, and what is open still.

A warning is new to a recipient who was not told it at its lead time or a nearer one; what others were told takes
nothing from them. What the ledger holds of a later day than the one asked about does not count: a look ahead, or a
clock that was wrong, spends nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from agreetrack.law.reminders import Digest, Reminder
from agreetrack.model.addresses import Address, address
from agreetrack.model.recipients import NOBODY, Reader, Recipient
from agreetrack.register.reminders.answers import Answer, answer_to
from agreetrack.register.reminders.watching import Reached
from agreetrack.store.ledger import Name, Told
from agreetrack.store.outbox import Sending


class Routes(Struct, frozen=True, kw_only=True):
    """Where warnings go: to one `reader`, or by mail where that is None.

    `owner` gets what names no owner; `department` and `second` get what an owner cannot, and what nobody
    acknowledged, the department where an agreement names none with an address.
    """

    reader: Reader | None = None
    owner: Address | None = None
    department: Address | None = None
    second: Address | None = None

    @property
    def keeper(self) -> Recipient | None:
        """Who gets the signs of life: the reader, or the configured owner or department."""
        return self.reader or self.owner or self.department

    @property
    def addresses(self) -> tuple[str, ...]:
        """Everybody that warnings in general go to by mail, by nearness: who has to know where none can be told."""
        return tuple(str(one) for one in (self.owner, self.department, self.second) if one)

    def owners(self, one: Reminder) -> list[Address]:
        """Whose desk a warning is on: the obligation's owner, or else the agreement's, where there is an address."""
        stated = [text for text in (one.matter.owner, one.record.owner) if text]
        found = next(filter(None, map(address, stated)), None) if stated else self.owner
        return [found] if found else []

    def superiors(self, one: Reminder) -> list[Address]:
        """Who gets what nobody acknowledged: the department and the second address; nobody where a reader is told."""
        if self.reader is not None:
            return []
        department = address(one.record.department or "") or self.department
        return [each for each in (department, self.second) if each]

    def stand_ins(self, one: Reminder) -> list[Address]:
        """Who gets what an owner cannot: the same, or else the configured owner."""
        if self.reader is not None or self.owner is None:
            return self.superiors(one)
        return self.superiors(one) or [self.owner]


class Telling(Struct, frozen=True):
    """A warning: to whom it is to be told now, and to whom it was told already at this lead time, on which day.

    `before` is the lead time (days) at which it was told before. `wanted` is everybody who has to know: nobody
    once it was acknowledged (`is_silenced`), and nobody where nobody has an address.
    """

    reminder: Reminder
    name: Name
    to: tuple[Recipient, ...]
    known: Mapping[str, date]
    before: int | None
    wanted: tuple[Recipient, ...]
    is_silenced: bool

    def is_new_to(self, recipient: Recipient) -> bool:
        """Whether it is to be told to that recipient now."""
        return any(each.key == recipient.key for each in self.to)

    def open_for(self, recipient: Recipient) -> Reminder | None:
        """The warning as that recipient was told it; None where they were not, or somebody acknowledged it."""
        if recipient.key not in self.known or all(each.key != recipient.key for each in self.wanted):
            return None
        return replace(self.reminder, told_on=self.known[recipient.key])

    def sending(self, recipient: Recipient) -> Sending:
        """Its telling to one recipient."""
        return Sending(self.name, self.reminder.lead, recipient.key)

    def entry(self, day: date, recipient: Recipient) -> Told:
        """What the ledger holds once a recipient was told it on a day."""
        lead, before = self.reminder.lead, self.before
        return Told(**self.name._asdict(), lead=lead, at=day, to=(recipient.key,), before=before)


def tellings(
    found: Iterable[Reached],
    told: Iterable[Told],
    under_way: frozenset[Sending],
    routes: Routes,
    day: date,
    ahead: bool = False,
) -> list[Telling]:
    """What there is to tell of what has reached a lead time, decided and sleeping matters left out.

    `ahead` says that the day has not come: then what was told of days to come counts too.
    """
    ledger: dict[Name, list[Told]] = {}
    for entry in counting(told, day, ahead):
        ledger.setdefault(entry.name, []).append(entry)
    answered = ((one, answer_to(one.record, one.matter, day)) for one in found)
    return [
        _telling(one, answer, ledger.get(name_of(one), []), under_way, routes)
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
    one: Reached, answer: Answer, entries: Sequence[Told], under_way: frozenset[Sending], routes: Routes
) -> Telling:
    lead = one.lead or 0
    entries = [entry for entry in entries if answer.woke is None or entry.at >= answer.woke]
    known = _known([entry for entry in entries if entry.lead <= lead])
    before = min((each for entry in entries for each in _leads(entry) if each > lead), default=None)
    reminder = Reminder(
        record=one.record,
        standing=one.standing,
        matter=one.matter,
        lead=lead,
        told_on=_last([entry for entry in entries if entry.lead > lead] or entries),
        escalated=one.schedule.is_pressing(lead) and not answer.silences(before),
    )
    name, silenced = name_of(one), answer.silences(lead)
    wanted = () if silenced else _recipients(reminder, routes)
    to = tuple(each for each in wanted if each.key not in known)
    repeats = any(Sending(name, lead, each.key) in under_way for each in to)
    return Telling(replace(reminder, may_repeat=repeats), name, to, known, before, wanted, silenced)


def _known(entries: Iterable[Told]) -> dict[str, date]:
    """Everybody who was told, with the last day of that."""
    return {key: entry.at for entry in sorted(entries, key=lambda entry: entry.at) for key in entry.to}


def _leads(entry: Told) -> Iterator[int]:
    """The lead times at which a matter was told, as an entry has them."""
    yield entry.lead
    if entry.before is not None:
        yield entry.before


def _last(entries: Iterable[Told]) -> date | None:
    return max((entry.at for entry in entries), default=None)


def _recipients(reminder: Reminder, routes: Routes) -> tuple[Recipient, ...]:
    """Everybody who is to be told, each once; empty where nobody has an address."""
    if routes.reader is not None:
        return (routes.reader,)
    everybody = routes.owners(reminder) or routes.stand_ins(reminder)
    if reminder.escalated:
        everybody = [*everybody, *routes.superiors(reminder)]
    return tuple({each.key: each for each in everybody}.values())


class Sheet(Struct, frozen=True):
    """A digest, to whom it goes, and the warnings that are new in it."""

    to: Recipient
    digest: Digest
    new: tuple[Telling, ...]


def digests(found: Sequence[Telling], day: date, watched: int, routes: Routes) -> list[Sheet]:
    """What is new to each recipient, and with it what was told before and is open still."""
    recipients = {each.key: each for one in found for each in one.to}
    return [sheet_for(found, day, watched, each, routes) for each in recipients.values()]


def sheet_for(found: Sequence[Telling], day: date, watched: int, recipient: Recipient, routes: Routes) -> Sheet:
    """The digest of one recipient; with nothing new in it, a sign of life."""
    new = tuple(one for one in found if one.is_new_to(recipient))
    digest = Digest(
        day=day,
        recipient=None if routes.reader is not None else str(recipient),
        new=tuple(one.reminder for one in new),
        open=tuple(filter(None, (one.open_for(recipient) for one in found))),
        watched=watched,
        is_look=routes.reader is NOBODY,
    )
    return Sheet(recipient, digest, new)

"""One night's run: what is due and was not told yet is told, and the ledger keeps what arrived.

What is about to be sent is put in the outbox first, and taken out once the ledger has it: a run that is cut off in
between is followed by one that says of the same warnings that they may be a repeat. Where neither can be written, what
is due is told all the same. A registry that is lost, or older than it was, is no night on which nothing is due.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct, field

from agreetrack.law.reminders import Digest, Reminder
from agreetrack.model.facts import Fact
from agreetrack.model.recipients import Reader
from agreetrack.register.occasion import Occasion
from agreetrack.register.reminders.books import Books
from agreetrack.register.reminders.delivering import ROUNDS, Deliver, Delivery
from agreetrack.register.reminders.lead_times import LeadTimes
from agreetrack.register.reminders.telling import Routes, Sheet, Telling, counting, digests, sheet_for, tellings
from agreetrack.register.reminders.watching import watch
from agreetrack.store import Registry
from agreetrack.store.ledger import Told
from agreetrack.store.outbox import Sending, last_kept, outbox
from agreetrack.store.seen import text_beside

Heartbeat = Literal["off", "daily", "weekly"]
_BEATS: dict[Heartbeat, timedelta] = {"daily": timedelta(days=1), "weekly": timedelta(days=7)}


class Plan(Struct, frozen=True, kw_only=True):
    """How reminders are sent: lead times, routes, how often a sign of life is wanted, and what waits between tries.

    What does not arrive is tried in so many `rounds`; `pause` is called before each further one with its number,
    from 1. `ahead` says that the day asked about has not come: what is told then does not count when it comes.
    """

    leads: LeadTimes
    routes: Routes
    heartbeat: Heartbeat = "off"
    pause: Callable[[int], None] = lambda attempt: None
    rounds: int = ROUNDS
    ahead: bool = False


class Reminded(Struct, kw_only=True):
    """What a run told, or would tell: by recipient, and in all.

    `failures` are what did not arrive and is tried again the next time, `notes` about what arrived
    in another way than it was meant to.
    """

    digests: list[Digest] = field(default_factory=list)
    new: list[Reminder] = field(default_factory=list)
    open: list[Reminder] = field(default_factory=list)
    watched: int = 0
    failures: list[Fact] = field(default_factory=list)
    notes: list[Fact] = field(default_factory=list)


def look(registry: Registry, occasion: Occasion, plan: Plan) -> Reminded:
    """What a run on the occasion would tell; nothing is sent, written or locked. Raises as reading does."""
    found, told, watched = _found(registry, occasion, plan, frozenset())
    return _reminded(found, _all_digests(found, told, watched, occasion.day, plan), watched, plan.routes.reader)


def remind(registry: Registry, occasion: Occasion, plan: Plan, deliver: Deliver) -> Reminded:
    """Tell what is due and was not told yet, and keep in the ledger what arrived.

    It leaves an index by which the next commands need not judge everything again.
    Raises Busy where another run is at it; LostRegistry, NoSuchRef and InvalidData as reading the registry does.
    """
    with outbox(registry.path) as box:
        found, told, watched = _found(registry, occasion, plan, box.under_way())
        sheets = _all_digests(found, told, watched, occasion.day, plan)
        reminded = _reminded(found, sheets, watched, plan.routes.reader)
        books = Books(registry, box, occasion.day, plan.ahead)
        delivery = Delivery(books, occasion.day, plan.routes, deliver, plan.pause, plan.rounds)
        current = {(one.name, one.reminder.lead) for one in found}
        delivery.carry_out(sheets, [one for one in box.under_way() if (one.name, one.lead) in current])
        reminded.failures += [*delivery.failures, *books.troubles]
        reminded.notes += delivery.notes
        if not plan.ahead:
            registry.tend()
        return reminded


def last_addresses(registry: Registry) -> tuple[str, ...]:
    """Whom warnings in general went to the last time, by nearness: the registry itself need not be there any more."""
    return last_kept(text_beside(registry.path)).addresses


def _found(
    registry: Registry, occasion: Occasion, plan: Plan, under_way: frozenset[Sending]
) -> tuple[list[Telling], list[Told], int]:
    with registry.still():
        seen = watch(registry, occasion, plan.leads)
        told = registry.told()
    if registry.older is not None:
        raise registry.older
    known = list(counting(told, occasion.day, plan.ahead))
    found = tellings(seen.reached, known, under_way, plan.routes, occasion.day, plan.ahead)
    return found, known, seen.watched


def _all_digests(found: Sequence[Telling], told: Sequence[Told], watched: int, day: date, plan: Plan) -> list[Sheet]:
    sheets = digests(found, day, watched, plan.routes)
    keeper = plan.routes.keeper
    if keeper is not None and plan.heartbeat != "off" and all(one.to.key != keeper.key for one in sheets):
        last = max((one.at for one in told if keeper.key in one.to), default=None)
        if last is None or day - last >= _BEATS[plan.heartbeat]:
            sheets.append(sheet_for(found, day, watched, keeper, plan.routes))
    return sheets


def _reminded(found: Sequence[Telling], sheets: Sequence[Sheet], watched: int, reader: Reader | None) -> Reminded:
    lost = sorted({one.name.ref for one in found if not one.wanted and not one.is_silenced})
    return Reminded(
        digests=[one.digest for one in sheets],
        new=[one.reminder for one in found if one.to],
        open=[(reader and one.open_for(reader)) or one.reminder for one in found if one.wanted and not one.to],
        watched=watched,
        failures=[_unaddressed(lost)] if lost else [],
    )


def _unaddressed(refs: Sequence[str]) -> Fact:
    return Fact("warnings.without-address", refs=tuple(refs), first=refs[0])

"""Handing digests over: failed ones are tried again a few times, refused ones go to those who stand in.

The ledger is kept after each try. What may have arrived stays in the outbox, and the next run says so. Where that
cannot be written down, the warnings say themselves that they may come again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from agreetrack.law.reminders import Digest
from agreetrack.model.addresses import Address
from agreetrack.model.delivery import Arrival
from agreetrack.model.facts import Fact
from agreetrack.model.recipients import Recipient
from agreetrack.register.reminders.books import Books
from agreetrack.register.reminders.telling import Routes, Sheet, Telling, sheet_for
from agreetrack.store.ledger import Name, Told
from agreetrack.store.outbox import Sending

Deliver = Callable[[Sequence[Digest]], Mapping[str | None, Arrival]]
"""Hands digests over, each once: what became of each, by its recipient."""

ROUNDS = 3
"""So often what did not arrive is tried in one run."""

HEARTBEAT = "heartbeat"
"""What the ledger calls a sign of life."""


class Delivery:
    """The sending of one run; `failures` and `notes` are for whoever watches over it."""

    def __init__(
        self,
        books: Books,
        day: date,
        routes: Routes,
        deliver: Deliver,
        pause: Callable[[int], None],
        rounds: int = ROUNDS,
    ) -> None:
        self.failures: list[Fact] = []
        self.notes: list[Fact] = []
        self._books = books
        self._day = day
        self._routes = routes
        self._deliver = deliver
        self._pause = pause
        self._tries = rounds
        self._arrived: set[Name] = set()
        self._doubtful: set[Sending] = set()
        self._is_kept = True

    def carry_out(self, sheets: Sequence[Sheet], under_way: Iterable[Sending]) -> None:
        """Send the digests, and what their recipients refused to those who stand in for them.

        What another way of sending left under way stays so.
        """
        self._doubtful = set(under_way)
        self._books.begin(self._routes.addresses, self._doubtful | _sendings(sheets))
        if not sheets:
            return
        self._is_kept = self._books.rehearse()
        refused = self._rounds(sheets)
        if refused:
            standing_in = list(self._standing_in(refused))
            self._books.leave(self._doubtful | _sendings(standing_in))
            self._settle(refused, self._rounds(standing_in))
        self._books.leave(self._doubtful)

    def _rounds(self, sheets: Sequence[Sheet]) -> dict[str, tuple[Sheet, Arrival]]:
        """Try each a few times; what was refused for good, by the recipient's key."""
        refused: dict[str, tuple[Sheet, Arrival]] = {}
        pending = list(sheets)
        outcomes: dict[str, Arrival] = {}
        for attempt in range(self._tries):
            if attempt:
                self._pause(attempt)
            found = self._deliver([self._said(sheet.digest) for sheet in pending])
            outcomes = {sheet.to.key: found[sheet.digest.recipient] for sheet in pending}
            self._keep([one for one in pending if _is(outcomes, one, "delivered")])
            refused |= {one.to.key: (one, outcomes[one.to.key]) for one in pending if _is(outcomes, one, "refused")}
            pending = [self._again(one, outcomes) for one in pending if _is(outcomes, one, "failed", "doubtful")]
            if not pending:
                break
        for sheet in pending:
            self.failures.append(_undelivered(sheet, outcomes[sheet.to.key]))
        return refused

    def _said(self, digest: Digest) -> Digest:
        """A digest, which says of what is new in it that it may come again where it cannot be kept that it was told."""
        if self._is_kept:
            return digest
        return replace(digest, new=tuple(replace(one, may_come_again=True) for one in digest.new))

    def _keep(self, sheets: Sequence[Sheet]) -> None:
        """Put in the ledger what arrived; where it does not stand there, it may be sent again."""
        if not sheets:
            return
        entries = [_beat(sheet.to, self._day) for sheet in sheets if not sheet.new]
        entries += [one.entry(self._day, sheet.to) for sheet in sheets for one in sheet.new]
        self._arrived.update(one.name for sheet in sheets for one in sheet.new)
        if self._books.tell(entries):
            self._doubtful -= _sendings(sheets)
        else:
            self._doubtful |= _sendings(sheets)
            self._is_kept = False

    def _again(self, sheet: Sheet, outcomes: Mapping[str, Arrival]) -> Sheet:
        """A digest as it is tried again: what may have arrived says so."""
        if not _is(outcomes, sheet, "doubtful"):
            return sheet
        self._doubtful.update(one.sending(sheet.to) for one in sheet.new)
        repeated = tuple(replace(one, may_repeat=True) for one in sheet.digest.new)
        return replace(sheet, digest=replace(sheet.digest, new=repeated))

    def _standing_in(self, refused: Mapping[str, tuple[Sheet, Arrival]]) -> Iterable[Sheet]:
        """What was refused, for the department and the second address, as far as they were not told it anyway."""
        found: dict[str, tuple[Address, list[Telling]]] = {}
        for sheet, _outcome in refused.values():
            for one in sheet.new:
                tried = {*one.known, *(each.key for each in one.to), *refused}
                for each in self._routes.stand_ins(one.reminder):
                    if each.key not in tried and one not in found.setdefault(each.key, (each, []))[1]:
                        found[each.key][1].append(one)
        for to, several in found.values():
            told = [self._for_stand_in(one, to) for one in several]
            yield sheet_for(told, self._day, len(told), to, self._routes)

    def _for_stand_in(self, one: Telling, to: Address) -> Telling:
        """The warning for somebody who stands in, and may have got it from a run that was cut off."""
        repeats = one.sending(to) in self._doubtful
        return replace(one, to=(to,), reminder=replace(one.reminder, may_repeat=repeats))

    def _settle(
        self,
        refused: Mapping[str, tuple[Sheet, Arrival]],
        refused_too: Mapping[str, tuple[Sheet, Arrival]],
    ) -> None:
        """What somebody else got is told; the recipient that refused it is not tried again at this lead time."""
        for sheet, outcome in refused.values():
            if sheet.new and all(map(self._is_told, sheet.new)):
                self._books.tell([one.entry(self._day, sheet.to) for one in sheet.new])
                self.notes.append(_told_others(sheet, outcome))
            else:
                self.failures.append(_undelivered(sheet, outcome))
        for sheet, outcome in refused_too.values():
            self.failures.append(_undelivered(sheet, outcome))

    def _is_told(self, one: Telling) -> bool:
        """Whether somebody got it in this run, or has it who stands in for the owner."""
        return one.name in self._arrived or any(each.key in one.known for each in self._routes.stand_ins(one.reminder))


def _sendings(sheets: Sequence[Sheet]) -> set[Sending]:
    return {one.sending(sheet.to) for sheet in sheets for one in sheet.new}


def _beat(to: Recipient, day: date) -> Told:
    """That a sign of life arrived."""
    return Told(ref="", what=HEARTBEAT, id=to.key, due=date.min, lead=0, at=day, to=(to.key,))


def _is(outcomes: Mapping[str, Arrival], sheet: Sheet, *fates: str) -> bool:
    return outcomes[sheet.to.key].fate in fates


def _undelivered(sheet: Sheet, outcome: Arrival) -> Fact:
    match outcome.fate:
        case "doubtful":
            fact = Fact("mail.doubtful", to=str(sheet.to), reason=outcome.reason)
        case "refused":
            fact = Fact("mail.refused", to=str(sheet.to), reason=outcome.reason)
        case _:
            fact = Fact("mail.failed", to=str(sheet.to), reason=outcome.reason)
    return fact


def _told_others(sheet: Sheet, outcome: Arrival) -> Fact:
    return Fact("mail.others-told", to=str(sheet.to), reason=outcome.reason)

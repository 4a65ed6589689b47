"""What a night writes down: in the outbox what is under way, in the ledger what arrived.

Where either cannot be written, the night goes on, and says so: better a warning twice than none.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec.structs import replace

from agreetrack.model.errors import AgreetrackError, Busy, Unwritable
from agreetrack.model.facts import Fact
from agreetrack.store import Registry
from agreetrack.store.ledger import Told
from agreetrack.store.outbox import Outbox, Sending


class Books:
    """The outbox and the ledger for one night; `troubles` are what of them cannot be written.

    `ahead` says that the day has not come: what is told then does not count when it comes.
    """

    def __init__(self, registry: Registry, box: Outbox, day: date, ahead: bool) -> None:
        self._registry = registry
        self._box = box
        self._day = day
        self._ahead = ahead
        self._troubles: dict[Fact, None] = {}

    @property
    def troubles(self) -> list[Fact]:
        """What of them cannot be written, each said once."""
        return list(self._troubles)

    def begin(self, addresses: Sequence[str], sendings: Iterable[Sending]) -> None:
        """Write down before anything is sent how far the registry has come, who is told, and what may arrive."""
        kept = self._box.kept
        seq = max(self._registry.seq(), kept.seq or 0)
        self._note(seq=seq, addresses=tuple(addresses) or kept.addresses, sendings=_sorted(sendings))

    def leave(self, sendings: Iterable[Sending]) -> None:
        """Write down what is under way now, in place of what was before."""
        self._note(sendings=_sorted(sendings))

    def rehearse(self) -> bool:
        """Whether what arrives will be written down, as far as that can be known before."""
        try:
            self._registry.rehearse()
        except AgreetrackError as error:
            self._cannot(error)
        return not self._troubles

    def tell(self, entries: Sequence[Told]) -> bool:
        """Put in the ledger what arrived; whether that was written."""
        new = [replace(one, ahead=self._ahead) for one in entries]
        try:
            # Who looks ahead does not make what was told up to now old.
            since = date.min if self._ahead else self._day
            self._registry.tell(lambda told: told_since(told, new, self._day, self._ahead), since)
        except AgreetrackError as error:
            self._cannot(error)
            return False
        return True

    def _note(self, **what: object) -> None:
        try:
            self._box.keep(**what)
        except AgreetrackError as error:
            self._cannot(error)

    def _cannot(self, error: AgreetrackError) -> None:
        match error:
            case Unwritable():
                fact = Fact("warnings.unwritable", path=error.path, reason=error.reason)
            case Busy():
                fact = Fact("warnings.busy")
            case _other:
                fact = Fact("warnings.unwritten", reason=error.fact)
        self._troubles[fact] = None


def told_since(told: Iterable[Told], new: Sequence[Told], day: date, ahead: bool) -> list[Told]:
    """The ledger once it has what is new, told on a day: each recipient's telling of a matter in place of its last.

    What the ledger has of later days stays. Tellings that differ in their recipients alone are one entry.
    """
    again = {(one.name, key) for one in new for key in one.to}
    rows: dict[Told, dict[str, None]] = {}
    for one in told:
        is_past = one.at <= day and one.ahead == ahead
        kept = (key for key in one.to if not (is_past and (one.name, key) in again))
        rows.setdefault(replace(one, to=()), {}).update(dict.fromkeys(kept))
    for one in new:
        rows.setdefault(replace(one, to=()), {}).update(dict.fromkeys(one.to))
    return [replace(one, to=tuple(keys)) for one, keys in rows.items() if keys]


def _sorted(sendings: Iterable[Sending]) -> tuple[Sending, ...]:
    return tuple(sorted(sendings, key=str))

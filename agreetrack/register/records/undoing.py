"""Taking changes back, and doing again what an undo took back."""

from dataclasses import dataclass, replace

from agreetrack.law.findings import Judged
from agreetrack.law.view import Lookup
from agreetrack.register.changing import author_of
from agreetrack.register.lists.judging import judged
from agreetrack.register.occasion import Occasion
from agreetrack.store import Registry, Transaction
from agreetrack.store.changes import Reversal


@dataclass(frozen=True)
class Undone:
    """What was taken back or done again, and what holds of the agreements that are there after it.

    `seq` is the number of this change itself; None where it was only looked at.
    """

    reversal: Reversal
    rows: tuple[Judged, ...]
    seq: int | None = None


def foreseen(registry: Registry, occasion: Occasion, seq: int | None = None, redo: bool = False) -> Undone:
    """What `undo` or `redo` would do now. Raises as they do."""
    return _undone(registry.trial(author_of(occasion)), occasion, seq, redo)


def undo(registry: Registry, occasion: Occasion, seq: int | None = None, redo: bool = False) -> Undone:
    """Take back the change of a number, or one's own latest; with `redo` do again what one's own latest undo took back.

    Raises AgreetrackError where there is none, NoSuchRef for an unknown number, and Refused where something later
    rests on it.
    """
    with registry.change(author_of(occasion)) as transaction:
        undone = _undone(transaction, occasion, seq, redo)
    return replace(undone, seq=transaction.seq)


def _undone(transaction: Transaction, occasion: Occasion, seq: int | None, redo: bool) -> Undone:
    reversal, refs = transaction.redo() if redo else transaction.undo(seq)
    records = [record for ref in refs if (record := transaction.get(ref)) is not None]
    find = Lookup(transaction.listed)
    return Undone(reversal, tuple(Judged(record, judged(record, occasion, find)) for record in records))

"""The changes of a registry by their numbers: which of them stand, and what became of a record after one."""

from collections.abc import Collection, Iterable
from typing import Literal

from msgspec import Struct

from agreetrack.model.errors import AgreetrackError, NoSuchRef, Refused
from agreetrack.model.facts import Fact
from agreetrack.model.refs import folded
from agreetrack.store.history import META, HistoryRow
from agreetrack.store.layout import SETTINGS


class Reversal(Struct, frozen=True):
    """A change that is to be taken back, or an undo, by which what it took back is done again.

    `seq` is the number of the change, made by its `author` with the `command`. `made` is the number under which it
    was made last, or undone, by `who`; `rows` are what that did.
    """

    what: Literal["undoes", "redoes"]
    seq: int
    author: str
    command: str
    made: int
    who: str
    rows: tuple[HistoryRow, ...]


class Changes:
    """All changes that can be taken back: one command is one change, whose rows share its number."""

    def __init__(self, rows: Iterable[HistoryRow]) -> None:
        self._by_seq: dict[int, list[HistoryRow]] = {}
        self._by_ref: dict[str | None, list[HistoryRow]] = {}
        self._settled: list[HistoryRow] = []
        self._losses: set[int] = set()
        for row in sorted(rows, key=lambda row: row.seq):
            if row.table == META:
                self._losses.add(row.seq)
                continue
            self._by_seq.setdefault(row.seq, []).append(row)
            if row.table == SETTINGS:
                self._settled.append(row)
            else:
                self._by_ref.setdefault(row.ref_before and folded(row.ref_before), []).append(row)
        self._standing: dict[int, int] = {}
        self._undone: dict[int, int] = {}
        self._reverses: dict[int, int] = {}
        for seq, (row, *_others) in self._by_seq.items():
            self._take(seq, row)

    def _take(self, seq: int, row: HistoryRow) -> None:
        if row.undoes is not None:
            self._reverses[seq] = self._standing.pop(row.undoes, 0)
            self._undone[row.undoes] = seq
        else:
            change = row.redoes or seq
            self._reverses[seq] = self._undone.pop(change, 0)
            self._standing[change] = seq

    def latest_of(self, who: str) -> Reversal:
        """A person's latest change that stands. Raises AgreetrackError where there is none."""
        own = [made for seq, made in self._standing.items() if self._by_seq[seq][0].who == who]
        if own:
            return self._undoing(max(own))
        if not self._standing:
            raise AgreetrackError(Fact("changes.none"))
        latest = self._undoing(max(self._standing.values()))
        raise AgreetrackError(Fact("changes.none-of-yours", seq=latest.seq, who=latest.who, command=latest.command))

    def latest_undo_of(self, who: str) -> Reversal:
        """A person's latest undo, where they made no change since. Raises AgreetrackError where there is none."""
        undone = [undo for undo in self._undone.values() if self._by_seq[undo][0].who == who]
        made = (seq for seq, (row, *_others) in self._by_seq.items() if row.who == who and row.is_new)
        if not undone or max(made, default=0) > max(undone):
            raise AgreetrackError(Fact("changes.no-undo"))
        return self._redoing(max(undone))

    def numbered(self, seq: int) -> Reversal:
        """The change of that number; of an undo, what it took back.

        Raises NoSuchRef where there is none, Refused where it was taken back, or done again, already.
        """
        if seq in self._losses:
            raise Refused(Fact("changes.of-loss", seq=seq))
        if seq not in self._by_seq:
            raise NoSuchRef(Fact("changes.no-such", seq=seq))
        row = self._by_seq[seq][0]
        if row.undoes is not None and self._undone.get(row.undoes) == seq:
            return self._redoing(seq)
        made = None if row.undoes is not None else self._standing.get(row.redoes or seq)
        if made is not None and (row.is_new or made == seq):
            return self._undoing(made)
        raise Refused(Fact("changes.taken-back-already", seq=seq))

    def _undoing(self, made: int) -> Reversal:
        rows = self._by_seq[made]
        change = self._by_seq[rows[0].redoes or made][0]
        return Reversal("undoes", change.seq, change.who, change.command, made, change.who, tuple(rows))

    def _redoing(self, undo: int) -> Reversal:
        rows = self._by_seq[undo]
        change = self._by_seq[rows[0].undoes or undo][0]
        return Reversal("redoes", change.seq, change.who, change.command, undo, rows[0].who, tuple(rows))

    def stands_after(self, seq: int, row: HistoryRow) -> bool:
        """Whether a row is of a later change that stands; what was only taken back and done again is no later one."""
        return self._is_later(seq, row) and self._standing.get(row.redoes or row.seq) == row.seq

    def takes_back_after(self, seq: int, row: HistoryRow) -> bool:
        """Whether a row is of a later undo of what stood then already."""
        return row.undoes is not None and self._is_later(seq, row) and self._undone.get(row.undoes) == row.seq

    def _is_later(self, seq: int, row: HistoryRow) -> bool:
        return row.seq > seq >= self._reverses.get(row.seq, 0)

    def giving(self, refs: Collection[str], seq: int) -> list[HistoryRow]:
        """The rows by which records got these (folded) refs the last time, after the change of that number."""
        given = ((row.given_ref, row) for later, rows in self._by_seq.items() if later > seq for row in rows)
        latest = {folded(ref): row for ref, row in given if ref is not None}
        return [latest[ref] for ref in refs if ref in latest]

    def after(self, seq: int) -> list[HistoryRow]:
        """The rows of all later changes that stand."""
        return [row for rows in self._by_seq.values() for row in rows if self.stands_after(seq, row)]

    def since(self, row: HistoryRow) -> list[HistoryRow]:
        """The later rows of what the row is of, under whichever ref it has since; of a removed one to its removal."""
        if row.table == SETTINGS:
            return [later for later in self._settled if later.seq > row.seq]
        found: list[HistoryRow] = []
        following = self._following(row)
        while following is not None:
            found.append(following)
            following = self._following(following)
        return found

    def rows_since(self, ref: str, seq: int) -> list[HistoryRow]:
        """The later rows of the record that was called so after a change."""
        later = next((row for row in self._by_ref.get(folded(ref), ()) if row.seq > seq), None)
        return [later, *self.since(later)] if later else []

    def ref_since(self, ref: str, seq: int) -> str | None:
        """What the record is called now that was called so after a change; None where it was removed since."""
        rows = self.rows_since(ref, seq)
        return rows[-1].ref_after if rows else ref

    def _following(self, row: HistoryRow) -> HistoryRow | None:
        """The next row of the same record; after its removal, the one by which that was taken back."""
        after = row.ref_after
        known = self._by_ref.get(after and folded(after), ())
        later = (one for one in known if one.seq > row.seq)
        if after is None:
            later = (one for one in later if _takes_back(one, row) and one.ref_after == row.ref_before)
        return next(later, None)


def _takes_back(later: HistoryRow, row: HistoryRow) -> bool:
    """Whether a row takes back, or does again, what another did."""
    if row.undoes is not None:
        return later.redoes == row.undoes
    return later.undoes == (row.redoes or row.seq)

"""One change of the registry: what a command puts, removes or takes back, written together or not at all."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from agreetrack.model.errors import InvalidData, NoSuchRef, Refused, reason_of
from agreetrack.model.facts import Fact
from agreetrack.model.record import Listed, Record
from agreetrack.model.refs import folded, looking_like
from agreetrack.model.validation import invalid, problems, write_record
from agreetrack.store import history, ledger
from agreetrack.store.changes import Changes, Reversal
from agreetrack.store.contents import Contents
from agreetrack.store.decoding import Titled, history_rows
from agreetrack.store.history import META, Author, Change, HistoryRow
from agreetrack.store.layout import AGREEMENTS, HISTORY, SETTINGS
from agreetrack.store.migrations import FORMAT
from agreetrack.store.past import ids_in, rows_of
from agreetrack.store.refs import UNDATED, resolve
from agreetrack.store.reversal import (
    Rests,
    TakenBack,
    refs_changed,
    refusal,
    refuse_links,
    refuse_taken_refs,
    restored,
    without,
)
from agreetrack.store.settings import NUMBER
from agreetrack.store.settling import Settling
from agreetrack.store.staging import Staged, Staging, apply

if TYPE_CHECKING:
    from tinydb.table import Table

    from agreetrack.store.index.outline import Judging

Document = dict[str, Any]


class Transaction:
    """The registry as one command sees and changes it, under the writers' lock.

    What is put is seen at once by the transaction's own questions, and by nobody else before the commit.
    `seq` is the number of the change in the history, once it is written; None where nothing changed. `remarks` are
    facts that the person should know of besides.
    """

    def __init__(self, path: Path, contents: Contents, author: Author, judging: "Judging | None" = None) -> None:
        self.seq: int | None = None
        self.remarks: tuple[Fact, ...] = ()
        self._path = path
        self._contents = contents
        self._author = author
        self._judging = judging
        self._made = dict(contents.stamp.made)
        self._agreements = Staging(contents, path)
        self._settings = Settling(contents, path)
        self._reversal: dict[str, Any] = {}
        self._above: int | None = None

    def refs(self) -> list[str]:
        """All refs."""
        return self._agreements.refs()

    def titled(self) -> list[Titled]:
        """What tells every record from others: ref, title, number and signature."""
        return self._agreements.titled()

    def listing(self) -> list[Listed]:
        """What a listing needs of every record."""
        return self._agreements.all(Listed)

    def records(self) -> list[Record]:
        """Every record, wholly checked. Raises InvalidData with all problems."""
        return self._agreements.records()

    def find(self, word: str) -> Record:
        """The record that a ref or its unique beginning names. Raises NoSuchRef."""
        return self._agreements.record(self._agreements.name(resolve(word, self.refs())))

    def get(self, ref: str) -> Record | None:
        """The record of exactly this ref, however it is written."""
        name = self._agreements.names.get(folded(ref))
        return None if name is None else self._agreements.record(name)

    def listed(self, ref: str) -> Listed | None:
        """What the law of terms reads of the record of this ref; the rest of it need not be in order."""
        name = self._agreements.names.get(folded(ref))
        return None if name is None else self._agreements.listed(name)

    def get_since(self, ref: str, seq: int) -> Record | None:
        """The record that was called so after the change of that number; None where it was removed since."""
        now = self._changes.ref_since(ref, seq)
        return None if now is None else self.get(now)

    def since(self, ref: str, seq: int) -> tuple[Document | None, Record | None]:
        """The record that was called so after the change of that number: as it then was, and as it is now.

        None where there was none, or is none any more. Raises Refused where it is not as the history left it.
        """
        rows = self._changes.rows_since(ref, seq)
        now = self.get(name) if (name := rows[-1].ref_after if rows else ref) is not None else None
        document: Document = self._agreements.document(now.ref) if now else {}
        for row in reversed(rows):
            document = dict(history.reverted(document, row.changes))
        return document or None, now

    def ids(self, ref: str) -> set[str]:
        """Every id that stands in the record of this ref or ever stood there."""
        rows = rows_of(self._history(), ref)
        changed = (value for row in rows for change in row.changes for value in (change.before, change.after))
        return {id for value in (self._agreements.document(ref), *changed) for id in ids_in(value)}

    def look_alikes(self, ref: str) -> list[str]:
        """The refs of other records that look like this one."""
        alike = looking_like(folded(ref), self._agreements.names)
        return [str(self._agreements.document(form)["ref"]) for form in alike]

    def new_ref(self, year: int | None) -> str:
        """A ref that was never made before: year of signature and a sequence, `2015-001`."""
        begin = UNDATED if year is None else f"{year:04}"
        while True:
            self._made[begin] = self._made.get(begin, 0) + 1
            ref = f"{begin}-{self._made[begin]:03}"
            if folded(ref) not in self._agreements.names:
                return ref

    def put(self, record: Record, replaces: str | None = None) -> None:
        """Keep the record: in place of the one of its ref (or of `replaces`), otherwise as a new one.

        Raises InvalidData for a record that makes no sense or whose new ref is taken, NoSuchRef where there
        is nothing called `replaces`.
        """
        wrong = problems(record)
        if wrong:
            raise invalid(wrong)
        kept = self._agreements
        name = kept.name(replaces) if replaces is not None else kept.names.get(folded(record.ref))
        kept.set({name or kept.new_name(): write_record(record)})

    def remove(self, ref: str) -> None:
        """Take the record of exactly this ref away. Raises NoSuchRef."""
        self._agreements.set({self._agreements.name(ref): None})

    @property
    def settings(self) -> Document:
        """What is settled for all who use the registry, by name."""
        return self._settings.after

    def settle(self, values: Document) -> None:
        """Keep these settings in place of all that there are."""
        self._settings.after = values

    def undo(self, seq: int | None = None) -> TakenBack:
        """Take back the change of that number, or the author's latest one that stands.

        Raises AgreetrackError where there is none, NoSuchRef for an unknown number, and Refused where something
        later rests on it, or a record is not as the history left it.
        """
        changes = self._changes
        return self._take_back(changes, changes.latest_of(self._author.who) if seq is None else changes.numbered(seq))

    def redo(self) -> TakenBack:
        """Do again what the author's latest undo took back. Raises as `undo` does."""
        changes = self._changes
        return self._take_back(changes, changes.latest_undo_of(self._author.who))

    def go_on_above(self, seen: int) -> None:
        """Number this change above one that was seen before the registry was lost; the history tells of it."""
        self._above = seen

    def commit(self) -> None:
        """Write the change, with its history, in one step; nothing where nothing changed.

        Raises AgreetrackError where the file cannot be written; it is then as it was.
        """
        changed = self._agreements.changed
        if not changed and not self._settings.changes and self._above is None:
            return
        from tinydb.table import Table

        from agreetrack.store.storage import RegistryStorage

        stamp = self._contents.stamp
        stamp.format, stamp.made = FORMAT, self._made
        before, stamp.seq = stamp.seq, max(stamp.seq, self._above or 0) + 1
        self._carry_ledger(changed)
        self._settings.apply()
        storage = RegistryStorage(self._contents, self._judging)
        numbers = apply(changed, Table(storage, AGREEMENTS))
        self._record(changed, numbers, before, Table(storage, HISTORY))
        file = _identity(self._path)
        try:
            self.remarks = storage.put(self._path)
        finally:  # an interrupt may come when the new file is in its place already
            self.seq = stamp.seq if _identity(self._path) != file else None

    def _carry_ledger(self, changed: dict[str, Staged]) -> None:
        """Let what was told of an agreement go where it goes; a ref that is used again inherits nothing."""
        table = self._contents.others.get(ledger.TABLE)
        pairs = [(_ref(one.before), _ref(one.after)) for one in changed.values()]
        refs = {before: after for before, after in pairs if before is not None and before != after}
        back = {after for before, after in pairs if before is None and after is not None} if self._reversal else set()
        if table and (refs or back):
            change = next(iter(self._reversal.values()), self._contents.stamp.seq)
            self._contents.others[ledger.TABLE] = ledger.carried(table, self._path, refs, back, change)

    def _record(self, changed: dict[str, Staged], numbers: dict[str, int], before: int, table: "Table") -> None:
        from tinydb.table import Document as Numbered

        stamp = self._contents.stamp
        rows = [self._row(numbers[name], staged) for name, staged in changed.items()]
        if self._settings.changes:
            rows.append(self._written(changes=self._settings.changes, number=NUMBER, table=SETTINGS))
        if self._above is not None:
            rows.append(self._written(changes=(Change("seq", before, stamp.seq),), number=1, table=META))
        begin, stamp.rows = stamp.rows + 1, stamp.rows + len(rows)
        table.insert_multiple(Numbered(msgspec.to_builtins(row), begin + index) for index, row in enumerate(rows))

    def _row(self, number: int, staged: Staged) -> HistoryRow:
        before, after = staged.before or {}, staged.after or {}
        changes = tuple(history.differences(before, after))
        return self._written(changes=changes, number=number, ref=after.get("ref") or before["ref"])

    def _written(self, **what: Any) -> HistoryRow:
        """A row of the history by the author of this change."""
        author = self._author
        seq = self._contents.stamp.seq
        return HistoryRow(seq=seq, at=author.at, who=author.who, command=author.command, **what, **self._reversal)

    def _take_back(self, changes: Changes, reversal: Reversal) -> TakenBack:
        try:
            refs = self._restore(changes, reversal)
        except Rests as rests:
            raise refusal(reversal, rests.rows) from None
        except (InvalidData, NoSuchRef) as error:
            raise Refused(Fact("changes.something-came-since", reason=reason_of(error))) from None
        self._reversal = {reversal.what: reversal.seq}
        return TakenBack(reversal, refs)

    def _restore(self, changes: Changes, reversal: Reversal) -> tuple[str, ...]:
        """Set what there was without the change; the refs that the records have then, or had."""
        kept = self._agreements
        found = restored(changes, reversal, kept.document)
        going, coming = refs_changed(found)
        refuse_taken_refs(changes, reversal, (coming - going) & kept.names.keys())
        kept.set({kept.name(one.ref) if one.ref else kept.free_name(one.number): one.document for one in found})
        refuse_links(changes, reversal, going - coming, kept.document)
        for row in reversal.rows:
            if row.table == SETTINGS:
                self.settle(without(changes, row, self.settings) or {})
        ordered = sorted(found, key=lambda one: one.number)
        return tuple(one.document["ref"] if one.document else str(one.ref) for one in ordered)

    @cached_property
    def _changes(self) -> Changes:
        return Changes(self._history())

    def _history(self) -> list[HistoryRow]:
        return history_rows(self._contents.history, HistoryRow, self._path)


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells the file from any other that is there at the same time."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _ref(document: Document | None) -> str | None:
    return None if document is None else document["ref"]

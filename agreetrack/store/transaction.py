"""One change of the registry: what a command puts, removes or takes back, written together or not at all."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from agreetrack.model.coding import decode
from agreetrack.model.errors import InvalidData, NoSuchRef, Problem, Refused
from agreetrack.model.record import Listed, Record
from agreetrack.model.refs import folded, looking_like
from agreetrack.model.validation import invalid, problems, read_record, write_record
from agreetrack.model.wording import _
from agreetrack.store import history, ledger
from agreetrack.store.contents import Contents
from agreetrack.store.history import META, Author, Change, HistoryRow, Reversal
from agreetrack.store.layout import AGREEMENTS, HISTORY, SETTINGS
from agreetrack.store.migrations import FORMAT
from agreetrack.store.reading import UNREADABLE, Named, faults, history_rows, strictly
from agreetrack.store.refs import UNDATED, resolve
from agreetrack.store.settings import NUMBER
from agreetrack.store.settling import Settling

if TYPE_CHECKING:
    from tinydb.table import Table

Document = dict[str, Any]
NEW = "+"
"""How the name of a document begins that has no number in the table yet."""

T = TypeVar("T")


@dataclass
class Staged:
    """A document before and after this change; None where it did not exist, or exists no more."""

    before: Document | None
    after: Document | None


class Transaction:
    """The registry as one command sees and changes it, under the writers' lock.

    What is put is seen at once by the transaction's own questions, and by nobody else before the commit.
    `seq` is the number of the change in the history, once it is written; None where nothing changed. `remarks` are
    sentences that the person should know of besides.
    """

    def __init__(self, path: Path, contents: Contents, author: Author) -> None:
        self.seq: int | None = None
        self.remarks: tuple[str, ...] = ()
        self._path = path
        self._contents = contents
        self._author = author
        self._made = dict(contents.stamp.made)
        self._staged: dict[str, Staged] = {}
        self._settings = Settling(contents, path)
        self._reversal: dict[str, Any] = {}
        self._above: int | None = None
        self._added = 0
        self._numbers = self._index()

    def refs(self) -> list[str]:
        """All refs."""
        return [named.ref for named in self._all(Named)]

    def listing(self) -> list[Listed]:
        """What a listing needs of every record."""
        return self._all(Listed)

    def records(self) -> list[Record]:
        """Every record, wholly checked. Raises InvalidData with all problems."""
        documents = {number: self._encoded(number) for number in self._numbers.values()}
        return strictly(documents)

    def find(self, word: str) -> Record:
        """The record that a ref or its unique beginning names. Raises NoSuchRef."""
        return self._read(self._numbers[folded(resolve(word, self.refs()))])

    def get(self, ref: str) -> Record | None:
        """The record of exactly this ref, in capitals or not."""
        number = self._numbers.get(folded(ref))
        return None if number is None else self._read(number)

    def look_alikes(self, ref: str) -> list[str]:
        """The refs of other records that look like this one."""
        return [str(self._current(self._numbers[form])["ref"]) for form in looking_like(folded(ref), self._numbers)]

    def new_ref(self, year: int | None) -> str:
        """A ref that was never made before: year of signature and a sequence, `2015-001`."""
        begin = UNDATED if year is None else f"{year:04}"
        while True:
            self._made[begin] = self._made.get(begin, 0) + 1
            ref = f"{begin}-{self._made[begin]:03}"
            if folded(ref) not in self._numbers:
                return ref

    def put(self, record: Record, replaces: str | None = None) -> None:
        """Keep the record: in place of the one of its ref (or of `replaces`), otherwise as a new one.

        Raises InvalidData for a record that makes no sense or whose new ref is taken, NoSuchRef where there
        is nothing called `replaces`.
        """
        wrong = problems(record)
        if wrong:
            raise invalid(wrong)
        number = self._number_of(replaces) if replaces is not None else self._numbers.get(folded(record.ref))
        self._stage({number or self._new_number(): write_record(record)})

    def remove(self, ref: str) -> None:
        """Take the record of exactly this ref away. Raises NoSuchRef."""
        self._stage({self._number_of(ref): None})

    @property
    def settings(self) -> Document:
        """What is settled for all who use the registry, by name."""
        return self._settings.after

    def settle(self, values: Document) -> None:
        """Keep these settings in place of all that there are."""
        self._settings.after = values

    def undo(self) -> list[str]:
        """Take back the latest change not yet taken back; the refs it touched.

        Raises AgreetrackError where there is none, Refused where a record is not as that change left it.
        """
        return self._take_back("undoes", history.to_undo(self._history()))

    def redo(self) -> list[str]:
        """Do again what the latest undo took back; the refs it touched. Raises as `undo` does."""
        return self._take_back("redoes", history.to_redo(self._history()))

    def go_on_above(self, seen: int) -> None:
        """Number this change above one that was seen before the registry was lost; the history tells of it."""
        self._above = seen

    def commit(self) -> None:
        """Write the change, with its history, in one step; nothing where nothing changed.

        Raises AgreetrackError where the file cannot be written; it is then as it was.
        """
        changed = {number: staged for number, staged in self._staged.items() if staged.before != staged.after}
        if not changed and not self._settings.changes and self._above is None:
            return
        from tinydb.table import Table

        from agreetrack.store.storage import RegistryStorage

        stamp = self._contents.stamp
        stamp.format, stamp.made = FORMAT, self._made
        before, stamp.seq = stamp.seq, max(stamp.seq, self._above or 0) + 1
        self._carry_ledger(changed)
        self._settings.apply()
        storage = RegistryStorage(self._contents)
        numbers = _apply(changed, Table(storage, AGREEMENTS))
        self._record(changed, numbers, before, Table(storage, HISTORY))
        self.remarks = storage.put(self._path)
        self.seq = stamp.seq

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

    def _take_back(self, what: str, reversal: Reversal) -> list[str]:
        records = [row for row in reversal.rows if row.table == AGREEMENTS]
        try:
            self._stage(dict(self._reverted(row) for row in records))
            for row in reversal.rows:
                if row.table == SETTINGS:
                    self.settle(history.reverted(self.settings, row.changes))
        except (InvalidData, NoSuchRef) as error:
            text = _("the change cannot be taken back, something else came since: {reason}")
            raise Refused(text.format(reason=error)) from None
        self._reversal = {what: reversal.seq}
        return [row.ref_before or str(row.ref) for row in sorted(records, key=lambda row: row.number)]

    def _reverted(self, row: HistoryRow) -> tuple[str, Document | None]:
        """The number of the record that a row changed, and the record as it was before."""
        if row.ref_after is None:
            return self._free_number(row.number), history.reverted({}, row.changes)
        number = self._number_of(row.ref_after)
        earlier = history.reverted(self._current(number), row.changes)
        return number, None if row.ref_before is None else earlier

    def _history(self) -> list[HistoryRow]:
        return history_rows(self._contents.history, HistoryRow, self._path)

    def _stage(self, documents: dict[str, Document | None]) -> None:
        """Set documents (None: away), all at once, so that refs may change places among them."""
        current = {name: self._current(name) for name in documents if self._exists(name)}
        freed = {folded(document["ref"]) for document in current.values()}
        taking = {folded(document["ref"]): name for name, document in documents.items() if document}
        for ref in taking.keys() - freed:
            if ref in self._numbers:
                text = _("the ref is taken by another agreement; give another one")
                raise invalid([Problem("ref", text, self._current(self._numbers[ref])["ref"])])
        for ref in freed - taking.keys():
            del self._numbers[ref]
        self._numbers |= taking
        for name, document in documents.items():
            self._staged.setdefault(name, Staged(current.get(name), None)).after = document

    def _exists(self, number: str) -> bool:
        if number in self._staged:
            return self._staged[number].after is not None
        return number in self._contents.agreements

    def _number_of(self, ref: str) -> str:
        number = self._numbers.get(folded(ref))
        if number is None:
            raise NoSuchRef(_("no agreement “{ref}”").format(ref=ref))
        return number

    def _new_number(self) -> str:
        """A name for a document that has no number yet: TinyDB gives it one."""
        self._added += 1
        return f"{NEW}{self._added}"

    def _free_number(self, number: int) -> str:
        """The number that a record had before, where it is free, so that it comes back to its place."""
        return self._new_number() if self._exists(str(number)) else str(number)

    def _current(self, number: str) -> Document:
        document: Document = msgspec.json.decode(self._encoded(number))
        return document

    def _encoded(self, number: str) -> bytes | msgspec.Raw:
        staged = self._staged.get(number)
        return msgspec.json.encode(staged.after) if staged else self._contents.agreements[number]

    def _read(self, number: str) -> Record:
        return read_record(bytes(self._encoded(number)), _("agreement {number}").format(number=number))

    def _all(self, kind: type[T]) -> list[T]:
        try:
            return [decode(self._encoded(number), kind) for number in self._numbers.values()]
        except UNREADABLE:
            raise faults({number: self._encoded(number) for number in self._numbers.values()}) from None

    def _index(self) -> dict[str, str]:
        """For each ref, in the form in which it is unique, the number of its document."""
        index: dict[str, str] = {}
        decode = msgspec.json.Decoder(Named).decode
        try:
            for number, raw in self._contents.agreements.items():
                ref = decode(raw).ref
                if index.setdefault(folded(ref), number) != number:
                    raise _twice(self._path, ref, index[folded(ref)], number)
        except UNREADABLE:
            raise faults(self._contents.agreements) from None
        return index


def _ref(document: Document | None) -> str | None:
    return None if document is None else document["ref"]


def _twice(path: Path, ref: str, first: str, second: str) -> InvalidData:
    text = _("“{path}” has the ref {ref} twice, in agreements {first} and {second}; correct it in an editor")
    return InvalidData(text.format(path=path, ref=ref, first=first, second=second))


def _apply(changed: dict[str, Staged], table: "Table") -> dict[str, int]:
    """Bring the staged documents into the table; the number of each under the name it is staged by."""
    from tinydb.table import Document as Numbered

    numbers = {name: int(name) for name in changed if not name.startswith(NEW)}
    table.remove(doc_ids=[number for name, number in numbers.items() if changed[name].before is not None])
    table.insert_multiple(
        Numbered(after, number) for name, number in numbers.items() if (after := changed[name].after) is not None
    )
    new = {name: staged.after for name, staged in changed.items() if name not in numbers and staged.after}
    given = table.insert_multiple(new.values())
    return numbers | dict(zip(new, given, strict=True))

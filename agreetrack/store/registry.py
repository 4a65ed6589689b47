"""The registry: reading it, asking its history, and changing it."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Raw

from agreetrack.model.errors import AgreetrackError, LostRegistry, NoSuchRef
from agreetrack.model.facts import Fact
from agreetrack.model.record import Listed, Promising, Record, Searched, Watched
from agreetrack.store.decoding import Named, history_rows
from agreetrack.store.files import is_there, target
from agreetrack.store.reading import RegistryReading, missing

if TYPE_CHECKING:
    from agreetrack.store.contents import Contents
    from agreetrack.store.history import Author, HistoryRow
    from agreetrack.store.index.asking import Index
    from agreetrack.store.index.outline import Judging
    from agreetrack.store.ledger import Told
    from agreetrack.store.settings import Settled
    from agreetrack.store.transaction import Transaction
    from agreetrack.store.versions import KeptLife

T = TypeVar("T")


def _to_nobody(_remark: Fact) -> None:
    """Let a remark go where nobody is to be told."""


class Registry:
    """A registry file. Nothing is opened before it is asked; what reads never writes.

    Where there is no file, all but `exists` and `change(create=True)` raise NoSuchRef; where the file cannot
    be read or written, AgreetrackError; where it holds what it should not, InvalidData. A registry that was there
    and is lost is LostRegistry; one that is older than it was is read, and `older` says so from then on. `made` is the
    number of the latest change that was made through it, whatever failed then. `remark` is called with each sentence
    that the person should know of besides what was asked. `judging` judges for the index beside it; without it none is
    written, and the one that there is does not count any more once something else is.
    """

    def __init__(
        self, path: Path, remark: Callable[[Fact], object] = _to_nobody, judging: "Judging | None" = None
    ) -> None:
        self.path = path
        self.older: LostRegistry | None = None
        self.made: int | None = None
        self._remark = remark
        self._judging = judging
        self._settled: Settled | None = None
        self._held: RegistryReading | None = None

    def exists(self) -> bool:
        """Whether there is something at the path, or was; where it cannot be seen, reading it tells why."""
        from agreetrack.store import seen

        try:
            return is_there(self.path) or seen.highest(self.path) is not None
        except OSError:
            return True
        except ValueError:  # no file can have such a name
            return False

    def begins(self) -> bool:
        """Whether a change would begin it: there is nothing, or an empty file, and never was more."""
        from agreetrack.store import opening

        return opening.begins(self.path)

    def read(self, kind: type[T]) -> list[T]:
        """Of every record what `kind` has of it, in the order of the file."""
        with self._reading() as reading:
            return reading.decoded(kind)

    def listing(self) -> list[Listed]:
        """What a listing needs of every record, in the order of the file."""
        return self.read(Listed)

    def promising(self) -> list[Promising]:
        """What a list of obligations needs of every record."""
        return self.read(Promising)

    def searched(self) -> list[Searched]:
        """What words are looked for in, of every record."""
        with self._reading() as reading:
            return reading.decoded(Searched)

    def watched(self) -> list[Watched]:
        """What a reminder needs of every record."""
        return self.read(Watched)

    def told(self) -> "list[Told]":
        """The warnings that were delivered, as the ledger has them."""
        from agreetrack.store.ledger import TABLE, entries

        with self._reading() as reading:
            return entries(reading.others().get(TABLE, {}), self.path)

    def tell(self, change: "Callable[[list[Told]], Iterable[Told]]", day: date) -> None:
        """Put in the ledger what `change` makes of its entries; what is long past by the day leaves it.

        It is no change of the agreements: the history does not tell of it. Raises AgreetrackError where another
        writer does not finish, or the file cannot be written; it is then as it was.
        """
        from agreetrack.store import ledger, writing

        path = target(self.path)
        with writing.locked(path):
            remarks = ledger.rewrite(path, self._contents(path, False), change, day, self._judging)
        self._pass_on(remarks)

    def rehearse(self) -> None:
        """Find out whether `tell` could write now. Raises AgreetrackError as it would."""
        from agreetrack.store import writing

        writing.rehearse(target(self.path))

    def index(self) -> "Index | None":
        """The index of what is read in a block of `still`; None where there is none that can be trusted."""
        from agreetrack.store.index import is_possible

        if self._held is None or not is_possible():
            return None
        from agreetrack.store.index.asking import trusted

        return trusted(self.path, self._held)

    def tend(self) -> None:
        """Have the index judge all that has become stale, unless somebody else is changing the registry just now."""
        from agreetrack.store import writing
        from agreetrack.store.index import is_possible

        if self._judging is None or not is_possible():
            return
        from agreetrack.store.index.keeping import tend

        path = target(self.path)
        with suppress(AgreetrackError), writing.locked(path, patience=0.0):
            tend(path, self._judging)

    def seq(self) -> int:
        """The number of the latest change."""
        with self._reading() as reading:
            return reading.seq()

    def records(self) -> list[Record]:
        """Every record, wholly checked. Raises InvalidData with the problems of all of them."""
        from agreetrack.model.validation import invalid, problems

        with self._reading() as reading:
            records = reading.decoded(Record)
        found = [problem for record in records for problem in problems(record)]
        if found:
            raise invalid(found)
        return records

    def settings(self) -> "Settled":
        """What is settled for all who use the registry, by name; nothing where there is no registry.

        From then on a change is refused where others settled something else meanwhile: it would rest on what
        does not hold any more.
        """
        from agreetrack.store.settings import settled

        self._settled = {}
        if not self.begins():
            with self._reading() as reading:
                self._settled = settled(reading.settings(), self.path)
        return self._settled

    def refs(self) -> list[str]:
        """All refs, in the order of the file."""
        with self._reading() as reading:
            return [named.ref for named in reading.decoded(Named)]

    def find(self, word: str) -> Record:
        """The record that a ref or its unique beginning names, in capitals or not. Raises NoSuchRef."""
        from agreetrack.model.validation import read_record
        from agreetrack.store.refs import resolve

        with self._reading() as reading:
            refs = {named.ref: number for number, named in reading.documents(Named)}
            ref = resolve(word, refs)
            return read_record(reading.document(refs[ref]), ref)

    def history(self, ref: str | None = None) -> "list[HistoryRow]":
        """What was changed, oldest first: in all records, or in the one that a word names.

        A record that was removed is still found by its ref, a renamed one brings its rows under other refs.
        """
        from agreetrack.store.past import rows_of

        with self._reading() as reading:
            rows = self._rows(reading)
            if ref is None:
                return rows
            return rows_of(rows, _resolved(ref, [named.ref for named in reading.decoded(Named)], rows))

    def lives(self) -> "list[KeptLife]":
        """Every record that is or was in the file, each in all its versions that the history tells."""
        from agreetrack.store.past import of_agreements
        from agreetrack.store.versions import lives

        with self._reading() as reading:
            rows = of_agreements(self._rows(reading))
            present = {int(number): raw for number, raw in reading.documents(Raw)}
        return lives(present, rows)

    def known_on(self, ref: str, day: date) -> Record | None:
        """The record as the file held it at the end of that day in UTC; None where it held none.

        The ref is the present one or one of then. Raises Refused where the file was changed without history.
        """
        from agreetrack.model.validation import read_record
        from agreetrack.store.past import after_day, held, of_agreements

        with self._reading() as reading:
            rows = of_agreements(self._rows(reading))
            numbers = {named.ref: int(number) for number, named in reading.documents(Named)}
            present = {int(number): raw for number, raw in reading.documents(Raw)}
        name = _resolved(ref, list(numbers), rows)
        document = held(present, after_day(rows, day), numbers.get(name), name)
        return None if document is None else read_record(document, name)

    @contextmanager
    def change(self, author: "Author", create: bool = False) -> "Iterator[Transaction]":
        """A transaction that is written when the block ends well, and forgotten when it raises.

        `create` makes a new file (and its folder) where there is none. Raises AgreetrackError where another
        writer does not finish, or the file cannot be written.
        """
        from agreetrack.store import writing

        path = self._path_to_change(create)
        if create:
            writing.make_folder(path)
        with writing.locked(path):
            self._tend_documents(path)
            transaction = self._transaction(path, author, create)
            if self._settled not in (None, transaction.settings):
                raise AgreetrackError(Fact("settings.changed-just-now"))
            yield transaction
            try:
                transaction.commit()
            finally:
                self.made = transaction.seq
        self._settled = None
        self._pass_on(transaction.remarks)

    def _tend_documents(self, path: Path) -> None:
        """Clear away what somebody who died over it left; where the registry was opened or closed to others, follow."""
        if not os.path.lexists(f"{path}.documents"):
            return
        from agreetrack.store.documents import Documents

        documents = Documents(path)
        documents.clear()
        if not documents.is_shared():
            documents.share()

    def _pass_on(self, remarks: Iterable[Fact]) -> None:
        for remark in remarks:
            self._remark(remark)

    def trial(self, author: "Author", create: bool = False) -> "Transaction":
        """A transaction that is never written: what a change would come to. It waits for nobody.

        `create` is for a change that would make the file. Raises as `change` does where the file cannot be read.
        """
        return self._transaction(self._path_to_change(create), author, create)

    def _path_to_change(self, create: bool) -> Path:
        """The file itself, where the registry is a link to it. Raises NoSuchRef where there is nothing to change."""
        path = target(self.path)
        if not create and not self.exists():
            raise missing(self.path)
        return path

    def _transaction(self, path: Path, author: "Author", create: bool) -> "Transaction":
        from agreetrack.store.transaction import Transaction

        return Transaction(path, self._contents(path, create), author, self._judging)

    @contextmanager
    def still(self) -> Iterator[None]:
        """Let all that is read in the block be of one moment, whatever others write meanwhile."""
        with self._reading() as reading:
            before, self._held = self._held, reading
            try:
                yield
            finally:
                self._held = before

    @contextmanager
    def _reading(self) -> Iterator[RegistryReading]:
        from agreetrack.store import opening

        if self._held is not None:
            yield self._held
            return
        with opening.reading(self.path) as (reading, self.older):
            yield reading

    def _rows(self, reading: RegistryReading) -> "list[HistoryRow]":
        from agreetrack.store.history import HistoryRow

        return history_rows(reading.history(), HistoryRow, self.path)

    def _contents(self, path: Path, create: bool) -> "Contents":
        from agreetrack.store import opening

        return opening.contents(path, self.path, create)


def _resolved(word: str, refs: list[str], rows: "list[HistoryRow]") -> str:
    """The ref that the word names among the present ones, or else among those of the history."""
    from agreetrack.model.refs import folded
    from agreetrack.store.refs import resolve

    past = {folded(ref): ref for row in rows for ref in (row.ref_before, row.ref_after) if ref}
    with suppress(NoSuchRef):
        return resolve(word, refs)
    return resolve(word, {**past, **{folded(ref): ref for ref in refs}}.values())

"""The agreements as one change sees them: documents that it has set over those of the file."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import Struct

from agreetrack.model.coding import decode
from agreetrack.model.errors import InvalidData, NoSuchRef, Problem
from agreetrack.model.facts import Fact
from agreetrack.model.record import Listed, Record
from agreetrack.model.refs import folded
from agreetrack.model.validation import invalid, read_record
from agreetrack.store.contents import Contents
from agreetrack.store.decoding import UNREADABLE, Titled, checked, faults

if TYPE_CHECKING:
    from tinydb.table import Table

Document = dict[str, Any]
NEW = "+"
"""How the name of a document begins that has no number in the table yet."""

T = TypeVar("T")


class _Head(Struct):
    """What tells a record from others, as the file has it: to be found, only its ref has to be in order."""

    ref: str
    title: Any = None
    number: Any = None
    signed: Any = None


class Staged(Struct):
    """A document before and after this change; None where it did not exist, or exists no more."""

    before: Document | None
    after: Document | None


class Staging:
    """Every document under a name: its number, or another name until it gets a number.

    `names` are these by ref, in the form in which refs are compared.
    """

    def __init__(self, contents: Contents, path: Path) -> None:
        self._agreements = contents.agreements
        self._path = path
        self._staged: dict[str, Staged] = {}
        self._added = 0
        self._heads: dict[str, _Head] = {}
        self.names = self._index()

    @property
    def changed(self) -> dict[str, Staged]:
        """What is not as it was."""
        return {name: staged for name, staged in self._staged.items() if staged.before != staged.after}

    def set(self, documents: dict[str, Document | None]) -> None:
        """Set documents (None: away), all at once, so that refs may change places among them.

        Raises InvalidData where two records would have one ref; everything that a commit writes comes through here.
        """
        current = {name: self._document(name) for name in documents if self._exists(name)}
        freed = {folded(document["ref"]) for document in current.values()}
        taking: dict[str, str] = {}
        for name, document in documents.items():
            if document is not None and taking.setdefault(folded(document["ref"]), name) != name:
                raise _taken(document["ref"])
        for ref in taking.keys() - freed:
            if ref in self.names:
                raise _taken(self._document(self.names[ref])["ref"])
        for ref in freed - taking.keys():
            del self.names[ref]
        self.names |= taking
        for name, document in documents.items():
            self._staged.setdefault(name, Staged(current.get(name), None)).after = document

    def _exists(self, name: str) -> bool:
        if name in self._staged:
            return self._staged[name].after is not None
        return name in self._agreements

    def name(self, ref: str) -> str:
        """The name of the document of that ref. Raises NoSuchRef."""
        name = self.names.get(folded(ref))
        if name is None:
            raise NoSuchRef(Fact("refs.unknown", ref=ref))
        return name

    def new_name(self) -> str:
        """A name for a document that has no number yet: TinyDB gives it one."""
        self._added += 1
        return f"{NEW}{self._added}"

    def free_name(self, number: int) -> str:
        """The number that a record had before, where it is free, so that it comes back to its place."""
        return self.new_name() if self._exists(str(number)) else str(number)

    def document(self, ref: str) -> Document:
        """The document of that ref. Raises NoSuchRef."""
        return self._document(self.name(ref))

    def listed(self, name: str) -> Listed:
        """What a listing needs of one record; nothing else of it need be in order."""
        try:
            return decode(self._encoded(name), Listed)
        except UNREADABLE:
            raise faults({name: self._encoded(name)}) from None

    def record(self, name: str) -> Record:
        """One record, wholly checked."""
        return read_record(bytes(self._encoded(name)), Fact("places.agreement", number=name))

    def records(self) -> list[Record]:
        """Every record, wholly checked."""
        return checked({name: self._encoded(name) for name in self.names.values()})

    def all(self, kind: type[T]) -> list[T]:
        """Every record, decoded as `kind`."""
        try:
            return [decode(self._encoded(name), kind) for name in self.names.values()]
        except UNREADABLE:
            raise faults({name: self._encoded(name) for name in self.names.values()}) from None

    def refs(self) -> list[str]:
        """The ref of every record."""
        return [self._head(name).ref for name in self.names.values()]

    def titled(self) -> list[Titled]:
        """What tells every record from others."""
        try:
            return msgspec.convert(list(map(self._head, self.names.values())), list[Titled], from_attributes=True)
        except UNREADABLE:
            raise faults({name: self._encoded(name) for name in self.names.values()}) from None

    def _head(self, name: str) -> _Head:
        return decode(self._encoded(name), _Head) if name in self._staged else self._heads[name]

    def _document(self, name: str) -> Document:
        document: Document = msgspec.json.decode(self._encoded(name))
        return document

    def _encoded(self, name: str) -> bytes | msgspec.Raw:
        staged = self._staged.get(name)
        return msgspec.json.encode(staged.after) if staged else self._agreements[name]

    def _index(self) -> dict[str, str]:
        """For each ref, in the form in which it is unique, the number of its document."""
        index: dict[str, str] = {}
        headed = msgspec.json.Decoder(_Head).decode
        try:
            for number, raw in self._agreements.items():
                head = self._heads[number] = headed(raw)
                ref = head.ref
                if index.setdefault(folded(ref), number) != number:
                    raise _twice(self._path, ref, index[folded(ref)], number)
        except UNREADABLE:
            raise faults(self._agreements) from None
        return index


def _taken(ref: str) -> InvalidData:
    return invalid([Problem("ref", Fact("refs.taken"), ref)])


def _twice(path: Path, ref: str, first: str, second: str) -> InvalidData:
    return InvalidData(Fact("refs.twice-in-file", path=path, ref=ref, first=first, second=second))


def apply(changed: dict[str, Staged], table: "Table") -> dict[str, int]:
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

"""Documents of an agreement: attaching files and addresses, and finding what lies where."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from agreetrack.model.clauses import Document
from agreetrack.model.errors import AgreetrackError, NoSuchRef, Refused, UsageError
from agreetrack.model.facts import Fact, Value
from agreetrack.model.record import Record
from agreetrack.register.changing import change
from agreetrack.register.documents.names import LOOKED_AT, file_name
from agreetrack.register.events.recording import quoted
from agreetrack.register.occasion import Occasion
from agreetrack.register.results import Changed
from agreetrack.store import Registry
from agreetrack.store.documents import Documents, KeptDocument, fingerprint

FEWEST_DIGITS = 4
"""From so many digits on, the beginning of a SHA-256 names a document."""

Attached = tuple[Record, Fact]
"""A record with its new document, and the sentence that tells of it."""

_LARGEST = 4


def attach(
    registry: Registry,
    occasion: Occasion,
    word: str,
    files: Sequence[Path],
    name: str | None = None,
    source: str | None = None,
) -> Changed:
    """Keep copies of files beside the registry, and name them in the record: by `name`, or as they are called.

    `source` says where they come from. Raises NoSuchRef, Refused where the record has another document of the
    name, and AgreetrackError where a file is no plain one or cannot be copied; the record is then as it was.
    """

    def adding(record: Record) -> tuple[Record, tuple[Fact, ...]]:
        told = []
        for file in files:
            record, sentence = with_file(registry, record, file, name, source, rehearsal=occasion.rehearsal)
            told.append(sentence)
        return record, tuple(told)

    return _attached(registry, occasion, word, adding)


def attach_address(
    registry: Registry,
    occasion: Occasion,
    word: str,
    url: str,
    name: str | None = None,
    source: str | None = None,
) -> Changed:
    """Name a document that lies at a web address in the record; nothing is fetched. Raises as `attach` does."""

    def adding(record: Record) -> tuple[Record, tuple[Fact, ...]]:
        record, sentence = with_address(record, url, name, source)
        return record, (sentence,)

    return _attached(registry, occasion, word, adding)


def _attached(
    registry: Registry, occasion: Occasion, word: str, adding: Callable[[Record], tuple[Record, tuple[Fact, ...]]]
) -> Changed:
    return change(registry, occasion, word, lambda _transaction, record: adding(record))


def with_file(
    registry: Registry,
    record: Record,
    file: Path,
    name: str | None = None,
    source: str | None = None,
    *,
    rehearsal: bool,
) -> Attached:
    """The record with a file that is now kept (not so in a `rehearsal`). A change of the registry holds its lock."""
    name = _name(name or file.name)
    documents = Documents(registry.path)
    taken = [known for known in record.documents if known.name.casefold() == name.casefold()]
    if taken and fingerprint(file) not in [_sha256(known) for known in taken]:
        raise _taken(record, taken[0])
    kept = documents.rehearse(file) if rehearsal else documents.keep(file)
    known = next((known for known in record.documents if _sha256(known) == kept.sha256), None)
    if known:
        return record, _told_of_known(known, kept)
    added = Document(name=name, sha256=kept.sha256, source=source or None)
    return replace(record, documents=(*record.documents, added)), Fact(
        "attaching.attached", name=name, size=size_of(kept.size)
    )


def with_address(record: Record, url: str, name: str | None = None, source: str | None = None) -> Attached:
    """The record with a document at a web address. Raises UsageError where it is none."""
    if not is_web_address(url):
        raise UsageError(Fact("documents.no-web-address", url=url))
    same = next((known for known in record.documents if known.url == url), None)
    if same:
        return record, Fact("attaching.already", name=same.name)
    name = _name(name or url.rstrip("/").rpartition("/")[2])
    taken = next((known for known in record.documents if known.name.casefold() == name.casefold()), None)
    if taken:
        raise _taken(record, taken)
    added = Document(name=name, url=url, source=source or None)
    return replace(record, documents=(*record.documents, added)), Fact("attaching.attached-link", name=name)


def is_web_address(url: str) -> bool:
    """Whether this is an address that may be handed to a browser: http or https, with a host, in one word."""
    from urllib.parse import urlsplit

    if not url.isprintable() or any(sign.isspace() for sign in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


class Located(NamedTuple):
    """Where a document lies, a path or an address, and the name of its file where it is kept here."""

    place: str
    file_name: str | None = None


def located(registry: Registry, word: str, name: str | None = None) -> Located:
    """Where a document of the agreement that `word` names can be opened: a path that is there, or an address.

    Raises NoSuchRef where no or no single document is meant, AgreetrackError where it does not lie there as it was
    attached, Refused for an address that is none of the web's.
    """
    record = registry.find(word)
    document = named(record, name)
    if document.url is not None:
        if not is_web_address(document.url):
            raise Refused(Fact("documents.wrong-address", ref=record.ref, url=document.url))
        return Located(document.url)
    documents = Documents(registry.path)
    problem = wrong_with(record, document, documents)
    if problem:
        raise AgreetrackError(Fact("problems.of-record", ref=record.ref, problem=problem))
    place = documents.path(document.sha256 or "")
    with place.open("rb") as kept:
        return Located(str(place), file_name(document.name, kept.read(LOOKED_AT)))


def named(record: Record, name: str | None) -> Document:
    """The document of that name, or of which it is the one beginning, of name or SHA-256; or the only one."""
    known = record.documents
    if not known:
        raise NoSuchRef(Fact("documents.none", ref=record.ref))
    meant = [one for one in known if name is None or _is_meant(one, name)]
    exact = [one for one in meant if name is not None and one.name.casefold() == name.casefold()]
    if len(exact or meant) == 1:
        return (exact or meant)[0]
    if not meant:
        raise NoSuchRef(Fact("documents.unknown", ref=record.ref, name=name, documents=_all(known)))
    raise NoSuchRef(Fact("documents.several", ref=record.ref, documents=_all(meant)))


def wrong_with(record: Record, document: Document, documents: Documents) -> Fact | None:
    """Why a kept document is not there as it was attached, and the mend; None where it is, or lies elsewhere."""
    if document.sha256 is None:
        return None
    match documents.state(document.sha256):
        case "kept":
            return None
        case "missing":
            fact = Fact("documents.missing", name=document.name, path=documents.path(document.sha256), ref=record.ref)
        case "changed":
            fact = Fact("documents.changed", name=document.name, path=documents.path(document.sha256))
        case "not-plain":
            fact = Fact("documents.no-way", name=document.name, path=documents.path(document.sha256))
        case "unreadable":
            fact = Fact("documents.unreadable", name=document.name, path=documents.path(document.sha256))
    return fact


def size_of(size: int) -> Fact:
    """A number of bytes as people say it: `412 kB`."""
    amount, place = float(size), 0
    while amount >= 999.5 and place < _LARGEST:
        amount, place = amount / 1000, place + 1
    shown = f"{amount:.{1 if place and amount < 9.95 else 0}f}"
    match place:
        case 0:
            return Fact("sizes.bytes", amount=shown)
        case 1:
            return Fact("sizes.kilobytes", amount=shown)
        case 2:
            return Fact("sizes.megabytes", amount=shown)
        case 3:
            return Fact("sizes.gigabytes", amount=shown)
    return Fact("sizes.terabytes", amount=shown)


def _name(name: str) -> str:
    if not name.strip():
        raise UsageError(Fact("attaching.no-name"))
    return name.strip()


def _taken(record: Record, known: Document) -> Refused:
    return Refused(Fact("attaching.name-taken", ref=record.ref, name=known.name))


def _told_of_known(known: Document, kept: KeptDocument) -> Fact:
    if kept.is_new:
        return Fact("attaching.kept-again", name=known.name)
    return Fact("attaching.already", name=known.name)


def _sha256(document: Document) -> str | None:
    return document.sha256 and document.sha256.lower()


def _is_meant(document: Document, name: str) -> bool:
    wanted = name.casefold()
    is_number = len(wanted) >= FEWEST_DIGITS and (_sha256(document) or "").startswith(wanted)
    return is_number or document.name.casefold().startswith(wanted)


def _all(documents: Sequence[Document]) -> Value:
    """The documents' names; with their numbers where two have the same."""
    names = [document.name for document in documents]
    if len({name.casefold() for name in names}) == len(names):
        return quoted(names)
    return tuple(
        Fact("documents.numbered", name=one.name, number=(one.sha256 or one.url or "")[:12]) for one in documents
    )

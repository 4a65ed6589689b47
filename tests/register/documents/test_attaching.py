"""Attaching documents to a record, finding them again, and what `check` says of them."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from occasions import Add, occasion
from saying import refusing, sentence, sentences

from agreetrack.model.clauses import Document
from agreetrack.model.errors import AgreetrackError, NoSuchRef, Refused, UsageError
from agreetrack.register.checks.check import check
from agreetrack.register.checks.documents import unnamed
from agreetrack.register.documents.attaching import attach, attach_address, is_web_address, located, named, size_of
from agreetrack.store import Author, Registry
from agreetrack.store.documents import Documents

URL = "https://treaties.un.org/doc/1.pdf"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "treaty.pdf"
    file.write_text("Treaty")
    return file


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def kept_in(registry: Registry) -> list[tuple[str, str | None, str | None]]:
    return [(one.name, one.sha256 or one.url, one.source) for one in registry.find("AB-1").documents]


def author() -> Author:
    return Author("anna", occasion().at, "undo")


def test_a_file_is_named_in_the_record(registry: Registry, agreement: Add, file: Path) -> None:
    agreement()
    changed = attach(registry, occasion(), "ab", [file], source="file 17")
    assert kept_in(registry) == [("treaty.pdf", sha256("Treaty"), "file 17")]
    assert changed.record == registry.find("AB-1")
    assert (sentences(changed.told), changed.seq) == (("attached “treaty.pdf”, 6 B",), 2)
    assert Path(located(registry, "AB-1").place).read_text() == "Treaty"


def test_several_files_are_one_change(registry: Registry, agreement: Add, file: Path, tmp_path: Path) -> None:
    agreement()
    other = tmp_path / "map.png"
    other.write_text("Map")
    changed = attach(registry, occasion(), "AB-1", [file, other])
    assert [name for name, _, _ in kept_in(registry)] == ["treaty.pdf", "map.png"]
    assert (len(sentences(changed.told)), changed.seq) == (2, 2)


def test_of_several_files_all_or_none_are_named(registry: Registry, agreement: Add, file: Path) -> None:
    agreement()
    with refusing(AgreetrackError, match="there is no file"):
        attach(registry, occasion(), "AB-1", [file, file.with_name("nowhere.pdf")])
    assert kept_in(registry) == []


def test_the_file_is_kept_before_the_record_is_changed(
    registry: Registry, agreement: Add, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement()
    before = registry.path.read_bytes()
    seen: list[Any] = []
    keep = Documents.keep

    def watched(self: Documents, attached: Path) -> Any:
        kept = keep(self, attached)
        seen.append((self.state(kept.sha256), registry.path.read_bytes() == before))
        return kept

    monkeypatch.setattr(Documents, "keep", watched)
    attach(registry, occasion(), "AB-1", [file])
    assert seen == [("kept", True)]


def test_no_such_agreement_keeps_nothing(registry: Registry, agreement: Add, file: Path) -> None:
    agreement()
    with pytest.raises(NoSuchRef):
        attach(registry, occasion(), "XY", [file])
    assert not Documents(registry.path).folder.exists()


def test_the_same_document_is_attached_once(registry: Registry, agreement: Add, file: Path) -> None:
    agreement()
    attach(registry, occasion(), "AB-1", [file])
    again = attach(registry, occasion(), "AB-1", [file], name="Treaty, scan")
    assert (sentences(again.told), again.seq) == (("it is attached already, as “treaty.pdf”",), None)
    assert attach(registry, occasion(), "AB-1", [file]).seq is None
    assert len(kept_in(registry)) == 1


def test_a_name_stands_for_one_document(registry: Registry, agreement: Add, file: Path) -> None:
    agreement()
    attach(registry, occasion(), "AB-1", [file])
    file.write_text("Treaty, second version")
    with refusing(Refused, match=r"another document “treaty.pdf” already; give this one a name of its own: --name"):
        attach(registry, occasion(), "AB-1", [file])
    assert Documents(registry.path).all() == [sha256("Treaty")]
    attach(registry, occasion(), "AB-1", [file], name="Second version")
    assert [name for name, _, _ in kept_in(registry)] == ["treaty.pdf", "Second version"]


def test_undo_takes_the_entry_back_and_leaves_the_file(registry: Registry, agreement: Add, file: Path) -> None:
    agreement()
    attach(registry, occasion(), "AB-1", [file])
    with registry.change(author()) as transaction:
        transaction.undo()
    assert kept_in(registry) == []
    assert Documents(registry.path).state(sha256("Treaty")) == "kept"
    assert unnamed(registry) == [sha256("Treaty")]
    with registry.change(author()) as transaction:
        transaction.redo()
    assert unnamed(registry) == []
    assert Path(located(registry, "AB-1").place).read_text() == "Treaty"


# Addresses


def test_an_address_is_named_and_not_fetched(registry: Registry, agreement: Add) -> None:
    agreement()
    changed = attach_address(registry, occasion(), "AB-1", URL, source="UN Treaty Collection")
    assert kept_in(registry) == [("1.pdf", URL, "UN Treaty Collection")]
    assert sentences(changed.told) == ("attached “1.pdf”",)
    assert located(registry, "AB-1") == (URL, None)
    again = attach_address(registry, occasion(), "AB-1", URL, name="other")
    assert (sentences(again.told), again.seq) == (("it is attached already, as “1.pdf”",), None)
    with refusing(Refused, match="give this one a name"):
        attach_address(registry, occasion(), "AB-1", "https://example.org/1.pdf")


@pytest.mark.parametrize(
    ("url", "holds"),
    [
        (URL, True),
        ("http://localhost:8080/a", True),
        ("HTTPS://example.org", True),
        ("ftp://example.org/a", False),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("--help", False),
        ("example.org/a", False),
        ("https://", False),
        ("https://[broken/a", False),
        ("https://example.org/a b", False),
        ("https://example.org/\x1b[2J", False),
        ("", False),
    ],
)
def test_only_an_address_of_the_web_is_one(registry: Registry, agreement: Add, url: str, holds: bool) -> None:
    agreement()
    assert is_web_address(url) is holds
    if not holds:
        with refusing(UsageError, match="is no web address; it begins with https"):
            attach_address(registry, occasion(), "AB-1", url)


def test_another_address_that_a_record_came_with_is_not_opened(registry: Registry, agreement: Add) -> None:
    agreement(documents=[{"name": "a", "url": "file:///etc/passwd"}])
    with refusing(Refused, match="AB-1: “file:///etc/passwd” is no web address"):
        located(registry, "AB-1")


def test_a_document_has_a_name(registry: Registry, agreement: Add, file: Path) -> None:
    agreement()
    with refusing(UsageError, match="needs a name: --name TEXT"):
        attach(registry, occasion(), "AB-1", [file], name=" ")


# Finding one


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Treaty", "Treaty"),
        ("treaty", "Treaty"),
        ("treaty, m", "Treaty, map"),
        ("MINUTES", "minutes.txt"),
        ("a1" * 32, "minutes.txt"),
        ("A1A1", "minutes.txt"),
        ("b2b2", "Treaty"),
    ],
)
def test_a_document_is_named_by_name_or_number(registry: Registry, agreement: Add, word: str, expected: str) -> None:
    agreement(documents=SEVERAL)
    assert named(registry.find("AB-1"), word).name == expected


SEVERAL = [
    {"name": "Treaty", "sha256": "b2" * 32},
    {"name": "Treaty, map", "sha256": "c3" * 32},
    {"name": "minutes.txt", "sha256": "A1" * 32},
]


@pytest.mark.parametrize(
    ("documents", "word", "says"),
    [
        ([], None, "AB-1 has no document; attach one: agreetrack attach AB-1 FILE"),
        (SEVERAL, None, "AB-1 has several; say which: “Treaty”, “Treaty, map”, “minutes.txt”"),
        (SEVERAL, "t", "AB-1 has several; say which: “Treaty”, “Treaty, map”"),
        (SEVERAL, "map", "AB-1 has no document “map”; it has “Treaty”, “Treaty, map”, “minutes.txt”"),
        (SEVERAL, "a1a", "has no document “a1a”"),
        (
            [SEVERAL[0], {**SEVERAL[1], "name": "TREATY"}],
            "treaty",
            "say which: “Treaty” (b2b2b2b2b2b2), “TREATY” (c3c3c3c3c3c3)",
        ),
    ],
)
def test_no_single_document_is_told_with_those_there_are(
    registry: Registry, agreement: Add, documents: list[Any], word: str | None, says: str
) -> None:
    agreement(documents=documents)
    with pytest.raises(NoSuchRef) as told:
        named(registry.find("AB-1"), word)
    assert says in sentence(told.value)


def test_one_document_needs_no_name(registry: Registry, agreement: Add) -> None:
    agreement(documents=SEVERAL[:1])
    assert named(registry.find("AB-1"), None) == Document(name="Treaty", sha256="b2" * 32)


# What is wrong with one


def a_link(place: Path) -> None:
    copy = place.with_name("copy")
    place.rename(copy)
    place.symlink_to(copy)


def a_change(place: Path) -> None:
    place.chmod(0o600)
    place.write_text("forged")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (Path.unlink, "“treaty.pdf” is missing: there is no “"),
        (a_change, "“treaty.pdf” was changed: “"),
        (a_link, "“treaty.pdf”: a link, a folder or the like lies on the way to “"),
    ],
)
def test_what_is_not_as_it_was_attached_is_found_and_not_opened(
    registry: Registry, agreement: Add, file: Path, spoil: Any, says: str
) -> None:
    agreement(term="P30Y", renewal={"mode": "express"})
    attach(registry, occasion(), "AB-1", [file])
    assert check(registry, occasion()) == []
    spoil(Path(located(registry, "AB-1").place))
    (finding,) = check(registry, occasion())
    assert (finding.ref, finding.severity, finding.field) == ("AB-1", "error", "documents[0]")
    assert sentence(sentence(finding.problem)).startswith(says)
    with pytest.raises(AgreetrackError) as told:
        located(registry, "AB-1")
    assert sentence(told.value) == f"AB-1: {sentence(sentence(finding.problem))}"


def test_a_document_that_cannot_be_read_is_found(
    registry: Registry, agreement: Add, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement(term="P30Y", renewal={"mode": "express"})
    attach(registry, occasion(), "AB-1", [file])
    monkeypatch.setattr(Documents, "state", lambda _self, _sha256: "unreadable")
    (finding,) = check(registry, occasion())
    assert "“treaty.pdf” cannot be read at “" in sentence(sentence(finding.problem))


def test_an_address_is_not_looked_for(registry: Registry, agreement: Add) -> None:
    agreement(term="P30Y", renewal={"mode": "express"}, documents=[{"name": "UN", "url": URL}])
    assert check(registry, occasion()) == []


def test_attaching_the_file_again_mends_what_is_missing(registry: Registry, agreement: Add, file: Path) -> None:
    agreement()
    attach(registry, occasion(), "AB-1", [file])
    Path(located(registry, "AB-1").place).unlink()
    again = attach(registry, occasion(), "AB-1", [file])
    assert (sentences(again.told), again.seq) == (("“treaty.pdf” was missing, and is kept again",), None)
    assert Path(located(registry, "AB-1").place).read_text() == "Treaty"


def test_where_a_record_cannot_be_read_nobody_knows_what_it_names(
    registry: Registry, agreement: Add, file: Path
) -> None:
    agreement()
    attach(registry, occasion(), "AB-1", [file])
    registry.path.write_text(registry.path.read_text().replace('"P5Y"', '"P0Y"'))
    assert unnamed(registry) == []


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"),
        (1, "1 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (9949, "9.9 kB"),
        (9950, "10 kB"),
        (412_345, "412 kB"),
        (999_600, "1.0 MB"),
        (3_400_000_000, "3.4 GB"),
        (5 * 10**15, "5000 TB"),
    ],
)
def test_a_size_in_words(size: int, words: str) -> None:
    assert sentence(size_of(size)) == words

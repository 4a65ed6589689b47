"""The names under which documents are opened."""

import pytest

from agreetrack.register.documents.names import file_name


@pytest.mark.parametrize(
    ("name", "beginning", "shown"),
    [
        ("treaty.pdf", b"", "treaty.pdf"),
        ("Договор о дружбе.DOCX", b"", "Договор о дружбе.DOCX"),
        ("Protocol No. 2", b"%PDF-1.7", "Protocol No. 2.pdf"),
        ("Protocol v1.2", b"%PDF-1.7", "Protocol v1.2.pdf"),
        ("scan", b"\x89PNG\r\n\x1a\n", "scan.png"),
        ("scan", b"\xff\xd8\xff\xe0", "scan.jpg"),
        ("scan", b"II*\0", "scan.tif"),
        ("text", b"{\\rtf1", "text.rtf"),
        ("text", b"\xd0\xcf\x11\xe0\xa1", "text.doc"),
        ("text", b"PK\x03\x04..word/document.xml", "text.docx"),
        ("text", b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text", "text.odt"),
        ("all", b"PK\x03\x04..a.txt", "all.zip"),
        ("page", b"\n<!DOCTYPE html>", "page.html"),
        ("note", "текст".encode(), "note.txt"),
        ("other", b"\0\1\2", "other"),
        ("../../up\x1b;$(x).p/df", b"", "_.._up___(x).p_df.txt"),
        ("..", b"", "document.txt"),
        ("ж" * 300 + ".odt", b"", "ж" * 60 + ".odt"),
    ],
)
def test_a_document_is_opened_under_its_name_with_the_ending_of_what_it_is(
    name: str, beginning: bytes, shown: str
) -> None:
    assert file_name(name, beginning) == shown

"""The name under which a kept document is opened: its ending tells programs what it is."""

import re

LOOKED_AT = 4096
"""So many bytes of a document show what it is."""

_LONGEST = 60
"""In characters: with four bytes each it is still a name that file systems take."""

_ENDING = re.compile(r"\.(?=\w*[^\W\d_])\w{1,10}$")
"""Letters are in every ending: the `.2` of a number is none."""

_BEGINNINGS = (
    (b"%PDF-", ".pdf"),
    (b"\x89PNG\r\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
    (b"{\\rtf", ".rtf"),
    (b"\xd0\xcf\x11\xe0", ".doc"),
)
_IN_ARCHIVES = (
    (b"application/vnd.oasis.opendocument.text", ".odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", ".ods"),
    (b"word/", ".docx"),
    (b"xl/", ".xlsx"),
    (b"ppt/", ".pptx"),
)


def file_name(name: str, beginning: bytes) -> str:
    """A name that any file system takes: the document's own; where it has no ending, that of what it begins with."""
    found = _ENDING.search(name)
    ending = found[0] if found else _ending(beginning)
    stem = re.sub(r"[^\w. ()+-]", "_", name[: found.start()] if found else name).strip(". ")
    return (stem[:_LONGEST] or "document") + ending


def _ending(beginning: bytes) -> str:
    for known, ending in _BEGINNINGS:
        if beginning.startswith(known):
            return ending
    if beginning.startswith(b"PK\x03\x04"):
        return next((ending for known, ending in _IN_ARCHIVES if known in beginning), ".zip")
    if b"\0" in beginning:
        return ""
    return ".html" if beginning.lstrip()[:5].lower() in (b"<html", b"<!doc") else ".txt"

"""The catalogues, brought up to date with the messages of the sources:

    python tests/languages/updating.py          all that there are
    python tests/languages/updating.py de       these, and one for German, which is all that a new language needs

A message keeps its translation; one that changed a little gets the nearest as a draft marked `fuzzy`, which counts as
missing until somebody looks at it and takes the mark away. Messages stand by source file, without lines and days: two
who work on two files change different lines. After a conflict take either side and run it again.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po
from compiling import compile_one

from agreetrack.cli.group import paragraphs

TOP = Path(__file__).resolve().parents[2]
LOCALE = TOP / "agreetrack/locale"

KEYWORDS = {
    "_": "a message",
    "marked": "a message",
    "N_": "a message",
    "ngettext": "one and many",
    "counted": "one and many",
    "pgettext": "a context and a message",
    "marked_in": "a context and a message",
    "in_context": "a context and a message",
}
"""What takes a message, and as which of its first arguments."""

KEPT_HEADERS = ("Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")


class Message(NamedTuple):
    """A message of the sources: where, in what words (one and many where it is counted), in which context."""

    file: str
    line: int
    words: str | tuple[str, str]
    context: str | None


def messages() -> Iterator[Message]:
    """All messages of the sources, in their order."""
    for path in sorted((TOP / "agreetrack").rglob("*.py")):
        file, source = str(path.relative_to(TOP)), path.read_bytes()
        found = [Message(file, *one) for one in _called(source)]
        if path.parent.name == "commands":
            found += [Message(file, line, text, None) for line, text in _helps(source)]
        yield from sorted(found, key=lambda one: one.line)


def _called(source: bytes) -> Iterator[tuple[int, str | tuple[str, str], str | None]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            match KEYWORDS[node.func.id], node.args:
                case "a message", [ast.Constant(value=str() as said), *_more]:
                    yield node.lineno, said, None
                case "one and many", [ast.Constant(value=str() as one), ast.Constant(value=str() as many), *_more]:
                    yield node.lineno, (one, many), None
                case "a context and a message", [ast.Constant(value=str() as where), ast.Constant(value=str() as said)]:
                    yield node.lineno, said, where


def _helps(source: bytes) -> Iterator[tuple[int, str]]:
    """The help of a command: the docstring of its function, by paragraphs."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.name == "command":
            yield from ((node.lineno, text) for text, _is_example in paragraphs(ast.get_docstring(node) or ""))


def template() -> Catalog:
    """A catalogue of all messages, none of them translated."""
    found = Catalog()
    for one in messages():
        found.add(one.words, locations=[(one.file, one.line)], context=one.context)
    return found


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as it stands; an empty one where there is none yet."""
    path = place(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def place(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return LOCALE / language / "LC_MESSAGES/agreetrack.po"


def languages() -> list[str]:
    """The languages that there are catalogues of."""
    return sorted(path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/agreetrack.po"))


def updated(known: Catalog, wanted: Catalog) -> str:
    """The catalogue with the messages that are wanted, as it stands in its file."""
    known.update(wanted, update_creation_date=False)
    known.obsolete.clear()
    known.header_comment, known.fuzzy = "", False
    file = io.BytesIO()
    write_po(file, known, width=120, sort_by_file=True, include_lineno=False)
    return _without_other_headers(file.getvalue().decode("utf-8"))


def _without_other_headers(text: str) -> str:
    head, separator, rest = text.partition("\n\n")
    lines = re.sub(r'"\n"(?!\S+: )', "", head).splitlines()  # a header of several lines becomes one
    kept = [line for line in lines if not line.startswith('"') or line[1:].split(":")[0] in KEPT_HEADERS]
    return "\n".join(kept).lstrip("#\n") + separator + rest.rstrip("\n") + "\n"


def main(new: Sequence[str]) -> None:
    wanted = template()
    for language in sorted({*languages(), *new}):
        text, path = updated(catalogue(language), wanted), place(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        compile_one(path, path.with_suffix(".mo"))


if __name__ == "__main__":
    main(sys.argv[1:])

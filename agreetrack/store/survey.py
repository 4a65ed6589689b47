"""What a registry file holds, and all that is damaged in it and beside it: looking does not stop at the first thing."""

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from agreetrack.model.errors import Problem
from agreetrack.model.facts import Fact
from agreetrack.store import sums
from agreetrack.store.contents import Contents, Damaged, contents
from agreetrack.store.layout import AGREEMENTS, HISTORY, META, OPENING
from agreetrack.store.migrations import FORMAT
from agreetrack.store.outbox import is_damaged
from agreetrack.store.vouching import rows_lost, sound, split_row

_HEADING = re.compile(rb'"([^"]*)": \{')
_ENTRY = re.compile(rb'"(\d+)": ')


class Survey(Struct):
    """The texts of the agreements by number, the numbers of those that do not fit their checksum, other damages."""

    agreements: list[tuple[str, bytes]] = []
    unfit: frozenset[str] = frozenset()
    damages: list[Problem] = []


def survey(path: Path, text: bytes) -> Survey:
    """Everything in the text of the registry at a path. Raises InvalidData where it is none, or none any more."""
    try:
        found = _whole(contents(text, str(path)))
    except Damaged as error:
        if OPENING not in text:
            raise
        found = _in_pieces(text)
        found.damages.insert(0, Problem("", error.fact))
    if is_damaged(path):
        found.damages.append(Problem("outbox", Fact("damage.outbox-lost")))
    return found


def unfit() -> Fact:
    """What is so of something that does not fit its checksum."""
    return Fact("damage.unfit")


def _whole(found: Contents) -> Survey:
    """What is wrong with the contents of a text that can be read."""
    damages: list[Problem] = []
    doubts = found.doubts
    for name, table in found.others.items():
        for number, document in table.items():
            _look_at(name, number, bytes(document), damages, number in doubts.tables.get(name, ()))
    for place, row in enumerate(sums.rows_of(found.history)):
        _look_at(HISTORY, *split_row(row), damages, place in doubts.rows)
    for name, numbers in doubts.gone.items():
        damages += [Problem(f"{name}.{number}", Fact("damage.is-gone")) for number in numbers]
    if doubts.meta:
        damages.append(Problem(META, unfit()))
    if doubts.lost_rows:
        damages.append(Problem(HISTORY, rows_lost(doubts.lost_rows)))
    if doubts.unsummed and doubts.format == FORMAT:
        damages.append(Problem(sums.TABLE, Fact("damage.sums-gone")))
    elif doubts.history:
        damages.append(Problem(sums.TABLE, unfit()))
    agreements = [(number, bytes(document)) for number, document in found.agreements.items()]
    return Survey(agreements, frozenset(doubts.tables.get(AGREEMENTS, ())), damages)


def _look_at(table: str, number: str, text: bytes, damages: list[Problem], is_doubted: bool = False) -> None:
    """Add what is wrong with a document to the damages."""
    wrong: list[Problem] = []
    sound(table, number, text, wrong)
    field = f"{table}.{number}"
    damages += [Problem(f"{field}.{one.field}".rstrip("."), one.fact) for one in wrong]
    if is_doubted and not wrong:
        damages.append(Problem(field, unfit()))


def _in_pieces(text: bytes) -> Survey:
    """What can be read of a damaged text, document by document, each from its own lines."""
    found = Survey()
    seen: set[tuple[str, str]] = set()
    for table, number, piece in _pieces(text):
        if (table, number) in seen:
            found.damages.append(Problem(f"{table}.{number}", Fact("damage.stands-twice")))
        elif table == AGREEMENTS:
            found.agreements.append((number, piece))
        elif table != sums.TABLE:
            _look_at(table, number, piece, found.damages)
        seen.add((table, number))
    return found


def _pieces(text: bytes) -> Iterator[tuple[str, str, bytes]]:
    """The table, the number and the text of each document that begins in a line of its own."""
    table, entry = "", b""
    for line in text.removesuffix(b"\n").split(b"\n"):
        heading = _HEADING.fullmatch(line)
        if heading or _ENTRY.match(line):
            yield from _piece(table, entry.rpartition(b"\n")[0] if heading else entry)
            entry = b"" if heading else line
        else:
            entry += b"\n" + line
        if heading:
            table = heading[1].decode("utf-8", "replace")
    yield from _piece(table, entry.rpartition(b"\n")[0])


def _piece(table: str, entry: bytes) -> Iterator[tuple[str, str, bytes]]:
    found = _ENTRY.match(entry)
    if found:
        yield table, found[1].decode(), entry[found.end() :].rstrip(b",")

"""Vouching for what a change carries on untouched: what fits its checksum as it is, other things when they make sense.

An agreement that somebody corrected in an editor makes sense and is told of; what does not, or stands twice, refuses
the change: it would be carried on as if it were right.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Raw, Struct

from agreetrack.model.errors import InvalidData, Problem, reason_of
from agreetrack.model.facts import Fact, first_of
from agreetrack.model.strict_json import Twice, strictly
from agreetrack.model.validation import read_record
from agreetrack.store import sums
from agreetrack.store.contents import Contents
from agreetrack.store.history import HistoryRow
from agreetrack.store.layout import AGREEMENTS, HISTORY, Table, form_of, lines, place_of
from agreetrack.store.ledger import TABLE as TOLD
from agreetrack.store.ledger import Told
from agreetrack.store.migrations import FORMAT

_NAMED_AT_MOST = 5
_KINDS: dict[str, type[Struct]] = {TOLD: Told, HISTORY: HistoryRow}


def vouch(contents: Contents, tables: Mapping[str, Table], path: Path) -> tuple[Fact, ...]:
    """Look at all that is in doubt and that the tables, as they are to be written, carry on; facts to tell.

    Raises InvalidData, with every problem and its place, where something makes no sense.
    """
    wrong: list[Problem] = []
    kept: list[Fact] = []
    for name, numbers in _in_doubt(contents).items():
        table = tables.get(name, {})
        for number in numbers:
            if isinstance(table.get(number), Raw):  # neither changed nor taken away
                table[number] = sound(name, number, bytes(table[number]), wrong)
                kept.append(place_of(name, number))
    doubts = contents.doubts
    if doubts.unsummed or doubts.rows or doubts.lost_rows or doubts.history:
        kept += _vouched_rows(contents, wrong)
    _refuse(wrong, str(path))
    return tuple(_remarks(doubts, kept, path))


def vouched_history(contents: Contents, where: str) -> bytes:
    """The text of the history, which is in doubt or in another layout. Raises InvalidData where it is damaged."""
    wrong: list[Problem] = []
    _vouched_rows(contents, wrong)
    _refuse(wrong, where)
    return bytes(contents.history)


def wrong_rows(text: bytes | memoryview) -> list[Problem]:
    """What is wrong with the rows of a history, each with its place."""
    wrong: list[Problem] = []
    for row in sums.rows_of(text):
        sound(HISTORY, *split_row(row), wrong)
    return wrong


def vouched_tables(contents: Contents, where: str) -> dict[str, dict[str, Raw]]:
    """The tables beside the agreements, of which some may be in doubt. Raises InvalidData where one is damaged."""
    wrong: list[Problem] = []
    for name, numbers in _in_doubt(contents).items():
        for number in numbers if name != AGREEMENTS else ():
            contents.others[name][number] = sound(name, number, bytes(contents.others[name][number]), wrong)
    _refuse(wrong, where)
    return contents.others


def _refuse(wrong: list[Problem], where: str) -> None:
    if wrong:
        raise InvalidData(
            Fact("damage.makes-no-sense", path=where, first=wrong[0].placed), wrong if len(wrong) > 1 else ()
        )


def _in_doubt(contents: Contents) -> dict[str, list[str]]:
    doubts: dict[str, list[str]] = contents.doubts.tables
    if contents.doubts.unsummed:
        doubts = {name: [*table] for name, table in (contents.others | {AGREEMENTS: contents.agreements}).items()}
    return doubts


def sound(table: str, number: str, text: bytes, wrong: list[Problem]) -> Raw:
    """The document of that table and number as we write it; what is wrong with it goes to the problems."""
    place = place_of(table, number)
    try:
        document = strictly(text.decode())
        if table == AGREEMENTS:
            read_record(document, place)
        else:
            msgspec.convert(document, _KINDS.get(table, dict[str, Any]))
        return Raw(form_of(table)(document))
    except InvalidData as error:
        wrong += error.problems
    except Twice as error:
        wrong.append(Problem(error.field(), Fact("damage.stands-twice"), place))
    except ValueError as error:
        wrong.append(Problem("", reason_of(error), place))
    return Raw(text)


def _vouched_rows(contents: Contents, wrong: list[Problem]) -> list[Fact]:
    """Look at the rows of the history that are in doubt, and make its checksums; what those rows are called."""
    doubts = contents.doubts
    doubted = None if doubts.unsummed else {*doubts.rows}
    numbers: set[str] = set()
    kept: list[Fact] = []
    rows = sums.rows_of(contents.history)
    for place, row in enumerate(rows):
        number, text = split_row(row)
        if number in numbers:
            wrong.append(Problem("", Fact("damage.stands-twice"), place_of(HISTORY, number)))
        numbers.add(number)
        if doubted is None or place in doubted:
            rows[place] = lines({number: sound(HISTORY, number, text, wrong)})[0]
            kept.append(place_of(HISTORY, number))
    if doubts.history:
        kept.append(Fact("damage.order-of-history"))
    if doubts.lost_rows:
        wrong.append(Problem(HISTORY, rows_lost(doubts.lost_rows)))
    contents.history = b",\n".join(rows) + b"\n" if rows else b""
    contents.sums = sums.Sums(tables=contents.sums.tables).with_rows(rows)
    return kept


def rows_lost(count: int) -> Fact:
    """What is so of a history that has become shorter, which no command makes it."""
    return Fact("damage.rows-lost", count=count)


def split_row(row: bytes) -> tuple[str, bytes]:
    """The number of a row, and its text."""
    number, _colon, text = row.partition(b": ")
    return number.strip(b'"').decode("utf-8", "replace"), text


def _remarks(doubts: sums.Doubts, kept: list[Fact], path: Path) -> Iterator[Fact]:
    if doubts.unsummed:
        if doubts.format == FORMAT:
            yield Fact("damage.sums-made-anew", path=path)
        elif doubts.format > 0:
            yield Fact("damage.brought-to-format", path=path, format=FORMAT)
        return
    if kept:
        yield Fact("damage.changed-outside", places=first_of(kept, _NAMED_AT_MOST))
    gone = [place_of(table, number) for table, numbers in doubts.gone.items() for number in numbers]
    if gone:
        yield Fact("damage.taken-away-outside", places=first_of(gone, _NAMED_AT_MOST))
    if doubts.meta:
        yield Fact("damage.counted-again", path=path)

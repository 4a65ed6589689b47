"""Faults at every file call of agreetrack and of plain TinyDB, and what became of acknowledged changes: as a table.

Run by hand, where agreetrack is installed: `python tests/faults/run.py`. It takes some minutes, and ends with exit
code 1 when anything of agreetrack's is lost or wrong.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import changes
import nights
import plain
from changes import CHANGES, Verdict
from injecting import Fault, What, sample
from offices import HISTORY, Office, in_use

KINDS: tuple[What, ...] = ("fails", "fails from then on", "writes half", "writes half and dies", "dies")
BEFORE = len([line for line in HISTORY if line != "remind"])
assert len(plain.HISTORY) == BEFORE
PLAIN = ("add NEW-0", "edit", "extend", "remove", "add NEW-0 NEW-1 NEW-2")

Tried = tuple[Fault, Verdict]
T = TypeVar("T")


def of_change(name: str, office: Office) -> Iterator[Tried]:
    """Every fault at one change of agreetrack's; what is wrong is told."""
    change = CHANGES[name]
    expected, calls = changes.prepare(office, change)
    for fault in sample(office.injector, calls, 1, 0):
        verdict = changes.tried(office, change, fault, expected)
        _tell(f"{name}, {fault}", verdict.wrong)
        yield fault, verdict


def of_nights(way: str, office: Office) -> Iterator[nights.Verdict]:
    """Every fault on nights of reminders; what is wrong is told."""
    expected = nights.prepare(office, way)
    for struck in nights.STRUCK:
        for fault in sample(office.injector, expected.calls[struck], 1, 0):
            verdict = nights.tried(office, way, fault, struck, expected)
            _tell(f"remind, {way}, {fault}", verdict.wrong)
            yield verdict


def of_tinydb(line: str, office: Office) -> Iterator[Tried]:
    """Every fault at one change of plain TinyDB's."""
    file = str(office.folder / "plain.json")
    for earlier in plain.HISTORY:
        office.injector.run(file, *earlier.split(), program="plain")
    office.keep()
    old = plain.records(file)
    calls = office.injector.run(file, *line.split(), program="plain").calls
    new = plain.records(file)
    for fault in sample(office.injector, calls, 1, 0):
        office.put_back()
        acknowledged = office.injector.run(file, *line.split(), fault=fault, program="plain").acknowledged
        try:
            found = plain.records(file)
        except ValueError:
            found = None
        yield fault, Verdict(acknowledged, found not in (old, new), acknowledged and found != new, [])


def _tell(what: str, wrong: list[str]) -> None:
    for each in wrong:
        print(f"{what}: {each}", file=sys.stderr)


def in_an_office(tries: Callable[[Office], Iterator[T]]) -> list[T]:
    """What comes out in an office of its own."""
    with TemporaryDirectory() as place:
        office = in_use(Path(place))
        try:
            return list(tries(office))
        finally:
            office.injector.end()


def row(kind: str, tried: Sequence[Tried]) -> str:
    """How many faults, how many changes were acknowledged in all, how many of these are lost."""
    of_kind = [verdict for fault, verdict in tried if kind in (fault.what, "in all")]
    acknowledged = sum(BEFORE + verdict.acknowledged for verdict in of_kind)
    lost = sum(BEFORE * verdict.broken + verdict.lost for verdict in of_kind)
    return f" {len(of_kind):,} | {acknowledged:,} | {lost:,} |"


def main() -> int:
    with ProcessPoolExecutor() as offices:

        def several(tries: Callable[[str, Office], Iterator[T]], names: Sequence[str]) -> list[T]:
            found = [offices.submit(in_an_office, partial(tries, name)) for name in names]
            return [one for each in found for one in each.result()]

        theirs = several(of_tinydb, PLAIN)
        ours = several(of_change, tuple(CHANGES))
        told = several(of_nights, tuple(nights.WAYS))
    print("| a file call | agreetrack: faults | acknowledged | lost | TinyDB: faults | acknowledged | lost |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for kind in (*KINDS, "in all"):
        print(f"| {kind} |{row(kind, ours)}{row(kind, theirs)}")
    missed, again = sum(one.missed for one in told), sum(one.again for one in told)
    print(f"\n{len(told):,} faults on nights of reminders: {missed} warnings missed, {again:,} told twice.")
    wrong = [verdict for _fault, verdict in ours if verdict.broken or verdict.lost or verdict.wrong]
    return int(bool(wrong or [one for one in told if one.wrong]))


if __name__ == "__main__":
    sys.exit(main())

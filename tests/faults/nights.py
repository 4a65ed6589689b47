"""What a fault may do to a night of reminders: every warning arrives, and one that comes again says that it may."""

import errno
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from injecting import NONE, Call, Fault, Outcome
from offices import Office

NIGHTS = ("2021-12-01", "2021-12-04", "2021-12-08", "2021-12-11")
STRUCK = (0, 2)
"""The nights, by their places, on which something is to be told and a fault comes."""

WAYS = {"printed": "remind --json", "handed to a program": "remind --command={place}/program"}
PROGRAM = """#!/bin/sh
exec cat >> {letters}
"""
OFTEN = ("may be a repeat", "may come again")


class Warned(NamedTuple):
    """What is told, without the words."""

    ref: str
    what: str
    due: str
    lead: int


class Told(NamedTuple):
    """A warning as it arrived, and whether it said that it may be told more than once."""

    warned: Warned
    says_so: bool


class Expected(NamedTuple):
    """The calls of each night with no fault, and what is told on it."""

    calls: list[list[Call]]
    due: list[set[Warned]]


class Verdict(NamedTuple):
    """How the nights came out: how many warnings were missed, how many came again, and what is wrong."""

    missed: int
    again: int
    wrong: list[str]


def prepare(office: Office, way: str) -> Expected:
    """Put a program where warnings can be handed to it; what the nights are with no fault."""
    program = office.place / "program"
    program.write_text(PROGRAM.format(letters=office.place / "letters"))
    program.chmod(0o755)
    found = _nights(office, way)
    assert all(outcome.acknowledged for outcome, _told in found)
    assert all(found[place][1] for place in STRUCK)
    return Expected(
        [outcome.calls for outcome, _told in found], [{one.warned for one in told} for _outcome, told in found]
    )


def tried(office: Office, way: str, fault: Fault, struck: int, expected: Expected) -> Verdict:
    """All nights, one of them with the fault, and whatever is wrong then; the office is put back."""
    found = _nights(office, way, fault, struck)
    told = [one for _outcome, several in found for one in several]
    often = Counter(one.warned for one in told)
    missed = set().union(*expected.due) - often.keys()
    wrong = [*_complaints(found, struck, told, missed), *_held_back(fault, *found[struck], expected.due[struck])]
    return Verdict(len(missed), often.total() - len(often), wrong)


def _nights(office: Office, way: str, fault: Fault = NONE, struck: int = 0) -> list[tuple[Outcome, list[Told]]]:
    try:
        return [_night(office, way, day, fault if place == struck else NONE) for place, day in enumerate(NIGHTS)]
    finally:
        office.put_back()


def _night(office: Office, way: str, day: str, fault: Fault) -> tuple[Outcome, list[Told]]:
    """One run, and what arrived."""
    letters = office.place / "letters"
    letters.write_text("")
    outcome = office.type(WAYS[way], fault, day)
    arrived = outcome.stdout if way == "printed" else letters.read_text(encoding="utf-8")
    return outcome, list(_told(arrived))


def _told(arrived: str) -> Iterator[Told]:
    """What stands in one JSON document after the other."""
    decoder, place = json.JSONDecoder(), 0
    while place < len(arrived.rstrip()):
        rows, place = decoder.raw_decode(arrived, place)
        for row in rows:
            yield Told(
                Warned(row["ref"], row["what"], row["due"], row["lead"]), any(said in row["text"] for said in OFTEN)
            )
        place += len("\n")


def _complaints(
    found: Sequence[tuple[Outcome, list[Told]]], struck: int, told: Sequence[Told], missed: set[Warned]
) -> Iterator[str]:
    if missed:
        yield f"missed: {sorted(missed)}"
    silent = Counter(one.warned for one in told if not one.says_so)
    again = [warned for warned, times in silent.items() if times > 1]
    if again:
        yield f"told again without a word: {again}"
    for place, (outcome, _told) in enumerate(found):
        if place != struck and not outcome.acknowledged:
            yield f"the night {NIGHTS[place]} fails: {outcome.stderr}"
    outcome = found[struck][0]
    if outcome.code > 0 and not outcome.is_told:
        yield f"no sentence says what went wrong: {outcome.stderr}"


def _held_back(fault: Fault, outcome: Outcome, told: Sequence[Told], due: set[Warned]) -> Iterator[str]:
    """What is not told that night because nothing could be written; where nothing can be read either, it must wait."""
    if fault.call is None or fault.call.kind == "L" or fault[1:3] == ("fails from then on", errno.EIO):
        return
    if outcome.code >= 0 and due - {one.warned for one in told}:
        yield f"held back that night: {outcome.stderr}"

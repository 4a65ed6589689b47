"""Eight colleagues and two reminders at one registry: what was acknowledged is there, and every warning came once.

AGREETRACK_TEST_LONG=1 lets each of them type fifty command lines, otherwise they type nine.
"""

import json
import os
import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from colleague import AS_OF, FACTS, SHARED

from agreetrack.model.events import Extension
from agreetrack.model.record import Record
from agreetrack.model.validation import write_record
from agreetrack.store import Registry
from agreetrack.store.history import reverted

LONG = os.environ.get("AGREETRACK_TEST_LONG") == "1"
WRITERS, REMINDERS, LINES = 8, 2, 50 if LONG else 9
COLLEAGUE = Path(__file__).with_name("colleague.py")

Line = dict[str, Any]


class Afternoon:
    """What everybody typed, and what the registry holds afterwards."""

    def __init__(self, registry: Registry, lines: Mapping[str, list[Line]]) -> None:
        self.lines = lines
        self.rows = registry.history()
        self.records = {record.ref: record for record in registry.records()}
        undone: set[int] = set()
        for row in self.rows:
            undone |= {row.undoes} if row.undoes else set()
            undone -= {row.redoes} if row.redoes else set()
        self.standing = [
            row for row in self.rows if row.undoes is None and row.redoes is None and row.seq not in undone
        ]

    def acknowledged(self) -> Counter[tuple[str, str]]:
        """Who was told of which command that it was done, and how often."""
        done = Counter[tuple[str, str]]()
        for who, lines in self.lines.items():
            changing = (line for line in lines if line["code"] == 0 and line["words"][0] != "remind")
            done.update((who, shlex.join(("agreetrack", *line["words"]))) for line in changing if _was_made(line))
        return done

    def standing_words(self) -> list[list[str]]:
        """The words of the commands that stand, in the order of their numbers."""
        return [shlex.split(command)[1:] for command in {row.seq: row.command for row in self.standing}.values()]


def _was_made(line: Line) -> bool:
    return "nothing was changed" not in line["complained"] and "it is attached already" not in line["complained"]


@pytest.fixture(scope="module")
def afternoon(tmp_path_factory: pytest.TempPathFactory) -> Afternoon:
    folder = tmp_path_factory.mktemp("office")
    top = Path(__file__).resolve().parents[2]
    path = folder / "agreements.json"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("AGREETRACK_")},
        **dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(folder)),
        "PYTHONPATH": str(top),
        "AGREETRACK_DB": str(path),
    }

    def sitting(who: str, count: int) -> "subprocess.Popen[str]":
        words = [sys.executable, str(COLLEAGUE), who, str(count)]
        own = {**environment, "AGREETRACK_USER": who}
        return subprocess.Popen(words, env=own, stdout=subprocess.PIPE, text=True)

    for ref in SHARED:
        words = [sys.executable, "-m", "agreetrack", "add", "--ref", ref, *FACTS, "--notice", "3m", *AS_OF]
        subprocess.run(words, env=environment, check=True, capture_output=True)
    everybody = [f"w{number}" for number in range(WRITERS)] + [f"night{number}" for number in range(REMINDERS)]
    running = {who: sitting(who, LINES) for who in everybody}
    lines = {who: [json.loads(line) for line in one.communicate()[0].splitlines()] for who, one in running.items()}
    assert [one.returncode for one in running.values()] == [0] * len(everybody)
    last = sitting("night-last", 1).communicate()[0]
    fresh = subprocess.run(
        [sys.executable, "-m", "agreetrack", "remind", "--dry-run", "--json", "--as", "nobody", *AS_OF],
        env=environment,
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )
    lines["night-last"] = [json.loads(last)]
    lines["look"] = [{"words": ["remind"], "code": 0, "said": fresh.stdout.decode(), "complained": ""}]
    return Afternoon(Registry(path), lines)


def test_nothing_went_wrong_that_nobody_thought_of(afternoon: Afternoon) -> None:
    lines = [line for own in afternoon.lines.values() for line in own]
    assert {line["code"] for line in lines} <= {0, 1, 3, 4}
    assert not [line for line in lines if "should not have happened" in line["complained"]]
    assert len(afternoon.acknowledged()) > WRITERS


def test_just_what_was_acknowledged_is_in_the_history(afternoon: Afternoon) -> None:
    made = {row.seq: (row.who, row.command) for row in afternoon.rows if row.seq > len(SHARED)}
    assert Counter(made.values()) == afternoon.acknowledged()
    assert sorted({row.seq for row in afternoon.rows}) == list(range(1, len(made) + len(SHARED) + 1))


def test_the_history_leads_back_from_what_is_there_to_nothing(afternoon: Afternoon) -> None:
    left: dict[str, Any] = {ref: write_record(record) for ref, record in afternoon.records.items()}
    for row in sorted(afternoon.rows, key=lambda row: -row.seq):
        before = reverted(left.pop(str(row.ref), {}), row.changes)
        if before:
            left[str(row.ref)] = before
    assert left == {}


LISTS: list[tuple[str, str, Callable[[Record], list[str]]]] = [
    ("edit", "--tag", lambda record: list(record.tags)),
    ("edit", "--party", lambda record: [party.name for party in record.parties[2:]]),
    ("attach", "--url", lambda record: [str(document.url) for document in record.documents]),
    ("extend", "--note", lambda record: [str(event.note) for event in record.events if isinstance(event, Extension)]),
]


@pytest.mark.parametrize(("command", "option", "entries"), LISTS)
def test_each_entry_whose_change_stands_is_there(
    afternoon: Afternoon, command: str, option: str, entries: Callable[[Record], list[str]]
) -> None:
    stated: dict[str, list[str]] = {ref: [] for ref in SHARED}
    for words in afternoon.standing_words():
        if words[0] == command and option in words and words[1] in SHARED:
            stated[words[1]].append(words[words.index(option) + 1])
    for ref in SHARED:
        marked = [
            entry for entry in entries(afternoon.records[ref]) if entry.lstrip("htps:/").startswith(("w", "example"))
        ]
        assert sorted(marked) == sorted(stated[ref])


def test_each_obligation_and_outcome_whose_change_stands_is_there(afternoon: Afternoon) -> None:
    words = afternoon.standing_words()
    stated = [line[2] for line in words if line[0] == "oblige"]
    outcomes = [line[line.index("--note") + 1] for line in words if line[0] == "met"]
    obligations = [one for ref in SHARED for one in afternoon.records[ref].obligations]
    assert sorted(one.text for one in obligations) == sorted(stated)
    assert sorted(str(met.note) for one in obligations for met in one.occurrences) == sorted(outcomes)


def test_each_has_the_owner_whom_the_last_change_that_stands_gave_it(afternoon: Afternoon) -> None:
    owners: dict[str, str] = {}
    for words in afternoon.standing_words():
        if words[0] == "edit" and "--owner" in words:
            owners[words[1]] = words[words.index("--owner") + 1]
    assert {ref: afternoon.records[ref].owner for ref in SHARED} == {ref: owners.get(ref) for ref in SHARED}


def test_no_amendment_forgets_what_an_earlier_one_set(afternoon: Afternoon) -> None:
    for ref in SHARED:
        clause = {"period": "P3M"}
        for event in write_record(afternoon.records[ref]).get("events", ()):
            if event["kind"] == "amendment":
                after = event["set"]["notice"]
                assert len(set(clause.items()) ^ set(after.items())) <= 2
                assert clause.keys() <= after.keys()
                clause = after


def test_what_was_added_is_there_unless_it_was_removed(afternoon: Afternoon) -> None:
    words = afternoon.standing_words()
    added = {line[line.index("--ref") + 1] for line in words if line[0] == "add"}
    removed = {line[1] for line in words if line[0] == "remove"}
    assert afternoon.records.keys() == added - removed


def test_every_warning_came_once(afternoon: Afternoon) -> None:
    told = Counter[tuple[str, ...]]()
    for who, lines in afternoon.lines.items():
        for line in lines if who.startswith("night") else ():
            assert line["code"] == 0, line
            told.update(_names(line))
    assert told, "nothing was told at all"
    assert set(told.values()) == {1}
    assert set(_names(afternoon.lines["look"][0])) <= told.keys()


def _names(line: Line) -> list[tuple[str, ...]]:
    """What was told of, by what names it; obligations by their words."""
    told = json.loads(line["said"] or "[]")
    return [(one["ref"], one["what"], one["due"], one["text"] * (one["what"] == "obligation")) for one in told]

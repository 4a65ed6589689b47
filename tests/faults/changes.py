"""What a fault may do to a change: it is done or it is not, and whoever was told that it is done has it."""

import json
import shutil
from collections.abc import Callable, Iterator
from typing import NamedTuple

from injecting import Call, Fault, Outcome
from offices import Office, State, readable


class Change(NamedTuple):
    """A command that changes something, what happens before it, whether `undo` takes it back and the history has it."""

    line: str
    before: Callable[[Office], object] = lambda office: None
    undone: bool = True
    is_in_history: bool = True


def typed(line: str) -> Callable[[Office], object]:
    """That somebody typed that."""
    return lambda office: office.done(line)


def put_back_too_old(office: Office) -> None:
    """That somebody put an old copy in the place of the registry."""
    shutil.copyfile(office.older, office.path)


ADD = "add --ref NEW-0 --title Новое --party Moscow --party Astana --start 2021-11-20 --term 5y"

CHANGES = {
    "begin": Change(ADD, Office.clear),
    "add": Change(ADD),
    "edit": Change("edit RU-CN-2001 --tag urgent"),
    "extend": Change("extend RU-CN-2001 --by 5y --on 2021-11-20"),
    "remove": Change("remove EU-MU-2022 --yes"),
    "import": Change("import {papers}/three.json"),
    "attach": Change("attach EU-MU-2022 {papers}/note.txt"),
    "ack": Change("ack EU-MU-2022 --decided Renewed"),
    "undo": Change("undo", typed("edit RU-CN-2001 --tag urgent"), undone=False),
    "redo": Change("undo --redo", typed("undo"), undone=False),
    "restore": Change("restore --accept --yes", put_back_too_old, undone=False),
    "setting of the office": Change("config counting day-before"),
    "own setting": Change("config within 3m", undone=False, is_in_history=False),
}
NEXT = "add --ref NEXT-1 --title Next --party Moscow --party Astana --start 2021-11-20 --term 5y"
"""What the next person types; a second one changes the configuration."""
NEXT_SETTING = "config date_format dd.mm.yyyy"

SAID_DONE = "The change was made all the same"
SAID_UNDONE = ("nothing was done", "is as it was", "was not attached", "nothing was changed")


class Expected(NamedTuple):
    """What may be found after a fault: the old state or the new one, and these files once somebody else has written."""

    old: State
    new: State
    names: set[str]


class Verdict(NamedTuple):
    """How a change came out, whether the registry is broken, whether the change was lost, and all that is wrong."""

    acknowledged: bool
    broken: bool
    lost: bool
    wrong: list[str]


def prepare(office: Office, change: Change) -> tuple[Expected, list[Call]]:
    """Let the office be as it is before the change; what is expected, and the calls of the change with no fault."""
    change.before(office)
    office.keep()
    old = office.state()
    calls = office.done(change.line).calls
    new = office.state()
    office.done(NEXT)
    office.done(NEXT_SETTING)
    expected = Expected(old, new, office.names())
    office.put_back()
    return expected, calls


def tried(office: Office, change: Change, fault: Fault, expected: Expected) -> Verdict:
    """The change with the fault, and whatever is wrong then; the office is put back."""
    outcome = office.type(change.line, fault)
    try:
        state = readable(office)
        broken = state is None or not (same(state, expected.old) or same(state, expected.new))
        lost = outcome.acknowledged and (state is None or not same(state, expected.new))
        wrong = list(_complaints(office, change, outcome, expected, state))
        return Verdict(outcome.acknowledged, broken, lost, wrong)
    finally:
        office.put_back()


def same(one: State, other: State) -> bool:
    """Whether two states keep the same; a whole document that no record names is no difference."""
    documents = all(one.documents.values()) and one.documents.keys() >= other.documents.keys()
    return documents and one._replace(documents={}) == other._replace(documents={})


def _complaints(
    office: Office, change: Change, outcome: Outcome, expected: Expected, state: State | None
) -> Iterator[str]:
    if state is None:
        yield "the registry cannot be read"
        return
    done = same(state, expected.new)
    if not done and not same(state, expected.old):
        yield "what is kept is neither as before nor as after"
    yield from _untrue(change, outcome, done)
    if not office.is_as_kept():
        yield from _stuck(office, change, expected) if done else _not_done_again(office, change, expected)


def _untrue(change: Change, outcome: Outcome, done: bool) -> Iterator[str]:
    """What was told and does not hold."""
    if outcome.acknowledged and not done:
        yield "it was acknowledged and is not there"
    if outcome.code < 0 or outcome.acknowledged:
        return
    if not outcome.is_told:
        yield f"no sentence says what went wrong: {outcome.stderr}"
    if done and any(said in outcome.stderr for said in SAID_UNDONE):
        yield f"it is done, and was said not to be: {outcome.stderr}"
    if done and change.is_in_history and SAID_DONE not in outcome.stderr:
        yield f"it is done, and nobody said so: {outcome.stderr}"


def _not_done_again(office: Office, change: Change, expected: Expected) -> Iterator[str]:
    """What somebody finds who types the same once more, and those who come next."""
    outcome = office.type(change.line)
    state = readable(office)
    if not outcome.acknowledged or state is None or not same(state, expected.new):
        yield f"typed once more, it is not done either: {outcome.stderr}"
    else:
        yield from _stuck(office, change, expected)


def _stuck(office: Office, change: Change, expected: Expected) -> Iterator[str]:
    """What the next ones find, who write, and take back."""
    for line in (NEXT, NEXT_SETTING, "history --json"):
        outcome = office.type(line)
        if not outcome.acknowledged:
            yield f"{line.split()[0]} fails afterwards: {outcome.stderr}"
            return
    json.loads(outcome.stdout)
    left = office.names() - expected.names
    if left:
        yield f"left lying about: {', '.join(sorted(left))}"
    for line in ("undo", "undo") if change.undone else ("undo",):
        outcome = office.type(line)
        if not outcome.acknowledged:
            yield f"undo fails afterwards: {outcome.stderr}"
            return
    state = readable(office)
    wanted = expected.old if change.undone else expected.new
    if state is None or (state.records, state.settings) != (wanted.records, wanted.settings):
        yield "undo does not lead back"

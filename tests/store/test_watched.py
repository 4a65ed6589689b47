"""Reading what a reminder needs: the second line of an agreement is read wherever something in it can fall due."""

from collections.abc import Sequence
from datetime import date

import pytest

from agreetrack.model.clauses import Clause
from agreetrack.model.obligations import Obligation
from agreetrack.model.record import Record, WatchedOutline
from agreetrack.store import Registry

ONCE = Obligation(id="1", text="Отчёт", kind="once", due=date(2026, 12, 31))
YEARLY = Obligation(id="2", text="x", kind="recurring", every="P1Y", from_=date(2020, 2, 29))
ALWAYS = Obligation(id="3", text='they meet "once" or are "recurring", with "lead_times"', kind="continuing")
NAMED_SO = Obligation(id="clauses", text="clauses", kind="once", due=date(2026, 12, 31))
LONG = (Clause(article="1", about="term", words='"obligations" "clauses" "once" ' * 50),)


@pytest.mark.parametrize(
    ("obligations", "clauses", "seen"),
    [
        ((), (), ()),
        ((), LONG, ()),
        ((ALWAYS,), LONG, ()),
        ((ALWAYS,), (), ()),
        ((ALWAYS, ONCE), (), ("once",)),
        ((ONCE,), LONG, ("once",)),
        ((NAMED_SO,), LONG, ("once",)),
        ((ALWAYS, YEARLY), LONG, ("recurring",)),
    ],
)
def test_what_can_fall_due_is_seen(
    registry: Registry, changing, obligations: Sequence[Obligation], clauses: Sequence[Clause], seen: tuple[str, ...]
) -> None:
    with changing() as transaction:
        transaction.put(Record(ref="A", title="a", obligations=tuple(obligations), clauses=tuple(clauses), notes="n"))
        transaction.put(Record(ref="B", title="b", kind="treaty"))
    outlines: list[WatchedOutline] = []
    found = registry.watched(lambda outline: outlines.append(outline) is None)
    assert tuple(one.kind for one in outlines[0].obligations if one.kind != "continuing") == seen
    assert (outlines[1].kind, outlines[1].obligations) == ("treaty", ())
    assert [(one.ref, one.obligations) for one in found] == [("A", tuple(obligations)), ("B", ())]


def test_own_lead_times_are_seen(registry: Registry, changing) -> None:
    with changing() as transaction:
        transaction.put(Record(ref="A", title="a", lead_times=(730, 0), clauses=LONG))
    outlines: list[WatchedOutline] = []
    assert registry.watched(lambda outline: outlines.append(outline) is not None) == []
    assert outlines[0].lead_times == (730, 0)


def test_another_layout_gives_the_same(registry: Registry, changing, path) -> None:
    with changing() as transaction:
        transaction.put(Record(ref="A", title="a", obligations=(ONCE,), clauses=LONG))
    own = registry.watched(lambda outline: True)
    path.write_bytes(path.read_bytes().replace(b'"agreements": {\n', b'"agreements":\n{'))
    assert registry.watched(lambda outline: bool(outline.obligations)) == own

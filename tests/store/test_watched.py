"""Reading what a reminder needs, from any layout."""

from datetime import date
from pathlib import Path

from agreetrack.model.clauses import Clause
from agreetrack.model.obligations import Obligation
from agreetrack.model.record import Record
from agreetrack.store import Registry

ONCE = Obligation(id="1", text="Отчёт", kind="once", due=date(2026, 12, 31))
LONG = (Clause(article="1", about="term", words='"obligations" "clauses" "once" ' * 50),)


def test_what_a_reminder_needs_is_read(registry: Registry, changing) -> None:
    with changing() as transaction:
        transaction.put(Record(ref="A", title="a", obligations=(ONCE,), clauses=LONG, lead_times=(730, 0), notes="n"))
        transaction.put(Record(ref="B", title="b", kind="treaty", department="Treaties", restricted=True))
    first, second = registry.watched()
    assert (first.ref, first.obligations, first.lead_times) == ("A", (ONCE,), (730, 0))
    assert (second.kind, second.department, second.restricted, second.obligations) == ("treaty", "Treaties", True, ())


def test_another_layout_gives_the_same(registry: Registry, changing, path: Path) -> None:
    with changing() as transaction:
        transaction.put(Record(ref="A", title="a", obligations=(ONCE,), clauses=LONG))
    own = registry.watched()
    path.write_bytes(path.read_bytes().replace(b'"agreements": {\n', b'"agreements":\n{'))
    assert registry.watched() == own

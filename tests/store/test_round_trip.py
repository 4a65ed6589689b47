"""Any record that can be kept comes back from the file as it was, and every change can be taken back."""

from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from agreetrack.model.clauses import Clause, Party, Renewal, Signatory
from agreetrack.model.coding import builtins, encode
from agreetrack.model.dates import PartialDay
from agreetrack.model.events import Close, Extension, Renewed, Termination
from agreetrack.model.periods import period
from agreetrack.model.record import Record
from agreetrack.store import Author, Registry

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
titles = words.filter(str.strip)
periods = st.sampled_from([period("P1Y"), period("P6M"), period("P120D"), period("P12M")])
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
events = st.one_of(
    st.builds(Close, date=days, note=st.none() | words),
    st.builds(Renewed, date=days, basis=st.none() | words),
    st.builds(Termination, date=days, last_day=days),
    st.builds(Extension, date=days, by=periods, from_=st.none() | days),
)


def records(ref: str) -> st.SearchStrategy[Record]:
    return st.builds(
        Record,
        ref=st.just(ref),
        title=titles,
        parties=st.lists(st.builds(Party, name=titles), max_size=1).map(tuple),
        signed=st.none() | st.sampled_from([PartialDay.of("2014"), PartialDay.of("2014-06"), date(2014, 6, 30)]),
        term=st.none() | periods,
        renewal=st.none() | st.builds(Renewal, mode=st.just("tacit"), times=st.none() | st.integers(1, 9)),
        events=st.lists(events, max_size=4).map(tuple),
        tags=st.lists(words, max_size=3).map(tuple),
        signatories=st.lists(st.builds(Signatory, name=words), max_size=2).map(tuple),
        clauses=st.lists(st.builds(Clause, article=words, about=words, words=words), max_size=2).map(tuple),
        restricted=st.booleans(),
        lead_times=st.none() | st.lists(st.integers(0, 365), max_size=3).map(tuple),
        notes=st.none() | words,
    )


changes = st.lists(st.sampled_from("ABC").flatmap(lambda ref: records(ref) | st.just(ref)), min_size=1, max_size=6)


def author(command: str) -> Author:
    return Author("anna", datetime(2026, 1, 1, tzinfo=UTC), command)


@given(records("A"))
@settings(deadline=None)
def test_a_record_comes_back_from_the_file_as_it_was(record: Record):
    with TemporaryDirectory() as folder:
        registry = Registry(Path(folder) / "agreements.json")
        with registry.change(author("add"), create=True) as transaction:
            transaction.put(record)
        assert registry.records() == [record]
        assert builtins(registry.listing()[0]).items() <= builtins(record).items()


@given(changes)
@settings(deadline=None, max_examples=40)
def test_taking_everything_back_gives_each_earlier_state(steps: list[Record | str]):
    with TemporaryDirectory() as folder:
        registry = Registry(Path(folder) / "agreements.json")
        states = [b"[]"]
        for step in steps:
            with registry.change(author("edit"), create=True) as transaction:
                if isinstance(step, Record):
                    transaction.put(step)
                elif transaction.get(step):
                    transaction.remove(step)
            if transaction.seq is not None:
                states.append(encode(registry.records()))
        for state in reversed(states[:-1]):
            with registry.change(author("undo")) as transaction:
                transaction.undo()
            assert encode(registry.records()) == state
        for state in states[1:]:
            with registry.change(author("undo")) as transaction:
                transaction.redo()
            assert encode(registry.records()) == state

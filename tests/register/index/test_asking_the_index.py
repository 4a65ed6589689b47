"""The index: with it, without it, or with one that is wrong in any way, the answer is the same."""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from law.generated import Case, drawn
from occasions import occasion
from watched import watched_records

from agreetrack.model.coding import convert
from agreetrack.model.errors import InvalidData
from agreetrack.model.periods import Period
from agreetrack.model.record import Record, Watched
from agreetrack.register.index import basis
from agreetrack.register.index.judging import judge
from agreetrack.register.index.seeking import seeking
from agreetrack.register.lists.listing import Selection, select
from agreetrack.register.obligations.duties import Wanted, duties
from agreetrack.register.reminders.lead_times import LeadTimes
from agreetrack.register.reminders.watching import watch
from agreetrack.register.settings.office import settle
from agreetrack.store import Author, Registry
from agreetrack.store.index import asking, seal

ANNA = Author("anna", datetime(2026, 11, 22, 8, tzinfo=UTC), "test")
LEADS = LeadTimes()
QUARTER = Period(0, 90)
THOROUGH = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)


class Plain(Registry):
    """A registry that is always read in full."""

    def index(self) -> None:
        return None


@pytest.fixture(autouse=True)
def everything_is_asked_of_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST", 1)


def kept(path: Path, day: date) -> Registry:
    return Registry(path, judging=lambda stated: judge(stated, day))


def index_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.index")


def is_trusted(path: Path) -> bool:
    registry = Registry(path)
    with registry.still():
        return registry.index() is not None


def answers(registry: Registry, day: date, within: Period = QUARTER, **asked: Any) -> Iterator[Any]:
    """What is said of a day: what is due, what is to be warned of, what is owed, or why none of it can be said."""
    on = occasion(day.isoformat(), **asked)
    for ask in (
        lambda: select(registry, on, Selection(expiring=True, within=within)),
        lambda: select(registry, on, Selection(expiring=True, within=within, party=("a",))),
        lambda: watch(registry, on, LEADS),
        lambda: duties(registry, on, Wanted(overdue=True)),
        lambda: duties(registry, on, Wanted()),
    ):
        try:
            yield ask()
        except InvalidData as error:
            yield str(error)


def assert_the_same(path: Path, day: date, **asked: Any) -> None:
    for found, expected in zip(answers(Registry(path), day, **asked), answers(Plain(path), day, **asked), strict=True):
        assert found == expected


def put(registry: Registry, *records: Record) -> None:
    with registry.change(ANNA, create=True) as transaction:
        for record in records:
            with suppress(InvalidData):
                transaction.put(record)


def of_case(case: Case) -> list[Record]:
    return [convert(one, Record) for one in case.records]


offsets = st.one_of(st.integers(-3, 40), st.integers(-400, 2000), st.sampled_from([29, 30, 31, 90, 91, 180, 181, 366]))


@THOROUGH
@given(drawn(), st.lists(watched_records(2), max_size=1), st.lists(offsets, min_size=3, max_size=3), offsets)
def test_the_answer_is_the_same_on_every_day(case: Case, more: list[Record], later: list[int], between: int) -> None:
    day = date.fromisoformat(case.day)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "agreements.json"
        put(kept(path, day), *of_case(case), *more)
        assert is_trusted(path)
        for offset in (0, *later):
            assert_the_same(path, day + timedelta(offset), within=Period(0, 90 + abs(offset)))
        put(kept(path, day + timedelta(between)), Record(ref="PLAIN", title="One more"))
        with kept(path, day).change(ANNA) as transaction:
            transaction.remove(transaction.refs()[0])
        for offset in (between, *later):
            assert_the_same(path, day + timedelta(offset))


@THOROUGH
@given(drawn("falls"), st.data())
def test_what_falls_with_a_changed_agreement_is_judged_again(case: Case, data: st.DataObject) -> None:
    day = date.fromisoformat(case.day)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "agreements.json"
        records = of_case(case)
        put(kept(path, day), *records)
        for _each in range(2):
            parent = data.draw(st.sampled_from(records[1:]))
            ends = data.draw(st.sampled_from(["P1Y", "2018-12-31", "indefinite", None]))
            put(kept(path, day), convert({**case.records[records.index(parent)], "term": ends}, Record))
            assert is_trusted(path)
            assert_the_same(path, day + timedelta(data.draw(offsets)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A registry with an index, in which something is due, something to be warned of, and something late."""
    path = tmp_path / "agreements.json"
    put(kept(path, DAY), *map(of, RECORDS))
    assert is_trusted(path)
    return path


DAY = date(2026, 11, 22)
TERM = {"signed": "2015-02-09", "entry_into_force": "signature", "parties": [{"name": "Aland"}, {"name": "Borduria"}]}
RECORDS: list[dict[str, Any]] = [
    {**TERM, "ref": "DUE", "title": "Fisheries", "term": "2027-01-31", "renewal": {"mode": "express"}},
    {**TERM, "ref": "QUIET", "title": "Science", "term": "P50Y"},
    {**TERM, "ref": "UNKNOWN", "title": "Culture"},
    {**TERM, "ref": "CHILD", "title": "Protocol", "term": "P30Y", "links": [{"kind": "falls-with", "ref": "Quiet"}]},
    {**TERM, "ref": "GRANDCHILD", "title": "Annex", "term": "P30Y", "links": [{"kind": "falls-with", "ref": "child"}]},
    {
        **TERM,
        "ref": "OWING",
        "title": "Loan",
        "term": "P50Y",
        "obligations": [{"id": "1", "text": "Pay", "kind": "once", "due": "2026-11-01"}],
    },
]


def of(fields: dict[str, Any]) -> Record:
    return convert(fields, Record)


def changed_in_place(path: Path) -> None:
    """One byte of a date is another, and the file has its old times."""
    before = path.stat()
    text = path.read_bytes().replace(b'"term":"P50Y"', b'"term":"P12Y"')
    with open(path, "r+b") as file:
        file.write(text)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def restored_from_a_backup(path: Path) -> None:
    backup = path.with_name("backup.json")
    shutil.copy2(path, backup)
    put(kept(path, DAY), of({**RECORDS[1], "term": "P12Y"}))
    os.replace(backup, path)


def changed_by_an_older_program(path: Path) -> None:
    put(Registry(path), of({**RECORDS[1], "term": "P12Y"}))


def without_the_index(path: Path) -> None:
    index_of(path).unlink()


def cut_off(path: Path) -> None:
    os.truncate(index_of(path), index_of(path).stat().st_size // 2 + 100)


def emptied(path: Path) -> None:
    os.truncate(index_of(path), 0)


def no_database(path: Path) -> None:
    index_of(path).write_bytes(b"This is no database. " * 1000)


def a_link(path: Path) -> None:
    index_of(path).rename(path.with_name("elsewhere"))
    index_of(path).symlink_to("elsewhere")


def a_folder(path: Path) -> None:
    index_of(path).unlink()
    index_of(path).mkdir()


def of_another_registry(path: Path) -> None:
    other = path.with_name("other.json")
    put(kept(other, DAY), of(RECORDS[1]))
    os.replace(index_of(other), index_of(path))


@pytest.mark.parametrize(
    "done",
    [
        changed_in_place,
        restored_from_a_backup,
        changed_by_an_older_program,
        without_the_index,
        cut_off,
        emptied,
        no_database,
        a_link,
        a_folder,
        of_another_registry,
    ],
)
def test_an_index_that_is_not_of_this_file_counts_for_nothing(path: Path, done: Any) -> None:
    done(path)
    assert not is_trusted(path)
    assert_the_same(path, DAY)
    put(kept(path, DAY), of({**RECORDS[2], "title": "Another"}))
    assert_the_same(path, DAY)


def test_an_index_is_made_anew_by_the_next_change(path: Path) -> None:
    for done in (changed_in_place, restored_from_a_backup, without_the_index, no_database, a_link, of_another_registry):
        done(path)
        put(kept(path, DAY), of({**RECORDS[2], "title": done.__name__}))
        assert is_trusted(path), done


def test_what_is_damaged_inside_is_read_in_full(path: Path) -> None:
    text = index_of(path).read_bytes()
    for begin in range(0, len(text), 1024):
        index_of(path).write_bytes(text[:begin] + b"\xff" * 1024 + text[begin + 1024 :])
        assert_the_same(path, DAY)


class Asked:
    """Whether the index was asked for anything."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.how_often = 0
        sought = asking.Index.sought

        def counted(index: Any, *what: Any) -> Any:
            self.how_often += 1
            return sought(index, *what)

        monkeypatch.setattr(asking.Index, "sought", counted)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    return Asked(monkeypatch)


def test_the_index_is_asked_where_it_can_be(path: Path, asked: Asked) -> None:
    assert_the_same(path, DAY)
    assert asked.how_often == 5


class Working:
    countries = ("RU",)
    longest_rest = 2

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5


@pytest.mark.parametrize(
    "other",
    [{"assume": "day-before"}, {"knowing": date(2020, 1, 1)}, {"calendar": Working()}],
    ids=["counting", "knowing", "holidays"],
)
def test_the_index_is_not_asked_what_it_does_not_rest_on(path: Path, asked: Asked, other: dict[str, Any]) -> None:
    assert_the_same(path, DAY, **other)
    assert asked.how_often == 0


def test_the_index_is_not_asked_for_warnings_at_other_lead_times(path: Path, asked: Asked) -> None:
    other = LeadTimes(terms=(900,))
    assert watch(Registry(path), occasion(), other) == watch(Plain(path), occasion(), other)
    assert asked.how_often == 0


def test_the_index_of_another_program_is_not_asked(path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(basis, "version", lambda: 1)
    assert_the_same(path, DAY)
    assert asked.how_often == 0
    put(kept(path, DAY), of({**RECORDS[2], "title": "Another"}))
    assert_the_same(path, DAY)
    assert asked.how_often == 5
    monkeypatch.setattr(seal, "FORM", 2)
    assert not is_trusted(path)


def test_no_index_is_made_where_the_text_of_the_law_is_not_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agreetrack.register.index.judging.version", lambda: 0)
    assert judge({}, DAY) is None
    put(kept(path, DAY), of({**RECORDS[2], "title": "Another"}))
    assert not is_trusted(path)


@pytest.mark.parametrize("stated", [{"counting": "sometimes"}, {"odd": "1"}, {"countries": "ZZ"}])
def test_nothing_is_judged_by_settings_that_are_not_in_order(stated: dict[str, str]) -> None:
    assert judge(stated, DAY) is None


def test_rows_follow_the_settings_that_they_rest_on(path: Path, asked: Asked) -> None:
    settle(kept(path, DAY), ANNA, "counting", "day-before")
    assert_the_same(path, DAY, assume="day-before")
    assert asked.how_often == 5
    settle(kept(path, DAY), ANNA, "obligation_lead_times", "60")
    leads = LeadTimes(obligations=(60,))
    later = occasion("2026-11-23", assume="day-before")
    assert watch(Registry(path), later, leads) == watch(Plain(path), later, leads)
    assert asked.how_often == 6


def test_what_falls_with_a_parent_at_two_removes_is_judged_again(path: Path) -> None:
    put(kept(path, DAY), of({**RECORDS[1], "term": "2026-12-01"}))
    assert_the_same(path, DAY)
    listing = select(Registry(path), occasion(), Selection(expiring=True))
    assert {row.record.ref for row in listing.rows} == {"DUE", "QUIET", "CHILD", "GRANDCHILD"}
    with kept(path, DAY).change(ANNA) as transaction:
        transaction.remove("QUIET")
    assert_the_same(path, DAY)
    put(kept(path, DAY), of({**RECORDS[1], "term": "2026-12-01"}))
    assert_the_same(path, DAY)


def test_a_clock_that_was_wrong_spoils_no_answer(path: Path, asked: Asked) -> None:
    put(kept(path, date(2031, 1, 1)), of({**RECORDS[0], "title": "Changed in 2031"}))
    for day in (DAY, date(2031, 1, 1), date(1999, 1, 1)):
        assert_the_same(path, day)
    assert asked.how_often == 15


def test_what_cannot_be_judged_is_told_as_without_the_index(path: Path) -> None:
    text = path.read_bytes()
    path.write_bytes(text.replace(b'"2026-11-01"', b'"2026-13-01"'))
    put_plain = kept(path, DAY)
    with suppress(InvalidData):
        put(put_plain, of({**RECORDS[2], "title": "Another"}))
    assert_the_same(path, DAY)


def test_who_is_asked_for_while_the_registry_changes_is_found_in_it(path: Path) -> None:
    with seeking(Registry(path), occasion()) as seek:
        os.utime(path)
        assert [one and one.ref for one in map(seek.find, ("quiet", "none"))] == ["QUIET", None]
        assert len(seek.late().records) == len(RECORDS)


def test_what_cannot_be_judged_has_no_outline() -> None:
    wrong = {**TERM, "ref": "W", "title": "Wrong", "obligations": [{"id": "1", "text": "Pay", "kind": "recurring"}]}
    found = judge({}, DAY)
    assert found is not None
    assert list(found.outlines([convert(wrong, Watched)], lambda _ref: None)) == [None]
